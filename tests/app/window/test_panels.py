"""Panels are drawn anew where they show the change, and a frame is asked for where the picture shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

import app.window.panels
from app.window import dialogs
from engine.document.directions import DirectionSet
from tests.app.opened import Opened, settle
from tests.direction_sets import a_set
from widgets.sliders.row import SliderRow

A = "z2.2"
PARTS = ("_sliders", "_edits", "_steps", "_methods", "_conditions", "_held", "_seeds")


@pytest.fixture
def drawn(window: Opened, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], tuple[set[str], int]]:
    """What an action has drawn anew, and how many frames it has asked for."""
    seen: list[str] = []
    panels = window.window.panels
    window.controller.usual.look(on=False)  # how far sliders reach comes by itself, whenever there is time
    monkeypatch.setattr(app.window.panels, "PANELS", 60_000)  # where a frame is awaited, only it brings them

    def noted(name: str, show: Callable[..., None]) -> Callable[..., None]:
        return lambda workspace: seen.append(name) or show(workspace)  # type: ignore[func-returns-value]

    showing = tuple((about, noted(show.__name__, show)) for about, show in panels._showing)
    monkeypatch.setattr(panels, "_showing", showing)

    def of(action: Callable[[], object]) -> tuple[set[str], int]:
        before = window.controller.frames.wanted
        seen.clear()
        action()
        window.rest()
        assert len(seen) == len(set(seen)), "each once"
        return set(seen), window.controller.frames.wanted - before

    return of


def test_only_what_shows_the_change_is_drawn_anew(
    window: Opened, drawn: Callable[[Callable[[], object]], tuple[set[str], int]]
) -> None:
    workspace = window.workspace
    assert drawn(lambda: workspace.move(A, 2.0)) == ({"_sliders", "_edits", "_steps", "_held"}, 1)
    shown, frames = drawn(lambda: workspace.star(A, True))
    assert shown == {"_sliders", "_edits", "_steps", "_held"} and frames == 0, "a star is not in the picture"
    shown, frames = drawn(lambda: workspace.catalogue.compare(A, True))
    assert shown == {"_sliders", "_edits", "_methods", "_held"} and frames == 0
    shown, frames = drawn(window.controller.undo)
    assert "_conditions" not in shown and frames == 0
    assert drawn(lambda: workspace.face.set_truncation(0.6))[0] == {
        "_sliders",
        "_edits",
        "_steps",
        "_conditions",
        "_seeds",
    }


@pytest.mark.parametrize(
    "name", ["../../etc/mouth.png", "/mouth.png", "..\\mouth.png", "C:mouth.png", "x" * 999 + ".png"]
)
def test_a_name_out_of_a_file_leads_to_no_other_folder(
    make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    proposed: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (proposed.append(given[2]), ("", ""))[1])
    window = make_window().window
    assert dialogs.ask_where(window, "Save mask", name, "PNG (*.png)") == ""
    path = Path(proposed[0])
    assert path.parent == Path(window.controller.settings.folder or Path.home())
    assert path.suffix == ".png" and len(path.name) < 100 and not set("\\:") & set(path.name)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("aunt.jpg", "aunt.png"), ("aunt.PNG", "aunt.PNG"), ("aunt", "aunt.png"), ("aunt v1.2", "aunt v1.2.png")],
)
def test_the_ending_of_a_file_is_that_of_what_is_written(
    make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, meant: str
) -> None:
    window = make_window().window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    for name in ("face.png", "a name that lost its ending"):
        assert dialogs.ask_where(window, "Save into the photo", name, "PNG picture (*.png)") == str(tmp_path / meant)
    (tmp_path / "aunt.png").write_bytes(b"somebody's")
    monkeypatch.setattr("widgets.library.saving.replaces", lambda *_: False)
    found = dialogs.ask_where(window, "Save into the photo", "face.png", "PNG picture (*.png)")
    assert found == ("" if meant == "aunt.png" else str(tmp_path / meant)), "a mended name replaces nothing unasked"


def test_a_slider_in_the_hand_is_not_taken_away(window: Opened) -> None:
    """As when a stroke finds new sliders while one of the old is being dragged."""
    workspace, sliders = window.workspace, window.window.sliders
    first, second = a_set_of(window, 1), a_set_of(window, 2)
    workspace.catalogue.add(first)
    window.rest()
    row = sliders.row(first.slider(0))
    place = row.region("track").center()
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(row, place + QPoint(12, 0))
    before = workspace.value(first.slider(0))
    with workspace.at_once():
        workspace.catalogue.add(second)
        workspace.remove_set(first.key)
    settle()
    assert sliders.row(first.slider(0)) is row
    QTest.mouseMove(row, place + QPoint(25, 0))
    assert workspace.value(first.slider(0)) > before > 0 and window.notices == []
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=place + QPoint(25, 0))
    window.wait(lambda: any(row.state.key == second.slider(0) for row in sliders.findChildren(SliderRow)))
    assert sliders.row(second.slider(0)).isVisible()


def a_set_of(window: Opened, seed: int) -> DirectionSet:
    size = window.workspace.info.layout.dimension
    vectors = np.linalg.qr(np.random.default_rng(seed).normal(size=(size, 2)))[0].T.astype(np.float32)
    return a_set(vectors, ["one", "two"], sigma=[1.0, 1.0], seed=seed, generator=window.document.generator.sha256)
