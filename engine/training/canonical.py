"""Bring a trained EigenGAN into its canonical form, without changing the distribution of its pictures.

z is an isotropic Gaussian, so any rotation of it may be absorbed by the basis. With W = diag(L) U = P S V^T, the code
z P is as Gaussian as z, and phi = (z P) S V^T + mu: V^T is an orthonormal basis and S its strengths. Then sliders are
ordered by what they are measured to change, and the largest entry of each basis row is made positive.
"""

from __future__ import annotations

import copy

import torch

from engine.generators.eigengan.network import EigenGANNetwork


def canonical(network: EigenGANNetwork, count: int = 64) -> EigenGANNetwork:
    """A copy with orthonormal U in every level, sliders in order of effect measured on `count` codes, signs fixed."""
    network = copy.deepcopy(network).requires_grad_(requires_grad=False)
    for block in network.levels:
        scaled = block.sub.L.double()[:, None] * block.sub.U.double()
        _, strengths, basis = torch.linalg.svd(scaled, full_matrices=False)
        largest = basis.abs().argmax(1, keepdim=True)
        basis = basis * basis.gather(1, largest).sign()
        block.sub.U.copy_(basis)
        block.sub.L.copy_(strengths)
    for block, effects in zip(network.levels, slider_effects(network, count), strict=True):
        order = torch.tensor(effects).argsort(descending=True)
        block.sub.U.copy_(block.sub.U[order].clone())
        block.sub.L.copy_(block.sub.L[order].clone())
    return network


@torch.no_grad()
def slider_effects(network: EigenGANNetwork, count: int = 64, seed: int = 0) -> list[list[float]]:
    """Mean absolute change of the picture, in [-1, 1] units, when a slider goes from -2 to +2 over `count` codes."""
    shape = network.shape
    random = torch.Generator().manual_seed(seed)
    eps = torch.randn(count, shape.eps, generator=random)
    zs = [torch.randn(count, n, generator=random) for n in shape.sliders]
    h = network.start(eps)
    effects = []
    for level, block in enumerate(network.levels):
        row = []
        for i in range(shape.sliders[level]):
            ends = []
            for value in (-2.0, 2.0):
                moved = zs[level].clone()
                moved[:, i] = value
                x = block(h, moved)
                for later, z in zip(network.levels[level + 1 :], zs[level + 1 :], strict=True):
                    x = later(x, z)
                ends.append(network.finish(x).float())
            row.append((ends[1] - ends[0]).abs().mean().item())
        effects.append(row)
        h = block(h, zs[level])
    return effects
