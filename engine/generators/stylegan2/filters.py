"""The filters that StyleGAN2 files repeat in every layer: the low-pass of what is enlarged, and SWAGAN's wavelets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.generators.reading import DoesNotFit, by
from engine.generators.resample import standard_filter
from engine.language import tr

#: Filters of more numbers along a side belong to no StyleGAN2.
LONGEST = 32
#: What each band (low; across rows, across columns, across both) adds to the four pixels of its place (4, 2, 2).
BANDS = 0.5 * torch.tensor(
    [[[1.0, 1.0], [1.0, 1.0]], [[1.0, 1.0], [-1.0, -1.0]], [[1.0, -1.0], [1.0, -1.0]], [[1.0, -1.0], [-1.0, 1.0]]]
)
#: What enlarges between blocks, not within a layer.
BETWEEN = re.compile(r"(^|\.)(upsample|skip|b\d+)\.(kernel|resample_filter)$")
WAVELETS = re.compile(r"(?:to_rgbs\.\d+\.)?(iwt|dwt)\.(ll|lh|hl|hh)")


@dataclass(frozen=True)
class LowPass:
    """The filters (n, n) of enlarging `convolutions` and of `pictures` (or residuals) between blocks, which the port
    may have built with another one; `names` are those under which the file repeats them, perhaps none."""

    convolutions: Tensor
    pictures: Tensor
    names: tuple[str, ...]

    def to(self, device: torch.device) -> LowPass:
        """The same there."""
        return LowPass(self.convolutions.to(device), self.pictures.to(device), self.names)


def low_pass(weights: Mapping[str, Tensor], *, others: bool) -> LowPass:
    """The filters of a network: NVIDIA's files hold them with the sum 1, longer ones as a row for both axes, `others`
    times 4.

    Raises:
        DoesNotFit: one is strange, or two are not the same that have to be.
    """
    names = [name for name in weights if name.endswith((".kernel",) if others else (".resample_filter",))]
    used = [name for name in names if not name.endswith(".conv1.resample_filter")]  # a layer that does not enlarge
    beside = [name for name in used if BETWEEN.search(name)]
    within = [name for name in used if name not in beside]
    factor = 4 if others else 1
    return LowPass(_same(weights, within or beside, factor), _same(weights, beside or within, factor), tuple(names))


def _same(weights: Mapping[str, Tensor], names: list[str], factor: int) -> Tensor:
    """The filter that all of these are, times `factor`; the usual one of none."""
    taps: Tensor | None = None
    for name in names:
        found = _square(name, weights[name].detach().float().cpu()) / factor
        if taps is not None and (found.shape != taps.shape or (found - taps).abs().max() > 1e-4):
            raise DoesNotFit(tr("{name} is not the same filter as {names}", name=name, names=names[0]), (name,))
        taps = found if taps is None else taps
    return standard_filter() if taps is None else taps


def _square(name: str, taps: Tensor) -> Tensor:
    """(n, n) of that, or of a row (n,), whatever ones stand before."""
    *lead, last = taps.shape or (0,)
    if 0 < last <= LONGEST and lead and lead[-1] == last and set(lead[:-1]) <= {1}:
        return taps.reshape(last, last)
    if 0 < last <= LONGEST and not lead:
        return torch.outer(taps, taps)
    raise DoesNotFit(
        tr(
            "{name} is {by}, where a filter of at most {longest} x {longest} is needed",
            name=name,
            by=by(taps.shape),
            longest=LONGEST,
        ),
        (name,),
    )


def wavelets_in(weights: Mapping[str, Tensor]) -> list[str]:
    """Under which names a SWAGAN repeats its Haar transform; none of a network whose colours are pixels.

    Raises:
        DoesNotFit: they are of another transform.
    """
    found = {name: match for name in weights if (match := WAVELETS.fullmatch(name))}
    for name, match in found.items():
        band = BANDS[("ll", "lh", "hl", "hh").index(match[2])]
        # The forward transform's are mirrored, which turns the signs of two.
        expected = band if match[1] == "iwt" else band.flip(0, 1)
        taps = weights[name].detach().float().cpu()
        if taps.shape != expected.shape or (taps - expected).abs().max() > 1e-4:
            raise DoesNotFit(tr("{name} is of another wavelet than Haar's", name=name), (name,))
    return list(found)
