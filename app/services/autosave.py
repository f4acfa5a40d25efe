"""Autosave and recovery: what is open is written shortly after each change, and comes back after a crash.

A lock file says that EigenBrush is running. If one is there at the start and its process is gone, the last run did not
end well, and what it had open is brought back at once: the autosave, or the session file that it belongs to if that was
saved later. What an earlier run left is kept under a name of its own for
"Reopen last session", so that this run's autosaves do not take its place. Each window of several has a seat, that is
a lock and an autosave of its own.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtCore import QLockFile, QObject, QSize, Qt, QTimer, Slot

from app.home import home
from app.model import earlier
from app.model.changes import Change
from app.model.settings import why_not_kept
from app.workbench import Workbench
from engine.document.asked.requests import Cancelled, Failed, SaveSession
from engine.document.disk.files import write_whole
from engine.document.disk.wording import said, short, visible
from engine.document.keys import Source
from engine.document.saved.session import save_session
from engine.language import tr
from widgets.parts.pixels import image_of, png_of

log = logging.getLogger(__name__)

QUIET = 1500  # milliseconds without a change before the autosave
LATEST = 5000  # milliseconds after which it comes although things still change

#: What the names of each seat's files end in, as many as windows are kept from losing their work.
SEATS = ("", *(f"-{number}" for number in range(2, 10)))


def _marker(seat: str) -> Path:
    return home() / f"running{seat}.lock"


def _autosave(seat: str) -> Path:
    return home() / f"autosave{seat}.eigenbrush"


def _last_session(seat: str) -> Path:
    return home() / f"last-session{seat}.eigenbrush"


def _take_seat() -> tuple[str, QLockFile | None, bool]:
    """A seat that no other window holds, its lock, and whether a crash left work there; such a seat is taken before a
    free one, so that the work of every window comes back, one a start. No lock if none could be had."""
    crashed = [seat for seat in SEATS if _marker(seat).is_file() and _autosave(seat).is_file()]
    crashed.sort(key=lambda seat: -earlier.changed(_autosave(seat)))  # the one that was worked in last comes first
    for seat in (*crashed, *(seat for seat in SEATS if seat not in crashed)):
        lock = QLockFile(str(_marker(seat)))
        lock.setStaleLockTime(0)  # stale only if its process is gone, however long it runs
        if lock.tryLock(0):
            return seat, lock, seat in crashed
    return "", None, False


SEEN = 256  # pixels of the picture that a session kept at the end holds


class Opens(Protocol):
    """Who brings up a generator or a session."""

    def generator(self, what: str) -> None: ...

    def session(
        self,
        path: str,
        *,
        done: Callable[[], None] = ...,
        failed: Callable[[Failed], None] | None = None,
        cancelled: Callable[[Cancelled], None] | None = None,
    ) -> None: ...


class Saves(Protocol):
    """Who writes what is open."""

    def kept_request(self, path: str) -> SaveSession | None: ...

    def autosave(self, path: str, done: Callable[[], None]) -> None: ...


class Autosaver(QObject):
    """Watches the document."""

    def __init__(self, bench: Workbench, opening: Opens, saving: Saves, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._opening, self._saving = bench, opening, saving
        self._seat, self._lock, self._crashed = _take_seat()
        self._path, self._last = _autosave(self._seat), _last_session(self._seat)
        self._waits = False  # the run before ended well, and left what lies in no file of a person's
        try:
            self._put_last_aside()
        except OSError:  # why nothing is kept was said at the start
            log.warning("the last session could not be put aside", exc_info=True)
            self._last = self._path
        self._restored = False  # what is open is what a crash interrupted
        self._kept = self._again = False  # the last state lies in the autosave; it is to be written once more
        self._standing = ""  # what was said at the start of where work is, until something is done
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._latest = QTimer(self, singleShot=True, interval=LATEST)
        for timer in (self._quiet, self._latest):
            timer.timeout.connect(self._save)
        bench.changed.connect(self._changed)

    def _put_last_aside(self) -> None:
        """Keep what the run before left under a name of its own; raises OSError."""
        if self._lock is None or not os.path.isfile(self._path):
            return
        self._waits = not self._crashed and earlier.belongs(self._path).changed
        if os.path.isfile(self._last) and not earlier.same(self._last, self._path):
            earlier.put_aside(self._last)
        if self._crashed:
            when = os.stat(self._path).st_mtime_ns
            write_whole(self._last, self._path.read_bytes())  # the autosave stays until there is a newer one
            os.utime(self._last, ns=(when, when))  # everywhere the order is that of the last change
        else:
            os.replace(self._path, self._last)

    @property
    def crashed(self) -> bool:
        """Whether a crash left work, which comes back first."""
        return self._crashed

    def recover(self, otherwise: str) -> bool:
        """Bring back what a crash interrupted, or open `otherwise` where that fails; False if there was nothing, or if
        `otherwise` is a file, which somebody asked for."""
        if not self._crashed:
            if self._waits:
                self._stand(tr("Your last session is kept: File > Reopen last session, or Open recent."))
            return False
        if Source(otherwise).is_file:
            self._stand(tr("EigenBrush did not end properly last time; what you had open is kept: File > Reopen last "
                        "session, or Open recent."))  # fmt: skip
            return False
        self._bring_back(earlier.saved_later(self._last), otherwise)
        return True

    def _bring_back(self, file: str, otherwise: str) -> None:
        """The autosave, or the session `file` that was saved after it, if there is one that can be opened."""
        say = self._bench.noticed.emit

        def done() -> None:
            self._restored = True
            back = tr("{name} was saved last, and is opened", name=short(Path(file).name)) if file else (
                tr("what you had open is brought back"))  # fmt: skip
            say(tr("EigenBrush did not end properly last time; {back}.", back=back), "info", "")

        def failed(failure: Failed) -> None:
            if file:
                self._bring_back("", otherwise)
                return
            sentence = tr(
                "What you had open last time could not be brought back: {sentence_}", sentence_=failure.sentence
            )
            say(sentence, "problem", failure.details)
            self._opening.generator(otherwise)

        def cancelled(_: Cancelled) -> None:
            say(
                tr("What you had open last time was not brought back; it waits in File > Reopen last session."),
                "info",
                "",
            )
            self._opening.generator(otherwise)

        self._opening.session(file or str(self._last), done=done, failed=failed, cancelled=cancelled)

    def _stand(self, sentence: str) -> None:
        """Say where work is, until something is done."""
        self._standing = sentence
        self._bench.noticed.emit(sentence, "standing", "")

    def _no_more_standing(self) -> None:
        if self._standing:
            self._bench.outdated.emit(self._standing)
            self._standing = ""

    def reopen(self) -> None:
        """Open what was changed last of all that earlier runs left, whatever their seats."""
        self._no_more_standing()
        if left := earlier.left():
            self._opening.session(str(left[0]))
        else:
            self._bench.noticed.emit(tr("There is no last session yet."), "info", "")

    def keep(self) -> str:
        """Write what is open for the next start, now -> why that cannot be, in a sentence; empty: it is written."""
        self._stop()
        if self._lock is None:
            return why_not_kept() or tr("At most {seats_count} windows are kept at once.", seats_count=len(SEATS))
        if (work := self._saving.kept_request(str(self._path))) is None:
            return ""
        seen = b"" if work.preview is None else _small(work.preview)
        try:
            save_session(
                self._path, work.documents, work.current, self._bench.arrays, seen, work.sets, work.faces, work.belongs
            )
        except (OSError, ValueError) as error:
            return said(error)
        self._kept = not self._bench.jobs.running("autosave")  # else that may put an older state in its place
        return ""

    def finish(self) -> None:
        """The program ends well, its engine has ended: write the last state, take the marker away."""
        self._stop()
        if self._lock is not None:
            if self._touched() and not self._kept and (problem := self.keep()):
                print(f"eigenbrush: the last session could not be saved: {visible(problem)}")
            self._lock.unlock()

    def _touched(self) -> bool:
        """Whether there is anything that a person has done: now, before it was undone, or before a crash."""
        histories = [workspace.history for workspace in self._bench.workspaces.values()]
        return (
            self._restored
            or bool(self._bench.faces_brought)
            or any(history.can_undo or history.can_redo for history in histories)
        )

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change != Change.JOBS and self._touched():
            self._no_more_standing()
            self._kept = False
            self._quiet.start()
            if not self._latest.isActive():
                self._latest.start()  # this one is not put off by the next change

    def _stop(self) -> None:
        self._quiet.stop()
        self._latest.stop()

    @Slot()
    def named(self) -> None:
        """A session file was opened or written: it is known at once which that is, should the program be killed."""
        if self._touched():
            self._save()

    @Slot()
    def _save(self) -> None:
        self._stop()
        if self._bench.jobs.running("autosave"):  # another would take its place, and none might ever end
            self._again = True
            self._latest.start()
        elif self._lock is not None:
            self._again = False
            self._saving.autosave(str(self._path), self._saved)

    def _saved(self) -> None:
        if self._again:
            self._save()


def _small(pixels: np.ndarray) -> bytes:
    """What is on screen as a PNG for the menu: a large one would take long, and the window waits for it to close."""
    image = image_of(pixels)
    room = image.size().boundedTo(QSize(SEEN, SEEN))
    return png_of(image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
