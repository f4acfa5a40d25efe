"""How long it takes from a slider to the paint in the real window, while workers do a job of its own and while nothing
goes on: `benchmarks/remote.py` starts this in a process of its own.

    python -m benchmarks.remote_window ADDRESS CERTIFICATES SOURCE

A slider is dragged by real mouse events at a mouse's pace, in turns: idle, a million codes of GANSpace by the workers,
and the same here. Printed: the median of each, and its ratio to idle.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from collections.abc import Callable
from statistics import median
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("EIGENBRUSH_HOME", tempfile.mkdtemp())

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.controller import Controller
from app.model.settings import Settings
from app.window.window import MainWindow
from engine.document.asked.requests import Discover
from widgets.sliders.row import SliderRow

MOVES, MOUSE, ROUNDS = 250, 8, 3  # moves a turn, milliseconds between two of them, turns of each kind
LONGEST = 120.0  # seconds


class Hand:
    """Drags the first slider of a window, and notes when what it asked for was painted."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.asked, self.now, self.taken = window, dict[int, float](), 0.0, list[float]()
        frames = window.controller.frames
        render = frames.ask

        def spied(request) -> None:  # type: ignore[no-untyped-def]
            self.asked[request.sequence] = self.now
            render(request)

        frames.ask = spied
        window.canvas.painted.connect(self._painted)

    def _painted(self, sequence: int) -> None:
        if (since := self.asked.pop(sequence, None)) is not None:
            self.taken.append(monotonic() - since)

    def drag(self) -> list[float]:
        """Seconds from each move that was painted to its paint."""
        row = next(row for row in self.window.sliders.findChildren(SliderRow) if not row.isHidden())
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        track = row.region("track")
        self._send(row, QEvent.Type.MouseButtonPress, row.handle_x(), left, left)
        self.asked.clear()
        self.taken = []
        for place in range(MOVES):
            self.now = monotonic()
            share = 0.5 + 0.42 * math.sin(place / 12)
            self._send(row, QEvent.Type.MouseMove, track.left() + share * track.width(), none, left)
            QTest.qWait(MOUSE)
        self._send(row, QEvent.Type.MouseButtonRelease, row.handle_x(), left, none)
        QTest.qWait(500)
        return self.taken

    def _send(self, row: SliderRow, kind: QEvent.Type, x: float, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        at = QPointF(x, row.height() / 2)
        QApplication.sendEvent(
            row, QMouseEvent(kind, at, row.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
        )


def until(true: Callable[[], object]) -> None:
    """Let the window go on until then."""
    began = monotonic()
    while not true():
        if monotonic() - began > LONGEST:
            raise TimeoutError
        QTest.qWait(10)


def main(address: str, certificates: str, source: str) -> None:
    application = QApplication([])
    window = MainWindow(Controller(Settings()), source)
    window.show()
    bench, notes = window.controller, list[str]()
    until(lambda: bench.workspace is not None and bench.workspace.catalogue.sets)
    until(lambda: not bench.jobs.running("discover") and not bench.jobs.running("name"))
    hand, taken = Hand(window), {"idle": list[float](), "by workers": list[float](), "here": list[float]()}
    bench.job_progressed.connect(lambda _, __, note: notes.append(note))
    workspace = bench.workspace
    assert workspace is not None
    for _ in range(ROUNDS):
        for kind, seconds in taken.items():
            job = 0
            if kind == "by workers":
                bench.workers.connect_to(address, certificates)
                until(lambda: bench.workers.state.state == "up")
            if kind != "idle":
                notes.clear()
                work = Discover(workspace.info.ref.sha256, "ganspace", {"samples": 1_000_000})
                job = bench.ask(work, lambda _: None, "Finding", kind="discover")
                until(lambda: any(("by 2 workers" in note) == (kind == "by workers") for note in notes))  # noqa: B023
            seconds += hand.drag()
            if job:
                bench.jobs.cancel(job)
                until(lambda: not bench.jobs.running("discover"))
                bench.workers.disconnect_all()
                until(lambda: not bench.workers.state.address)
    idle = median(taken["idle"])
    for kind, seconds in taken.items():
        print(f"slider to paint, {kind}: {1000 * median(seconds):.1f} ms, {median(seconds) / idle:.2f} times idle, "
              f"{len(seconds)} frames; load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
    window.close()
    application.quit()


if __name__ == "__main__":
    main(*sys.argv[1:4])
