"""Autosave and recovery, with the real window; a crash is a lock file whose process is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from app.home import home
from app.model import earlier
from app.model.settings import load_settings
from app.services import autosave
from app.services.autosave import Autosaver
from app.services.opening import Opening
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import Cancelled, Done, SaveSession
from engine.document.saved.session import load_session
from tests.app.desk import Desk, info
from tests.app.opened import Opened, close_window, quiet

KEY = "z2.2"

#: Takes the lock as the program does, and is then killed.
CRASH = """
import os, sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1]); lock.setStaleLockTime(0)
assert lock.tryLock(0)
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "QUIET", 1)


def saved() -> Path:
    return home() / "autosave.eigenbrush"


def crash(name: str = "running.lock") -> None:
    """End another EigenBrush the hard way: its lock stays behind."""
    marker = home() / name
    marker.unlink(missing_ok=True)
    subprocess.run([sys.executable, "-c", CRASH, str(marker)], check=False)
    assert marker.exists()


def change(opened: Opened, value: float = 2.0) -> None:
    opened.window.sliders.row(KEY).go_to(value)
    opened.rest()


def autosaved_work(make_window: Callable[..., Opened]) -> Opened:
    """A window that has been changed and autosaved, and is gone without a word."""
    opened = make_window()
    quiet(opened)
    opened.controller.faces.choose_seed(17)
    change(opened)
    opened.wait(lambda: saved().exists() and stored() == opened.document)
    opened.rest()
    kept = saved().read_bytes()
    close_window(opened)
    saved().write_bytes(kept)
    return opened


def stored() -> object:
    session = load_session(saved(), ArrayStore())
    return session.documents[session.current]


def test_a_change_is_saved_when_it_has_been_quiet_for_a_while(window: Opened) -> None:
    change(window)
    window.wait(lambda: saved().exists() and stored() == window.document)
    change(window, -1.0)
    window.wait(lambda: stored() == window.document)
    assert window.notices == []


def test_what_is_undone_to_the_first_step_is_saved_too(window: Opened) -> None:
    first = window.document
    change(window)
    window.wait(lambda: saved().exists() and stored() == window.document)
    window.controller.undo()
    window.wait(lambda: stored() == first)


def test_after_a_crash_a_change_that_is_undone_is_undone_in_the_file(make_window: Callable[..., Opened]) -> None:
    autosaved_work(make_window)
    crash()
    second = make_window()
    quiet(second)
    before = second.document
    change(second, -2.0)
    second.wait(lambda: stored() == second.document)
    second.controller.undo()
    second.wait(lambda: stored() == before)


def test_nothing_is_saved_before_anything_was_done(window: Opened) -> None:
    assert not window.window.autosaver._quiet.isActive() and not window.window.autosaver._latest.isActive()
    assert not saved().exists()


def test_after_a_crash_the_document_is_brought_back_and_that_is_said(make_window: Callable[..., Opened]) -> None:
    before = autosaved_work(make_window)
    crash()
    again = make_window()
    quiet(again)
    assert again.document == before.document
    assert again.document.seed == 17
    assert [kind for _, kind in again.notices] == ["info"]
    assert "did not end properly" in again.notices[0][0]


def test_a_file_that_is_asked_for_opens_after_a_crash_and_the_rest_waits(
    make_window: Callable[..., Opened], dcgan_file: Path
) -> None:
    before = autosaved_work(make_window)
    crash()
    again = make_window(first=str(dcgan_file))
    quiet(again)
    assert again.document.generator.name == "tiny" and again.notices[0][1] == "standing"
    assert "did not end properly" in again.window.notice.accessibleName()
    again.window.acts["reopen_last"].trigger()
    again.wait(lambda: again.document.generator == before.document.generator)
    again.rest()
    assert again.document == before.document


def test_a_crash_before_the_first_autosave_after_a_recovery_loses_nothing(make_window: Callable[..., Opened]) -> None:
    before = autosaved_work(make_window)
    for _ in range(2):
        crash()
        again = make_window()
        quiet(again)
        assert again.document == before.document
        close_window(again)


