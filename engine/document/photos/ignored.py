"""What a person painted over in a photo, so that it does not count when the photo is looked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.language import tr


@dataclass(frozen=True)
class Ignored:
    """A mask that lies over a whole photo, stretched to it: uint8 (height, width), 255 where the photo does not count.

    Its numbers are bytes, row by row, so that two of them are equal where they say the same.
    """

    height: int
    width: int
    values: bytes

    def __post_init__(self) -> None:
        if min(self.height, self.width) < 1 or len(self.values) != self.height * self.width:
            raise ValueError(
                tr(
                    "{height} x {width} numbers say what to ignore, not {values_count}. Paint it anew.",
                    height=self.height,
                    width=self.width,
                    values_count=len(self.values),
                )
            )

    @property
    def mask(self) -> np.ndarray:
        """The mask, read-only."""
        return np.frombuffer(self.values, np.uint8).reshape(self.height, self.width)


def ignored_of(mask: np.ndarray) -> Ignored | None:
    """The value of a mask, uint8 (height, width); None where nothing is painted.

    Raises:
        ValueError: it is no mask.
    """
    if mask.dtype != np.uint8 or mask.ndim != 2:
        raise ValueError(
            tr("A mask is uint8 (height, width), not {dtype} {shape}.", dtype=mask.dtype, shape=mask.shape)
        )
    height, width = mask.shape
    return Ignored(height, width, mask.tobytes()) if mask.any() else None
