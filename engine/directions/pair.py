"""What lies between two pictures, without what finding their codes may have made up.

A photo is searched for several times, from starts as far apart as the first guess errs. In whitened coordinates p
(`engine.codes.prior`) the differences are averaged over the searches, and over layers that follow one Gaussian; then
the number i of the mean, d_i, is shrunk as Wiener's filter does: by max(0, 1 - SURE * e_i / d_i^2), where e_i is the
variance of d_i as the searches differ in it. On pictures that a known slider moved, with blotches of their own over
each, the cosine with that slider's direction was 0.26 from one search, 0.35 from the mean of three, and 0.48 so
(EigenGAN, 64 px); 0.31, 0.55 and 0.50 (StyleGAN2, whose mean over the layers already does it).
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.codes.prior import Prior

#: How many times its error's variance a number must have squared before any of it counts.
SURE = 2.0


def shrunk(differences: Tensor) -> Tensor:
    """The difference (1, d) that differences (pairs, times, slots, d) in p agree on, each number shrunk by its error.

    `times` are searches for the same pictures, two or more.
    """
    pairs, times, _, _ = differences.shape
    mean = differences.mean((0, 1, 2))
    error = differences.mean(2).var(1).mean(0) / (pairs * times)
    return (mean * (1 - SURE * error / mean.square().clamp(min=torch.finfo(mean.dtype).tiny)).clamp(min=0))[None]


def step(prior: Prior, start: Tensor, change: Tensor) -> Tensor:
    """How far a code (dimension,) moves when its p changes by (slots or 1, d): (dimension,)."""
    p = prior.coordinates(start[None])
    return (prior.codes(p + change, start) - prior.codes(p, start))[0]
