"""Where in a photo a generator's square lies: a similarity transform of plain values that can be dragged."""

from __future__ import annotations

import math

import numpy as np

from engine.document.photos.alignment import Alignment
from engine.inversion.photo import Photo
from engine.job import Job, Progress, run
from engine.language import tr

#: Samples a side of a pixel of the aligned picture where it is larger than one of the photo, so that a pyramid level of
#: up to twice as many pixels a side does not alias.
FINER = 2
BAND = 2**16  # points that are sampled at once: some 20 ms


def fitted(square: np.ndarray, photo: np.ndarray) -> Alignment:
    """The alignment that brings points (n, 2) of the square nearest to points (n, 2) of the photo, by least squares.

    Umeyama 1991, eq. 40 to 42, in two dimensions: points as complex numbers, one complex factor. A mirrored fit is not
    among what is tried, so no sign needs mending.

    Raises:
        ValueError: there are fewer than two points apart, or some are not finite.
    """
    u, p = square[:, 0] + 1j * square[:, 1], photo[:, 0] + 1j * photo[:, 1]
    around, spread = u - u.mean(), float((np.abs(u - u.mean()) ** 2).sum())
    factor = complex((around.conj() * (p - p.mean())).sum() / max(spread, 1e-300))
    if not np.isfinite(factor) or abs(factor) < 1e-6:
        raise ValueError(tr("These points do not say where the face lies. Place the square by hand."))
    middle = complex(p.mean() - factor * u.mean())
    return Alignment(abs(factor), math.degrees(math.atan2(factor.imag, factor.real)), middle.real, middle.imag)


def centred(photo: Photo) -> Alignment:
    """The largest square in the photo's middle."""
    width, height = photo.size
    return Alignment(min(width, height) / 2, 0.0, width / 2, height / 2)


def aligned(photo: Photo, alignment: Alignment, side: int) -> np.ndarray:
    """`aligning`, in one go."""
    return run(aligning(photo, alignment, side))


def aligning(photo: Photo, alignment: Alignment, side: int) -> Job[np.ndarray]:
    """What the square shows: uint8 (side, side, 3), some rows a step.

    Where the photo shrinks, each pixel is the mean of `FINER`^2 bilinear samples of the level of the photo's pyramid
    that has up to twice as many pixels a side as asked for; else one. Beyond its edges the photo goes on mirrored.
    """
    step = 2 * alignment.scale / side  # pixels of the photo a pixel of the picture
    level = min(max(0, math.floor(math.log2(max(step, 1e-9)))), len(photo.pyramid) - 1)
    pixels, shrunk = photo.pyramid[level], 0.5**level
    each = FINER if step > 1 + 1e-9 else 1
    places = (np.arange(side * each) + 0.5) * (2 / (side * each)) - 1
    picture = np.empty((side, side, 3), np.uint8)
    band = max(1, BAND // (side * each**2))  # rows
    for top in range(0, side, band):
        rows = places[top * each : (top + band) * each]
        grid = np.stack(np.meshgrid(places, rows), -1)
        finer = _sampled(pixels, alignment.to_photo(grid) * shrunk)
        means = finer.reshape(len(rows) // each, each, side, each, 3).mean((1, 3))
        picture[top : top + band] = np.rint(means)
        yield Progress(min(1.0, (top + band) / side), tr("cutting out the face"))
    return picture


def _sampled(pixels: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Bilinear samples (..., 3) float32 of pixels (H, W, 3) at points (..., 2)."""
    first, second, shares = zip(*(_neighbours(points[..., i], pixels.shape[1 - i]) for i in (0, 1)), strict=True)
    (left, top), (right, bottom) = first, second
    x, y = (share[..., None] for share in shares)
    above = pixels[top, left] * (1 - x) + pixels[top, right] * x
    below = pixels[bottom, left] * (1 - x) + pixels[bottom, right] * x
    return np.asarray(above * (1 - y) + below * y)


def _neighbours(places: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The two pixels on whose line a place lies, mirrored at the edges, and the second's share."""
    low = np.floor(places - 0.5)
    share = (places - 0.5 - low).astype(np.float32)
    return _mirrored(low.astype(np.int64), size), _mirrored(low.astype(np.int64) + 1, size), share


def _mirrored(index: np.ndarray, size: int) -> np.ndarray:
    index = index % (2 * size)
    return np.minimum(index, 2 * size - 1 - index)
