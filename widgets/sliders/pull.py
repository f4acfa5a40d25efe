"""Where a handle goes that is pulled, in plain numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from widgets.sliders.row_look import RowPlan

_DETENT = 3.0  # pixels: how near 0 or home a dragged handle is caught


@dataclass
class Pull:
    """A handle in the hand. `x` and `value` are where the pointer and the handle last agreed."""

    start: float  # its value at the press
    x: float
    value: float
    fine: bool  # a tenth of the speed

    def to(self, x: float, keys: Qt.KeyboardModifier, now: float, home: float, plan: RowPlan) -> float:
        """The value for a pointer at `x`, where the handle stands at `now` and is caught at 0 and `home`."""
        fine = shifted(keys)
        if fine != self.fine:  # a new speed starts from where the handle is now
            self.value, self.x, self.fine = now, x, fine
        speed = plan.sigma_per_pixel * (0.1 if fine else 1.0)
        raw = self.value + (x - self.x) * speed
        low, high = min(plan.low, self.start), max(plan.high, self.start)  # a typed value beyond the track stays there
        raw = round(max(low, min(high, raw)), 2)
        if keys & Qt.KeyboardModifier.ControlModifier:
            return round(raw * 2) / 2
        return raw if fine else caught(raw, home, _DETENT * plan.sigma_per_pixel)


def caught(value: float, home: float, reach: float) -> float:
    """The value, or 0 or home where one of them is within reach."""
    mark = min((0.0, home), key=lambda m: abs(value - m))
    return mark if abs(value - mark) <= reach else value


def shifted(keys: Qt.KeyboardModifier) -> bool:
    """Whether Shift is among them: the fine speed."""
    return bool(keys & Qt.KeyboardModifier.ShiftModifier)
