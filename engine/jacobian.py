"""The Jacobian of the picture with respect to a part of the code, at one code, and the Gram matrices of its regions.

Forward mode: a pass that carries a step of the code along tells how the whole picture moves, exactly. So all of J takes
one pass a number of the code, where the way back takes one a pixel (LowRankGAN's code, NeurIPS 2021: 65,536 of them).
A pass carries several steps at once, each on its own copy of the code; that works through every family, which
`torch.func.vmap` does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from warnings import catch_warnings, simplefilter

import numpy as np
import torch
from torch import Tensor
from torch.autograd import forward_ad

from engine.generator import Generator, images_of
from engine.job import Job, Progress, run
from engine.region import areas
from engine.subspace import Subspace

#: Steps carried at once times the pixels of a picture: eight at 64 px take some 50 ms on two cores.
PIXELS = 8 * 64**2
#: What a device that is no processor takes at once beyond that.
WIDER = 16
#: Numbers and products of a Gram matrix between two steps of its job.
NUMBERS, PRODUCTS = 4_000_000, 400_000_000
LARGEST = 512 * 2**20  # bytes of J
#: Pixels a side of the largest picture that is followed to its end where a lower block has a picture of its own.
WHOLE = 256


@dataclass(frozen=True, eq=False)
class Jacobian:
    """`numbers` (channels * side * side, d): row (c * side + y) * side + x tells how channel c of that pixel moves for
    a unit step of the whole code along each of the d vectors of the subspace. Float32, as the pictures are, on the
    processor. `channels` is 3, or 1 for the mean of red, green and blue; pictures run from -1 to 1.

    `rows` (k, d) float64, orthonormal: it is known along these vectors of the subspace alone, one a column of numbers.
    """

    numbers: Tensor
    channels: int
    side: int
    rows: np.ndarray | None = None

    @cached_property
    def by_pixel(self) -> Tensor:
        """The same numbers (channels, side * side, d)."""
        return self.numbers.view(self.channels, self.side**2, -1)

    def changes(self, rows: np.ndarray) -> np.ndarray:
        """How much each pixel moves along unit rows (k, d): (k, side, side) float64, squares summed over channels."""
        moved = self.numbers @ torch.from_numpy(rows).to(self.numbers).T
        squares = moved.double().square().view(self.channels, self.side, self.side, len(rows)).sum(0)
        return squares.permute(2, 0, 1).numpy()

    def leakage(self, rows: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """The share (k,) of the change along rows (k, d) that falls outside a mask (side, side); 0 if none changes."""
        changes = self.changes(rows)
        total = changes.sum((1, 2))
        return (changes * (1 - mask)).sum((1, 2)) / np.where(total == 0, 1, total)


@dataclass(frozen=True, eq=False)
class Linear:
    """One face's picture as far as it is linear in the code: what a step does to it (J), and the way back (J^T).

    `code` (1, layout.dimension) lies where the generator is; pictures have `size` = channels * side * side numbers, in
    the order of the rows of `Jacobian.numbers`; `batch` is how many steps to take at once.
    """

    subspace: Subspace
    code: Tensor
    draw: Callable[[Tensor], Tensor]
    average: Tensor
    grey: bool
    batch: int

    @property
    def channels(self) -> int:
        """1 for the mean of red, green and blue, else 3."""
        return 1 if self.grey else 3

    @property
    def side(self) -> int:
        """Pixels a side of the averaged picture."""
        return len(self.average)

    @property
    def size(self) -> int:
        """How many numbers the averaged picture has."""
        return self.channels * self.side**2

    def ahead(self, rows: np.ndarray) -> Tensor:
        """J times steps (n, d): (size, n), on the processor."""
        steps = torch.from_numpy(self.subspace.lift(rows)).to(self.code)
        with forward_ad.dual_level():
            codes = forward_ad.make_dual(self.code.expand(len(steps), -1).contiguous(), steps)
            picture = forward_ad.unpack_dual(self.draw(codes))
            # A picture that none of these steps moves carries no derivative.
            moved = torch.zeros_like(picture.primal) if picture.tangent is None else picture.tangent
        return self._averaged(moved).flatten(1).cpu().T

    def back(self, pictures: Tensor) -> np.ndarray:
        """J^T times pictures (size, n): rows (n, d) float64."""
        n = pictures.shape[1]
        with torch.enable_grad():
            codes = self.code.expand(n, -1).contiguous().requires_grad_()
            seen = self._averaged(self.draw(codes)).flatten(1)
            (found,) = torch.autograd.grad(seen, codes, pictures.T.to(seen), allow_unused=True)
        if found is None:
            return np.zeros((n, self.subspace.dimension))
        return (self.subspace.project(found.cpu().double()) * np.sqrt(self.subspace.copies)).numpy()

    def _averaged(self, pictures: Tensor) -> Tensor:
        """Pictures (n, 3, h, h) to (n, channels, side, side)."""
        if self.grey:
            pictures = pictures.mean(1, keepdim=True)
        average = self.average.to(pictures)
        return pictures if len(average) == average.shape[1] else average @ pictures @ average.T


def linear(generator: Generator, subspace: Subspace, code: np.ndarray | Tensor, side: int | None = None,
           grey: bool = False, early: bool = False) -> Linear:  # fmt: skip
    """The picture near `code`; the arguments are those of `jacobian`."""
    end, resolution = _end(generator, side or 0) if early else (len(generator.stages), generator.resolution)
    side = min(side or resolution, resolution)
    _ready()
    # Where samples are is where codes are taken.
    placed = torch.as_tensor(code).detach()[None].to(generator.sample(1).device)
    draw = _drawing(generator, subspace, placed, end)
    batch = max(1, PIXELS // resolution**2) * (WIDER if placed.device.type != "cpu" else 1)
    return Linear(subspace, placed, draw, torch.from_numpy(areas(resolution, side)), grey, batch)


@dataclass(eq=False)
class Columns:
    """The first `done` columns of a Jacobian's numbers: what a job that was given up leaves for the next one."""

    numbers: Tensor | None = None
    done: int = 0


