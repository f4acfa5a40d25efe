"""Taking artifacts out of a code: its outlying coordinates are drawn in, all others stay (Wulff and Torralba 2020,
section 4.2). Truncation draws in all, and so changes the person.

The authors give no constants. Here a coordinate keeps its value up to a threshold and grows by the logarithm beyond,
with slope 1 where the two meet.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.codes.prior import MOST, Prior, is_noise
from engine.codes.subspace import Subspace, why_none
from engine.generator import Generator
from engine.language import tr

THRESHOLD = 2.0


def compressed(p: Tensor, threshold: float = THRESHOLD, first: int = 0) -> Tensor:
    """p (..., d) with its coordinates of more than `threshold` sigma drawn in; of the same sign, and differentiable.

    The axes stand in order of rising variance, so `first` > 0 takes the last so many: the components of largest
    variance, where most artifacts lie. 0: all.
    """
    beyond = (p.abs() - threshold).clamp(min=0)
    drawn = torch.where(p.abs() > threshold, p.sign() * (threshold + torch.log1p(beyond)), p)
    if not 0 < first < p.shape[-1]:
        return drawn
    return torch.cat([p[..., :-first], drawn[..., -first:]], -1)


def tamed(prior: Prior, codes: Tensor, threshold: float = THRESHOLD, first: int = 0) -> Tensor:
    """Codes (N, layout.dimension) with their coordinates compressed; what is not latent stays, and so does, to the last
    bit, a code of which nothing lies beyond the threshold."""
    p = prior.coordinates(codes)
    drawn = compressed(p, threshold, first)
    beyond = (drawn != p).any(2).any(1)
    return torch.where(beyond[:, None], prior.codes(drawn, codes), codes)


def why_not(generator: Generator) -> str:
    """One sentence that says why there is no telling what is usual of this generator's codes; empty if there is."""
    if why := why_none(generator.layout, tied=generator.tied):
        return why
    if generator.classes and not is_noise(generator):
        return tr("What is usual differs with the class here, and is not known of each class.")
    return ""


def components_of(generator: Generator) -> int:
    """How many components of a code there are to choose the strongest of; 0 where none stands out from the others."""
    if why_not(generator):
        return 0
    dimension = Subspace(generator.layout, tied=generator.tied).dimension
    return 0 if is_noise(generator) or dimension > MOST else dimension