def test_after_a_good_end_the_window_starts_afresh_and_the_last_session_can_be_reopened(
    make_window: Callable[..., Opened],
) -> None:
    first = make_window()
    quiet(first)
    first.controller.faces.choose_seed(23)
    first.rest()
    change(first)
    close_window(first)
    assert not (home() / "running.lock").exists()
    again = make_window()
    quiet(again)
    assert again.document.seed == again.workspace.info.first_seed and again.document.edits == ()
    assert again.notices == [("Your last session is kept: File > Reopen last session, or Open recent.", "standing")]
    # this run's own autosave does not take the last session's place
    change(again, -3.0)
    again.wait(lambda: saved().exists() and stored() == again.document)
    again.rest()
    again.window.acts["reopen_last"].trigger()
    again.wait(lambda: again.document == first.document)
    again.rest()


def test_a_run_in_which_nothing_was_done_keeps_the_last_session(make_window: Callable[..., Opened]) -> None:
    first = make_window()
    quiet(first)
    change(first)
    close_window(first)
    idle = make_window()
    quiet(idle)
    close_window(idle)
    again = make_window()
    quiet(again)
    again.window.acts["reopen_last"].trigger()
    again.wait(lambda: again.document == first.document)
    again.rest()


def test_without_a_last_session_reopening_says_so(window: Opened) -> None:
    window.window.acts["reopen_last"].trigger()
    assert window.notices == [("There is no last session yet.", "info")]


def test_a_damaged_autosave_after_a_crash_opens_the_generator_and_says_why(make_window: Callable[..., Opened]) -> None:
    home()
    crash()
    saved().write_bytes(b"PK\x03\x04 and then the power went")
    opened = make_window()
    quiet(opened)
    assert opened.document.generator.name == "faces-eigengan-64"
    assert "could not be brought back" in opened.notices[-1][0]
    assert opened.pixels().shape == (64, 64, 3)


def second() -> Path:
    return home() / "autosave-2.eigenbrush"


def two_windows(make_window: Callable[..., Opened]) -> tuple[Opened, Opened]:
    """Two windows at once that were changed and autosaved, and are still open."""
    first, other = make_window(), make_window()
    for opened, path, value in ((first, saved(), 1.25), (other, second(), 2.0)):
        quiet(opened)
        change(opened, value)
        opened.wait(path.exists)
        opened.rest()
    return first, other


def test_a_second_window_has_an_autosave_of_its_own(make_window: Callable[..., Opened]) -> None:
    first, other = two_windows(make_window)
    assert first.notices == other.notices == [] and stored() == first.document != other.document
    kept = load_session(second(), ArrayStore())
    assert kept.documents[kept.current] == other.document
    close_window_without_check(other)
    close_window(first)
    assert not list(home().glob("running*.lock"))


def test_what_a_second_window_had_open_can_be_reopened(make_window: Callable[..., Opened]) -> None:
    first, other = two_windows(make_window)
    close_window_without_check(first)
    close_window(other)
    again = make_window()
    quiet(again)
    again.window.acts["reopen_last"].trigger()
    again.wait(lambda: again.document == other.document)
    again.rest()


def test_after_a_crash_of_two_windows_each_start_brings_one_back(make_window: Callable[..., Opened]) -> None:
    before = two_windows(make_window)
    kept = {path: path.read_bytes() for path in (saved(), second())}
    close_window_without_check(before[1])
    close_window(before[0])
    for path, content in kept.items():
        path.write_bytes(content)
    crash()
    crash("running-2.lock")
    again = make_window(), make_window()
    for opened, old in zip(again, reversed(before), strict=True):  # the one worked in last comes first
        quiet(opened)
        assert opened.document == old.document and "is brought back" in opened.notices[0][0]
    close_window_without_check(again[1])


