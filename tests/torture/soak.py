"""The same work over and over on the real window: sliders, strokes of the brush, discovery, back and forth.

What is held in memory and on the disk must not grow with it.
"""

from __future__ import annotations

import gc
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.app.opened import Opened, settle
from widgets.sliders.row import SliderRow

OURS = ("app.", "engine.", "widgets.")
FLAT = 0.05  # the share by which the last quarter may differ from the second
#: Few samples, so that a round is short; several, so that sets of directions come and go.
FOUND = ({"samples": 500, "components": 4}, {"samples": 500, "components": 5})


@dataclass(frozen=True)
class Seen:
    """After one round: arrays in the store and their bytes, objects of our classes, resident megabytes, files in the
    caches."""

    arrays: int
    array_bytes: int
    objects: Counter[str]
    megabytes: float
    files: int


class Soak:
    """Works on a window. Every round does the same kinds of things, in other places of the picture."""

    def __init__(self, opened: Opened, home: Path, seed: int) -> None:
        self._opened, self._home = opened, home
        self._random, self._round = random.Random(seed), 0
        self.seen: list[Seen] = []

    def round(self) -> None:
        """Some of everything, until the engine rests; then a look at what is held."""
        window, controller = self._opened.window, self._opened.controller
        self._slide(6)
        window.painter.use("brush")
        self._stroke()
        self._opened.rest()
        window.acts["clear_region"].trigger()
        self._opened.rest()
        window.painter.close()
        window.methods.find_with.emit("ganspace", FOUND[self._round % len(FOUND)])
        self._slide(2)
        self._opened.rest()
        for step in (controller.undo, controller.undo, controller.redo):
            step()
        window.acts["reset_all"].trigger()
        self._opened.rest()
        self._round += 1
        self.seen.append(self._look())

    def _slide(self, count: int) -> None:
        """So many gestures of a few moves each; a row may go while it is dragged, when other sliders are found."""
        for place in range(count):
            rows = [row for row in self._opened.window.sliders.findChildren(SliderRow) if row.isVisible()]
            row, gesture = rows[place % len(rows)], self._random.randrange(1, 10**9)
            for _ in range(4):
                if isValid(row):
                    row.moved.emit(row.state.key, self._random.gauss(0, 1.5), gesture)
                QApplication.processEvents()

    def _stroke(self) -> None:
        canvas = self._opened.window.canvas
        middle, reach = canvas.rect().center(), min(canvas.width(), canvas.height()) // 4

        def place() -> QPoint:
            return middle + QPoint(self._random.randint(-reach, reach), self._random.randint(-reach, reach))

        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place())
        for _ in range(4):
            QTest.mouseMove(canvas, place())
            QApplication.processEvents()
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place())

    def _look(self) -> Seen:
        controller = self._opened.controller
        settle()
        controller.tidy()
        controller.tidy()  # what was put since the last time stays until the next
        gc.collect()
        # Asked of the type itself: some of torch's objects answer for another, and warn.
        names = (f"{type(found).__module__}.{type(found).__qualname__}" for found in gc.get_objects())
        arrays = controller.arrays
        kept = list(arrays._arrays.values())
        caches = [path for name in ("converted", "directions", "thumbnails") for path in (self._home / name).rglob("*")]
        return Seen(len(kept), sum(array.nbytes for array in kept), Counter(n for n in names if n.startswith(OURS)),
                    resident(), sum(path.is_file() for path in caches))  # fmt: skip


def grown(seen: Sequence[Seen], *, resident_too: bool) -> list[str]:
    """What is not flat over the last three quarters, in words."""
    quarter = len(seen) // 4
    second, last = seen[quarter : 2 * quarter], seen[-quarter:]
    measured = {
        "arrays": lambda each: each.arrays, "bytes of arrays": lambda each: each.array_bytes,
        "objects": lambda each: each.objects.total(), "files": lambda each: each.files,
    }  # fmt: skip
    if resident_too:
        measured["resident megabytes"] = lambda each: each.megabytes
    told = []
    for name, of in measured.items():
        before, after = (sum(map(of, part)) / quarter for part in (second, last))
        if abs(after - before) > FLAT * before:
            told.append(f"{name}: {before:.0f} became {after:.0f}")
    if told:
        more = last[-1].objects - second[0].objects
        told.append("most grown: " + ", ".join(f"{name} +{count}" for name, count in more.most_common(8)))
    return told


def resident() -> float:
    """Megabytes of this process in memory; 0 where the system does not say it this way."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), 0.0)
