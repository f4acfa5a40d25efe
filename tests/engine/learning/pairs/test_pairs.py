"""Pairs that are told apart: what is planted is found, chance is chance, and a break changes no number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.document.asked.learning import Keeping
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress, run
from engine.learning import training
from engine.learning.learner import Found
from engine.learning.pairs.learner import PairLearner, Rates
from engine.learning.pairs.measuring import Judge, telling
from engine.learning.pairs.pairs import FARTHEST, NEAR, distances, pairs_of
from engine.learning.pairs.reconstructor import Reconstructor
from engine.learning.pairs.shown import REACH, straight
from engine.learning.pairs.ways import FORMS, Orthonormal, random_rows
from engine.method import Context, Method, check_parameters
from engine.methods.voynov import Voynov
from engine.methods.warpedganspace import WarpedGANSpace
from tests.engine.learning.pairs.planted import Planted
from tests.fakes import LinearGenerator, MappedGenerator, orthonormal

BOTH = (Voynov(directions=3, samples=32, steps=4), WarpedGANSpace(directions=3, dipoles=2, samples=32, steps=4))


@pytest.fixture(autouse=True)
def _paced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen pictures at once, however busy the machine is: another number is another order of sums."""

    def pace(generator: Generator) -> Job[int]:
        yield Progress(1.0)
        return 16

    monkeypatch.setattr(training, "pace", pace)


def found(method: Method, generator: Generator, context: Context | None = None) -> DirectionSet:
    return run(method.discover(generator, context or Context()))


def test_distances_go_either_way_alike_and_neither_too_near_nor_too_far() -> None:
    far = distances(20_000, torch.Generator().manual_seed(0))
    assert float((far > 0).float().mean()) == pytest.approx(0.5, abs=0.02)
    assert float(far.abs().min()) == NEAR and 0.99 * FARTHEST < float(far.abs().max()) <= FARTHEST
    assert float((far.abs() == NEAR).float().mean()) == pytest.approx(NEAR / FARTHEST, abs=0.02)


def test_who_learned_nothing_tells_as_many_as_chance() -> None:
    random = torch.Generator().manual_seed(0)
    pairs = run(pairs_of(LinearGenerator(), 64, random, 16))
    ways = FORMS["orthonormal"](random_rows(8, 9, random))
    right, off = run(telling(pairs, ways, Reconstructor(8, pairs.seen.side, random), pairs.bank, random, 16))
    assert right.mean() == pytest.approx(1 / 8, abs=0.1) and 0 < off < 2 * FARTHEST


def test_a_natural_change_is_natural_and_one_that_no_face_shows_is_not() -> None:
    random = torch.Generator().manual_seed(0)
    usual, strange = orthonormal(2, 3 * 8 * 8, seed=1)
    faces = 5 * torch.randn(500, 1, generator=random) * usual + 0.1 * torch.randn(500, 192, generator=random)
    judge, some = Judge(faces.view(-1, 3, 8, 8)), faces[:16]
    signs = torch.cat((torch.ones(16), -torch.ones(16)))
    natural, never, nothing = (
        judge.natural(torch.cat((some + by, some - by)), signs) for by in (10 * usual, 10 * strange, 0 * usual)
    )
    assert natural == pytest.approx(0.5, abs=0.1) and never < 0.05 and nothing < 1e-4


def test_a_step_moves_tied_slots_alike_and_what_is_no_latent_slot_not() -> None:
    generator = MappedGenerator()
    random = torch.Generator().manual_seed(0)
    pairs = run(pairs_of(generator, 32, random, 16))
    assert pairs.unit == pytest.approx(float(pairs.bank.codes.var(0).mean().sqrt()))
    ways = FORMS["orthonormal"](random_rows(2, 9, random))
    which, far = torch.tensor([0, 1]), torch.tensor([2.0, -3.0])
    wanted = generator.synthesize(pairs.bank.codes[:2] + pairs.unit * far[:, None] * ways.matrix())
    assert pairs.shifted(pairs.bank.codes[:2], ways, which, far).detach() == pytest.approx(wanted.detach(), abs=1e-4)


