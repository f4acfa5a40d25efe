"""The way from one code to another, as a curve whose slider runs from 0 to 1.

Straight: in the code itself. Whitened: straight in the coordinates of the prior (Wulff and Torralba 2020), where the
bend of the mapping network's last leaky ReLU is undone. Along the prior: there too, but turned from the one to the
other about the mean; so all on the way is as usual as the ends are, where the middle of a straight line lies nearer to
the mean, and its face is nearer to the average one. No more of an end is in any of it than at that end: were the
lengths made to go evenly, the way from a photo's code, several times as long as usual, would hold much more of the
other face than there is, and torn pictures.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from engine.codes.prior import Prior
from engine.document.asked.between import MorphWay

#: Steps from 0 to 1: what is cut off between two of them is a thousandth of the way where the turn is a right angle.
STEPS = 16
#: Below this sine of the angle between two codes, or length of one, there is nothing to turn about.
NO_ANGLE = 1e-4


def curve(prior: Prior, start: np.ndarray, end: np.ndarray, way: MorphWay) -> np.ndarray:
    """Steps from `start` (dimension,), float32 (2 * `STEPS` + 1, dimension): the first half is the way mirrored, the
    middle 0, the last `end`."""
    both = torch.from_numpy(np.stack([start, end])).double()
    share = torch.linspace(0, 1, STEPS + 1, dtype=torch.float64)[:, None]
    points = both[0] + share * (both[1] - both[0])
    if way != "straight":
        p = _turned(prior, both, share) if way == "prior" else _line(prior, both, share)
        bent = prior.floored.codes(p, points)
        # What rounding leaves at the ends is taken back on the way, so that these are met.
        points = bent + (1 - share) * (both[0] - bent[0]) + share * (both[1] - bent[-1])
    ahead = (points - both[0]).float().numpy()
    ahead[-1] = end - start
    return np.concatenate([-ahead[:0:-1], ahead])


def _line(prior: Prior, both: Tensor, share: Tensor) -> Tensor:
    p = prior.floored.coordinates(both)
    return p[0] + share[..., None] * (p[1] - p[0])


def _turned(prior: Prior, both: Tensor, share: Tensor) -> Tensor:
    """All of p (points, slots, d) turned at once, its length as a whole between the ends'."""
    p = prior.floored.coordinates(both)
    rows = p.flatten(1)
    lengths = rows.norm(dim=1)
    if float(lengths.min()) < NO_ANGLE * max(1.0, float(lengths.max())):
        return _line(prior, both, share)
    angle = math.acos(min(1.0, max(-1.0, float(rows[0] @ rows[1] / lengths.prod()))))
    if math.sin(angle) < NO_ANGLE:
        return _line(prior, both, share)
    turned = (torch.sin((1 - share) * angle) * rows[0] + torch.sin(share * angle) * rows[1]) / math.sin(angle)
    length = turned.norm(dim=1, keepdim=True)
    kept = length.clamp(float(lengths.min()), float(lengths.max()))  # which very unlike ones would leave a little
    return (turned * (kept / length)).view(-1, *p.shape[1:])
