"""The face explorer on every family: sliders, seeds and a GIF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.model.workspace import Workspace
from engine.document.asked.requests import Discover, RenderRequest
from engine.document.document import Document
from engine.document.films.exporting import ExportFilm
from engine.job import run
from tests.contracts.test_generators import every, generator_of
from tests.fakes import a_studio, open_in

FEW = {"samples": 500, "feature_samples": 500}


@every
def test_sliders_seeds_undo_and_a_film(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    studio, generator = a_studio(), generator_of(name)
    if not generator.name:
        generator.name = name
    info = open_in(studio, generator, monkeypatch)
    workspace = Workspace(info, Document(info.ref, 3), studio.arrays)

    def shown() -> np.ndarray:
        frame = studio.render(RenderRequest(0, 0, workspace.document))
        assert frame is not None
        workspace.face.base = frame.base
        return frame.pixels.astype(int)

    first = shown()
    directions = run(studio.start(Discover(info.ref.sha256, "ganspace", FEW)))
    assert 1 <= len(directions.vectors) <= 12 and np.isfinite(directions.vectors).all()
    workspace.catalogue.add(directions)
    slider = directions.slider(0)
    assert workspace.move(slider, 2.0)
    moved = shown()
    assert np.abs(moved - first).mean() > 0.2  # of 255; the strongest direction is seen
    workspace.history.undo()
    assert np.array_equal(shown(), first)
    assert workspace.face.set_seed(8, keep_edits=False) and np.abs(shown() - first).mean() > 0.2
    track = workspace.track(slider, (-2.0, 0.0, 2.0))
    film = replace(workspace.document, edits=())
    path = run(studio.start(ExportFilm(film, (track,), 25, 32, str(tmp_path / "a.gif"))))
    with Image.open(path) as gif:
        assert gif.n_frames == 3 and gif.size == (32, 32)
