"""The one place that says how large a picture is: of everything that is counted in pixels a side, the side is the
longer one, and the aspect of the generator's pictures says the other."""

from __future__ import annotations

from math import gcd
from typing import NamedTuple

#: Height and width in the smallest whole numbers.
Aspect = tuple[int, int]
SQUARE: Aspect = (1, 1)


class Size(NamedTuple):
    """Pixels; as a shape of arrays and tensors."""

    height: int
    width: int

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.height * self.width

    @property
    def aspect(self) -> Aspect:
        """See `Aspect`."""
        common = gcd(self.height, self.width)
        return self.height // common, self.width // common

    def __str__(self) -> str:
        """As people write it: the width first."""
        return f"{self.width} × {self.height}"


def sized(side: int, aspect: Aspect) -> Size:
    """The size of a picture of this aspect whose longer side has `side` pixels; each has at least one."""
    height, width = aspect
    longer = max(aspect)
    return Size(max(1, round(side * height / longer)), max(1, round(side * width / longer)))
