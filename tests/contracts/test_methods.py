"""What every registered method promises, on generators small enough to run them all."""

from __future__ import annotations

import copy
import json
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.document.directions import DirectionSet
from engine.document.saved.direction_file import load_directions, save_directions
from engine.generator import Generator
from engine.job import Job, Progress, run
from engine.method import Context, Method, fix_signs
from engine.methods import load_methods
from tests.direction_sets import each
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan

METHODS = load_methods()
GENERATORS = {"linear": LinearGenerator, "mapped": MappedGenerator, "eigengan": small_eigengan}
#: What runs on none of these: see the contracts on every family, and its own tests.
STYLEGAN2_ALONE = {"stylespace"}
PAIRS = [(m, g) for m in METHODS for g, make in GENERATORS.items() if not METHODS[m].why_not(make())]
pairs = pytest.mark.parametrize(("identifier", "name"), PAIRS)
of_regions = pytest.mark.parametrize(("identifier", "name"), [(m, g) for m, g in PAIRS if METHODS[m].needs_region])


@pytest.fixture(autouse=True)
def one_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """A training draws as many pictures at once as the load allows, which changes the last digits of its numbers."""

    def four(generator: Generator) -> Job[int]:
        yield Progress(1.0)
        return 4

    monkeypatch.setattr("engine.learning.training.pace", four)


def quick(identifier: str) -> Method:
    """The method with every number of samples and steps as low as it may be."""
    few = ("samples", "steps")
    low = {f.name: f.metadata["low"] for f in fields(METHODS[identifier]) if any(word in f.name for word in few)}
    return METHODS[identifier](**low)


def a_context(seed: int = 0) -> Context:
    """All that a method may use: the left half of the picture is painted, with a soft edge."""
    edge = np.clip((0.5 - (np.arange(32) + 0.5) / 32) * 8 + 0.5, 0, 1)
    return Context(seed, region=np.tile(edge, (32, 1)).astype(np.float32))


@cache
def discovered(identifier: str, name: str, seed: int = 0) -> DirectionSet:
    """What the method finds, searched for once."""
    return run(quick(identifier).discover(GENERATORS[name](), a_context(seed)))


def numbers_of(generator: Generator) -> dict[str, torch.Tensor]:
    """Every tensor that a generator holds, copied."""
    if network := getattr(generator, "network", None):
        return copy.deepcopy(network.state_dict())
    found = {}
    for attribute, value in vars(generator).items():
        items = value.items() if isinstance(value, dict) else [("", value)]
        found |= {f"{attribute}.{k}": v.clone() for k, v in items if isinstance(v, torch.Tensor)}
    return found


def test_there_are_methods_and_each_runs_somewhere() -> None:
    assert {"eigengan", "ganspace"} <= set(METHODS) and {m for m, _ in PAIRS} == set(METHODS) - STYLEGAN2_ALONE


@pytest.mark.parametrize("identifier", METHODS)
def test_a_method_says_what_it_is(identifier: str) -> None:
    chosen = METHODS[identifier]
    assert chosen.identifier == identifier and chosen.title and chosen.paper and chosen.version >= 1
    assert is_dataclass(chosen) and chosen.__dataclass_params__.frozen  # type: ignore[attr-defined]
    for field in fields(chosen):
        assert field.default is not MISSING and field.metadata["help"]
        if isinstance(field.default, (int, float)) and not isinstance(field.default, bool):
            assert field.metadata["low"] <= field.default <= field.metadata["high"]


@pytest.mark.parametrize("identifier", METHODS)
def test_a_method_that_cannot_run_says_so_in_a_sentence(identifier: str) -> None:
    for make in GENERATORS.values():
        reason = METHODS[identifier].why_not(make())
        assert not reason or (reason.endswith(".") and "\n" not in reason)


@pairs
def test_directions_are_unit_rows_with_fixed_signs(identifier: str, name: str) -> None:
    generator = GENERATORS[name]()
    found = discovered(identifier, name)
    k = len(found.vectors)
    assert found.vectors.shape == (k, generator.layout.dimension) and k > 0
    assert found.vectors.dtype == found.sigma.dtype == np.float32
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(np.ones(k), abs=1e-5)
    assert METHODS[identifier].signed or np.array_equal(found.vectors, fix_signs(found.vectors))
    assert found.sigma.shape == (k,) and (found.sigma > 0).all() and np.isfinite(found.sigma).all()
    assert len(each(found, "name")) == k and len(set(each(found, "name"))) == k
    for field in ("spectrum", "effect", "origin", "map"):
        assert len(each(found, field)) in (0, k)
    assert sum(bool(direction.slider) for direction in found) in (0, k)
    came = found.provenance
    assert (came.method, came.title) == (identifier, METHODS[identifier].title)
    assert (came.version, came.generator) == (METHODS[identifier].version, generator.sha256)


@pairs
def test_a_method_that_needs_a_region_says_so(identifier: str, name: str) -> None:
    if METHODS[identifier].needs_region:
        with pytest.raises(ValueError, match="Paint a region first"):
            run(quick(identifier).discover(GENERATORS[name](), Context()))


