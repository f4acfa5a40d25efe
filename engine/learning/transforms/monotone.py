"""How far an edit has come, told by the place along a direction: a rising, piecewise straight line.

Plumerault et al., "Controlling generative models with continuous factors of variations" (ICLR 2020), section 2.2:
t = g(<z, u>), g increasing and piecewise linear with as many knots from -5 to 5, its changes of slope held small.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

#: Where the line may bend: so many knots from -5 to 5 deviations of codes; the weight of changes of slope, and rounds.
KNOTS, FARTHEST, SMOOTH, ROUNDS = 101, 5.0, 1.0, 500


@dataclass(frozen=True, eq=False)
class Monotone:
    """g: its slopes (KNOTS - 1,) float64, none below 0, and the share of the asked steps' square that it tells."""

    slopes: Tensor
    told: float

    def __call__(self, places: Tensor) -> Tensor:
        """g at places (n,), in deviations of codes; 0 at -5 and below."""
        return _lengths(places) @ self.slopes


def _lengths(places: Tensor) -> Tensor:
    """How much of each piece lies below each place: (n, KNOTS - 1) float64."""
    knots = torch.linspace(-FARTHEST, FARTHEST, KNOTS, dtype=torch.float64)
    width = 2 * FARTHEST / (KNOTS - 1)
    return (places.double()[:, None] - knots[:-1]).clamp(0, width)


def fitted(before: Tensor, after: Tensor, asked: Tensor) -> Monotone:
    """The g that best tells the steps `asked` (n,) as g(after) - g(before), of places (n,) along a unit direction.

    Least squares with slopes of 0 and more, by accelerated projected gradients: convex, so no start matters.
    """
    steps, asked = _lengths(after) - _lengths(before), asked.double()
    bends = torch.diff(torch.eye(KNOTS - 1, dtype=torch.float64), dim=0)
    # Steps are counted in mean squares, so that more of them do not make the line rougher.
    size = asked.square().mean().clamp(min=1e-12)
    curvature = steps.T @ steps / len(asked) + SMOOTH * 1e-3 * bends.T @ bends
    pull = steps.T @ asked / len(asked)
    rate = 1 / torch.linalg.matrix_norm(curvature, 2).clamp(min=1e-12)
    now = ahead = torch.zeros_like(pull)
    momentum = 1.0
    for _ in range(ROUNDS):
        last, now = now, (ahead - rate * (curvature @ ahead - pull)).clamp(min=0)
        momentum, before_it = (1 + (1 + 4 * momentum**2) ** 0.5) / 2, momentum
        ahead = now + (before_it - 1) / momentum * (now - last)
    return Monotone(now, 1 - float((steps @ now - asked).square().mean() / size))
