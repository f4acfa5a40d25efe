"""A generator with what is laid into its last stages for one photo: a copy that shares its weights."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace

import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features, Generator, Push, Stage, as_features, parts_of
from engine.language import tr

UNFIT = tr("What was fitted to this picture's photo does not fit its generator: it was made for another one.")


@dataclass(frozen=True, eq=False)
class Laid:
    """What is added to one map x of features (N, channels, h, w): out * (into * x).

    The map is the part `part` of what stage `stage` gives; `into` is (rank, channels, side, side), `out` (channels,
    rank). As the next convolution is linear in x, that is a change of its weights of so low a rank.
    """

    stage: int
    part: int
    into: Tensor
    out: Tensor
    share: float = field(default=1.0, kw_only=True)  # how much of it

    def added(self, x: Tensor) -> Tensor:
        """x with what is laid in; differentiable, linear in x."""
        inner = F.conv2d(x, self.into.to(x.dtype), padding=self.into.shape[-1] // 2)
        return x + self.share * F.conv2d(inner, self.out.to(x.dtype)[:, :, None, None])


def with_laid(generator: Generator, laid: Sequence[Laid]) -> Generator:
    """The generator with what is laid in; itself, and whoever else draws with it, stays as it was.

    Raises:
        ValueError: there is no such stage. Parts that do not fit are told when a picture is drawn.
    """
    by_stage: dict[int, list[Laid]] = {}
    for each in laid:
        by_stage.setdefault(each.stage, []).append(each)
    if by_stage and max(by_stage) >= len(generator.stages):
        raise ValueError(UNFIT)
    stages = list(generator.stages)
    for i, mine in by_stage.items():
        stages[i] = _laid_in(stages[i], mine)
        if i + 1 < len(stages):  # it would draw from what comes before this stage, past what is laid in
            stages[i + 1] = replace(stages[i + 1], ending=None)
    other = copy(generator)
    other.stages = tuple(stages)
    return other


def _laid_in(stage: Stage, laid: Sequence[Laid]) -> Stage:
    def run(features: Features | None, codes: Tensor) -> Features:
        return _added(stage.run(features, codes), laid)

    def slope(features: Features | None, code: Tensor) -> tuple[Features, Push]:
        assert stage.slope is not None
        made, push = stage.slope(features, code)
        return _added(made, laid), lambda moved, steps: _added(push(moved, steps), laid)

    return replace(stage, run=run, slope=slope if stage.slope is not None else None, ending=None)


def _added(features: Features, laid: Sequence[Laid]) -> Features:
    parts = list(parts_of(features))
    for each in laid:
        x = parts[each.part] if each.part < len(parts) else None
        if x is None or x.ndim != 4 or x.shape[1] != each.into.shape[1]:
            raise ValueError(UNFIT)
        parts[each.part] = each.added(x)
    return as_features(tuple(parts), features)
