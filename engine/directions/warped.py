"""WarpedGANSpace's ways (Tzelepis, Tzimiropoulos and Patras, ICCV 2021) as its code saves them: sums of Gaussians."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.codes.held import WARPS
from engine.document.disk.limits import NUMBERS, no_more
from engine.document.disk.wording import short
from engine.language import tr

#: Points each way of a path, how far it goes (a sigma is one unit of the code there, as the file does not tell), and
#: how long the steps are by which it is followed.
POINTS, REACH, STRIDE = 6, 6.0, 0.25


def curves(path: Path, arrays: Mapping[str, np.ndarray], mean: np.ndarray) -> np.ndarray:
    """The curves (k, 2 * POINTS + 1, d) as steps from the mean (d,), from -REACH to REACH in the length of a code.

    Raises:
        ValueError: the arrays do not fit together, or are not finite; one sentence.
    """
    supports, alphas = (arrays[name].astype(np.float64) for name in WARPS[:2])
    k = len(alphas) if alphas.ndim == 2 else 0
    gammas = np.exp(np.clip(arrays.get(WARPS[2], np.zeros(1)).astype(np.float64).ravel(), -80, 80))
    if not k or supports.shape != (k, alphas.shape[1] * len(mean)) or gammas.size not in (1, k):
        raise ValueError(tr("{name} is damaged: its curves do not fit together. Make it again.", name=short(path.name)))
    no_more((2 * POINTS + 1) * k * len(mean), NUMBERS, "numbers")
    ends = supports.reshape(k, -1, len(mean))
    with np.errstate(all="ignore"):
        long = np.square(ends).sum(2)
    ways = []
    for sign in (-1.0, 1.0):
        at, points = np.tile(mean, (k, 1)), []
        for step in range(1, round(POINTS * (REACH / POINTS) / STRIDE) + 1):
            at = at + sign * STRIDE * _gradients(at, ends, long, alphas, gammas)
            if step % round(REACH / POINTS / STRIDE) == 0:
                points.append(at - mean)
        ways.append(np.stack(points, 1))
    found = np.concatenate((ways[0][:, ::-1], np.zeros((k, 1, len(mean))), ways[1]), 1)
    if not np.isfinite(found).all() or not (np.abs(found[:, POINTS + 1] - found[:, POINTS - 1]).max(1) > 0).all():
        raise ValueError(
            tr("{name} cannot be used: its curves hold numbers that are not finite, or lead nowhere. Make it again.",
               name=short(path.name))
        )  # fmt: skip
    return found


def _gradients(
    at: np.ndarray, ends: np.ndarray, long: np.ndarray, alphas: np.ndarray, gammas: np.ndarray
) -> np.ndarray:
    """The unit gradients (k, d) at places (k, d); `long` (k, ends) are the squared lengths of the ends.
    Only their direction counts, so the largest exponent is taken out."""
    with np.errstate(all="ignore"):
        square = long + np.square(at).sum(1)[:, None] - 2 * np.matmul(ends, at[:, :, None])[:, :, 0]
        exponents = -np.broadcast_to(gammas, (len(at),))[:, None] * square
        weights = alphas * np.exp(exponents - exponents.max(1, keepdims=True))
        slope = np.matmul(weights[:, None], ends)[:, 0] - weights.sum(1)[:, None] * at
        return np.asarray(slope / np.linalg.norm(slope, axis=1, keepdims=True))
