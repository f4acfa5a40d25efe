"""A linear support vector machine: L2-regularised hinge, the boundary of InterFaceGAN (Shen et al., CVPR 2020, 3.1).

Solved by an interior point method (Ferris and Munson, SIAM J. Optim. 2002): some fifteen Newton steps, each with a
matrix of min(n, d) rows, however many faces lie near the boundary. The normal is libsvm's to many digits.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from engine.job import Job, Progress, run
from engine.language import tr

#: Newton steps at most; typical are 10 to 25.
MOST = 80
#: Gap between the primal and dual objective, relative, at which the answer is good enough.
TOLERANCE = 1e-8


def fit_svm(x: np.ndarray, y: np.ndarray, c: float = 1.0) -> tuple[np.ndarray, float]:
    """The hyperplane between two classes -> (normal (d,) float64, intercept), as found: the normal is not unit.

    `x` (n, d), `y` (n,) of -1 and +1. Minimises |normal|^2 / 2 + sum_i c_i max(0, 1 - y_i (normal @ x_i + intercept));
    c_i is `c` where the classes are equally large, else weighted so that both count alike.

    Raises:
        ValueError: there is only one class, the classes do not differ, or numbers are not finite.
    """
    return run(fitting(x, y, c))


def fitting(x: np.ndarray, y: np.ndarray, c: float = 1.0) -> Job[tuple[np.ndarray, float]]:
    """`fit_svm` as a job, which yields after each Newton step."""
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if not (np.isfinite(x).all() and np.isin(y, (-1, 1)).all()):
        raise ValueError(tr("A boundary needs finite codes and labels of -1 and +1; look for what produced others."))
    if len(np.unique(y)) < 2:
        raise ValueError(
            tr("A boundary needs faces on both sides; all of these are on one. Judge or score more faces.")
        )
    mean = x.mean(0)  # the intercept is not penalised, so a shift changes nothing but the rounding
    rows = torch.from_numpy((x - mean) * y[:, None])
    upper = c * np.where(y > 0, len(y) / (2 * (y > 0).sum()), len(y) / (2 * (y < 0).sum()))
    weights, intercept = yield from _interior_point(rows, torch.from_numpy(y), torch.from_numpy(upper))
    normal = (rows.T @ weights).numpy()
    if not normal.any():
        raise ValueError(tr("Both sides of the boundary hold the same faces, so there is none; judge or score others."))
    return normal, float(intercept - normal @ mean)


def _interior_point(rows: Tensor, y: Tensor, upper: Tensor) -> Job[tuple[Tensor, float]]:
    """The dual's weights a (n,) and the intercept: min |rows^T a|^2 / 2 - sum a, with y @ a = 0 and 0 <= a <= upper.

    Mehrotra's predictor and corrector; `low` and `high` are the multipliers of the two bounds.
    """
    gram = rows @ rows.T if len(rows) <= rows.shape[1] else None
    a, b = upper / 2, 0.0  # y @ a = 0, because the classes weigh the same
    slope = rows @ (rows.T @ a) - 1
    spare = max(1.0, float(slope.abs().mean()))
    low, high = slope.clamp(min=0) + spare, (-slope).clamp(min=0) + spare
    for step in range(MOST):
        room = upper - a
        wrong = low - high - (rows @ (rows.T @ a) - 1 + b * y)
        gap = float(a @ low + room @ high)
        if gap <= TOLERANCE * (1 + float(a.sum())) and float(wrong.abs().max()) <= 1e-6:
            break
        solve = _newton(rows, gram, low / a + high / room)
        by_y = solve(y)
        below, above = -a * low, -room * high
        for corrected in (False, True):
            found = solve(wrong + below / a - above / room)
            db = float(y @ found + y @ a) / float(y @ by_y)
            da = found - db * by_y
            dlow, dhigh = (below - low * da) / a, (above + high * da) / room
            size = min(_longest(a, da), _longest(room, -da), _longest(low, dlow), _longest(high, dhigh))
            if not corrected:
                left = (a + size * da) @ (low + size * dlow) + (room - size * da) @ (high + size * dhigh)
                centre = (float(left) / gap) ** 3 * gap / (2 * len(a))
                below, above = centre - a * low - da * dlow, centre - room * high + da * dhigh
        size *= 0.995 if size < 1 else 1.0 - 1e-6
        a, b, low, high = a + size * da, b + size * db, low + size * dlow, high + size * dhigh
        yield Progress(min(1.0, step / 25), tr("finding the boundary"))
    return a, b


def _newton(rows: Tensor, gram: Tensor | None, diagonal: Tensor) -> Callable[[Tensor], Tensor]:
    """What solves (rows rows^T + diag(diagonal)) v = right; with a (d, d) matrix (Woodbury) where that is smaller."""
    if gram is not None:
        whole = torch.linalg.cholesky(gram + torch.diag(diagonal))
        return lambda right: torch.cholesky_solve(right[:, None], whole)[:, 0]
    root = diagonal.sqrt()
    scaled = rows / root[:, None]
    inner = torch.linalg.cholesky(torch.eye(rows.shape[1], dtype=rows.dtype) + scaled.T @ scaled)

    def solve(right: Tensor) -> Tensor:
        part = right / root
        return (part - scaled @ torch.cholesky_solve((scaled.T @ part)[:, None], inner)[:, 0]) / root

    return solve


def _longest(values: Tensor, step: Tensor) -> float:
    """The largest fraction, at most 1, of a step that leaves all values positive."""
    ratios = torch.where(step < 0, -values / step, 1.0)
    return min(1.0, float(ratios.min()))
