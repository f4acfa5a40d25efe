"""A region of the picture: a soft mask (side, side) float32 in [0, 1], 1 where the picture may change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from engine.document.wording import CLAUSE, short
from engine.jacobian.areas import at_side

#: Painted pixels below which nothing is painted, or nothing left unpainted.
NOTHING = 0.01
#: How much more a pixel counts that is painted to be kept than one of the rest.
KEPT = 10
#: Pixels of the largest mask file that is read.
LARGEST = 8192**2
NOT_PAINTED = "Paint a region first: this method finds what changes there and leaves the rest."


def checked(mask: np.ndarray | None, side: int, *, whole: bool = False) -> np.ndarray:
    """The mask to work with, (side, side) float32; `whole`: it may be the whole picture.

    Raises:
        ValueError: there is none, it is no mask, or it holds nothing, or everything where something must stay.
    """
    if mask is None:
        raise ValueError(NOT_PAINTED)
    if mask.ndim != 2 or not mask.size or not np.isfinite(mask).all() or mask.min() < 0 or mask.max() > 1:
        raise ValueError(f"A region is a table of numbers from 0 to 1, one a pixel; this one is {mask.shape} with "
                         "others in it. Paint it anew.")  # fmt: skip
    painted, mask = mask.any(), at_side(mask, side)
    if not painted:
        raise ValueError("The region is empty: paint over what should change.")
    if mask.sum(dtype=np.float64) < NOTHING:
        raise ValueError(f"The region is less than a hundredth of a pixel where {side} x {side} are looked at: paint "
                         "more, or look at more pixels (side).")  # fmt: skip
    if not whole and (1 - mask).sum(dtype=np.float64) < NOTHING:
        raise ValueError("The region is the whole picture, so nothing is left to keep still: leave some of it out.")
    return mask


def kept_still(kept: np.ndarray | None, region: np.ndarray) -> np.ndarray | None:
    """How much each pixel is to be kept beside a checked region (side, side) float64: the rest by 1, and what is
    painted to be kept, where it is not painted to change as well, by `KEPT`. None: nothing is painted to be kept.

    Raises:
        ValueError: it is no mask; or it covers the region, or the region covers it.
    """
    if kept is None or not kept.any():
        return None
    kept = checked(kept, len(region), whole=True).astype(np.float64)
    if (region * (1 - kept)).sum() < NOTHING:
        raise ValueError("All that is painted to change is painted to be kept as well, so nothing is left to change: "
                         "erase one of the two where they meet.")  # fmt: skip
    still = kept * (1 - region.astype(np.float64))
    if still.sum() < NOTHING:
        raise ValueError("All that is painted to be kept is painted to change as well, so nothing is left to keep: "
                         "erase one of the two where they meet.")  # fmt: skip
    return np.asarray(1 - region.astype(np.float64) + (KEPT - 1) * still)


def read_mask(path: Path, side: int) -> tuple[np.ndarray, str]:
    """A PNG as a mask (side, side): white, opaque pixels are 1; and what was done to it, empty if it is square.

    Raises:
        ValueError: it is no PNG that can be read, or larger than 8192 x 8192 pixels.
    """
    try:
        with Image.open(path, formats=("PNG",)) as file:
            width, height = file.size
            if width * height > LARGEST:
                raise ValueError(f"it has {width} x {height} pixels")
            deep = file.mode.startswith("I")  # 16 bits, which a conversion would cut off rather than scale
            pixels = np.asarray(file, np.float32)[..., None] / 65535 if deep else np.asarray(file.convert("LA")) / 255
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"{short(path)} is not a mask ({short(error, CLAUSE)}). Give a PNG of at most 8192 x "
                         "8192 pixels that is white "
                         "where the picture may change.") from error  # fmt: skip
    mask = pixels.prod(2, dtype=np.float32)  # grey times opacity
    told = "" if height == width else f"{short(path.name)} has {width} x {height} pixels and was drawn out to a square."
    return at_side(mask, side), told
