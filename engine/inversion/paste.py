"""An edit laid back into the whole photo: what changed in the generator's square is added, and nothing else touched.

photo + mask * (edited - inverted): what the generator could not draw of the photo - hair, grain, background - cancels
out of the difference and stays. It is reckoned in sRGB, not in linear light: there the search for the code was made, so
there what it left over is a small, even grain on light and dark places alike. In linear light what is left of a bright
place, laid on one that an edit made dark, would glare.
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.photos.alignment import Alignment
from engine.inversion.alignment import aligning
from engine.inversion.photo import Photo
from engine.job import Job, Progress
from engine.language import tr

FEATHER = 0.25  # of half the square's side
#: The most that a difference is enlarged before it is sampled bilinearly, and its side then.
FINEST, LARGEST = 4, 2048
BAND = 100_000  # of the photo's pixels that are reckoned at once: some 20 ms
#: How far the difference's contrast may be changed to match the photo's.
GAINS = (0.5, 2.0)
#: Pixels of the side at which it is measured how much of the photo shines through.
SIDE = 256

Box = tuple[int, int, int, int]


def box_of(photo: Photo, alignment: Alignment) -> Box:
    """Left, top, right and bottom of the photo's pixels that the square touches; empty where it lies outside."""
    width, height = photo.size
    low, high = alignment.corners.min(0), alignment.corners.max(0)
    left, top = max(0, math.floor(low[0])), max(0, math.floor(low[1]))
    return left, top, max(left, min(width, math.ceil(high[0]))), max(top, min(height, math.ceil(high[1])))


def pasted(
    photo: Photo, alignment: Alignment, inverted: Tensor, edited: Tensor, *, feather: float = FEATHER,
    matched: bool = False,
) -> Job[np.ndarray]:  # fmt: skip
    """The whole photo with the edit, uint8 (H, W, 3); see `patch`."""
    left, top, right, bottom = box_of(photo, alignment)
    whole = photo.pixels.copy()
    part = yield from patch(photo, alignment, inverted, edited, feather=feather, matched=matched)
    whole[top:bottom, left:right] = part
    return whole


def patch(
    photo: Photo, alignment: Alignment, inverted: Tensor, edited: Tensor, *, feather: float = FEATHER,
    matched: bool = False,
) -> Job[np.ndarray]:  # fmt: skip
    """What lies in `box_of` with the edit, uint8 (h, w, 3).

    `inverted` and `edited` (3, S, S) are the generator's pictures, nominally in [-1, 1], before and after the edit.
    From the square's border to `feather` of its half side inwards the edit fades in; `matched` gives it the contrast
    that the photo has to its inversion, channel by channel. Where the two pictures are equal, and outside the square,
    the photo stays to the last bit.

    Raises:
        ValueError: the two have not the same square shape, or `feather` is not in (0, 1].
    """
    if inverted.shape != edited.shape or inverted.ndim != 3 or inverted.shape[1] != inverted.shape[2]:
        raise ValueError(
            tr(
                "Two pictures (3, S, S) are compared, not {value} and {value2}.",
                value=(*inverted.shape,),
                value2=(*edited.shape,),
            )
        )
    if not 0 < feather <= 1:
        raise ValueError(
            tr("The soft edge is a share of half the square, above 0 and at most 1; {feather} is not.", feather=feather)
        )
    before, after = (image.detach().float().cpu().clamp(-1, 1) for image in (inverted, edited))
    change = (after - before) * 127.5
    if matched:
        seen = yield from aligning(photo, alignment, before.shape[1])
        change = change * _gains(seen, before)[:, None, None]
    return (yield from _added(photo, alignment, _resized(change, 2 * alignment.scale), feather))


def ghost(photo: Photo, alignment: Alignment, inverted: Tensor, edited: Tensor) -> Job[float]:
    """How much of what the generator could not draw of the photo stays where an edit changes the picture, in steps of a
    byte: 0 where nothing changes, and where the generator draws all of the photo.

    The root of the mean over the square of |left over| * |changed|, each the mean over the channels, at `SIDE` pixels a
    side. Of a photo that was found at 26 dB (64 px), edits to 18 lay in well, those from 24 on showed two faces.
    """
    seen = yield from aligning(photo, alignment, SIDE)
    before, after = (_at(image, SIDE) for image in (inverted, edited))
    left = (torch.from_numpy(seen).permute(2, 0, 1) - before).abs().mean(0)
    return float((left * (after - before).abs().mean(0)).mean().sqrt())


def _at(image: Tensor, side: int) -> Tensor:
    """A picture (3, S, S) in [-1, 1] at another side, in steps of a byte."""
    shown = image.detach().float().cpu().clamp(-1, 1)
    return (
        F.interpolate(shown[None], (side, side), mode="bicubic", align_corners=False, antialias=True)[0] + 1
    ) * 127.5


def _gains(cut: np.ndarray, inverted: Tensor) -> Tensor:
    """How much contrast the photo's cut (S, S, 3) has to its inversion, a channel (3,): the slope that fits best."""
    seen = torch.from_numpy(cut).permute(2, 0, 1).flatten(1) / 127.5
    drawn = inverted.flatten(1) - inverted.mean((1, 2))[:, None]
    slope = (drawn * seen).sum(1) / drawn.square().sum(1).clamp(min=1e-6)
    flat = drawn.square().mean(1) < 1e-6
    return torch.where(flat, 1.0, slope.clamp(*GAINS))


def _resized(change: Tensor, size: float) -> Tensor:
    """A difference (3, S, S) made ready to be sampled bilinearly in a photo where its side is `size` pixels: smoothed
    where it shrinks, and drawn finer by cubic splines where it grows."""
    side = change.shape[1]
    if size >= side:
        wanted = min(FINEST * side, math.ceil(2 * size), max(side, LARGEST))
    else:
        wanted = max(1, round(size))
    if wanted == side:
        return change
    return F.interpolate(change[None], (wanted, wanted), mode="bicubic", align_corners=False, antialias=True)[0]


def _added(photo: Photo, alignment: Alignment, change: Tensor, feather: float) -> Job[np.ndarray]:
    """The photo's box with a difference (3, T, T), in steps of a byte, added; some rows at a time."""
    left, top, right, bottom = box_of(photo, alignment)
    result = photo.pixels[top:bottom, left:right].copy()
    turn = alignment.matrix / alignment.scale**2
    across = ((np.arange(left, right) + 0.5 - alignment.dx)[:, None] * turn[0]).astype(np.float32)
    down = ((np.arange(top, bottom) + 0.5 - alignment.dy)[:, None] * turn[1]).astype(np.float32)
    rows = max(1, BAND // max(1, right - left))
    for start in range(0, len(result), rows):
        square = across + down[start : start + rows, None]
        grid = torch.from_numpy(square)[None]
        step = F.grid_sample(change[None], grid, mode="bilinear", padding_mode="border", align_corners=False)[0]
        step = step.permute(1, 2, 0).numpy() * soft(square, feather)[..., None]
        band = result[start : start + rows]
        band[:] = np.clip(np.rint(band + step), 0, 255)
        yield Progress(min(1.0, (start + rows) / len(result)), tr("laying it back"))
    yield Progress(1.0, tr("laying it back"))
    return result


def soft(square: np.ndarray, feather: float) -> np.ndarray:
    """How much of the edit there is at points (..., 2) of the square (...,): 1 inside, 0 at its border and outside."""
    share = np.clip((1 - np.abs(square)) / feather, 0, 1)
    return np.asarray((share * share * (3 - 2 * share)).prod(-1))
