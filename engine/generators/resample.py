"""Enlarging by two with a short low-pass filter, as StyleGAN2 does it: zeros between the pixels, then the filter.

Filters are n x n, of any n, and sum to one; enlarging multiplies by 4, because three of four pixels are the zeros. The
zeros come after the pixels, and the filter's end is put as NVIDIA's `upfirdn2d` puts it: of n = 4 it lies even, of an
odd n half a pixel aside.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def standard_filter() -> Tensor:
    """The binomial filter [1, 3, 3, 1] in both directions (4, 4), which every published network uses."""
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    return torch.outer(taps, taps) / 64


def reach(taps: Tensor) -> int:
    """How many rows above or below it a row sees in an `enlarging_convolution`."""
    return 1 + (len(taps) - 1) // 4


def enlarged(x: Tensor, taps: Tensor) -> Tensor:
    """(N, C, H, W) to (N, C, 2H, 2W), each channel by itself."""
    n = len(taps)
    kernel = (4 * taps).expand(x.shape[1], 1, n, n)
    if n % 2 == 0:
        return F.conv_transpose2d(x, kernel, stride=2, padding=n // 2 - 1, groups=x.shape[1])
    x = F.conv_transpose2d(x, kernel, stride=2, groups=x.shape[1])
    return _framed(x, -((n - 2) // 2), -((n - 1) // 2))


def enlarging_convolution(x: Tensor, weight: Tensor, taps: Tensor, bias: Tensor | None = None) -> Tensor:
    """(N, I, H, W) to (N, O, 2H, 2W): a 3 x 3 convolution of the enlarged x, `weight` (I, O, 3, 3) as it is transposed.

    The filter comes last, so that neither the zeros nor the enlarged input are ever made.
    """
    n = len(taps)
    x = F.conv_transpose2d(x, weight, stride=2)
    kernel = (4 * taps.flip(0, 1)).expand(x.shape[1], 1, n, n)
    if n % 2:
        x = _framed(x, (n - 1) // 2, (n - 2) // 2)
    return F.conv2d(x, kernel, bias, padding=0 if n % 2 else n // 2 - 1, groups=x.shape[1])


def _framed(x: Tensor, before: int, after: int) -> Tensor:
    """So many zeros before and after both axes of a picture; fewer than none are cut off."""
    return F.pad(x, (before, after, before, after))
