"""A picture's code: first guess, all layers alike (W), then each layer on its own (w+), as one job for a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.generator import Generator
from engine.inversion import losses
from engine.inversion.search import Found, Target, searched
from engine.inversion.start import Regression, learned
from engine.job import Job, within
from engine.method import Memory

LossName = Literal["squared", "lap1", "frequency", "perceptual"]
LOSSES: tuple[LossName, ...] = get_args(LossName)
BATCH = 8  # pictures searched for at once: three times as cheap a picture as one alone


@dataclass(frozen=True)
class Recipe:
    """How a code is searched for.

    Attributes:
        steps: with all layers alike.
        layer_steps: with each layer on its own afterwards, where there are such; 0: none.
        weight: of the prior: the mean of p squared costs so much, the squared difference of the pictures being 1.
        losses: names out of `LOSSES`, and their weights.
    """

    steps: int = 300
    layer_steps: int = 200
    weight: float = 1e-3
    losses: tuple[tuple[LossName, float], ...] = (("squared", 1.0),)


def inverted(
    generator: Generator, pictures: Tensor, recipe: Recipe, memory: Memory, *, like: Tensor | None = None,
    mask: Tensor | None = None,
) -> Job[Found]:  # fmt: skip
    """The codes of pictures (N, 3, S, S) in [-1, 1], at most `BATCH` of them, S the generator's own side.

    `like` (dimension,) gives what is not searched for, by default of the mean code; `mask` (N or 1, 1, S, S) where the
    pictures count. `memory` is the open generator's. Its progress brings a `Found` every few steps.
    """
    prior = yield from within(0, 0.08, memory.once(Prior, lambda: fitted(generator)))
    guess = yield from within(0.08, 0.15, memory.once(Regression, lambda: learned(generator, prior)))
    like = generator.mean_code() if like is None else like
    target = Target(pictures, like, [(weight, _loss(name)) for name, weight in recipe.losses], mask)
    share = recipe.steps / max(1, recipe.steps + (recipe.layer_steps if prior.slots > 1 else 0))
    middle = 0.15 + 0.85 * share
    p = guess(pictures)
    found = yield from within(
        0.15, middle, searched(generator, prior, target, p, recipe.steps, recipe.weight, note="finding the picture")
    )
    if prior.slots > 1 and recipe.layer_steps:
        apart = found.p.expand(-1, prior.slots, -1)
        job = searched(generator, prior, target, apart, recipe.layer_steps, recipe.weight, note="layer by layer")
        found = yield from within(middle, 1, job)
    return found


def _loss(name: LossName) -> losses.Loss:
    if name == "perceptual":
        return losses.Perceptual()
    return {"squared": losses.squared, "lap1": losses.lap1, "frequency": losses.by_frequency}[name]
