"""Attributes that are simple sums over the pixels; they mean something for any picture, not only for faces.

Each function takes (N, 3, H, W) RGB, nominally in [0, 1], of any size from 4 pixels, and gives (N,), differentiable.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

#: Luma of ITU-R BT.709.
LUMA = (0.2126, 0.7152, 0.0722)
#: What one byte's rounding is in variance: below this a picture is flat, and ratios must not blow up.
FLAT = (1 / 255) ** 2
DIM = 0.05


def luma(rgb: Tensor) -> Tensor:
    """(N, 3, H, W) to (N, H, W)."""
    red, green, blue = rgb.unbind(1)
    return LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue


def brightness(rgb: Tensor) -> Tensor:
    """The mean luma, 0 for black and 1 for white."""
    return luma(rgb).mean((1, 2))


def chroma(rgb: Tensor) -> Tensor:
    """The mean distance of the pixels from grey: 0 for a grey picture, 1 where all are pure red, green or blue.

    It is the length of the pixel in the hexagon of hues, sqrt(R^2 + G^2 + B^2 - RG - GB - BR).
    """
    red, green, blue = rgb.unbind(1)
    square = ((red - green).square() + (green - blue).square() + (blue - red).square()) / 2
    # The offset keeps the root's gradient finite on grey pixels, and grey itself at 0.
    return ((square + FLAT).sqrt() - FLAT**0.5).mean((1, 2))


def saturation(rgb: Tensor) -> Tensor:
    """Chroma as a share of brightness, so that more light alone does not count as more colour."""
    return chroma(rgb) / (brightness(rgb).clamp(min=0) + DIM)


def warmth(rgb: Tensor) -> Tensor:
    """Where the mean hue lies between cold and warm: about +1 all orange, -1 all azure, 0 green, magenta or grey.

    A hue is an angle and its mean has a jump somewhere; the mean of the pixels' points in the hexagon of hues has none,
    and its part along orange (30 degrees) is (R - B) sqrt(3)/2. Divided by chroma, which says how much colour there is.
    """
    red, _, blue = rgb.unbind(1)
    return 0.75**0.5 * (red - blue).mean((1, 2)) / (chroma(rgb) + DIM / 5)


def sharpness(rgb: Tensor) -> Tensor:
    """What share of the contrast is detail of one or two pixels: 0 for a blurred or flat picture, about 1 for noise.

    The ratio of two standard deviations of luma: of what a 3 x 3 binomial blur takes away, and of the whole. It is
    measured at the picture's own size, so it compares pictures of one size with each other.
    """
    grey = luma(rgb)[:, None]
    taps = torch.tensor([0.25, 0.5, 0.25], dtype=grey.dtype, device=grey.device)
    blurred = F.conv2d(F.pad(grey, (1, 1, 1, 1), mode="reflect"), torch.outer(taps, taps)[None, None])
    detail = (grey - blurred).square().mean((1, 2, 3))
    contrast = (grey - grey.mean((2, 3), keepdim=True)).square().mean((1, 2, 3))
    return ((detail + FLAT / 10_000) / (contrast + FLAT)).sqrt()


def symmetry(rgb: Tensor) -> Tensor:
    """The correlation of luma with its mirror picture, left and right exchanged; 1 where the two are the same."""
    grey = luma(rgb)
    grey = grey - grey.mean((1, 2), keepdim=True)
    return ((grey * grey.flip(2)).mean((1, 2)) + FLAT) / (grey.square().mean((1, 2)) + FLAT)
