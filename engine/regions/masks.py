"""A region of the picture: a soft mask (height, width) float32 in [0, 1], 1 where the picture may change."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from engine.document.aspect import SQUARE, Aspect, Size, sized
from engine.document.disk.files import write_whole
from engine.document.disk.limits import PIXELS, SIDE, TooLarge, not_saved
from engine.document.disk.reading import NotAFile, opened
from engine.document.disk.wording import Advice, in_brackets, short
from engine.jacobian.areas import at_size
from engine.language import tr

#: Painted pixels below which nothing is painted, or nothing left unpainted.
NOTHING = 0.01
#: How much more a pixel counts that is painted to be kept than one of the rest.
KEPT = 10
#: Rows of a mask file that are looked at at once.
BAND = 256
NOT_PAINTED = Advice(
    tr("Paint a region first: this method finds what changes there and leaves the rest."),
    "This method finds what changes in a region and leaves the rest. Give --region MASK.png, white where that is.",
)

NOTHING_MOVES = Advice(
    tr("Nothing in the region moves with these layers; paint elsewhere, or choose all layers."),
    "Nothing in the region moves with these layers. Give another --region, or leave --layers out.",
)


def checked(mask: np.ndarray | None, size: tuple[int, int], *, whole: bool = False) -> np.ndarray:
    """The mask to work with, of `size` (height, width), float32; `whole`: it may be the whole picture.

    Raises:
        ValueError: there is none, it is no mask, or it holds nothing, or everything where something must stay.
    """
    if mask is None:
        raise ValueError(NOT_PAINTED)
    if mask.ndim != 2 or not mask.size or not np.isfinite(mask).all() or mask.min() < 0 or mask.max() > 1:
        raise ValueError(
            tr(
                "A region is a table of numbers from 0 to 1, one a pixel; this one is {shape} with "
                "others in it. Make it again.",
                shape=mask.shape,
            )
        )
    painted, mask = mask.any(), at_size(mask, size)
    if not painted:
        raise ValueError(Advice(tr("The region is empty: paint over what should change."),
                                "The region is empty. Make white in --region what should change."))  # fmt: skip
    if mask.sum(dtype=np.float64) < NOTHING:
        small = tr(
            "The region is less than a hundredth of a pixel where {width} x {height} are looked at",
            width=size[1],
            height=size[0],
        )
        raise ValueError(Advice(tr("{small}: paint more, or look at more pixels (side).", small=small),
                                f"{small}. Make more of --region white, or raise --side."))  # fmt: skip
    if not whole and (1 - mask).sum(dtype=np.float64) < NOTHING:
        raise ValueError(tr("The region is the whole picture, so nothing is left to keep still: leave some of it out."))
    return mask


def kept_still(kept: np.ndarray | None, region: np.ndarray) -> np.ndarray | None:
    """How much each pixel is to be kept beside a checked region (height, width) float64: the rest by 1, and what is
    painted to be kept, where it is not painted to change as well, by `KEPT`. None: nothing is painted to be kept.

    Raises:
        ValueError: it is no mask; or it covers the region, or the region covers it.
    """
    if kept is None or not kept.any():
        return None
    kept = checked(kept, region.shape, whole=True).astype(np.float64)
    if (region * (1 - kept)).sum() < NOTHING:
        raise ValueError(
            tr(
                "All that is painted to change is painted to be kept as well, so nothing is left to change: "
                "erase one of the two where they meet."
            )
        )
    still = kept * (1 - region.astype(np.float64))
    if still.sum() < NOTHING:
        raise ValueError(tr("All that is painted to be kept is painted to change as well, so nothing is left to keep: "
                         "erase one of the two where they meet."))  # fmt: skip
    return np.asarray(1 - region.astype(np.float64) + (KEPT - 1) * still)


def read_mask(path: Path, side: int, aspect: Aspect = SQUARE) -> tuple[np.ndarray, str]:
    """A PNG as a mask of `side` pixels and this aspect: white, opaque pixels are 1; and what was done to it, empty if
    it has the aspect.

    Raises:
        ValueError: it is no PNG that can be read, or larger than 4096 x 4096 pixels.
    """
    try:
        with opened(path) as raw:
            width, height = _size(raw)
            with Image.open(raw, formats=("PNG",)) as file:
                mask = _painted(file)
    except NotAFile:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(
            tr(
                "{path} is not a mask{why}. Give a PNG of at most 4096 x 4096 pixels that is white where "
                "the picture may change.",
                path=short(path),
                why=in_brackets(error),
            )
        ) from error
    told = (
        ""
        if Size(height, width).aspect == aspect
        else tr(
            "{name} has {width} x {height} pixels and was drawn out to the picture's shape."
            if aspect != SQUARE
            else "{name} has {width} x {height} pixels and was drawn out to a square.",
            name=short(path.name),
            width=width,
            height=height,
        )
    )
    return at_size(mask, sized(side, aspect)), told


def write_mask(path: Path, mask: np.ndarray) -> None:
    """Write a mask, uint8 (height, width), as the PNG that `read_mask` reads.

    Raises:
        ValueError: it is larger than is read; one plain sentence.
        NotWritten: it cannot be written; `path` is as it was.
    """
    content = io.BytesIO()
    Image.fromarray(mask).save(content, "PNG")
    content.seek(0)
    try:
        _size(content)
    except TooLarge as error:
        raise ValueError(not_saved(path.name, error, tr("Paint it with fewer pixels."))) from error
    write_whole(path, content.getvalue())


def _size(file: BinaryIO) -> tuple[int, int]:
    """The width and height of a PNG, from its first bytes: Pillow warns of large ones before it can be asked.

    Raises:
        TooLarge: there are more pixels than are read, or too many in a row.
        ValueError: it is no PNG.
    """
    head = file.read(24).ljust(24, b"\0")
    file.seek(0)
    width, height = struct.unpack(">2L", head[16:])
    if head[12:16] != b"IHDR":
        raise ValueError(tr("it is no PNG"))
    if width * height > PIXELS or max(width, height) > SIDE:
        raise TooLarge(tr("it has {width} x {height} pixels", width=width, height=height))
    return width, height


def _painted(file: Image.Image) -> np.ndarray:
    """Grey times opacity (height, width) float32, some rows at a time: as numbers they take many times their room."""
    width, height = file.size
    file.load()
    mask = np.empty((height, width), np.float32)
    deep = file.mode.startswith("I")  # 16 bits, which a conversion would cut off rather than scale
    for top in range(0, height, BAND):
        rows = file.crop((0, top, width, min(top + BAND, height)))
        if deep:
            mask[top : top + BAND] = np.asarray(rows, np.float32) / 65535
        else:
            mask[top : top + BAND] = (np.asarray(rows.convert("LA")) / 255).prod(2, dtype=np.float32)
    return mask
