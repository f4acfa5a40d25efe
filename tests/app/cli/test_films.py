"""`film`: what the window writes of a session's film, without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from app.cli.headless import Desk
from engine.document.arrays import ArrayStore
from engine.document.document import NO_FILM, Document
from engine.document.saved.session import save_session
from engine.document.timeline.changes import with_curve, with_key, with_times
from engine.document.timeline.curves import Curve, Point
from engine.document.timeline.moments import moment
from tests.app.cli.test_commands import bad, good
from tests.app.opened import FACES


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(FACES)


def session(path: Path, document: Document) -> Path:
    save_session(path, (document,), 0, ArrayStore(), b"")
    return path


def film_of(desk: Desk) -> Document:
    one = desk.workspace.document
    film = with_key(with_key(NO_FILM, 0.0, one), 0.5, replace(one, seed=9))
    film = with_curve(film, Curve("z3.2", (Point(0.0, 0.0), Point(0.5, 3.0)), 1.0))
    return replace(one, timeline=with_times(film, length=1.0, rate=20.0, looped=True))


def frames(path: Path) -> list[np.ndarray]:
    with Image.open(path) as film:
        return [np.asarray(each.convert("RGB")).astype(int) for each in ImageSequence.Iterator(film)]


def test_the_film_of_a_session_is_written(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = film_of(desk)
    source = session(tmp_path / "a.eigenbrush", document)
    assert good(capsys, "film", source, "--out", tmp_path / "a.gif").strip() == str(tmp_path / "a.gif")
    drawn = frames(tmp_path / "a.gif")
    assert len(drawn) == 20
    desk.change(moment(document, 0.25))
    assert np.abs(drawn[5] - desk.frame().pixels).mean() < 6  # a palette of 256 colours
    good(capsys, "film", source, "--out", tmp_path / "b.gif")
    good(capsys, "film", tmp_path / "a.gif", "--out", tmp_path / "c.gif")  # it carries all that it is made of
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes() == (tmp_path / "c.gif").read_bytes()


def test_a_part_of_it_at_another_size_and_rate(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = session(tmp_path / "a.eigenbrush", film_of(desk))
    good(capsys, "film", source, "--out", tmp_path / "a.gif", "--size", "96", "--fps", "10", "--range", "0.5:0.9")
    drawn = frames(tmp_path / "a.gif")
    assert len(drawn) == 4 and drawn[0].shape == (96, 96, 3)


def test_what_cannot_be_written_is_said(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = film_of(desk)
    source = session(tmp_path / "a.eigenbrush", document)
    none = session(tmp_path / "none.eigenbrush", replace(document, timeline=NO_FILM))
    assert "has no film" in bad(capsys, "film", none, "--out", tmp_path / "a.gif")
    assert "part of the film" in bad(capsys, "film", source, "--out", tmp_path / "a.gif", "--range", "3:2")
    assert "two numbers" in bad(capsys, "film", source, "--out", tmp_path / "a.gif", "--range", "3")
    assert "frames a second" in bad(capsys, "film", source, "--out", tmp_path / "a.gif", "--fps", "999")
    assert "16 to" in bad(capsys, "film", source, "--out", tmp_path / "a.gif", "--size", "3")
    gone = replace(document, generator=replace(document.generator, source=str(tmp_path / "gone.pt"), sha256="a" * 64))
    lost = session(tmp_path / "lost.eigenbrush", gone)
    assert "gone.pt" in bad(capsys, "film", lost, "--out", tmp_path / "a.gif")
    assert not list(tmp_path.glob("*.gif"))
