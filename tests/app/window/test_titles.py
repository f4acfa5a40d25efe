"""The session file that is in use: saved to again without a question, and named by the title."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from engine.document.arrays import ArrayStore
from engine.document.saved.session import load_session
from tests.app.opened import Opened


def saves_to(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> list[str]:
    """The answers to the questions where to save, in order -> the names proposed, as they are asked for."""
    asked: list[str] = []
    answers = iter(paths)

    def ask(*given: object, **_: object) -> tuple[str, str]:
        asked.append(Path(str(given[2])).name)
        return str(next(answers)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


def test_a_second_save_goes_to_the_same_file_and_the_title_says_what_is_saved(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts, frame = window.window.acts, window.window
    first, second = tmp_path / "aunt.eigenbrush", tmp_path / "uncle.eigenbrush"
    asked = saves_to(monkeypatch, first, second)

    def saved() -> bool:
        window.rest()
        return not frame.isWindowModified()

    assert frame.windowTitle() == "faces-eigengan-64[*] — EigenBrush" and saved()
    window.workspace.move("z1.1", 1.0)
    assert not saved()
    acts["save_session"].trigger()
    assert saved() and frame.windowTitle() == "aunt.eigenbrush[*] — faces-eigengan-64 — EigenBrush"
    window.workspace.move("z1.1", 2.0)
    assert not saved()
    window.controller.undo()
    assert saved()  # that is what lies there
    window.controller.redo()
    acts["save_session"].trigger()
    assert saved() and asked == ["faces-eigengan-64-27.eigenbrush"]
    assert load_session(first, ArrayStore()).documents == (window.document,)
    window.workspace.move("z1.1", 3.0)
    acts["save_session_as"].trigger()
    assert saved() and asked == ["faces-eigengan-64-27.eigenbrush", "aunt.eigenbrush"]
    assert frame.windowTitle().startswith("uncle.eigenbrush[*]")
    assert load_session(first, ArrayStore()).documents != load_session(second, ArrayStore()).documents
    window.controller.opening.session(str(first))
    window.wait(lambda: frame.windowTitle().startswith("aunt"))
    assert saved() and window.workspace.value("z1.1") == pytest.approx(2.0)


def test_what_the_program_keeps_for_itself_is_no_file_of_a_persons(window: Opened) -> None:
    window.workspace.move("z1.1", 1.0)
    autosave = window.window.autosaver._path
    window.controller.saving.autosave(str(autosave))
    window.wait(autosave.is_file)
    window.controller.opening.session(str(autosave))
    window.rest()
    assert window.controller.saving.path == "" and window.window.isWindowModified()


def test_a_file_that_another_window_saved_is_not_overwritten_unasked(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts, first, second = window.window.acts, tmp_path / "aunt.eigenbrush", tmp_path / "uncle.eigenbrush"
    asked = saves_to(monkeypatch, first, second)
    window.workspace.move("z1.1", 1.0)
    acts["save_session"].trigger()
    window.rest()
    first.write_bytes(b"of another window")
    window.workspace.move("z1.1", 2.0)
    acts["save_session"].trigger()
    window.rest()
    assert first.read_bytes() == b"of another window" and second.is_file()
    assert window.said("was changed by another window")
    assert asked == ["faces-eigengan-64-27.eigenbrush", "aunt.eigenbrush"]
