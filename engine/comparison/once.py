"""A method with one seed on a generator whose pictures' factors are known: found, timed and scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from engine.comparison.asking import Question
from engine.comparison.best import best_of, judged
from engine.comparison.scoring import FactorScore, scored
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress, within, worked
from engine.language import tr
from engine.measure.truth.dci import DCI, dci
from engine.measure.truth.factors import Factors
from engine.measure.truth.mig import mutual_information_gap
from engine.measure.truth.moves import Slider, along, own
from engine.method import Memory

#: Seeds of the portraits on which methods are judged start here, far from those that they learn from.
JUDGED = 700_000
#: Portraits read in one step, between two of which the window draws.
BATCH = 8


@dataclass(frozen=True)
class Judging:
    """What every method is judged by: the factors that are read, and which of them are wanted.

    Codes `walked` (N, dimension) are those of the portraits that sliders move; `codes` (n, dimension), in whose "style"
    slots stand the factors of the channels themselves, with their `values` (n, k) tell what codes say of factors.
    """

    factors: Factors
    wanted: tuple[str, ...]
    walked: torch.Tensor
    codes: torch.Tensor
    values: np.ndarray


@dataclass(frozen=True)
class Once:
    """A method with one seed."""

    directions: int
    seconds: float
    dci: DCI
    gap: float
    factors: tuple[FactorScore, ...]
    best: DirectionSet | None
    keys: tuple[str, ...]


def judging_of(
    generator: Generator, factors: Factors, wanted: tuple[str, ...], portraits: int, samples: int
) -> Job[Judging]:
    """What methods are judged by on so many portraits and samples, of which each is drawn and read."""
    codes = generator.sample(max(portraits, samples), JUDGED)[:samples].cpu()
    values = list[torch.Tensor]()
    for batch in codes.split(BATCH):
        with torch.no_grad():
            values.append(factors.read(generator.synthesize(batch).clamp(-1, 1).cpu())[0])
        yield Progress(len(values) * BATCH / samples, tr("reading portraits"))
    return judging_by(generator, factors, wanted, portraits, torch.cat(values).double().numpy())


def judging_by(
    generator: Generator, factors: Factors, wanted: tuple[str, ...], portraits: int, values: np.ndarray
) -> Judging:
    """The same where the factors of its samples (n, k) have been read."""
    codes = generator.sample(max(portraits, len(values)), JUDGED).cpu()
    return Judging(factors, wanted, codes[:portraits], _in_full(generator, codes[: len(values)]), values)


def _in_full(generator: Generator, codes: torch.Tensor) -> torch.Tensor:
    """Codes (n, dimension) with the factors of their channels in the "style" slots, in which samples differ not."""
    layout, full = generator.layout, codes.clone()
    columns = layout.columns(slot for slot in layout.slots if slot.kind == "style")
    with torch.no_grad():
        full[:, columns] = generator.styles(codes).cpu()
    return full


def found_once(
    generator: Generator, judging: Judging, questions: Sequence[Question], seed: int, minutes: float | None
) -> Job[Once]:
    """Find with one seed, and score what was found. A question that is about one factor is judged with the others."""
    began, sets = worked(), list[DirectionSet]()
    memory, each = Memory(), None if minutes is None else minutes / len(questions)
    for i, question in enumerate(questions):
        search = question.finder().discover(generator, question.context(seed, memory, each))
        sets.append((yield from within(0.5 * i / len(questions), 0.5 * (i + 1) / len(questions), search)))
    seconds = worked() - began
    sliders = _sliders(generator, sets)
    numbers = _places(sets, judging.codes)
    yield Progress(0.5, tr("regressing factors on places"))
    regressed, gap = dci(numbers, judging.values), mutual_information_gap(numbers, judging.values)
    scoring = scored(generator, judging.factors, sliders, judging.walked, judging.wanted)
    scores = yield from within(0.5, 1.0, scoring)
    return Once(len(sliders), seconds, regressed, gap, scores, *best_of(sets, scores))


def _sliders(generator: Generator, sets: Sequence[DirectionSet]) -> tuple[Slider, ...]:
    """Those of all sets; of one that is told what to find, the first direction alone: what is kept comes after."""
    if len(sets) == 1 and sets[0].own:
        return own(generator)
    if len(sets) == 1:
        return along(generator, sets[0])
    return tuple(along(generator, found)[0] for found in sets)


def _places(sets: Sequence[DirectionSet], codes: torch.Tensor) -> np.ndarray:
    """Where codes (n, dimension) lie along each direction, in its sigma (n, directions), float64."""
    steps = np.stack([row.vector / row.sigma for row in judged(sets)]).astype(np.float64)
    return np.asarray(codes.double().numpy() @ steps.T)
