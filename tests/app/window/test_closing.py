"""Closing where nothing can be kept asks; what was open is found again: in the title, the menu, the line at a start."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from app.home import home
from app.model import earlier
from app.model.settings import Settings, load_settings
from engine.document.arrays import ArrayStore
from engine.document.disk import files
from engine.document.saved.session import load_session
from tests.app.opened import Opened, close_window, engine_threads, quiet, settle
from tests.app.window.test_titles import saves_to

KEY = "z1.1"
KEPT = "Your last session is kept: File > Reopen last session, or Open recent."


def full_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full: the one that the program keeps its own files on."""
    true = files.write_whole

    def write(path: Path, content: bytes) -> None:
        if path.is_relative_to(home()):
            raise files.NotWritten(files.why_not_written(path, OSError(28, "No space left on device")))
        true(path, content)

    monkeypatch.setattr("engine.document.saved.session.write_whole", write)


def question(window: Opened) -> QMessageBox:
    (box,) = [box for box in window.window.findChildren(QMessageBox) if box.isVisible()]
    return box


def answer(window: Opened, words: str) -> None:
    next(button for button in question(window).buttons() if button.text() == words).click()
    settle()


def test_closing_with_a_full_disk_asks_and_loses_nothing(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_home(monkeypatch)
    window.workspace.move(KEY, 2.5)
    window.window.close()
    assert "is not saved" in question(window).text() and "no space left" in question(window).text()
    assert {button.text() for button in question(window).buttons()} == {
        "Save elsewhere…", "Close anyway", "Do not close"
    }  # fmt: skip
    answer(window, "Do not close")
    assert window.window.isVisible() and engine_threads()
    path = tmp_path / "elsewhere.eigenbrush"
    saves_to(monkeypatch, path)
    window.window.close()
    answer(window, "Save elsewhere…")
    window.wait(lambda: not window.window.isVisible())
    assert not engine_threads()
    assert load_session(path, ArrayStore()).documents == (window.document,)


def test_a_save_elsewhere_that_fails_too_or_is_called_off_leaves_the_window_open(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_home(monkeypatch)
    window.workspace.move(KEY, 2.5)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    window.window.close()
    answer(window, "Save elsewhere…")
    assert window.window.isVisible()
    saves_to(monkeypatch, tmp_path / "gone" / "a.eigenbrush")
    window.window.close()
    answer(window, "Save elsewhere…")
    window.wait(lambda: window.said("a.eigenbrush could not be written"))
    window.rest()
    assert window.window.isVisible()
    window.window.close()
    answer(window, "Close anyway")
    assert not window.window.isVisible() and not engine_threads()


def test_nothing_is_asked_where_nothing_was_changed_or_it_lies_in_a_file(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves_to(monkeypatch, tmp_path / "a.eigenbrush")
    window.workspace.move(KEY, 2.5)
    window.window.acts["save_session"].trigger()
    window.rest()
    full_home(monkeypatch)
    window.window.close()
    assert not window.window.isVisible()


def test_a_home_that_may_not_be_written_to_is_asked_about(
    make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLockFile, "tryLock", lambda *_: False)
    monkeypatch.setattr("app.services.autosave.why_not_kept", lambda: "Nothing is kept this time, because it is so.")
    window = make_window()
    quiet(window)
    window.workspace.move(KEY, 2.5)
    window.window.close()
    assert "Nothing is kept this time" in question(window).text()
    answer(window, "Close anyway")
    assert not window.window.isVisible()


def unsaved_run(make_window: Callable[..., Opened], value: float = 2.0) -> Opened:
    run = make_window()
    quiet(run)
    run.workspace.move(KEY, value)
    run.rest()
    close_window(run)
    return run


def test_the_next_start_says_where_the_work_is_until_something_is_done(
    make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaved_run(make_window)
    again = make_window()
    quiet(again)
    bar = again.window.notice
    assert again.notices == [(KEPT, "standing")] and bar.isVisible() and not bar._timer.isActive()
    again.controller.say("Something else.")
    assert bar.accessibleName() == f"{KEPT}\nSomething else."
    bar._timer.timeout.emit()  # as after its eight seconds
    assert bar.accessibleName() == KEPT
    again.workspace.move(KEY, 1.0)
    assert not bar.isVisible()
    again.controller.undo()
    close_window(again)


def test_nothing_is_said_of_work_that_was_saved(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves_to(monkeypatch, tmp_path / "a.eigenbrush")
    run = make_window()
    quiet(run)
    run.workspace.move(KEY, 2.0)
    run.window.acts["save_session"].trigger()
    run.rest()
    close_window(run)
    again = make_window()
    quiet(again)
    assert again.notices == []
    again.window.acts["reopen_last"].trigger()
    again.wait(lambda: again.window.windowTitle().startswith("a.eigenbrush"))
    again.rest()
    assert not again.window.isWindowModified()


def named_run(make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, path: Path) -> Opened:
    """A session that was saved, changed after that, and closed."""
    saves_to(monkeypatch, path)
    run = make_window()
    quiet(run)
    run.workspace.move(KEY, 2.0)
    run.window.acts["save_session"].trigger()
    run.rest()
    run.workspace.move(KEY, -1.0)
    run.rest()
    close_window(run)
    return run


def test_the_last_session_knows_its_file_and_that_it_was_changed(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "k2.eigenbrush"
    run = named_run(make_window, monkeypatch, path)
    again = make_window()
    quiet(again)
    assert again.notices == [(KEPT, "standing")]
    again.window.acts["reopen_last"].trigger()
    again.wait(lambda: again.window.windowTitle().startswith("k2.eigenbrush[*]"))
    again.rest()
    assert again.window.isWindowModified() and again.document == run.document
    again.window.acts["save_session"].trigger()  # without a question: `saves_to` has no more answers
    again.rest()
    assert not again.window.isWindowModified()
    assert load_session(path, ArrayStore()).documents == (run.document,)


def test_a_file_that_was_changed_meanwhile_is_not_overwritten_after_reopening(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "k2.eigenbrush", tmp_path / "k3.eigenbrush"
    named_run(make_window, monkeypatch, path)
    path.write_bytes(b"of another program")
    again = make_window()
    quiet(again)
    again.window.acts["reopen_last"].trigger()
    again.wait(lambda: again.window.windowTitle().startswith("k2.eigenbrush[*]"))
    again.rest()
    saves_to(monkeypatch, other)
    again.window.acts["save_session"].trigger()
    again.rest()
    assert path.read_bytes() == b"of another program" and other.is_file()
    assert again.said("was changed by another window or program")


def entries(window: Opened) -> list[str]:
    window.window.recents.fill()
    return [action.text() for action in window.window.recent.actions() if action.text() and not action.menu()]


def test_open_recent_lists_session_files_also_in_the_next_run_but_none_that_is_gone(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "k2.eigenbrush"
    named_run(make_window, monkeypatch, path)
    settings, _ = load_settings()
    assert settings.sessions == [str(path)]
    again = make_window(settings)
    quiet(again)
    assert entries(again)[0] == "k2.eigenbrush"
    next(each for each in again.window.recent.actions() if each.text() == "k2.eigenbrush").trigger()
    again.wait(lambda: again.window.windowTitle().startswith("k2.eigenbrush"))
    again.rest()
    path.unlink()
    assert "k2.eigenbrush" not in entries(again)


def test_open_recent_shows_few_earlier_runs_and_the_others_one_menu_further(window: Opened) -> None:
    for i in range(12):
        path = home() / "a.eigenbrush"
        path.write_text(str(i))
        os.utime(path, (1_000_000 + i, 1_000_000 + i))
        earlier.put_aside(path)
    assert len(entries(window)) == 8
    (more,) = [action.menu() for action in window.window.recent.actions() if isinstance(action.menu(), QMenu)]
    assert more.title() == "Still earlier" and len(more.actions()) == 4


def test_a_session_whose_folder_has_gone_is_asked_for_a_new_place(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "gone" / "aunt.eigenbrush", tmp_path / "aunt.eigenbrush"
    first.parent.mkdir()
    saves_to(monkeypatch, first)
    window.window.acts["save_session"].trigger()
    window.rest()
    first.unlink()
    first.parent.rmdir()
    begun: list[Path] = []

    def ask(*given: object, **_: object) -> tuple[str, str]:
        begun.append(Path(str(given[2])))
        return str(second), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.window.acts["save_session"].trigger()
    window.rest()
    assert window.said("The folder of aunt.eigenbrush is not there any more") and second.is_file()
    assert begun == [Path.home() / "aunt.eigenbrush"]


def test_dialogs_begin_in_no_folder_that_is_gone(tmp_path: Path) -> None:
    settings = Settings(folder=str(tmp_path))
    assert settings.starting_folder() == str(tmp_path)
    settings.folder = str(tmp_path / "gone")
    assert settings.starting_folder() == str(Path.home())
