"""What the methods of one face and one region look at: the face's Jacobian and its two Gram matrices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from torch import Tensor

from engine.codes.subspace import Subspace, why_none
from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.jacobian.columns import Jacobian, fitting
from engine.jacobian.linear import BATCH, linear, seen_early
from engine.jacobian.memory import RANK, WIDE, FaceMemory
from engine.jacobian.sketch import MORE, Span, sketched
from engine.jacobian.sums import KEPT, REGION, Sums
from engine.job import Job, Progress, within, worked
from engine.language import tr
from engine.method import Context, Method
from engine.regions.masks import NOTHING_MOVES, checked, kept_still
from engine.regions.spectra import NOTHING
from engine.units import Units

#: Seconds that a Jacobian may take without an early set before it, and how many vectors of the region's and of the
#: rest's this comes from: a sketch costs some four passes each.
SLOW, EARLY = 2.0, 20


@dataclass(frozen=True, eq=False)
class Place:
    """One face seen through one region.

    `inside` and `outside` are the Gram matrices (d, d) float64 of the mask (height, width) and of the rest, of zeros
    where that is empty, in which what is painted to be kept counts more: `still` (height, width) are the weights.
    `beyond` and `whole` are the sums of J_p^T J_p (d, d) over the complement and over the whole picture; `codes` (n, d)
    are those by which directions are measured. `notes` say how it was looked at."""

    generator: Generator
    context: Context
    subspace: Subspace
    code: np.ndarray
    mask: np.ndarray
    jacobian: Jacobian
    inside: Tensor
    outside: Tensor
    beyond: Tensor
    whole: Tensor
    codes: Tensor
    still: np.ndarray | None = None
    notes: tuple[str, ...] = ()


#: Makes a set of a place, from 0 to 1.
Finder = Callable[[Place], Job[DirectionSet]]


@dataclass(frozen=True, eq=False)
class _Look:
    """What of which picture is followed: the arguments of `memory.jacobian`, and what is to be said of them."""

    memory: FaceMemory
    generator: Generator
    subspace: Subspace
    code: np.ndarray
    side: int
    grey: bool
    early: bool
    units: Units

    def job(self) -> Job[Sums]:
        return self.memory.jacobian(
            self.generator, self.subspace, self.code, self.side, grey=self.grey, early=self.early, units=self.units
        )

    def notes(self, asked: int) -> tuple[str, ...]:
        height, width = self.generator.at(self.side)
        picture = tr("{width} x {height} pixels", width=width, height=height) + (
            tr(" of a lower block's own picture") if self.early else ""
        )
        height, width = self.generator.at(asked)
        fits, room = self.side == min(asked, self.generator.resolution), "512 MB" if _wide(self.subspace) else "4 GB"
        return (
            tr("looked at {picture}", picture=picture)
            + (
                ""
                if fits
                else tr(", as {width} x {height} do not fit into {room}", width=width, height=height, room=room)
            ),
        )


def _wide(subspace: Subspace) -> bool:
    """Whether its leading vectors alone are followed, which is done in memory."""
    return subspace.dimension > WIDE


def _look(generator: Generator, context: Context, layers: str, side: int, *, grey: bool) -> _Look:
    subspace = Subspace(generator.layout, layers, tied=generator.tied)
    held = min(subspace.dimension, RANK + MORE) if _wide(subspace) else subspace.dimension
    side = fitting(min(side, generator.resolution), 1 if grey else 3, held, generator.aspect, filed=not _wide(subspace))
    early = seen_early(generator, subspace, side)
    code = face_code(generator, context)
    return _Look(context.memory.of(FaceMemory), generator, subspace, code, side, grey, early, context.units)


def ready(generator: Generator, context: Context, layers: str, side: int, *, grey: bool = False) -> Job[None]:
    """Have ready what `looking` needs before a region is painted: the face's Jacobian, its sum, codes to measure by.

    Raises:
        ValueError: the code or the layers do not fit, or the Jacobian is not finite.
        OSError: it lies in a file, for which there is no room.
    """
    look = _look(generator, context, layers, side, grey=grey)
    sums = yield from within(0, 0.9, look.job())
    yield from within(0.9, 0.95, sums.whole())
    yield from within(0.95, 1, look.memory.codes(generator, look.subspace, context.seed))
    yield Progress(1.0, tr("ready for a region"))


def looking(generator: Generator, context: Context, layers: str, side: int, first: Finder | None = None, *,
            grey: bool = False, whole: bool = False) -> Job[Place]:  # fmt: skip
    """The face of the context at `side` pixels, or at its own if it has fewer, or at what fits.

    `whole`: all of the picture may be painted, and nothing need be kept. `first` makes a set for people to see early,
    as a partial, where the Jacobian takes long.

    Raises:
        ValueError: there is no region, or no use in it or in what is to be kept; the code does not fit; or nothing
            moves inside.
        OSError: the Jacobian lies in a file, for which there is no room.
    """
    look = _look(generator, context, layers, side, grey=grey)
    mask = checked(context.region, generator.at(look.side), whole=whole)
    still = None if whole else kept_still(context.kept, mask)
    seen = _Seen(look, context, mask, still)
    sums = yield from within(0, 0.9, _followed(seen, first))
    notes = look.notes(side)
    if (rows := sums.jacobian.rows) is not None:
        some, all_ = len(rows), look.subspace.dimension
        notes = (
            *notes,
            tr("in the span of about the {some} of {all} vectors that move the picture most", some=some, all=all_),
        )
    return (yield from within(0.9, 1, _placed(seen, sums, notes)))


@dataclass(frozen=True, eq=False)
class _Seen:
    """What is followed, under which masks (height, width)."""

    look: _Look
    context: Context
    mask: np.ndarray
    still: np.ndarray | None


def _followed(seen: _Seen, first: Finder | None) -> Job[Sums]:
    """The Jacobian; where its second batch says that all will take long, a set of few vectors before the rest of it."""
    job, d = seen.look.job(), seen.look.subspace.dimension
    began, before, done = worked(), 0.0, 0.0
    try:
        while done < 2 * BATCH / d:  # the first batch also draws the picture itself
            yield (step := next(job))
            done = step.fraction
            if done <= BATCH / d:
                began, before = worked(), done
    except StopIteration as end:
        return cast(Sums, end.value)
    left = (worked() - began) * (1 - done) / max(done - before, 1e-9)
    if first is not None and left > SLOW and seen.look.subspace.dimension > 8 * EARLY:
        yield from within(done, done := max(done, 0.3), _early(seen, first))
    return (yield from within(done, 1, job))


def _early(seen: _Seen, first: Finder) -> Job[None]:
    """Yields as a partial what a sketch of the region's and of the rest's Jacobian finds, if that is anything."""
    look = seen.look
    view = linear(look.generator, look.subspace, look.code, look.side, grey=look.grey, early=look.early)
    rest = 1 - seen.mask if seen.still is None else seen.still
    sketch = yield from within(0, 0.8, sketched(view, [seen.mask, rest], EARLY))
    note = tr(
        "early: from a sketch of {numbers_count} vectors; the exact directions follow",
        numbers_count=len(sketch.numbers[0]),
    )
    try:
        place = yield from within(0.8, 0.9, _placed(seen, Sums(sketch), (note,)))
        found = yield from within(0.9, 1, first(place))
    except ValueError:
        return  # whether there is nothing to be found, the whole Jacobian will say
    yield Progress(1.0, tr("first directions"), found)


def _placed(seen: _Seen, sums: Sums, notes: tuple[str, ...]) -> Job[Place]:
    """The place that a Jacobian and the masks make."""
    look, mask, still, jacobian = seen.look, seen.mask, seen.still, sums.jacobian
    whole = yield from within(0, 0.5, sums.whole())
    region = yield from within(0.5, 0.7, sums.summed(REGION, mask))
    inside = region.total / region.weights.sum()
    if not inside.any():
        raise ValueError(NOTHING_MOVES)
    beyond = yield from within(0.7, 0.8, sums.complement(region))
    if still is None:
        outside = beyond / max(float((1 - region.weights).sum()), NOTHING)
    else:
        kept = yield from within(0.8, 0.9, sums.summed(KEPT, still))
        outside = kept.total / kept.weights.sum()
    codes = yield from within(0.9, 1, look.memory.codes(look.generator, look.subspace, seen.context.seed))
    subspace = look.subspace
    if jacobian.rows is not None:
        subspace, codes = Span(look.subspace, jacobian.rows), codes @ torch.from_numpy(jacobian.rows).to(codes).T
    return Place(look.generator, seen.context, subspace, look.code, mask, jacobian, inside, outside, beyond,
                 whole.total, codes, still, notes)  # fmt: skip


def face_code(generator: Generator, context: Context) -> np.ndarray:
    """The code (dimension,) float32 of the face to look at."""
    if context.code is None:
        with torch.no_grad():
            return generator.sample(1, context.seed)[0].cpu().numpy()
    size = generator.layout.dimension
    if context.code.shape != (size,) or not np.isfinite(context.code).all():
        raise ValueError(
            tr(
                "{name} has codes of {size} finite numbers, and this face's is another; choose a face of "
                "this generator.",
                name=short(generator.name),
                size=size,
            )
        )
    return np.ascontiguousarray(context.code, np.float32)


class RegionMethod(Method):
    """What the methods of a painted region promise alike. They work in the latent slots `layers` and look at `side`
    pixels, or at the mean of red, green and blue of these where `grey`."""

    needs_region = True
    layers: str
    side: int

    @property
    def grey(self) -> bool:
        """Whether the mean of the colours is looked at."""
        return False

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def prepare(self, generator: Generator, context: Context) -> Job[None]:
        return ready(generator, context, self.layers, self.side, grey=self.grey)
