"""An assessor: what is to be changed, as numbers read off pictures, and what they are worth on a generator's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from engine.attributes.at_hand import loading_measures_of
from engine.attributes.contract import IDENTITY, LEAST, Measures
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.learning.assessors.own import open_network

#: What stands beside the attributes where people choose: the network of a file.
NETWORK = "network"
#: The faces of a generator lie between these quantiles of a number: its range, the unit of what is asked for.
LOW, HIGH = 0.05, 0.95
#: Below this share of its own size a number's range is rounding.
CONSTANT = 1e-5


@dataclass(frozen=True, eq=False)
class Assessor:
    """`read(pictures)`: (N, 3, H, W), nominally in [-1, 1], of any size, to (N, len(names)); differentiable.

    `names` are what people call the numbers. `doubt(pictures)` says what speaks against them; empty: nothing. `wide` is
    an assessor of these numbers and of all that cost nothing beside them, the numbers the same to the last bit, where
    their names say all of what reads them; None: they do not.
    """

    names: tuple[str, ...]
    read: Callable[[Tensor], Tensor]
    doubt: Callable[[Tensor], str] = lambda pictures: ""
    wide: Assessor | None = None


@dataclass(frozen=True, eq=False)
class Range:
    """How a generator's own faces lie by each number (k,): `low` and `high` are the quantiles 5 % and 95 %, `mean` and
    `deviation` as ever."""

    low: Tensor
    high: Tensor
    mean: Tensor
    deviation: Tensor

    @property
    def unit(self) -> Tensor:
        """(k,) what a change of 1 is: from the quantile 5 % to that of 95 %."""
        return self.high - self.low

    @property
    def step(self) -> Tensor:
        """(k,) one standard deviation of faces, in that unit."""
        return self.deviation / self.unit


def assessor_of(generator: Generator, names: tuple[str, ...], network: str, number: int) -> Job[Assessor]:
    """The job of what reads these attributes (NETWORK among them: answer `number`, from 1, of the file `network`).

    Raises:
        ValueError: there is no such attribute, or the file is no network that judges; one plain sentence.
    """
    measures = yield from loading_measures_of(generator)
    shipped = tuple(name for name in names if name != NETWORK)
    for name in shipped:
        if name not in measures.attributes:
            known = ", ".join((*measures.attributes, NETWORK))
            raise ValueError(
                tr("There is no attribute {name}; there are {known}.", name=short(repr(name)), known=known)
            )
    if NETWORK not in names:
        yield Progress(1.0)
        every = measures.beside(names)
        wide = Assessor(every, lambda pictures: measures.score(pictures, every))
        return Assessor(names, lambda pictures: measures.score(pictures, names), _doubting(measures, names), wide)
    if not network:
        raise ValueError(tr("Name the file of the network that is to judge: a JSON of layers, or an ONNX file."))
    own = open_network(Path(network))
    yield Progress(1.0)
    if not 1 <= number <= own.answers:
        raise ValueError(
            tr(
                "{name} answers with {answers:,} numbers; {number:,} is none of them.",
                name=short(Path(network).name),
                answers=own.answers,
                number=number,
            )
        )
    places = [names.index(NETWORK), *(i for i, name in enumerate(names) if name != NETWORK)]
    order = [places.index(i) for i in range(len(names))]

    def read(pictures: Tensor) -> Tensor:
        answer = own(pictures)[:, number - 1 : number]
        return torch.cat((answer, measures.score(pictures, shipped)), 1)[:, order] if shipped else answer

    called = tuple(own.title if name == NETWORK else name for name in names)
    return Assessor(called, read, _doubting(measures, shipped))


def usual_attributes(measures: Measures, pictures: Tensor) -> tuple[str, ...]:
    """What suits pictures (N, 3, H, W) where nobody said what to change."""
    wished, known = ("smile", "yaw", "brightness"), set(measures.nameable(pictures)) - {IDENTITY}
    found = tuple(name for name in wished if name in known)
    return found if len(found) > 1 else ("brightness", "saturation", "hue")


def _doubting(measures: Measures, names: tuple[str, ...]) -> Callable[[Tensor], str]:
    return lambda pictures: measures.doubt(pictures, names) if names else ""


def range_of(scores: Tensor, names: tuple[str, ...]) -> Range:
    """How faces lie by their scores (n, k).

    Raises:
        ValueError: a number is not finite, or the same for all faces: nothing can be learned from it.
    """
    for column, name in zip(scores.T, names, strict=True):
        if not bool(column.isfinite().all()):
            raise ValueError(
                tr(
                    "What {name} says of this generator's faces is no number for some of them, so there is "
                    "nothing to learn from it. Choose another.",
                    name=short(name),
                )
            )
    low, high = scores.quantile(LOW, 0), scores.quantile(HIGH, 0)
    for least, most, size, name in zip(low, high, scores.abs().amax(0), names, strict=True):
        if float(most - least) <= CONSTANT * float(size) or float(most - least) <= LEAST**2:
            raise ValueError(
                tr(
                    "{capitalize} is the same for all of this generator's faces, so there is nothing to "
                    "learn from it. Choose another.",
                    capitalize=short(name).capitalize(),
                )
            )
    return Range(low, high, scores.mean(0), scores.std(0))
