"""Curved ways: along the gradients of sums of Gaussians (Tzelepis, Tzimiropoulos and Patras, ICCV 2021, section 3)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from engine.learning.pairs.ways import Ways

#: The longest step of a path, in the unit of places: the gradient is computed anew after each.
STRIDE = 1.0
#: Radii of the supports at first, of the first way and of the last, in the length that codes have.
NEAR, FAR = 1.0, 4.0
LEAST = 1e-12


class Warps(Ways):
    """Each way follows the gradient of f(z) = sum over dipoles of exp(-g |z - s|^2) - exp(-g |z + s|^2) at first; the
    two ends of a dipole are free, and so is g, one a way (equations 2 and 4).

    Of the gradient only the direction counts. So the largest exponent is taken out before anything is summed, and far
    from all supports, where each term is 0 in float32, it points to, or away from, the nearest.
    """

    signs: Tensor

    def __init__(self, count: int, dimension: int, dipoles: int, random: torch.Generator) -> None:
        super().__init__()
        self.count = count
        ends = torch.randn(count, dipoles, dimension, generator=random)
        long = math.sqrt(dimension) * torch.linspace(NEAR, FAR, count)
        ends = ends / ends.norm(dim=2, keepdim=True) * long[:, None, None]
        self.supports = nn.Parameter(torch.cat((ends, -ends), 1))
        # 1 / d, as the authors begin: codes differ from each other by some d.
        self.widths = nn.Parameter(torch.full((count,), -math.log(dimension)))
        self.register_buffer("signs", torch.tensor([1.0, -1.0]).repeat_interleave(dipoles))

    def gradients(self, places: Tensor, which: Tensor) -> Tensor:
        """The unit gradients (N, d) of the ways `which` (N,) at places (N, d)."""
        supports, narrow = self.supports[which], self.widths[which].exp()
        square = places.square().sum(1, keepdim=True) + supports.square().sum(2)
        exponents = -narrow[:, None] * (square - 2 * torch.einsum("nsd,nd->ns", supports, places))
        weights = self.signs * (exponents - exponents.max(1, keepdim=True)[0].detach()).exp()
        slope = torch.einsum("ns,nsd->nd", weights, supports) - weights.sum(1, keepdim=True) * places
        return slope / slope.norm(dim=1, keepdim=True).clamp_min(LEAST)

    def steps(self, places: Tensor, which: Tensor, far: Tensor) -> Tensor:
        count = max(1, math.ceil(float(far.detach().abs().max()) / STRIDE - 1e-6))
        at = places
        for _ in range(count):
            at = at + (far / count)[:, None] * self.gradients(at, which)
        return at - places

    def tangents(self, places: Tensor) -> Tensor:
        with torch.no_grad():
            found = [self.gradients(places, torch.full((len(places),), i)) for i in range(self.count)]
        return torch.stack(found, 1)
