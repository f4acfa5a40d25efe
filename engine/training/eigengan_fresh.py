"""An EigenGAN's first weights: of a whole network, and of its sliders after a start by regression."""

from __future__ import annotations

import math
from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape
from engine.training.adversarial.discriminator import he_
from engine.training.canonical import slider_effects


def fresh_generator(shape: EigenGANShape, generator: torch.Generator) -> EigenGANNetwork:
    """A network whose every level starts equally strong: each slider moves its level as much as one number of eps."""
    network = EigenGANNetwork(shape)
    for module in network.modules():
        he_(module, generator)
    with torch.no_grad():
        network.out.weight.normal_(0, 0.02, generator=generator)
        per_number = 1 / math.sqrt(shape.eps)
        network.fc.weight.normal_(0, per_number, generator=generator)
        for block in network.levels:
            # Distinct strengths, as in the paper, so that the axes are identified and not only their span.
            rows, size = block.sub.U.shape
            block.sub.L.copy_(torch.linspace(1.4, 0.7, rows) * per_number * math.sqrt(size))
            block.sub.U.copy_(smooth_basis(rows, block.sub.shape, generator))
    return network


def smooth_basis(rows: int, shape: tuple[int, int, int], generator: torch.Generator) -> Tensor:
    """Orthonormal (rows, C * side * side), random and smooth: white noise on a map of 64 px shows as grain, and grain
    is what a discriminator silences first."""
    coarse = torch.empty(rows, shape[0], 4, 4).normal_(generator=generator)
    fine = F.interpolate(coarse, size=shape[1:], mode="bilinear", align_corners=False)
    basis: Tensor = torch.linalg.qr(fine.flatten(1).T)[0].T
    return basis


@torch.no_grad()
def narrowed(
    network: EigenGANNetwork, columns: list[int], effect: float, generator: torch.Generator
) -> EigenGANNetwork:
    """A copy whose eps keeps `columns` alone, with fresh sliders that each change the picture by about `effect`."""
    shape = replace(network.shape, eps=len(columns))
    twin = fresh_generator(shape, generator)
    own = {name: weight for name, weight in network.state_dict().items() if not name.endswith((".sub.U", ".sub.L"))}
    twin.load_state_dict(own | {"fc.weight": network.fc.weight[:, columns]}, strict=False)
    for level, effects in zip(twin.levels, slider_effects(twin, 4), strict=True):
        level.sub.L.mul_((effect / torch.tensor(effects).clamp(min=1e-6)).clamp(0.05, 20))
    return twin
