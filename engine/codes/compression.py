"""Taking artifacts out of a code: its outlying coordinates are drawn in, all others stay (Wulff and Torralba 2020,
section 4.2). Truncation draws in all, and so changes the person.

The authors give no constants. Here a coordinate keeps its value up to a threshold and grows by the logarithm beyond,
with slope 1 where the two meet.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.codes.prior import Prior

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
    """Codes (N, layout.dimension) with their coordinates compressed; what is not latent stays."""
    return prior.codes(compressed(prior.coordinates(codes), threshold, first), codes)
