"""A picture's code: first guess, all layers alike (W), then each layer on its own (w+), as one job for a batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from engine.attributes.at_hand import loading_measures_of
from engine.codes.prior import Prior, fitted
from engine.document.conditions import Conditions
from engine.document.disk.wording import short
from engine.document.photos.photo import LOSSES, LossName
from engine.generator import Generator
from engine.inversion import losses
from engine.inversion.newton import Newton, pays
from engine.inversion.search import RATE, Found, Search, Target
from engine.inversion.start import Regression, learned
from engine.inversion.starts import STEPS, Starts
from engine.job import Job, within
from engine.language import tr
from engine.loading import COMPILER, imported
from engine.method import Memory

ROUND = 26  # steps of one picture that a round of Gauss-Newton takes as long as
GENTLE = 0.025  # the rate of going on from an end: Adam's first steps would else lead away from it
BATCH = 8  # pictures searched for at once: three times as cheap a picture as one alone


@dataclass(frozen=True)
class Recipe:
    """How a code is searched for.

    Attributes:
        steps: with all layers alike.
        layer_steps: with each layer on its own afterwards, where there are such; 0: none.
        weight: of the prior: the mean of p squared costs so much, the squared difference of the pictures being 1.
        losses: names out of `LOSSES`, and their weights.
        starts: from how many places a little is searched before the best goes on, 1 to `BATCH` over all pictures.
        rounds: of Gauss-Newton instead of the steps, where those are cheap; 0: never.
    """

    steps: int = 300
    layer_steps: int = 200
    weight: float = 1e-3
    losses: tuple[tuple[LossName, float], ...] = (("squared", 1.0),)
    starts: int = 1
    rounds: int = 12


class Part(Protocol):
    """One part of a search, and how far it has come."""

    def ahead(self) -> Job[Found]:
        """What is best at its end, by what is left to do."""


@dataclass(eq=False)
class Course:
    """How far a search has come: what a job that ended or was stopped leaves for one that goes on."""

    target: Target | None = None
    done: int = 0  # parts
    part: Part | None = None
    found: Found | None = None


def inverted(
    generator: Generator, pictures: Tensor, recipe: Recipe, memory: Memory, *, like: Tensor | None = None,
    mask: Tensor | None = None, course: Course | None = None, conditions: Conditions | None = None,
) -> Job[Found]:  # fmt: skip
    """The codes of pictures (N, 3, S, S) in [-1, 1], at most `BATCH` of them, S the generator's own side.

    `like` (dimension,) gives what is not searched for, by default of the mean code; `mask` (N or 1, 1, S, S) where the
    pictures count. `memory` is the open generator's. Its progress brings a `Found` every few steps.

    The pictures are drawn under `conditions`, by default a generator's own. The first guess is learned under those own
    alone, whatever they are: noise is not seen in its thumbnails, and a memory that depended on who asked first would
    give one document two answers.

    `course` of an earlier job for the same: it goes on where that was stopped, to the same end; from the end it makes
    the last part once more, beginning with what was found.

    Raises:
        ValueError: too many starts, or a loss that there is not.
    """
    if not 1 <= recipe.starts * len(pictures) <= BATCH:
        most = BATCH // len(pictures)
        raise ValueError(
            tr("A search begins from 1 to {most} starts; {starts} is not possible.", most=most, starts=recipe.starts)
        )
    prior = yield from within(0, 0.08, memory.once(Prior, lambda: fitted(generator)))
    guess = yield from within(0.08, 0.15, memory.once(Regression, lambda: learned(generator, prior)))
    course = course or Course()
    if course.target is None:
        costs = []
        for name, weight in recipe.losses:
            costs.append((weight, (yield from within(0.15, 0.15, _loss(name, generator)))))
        course.target = Target(pictures, generator.mean_code() if like is None else like, costs, mask)
    yield from within(0.15, 0.15, imported(COMPILER))  # Adam does, seconds long, in the middle of a step
    drawing = generator.prepared(conditions or Conditions())
    parts, first = _parts(drawing, prior, course.target, recipe, guess, RATE), 0
    if course.done == len(parts):
        parts = _parts(drawing, prior, course.target, recipe, guess, GENTLE)
        first = course.done = len(parts) - 1
    total, begun = sum(part.size for part in parts[first:]), 0
    for i, each in enumerate(parts[first:], first):
        start, begun = begun, begun + each.size
        if i < course.done:
            continue
        part = course.part = course.part or each.make(course.found)
        share = 0.15 + 0.85 * start / total, 0.15 + 0.85 * begun / total
        course.found = yield from within(*share, part.ahead(), each.note)
        course.done, course.part = i + 1, None
    assert course.found is not None
    return course.found


@dataclass(frozen=True)
class _Planned:
    """A part that is to come: what it is called, how long it takes in steps, and what makes it of what was found."""

    note: str
    size: int
    make: Callable[[Found | None], Part]


def _parts(
    generator: Generator, prior: Prior, target: Target, recipe: Recipe, guess: Regression, rate: float
) -> list[_Planned]:
    """The parts of a search, in order."""
    weight, parts = recipe.weight, list[_Planned]()

    def begun(found: Found | None) -> Tensor:
        return guess(target.pictures) if found is None else found.p

    if recipe.starts > 1:
        parts.append(_Planned(tr("trying several starts"), STEPS * recipe.starts, lambda _: Starts(
            generator, prior, target, guess(target.pictures), recipe.starts, weight)))  # fmt: skip
    if recipe.rounds and pays(generator, prior, target):
        parts.append(_Planned(tr("finding the picture"), ROUND * recipe.rounds, lambda found: Newton(
            generator, prior, target, begun(found), recipe.rounds, weight)))  # fmt: skip
    else:
        parts.append(_Planned(tr("finding the picture"), recipe.steps, lambda found: Search(
            generator, prior, target, begun(found), recipe.steps, weight, rate=rate)))  # fmt: skip
    if prior.slots > 1 and recipe.layer_steps:
        parts.append(_Planned(tr("layer by layer"), recipe.layer_steps, lambda found: Search(
            generator, prior, target, begun(found).expand(-1, prior.slots, -1), recipe.layer_steps, weight,
            rate=rate)))  # fmt: skip
    return parts


def _loss(name: str, generator: Generator) -> Job[losses.Loss]:
    if name == "identity":
        return losses.Identity((yield from loading_measures_of(generator)))
    if name == "perceptual":
        return losses.Perceptual()
    known: dict[str, losses.Loss] = {
        "squared": losses.squared, "lap1": losses.lap1, "frequency": losses.by_frequency
    }  # fmt: skip
    if name not in known:
        raise ValueError(
            tr("There is no loss {name}; there are {losses}.", name=short(repr(name)), losses=", ".join(LOSSES))
        )
    return known[name]
