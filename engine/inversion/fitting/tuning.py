"""Pivotal tuning: a generator is changed a little, for one picture, until it draws a photo from the code found for it.

Roich et al., "Pivotal Tuning for Latent-based Editing of Real Images" (2021, arXiv 2106.05744), section 3.2: the code
that was found (the pivot) stays, and the weights are fitted. Two things differ. Only a change of low rank of what the
last stages give is fitted (`engine.drawing.tuned`): it is small enough to lie in a session, and works in every family
whose stages give maps. And where the paper's locality regularisation (3.3) holds the pictures of codes around the pivot
to what they were, here the *changes* from the pivot to them are held: they are what sliders do, and the picture at the
pivot is to move. Without it the fit is closer, and a smile is no smile any more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from engine.codes.prior import Prior
from engine.document.tuning import Difference
from engine.drawing.tuned import Laid, with_laid
from engine.generator import Features, Generator, images_of, parts_of
from engine.inversion.losses import psnr, squared
from engine.inversion.search import SHOWN, Target
from engine.job import Job, Progress
from engine.language import tr
from engine.loading import COMPILER, imported

#: Maps of at least this share of the picture's side are changed: in the coarse ones lies what a face is.
FINE = 1 / 4
#: More channels than colours have: the picture so far is left alone.
COLOURS = 3
CHECKED = 4  # moves of the code that such a look tries
LOST = 2.0  # at so many times the best price the steps were too long
RISE, FALL = 1 / 15, 1 / 2  # shares of the steps
NO_MAPS = tr("This generator has no blocks that could be fitted to a photo. Look for the photo without that.")


@dataclass(frozen=True)
class TuningRecipe:
    """How a generator is fitted.

    Attributes:
        steps: of Adam.
        rate: of Adam at its height.
        rank: of the change of each map.
        side: pixels of its convolutions, odd.
        weight: what it costs to change what moves of the code do, the squared difference to the photo being 1.
        spread: how far those moves go at most, in deviations of the prior.
        seed: of the moves and of where the fit starts.
    """

    steps: int = 200
    rate: float = 1e-2
    rank: int = 8
    side: int = 3
    weight: float = 1.0
    spread: float = 0.5
    seed: int = 31_000


@dataclass(frozen=True, eq=False)
class Tuned:
    """What a fit has come to so far: the difference, rounded as it is kept, its picture (1, 3, S, S), and the likeness
    to the photo in decibels."""

    difference: Difference
    picture: Tensor
    likeness: float


@dataclass(frozen=True)
class _Map:
    """A map of features that can be changed: where it is, and its channels."""

    stage: int
    part: int
    channels: int


def check_fits(generator: Generator, code: Tensor) -> None:
    """Raises ValueError if the generator has no maps that could be changed, looking at `code` (dimension,)."""
    if not _maps(generator, code[None]):
        raise ValueError(NO_MAPS)


@torch.no_grad()
def _maps(generator: Generator, code: Tensor) -> list[_Map]:
    """Those a stage makes anew, short of the picture itself, at `code` (1, dimension)."""
    found, features = list[_Map](), None
    for i, stage in enumerate(generator.stages[:-1]):
        before, features = parts_of(features), stage.run(features, code)
        found += [
            _Map(i, j, x.shape[1]) for j, x in enumerate(parts_of(features))
            if x.ndim == 4 and x.shape[1] > COLOURS and x.shape[-1] >= FINE * generator.resolution
            and not any(x is other for other in before)
        ]  # fmt: skip
    return found


def tuned(generator: Generator, prior: Prior, target: Target, code: Tensor, recipe: TuningRecipe) -> Job[Tuned]:
    """The change of the generator with which the pivot `code` (dimension,) draws the one picture of `target`.

    Every `SHOWN` steps its progress brings a `Tuned`, the best so far by the whole price, so a fit that is ended early
    has lost nothing; at worst it changes nothing.

    Raises:
        ValueError: the generator has no maps that could be changed.
    """
    yield from imported(COMPILER)  # Adam does, seconds long, in the middle of a step
    fit = _Fit(generator, prior, target, code[None], recipe)
    yield Progress(0.0, tr("fitting the generator"))
    for step in range(recipe.steps + 1):
        if step % SHOWN == 0 or step == recipe.steps:
            fit.look()
        if step < recipe.steps:
            fit.step(step)
        yield Progress(
            (step + 1) / (recipe.steps + 1), tr("fitting the generator"), fit.best if not step % SHOWN else None
        )
    return fit.best


class _Fit:
    """The weights that are fitted, and the best of them so far."""

    def __init__(self, generator: Generator, prior: Prior, target: Target, code: Tensor, recipe: TuningRecipe) -> None:
        self._generator, self._prior, self._target, self._recipe = generator, prior, target, recipe
        self._code, self._p = code, prior.coordinates(code)
        self._random = torch.Generator().manual_seed(recipe.seed)
        self._laid = self._begun(_maps(generator, code))
        self._first = min(each.stage for each in self._laid)
        self._weights = [weight for each in self._laid for weight in (each.into, each.out)]
        self._optimizer = torch.optim.Adam(self._weights, recipe.rate)
        self._slowed = 1.0
        self._checks = self._moves(CHECKED)
        self._lowest = math.inf
        self.best: Tuned
        self._best_weights: list[Tensor]

    def _begun(self, maps: Sequence[_Map]) -> list[Laid]:
        """Nothing is added yet: `into` is drawn, `out` is 0."""
        if not maps:
            raise ValueError(NO_MAPS)
        recipe, device = self._recipe, self._code.device
        laid = []
        for each in maps:
            rank, shape = min(recipe.rank, each.channels), (each.channels, recipe.side, recipe.side)
            into = torch.randn(rank, *shape, generator=self._random) / math.sqrt(math.prod(shape))
            out = torch.zeros(each.channels, rank)
            laid.append(Laid(each.stage, each.part, *(w.to(device).requires_grad_() for w in (into, out))))
        return laid

    # ---- the price ----

    @torch.no_grad()
    def _moves(self, count: int) -> _Moves:
        """The pivot, and `count` codes around it."""
        recipe, random = self._recipe, self._random
        size = recipe.spread * torch.rand(count, 1, 1, generator=random)
        step = torch.randn(count, 1, self._p.shape[-1], generator=random) * size
        moved = self._prior.codes(self._p + step.to(self._p), self._code[0])
        codes, features = torch.cat([self._code, moved]), None
        for stage in self._generator.stages[: self._first]:
            features = stage.run(features, codes)
        pictures = self._drawn(self._generator, codes, features)
        return _Moves(codes, features, pictures[1:] - pictures[:1])

    def _drawn(self, generator: Generator, codes: Tensor, features: Features | None) -> Tensor:
        """The pictures of codes whose features before the first stage that is changed are known."""
        for stage in generator.stages[self._first :]:
            features = stage.run(features, codes)
        return images_of(features)

    def _price(self, laid: Sequence[Laid], moves: _Moves) -> tuple[Tensor, Tensor]:
        """What weights cost, and the picture (1, 3, S, S) of the pivot with them."""
        pictures = self._drawn(with_laid(self._generator, laid), moves.codes, moves.features)
        here, changes = pictures[:1], pictures[1:] - pictures[:1]
        return self._target.cost(here)[0] + self._recipe.weight * squared(changes, moves.changes).mean(), here

    # ---- the fit ----

    def step(self, number: int) -> None:
        """One step of Adam, with a fresh move beside the pivot."""
        recipe = self._recipe
        left = min(1.0, (recipe.steps - number) / max(1.0, FALL * recipe.steps))
        rise = min(1.0, (number + 1) / max(1.0, RISE * recipe.steps))
        self._optimizer.param_groups[0]["lr"] = (
            recipe.rate * self._slowed * rise * (0.5 - 0.5 * math.cos(math.pi * left))
        )
        moves = self._moves(1)
        self._optimizer.zero_grad()
        price, _ = self._price(self._laid, moves)
        price.backward()
        self._optimizer.step()

    @torch.no_grad()
    def look(self) -> None:
        """Take the weights as they would be kept, if they are the best so far; go back to those if all is lost."""
        rounded = [replace(e, into=e.into.half().float(), out=e.out.half().float()) for e in self._laid]
        price, picture = self._price(rounded, self._checks)
        if float(price) < self._lowest:
            self._lowest = float(price)
            self._best_weights = [weight.detach().clone() for weight in self._weights]
            likeness = float(psnr(picture, self._target.pictures, self._target.mask)[0])
            self.best = Tuned(_difference(self._generator, rounded), picture, likeness)
        elif not float(price) <= LOST * self._lowest:  # NaN as well
            for weight, good in zip(self._weights, self._best_weights, strict=True):
                weight.copy_(good)
            self._optimizer.state.clear()
            self._slowed /= 2


@dataclass(frozen=True, eq=False)
class _Moves:
    """Codes (1 + n, dimension), the pivot's first, their features before the first stage that is changed, and how the
    plain generator's picture changes from the pivot to each (n, 3, S, S)."""

    codes: Tensor
    features: Features | None
    changes: Tensor


def _difference(generator: Generator, laid: Sequence[Laid]) -> Difference:
    return Difference(generator.sha256, tuple((e.stage, e.part, _frozen(e.into), _frozen(e.out)) for e in laid))


def _frozen(weight: Tensor) -> np.ndarray:
    array = weight.detach().cpu().half().numpy()
    array.flags.writeable = False
    return array
