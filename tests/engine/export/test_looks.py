"""A look on many faces: what fails of one is told, and the others are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.document.arrays import ArrayStore
from engine.document.asked.looks import Cell, LooksSaved, SaveLooks, coming
from engine.document.asked.requests import OpenGenerator
from engine.document.document import Document, Edit
from engine.document.films.film import Track
from engine.job import Progress, run
from engine.worker.studio import Studio

FACES = "builtin:faces-eigengan-64"


@pytest.fixture(scope="module")
def studio() -> Studio:
    made = Studio(ArrayStore())
    made.face = Document(run(made.start(OpenGenerator(FACES))).ref, 3)  # type: ignore[attr-defined]
    return made


def test_what_fails_of_one_face_is_told(studio: Studio, tmp_path: Path) -> None:
    face: Document = studio.face  # type: ignore[attr-defined]
    lost = Cell("lost", face, (Track(Edit("z1.1", "turn", 1.0), (1.0,)),))  # no film has a single frame
    work = SaveLooks((Cell("one", face), lost, Cell("two", face)), str(tmp_path / "out"))
    saved = run(studio.start(work))
    assert isinstance(saved, LooksSaved)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["one.png", "two.png"]
    ((name, why),) = saved.failed
    assert name == "lost" and why.endswith(".") and "\n" not in why
    with pytest.raises(ValueError, match="2 to"):
        run(studio.start(SaveLooks((lost,), str(tmp_path / "none"))))
    assert not (tmp_path / "none").exists()


def test_stopped_between_two_films_nothing_is_there(studio: Studio, tmp_path: Path) -> None:
    face = studio.face.with_edit(Edit("z1.1", "turn", 2.0))  # type: ignore[attr-defined]
    cells = tuple(Cell(f"face {i}", face, coming(face, 3)) for i in range(3))
    job = studio.start(SaveLooks(cells, str(tmp_path / "out"), 32, format="apng"))
    for step in job:
        assert isinstance(step, Progress)
        if step.fraction > 0.5:
            break
    assert not (tmp_path / "out").exists(), "no half of it under its name"
    job.close()
    assert not list(tmp_path.iterdir())


def test_a_look_comes_and_goes(studio: Studio) -> None:
    face: Document = studio.face  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="no edits"):
        coming(face, 4)
    edit, muted = Edit("z1.1", "turn", -2.0), Edit("z2.1", "smile", 1.0, muted=True)
    (track,) = coming(face.with_edit(edit).with_edit(muted), 4)
    assert track == Track(edit, pytest.approx((0.0, -1.0, -2.0, -1.0)))
