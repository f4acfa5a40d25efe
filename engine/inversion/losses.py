"""How far pictures are from given ones: every loss that a search for a code may use, each a number a picture.

All take pictures and targets (N, 3, S, S) in [-1, 1] and, where only a part counts, a mask (N or 1, 1, S, S) in [0, 1];
all return (N,), are 0 for equal pictures, and differentiable.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.attributes.contract import Measures
from engine.measure.features import load_features

Loss = Callable[[Tensor, Tensor, "Tensor | None"], Tensor]
#: The binomial of five taps: GLO's pyramid is blurred by it in both directions.
BINOMIAL = (1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16)
LEVELS = 3
PEAK = 2.0  # from -1 to 1


def weighted(errors: Tensor, mask: Tensor | None) -> Tensor:
    """The mean of errors (N, C, H, W) over each picture (N,), by a mask of any side."""
    if mask is None:
        return errors.mean((1, 2, 3))
    mask = F.adaptive_avg_pool2d(mask, (errors.shape[2], errors.shape[3])).expand(len(errors), -1, -1, -1)
    return (errors * mask).sum((1, 2, 3)) / (mask.sum((1, 2, 3)) * errors.shape[1]).clamp(min=1e-6)


def squared(pictures: Tensor, targets: Tensor, mask: Tensor | None = None) -> Tensor:
    """The mean squared difference."""
    return weighted((pictures - targets).square(), mask)


def lap1(pictures: Tensor, targets: Tensor, mask: Tensor | None = None) -> Tensor:
    """GLO's Lap1 (Bojanowski et al. 2018, eq. 3; Ling and Okada 2006): L1 between Laplacian pyramids, divided by the
    number of pixels.

    Level j has 4^-j of the pixels and the weight 4^j, so the mean of each level is its share already. Weighing the
    means by 4^j as well would count the weights twice.
    """
    left = pictures - targets  # the pyramid is linear
    total = left.new_zeros(len(left))
    for _ in range(LEVELS):
        blurred = _blurred(left)
        total = total + weighted((left - blurred).abs(), mask)
        left = F.avg_pool2d(blurred, 2)
    return total + weighted(left.abs(), mask)


def _blurred(x: Tensor) -> Tensor:
    row = x.new_tensor(BINOMIAL)
    kernel = torch.outer(row, row)[None, None].expand(x.shape[1], 1, 5, 5)
    return F.conv2d(F.pad(x, (2, 2, 2, 2), mode="replicate"), kernel, groups=x.shape[1])


def by_frequency(pictures: Tensor, targets: Tensor, mask: Tensor | None = None, power: float = 1.0) -> Tensor:
    """The squared difference with what is coarse counted more (Plumerault et al. 2020, section 3.2): every frequency by
    1 / (1 + f)^power, f in cycles a picture."""
    difference = pictures - targets
    if mask is not None:
        difference = difference * F.adaptive_avg_pool2d(mask, (difference.shape[2], difference.shape[3])).sqrt()
    height, width = difference.shape[2:]
    spectrum = torch.fft.fft2(difference, norm="ortho")
    rows = torch.fft.fftfreq(height, 1 / height, device=difference.device)[:, None]
    columns = torch.fft.fftfreq(width, 1 / width, device=difference.device)[None]
    weights = (1 + (rows.square() + columns.square()).sqrt()) ** -power
    return (spectrum.abs().square() * weights).mean((1, 2, 3))


class Perceptual:
    """The difference of what a network sees (as LPIPS, Zhang et al. 2018, eq. 1, with all its weights equal).

    It is the squared difference of features, each place scaled to length 1, averaged over places, summed over its taps.
    """

    def __init__(self) -> None:
        self._network = load_features()

    def _taps(self, images: Tensor) -> list[Tensor]:
        return [F.normalize(tap, dim=1) for tap in self._network.taps(images)]

    def __call__(self, pictures: Tensor, targets: Tensor, mask: Tensor | None = None) -> Tensor:
        with torch.no_grad():
            wanted = self._taps(targets)
        parts = [
            weighted((mine - theirs).square(), mask) * mine.shape[1]
            for mine, theirs in zip(self._taps(pictures), wanted, strict=True)
        ]
        return torch.stack(parts).sum(0)


class Identity:
    """How different the people in the pictures are: the squared distance of what is measured of them.

    For faces that is 2 - 2 cos of what a network for recognising them says (Deng et al. 2019 train such), for portraits
    the squared differences of the factors of shape and skin, in their deviations, summed.
    """

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def __call__(self, pictures: Tensor, targets: Tensor, mask: Tensor | None = None) -> Tensor:
        if mask is not None:  # what does not count is seen as it should be
            pictures = targets + F.adaptive_avg_pool2d(mask, (pictures.shape[2], pictures.shape[3])) * (
                pictures - targets
            )
        with torch.no_grad():
            wanted = self._measures.identity(targets)
        return (self._measures.identity(pictures) - wanted).square().sum(1)


def psnr(pictures: Tensor, targets: Tensor, mask: Tensor | None = None) -> Tensor:
    """Peak signal to noise in decibels (N,), of pictures clamped to what can be shown; 99 where they are equal."""
    error = squared(pictures.clamp(-1, 1), targets.clamp(-1, 1), mask)
    return (10 * torch.log10(PEAK**2 / error.clamp(min=1e-30))).clamp(max=99.0)
