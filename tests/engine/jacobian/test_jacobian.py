"""The Jacobian against central differences and against the way back, and the Gram matrices of its regions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.autograd import forward_ad

from engine.codes.subspace import Subspace
from engine.document.code import Layout, Slot
from engine.generator import Features, Generator, Stage
from engine.generators.stylegan2 import ending as stylegan2_ending
from engine.generators.stylegan2 import slopes as stylegan2_slopes
from engine.jacobian import linear as module
from engine.jacobian.areas import areas
from engine.jacobian.columns import Columns, Jacobian, fitting, jacobian
from engine.jacobian.gram import grams
from engine.jacobian.linear import linear, seen_early
from engine.job import run
from tests.contracts.test_generators import MAKERS, generator_of
from tests.engine.generators.test_stylegan2 import opened, weights_of
from tests.fakes import LinearGenerator

SIDE = 16


class Halves(Generator):
    """16 x 16 pictures in two stages: slot "left" moves the left half alone, slot "right" the right half.

    `maps` (768, left + right) is the picture's Jacobian where `bent` is 0; else sines bend codes and picture. `ran`
    counts how often each stage ran.
    """

    family, title = "halves", "Halves"

    def __init__(self, bent: float = 0, dtype: torch.dtype = torch.float32, left: int = 4, right: int = 5) -> None:
        self.layout = Layout((Slot("left", left, 4), Slot("right", right, 16)))
        self.left, size = left, left + right
        self.resolution, self.bent, self.dtype = SIDE, bent, dtype
        self.name, self.source, self.sha256 = "halves", "/nowhere/halves.safetensors", "halves".ljust(64, "0")
        self.metadata: Mapping[str, str] = {}
        random = torch.Generator().manual_seed(6)
        maps = torch.randn(3, SIDE, SIDE, size, generator=random, dtype=torch.float64)
        maps[:, :, :, :left][:, :, SIDE // 2 :] = 0
        maps[:, :, :, left:][:, :, : SIDE // 2] = 0
        self.maps = (maps * torch.linspace(2, 0.5, size, dtype=torch.float64)).flatten(0, 2).to(dtype)
        self.parameters, self.ran = self.maps.numel(), [0, 0]
        small = torch.from_numpy(areas(SIDE, 4)).to(dtype)
        self.stages = (
            Stage("left", ("left",), self._left, lambda h: small @ h.view(-1, 3, SIDE, SIDE) @ small.T, 4),
            Stage("right", ("right",), self._right),
        )

    def _bend(self, x: Tensor) -> Tensor:
        return x + self.bent * x.sin()

    def _left(self, features: Features | None, codes: Tensor) -> Tensor:
        self.ran[0] += 1
        return self._bend(codes[:, : self.left].to(self.dtype)) @ self.maps[:, : self.left].T

    def _right(self, features: Any, codes: Tensor) -> Tensor:
        self.ran[1] += 1
        picture = features + self._bend(codes[:, self.left :].to(self.dtype)) @ self.maps[:, self.left :].T
        return self._bend(picture).view(-1, 3, SIDE, SIDE)

    def noise(self, count: int, seed: int) -> Tensor:
        return super().noise(count, seed).to(self.dtype)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("Halves has no file")


def left_half(side: int = SIDE, hard: bool = True) -> np.ndarray:
    """A mask of the left half; soft, its edge is one eighth of the side wide."""
    across = (np.arange(side) + 0.5) / side
    edge = (across < 0.5) * 1.0 if hard else np.clip((0.5 - across) * 8 + 0.5, 0, 1)
    return np.tile(edge, (side, 1)).astype(np.float32)


@pytest.fixture(scope="module")
def bent() -> tuple[Halves, Subspace, Tensor, Jacobian]:
    generator = Halves(bent=0.7, dtype=torch.float64)
    subspace, code = Subspace(generator.layout, tied=False), generator.sample(1, seed=4)[0]
    return generator, subspace, code, run(jacobian(generator, subspace, code))


def test_a_linear_picture_has_the_map_itself_as_its_jacobian() -> None:
    generator = Halves()
    found = run(jacobian(generator, Subspace(generator.layout, tied=False), np.zeros(9, np.float32)))
    assert found.numbers.dtype == torch.float32 and (found.channels, found.shape) == (3, (SIDE, SIDE))
    assert torch.allclose(found.numbers, generator.maps, atol=1e-6)


def test_it_agrees_with_central_differences(bent: tuple[Halves, Subspace, Tensor, Jacobian]) -> None:
    generator, _, code, found = bent
    h = 1e-5
    for i in range(9):
        step = h * torch.eye(9, dtype=torch.float64)[i]
        ahead, behind = generator.synthesize(torch.stack((code + step, code - step))).flatten(1)
        slope = (ahead - behind) / (2 * h)
        assert (found.numbers[:, i] - slope).norm() < 1e-8 * slope.norm()


def test_the_way_back_agrees(bent: tuple[Halves, Subspace, Tensor, Jacobian]) -> None:
    generator, _, code, found = bent
    random = torch.Generator().manual_seed(1)
    u = torch.randn(768, generator=random, dtype=torch.float64)
    v = torch.randn(9, generator=random, dtype=torch.float64)
    leaf = code.clone().requires_grad_()
    (back,) = torch.autograd.grad(generator.synthesize(leaf[None]).flatten() @ u, leaf)
    assert float(u @ (found.numbers @ v)) == pytest.approx(float(back @ v), rel=1e-12)


def test_steps_ahead_and_back_are_each_others_transpose(bent: tuple[Halves, Subspace, Tensor, Jacobian]) -> None:
    generator, subspace, code, found = bent
    random = np.random.default_rng(1)
    for grey, side in ((False, SIDE), (True, 5)):
        view = linear(generator, subspace, code, side, grey=grey)
        v, u = random.standard_normal((2, 9)), torch.from_numpy(random.standard_normal((view.size, 3)))
        products = u.T @ run(view.ahead(v))
        assert products.numpy() == pytest.approx(view.back(u) @ v.T, rel=1e-9)
    assert torch.allclose(run(linear(generator, subspace, code).ahead(np.eye(9))), found.numbers)
    unseen = linear(generator, Subspace(generator.layout, tied=False), code, 3, early=True)  # slot "right" comes later
    assert not unseen.back(torch.ones(unseen.size, 1))[0, 4:].any()


@pytest.mark.parametrize("name", [name for name in MAKERS if not name.startswith("builtin")])
def test_forward_mode_runs_through_every_family_and_agrees_with_the_way_back(name: str) -> None:
    generator = generator_of(name)
    try:
        subspace = Subspace(generator.layout, tied=generator.tied)
    except ValueError:
        pytest.skip("no latent slots")
    code = generator.sample(1, seed=2)[0]
    found = run(jacobian(generator, subspace, code))
    random = torch.Generator().manual_seed(1)
    u = torch.randn(len(found.numbers), generator=random)
    leaf = code.clone().requires_grad_()
    (back,) = torch.autograd.grad(generator.synthesize(leaf[None]).flatten() @ u, leaf)
    wanted = subspace.lift(np.eye(subspace.dimension)) @ back.double().numpy()
    assert (u @ found.numbers).numpy() == pytest.approx(wanted, rel=1e-4, abs=1e-4 * np.linalg.norm(wanted))
    ours = linear(generator, subspace, code).back(u[:, None])[0]
    assert ours == pytest.approx(wanted, rel=1e-4, abs=1e-4 * np.linalg.norm(wanted))


def test_no_forward_mode_level_is_open_between_two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = Halves()
    monkeypatch.setattr(module, "BATCH", 2)
    job = jacobian(generator, Subspace(generator.layout, tied=False), np.zeros(9, np.float32))
    seen = []
    for progress in job:
        with forward_ad.dual_level():  # levels do not nest
            seen.append(progress.fraction)
        assert torch.is_grad_enabled()
    # Nine numbers, two at a time, each through two stages.
    assert seen == pytest.approx([*(k / 9 for k in range(1, 9)), 8.5 / 9, 1])


def test_steps_in_many_batches_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = Halves(bent=0.7)
    subspace, code = Subspace(generator.layout, tied=False), generator.sample(1)[0]
    whole = run(jacobian(generator, subspace, code)).numbers
    monkeypatch.setattr(module, "BATCH", 1)
    assert torch.allclose(run(jacobian(generator, subspace, code)).numbers, whole, rtol=1e-5, atol=1e-6)


def test_a_smaller_side_is_the_average_of_the_larger_and_grey_that_of_the_channels() -> None:
    generator = Halves()
    subspace, code = Subspace(generator.layout, tied=False), np.zeros(9, np.float32)
    maps = generator.maps.view(3, SIDE, SIDE, 9)
    small = run(jacobian(generator, subspace, code, side=4))
    assert torch.allclose(small.numbers.view(3, 4, 4, 9), maps.view(3, 4, 4, 4, 4, 9).mean((2, 4)), atol=1e-6)
    grey = run(jacobian(generator, subspace, code, grey=True))
    assert grey.channels == 1 and torch.allclose(grey.numbers.view(SIDE, SIDE, 9), maps.mean(0), atol=1e-6)
    assert run(jacobian(generator, subspace, code, side=99)).shape == (SIDE, SIDE)


def test_an_early_picture_is_that_of_the_lower_block() -> None:
    generator = Halves()
    code = np.zeros(9, np.float32)
    found = run(jacobian(generator, Subspace(generator.layout, tied=False), code, side=3, early=True))
    assert (
        found.shape == (3, 3)
        and generator.ran[1] == 0
        and not found.numbers[:, 4:].any()
        and found.numbers[:, :4].any()
    )
    with pytest.raises(ValueError, match="look at more pixels"):
        run(jacobian(generator, Subspace(generator.layout, "2", tied=False), code, side=3, early=True))
    late = run(jacobian(generator, Subspace(generator.layout, tied=False), code, side=5, early=True))
    assert late.numbers[:, 4:].any()  # no lower block has so many pixels


def test_stages_before_the_chosen_layers_run_once() -> None:
    generator = Halves()
    found = run(jacobian(generator, Subspace(generator.layout, "2", tied=False), np.zeros(9, np.float32)))
    assert torch.allclose(found.numbers, generator.maps[:, 4:], atol=1e-6) and generator.ran == [1, 2]


@pytest.mark.parametrize("side", [8, 16, 32])
def test_an_ending_gives_the_same_for_early_and_whole_pictures(side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stylegan2_slopes, "BROAD", 1)
    generator = opened(weights_of())
    subspace, code = Subspace(generator.layout, tied=True), generator.sample(1)[0]
    assert subspace.dimension < module.MANY
    plain = run(jacobian(generator, subspace, code, side, early=True))
    monkeypatch.setattr(module, "MANY", 1)
    matrices = stylegan2_ending._matrices
    made: list[int] = []
    monkeypatch.setattr(stylegan2_ending, "_matrices", lambda w, seen: made.append(len(seen)) or matrices(w, seen))
    steps = list(jacobian(generator, subspace, code, side, early=True))
    ended = run(jacobian(generator, subspace, code, side, early=True))
    assert made == [side + 2] * 2 and ended.shape == plain.shape == (side, side)
    assert (ended.numbers - plain.numbers).norm() < 2e-6 * plain.numbers.norm()
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[-1] == 1


def test_a_tied_step_moves_every_slot() -> None:
    generator = generator_of("stylegan2")
    code = generator.sample(1)[0]
    tied = run(jacobian(generator, Subspace(generator.layout, tied=True), code)).numbers
    free = run(jacobian(generator, Subspace(generator.layout, tied=False), code)).numbers
    copies = len(generator.layout.latent)
    together = free.view(len(free), copies, -1).sum(1) / np.sqrt(copies)
    assert torch.allclose(tied, together, atol=1e-4 * float(together.abs().max()))


def test_a_gram_is_the_weighted_product(
    bent: tuple[Halves, Subspace, Tensor, Jacobian], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, mask = bent[3], left_half(hard=False)
    monkeypatch.setattr("engine.jacobian.gram.NUMBERS", 9 * 3 * 7)  # seven pixels at once
    weights = torch.from_numpy(mask).double().flatten().repeat(3)
    product = found.numbers.T @ (weights[:, None] * found.numbers) / float(mask.sum(dtype=np.float64))
    seen = run(grams(found, mask))
    assert seen.dtype == torch.float64 and torch.allclose(seen, product, rtol=1e-12)


def test_what_a_given_up_job_followed_is_not_followed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = Halves(bent=0.7)
    subspace, code = Subspace(generator.layout, tied=False), generator.sample(1)[0]
    monkeypatch.setattr(module, "BATCH", 2)
    whole = run(jacobian(generator, subspace, code)).numbers
    columns = Columns()
    given_up = jacobian(generator, subspace, code, columns=columns)
    while columns.done < 4:
        next(given_up)
    given_up.close()
    generator.ran = [0, 0]
    other = jacobian(generator, subspace, code, columns=columns)
    assert torch.equal(run(other).numbers, whole) and generator.ran[1] == 1 + 3  # the picture, and what was left


def test_two_jobs_that_take_turns_fill_the_same_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = Halves(bent=0.7)
    monkeypatch.setattr(module, "BATCH", 2)
    subspace, code = Subspace(generator.layout, tied=False), generator.sample(1)[0]
    whole, columns = run(jacobian(generator, subspace, code)).numbers, Columns()
    jobs = [jacobian(generator, subspace, code, columns=columns) for _ in range(2)]
    for _ in range(3):
        for job in jobs:
            next(job, None)
    assert torch.allclose(run(jobs[1]).numbers, whole, rtol=1e-5, atol=1e-6) and columns.done == 9


def test_the_side_is_halved_until_all_fits_and_large_pictures_are_seen_early(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitting(256, 3, 2048) == 256 and fitting(1024, 3, 1024) == 512 and fitting(1024, 1, 1024) == 1024
    in_memory = [fitting(256, channels, d, filed=False) for channels, d in ((3, 512), (3, 1024), (1, 1024))]
    assert in_memory == [256, 128, 256]
    generator = Halves()
    subspace = Subspace(generator.layout, tied=False)
    assert not seen_early(generator, subspace, 4)
    monkeypatch.setattr(module, "WHOLE", SIDE - 1)
    assert seen_early(generator, subspace, 4) and not seen_early(generator, subspace, 5)
    assert not seen_early(generator, Subspace(generator.layout, "2", tied=False), 4)  # which comes in later


def test_what_does_not_fit_or_is_not_finite_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    generator, code = LinearGenerator(), np.zeros(9, np.float32)
    subspace = Subspace(generator.layout, tied=False)
    whole = generator.directions["z2"]
    for number in (torch.nan, torch.inf):
        generator.directions["z2"] = whole * number
        with pytest.raises(ValueError, match="not finite"):
            run(jacobian(generator, subspace, code))
    monkeypatch.setattr("engine.jacobian.columns.FILED", 1000)
    with pytest.raises(ValueError, match="choose fewer layers"):
        run(jacobian(generator, subspace, code))
