"""How a code is moved: straight, or along the sphere of the noise where the code is the noise itself."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.learning.assessors.assessor import Assessor, Range
from engine.learning.assessors.faces import Faces, traced
from engine.learning.pace import parts
from engine.learning.seen import Seen


class Walk:
    """T of GANalyze (Goetschalckx et al. 2019, section 3): a code moved by alpha times a step.

    `renormalised`: the code is the noise, and each row keeps its own length (the authors' PyTorch code takes that of
    the whole batch).
    """

    def __init__(self, generator: Generator, subspace: Subspace) -> None:
        self.subspace, self.renormalised = subspace, is_noise(generator)

    def __call__(self, codes: Tensor, alphas: Tensor, steps: Tensor) -> Tensor:
        """Codes (N, layout.dimension) moved by `alphas` (N,) times `steps` (N or 1, subspace.dimension)."""
        moves = alphas[:, None] * steps
        if self.renormalised:
            now = self.subspace.project(codes)
            there = now + moves
            long = now.norm(dim=1, keepdim=True) / there.norm(dim=1, keepdim=True).clamp_min(1e-12)
            moves = there * long - now
        return codes + self.subspace.laid(moves)


def is_noise(generator: Generator) -> bool:
    """Whether the latent slots of a sampled code hold the noise as it was drawn."""
    whole = Subspace(generator.layout, tied=generator.tied)
    z = generator.draw(2, torch.Generator().manual_seed(0))
    with torch.no_grad():
        latent = whole.project(generator.map(z)).to(z)
    return latent.shape == z.shape and torch.allclose(latent, z, atol=1e-5)


def start(
    seen: Seen, walk: Walk, assessor: Assessor, faces: Faces, ranges: Range, count: int, at_once: int
) -> Job[Tensor]:
    """Steps (k, subspace.dimension) that raise each number by one unit, and no other, to first order: those of the
    pseudoinverse of the mean gradient over `count` faces; of a single number g / |g|^2.

    Raises:
        ValueError: a number does not change with the code at all.
    """
    k, codes = len(assessor.names), faces.codes[:count]
    steps = torch.zeros(k, walk.subspace.dimension)

    def raised(some: Tensor, where: slice) -> Tensor:
        return assessor.read(some)[:, i].sum() / ranges.unit[i]

    for i in range(k):
        total = torch.zeros(1, walk.subspace.dimension, requires_grad=True)
        for part in parts(len(codes), at_once):
            pictures = seen(walk(codes[part], torch.ones(len(codes[part])), total))
            yield Progress((i + part.start / len(codes)) / k, tr("finding where to begin"))
            yield from traced(pictures, raised)
        assert total.grad is not None
        steps[i] = total.grad[0] / len(codes)
    if not bool(steps.isfinite().all()) or not bool((steps.norm(dim=1) > 0).all()):
        raise ValueError(
            tr(
                "What is to be changed does not change smoothly with the code, so there is nothing to learn. "
                "Choose another."
            )
        )
    return torch.linalg.pinv(steps.double(), rtol=1e-3).T.float()