def jacobian(generator: Generator, subspace: Subspace, code: np.ndarray | Tensor, side: int | None = None,
             grey: bool = False, early: bool = False, columns: Columns | None = None) -> Job[Jacobian]:  # fmt: skip
    """The Jacobian at `code` (layout.dimension,), of the picture averaged by area to `side` (default: as it is).

    `grey`: of the mean of red, green and blue. `early`: of a lower block's own picture of at least `side` pixels, where
    the family has one: faster, but not the final picture, and later slots do not move it. `columns` that are there are
    not followed again; two jobs may fill them in turn.

    Raises:
        ValueError: it would need more than 512 MB, or some of it is not finite.
    """
    view, d = linear(generator, subspace, code, side, grey, early), subspace.dimension
    if 4 * view.size * d > LARGEST:
        raise ValueError(f"How {view.side} x {view.side} pixels move with {d} numbers of the code does not fit into "
                         "512 MB; choose fewer layers, or look at fewer pixels.")  # fmt: skip
    columns = columns or Columns()
    while (first := columns.done) < d:
        moved = view.ahead(np.eye(min(view.batch, d - first), d, first))
        if columns.numbers is None:
            columns.numbers = moved.new_empty(view.size, d)
        columns.done = first + moved.shape[1]
        columns.numbers[:, first : columns.done] = moved
        yield Progress(columns.done / d, f"following the picture along {columns.done} of {d} numbers of the code")
    assert columns.numbers is not None
    return Jacobian(finite(columns.numbers), view.channels, view.side)


def finite(numbers: Tensor) -> Tensor:
    """The numbers of a Jacobian.

    Raises:
        ValueError: some of them are not finite.
    """
    if not numbers.isfinite().all():
        raise ValueError("This face's picture holds numbers that are not finite near its code; choose another face.")
    return numbers


def fitting(side: int, channels: int, d: int) -> int:
    """`side`, halved until the Jacobian of so many pixels a side by d numbers fits into 512 MB."""
    while side > 1 and 4 * channels * side**2 * d > LARGEST:
        side //= 2
    return side


def seen_early(generator: Generator, subspace: Subspace, side: int) -> bool:
    """Whether to look at a lower block's own picture: the whole one is large, and these slots come in before."""
    end, _ = _end(generator, side)
    return generator.resolution > WHOLE and _start(generator, subspace) < end < len(generator.stages)


