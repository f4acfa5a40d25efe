"""Requests about the comparison of all methods on known truth: make it, keep it, read and write it."""

from __future__ import annotations

import time
from pathlib import Path

import torch

from engine.comparison import kept
from engine.comparison.asking import FACTORS, questions, title_of, with_baseline
from engine.comparison.comparing import header
from engine.comparison.trials.table import trials_for
from engine.comparison.trials.trying import compared
from engine.document.disk.wording import CLAUSE, said, short
from engine.document.truth.comparison import (
    FULL,
    QUICK,
    CompareMethods,
    Comparison,
    KeepComparison,
    LoadComparison,
    LookUpTruth,
    MethodRow,
    SaveComparison,
    Truth,
)
from engine.document.truth.comparison_file import load_comparison, save_comparison
from engine.drawing.opened import Opened
from engine.generator import Generator
from engine.generators import load
from engine.job import Job, Progress, mapped
from engine.language import tr
from engine.measure.truth.factors import Factors, factors_of
from engine.method import Method
from engine.worker.answers import answers
from engine.worker.holdings import Holdings

#: Of so many pictures the seconds of one are measured, so often.
FEW, LOOKS = 4, 4
TO_BE_TOLD = tr("It has to be told what to find, and knows none of these factors.")
TRAINS = tr("It has to train first, which takes minutes: it is compared in Full.")


@answers(LookUpTruth)
def look_up(held: Holdings, work: LookUpTruth) -> Job[Truth]:
    """Whether methods can be compared here, and what was compared before."""
    yield Progress(0.0, "looking")
    opened = held.get(work.generator)
    try:
        factors = factors_of(opened.generator)
    except ValueError:
        return Truth(known=False)
    found = kept.kept(work.cache, work.generator, (QUICK, FULL))
    return Truth(known=True, kept=found, seconds=(yield from _pace(_on_processor(opened), factors)))


def _pace(generator: Generator, factors: Factors) -> Job[float]:
    """How many seconds one picture takes: the best of some looks, as the first does what is done once."""
    codes, took = generator.sample(FEW, 0).cpu(), list[float]()
    for look in range(LOOKS):
        yield Progress(look / LOOKS, "looking")
        began = time.perf_counter()
        with torch.no_grad():
            factors.read(generator.synthesize(codes).clamp(-1, 1).cpu())
        took.append((time.perf_counter() - began) / FEW)
    return min(took)


def _on_processor(opened: Opened) -> Generator:
    """The generator where the reader of factors is."""
    return (
        opened.generator
        if opened.device.type == "cpu"
        else load(opened.generator.source, expected=opened.generator.sha256)
    )


@answers(CompareMethods)
def compare_methods(held: Holdings, work: CompareMethods) -> Job[Comparison]:
    """The table, a row after the other; methods that cannot are rows that say why, at once. Claims that no row tells of
    are tried where there is time for what trains."""
    generator = _on_processor(held.get(work.generator))
    factors, effort = factors_of(generator), work.effort
    wanted = tuple(name for name in FACTORS if name in factors.names)
    known = {row.method for row in work.known}
    methods = {name: method for name, method in with_baseline(held.methods).items() if name not in known}
    asked = questions(methods, generator, wanted, effort)
    refused = (
        _refused(name, m, generator, asked=effort.trains or not m.trains)
        for name, m in methods.items()
        if name not in asked
    )
    so_far = header(generator, range(effort.seeds), effort.portraits, effort.samples, (*work.known, *refused))
    yield Progress(0.0, tr("reading portraits"), so_far)
    trials = trials_for(generator, trains=True) if effort.trains else {}
    job = compared(generator, factors, asked, wanted, trials, so_far, held.units)
    return (yield from mapped(job, Comparison, lambda table: table))


def _refused(name: str, method: type[Method], generator: Generator, *, asked: bool) -> MethodRow:
    """The row of a method that is not run."""
    why = method.why_not(generator) or (TO_BE_TOLD if asked else TRAINS)
    return MethodRow(name, title_of(method), failed=why)


@answers(KeepComparison)
def keep_comparison(held: Holdings, work: KeepComparison) -> Job[None]:
    """A table in the cache."""
    yield Progress(0.0, "keeping")
    cache = held.sparing(work.cache)
    assert cache is not None
    kept.keep(cache, work.found, work.effort)


@answers(SaveComparison)
def write_comparison(_held: Holdings, work: SaveComparison) -> Job[str]:
    """A table as a file."""
    yield Progress(0.0, "saving")
    save_comparison(work.found, Path(work.path))
    return work.path


@answers(LoadComparison)
def read_comparison(_held: Holdings, work: LoadComparison) -> Job[Comparison]:
    """The table of a file."""
    yield Progress(0.0, "reading")
    try:
        return kept.with_best(load_comparison(Path(work.path)), work.cache)
    except OSError as error:
        raise OSError(
            tr("{path} cannot be opened: {reason}", path=short(work.path), reason=short(said(error), CLAUSE))
        ) from error
