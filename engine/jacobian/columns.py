"""The Jacobian of the picture at one code, filled column by column, in memory or in a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.document.aspect import SQUARE, Aspect, Size, sized
from engine.generator import Generator
from engine.jacobian.linear import Linear, linear
from engine.jacobian.table import Mapped
from engine.jacobian.tiles import Tiles, tiling
from engine.jacobian.units import units_of
from engine.job import Job, Progress, within, worked
from engine.language import tr
from engine.units import Part, Units, here

#: Bytes of J in memory, and in a file where it is larger.
LARGEST, FILED = 512 * 2**20, 4 * 2**30
#: Seconds that the columns may take before others are asked to follow them.
SLOW = 2.0


@dataclass(frozen=True, eq=False)
class Jacobian:
    """`numbers` (channels * height * width, d): row (c * height + y) * width + x tells how channel c of that pixel
    moves for a unit step of the whole code along each of the d vectors of the subspace. Float32, as the pictures are,
    on the processor. `channels` is 3, or 1 for the mean of red, green and blue; pictures run from -1 to 1 and have
    `shape`.

    `rows` (k, d) float64, orthonormal: it is known along these vectors of the subspace alone, one a column of numbers.
    `tiles` are there where the numbers are mapped from a file.
    """

    numbers: Tensor
    channels: int
    shape: Size
    rows: np.ndarray | None = None
    tiles: Tiles | None = None

    @cached_property
    def by_pixel(self) -> Tensor:
        """The same numbers (channels, height * width, d)."""
        return self.numbers.view(self.channels, self.shape.pixels, -1)


@dataclass(eq=False)
class Columns:
    """The first `done` columns of a Jacobian's numbers: what a job that was given up leaves for the next one.

    They are in memory, or in a file where all will take more than 512 MB.
    """

    table: Tensor | Mapped | None = None
    done: int = 0

    def add(self, moved: Tensor, d: int) -> None:
        """The next columns (rows, n) of d."""
        rows, n = moved.shape
        if self.table is None:
            self.table = Mapped(rows, d, moved.dtype) if 4 * rows * d > LARGEST else moved.new_empty(rows, d)
        if isinstance(self.table, Mapped):
            self.table.put(self.done, moved)
        else:
            self.table[:, self.done : self.done + n] = moved
        self.done += n


def jacobian(generator: Generator, subspace: Subspace, code: np.ndarray | Tensor, side: int | None = None,
             columns: Columns | None = None, *, grey: bool = False, early: bool = False,
             units: Units = here) -> Job[Jacobian]:  # fmt: skip
    """The Jacobian at `code` (layout.dimension,), of the picture averaged by area to `side` (default: as it is).

    `grey`: of the mean of red, green and blue. `early`: of a lower block's own picture of at least `side` pixels, where
    the family has one: faster, but not the final picture, and later slots do not move it. `columns` that are there are
    not followed again; two jobs may fill them in turn. More than 512 MB are kept in a file. Where it takes long,
    whoever does `units` follows the most of them.

    Raises:
        ValueError: it would need more than 4 GB, or some of it is not finite.
        OSError: there is no room for the file.
    """
    view, d = linear(generator, subspace, code, side, grey=grey, early=early), subspace.dimension
    if 4 * view.size * d > FILED:
        raise ValueError(
            tr(
                "How {width} x {height} pixels move with {d} numbers of the code does not fit into 4 GB; "
                "choose fewer layers, or look at fewer pixels.",
                width=view.shape.width,
                height=view.shape.height,
                d=d,
            )
        )
    columns = columns or Columns()
    try:
        numbers = yield from _filled(_Course(generator, view, side, early, units), columns)
    except OSError:
        columns.table, columns.done = None, 0  # half a file only takes room
        raise
    tiles = tiling(view.shape, d) if 4 * view.size * d > LARGEST else None
    return Jacobian(numbers, view.channels, view.shape, tiles=tiles)


@dataclass(frozen=True, eq=False)
class _Course:
    """What is followed, how it is seen, and who follows it where it takes long."""

    generator: Generator
    view: Linear
    side: int | None
    early: bool
    units: Units


def _filled(course: _Course, columns: Columns) -> Job[Tensor]:
    """The numbers of all columns, of which those that are missing are followed."""
    view, d = course.view, course.view.subspace.dimension
    share = 0.95 if 4 * view.size * d > LARGEST else 1.0
    before, total = share * columns.done / d, d - columns.done
    yield from within(before, before, view.readied(total), tr("seeing what comes to the picture"))
    batches = 0  # the first one also draws the picture itself
    while (first := columns.done) < d:
        note = tr("following the picture along {first} of {d} numbers of the code", first=first + 1, d=d)
        n, began = min(view.batch, d - first), worked()
        job = view.ahead(np.eye(n, d, first))
        moved = yield from within(share * first / d, share * (first + n) / d, job, note)
        if columns.done == first:  # else another job has followed them meanwhile
            columns.add(finite(moved), d)
        batches, took = batches + 1, worked() - began
        if course.units is not here and batches > 1 and took * (d - columns.done) / n > SLOW:
            yield from within(share * columns.done / d, share, _sent(course, columns, total, took))
    assert columns.table is not None
    if isinstance(columns.table, Mapped):
        return (yield from within(share, 1, columns.table.turned()))
    return columns.table


def _sent(course: _Course, columns: Columns, total: int, took: float) -> Job[None]:
    """Have the columns that are missing followed elsewhere; `total` were missing in the beginning, and the last batch
    `took` so many seconds."""
    d, begun = course.view.subspace.dimension, columns.done
    wanted = units_of(course.generator, course.view, course.side, begun, early=course.early, total=total, took=took)

    def take(part: Part) -> None:
        known = columns.done - int(part["first"])  # another job may have followed them meanwhile
        if (moved := torch.from_numpy(part["numbers"])[:, known:]).shape[1]:
            columns.add(finite(moved), d)

    for step in course.units(course.generator, wanted, d - begun, take):
        note = tr("following the picture along {first} of {d} numbers of the code", first=min(columns.done + 1, d), d=d)
        yield Progress(step.fraction, step.note or note)


def finite(numbers: Tensor) -> Tensor:
    """The numbers of a Jacobian.

    Raises:
        ValueError: some of them are not finite.
    """
    if not numbers.isfinite().all():
        raise ValueError(
            tr("This face's picture holds numbers that are not finite near its code; choose another face.")
        )
    return numbers


def fitting(side: int, channels: int, d: int, aspect: Aspect = SQUARE, *, filed: bool = True) -> int:
    """`side`, halved until the Jacobian of a picture of so many pixels a side by d numbers fits into a file's 4 GB, or
    else into the 512 MB that it may take in memory."""
    while side > 1 and 4 * channels * sized(side, aspect).pixels * d > (FILED if filed else LARGEST):
        side //= 2
    return side
