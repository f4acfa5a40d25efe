"""All trials on one generator, over several seeds: the part of a comparison that is not a table of factors."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.comparison.asking import Question
from engine.comparison.comparing import compare
from engine.comparison.estimating import estimated
from engine.comparison.trials.trial import Asked, Planned
from engine.document.truth.comparison import Comparison, Figure, Trial
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.measure.truth.factors import Factors
from engine.method import Memory
from engine.units import Units, here

#: The share of the whole that the table takes where there are trials beside it.
TABLE = 0.7


def compared(
    generator: Generator,
    factors: Factors,
    asked: Mapping[str, tuple[Question, ...]],
    wanted: Sequence[str],
    tests: Mapping[str, Planned],
    begun: Comparison,
    units: Units = here,
) -> Job[Comparison]:
    """The table `begun`, with a row more for every method asked (`compare`), and then a trial for each test."""
    share = TABLE if tests else 1.0
    table = yield from within(0.0, share, compare(generator, factors, asked, wanted, begun, units))
    return (yield from within(share, 1.0, tried(generator, factors, tests, table)))


def tried(generator: Generator, factors: Factors, tests: Mapping[str, Planned], begun: Comparison) -> Job[Comparison]:
    """The comparison with a trial more for each test, by its identifier. Its partials are the comparison so far."""
    so_far, memories = begun, {seed: Memory() for seed in begun.seeds}
    for i, (identifier, test) in enumerate(tests.items()):
        each = {seed: Asked(generator, factors, seed, begun.minutes, memories[seed]) for seed in begun.seeds}
        trial = yield from within(i / len(tests), (i + 1) / len(tests), _trial(identifier, test, each))
        so_far = replace(so_far, trials=(*so_far.trials, trial))
        yield Progress((i + 1) / len(tests), test.title, so_far)
    yield Progress(1.0)
    return so_far


def _trial(identifier: str, test: Planned, asked: Mapping[int, Asked]) -> Job[Trial]:
    """One trial over all seeds; one that refuses says so."""
    found, seconds = list[Mapping[str, float]](), list[float]()
    for i, each in enumerate(asked.values()):
        began = time.perf_counter()
        try:
            found.append((yield from within(i / len(asked), (i + 1) / len(asked), test.measure(each), test.title)))
        except ValueError as error:
            return Trial(identifier, test.title, failed=str(error))
        seconds.append(time.perf_counter() - began)
    figures = tuple(Figure(name, estimated([figures[name] for figures in found])) for name in found[0])
    return Trial(identifier, test.title, estimated(seconds), figures)
