"""How fast EigenBrush feels: drives the real window offscreen and prints what the README's speed claims say.

    python benchmarks/latency.py            everything: about 40 seconds
    python benchmarks/latency.py start      only the start, in 5 fresh processes
    python benchmarks/latency.py drive      only 2,000 slider moves, the stalls and the peak memory
    python benchmarks/latency.py resume     only what the renderer gains from resuming

The window's parts run `app.start.show_window` itself in a process and with a settings folder of their own; only the
start of the event loop is intercepted, to hang the clocks on. On Linux `time.monotonic` is one clock for all processes,
so "process start" is the moment before the process was made. Compare ratios, or runs on one machine.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

ROOT = Path(__file__).resolve().parent.parent
STARTS = 5
MOVES = 2000
GESTURE = 80  # moves a drag, then the next slider: as a person who tries one after the other
MOUSE = 8  # milliseconds between two moves: a mouse of 125 Hz
ROUNDS = 60


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


# ---- in the measured process ----


def run_window(begun: float, hang: Callable[[object, float], object]) -> None:
    """The program as `eigenbrush` runs it; `hang(window, begun)` is called where its event loop starts."""
    from PySide6.QtWidgets import QApplication

    from app.start import FIRST, show_window

    run_loop, kept = QApplication.exec, []

    def intercepted(*_: object) -> int:
        kept.append(hang(next(w for w in QApplication.topLevelWidgets() if hasattr(w, "controller")), begun))
        return run_loop()

    QApplication.exec = intercepted  # type: ignore[method-assign]
    show_window(FIRST)


def make_watch():  # type: ignore[no-untyped-def]
    """The classes that need Qt, made only in a measured process and after its clock has started."""
    from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication, QScrollArea

    from widgets.sliders.row import SliderRow

    class Watch:
        """Notes when the window and its first image are on screen, and every gap in the event loop."""

        def __init__(self, window, begun: float) -> None:  # type: ignore[no-untyped-def]
            self.window, self.begun = window, begun
            self.result: dict[str, float] = {}
            self.stalls: dict[str, float] = {}
            self.phase, self._last = "torch import", monotonic()
            self._beat = QTimer(window, interval=1, timerType=Qt.TimerType.PreciseTimer)
            self._beat.timeout.connect(self._beaten)
            self._beat.start()
            window.controller.engine_ready.connect(self._ready)
            window.canvas.painted.connect(self._painted)
            paint = window.canvas.paintEvent

            def first_paint(event: QEvent) -> None:
                paint(event)
                if "window" not in self.result:
                    self.result["window"] = monotonic() - self.begun

            window.canvas.paintEvent = first_paint

        def _beaten(self) -> None:
            now = monotonic()
            self.stalls[self.phase] = max(self.stalls.get(self.phase, 0.0), now - self._last)
            self._last = now

        def _ready(self, _: str) -> None:
            self.phase = "opening"

        def _painted(self, sequence: int) -> None:
            if "image" not in self.result:
                self.result["image"] = monotonic() - self.begun
                self.result.setdefault("window", self.result["image"])  # the first paint may hold the picture
                self.go_on()

        def go_on(self) -> None:
            self.finish()

        def finish(self) -> None:
            print(json.dumps(self.result), flush=True)
            self.window.close()
            QApplication.quit()

    class Drive(Watch):
        """Drags one slider after the other with real mouse events, at a mouse's pace."""

        def __init__(self, window, begun: float) -> None:  # type: ignore[no-untyped-def]
            super().__init__(window, begun)
            self.asked: dict[int, float] = {}  # request sequence -> when its mouse event came
            self.latencies: list[float] = []
            self.moves = self.ticks = self.last = self.shown = 0
            self.row = None
            self._mouse = QTimer(window, interval=MOUSE, timerType=Qt.TimerType.PreciseTimer)
            self._mouse.timeout.connect(self._move)
            window.sliders.moved.connect(self._moved)
            render = window.controller.frames.ask

            def spied(request) -> None:  # type: ignore[no-untyped-def]
                self.asked[request.sequence], self.last = self.now, request.sequence
                render(request)

            self.now = 0.0
            window.controller.frames.ask = spied

        def go_on(self) -> None:
            QTimer.singleShot(1000, self.window, self._begin)  # the sliders come a moment after the first image

        def _begin(self) -> None:
            self.rows = [row for row in self.window.sliders.findChildren(SliderRow) if not row.isHidden()]
            self.phase = "moving"
            self.asked.clear()
            self._mouse.start()

        def _send(self, kind: QEvent.Type, x: float, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
            at = QPointF(x, self.row.height() / 2)
            event = QMouseEvent(kind, at, self.row.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self.row, event)

        def _move(self) -> None:
            self.now = monotonic()
            left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
            if self.moves >= MOVES:
                self._mouse.stop()
                self._send(QEvent.Type.MouseButtonRelease, 0.0, left, none)
                if self.shown == self.last:
                    self.finish()
                return
            place = self.ticks % GESTURE
            if place == 0:
                if self.row is not None:
                    self._send(QEvent.Type.MouseButtonRelease, 0.0, left, none)
                self.row = self.rows[self.ticks // GESTURE % len(self.rows)]
                self.window.sliders.findChild(QScrollArea).ensureWidgetVisible(self.row)
                self._send(QEvent.Type.MouseButtonPress, self.row.handle_x(), left, left)
            track = self.row.region("track")
            swing = 0.5 + 0.42 * math.sin(2 * math.pi * (place + 1) / GESTURE)
            self._send(QEvent.Type.MouseMove, track.left() + swing * track.width(), none, left)
            self.ticks += 1

        def _moved(self) -> None:
            self.moves += 1

        def _painted(self, sequence: int) -> None:
            if self.phase != "moving":
                super()._painted(sequence)
            elif sequence in self.asked:
                self.latencies.append(monotonic() - self.asked[sequence])
                self.shown = sequence
                if sequence == self.last and not self._mouse.isActive():
                    self.finish()

        def finish(self) -> None:
            import resource

            self.result |= {
                "moves": self.moves,
                "frames": len(self.latencies),
                "median": median(self.latencies),
                "p99": percentile(self.latencies, 0.99),
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                **{f"stall while {phase}": gap for phase, gap in self.stalls.items()},
            }
            super().finish()

    return Watch, Drive


def measure_resume() -> None:
    """Full and resumed renders of one code, interleaved so that both see the same machine; prints medians by slot."""
    import torch

    from app.start import FIRST
    from engine.drawing.renderer import Renderer
    from engine.generators import load

    torch.set_num_threads(1)  # as the studio does for pictures this small
    generator = load(FIRST)
    layout = generator.layout
    code = generator.sample(1, seed=0)[0]
    resumed, plain = Renderer(generator), Renderer(generator)
    times: dict[str, tuple[list[float], list[float]]] = {slot: ([], []) for slot in layout.slices}
    for i in range(ROUNDS + 5):
        for slot, place in layout.slices.items():
            moved = code.clone()
            moved[place.start] += 0.01 * (i + 1)
            resumed.render(code)
            plain._code = None  # as if it were the first picture
            pair = list(zip((plain, resumed), times[slot], strict=True))
            for renderer, kept in pair if i % 2 else reversed(pair):
                begun = perf_counter()
                renderer.render(moved)
                if i >= 5:
                    kept.append(perf_counter() - begun)
    print(json.dumps({slot: [median(full), median(short)] for slot, (full, short) in times.items()}))


# ---- in the process that asks ----


def child(part: str) -> dict:
    """Runs one part in a fresh process and returns what it printed."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "EIGENBRUSH_HOME": home}
        command = [sys.executable, __file__, f"_{part}", repr(monotonic())]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def show_start() -> None:
    """Start to window and first image."""
    runs = [child("start") for _ in range(STARTS)]
    for name, text in (("window", "process start to window on screen"), ("image", "process start to first image")):
        values = [run[name] for run in runs]
        print(f"{text:44} {median(values):8.2f} s    median of {STARTS}: {min(values):.2f} to {max(values):.2f}")


def show_drive() -> None:
    """What a drag feels like."""
    run = child("drive")
    print(f"{'slider event to painted frame, median':44} {1000 * run['median']:8.1f} ms")
    print(f"{'slider event to painted frame, p99':44} {1000 * run['p99']:8.1f} ms")
    print(f"{'   moves made, frames painted':44} {run['moves']:8d} / {run['frames']}")
    for name, value in run.items():
        if name.startswith("stall"):
            print(f"{'longest ' + name:44} {1000 * value:8.1f} ms")
    print(f"{'peak memory':44} {run['peak']:8.0f} MB")


def show_resume() -> None:
    """The renderer's gain."""
    for slot, (full, short) in child("resume").items():
        name = f"full / resumed render, {slot} moved"
        print(f"{name:44} {full / short:8.2f} x    resumed {1000 * short:.2f} ms")


def main() -> None:
    """Run the parts that are named, or all."""
    sys.path.insert(0, str(ROOT))
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    if part == "_start":
        run_window(float(sys.argv[2]), lambda window, begun: make_watch()[0](window, begun))
    elif part == "_drive":
        run_window(float(sys.argv[2]), lambda window, begun: make_watch()[1](window, begun))
    elif part == "_resume":
        measure_resume()
    else:
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
        with tempfile.TemporaryDirectory() as kept:
            # Byte code is kept as in an installed program, but not in this folder; the first start compiles it.
            os.environ |= {"PYTHONPYCACHEPREFIX": kept, "PYTHONDONTWRITEBYTECODE": ""}
            child("start")
            for name, show in (("start", show_start), ("drive", show_drive), ("resume", show_resume)):
                if part in ("", name):
                    show()


if __name__ == "__main__":
    main()