@pairs
def test_the_same_seed_gives_the_same_set(identifier: str, name: str) -> None:
    first = discovered(identifier, name, seed=5)
    second = run(quick(identifier).discover(GENERATORS[name](), a_context(5)))
    assert np.array_equal(first.vectors, second.vectors) and np.array_equal(first.sigma, second.sigma)
    assert first.key == second.key and first.provenance.seed == 5


@pairs
def test_progress_rises_to_one_and_never_falls(identifier: str, name: str) -> None:
    job: Any = quick(identifier).discover(GENERATORS[name](), a_context())
    seen: list[Progress] = list(job)
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions) and fractions[0] >= 0 and fractions[-1] == 1
    assert all("\n" not in progress.note for progress in seen)


@pairs
def test_parameters_and_set_survive_their_file(identifier: str, name: str, tmp_path: Path) -> None:
    found = discovered(identifier, name)
    parameters = found.provenance.parameters
    assert json.loads(json.dumps(dict(parameters))) == parameters
    wanted = quick(identifier)
    assert METHODS[identifier](**parameters) == wanted  # what was asked for is what is on record
    save_directions(found, tmp_path / "a.safetensors")
    again = load_directions(tmp_path / "a.safetensors")
    assert again.key == found.key and again.provenance == found.provenance and again.notes == found.notes
    assert (each(again, "leakage"), again.cuts, again.rank) == (each(found, "leakage"), found.cuts, found.rank)
    assert np.array_equal(each(again, "unprojected"), each(found, "unprojected"))


@pairs
def test_nothing_else_is_touched(identifier: str, name: str) -> None:
    generator = GENERATORS[name]()
    before, state, numpy_state = numbers_of(generator), torch.get_rng_state(), np.random.get_state()[1].copy()
    run(quick(identifier).discover(generator, a_context()))
    after = numbers_of(generator)
    assert before and before.keys() == after.keys()
    assert all(torch.equal(before[key], after[key]) for key in before)
    assert torch.equal(torch.get_rng_state(), state) and np.array_equal(np.random.get_state()[1], numpy_state)
    assert torch.is_grad_enabled()


@pairs
def test_a_cancelled_search_leaves_no_context_open(identifier: str, name: str) -> None:
    job = quick(identifier).discover(GENERATORS[name](), a_context())
    next(job)
    assert torch.is_grad_enabled() and not torch.is_inference_mode_enabled() and not torch.is_autocast_enabled("cpu")
    job.close()


@pairs
def test_what_is_prepared_changes_no_answer(identifier: str, name: str) -> None:
    generator, context = GENERATORS[name](), a_context(5)
    fractions = [step.fraction for step in quick(identifier).prepare(generator, Context(5))]
    assert fractions == sorted(fractions) and fractions[-1] == 1 and torch.is_grad_enabled()
    prepared = run(quick(identifier).discover(generator, context))
    fresh = discovered(identifier, name, seed=5)
    assert np.array_equal(prepared.vectors, fresh.vectors) and np.array_equal(prepared.sigma, fresh.sigma)


@of_regions
def test_a_set_of_a_region_tells_what_leaks_and_what_is_held(identifier: str, name: str) -> None:
    found = discovered(identifier, name)
    k, before = len(found), np.array(each(found, "unprojected"))
    assert before.shape == found.vectors.shape and before.dtype == np.float32
    assert np.linalg.norm(before, axis=1) == pytest.approx(np.ones(k), abs=1e-5)
    assert ((before * found.vectors).sum(1) >= 0).all()  # so that one can be blended into the other
    for shares in (each(found, "leakage"), each(found, "leakage_before")):
        assert len(shares) == k and all(0 <= share <= 1 for share in shares)
    assert list(found.cuts) == sorted(found.cuts, reverse=True) and len(found.cuts) <= 128 and found.rank >= 0
    assert not found.cuts or found.cuts[-1] >= 0


@of_regions
def test_one_region_names_the_directions_and_a_kept_one_leaves_a_sentence_or_a_set(identifier: str, name: str) -> None:
    region = a_context().region
    assert region is not None
    kept = np.fliplr(region) * (np.arange(32) < 8)[:, None]
    context = Context(3, region=region, kept=kept, regions={"mouth": region, "ear": kept})
    try:
        found = run(quick(identifier).discover(GENERATORS[name](), context))
    except ValueError as error:  # nine numbers may all move what is kept
        assert str(error).endswith(".") and "\n" not in str(error)
        return
    assert all(title == f"mouth {i + 1}" for i, title in enumerate(each(found, "name")))


@of_regions
def test_given_up_anywhere_the_next_search_is_as_a_fresh_one(identifier: str, name: str) -> None:
    fresh, generator = discovered(identifier, name, seed=5), GENERATORS[name]()
    total = sum(1 for _ in quick(identifier).discover(GENERATORS[name](), a_context(5)))
    for steps in range(1, total + 1):
        job = quick(identifier).discover(generator if steps % 2 else GENERATORS[name](), a_context(5))
        list(islice(job, steps))
        job.close()
    again = run(quick(identifier).discover(generator, a_context(5)))
    assert again.vectors == pytest.approx(fresh.vectors, abs=1e-5)
