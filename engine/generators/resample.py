"""Enlarging by two with a short low-pass filter, as StyleGAN2 does it: zeros between the pixels, then the filter.

Filters are 4 x 4 and sum to one; enlarging multiplies by 4, because three of four pixels are the zeros.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def standard_filter() -> Tensor:
    """The binomial filter [1, 3, 3, 1] in both directions (4, 4), which every published network uses."""
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    return torch.outer(taps, taps) / 64


def enlarged(x: Tensor, taps: Tensor) -> Tensor:
    """(N, C, H, W) to (N, C, 2H, 2W), each channel by itself."""
    kernel = (4 * taps).expand(x.shape[1], 1, 4, 4)
    return F.conv_transpose2d(x, kernel, stride=2, padding=1, groups=x.shape[1])


def enlarging_convolution(x: Tensor, weight: Tensor, taps: Tensor, bias: Tensor | None = None) -> Tensor:
    """(N, I, H, W) to (N, O, 2H, 2W): a 3 x 3 convolution of the enlarged x, `weight` (I, O, 3, 3) as it is transposed.

    The filter comes last, so that neither the zeros nor the enlarged input are ever made.
    """
    x = F.conv_transpose2d(x, weight, stride=2)
    kernel = (4 * taps.flip(0, 1)).expand(x.shape[1], 1, 4, 4)
    return F.conv2d(x, kernel, bias, padding=1, groups=x.shape[1])
