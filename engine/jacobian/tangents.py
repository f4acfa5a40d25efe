"""How a picture moves along steps of the code, exactly: tangents pushed through the stages of a synthesis at one code.

What does not depend on the step is computed once for all of them: a stage that has written its slope out tells it
(`Stage.slope`); for others forward mode carries many tangents on one picture (`torch.func.vmap` of `jvp`), or, where a
family's operations do not allow that, each tangent on a copy of its own.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.autograd import forward_ad
from torch.func import jvp, vmap

from engine.generator import Features, Push, Stage, as_features, parts_of
from engine.job import Job, Progress, within
from engine.loading import COMPILER, imported


class Pushes:
    """The stages from `first` on at one code (1, dimension), each ready to push tangents on.

    `at_once` is how many steps a stage of 64 pixels a side takes at a time: one of smaller maps takes more, so that its
    weights are read less often, and one of larger maps fewer. A stage that does not tell its side takes all.
    """

    def __init__(
        self, stages: tuple[Stage, ...], features: Features | None, code: Tensor, at_once: int = 1 << 20
    ) -> None:
        self.stages, self.code, self.at_once = stages, code, at_once
        self._inputs: list[Features | None] = [features]
        self._pushes: list[Push] = []

    def shorten(self, i: int) -> Job[None]:
        """Go on from stage i - 1 by the ending of stage i, where it has one, for as many steps as it is worth."""
        if i < 1 or (ending := self.stages[i].ending) is None:
            return
        for before in range(i - 1):
            yield from self._ready(before)
            self._prepared(before)
            yield Progress(0.5 * (before + 1) / i)
        push = yield from within(0.5, 1, ending(self._inputs[i - 1], self.code))
        if push is not None:
            self.stages = (*self.stages[: i - 1], self.stages[i])
            self._pushes[i - 1 :] = [push]

    def _ready(self, i: int) -> Job[None]:
        """What stage i needs of torch, where it has not written its slope out."""
        if self.stages[i].slope is None:
            yield from imported(COMPILER)

    @torch.no_grad()
    def _prepared(self, i: int) -> Push:
        """How stage i pushes tangents on; the picture itself is computed as far as that."""
        if i == len(self._pushes):
            after, push = slope_of(self.stages[i], self._inputs[i], self.code)
            self._inputs.append(after)
            self._pushes.append(push)
        return self._pushes[i]

    def ahead(self, steps: Tensor) -> Job[Features]:
        """The tangents (n, ...) of the last stage's output along `steps` (n, dimension); some steps and a stage at a
        time."""
        return within(0, 1, self._on(0, None, steps))

    def _on(self, i: int, moved: Features | None, steps: Tensor) -> Job[Features]:
        """Through the stages from i on. What is taken apart for one stage stays apart: joining maps costs time."""
        if i == len(self.stages):
            assert moved is not None
            return moved
        yield from self._ready(i)
        push, size, made, n = self._prepared(i), self._at_once(self.stages[i]), list[Features](), len(steps)
        for first in range(0, n, size):
            some = slice(first, min(first + size, n))
            with torch.no_grad():
                now = push(_some(moved, some), steps[some])
            yield Progress((first + (some.stop - first) * (i + 1) / len(self.stages)) / n)
            made.append((yield from self._on(i + 1, now, steps[some])))
        return _together(made)

    def _at_once(self, stage: Stage) -> int:
        return max(1, self.at_once * 64 // stage.side) if stage.side else 1 << 20


def _some(moved: Features | None, some: slice) -> Features | None:
    return None if moved is None else as_features(tuple(part[some] for part in parts_of(moved)), moved)


def _together(made: list[Features]) -> Features:
    """Tangents of some steps each as those of all."""
    if len(made) == 1:
        return made[0]
    return as_features(tuple(torch.cat(part) for part in zip(*map(parts_of, made), strict=True)), made[0])


def slope_of(stage: Stage, features: Features | None, code: Tensor) -> tuple[Features, Push]:
    """What a stage makes of one code's features, and how it pushes tangents on."""
    if stage.slope is not None:
        return stage.slope(features, code)
    parts = parts_of(features)

    def run(code: Tensor, *parts: Tensor) -> tuple[Tensor, ...]:
        given = None if features is None else as_features(parts, features)
        return parts_of(stage.run(given, code))

    made = stage.run(features, code)

    def push(moved: Features | None, steps: Tensor) -> Features:
        if moved is None:
            moved_parts = tuple(part.new_zeros(len(steps), *part.shape[1:]) for part in parts)
        else:
            moved_parts = parts_of(moved)
        # Families may write over what they have made while gradients are off, which tangents do not survive.
        with torch.enable_grad():
            found = _found(run, (code, *parts), (steps, *moved_parts))
        return as_features(found, made)

    return made, push


def _found(run, primals: tuple[Tensor, ...], tangents: tuple[Tensor, ...]) -> tuple[Tensor, ...]:  # type: ignore[no-untyped-def]
    """The tangents of what `run` makes of the primals."""
    try:
        return _many_on_one(run, primals, tangents)
    except RuntimeError as error:  # an operation that does not say how it is done for many at once
        if "vmap" not in str(error):
            raise
        return _each_on_its_own(run, primals, tangents)


def _many_on_one(run, primals: tuple[Tensor, ...], tangents: tuple[Tensor, ...]) -> tuple[Tensor, ...]:  # type: ignore[no-untyped-def]
    def one(*tangents: Tensor) -> tuple[Tensor, ...]:
        moved = jvp(run, primals, tuple(tangent[None] for tangent in tangents))[1]
        return tuple(part[0] for part in moved)

    return vmap(one)(*tangents)


def _each_on_its_own(run, primals: tuple[Tensor, ...], tangents: tuple[Tensor, ...]) -> tuple[Tensor, ...]:  # type: ignore[no-untyped-def]
    n = len(tangents[0])
    with forward_ad.dual_level():
        copies = (primal.expand(n, *primal.shape[1:]).contiguous() for primal in primals)
        duals = [forward_ad.make_dual(*pair) for pair in zip(copies, tangents, strict=True)]
        found = [forward_ad.unpack_dual(part) for part in run(*duals)]
        # A part that none of these steps moves carries no derivative.
        return tuple(torch.zeros_like(f.primal) if f.tangent is None else f.tangent for f in found)
