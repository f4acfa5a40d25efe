"""The generator as a learner sees it: pictures of its lower blocks, where they suffice, and a bank of drawn ones."""

from __future__ import annotations

from collections.abc import Generator as Steps
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.codes.samples import drawn
from engine.generator import Features, Generator, images_of, picture_end
from engine.job import Progress
from engine.language import tr
from engine.learning.pace import parts

#: The least side of a lower block's own picture that tells faces apart, and the most that is needed for it.
LEAST, MOST = 32, 64


class Seen:
    """`seen(codes)`: (N, layout.dimension) to pictures (N, 3, *size), differentiable.

    They are a lower block's own where the family has one of at least `least` pixels a side, at a fraction of the work;
    else the whole ones. Those above `most` pixels a side are averaged down to it; None: they stay as they are.
    """

    def __init__(self, generator: Generator, least: int = LEAST, most: int | None = None) -> None:
        self.generator = generator
        self._end = picture_end(generator, least)
        stage = generator.stages[self._end - 1]
        self._rgb = stage.rgb if self._end < len(generator.stages) else None
        whole = stage.side if self._rgb is not None else generator.resolution
        self.side = min(whole, most or whole)
        self.size = generator.at(self.side)

    def __call__(self, codes: Tensor) -> Tensor:
        pictures = self._drawn(codes)
        if pictures.shape[-2] > self.size.height:
            return F.adaptive_avg_pool2d(pictures, self.size)
        return pictures

    def _drawn(self, codes: Tensor) -> Tensor:
        if self._rgb is None:
            return self.generator.synthesize(codes)
        features: Features | None = None
        for stage in self.generator.stages[: self._end]:
            features = stage.run(features, codes)
        assert features is not None
        return images_of(self._rgb(features))


@dataclass(frozen=True, eq=False)
class Bank:
    """Codes (N, layout.dimension) drawn once, and their pictures (N, 3, *size): the branch of a step that is not
    shifted costs nothing then."""

    codes: Tensor
    pictures: Tensor

    def __len__(self) -> int:
        return len(self.codes)


def drawn_bank(seen: Seen, count: int, random: torch.Generator, at_once: int) -> Steps[Progress, None, Bank]:
    """The job of a bank of `count`, drawn without gradients."""
    codes = torch.cat([drawn(seen.generator, len(range(count)[part]), random) for part in parts(count, 500)])
    pictures = codes.new_empty((count, 3, *seen.size))
    for part in parts(count, at_once):
        with torch.no_grad():
            pictures[part] = seen(codes[part])
        yield Progress(
            part.stop / count, tr("drawing what it learns from, {stop:,} of {count:,}", stop=part.stop, count=count)
        )
    return Bank(codes, pictures)
