"""All methods on one generator whose pictures' factors are known: found, timed and scored alike, over several seeds."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import replace

import torch

from engine.comparison.asking import Question, title_of
from engine.comparison.estimating import estimated
from engine.comparison.once import Judging, Once, found_once, judging_of
from engine.comparison.scoring import FactorScore
from engine.comparison.units import all_elsewhere
from engine.document.truth.comparison import Comparison, FactorRow, MethodRow
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.measure.truth.dci import FEWEST
from engine.measure.truth.factors import Factors
from engine.units import Units, here


def compare(
    generator: Generator,
    factors: Factors,
    asked: Mapping[str, tuple[Question, ...]],
    wanted: Sequence[str],
    begun: Comparison,
    units: Units = here,
) -> Job[Comparison]:
    """The table `begun` (see `header`), with a row more for every method asked; each method with each seed is done by
    whoever does `units`. Its partials are the table so far, beside those of the searches.

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
    reading = judging_of(generator, factors, tuple(wanted), begun.portraits, begun.samples)
    judging, so_far = (yield from within(0.0, 0.05, reading)), begun
    made: dict[str, list[Once | str]] = {identifier: [] for identifier in asked}
    if units is here:
        job = _all_here(generator, judging, asked, begun, made)
    else:
        job = all_elsewhere(generator, judging, asked, begun, made, units)
    waiting = list(asked.items())
    for step in within(0.05, 1.0, job):
        title = title_of(waiting[0][1][0].method) if waiting else ""
        yield Progress(step.fraction, step.note or title, step.partial)
        while waiting and _over(made[waiting[0][0]], begun):
            identifier, questions = waiting.pop(0)
            row = _row(judging, identifier, title_of(questions[0].method), made[identifier])
            so_far = replace(so_far, rows=(*so_far.rows, row))
            yield Progress(step.fraction, row.title, so_far)
    return so_far


def _over(made: Sequence[Once | str], begun: Comparison) -> bool:
    """Whether a method is done: with all seeds, or one at which it refused."""
    return len(made) == len(begun.seeds) or any(isinstance(each, str) for each in made)


def _all_here(
    generator: Generator, judging: Judging, asked: Mapping[str, tuple[Question, ...]], begun: Comparison,
    made: Mapping[str, list[Once | str]],
) -> Job[None]:  # fmt: skip
    """Each method with each seed, one after the other; what one comes to is put into what is `made` of it."""
    count, done = len(asked) * len(begun.seeds), 0
    for identifier, questions in asked.items():
        for seed in begun.seeds:
            if not _over(made[identifier], begun):
                job = _found_here(generator, judging, questions, seed, begun.minutes)
                made[identifier].append((yield from within(done / count, (done + 1) / count, job)))
            done += 1
            yield Progress(done / count)


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


def _found_here(
    generator: Generator, judging: Judging, questions: Sequence[Question], seed: int, minutes: float | None
) -> Job[Once | str]:
    """What a method finds with one seed; one that refuses says why."""
    try:
        return (yield from found_once(generator, judging, questions, seed, minutes))
    except ValueError as error:
        return str(error)


def _row(judging: Judging, identifier: str, title: str, made: Sequence[Once | str]) -> MethodRow:
    """A method over all seeds; one that refuses is a row that says so."""
    found = [each for each in made if isinstance(each, Once)]
    if refused := [each for each in made if isinstance(each, str)]:
        return MethodRow(identifier, title, failed=refused[0])
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