def test_two_windows_keep_what_each_of_them_changed(make_window: Callable[..., Opened]) -> None:
    first, second = make_window(load_settings()[0]), make_window(load_settings()[0])
    quiet(first)
    quiet(second)
    first.controller.settings.keep_edits = False
    second.controller.settings.smooth = False
    close_window_without_check(second)
    close_window(first)
    settings, problem = load_settings()
    assert problem == "" and not settings.keep_edits and not settings.smooth


def close_window_without_check(opened: Opened) -> None:
    """Another window's engine goes on."""
    opened.closed = True
    opened.window.close()
    opened.window.deleteLater()


def test_a_full_disk_is_said_once_per_try_and_the_window_goes_on(
    window: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        window.window.sliders.row(KEY).go_to(2.0)
        assert "no space left" in window.wait_for_notice()
        assert not saved().exists()
        window.rest()
    change(window, 1.0)
    window.wait(lambda: saved().exists() and stored() == window.document)
    window.rest()


# ---- while things go on changing: timers of a clock that only the test moves ------------------------------------


class Clock:
    """Makes timers and fires them when its time has come."""

    def __init__(self) -> None:
        self.now = 0
        self.timers: list[FakeTimer] = []

    def timer(self, parent: QObject, *, singleShot: bool, interval: int) -> FakeTimer:
        assert singleShot
        self.timers.append(FakeTimer(self, interval))
        return self.timers[-1]

    def pass_by(self, milliseconds: int) -> None:
        end = self.now + milliseconds
        while due := [timer for timer in self.timers if timer.due is not None and timer.due <= end]:
            first = min(due, key=lambda timer: timer.due or 0)
            self.now, first.due = first.due or 0, None
            first.slot()
        self.now = end


class FakeTimer:
    def __init__(self, clock: Clock, interval: int) -> None:
        self.clock, self.interval, self.due = clock, interval, None
        self.timeout = self

    due: int | None

    def connect(self, slot: Callable[[], None]) -> None:
        self.slot = slot

    def start(self) -> None:
        self.due = self.clock.now + self.interval

    def stop(self) -> None:
        self.due = None

    def isActive(self) -> bool:
        return self.due is not None


class Saves:
    """Writes down when it was asked to save."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.at = clock, list[int]()

    def kept_request(self, path: str) -> SaveSession | None:
        return None

    def autosave(self, path: str, done: Callable[[], None]) -> None:
        self.at.append(self.clock.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(autosave, "QTimer", made.timer)
    monkeypatch.setattr(autosave, "QUIET", 1500)
    return made


def test_while_things_change_it_is_saved_every_five_seconds(desk: Desk, clock: Clock) -> None:
    saves = Saves(clock)
    Autosaver(desk.controller, desk.controller.opening, saves, desk.controller)
    desk.open(info())
    workspace = desk.controller.workspace
    assert workspace is not None
    for i in range(26):
        workspace.move("z1.1", 1 + i / 10, i)
        clock.pass_by(1000)
    assert saves.at == [5000, 10_000, 15_000, 20_000, 25_000]
    clock.pass_by(60_000)
    assert saves.at[5:] == [26_500], "once more when it is quiet, and then no more"


def test_a_save_that_is_still_under_way_is_not_replaced_by_the_next(desk: Desk, clock: Clock) -> None:
    controller = desk.controller
    Autosaver(controller, controller.opening, controller.saving, controller)
    desk.open(info())
    assert controller.workspace is not None
    for i in range(20):
        controller.workspace.move("z1.1", i / 10, i)
        clock.pass_by(1000)
    asked = [job for job in desk.jobs if isinstance(job.work, SaveSession)]
    assert len(asked) == 1 and asked[0].job not in desk.cancelled
    desk.answer(Done(asked[0].job, ""))
    clock.pass_by(5000)
    again = [job.work for job in desk.jobs if isinstance(job.work, SaveSession)]
    assert len(again) == 2 and again[-1].documents[0] == controller.workspace.document


def test_the_work_of_earlier_runs_is_kept_when_another_takes_its_place(make_window: Callable[..., Opened]) -> None:
    for value in (1.0, 2.0, 3.0):  # three runs, none of which saved anything
        run = make_window()
        quiet(run)
        change(run, value)
        close_window(run)
    last = make_window()
    quiet(last)
    kept = [load_session(path, ArrayStore()).documents[0].edits[0].strength for path in earlier.earlier()]
    assert len(kept) == 2 and sorted(kept)[1] - sorted(kept)[0] == pytest.approx(1)  # the third is the last session
    last.window.recents.fill()
    chosen = [action for action in last.window.recent.actions() if action.text().startswith("Session of ")]
    assert len(chosen) == 3  # the newest is the last session
    chosen[1].trigger()
    last.wait(lambda: bool(last.document.edits))
    assert last.document.edits[0].strength == kept[0]
    last.rest()


def aside(content: str, when: float) -> None:
    path = home() / "a.eigenbrush"
    path.write_text(content)
    os.utime(path, (when, when))
    earlier.put_aside(path)


def test_of_earlier_sessions_the_newest_stay_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(earlier.KEPT + 3):
        aside(str(i), 1_000_000 + 100 * i)
    newest = [str(i) for i in range(earlier.KEPT + 2, 2, -1)]
    assert [path.read_text() for path in earlier.earlier()] == newest
    for _ in range(2):  # of the same second
        aside("same", 2_000_000)
    aside("other", 2_000_000)
    kept = [path.read_text() for path in earlier.earlier()]
    assert sorted(kept[:2]) == ["other", "same"] and kept[2:] == newest[: earlier.KEPT - 2]
    monkeypatch.setattr(earlier, "ROOM", 10_000)
    aside("x" * 9_990, 3_000_000)
    assert sorted(len(path.read_text()) for path in earlier.earlier()) == [4, 5, 9_990]


def test_of_the_last_day_every_session_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier, "ROOM", 10)
    now = time.time()
    aside("the whole evening's work", now - 3600)
    for i in range(earlier.KEPT + 5):
        aside(f"{i}", now - 1800 + i)
    assert len(earlier.earlier()) == earlier.KEPT + 6
    aside("of last week", now - 7 * earlier.DAY)
    assert len(earlier.earlier()) == earlier.KEPT + 6, "which is older, and over the room"


def test_a_file_that_was_opened_is_known_after_a_crash(make_window: Callable[..., Opened], dcgan_file: Path) -> None:
    opened = make_window()
    quiet(opened)
    opened.controller.opening.generator(str(dcgan_file))
    opened.wait(lambda: opened.document.generator.name == "tiny")
    settings, _ = load_settings()  # as the next start would read them
    assert [Path(recent.path) for recent in settings.recent] == [dcgan_file]
    opened.rest()


def test_a_bring_back_that_is_cancelled_says_where_the_work_waits(
    make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    autosaved_work(make_window)
    crash()

    def stopped(self: Opening, path: str, cancelled: Callable[[Cancelled], None], **_: object) -> None:
        cancelled(Cancelled(1))  # as the cross beside its progress does

    monkeypatch.setattr(Opening, "session", stopped)
    again = make_window()
    again.wait(lambda: again.controller.workspace is not None)
    again.rest()
    (words,) = (words for words, _ in again.notices)  # and nothing else: it is not said to be back before it is
    assert "was not brought back; it waits in File > Reopen" in words
    assert again.document.edits == ()


def test_what_each_of_two_windows_had_open_is_listed(tmp_path: Path) -> None:
    for name in (
        "last-session.eigenbrush",
        "last-session-2.eigenbrush",
        "autosave-3.eigenbrush",
        "autosave.eigenbrush",
    ):
        (home() / name).write_text(name)
    (home() / "running.lock").touch()  # the first window is open
    assert {path.name for path in earlier.left()} == {
        "last-session.eigenbrush", "last-session-2.eigenbrush", "autosave-3.eigenbrush"
    }  # fmt: skip
