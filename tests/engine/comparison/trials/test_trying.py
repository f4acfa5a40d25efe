"""All trials of a comparison: over seeds, with what refuses, on the disk, and gone on from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.comparison.comparing import header
from engine.comparison.trials.table import GLO, HELD, PRIOR, TRIALS, trials_for
from engine.comparison.trials.trial import Asked, Planned
from engine.comparison.trials.trying import compared, tried
from engine.document.truth.claims import TRIAL_CLAIMS
from engine.document.truth.comparison_file import load_comparison, save_comparison
from engine.job import Job, Progress, run
from tests.engine.measure.test_truth import FACTORS, NAMES, Planted, maps
from tests.fakes import LinearGenerator


def rising(asked: Asked) -> Job[Mapping[str, float]]:
    yield Progress(0.5)
    return {"seed": float(asked.seed), "light": float(asked.codes(2).mean() * 0 + 3)}


def refusing(asked: Asked) -> Job[Mapping[str, float]]:
    yield Progress(0.5)
    raise ValueError("It will not.")


def test_figures_are_means_over_the_seeds_and_what_refuses_says_so(tmp_path: Path) -> None:
    generator = Planted(maps())
    generator.sha256 = "ab" * 32
    asked = {"rising": Planned("Rising (1999)", rising), "refusing": Planned("Refusing (1999)", refusing)}
    found = run(compared(generator, FACTORS, {}, NAMES, asked, header(generator, (1, 3), 20, 200)))
    first, second = found.trials
    seed = first.figure("seed")
    assert seed is not None and seed.mean == 2.0 and seed.half == pytest.approx(12.706, rel=1e-3)
    assert first.figure("none") is None and second.failed == "It will not." and not second.figures
    save_comparison(found, tmp_path / "table.json")
    assert load_comparison(tmp_path / "table.json") == found
    assert run(tried(generator, FACTORS, {}, found)) == found


def test_each_seed_has_faces_of_its_own() -> None:
    generator = Planted(maps())
    one, other = (Asked(generator, FACTORS, seed).codes(3) for seed in (0, 1))
    assert not one.equal(other) and one.equal(Asked(generator, FACTORS, 0).codes(3))


def test_every_trial_has_a_claim_and_what_trains_can_be_left_out() -> None:
    assert set(TRIAL_CLAIMS) == set(TRIALS)
    generator = LinearGenerator()
    quick, whole = trials_for(generator, trains=False), trials_for(generator, trains=True, leave=[PRIOR])
    assert HELD in quick and PRIOR in quick and GLO not in quick
    assert GLO in whole and PRIOR not in whole and "stylespace" not in whole  # it has no channels