@cache
def _ready() -> None:
    """Have torch load what forward mode needs, which warns that it is scripted, once."""
    with catch_warnings(), forward_ad.dual_level():
        simplefilter("ignore", DeprecationWarning)
        forward_ad.make_dual(torch.zeros(1), torch.ones(1))


def rows_of(generator: Generator, subspace: Subspace, code: np.ndarray,
            feature: Callable[[Tensor], Tensor]) -> Job[Tensor]:  # fmt: skip
    """The Jacobian (q, d) float64 at `code` (layout.dimension,) of a feature of the picture, (1, 3, h, w) to (1, q).

    The way back, one pass a number of the feature: for few numbers.

    Raises:
        ValueError: some of it is not finite.
    """
    leaf = torch.as_tensor(code)[None].to(generator.sample(1).device).requires_grad_()
    values = feature(generator.synthesize(leaf))[0]
    rows = np.zeros((len(values), generator.layout.dimension))
    for i, value in enumerate(values):
        yield Progress(i / len(values), "following what is kept back to the code")
        (back,) = torch.autograd.grad(value, leaf, retain_graph=True)
        rows[i] = back[0].cpu().numpy()
    if not np.isfinite(rows).all():
        raise ValueError("What is to be kept has no slope at this face; keep less, or choose another face.")
    return subspace.project(torch.from_numpy(rows)) * np.sqrt(subspace.copies)


def _end(generator: Generator, side: int) -> tuple[int, int]:
    """How many stages lead to the first picture of a lower block with at least `side` pixels, and its side."""
    for i, stage in enumerate(generator.stages):
        if stage.rgb is not None and stage.side >= side:
            return i + 1, stage.side
    return len(generator.stages), generator.resolution


def _start(generator: Generator, subspace: Subspace) -> int:
    """The first stage that reads the subspace."""
    names = {slot.name for slot in subspace.slots}
    return next(i for i, stage in enumerate(generator.stages) if names & set(stage.slots))


def _drawing(generator: Generator, subspace: Subspace, code: Tensor, end: int) -> Callable[[Tensor], Tensor]:
    """What draws codes (n, dimension) that differ from `code` (1, dimension) in the subspace only, up to stage `end`.

    What lies before the first stage that reads the subspace is drawn once.
    """
    start, stages, features = _start(generator, subspace), generator.stages, None
    if start >= end:
        raise ValueError("The early picture is made before the chosen layers come in; look at more pixels.")
    for stage in stages[:start]:
        features = stage.run(features, code)
    rgb = stages[end - 1].rgb if end < len(stages) else None

    def copied(part: Tensor, n: int) -> Tensor:
        return part.expand(n, *part.shape[1:]).contiguous()

    def draw(codes: Tensor) -> Tensor:
        now, n = features, len(codes)
        if now is not None:
            now = copied(now, n) if isinstance(now, Tensor) else tuple(copied(part, n) for part in now)
        for stage in stages[start:end]:
            now = stage.run(now, codes)
        return images_of(now) if rgb is None or now is None else rgb(now)

    return draw


def summing(jacobian: Jacobian, weights: np.ndarray) -> Job[Tensor]:
    """The sum over pixels of weight times J_p^T J_p, (d, d) float64, for weights (side, side) of any sign.

    Pixels of weight 0 cost nothing.
    """
    flat = torch.from_numpy(weights).double().flatten()
    places, d = flat.nonzero()[:, 0], jacobian.numbers.shape[1]
    total = torch.zeros(d, d, dtype=torch.float64)
    step = max(1, min(NUMBERS // d, PRODUCTS // d**2) // jacobian.channels)
    for first in range(0, len(places), step):
        some = places[first : first + step]
        rows = jacobian.by_pixel[:, some].double()
        total += (rows * flat[some, None]).flatten(0, 1).T @ rows.flatten(0, 1)
        yield Progress(min(1.0, (first + step) / len(places)), "adding up the region")
    return total


def gram(jacobian: Jacobian, mask: np.ndarray) -> Tensor:
    """J^T diag(mask) J / sum(mask), (d, d) float64, for a soft mask (side, side): the mean over its pixels of the
    square that each moves by. `grams` is the job that does the same, step by step."""
    return run(grams(jacobian, mask))


def grams(jacobian: Jacobian, mask: np.ndarray) -> Job[Tensor]:
    """`gram` as a job."""
    total = yield from summing(jacobian, mask)
    return total / mask.sum(dtype=np.float64)
