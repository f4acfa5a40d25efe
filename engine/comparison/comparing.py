"""All methods on one generator whose pictures' factors are known: found, timed and scored alike, over several seeds."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from engine.comparison.asking import Question, title_of
from engine.comparison.best import best_of, judged
from engine.comparison.estimating import estimated
from engine.comparison.scoring import FactorScore, scored
from engine.document.comparison import Comparison, FactorRow, MethodRow
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress, within, worked
from engine.language import tr
from engine.measure.truth.dci import DCI, FEWEST, dci
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
class _Once:
    """A method with one seed."""

    directions: int
    seconds: float
    dci: DCI
    gap: float
    factors: tuple[FactorScore, ...]
    best: DirectionSet | None
    keys: tuple[str, ...]


def compare(
    generator: Generator,
    factors: Factors,
    asked: Mapping[str, tuple[Question, ...]],
    wanted: Sequence[str],
    begun: Comparison,
) -> Job[Comparison]:
    """The table `begun` (see `header`), with a row more for every method asked. Its partials are the table
    so far, beside those of the searches.

    Raises:
        ValueError: there are too few portraits or samples.
    """
    if begun.samples < FEWEST or begun.portraits < 2 or not begun.seeds:
        raise ValueError(
            tr("Methods are compared on at least {fewest} samples, 2 portraits and 1 seed.", fewest=FEWEST)
        )
    if not asked:
        yield Progress(1.0)
        return begun
    reading = _judging(generator, factors, tuple(wanted), begun.portraits, begun.samples)
    judging, so_far = (yield from within(0.0, 0.05, reading)), begun
    for i, (identifier, questions) in enumerate(asked.items()):
        start, stop = (0.05 + 0.95 * place / len(asked) for place in (i, i + 1))
        finding = _row(generator, judging, identifier, questions, begun.seeds, begun.minutes)
        row = yield from within(start, stop, finding)
        so_far = replace(so_far, rows=(*so_far.rows, row))
        yield Progress(stop, row.title, so_far)
    return so_far


def header(
    generator: Generator,
    seeds: Sequence[int],
    portraits: int,
    samples: int,
    rows: tuple[MethodRow, ...] = (),
    minutes: float | None = None,
) -> Comparison:
    """A table of these rows, made here and now; `minutes` is what a method that trains may take with each seed, None:
    what its own steps take."""
    return Comparison(generator.name, generator.sha256, tuple(seeds), portraits, samples, torch.__version__,
                      platform.machine(), rows, minutes)  # fmt: skip


def _judging(
    generator: Generator, factors: Factors, wanted: tuple[str, ...], portraits: int, samples: int
) -> Job[Judging]:
    codes = generator.sample(max(portraits, samples), JUDGED).cpu()
    values = []
    for batch in codes[:samples].split(BATCH):
        with torch.no_grad():
            values.append(factors.read(generator.synthesize(batch).clamp(-1, 1).cpu())[0])
        yield Progress(len(values) * BATCH / samples, tr("reading portraits"))
    table = torch.cat(values).double().numpy()
    return Judging(factors, wanted, codes[:portraits], _in_full(generator, codes[:samples]), table)


def _in_full(generator: Generator, codes: torch.Tensor) -> torch.Tensor:
    """Codes (n, dimension) with the factors of their channels in the "style" slots, in which samples differ not."""
    layout, full = generator.layout, codes.clone()
    columns = layout.columns(slot for slot in layout.slots if slot.kind == "style")
    with torch.no_grad():
        full[:, columns] = generator.styles(codes).cpu()
    return full


def _row(
    generator: Generator,
    judging: Judging,
    identifier: str,
    questions: Sequence[Question],
    seeds: Sequence[int],
    minutes: float | None,
) -> Job[MethodRow]:
    """A method over all seeds; one that refuses is a row that says so."""
    title, found = title_of(questions[0].method), list[_Once]()
    for i, seed in enumerate(seeds):
        try:
            part = _once(generator, judging, questions, seed, minutes)
            found.append((yield from within(i / len(seeds), (i + 1) / len(seeds), part, title)))
        except ValueError as error:
            return MethodRow(identifier, title, failed=str(error))
    factors = tuple(
        _factor(name, [once.factors[k] for once in found], found[0].keys[k]) for k, name in enumerate(judging.wanted)
    )
    return MethodRow(
        method=identifier,
        title=title,
        directions=found[0].directions,
        seconds=estimated([once.seconds for once in found]),
        disentanglement=estimated([once.dci.disentanglement for once in found]),
        completeness=estimated([once.dci.completeness for once in found]),
        informativeness=estimated([once.dci.informativeness for once in found]),
        gap=estimated([once.gap for once in found]),
        factors=factors,
        best=found[0].best,
    )


def _once(
    generator: Generator, judging: Judging, questions: Sequence[Question], seed: int, minutes: float | None
) -> Job[_Once]:
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
    return _Once(len(sliders), seconds, regressed, gap, scores, *best_of(sets, scores))


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


def _factor(name: str, scores: Sequence[FactorScore], key: str) -> FactorRow:
    there = [score for score in scores if score.slider]
    return FactorRow(
        name,
        estimated([score.effect for score in scores]),
        estimated([score.share for score in scores]),
        estimated([score.monotone for score in scores]),
        estimated([score.person for score in there]),
        len(scores) - len(there),
        scores[0].slider,
        key,
    )