@pytest.mark.parametrize("method", BOTH)
def test_a_set_says_how_well_it_is_told_and_how_natural_it_is(method: Method) -> None:
    directions = found(method, MappedGenerator())
    assert [direction.name for direction in directions] == ["direction 1", "direction 2", "direction 3"]
    spectrum = [direction.spectrum for direction in directions]
    assert spectrum == sorted(spectrum, reverse=True) and all(0 <= each <= 1 for each in spectrum)  # type: ignore
    assert "fresh pairs told right (chance 0.33)" in directions.notes[0].text


@pytest.mark.parametrize("method", BOTH)
@pytest.mark.parametrize("yields", [1, 2, 5])
def test_ended_anywhere_it_goes_on_to_the_same_numbers(tmp_path: Path, method: Method, yields: int) -> None:
    whole = found(method, MappedGenerator())
    context = Context(keeping=Keeping(str(tmp_path / "a.training")))
    job = method.discover(MappedGenerator(), context)
    steps = 0
    while steps < yields:
        steps += next(job).note.startswith("step")
    job.close()
    assert (tmp_path / "a.training").is_file() == (yields > 2)
    again = found(method, MappedGenerator(), context)
    assert np.array_equal(whole.vectors, again.vectors) and np.array_equal(whole.sigma, again.sigma)
    assert [n.text for n in whole.notes] == [n.text for n in again.notes]


def test_paths_go_through_the_middle_along_the_vector() -> None:
    directions = found(BOTH[1], MappedGenerator())
    assert directions.reach == REACH
    for direction in directions:
        assert direction.path is not None and direction.path.dtype == np.float32
        half = len(direction.path) // 2
        assert not direction.path[half].any()
        ahead = direction.path[half + 1] / np.linalg.norm(direction.path[half + 1])
        assert float(ahead @ direction.vector) > 0.3
        legs = np.linalg.norm(np.diff(direction.path, axis=0), axis=1)
        assert legs.max() <= REACH / half * direction.sigma * 1.001


def test_more_directions_than_numbers_are_as_many_as_there_can_be_and_it_is_said() -> None:
    few = found(Voynov(samples=32, steps=1), LinearGenerator())
    assert len(few) == 9 and any("9 directions and not 32" in note.text for note in few.notes)
    assert np.abs(few.vectors @ few.vectors.T - np.eye(9)).max() < 1e-4
    assert len(found(Voynov(matrix="free", directions=12, samples=32, steps=1), LinearGenerator())) == 12


@pytest.mark.parametrize("bad", [Voynov(directions=1), Voynov(matrix="square"), WarpedGANSpace(dipoles=0)])
def test_bad_parameters_are_a_sentence(bad: Method) -> None:
    with pytest.raises(ValueError, match=r"must (lie between|be one of).*\.$"):
        check_parameters(bad)


def test_planted_directions_are_found_and_stay_orthonormal() -> None:
    turn = orthonormal(4, 4, seed=4)
    generator = Planted(4, 2, lambda codes: (codes @ turn.T)[:, :2] * torch.tensor([0.6, 0.2]))
    random = torch.Generator().manual_seed(0)
    pairs = run(pairs_of(generator, 500, random, 16))
    ways = Orthonormal(random_rows(2, 4, random))
    learner = PairLearner(pairs, ways, lambda: Found(straight(pairs, ways)), Rates(2e-2, 2e-3), 16, 0)
    adam = torch.optim.Adam([{"params": list(group.parameters), "lr": group.rate} for group in learner.rated()])
    for _ in range(300):
        adam.zero_grad()
        run(learner.step(random))
        adam.step()
    vectors = np.stack([direction.vector for direction in learner.so_far().directions])
    assert np.abs(vectors @ turn[:2].numpy().T).max(0) == pytest.approx([1, 1], abs=0.05)
    assert np.abs(vectors @ vectors.T - np.eye(2)).max() < 1e-4
    right, _ = run(telling(pairs, ways, learner.reconstructor, pairs.bank, random, 16))
    assert right.mean() > 0.95
