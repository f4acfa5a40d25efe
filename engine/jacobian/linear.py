"""The picture near one code, as far as it is linear: what a step of the code does to it, and the way back.

A pass that carries a step of the code along tells how the whole picture moves, exactly (`engine.jacobian.tangents`).
So all of J takes one pass a number of the code, where the way back takes one a pixel (LowRankGAN's code, NeurIPS 2021:
65,536).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.document.aspect import Size
from engine.generator import Features, Generator, Stage, images_of, picture_end, repeated
from engine.jacobian.areas import areas
from engine.jacobian.tangents import Pushes
from engine.job import Job, Progress
from engine.language import tr

#: Steps carried at once, where stages tell the sides of their maps; else, times the pixels of a picture, and so many
#: pictures taken back. All times the numbers of a network: a stage then takes less than 50 ms on two cores.
BATCH, PIXELS, BACK, WEIGHTS = 16, 16 * 64**2, 8 * 64**2, 30_000_000
#: Steps from which on it is worth making the ending of a picture one (`Stage.ending`).
MANY = 64
#: What a device that is no processor takes at once beyond that.
WIDER = 16
#: Pixels a side of the largest picture that is followed to its end where a lower block has a picture of its own.
WHOLE = 128


@dataclass(frozen=True, eq=False)
class Linear:
    """One face's picture as far as it is linear in the code: what a step does to it (J), and the way back (J^T).

    `code` (1, layout.dimension) lies where the generator is; pictures have `size` = channels * height * width numbers,
    in the order of the rows of `Jacobian.numbers`. `batch` is how many steps to take ahead at once, `few` how many
    pictures to take back. `last` is the last of the generator's own stages among those pushed through. `averages` are
    of rows and of columns."""

    subspace: Subspace
    code: Tensor
    draw: Callable[[Tensor], Tensor]
    pushes: Pushes
    averages: tuple[Tensor, Tensor]
    grey: bool
    batch: int
    few: int
    last: int

    @property
    def channels(self) -> int:
        """1 for the mean of red, green and blue, else 3."""
        return 1 if self.grey else 3

    @property
    def shape(self) -> Size:
        """Of the averaged picture."""
        return Size(*map(len, self.averages))

    @property
    def size(self) -> int:
        """How many numbers the averaged picture has."""
        return self.channels * self.shape.pixels

    def readied(self, count: int) -> Job[None]:
        """Make `count` steps ahead cheaper, where it is worth it."""
        if count >= MANY:
            yield from self.pushes.shorten(self.last)

    def ahead(self, rows: np.ndarray) -> Job[Tensor]:
        """J times steps (n, d): (size, n), on the processor."""
        steps = torch.from_numpy(self.subspace.lift(rows)).to(self.code)
        moved = yield from self.pushes.ahead(steps)
        return self._averaged(images_of(moved)).flatten(1).cpu().T

    def back(self, pictures: Tensor) -> np.ndarray:
        """J^T times pictures (size, n): rows (n, d) float64."""
        n = pictures.shape[1]
        with torch.enable_grad():
            codes = self.code.expand(n, -1).contiguous().requires_grad_()
            seen = self._averaged(self.draw(codes)).flatten(1)
            (found,) = torch.autograd.grad(seen, codes, pictures.T.to(seen), allow_unused=True)
        if found is None:
            return np.zeros((n, self.subspace.dimension))
        return self.subspace.lowered(found.cpu().double()).numpy()

    def _averaged(self, pictures: Tensor) -> Tensor:
        """Pictures (n, 3, h, w) to (n, channels, *shape)."""
        if self.grey:
            pictures = pictures.mean(1, keepdim=True)
        rows, columns = (average.to(pictures) for average in self.averages)
        return pictures if tuple(pictures.shape[2:]) == self.shape else rows @ pictures @ columns.T


def placed(generator: Generator, code: np.ndarray | Tensor) -> Tensor:
    """A code (layout.dimension,) as (1, layout.dimension) where the generator takes codes: where its samples are."""
    return torch.as_tensor(code).detach()[None].to(generator.sample(1).device)


def linear(generator: Generator, subspace: Subspace, code: np.ndarray | Tensor, side: int | None = None, *,
           grey: bool = False, early: bool = False) -> Linear:  # fmt: skip
    """The picture near `code`; the arguments are those of `jacobian`."""
    end = picture_end(generator, side or 0) if early else len(generator.stages)
    resolution = generator.stages[end - 1].side if end < len(generator.stages) else generator.resolution
    whole, seen = generator.at(resolution), generator.at(min(side or resolution, resolution))
    at = placed(generator, code)
    stages, features = _seen(generator, subspace, at, end)
    draw = partial(_drawn, stages, features)
    wider, light = WIDER if at.device.type != "cpu" else 1, WEIGHTS // max(1, generator.parameters)
    few, many = (wider * max(1, min(pixels // whole.pixels, light)) for pixels in (BACK, PIXELS))
    batch = BATCH * wider if any(stage.side for stage in stages) else many
    pushes = Pushes(stages, features, at, wider * min(BATCH, max(1, light)))
    rows, columns = (torch.from_numpy(areas(*lengths)) for lengths in zip(whole, seen, strict=True))
    last = end - 1 - _start(generator, subspace)
    return Linear(subspace, at, draw, pushes, (rows, columns), grey, batch, few, last)


def seen_early(generator: Generator, subspace: Subspace, side: int) -> bool:
    """Whether to look at a lower block's own picture: the whole one is large, and these slots come in before."""
    end = picture_end(generator, side)
    return generator.resolution > WHOLE and _start(generator, subspace) < end < len(generator.stages)


