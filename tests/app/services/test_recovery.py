"""What comes back after a crash: the session file that work belongs to, the newer of the two, the window used last."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.home import home
from app.model import earlier
from app.services import autosave
from engine.document.arrays import ArrayStore
from engine.document.saved.session import Belongs, load_session, read_belongs, save_session
from tests.app.opened import Opened, close_window, quiet
from tests.app.services.test_autosave import crash, saved, stored
from tests.app.window.test_titles import saves_to

KEY = "z1.1"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "QUIET", 1)


def killed(make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, path: Path, *values: float) -> Opened:
    """A run that saved its first value to a file, went on to the others, was autosaved and then killed."""
    saves_to(monkeypatch, path)
    run = make_window()
    quiet(run)
    run.workspace.move(KEY, values[0], 0)
    run.window.acts["save_session"].trigger()
    run.rest()
    for number, value in enumerate(values[1:], 1):
        run.workspace.move(KEY, value, number)
    run.wait(lambda: saved().exists() and stored() == run.document)
    run.rest()
    kept = saved().read_bytes()
    close_window(run)
    saved().write_bytes(kept)
    crash()
    return run


def test_after_a_crash_the_file_is_known_and_what_was_changed_since_is_marked(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "k2.eigenbrush"
    run = killed(make_window, monkeypatch, path, 1.0, 2.0)
    again = make_window()
    quiet(again)
    assert again.document == run.document
    assert again.window.windowTitle().startswith("k2.eigenbrush[*]") and again.window.isWindowModified()
    again.window.acts["save_session"].trigger()  # nothing is asked
    again.rest()
    assert not again.window.isWindowModified()
    assert load_session(path, ArrayStore()).documents == (run.document,)


def test_after_a_crash_right_after_a_save_nothing_is_marked(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(make_window, monkeypatch, tmp_path / "k2.eigenbrush", 1.0)
    again = make_window()
    quiet(again)
    assert again.window.windowTitle().startswith("k2.eigenbrush[*]") and not again.window.isWindowModified()


def test_a_file_that_was_saved_after_the_autosave_is_what_comes_back(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "k2.eigenbrush"
    run = killed(make_window, monkeypatch, path, 1.0, 2.0)
    later = replace(run.document, seed=5)
    save_session(path, (later,), 0, run.controller.arrays, b"")  # and killed before the next autosave
    again = make_window()
    quiet(again)
    assert again.document == later and not again.window.isWindowModified()
    assert "k2.eigenbrush was saved last, and is opened" in again.notices[0][0]
    # what the autosave held is not lost
    assert load_session(earlier.left()[0], ArrayStore()).documents == (run.document,)


def test_a_later_file_that_cannot_be_read_gives_way_to_the_autosave(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "k2.eigenbrush"
    run = killed(make_window, monkeypatch, path, 1.0, 2.0)
    path.write_bytes(b"PK\x03\x04 and then the power went")
    again = make_window()
    quiet(again)
    assert again.document == run.document and "is brought back" in again.notices[0][0]
    assert again.controller.saving.changed_elsewhere


def test_a_session_of_a_persons_names_no_file_to_write_to(window: Opened, tmp_path: Path) -> None:
    path, other = tmp_path / "sent.eigenbrush", tmp_path / "precious.eigenbrush"
    save_session(path, (window.document,), 0, window.controller.arrays, b"", belongs=Belongs(str(other), None, 1, True))
    window.controller.opening.session(str(path))
    window.wait(lambda: bool(window.controller.saving.path))
    window.rest()
    assert window.controller.saving.path == str(path)
    window.controller.saving.session(str(path))
    window.rest()
    assert load_session(path, ArrayStore()).belongs is None, "where a person keeps files is nobody else's business"


def test_what_says_nothing_readable_of_its_file_is_of_none() -> None:
    good = {"path": "/a", "stamp": [1, 2], "when": 3, "changed": False}
    assert read_belongs(good) == Belongs("/a", (1, 2), 3, False)
    for odd in (None, [], {}, good | {"path": 1}, good | {"path": "a\0b"}, good | {"when": None}):
        assert read_belongs(odd) is None
    assert read_belongs(good | {"stamp": [1]}) == Belongs("/a", None, 3, False)


def test_the_last_session_is_the_one_changed_last_wherever_it_lies(window: Opened, tmp_path: Path) -> None:
    arrays, document = window.controller.arrays, window.document
    places = (
        home() / "last-session-2.eigenbrush",
        earlier.folder() / "a.eigenbrush",
        home() / "last-session.eigenbrush",
    )
    earlier.folder().mkdir()
    for seed, (place, when) in enumerate(zip(places, (1_000, 3_000, 2_000), strict=True)):
        save_session(place, (replace(document, seed=seed),), 0, arrays, b"")
        os.utime(place, (when, when))
    window.window.acts["reopen_last"].trigger()
    window.wait(lambda: window.document.seed == 1)
    window.rest()


def test_recovered_copies_of_the_same_do_not_pile_up(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(make_window, monkeypatch, tmp_path / "k2.eigenbrush", 1.0, 2.0)
    for _ in range(3):
        again = make_window()
        quiet(again)
        close_window(again)
    assert len(earlier.left()) == 1 and earlier.earlier() == ()
