"""What the methods find, against generators whose true directions are known."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.generator import Stage
from engine.generators import load
from engine.job import run
from engine.method import Context, fix_signs
from engine.methods.eigengan import EigenGAN
from engine.methods.ganspace import GANSpace, is_isotropic
from tests.direction_sets import each, texts
from tests.fakes import STRENGTHS, LinearGenerator, MappedGenerator, orthonormal, small_eigengan


def cosines(found: DirectionSet, truth: np.ndarray) -> np.ndarray:
    """|cos| between the found rows and the true ones, one by one."""
    return np.abs((found.vectors * truth).sum(1))


@pytest.mark.parametrize("seed", [0, 1])
def test_ganspace_recovers_the_components_of_mapped_codes(seed: int) -> None:
    generator = MappedGenerator()
    found = run(GANSpace().discover(generator, Context(seed)))
    assert found.vectors.shape == (9, 9) and texts(found) == ("components of the codes",)
    assert cosines(found, generator.axes.numpy()).min() > 0.99
    assert found.sigma == pytest.approx(generator.deviations.numpy(), rel=0.03)
    variances = generator.deviations.numpy() ** 2
    assert each(found, "spectrum") == pytest.approx(variances / variances.sum(), abs=0.01)


@pytest.mark.parametrize("seed", [0, 1])
def test_ganspace_recovers_what_the_first_features_follow(seed: int) -> None:
    generator = LinearGenerator()
    found = run(GANSpace(samples=2000).discover(generator, Context(seed)))
    assert "first features" in texts(found)[0]
    # Only eps reaches the first features: there are four directions, and none of them touches the rest of the code.
    assert found.vectors.shape == (4, 9) and not found.vectors[:, 4:].any()
    truth = np.zeros((4, 9), np.float32)
    truth[:, :4] = generator.turn["eps"].T.numpy()
    assert cosines(found, truth).min() > 0.99
    assert found.sigma == pytest.approx([1] * 4, rel=0.03) and np.ptp(found.sigma) < 1e-6
    variances = np.square(STRENGTHS["eps"])
    assert each(found, "spectrum") == pytest.approx(variances / variances.sum(), abs=0.03)


def test_ganspace_keeps_as_many_as_are_asked_for_the_strongest_first() -> None:
    found = run(GANSpace(samples=1000, components=3).discover(MappedGenerator(), Context()))
    assert found.vectors.shape == (3, 9) and each(found, "name") == ("component 1", "component 2", "component 3")
    assert list(found.sigma) == sorted(found.sigma, reverse=True)


def test_ganspace_counts_in_deviations_from_the_mean() -> None:
    generator = MappedGenerator()
    found = run(GANSpace().discover(generator, Context()))
    codes = generator.sample(2000, seed=7).numpy()
    places = codes @ found.vectors.T / found.sigma - np.array(each(found, "origin"))
    assert places.mean(0) == pytest.approx([0] * 9, abs=0.1) and places.std(0) == pytest.approx([1] * 9, abs=0.06)
    assert np.abs(each(found, "origin")).max() > 1  # the mean is not 0 here


def test_ganspace_moves_the_chosen_layers_alone() -> None:
    mapped = MappedGenerator()
    found = run(GANSpace(layers="2").discover(mapped, Context()))
    place = mapped.layout.slices["z1"]
    axes = mapped.axes.double().numpy() * mapped.deviations.double().numpy()[:, None]
    values, basis = np.linalg.eigh((axes.T @ axes)[place, place])
    assert np.flatnonzero(found.vectors.any(0)).tolist() == list(range(place.start, place.stop))
    assert np.abs((found.vectors[:, place] * basis.T[::-1]).sum(1)).min() > 0.99
    assert found.sigma == pytest.approx(np.sqrt(values[::-1]), rel=0.03)
    linear = LinearGenerator()
    found = run(GANSpace(layers="2-3").discover(linear, Context()))  # z1 is the first of them that features show
    assert np.flatnonzero(found.vectors.any(0)).tolist() == list(range(place.start, place.stop))
    assert np.abs((found.vectors[:, place] * linear.turn["z1"].T.numpy()).sum(1)).min() > 0.99


class TiedGenerator(MappedGenerator):
    """Three slots with the same three numbers, which MappedGenerator's noise stretches."""

    def __init__(self, white: bool = False) -> None:
        super().__init__()
        self.layout = Layout(tuple(Slot(f"w{i}", 3, 4) for i in (1, 2, 3)))
        self.tied, self.z_dim, self.white = True, 3, white
        self.inner = orthonormal(3, 3, seed=4)
        self.stages = (Stage("first", ("w1",), lambda _, codes: codes[:, :3] @ self.inner.T * torch.tensor([5, 3, 1])),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return (z if self.white else z * self.deviations[:3] @ self.inner + self.mean[:3]).repeat(1, 3)


@pytest.mark.parametrize("white", [False, True], ids=["codes", "features"])
def test_ganspace_moves_tied_layers_together(white: bool) -> None:
    generator = TiedGenerator(white)
    found = run(GANSpace(layers="2-3").discover(generator, Context()))
    assert not found.vectors[:, :3].any() and np.array_equal(found.vectors[:, 3:6], found.vectors[:, 6:])
    truth = np.concatenate([np.zeros((3, 3)), *[generator.inner.numpy() / np.sqrt(2)] * 2], 1)
    assert cosines(found, truth).min() > 0.99
    deviations = np.ones(3) if white else generator.deviations[:3].numpy()
    assert found.sigma == pytest.approx(deviations * np.sqrt(2), rel=0.03)
    place = generator.map(torch.zeros(1, 3)).numpy() @ found.vectors.T / found.sigma
    # A code's other slots do not count: the mean is read along the row alone.
    assert each(found, "origin") == pytest.approx(place[0], abs=0.05)


def test_ganspace_goes_the_way_that_it_is_told() -> None:
    found = run(GANSpace(route="features").discover(MappedGenerator(), Context()))
    assert "first features" in texts(found)[0] and not found.vectors[:, 4:].any()
    assert texts(run(GANSpace(route="codes").discover(LinearGenerator(), Context()))) == ("components of the codes",)


class MixedGenerator(MappedGenerator):
    """Codes mixed of nine independent causes along directions that are not orthogonal, the causes with heavy tails."""

    def __init__(self) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(3)
        ways = torch.eye(9) + 0.4 * torch.randn(9, 9, generator=random)
        self.ways = ways / torch.linalg.vector_norm(ways, dim=1, keepdim=True)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        causes = z**3 / 15**0.5  # of variance 1, kurtosis far above a Gaussian's
        return causes * self.deviations @ self.ways + self.mean


def test_independent_components_are_the_causes_and_plain_ones_are_not() -> None:
    generator = MixedGenerator()
    truth = generator.ways.numpy()

    def best(found: DirectionSet) -> np.ndarray:
        return np.abs(found.vectors @ truth.T).max(0)  # of each cause

    turned = run(GANSpace(independent=True).discover(generator, Context()))
    assert texts(turned)[0] == "independent components of the codes" and len(texts(turned)) == 1
    assert best(turned).min() > 0.98 and best(run(GANSpace().discover(generator, Context()))).min() < 0.9
    nearest = np.abs(turned.vectors @ truth.T).argmax(1)
    assert turned.sigma == pytest.approx(generator.deviations.numpy()[nearest], rel=0.15)  # heavy tails
    assert list(turned.sigma) == sorted(turned.sigma, reverse=True) and sum(each(turned, "spectrum")) <= 1 + 1e-6
    again = run(GANSpace(independent=True).discover(generator, Context()))
    assert np.array_equal(turned.vectors, again.vectors)


def test_gaussian_codes_have_no_independent_components() -> None:
    with pytest.raises(ValueError, match="no independent components"):
        run(GANSpace(independent=True, samples=1000).discover(LinearGenerator(), Context()))


class NarrowNoise(LinearGenerator):
    """Noise of deviation 0.88, as BigGAN's cut normal has it; no seed is ever asked for."""

    classes = 3

    def draw(self, count: int, random: torch.Generator) -> Tensor:
        return 0.88 * super().draw(count, random)

    def noise(self, count: int, seed: int) -> Tensor:
        raise AssertionError("a generator made for each row costs more than the row")


def test_ganspace_draws_in_bulk_and_knows_noise_of_any_width() -> None:
    found = run(GANSpace().discover(NarrowNoise(), Context()))
    assert "first features" in texts(found)[0] and texts(found)[1] == "codes of class 0"
    assert found.sigma == pytest.approx([0.88] * 4, rel=0.03)


@pytest.mark.parametrize("asked", [{"samples": 9}, {"feature_samples": 4}])
def test_ganspace_refuses_fewer_samples_than_dimensions(asked: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"samples are too few for \d dimensions: .*Take at least \d+, better \d+\.$"):
        run(GANSpace(**asked).discover(LinearGenerator(), Context()))


def peak_memory(method: GANSpace, generator: LinearGenerator) -> int:
    """The most bytes that torch held for tensors at one time, as its allocator reports them."""
    with torch.autograd.profiler.profile(profile_memory=True) as watched:
        run(method.discover(generator, Context()))
    events = [e for e in watched.kineto_results.events() if e.name() == "[memory]"]
    events.sort(key=lambda event: event.start_ns())
    return int(np.cumsum([event.nbytes() for event in events]).max())


def test_ganspace_needs_no_more_memory_for_more_samples() -> None:
    few, many = (peak_memory(GANSpace(samples=n), MappedGenerator()) for n in (20_000, 200_000))
    assert 0 < many <= few + 4096 < 200_000
    few, many = (peak_memory(GANSpace(samples=500, feature_samples=n), LinearGenerator()) for n in (1_000, 10_000))
    assert 0 < many <= few + 65_536


def test_white_noise_is_told_from_codes_with_components() -> None:
    random = np.random.default_rng(0)
    for d, n in ((9, 500), (40, 500), (100, 2000), (450, 500)):
        white = random.normal(size=(n, d))
        assert is_isotropic(np.cov(white.T), n) and is_isotropic(np.cov((white * 0.88).T), n)
        assert d > 100 or not is_isotropic(np.cov((white * np.linspace(1.6, 0.6, d)).T), n)


def test_ganspace_moves_the_shipped_faces() -> None:
    generator = load("builtin:faces-eigengan-64")
    found = run(GANSpace(samples=500, feature_samples=500, components=4).discover(generator, Context()))
    code = generator.sample(1, seed=3)
    step = torch.from_numpy(found.vectors)
    with torch.no_grad():
        change = generator.synthesize(code + 2 * step) - generator.synthesize(code - 2 * step)
    assert change.abs().mean((1, 2, 3)).min() > 0.01


def test_eigengan_hands_over_the_sliders_that_training_made() -> None:
    generator = small_eigengan()
    found = run(EigenGAN().discover(generator, Context()))
    assert each(found, "slider") == each(found, "name") == (
        "z1.1", "z1.2", "z1.3", "z1.4", "z2.1", "z2.2", "z2.3", "z3.1", "z3.2",
    )  # fmt: skip
    for slider, row in zip(each(found, "slider"), found.vectors, strict=True):
        assert row.nonzero()[0].tolist() == [generator.layout.index(slider)]
    assert found.slider(4) == "z2.1" and set(found.sigma.tolist()) == {1.0}


def test_eigengan_tells_the_measured_effects() -> None:
    found = run(EigenGAN().discover(LinearGenerator(), Context()))
    assert each(found, "effect") == (0.5, 0.25, 0.0, 0.125, 0.0)


def test_eigengan_tells_the_strengths_and_which_sliders_are_dead() -> None:
    generator = small_eigengan()
    found = run(EigenGAN().discover(generator, Context()))
    lengths = [generator.network.blocks[i].sub.L for i in range(3)]
    assert each(found, "spectrum") == pytest.approx(torch.cat(lengths).tolist())
    maps = each(found, "map")
    assert [len(row) for row in maps] == [4] * 4 + [8] * 3 + [16] * 2 and maps[0].max() == 255
    row = generator.network.blocks[1].sub
    power = row.U[2].view(row.shape).square().mean(0)
    assert np.unravel_index(maps[6].argmax(), (8, 8)) == np.unravel_index(int(power.argmax()), (8, 8))
    assert [note.partition(":")[0] for note in texts(found)] == ["z1", "z2", "z3"]
    assert texts(found)[0].startswith("z1: L 8 to 2, mu ") and "U orthonormal to " in texts(found)[0]
    generator.effects = {"z1.1": 0.2, "z2.2": 0.01, "z3.1": 0.0}
    assert texts(run(EigenGAN().discover(generator, Context())))[-1] == "moves next to nothing: z2.2, z3.1"


def test_eigengan_says_why_it_cannot() -> None:
    assert EigenGAN.why_not(small_eigengan()) == ""
    reason = EigenGAN.why_not(LinearGenerator(own=()))
    assert reason.startswith("linear has no sliders of its own") and reason.endswith(".")


def test_the_largest_entry_of_a_row_is_made_positive() -> None:
    rows = np.array([[0.1, -0.9, 0.3], [0.8, -0.2, 0.0], [0.0, 0.0, 0.0], [-0.5, 0.5, 0.0]])
    assert fix_signs(rows).tolist() == [[-0.1, 0.9, -0.3], [0.8, -0.2, 0.0], [0.0, 0.0, 0.0], [0.5, -0.5, 0.0]]


def test_ganspace_samples_what_suits_the_mapping_network_unless_it_is_told() -> None:
    small, large = NarrowNoise(), NarrowNoise()
    large.z_dim = 512
    assert (GANSpace().suiting(small), GANSpace().suiting(large)) == (100_000, 10_000)
    assert GANSpace(samples=777).suiting(large) == 777
