"""How like a photo what is found has become, from one look to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from engine.language import tr
from widgets.look.lines import LinePlot
from widgets.parts.plain import plain_tip

#: What the numbers mean.
MEANT = tr(
    "dB (decibels) say how little the two pictures differ: from 30 on they are very like, from 40 nearly the same"
)
_LEAST = 3.0  # decibels that the axis spans at least
_HEIGHT = 92


class LikenessPlot(LinePlot):
    """A line that rises while a photo is looked for and lies flat when there is no more to gain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("how like the photo it has become"), _HEIGHT, _LEAST, parent)
        self.set_axis(tr("likeness, dB"))
        words = tr("How like the photo it has become: where the line lies flat, going on gains little.")
        self.setToolTip(plain_tip(f"{words} {MEANT}"))
        self.set_values(())

    def set_values(self, values: Sequence[float]) -> None:
        """Shows likenesses in decibels, the first look first."""
        told = (
            tr(
                "from {values:.0f} to {values2:.0f} dB in {values_count} looks",
                values=values[0],
                values2=values[-1],
                values_count=len(values),
            )
            if values
            else tr("nothing yet")
        )
        self.setAccessibleDescription(told)
        self.set_line(range(len(values)), values)