def rows_of(generator: Generator, subspace: Subspace, code: np.ndarray,
            feature: Callable[[Tensor], Tensor]) -> Job[Tensor]:  # fmt: skip
    """The Jacobian (q, d) float64 at `code` (layout.dimension,) of a feature of the picture, (1, 3, h, w) to (1, q).

    The way back, one pass a number of the feature: for few numbers.

    Raises:
        ValueError: some of it is not finite.
    """
    leaf = placed(generator, code).requires_grad_()
    values = feature(generator.synthesize(leaf))[0]
    rows = np.zeros((len(values), generator.layout.dimension))
    for i, value in enumerate(values):
        yield Progress(i / len(values), tr("following what is kept back to the code"))
        (back,) = torch.autograd.grad(value, leaf, retain_graph=True)
        rows[i] = back[0].cpu().numpy()
    if not np.isfinite(rows).all():
        raise ValueError(tr("What is to be kept has no slope at this face; keep less, or choose another face."))
    return subspace.lowered(torch.from_numpy(rows))


def _start(generator: Generator, subspace: Subspace) -> int:
    """The first stage that reads the subspace."""
    names = {slot.name for slot in subspace.slots}
    return next(i for i, stage in enumerate(generator.stages) if names & set(stage.slots))


def _seen(generator: Generator, subspace: Subspace, code: Tensor, end: int) -> tuple[tuple[Stage, ...],
                                                                                     Features | None]:  # fmt: skip
    """The stages up to `end` from the first one on that reads the subspace, and what comes before that, drawn once at
    `code` (1, dimension). The last one gives a picture: a lower block's own, where it is not the synthesis's last."""
    start, stages, features = _start(generator, subspace), generator.stages, None
    if start >= end:
        raise ValueError(tr("The early picture is made before the chosen layers come in; look at more pixels."))
    with torch.no_grad():
        for stage in stages[:start]:
            features = stage.run(features, code)
    seen = stages[start:end]
    if end < len(stages) and (rgb := stages[end - 1].rgb) is not None:
        seen = (*seen, Stage(tr("its own picture"), (), partial(_own_picture, rgb)))
    return seen, features


def _own_picture(rgb: Callable[[Features], Tensor], features: Features | None, codes: Tensor) -> Features:
    assert features is not None
    return rgb(features)


def _drawn(stages: tuple[Stage, ...], features: Features | None, codes: Tensor) -> Tensor:
    """What the stages make of codes (n, dimension) that all come from the same features (1, ...)."""
    now = None if features is None else repeated(features, len(codes))
    for stage in stages:
        now = stage.run(now, codes)
    return images_of(now)
