"""Parts of a job that know nothing of each other: whoever does them, and in whatever order, the answer is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest
import torch

from engine.codes.samples import drawn, stretches
from engine.codes.statistics import Moments
from engine.generator import Generator
from engine.generators import load
from engine.job import Job, Progress, run
from engine.method import Context
from engine.methods.ganspace import GANSpace
from engine.units import KINDS, Part, Unit, here

GENERATOR = "builtin:faces-stylegan2-64"


@pytest.fixture(scope="module")
def generator() -> Generator:
    return load(GENERATOR)


def backwards(generator: Generator, units: Iterable[Unit], _: int, take: Callable[[Part], None]) -> Job[None]:
    """Does them in the wrong order, and the first twice, as when a worker dies; gives the parts in the right one."""
    asked = list(units)
    done = {unit.start: run(KINDS[unit.kind](generator, unit)) for unit in [*reversed(asked), asked[0]]}
    yield Progress(1.0)
    for unit in asked:
        take(done[unit.start])


@pytest.mark.parametrize("method", [GANSpace(samples=32_345), GANSpace(samples=23_000, independent=True, components=4)])
def test_whoever_does_the_units_the_directions_are_the_same_to_the_bit(generator: Generator, method: GANSpace) -> None:
    found = run(method.discover(generator, Context(3)))
    other = run(method.discover(generator, Context(3, units=backwards)))
    assert np.array_equal(found.vectors, other.vectors) and np.array_equal(found.sigma, other.sigma)
    assert [d.origin for d in found] == [d.origin for d in other]


def test_the_codes_are_those_of_one_stream(generator: Generator) -> None:
    random, whole = torch.Generator().manual_seed(1), torch.Generator().manual_seed(1)
    codes = torch.cat([drawn(generator, count, whole) for count in (20, 10, 20, 10, 7)])
    found = []
    for start, count, state in stretches(generator, random, 67, 30, 20):
        stream = Unit("", "", start, count, state).stream()
        found += [drawn(generator, min(20, count - done), stream) for done in range(0, count, 20)]
    assert torch.equal(torch.cat(found), codes)
    assert torch.equal(random.get_state(), whole.get_state()), "what is drawn next is as if all had been drawn here"


def test_merged_moments_are_those_of_all_rows() -> None:
    rows = torch.randn(1000, 7, dtype=torch.float64, generator=torch.Generator().manual_seed(0)) + 3
    total = Moments()
    for some in rows.split(300):
        part = Moments()
        for batch in some.split(70):
            part.add(batch)
        total.merge(part.part())
    assert total.count == 1000
    assert torch.allclose(total.mean, rows.mean(0), rtol=1e-14)
    assert torch.allclose(total.covariance, torch.cov(rows.T), rtol=1e-12)
    alone = Moments()
    alone.merge(part.part())
    assert torch.equal(alone.covariance, part.covariance), "what is merged into nothing is as it was"


def test_parts_come_in_order_and_progress_never_falls(monkeypatch: pytest.MonkeyPatch, generator: Generator) -> None:
    def number(_: Generator, unit: Unit) -> Job[Part]:
        yield Progress(0.5)
        return {"n": np.array(unit.start)}

    monkeypatch.setitem(KINDS, "test", number)
    taken: list[int] = []
    units = (Unit("test", generator.sha256, start, 10) for start in range(0, 50, 10))
    steps = [step.fraction for step in here(generator, units, 50, lambda part: taken.append(int(part["n"])))]
    assert taken == [0, 10, 20, 30, 40]
    assert steps == sorted(steps) and steps[-1] == 1.0
