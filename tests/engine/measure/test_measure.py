"""The measurements: each against an answer known beforehand."""

from __future__ import annotations

import errno
import math
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Generator, Stage
from engine.job import Job, run
from engine.measure import measurement
from engine.measure.features import DIMENSION, FeatureNetwork, load_features
from engine.measure.frechet import Moments, MomentSum, frechet_distance
from engine.measure.measurement import generator_moments, measure
from engine.measure.sliders import slider_effects
from engine.measure.teacher import load_teacher, pack, unpack
from engine.training.teacher import sample_teacher

Result = TypeVar("Result")


class Stripes(Generator):
    """Three numbers, three grey stripes side by side: number i, in stage i, adds `gains[i]` times itself to stripe i.

    Going from -2 to +2 thus changes the picture by exactly 4 * gain / 3 in the mean.
    """

    title = "Stripes"
    own_slots = ("z1", "z2")
    gains = (0.3, 0.0, 0.0225 - 1e-4)

    def __init__(self, resolution: int = 6) -> None:
        self.resolution = resolution
        self.layout = Layout((Slot("eps", 2, 4), Slot("z1", 1, 4), Slot("z2", 2, 8)))
        self.metadata = {}
        self.runs = [0, 0, 0]
        self.stages = (
            Stage("eps", ("eps",), self._background),
            Stage("z1", ("z1",), self._first),
            Stage("z2", ("z2",), self._second),
        )

    @classmethod
    def matches(cls, weights: object, metadata: object) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: object, metadata: object) -> Stripes:
        return cls()

    def orthogonality(self) -> tuple[float, ...]:
        return (0.25, 0.5)

    def _background(self, features: Tensor | None, codes: Tensor) -> Tensor:
        self.runs[0] += 1
        return 0.01 * codes[:, 0, None, None, None].expand(-1, 3, self.resolution, self.resolution)

    def _stripe(self, features: Tensor, i: int, values: Tensor) -> Tensor:
        mask = torch.arange(self.resolution) * 3 // self.resolution == i
        return features + self.gains[i] * values[:, None, None, None] * mask

    def _first(self, features: Tensor | None, codes: Tensor) -> Tensor:
        self.runs[1] += 1
        assert features is not None
        return self._stripe(features, 0, codes[:, 2])

    def _second(self, features: Tensor | None, codes: Tensor) -> Tensor:
        self.runs[2] += 1
        assert features is not None
        return self._stripe(self._stripe(features, 1, codes[:, 3]), 2, codes[:, 4])


def drive(job: Job[Result]) -> tuple[list[float], Result]:
    """A job's fractions and its result, with the modes that must not stay open across a yield checked at each step."""
    fractions = []
    while True:
        try:
            fractions.append(next(job).fraction)
        except StopIteration as stop:
            return fractions, stop.value
        assert torch.is_grad_enabled() and not torch.is_inference_mode_enabled()


# The distance


def moments(mean: object, covariance: object) -> Moments:
    return Moments(torch.tensor(mean, dtype=torch.float64), torch.tensor(covariance, dtype=torch.float64), 100)


def test_distance_of_gaussians_that_commute() -> None:
    a = moments([0, 0, 0], np.diag([1, 4, 0]))
    b = moments([3, 0, 4], np.diag([9, 4, 1]))
    assert frechet_distance(a, b) == pytest.approx(25 + (1 - 3) ** 2 + 0 + 1, abs=1e-9)


def test_distance_of_gaussians_that_do_not_commute() -> None:
    first, second = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([[4.0, -1.0], [-1.0, 1.0]])
    # For 2 x 2, tr M^1/2 = (tr M + 2 det M^1/2)^1/2 in closed form.
    product = first @ second
    root = math.sqrt(np.trace(product) + 2 * math.sqrt(np.linalg.det(product)))
    expected = np.trace(first) + np.trace(second) - 2 * root
    assert frechet_distance(moments([1, 1], first), moments([1, 1], second)) == pytest.approx(expected, abs=1e-9)
    assert frechet_distance(moments([1, 1], second), moments([1, 1], first)) == pytest.approx(expected, abs=1e-9)


def test_distance_from_itself_is_zero_even_with_fewer_pictures_than_features() -> None:
    total = MomentSum(50)
    total.add(torch.randn(20, 50, generator=torch.Generator().manual_seed(0)))
    assert frechet_distance(total.moments(), total.moments()) == pytest.approx(0, abs=1e-4)


def test_distance_leaves_the_number_of_threads() -> None:
    before = torch.get_num_threads()
    frechet_distance(moments([0], [[1]]), moments([0], [[1]]))
    assert torch.get_num_threads() == before


def test_moments_in_uneven_batches_are_those_of_the_whole() -> None:
    features = 5 + torch.randn(101, 7, generator=torch.Generator().manual_seed(1))
    total = MomentSum(7)
    for part in features.split(40):
        total.add(part)
    found = total.moments()
    assert found.count == 101
    np.testing.assert_allclose(found.mean, features.numpy().mean(0), rtol=1e-6)
    np.testing.assert_allclose(found.covariance, np.cov(features.numpy().astype(np.float64).T), rtol=1e-9, atol=1e-12)


def test_moments_refuse_what_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="two pictures"):
        MomentSum(3).moments()
    total = MomentSum(3)
    total.add(torch.tensor([[0.0, 1.0, math.nan], [0.0, 1.0, 2.0]]))
    with pytest.raises(ValueError, match="not finite"):
        total.moments()


# The features

#: First eight features of `wave(64, 64)` and `wave(65, 46)`, and the length of all 1280, from the original float32
#: weights in a port that was checked on photographs. The odd size tells SAME padding from the symmetric kind.
GOLDEN = {
    (64, 64): ([0.804687, 0, 0, 0, 0, 0, 1.133071, 6], 77.357018),
    (65, 46): ([0, 0, 0, 0, 0, 0.008254, 1.321083, 3.601328], 40.984852),
}


def wave(height: int, width: int) -> Tensor:
    y, x = np.mgrid[:height, :width] / 16
    return torch.from_numpy(np.stack([np.sin(x * (c + 1) + y * y) for c in range(3)]).astype(np.float32))[None]


@pytest.fixture(scope="module")
def network() -> FeatureNetwork:
    return load_features()


@pytest.mark.parametrize("size", GOLDEN)
def test_features_are_the_originals(network: FeatureNetwork, size: tuple[int, int]) -> None:
    first, length = GOLDEN[size]
    features = network(wave(*size))
    assert features.shape == (1, DIMENSION) and features.dtype == torch.float32
    assert torch.dist(features[0, :8], torch.tensor(first)) < 3e-3 * np.linalg.norm(first)
    assert features.norm().item() == pytest.approx(length, rel=5e-4)


# The teacher's statistics


def test_packed_moments_come_back() -> None:
    total = MomentSum(6)
    total.add(torch.randn(40, 6, generator=torch.Generator().manual_seed(3)))
    whole = total.moments()
    found = unpack(pack(whole), whole.count)
    torch.testing.assert_close(found.mean, whole.mean, rtol=1e-6, atol=1e-7)
    torch.testing.assert_close(found.covariance, whole.covariance, rtol=1e-6, atol=1e-7)
    assert torch.equal(found.covariance, found.covariance.T)


def test_shipped_statistics_are_of_ten_thousand_faces() -> None:
    teacher = load_teacher()
    assert (teacher.moments.count, teacher.resolution) == (10_000, 64)
    assert teacher.moments.mean.shape == (DIMENSION,)
    assert torch.linalg.eigvalsh(teacher.moments.covariance).min() > -1e-6
    assert 30 < teacher.against_itself < 50


# Sliders and the whole measurement


def test_effects_are_exact_and_each_starts_at_its_own_stage() -> None:
    generator = Stripes()
    effects = dict(run(slider_effects(generator)))
    expected = {"z1.1": 0.4, "z2.1": 0.0, "z2.2": 0.03 - 4e-4 / 3}
    assert list(effects) == list(expected)
    assert effects == pytest.approx(expected, abs=1e-6)
    # Each stage once for the base codes, then both ends of z1.1 through two stages and of z2.* through one.
    assert generator.runs == [1, 1 + 2, 1 + 2 + 4]


def test_a_measurement_counts_the_living_and_compares_with_the_teacher() -> None:
    generator = Stripes(64)
    fractions, result = drive(measure(generator, count=50, seed=7))
    assert fractions == sorted(fractions) and fractions[-1] == pytest.approx(1) and len(fractions) == 3 + 2
    assert (result.alive, result.total, result.samples) == (1, 3, 50)  # one is dead, one a hair below the line
    assert [name for name, _ in result.sliders] == ["z1.1", "z2.1", "z2.2"]
    assert result.orthogonality == (0.25, 0.5)
    teacher = load_teacher()
    assert result.frechet_teacher == teacher.against_itself
    pictures = generator.synthesize(generator.sample(50, seed=7)).clamp(-1, 1)
    total = MomentSum(DIMENSION)
    total.add(load_features()(((pictures + 1) * 127.5).round() / 127.5 - 1))
    assert result.frechet == pytest.approx(frechet_distance(total.moments(), teacher.moments), rel=1e-4)
    assert result.frechet > 10 * result.frechet_teacher  # stripes are no faces


def test_pictures_of_another_size_are_not_compared() -> None:
    result = run(measure(Stripes(6)))
    assert (result.frechet, result.samples, result.alive) == (None, 0, 1)


def test_a_measurement_of_one_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        run(measure(Stripes(64), count=1))


def test_pictures_are_those_of_consecutive_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(generator_moments(Stripes(64), 6, seed=3))
    monkeypatch.setattr(measurement, "BATCH", 4)
    parts = run(generator_moments(Stripes(64), 6, seed=3))
    assert parts.count == whole.count == 6
    torch.testing.assert_close(parts.mean, whole.mean, rtol=1e-4, atol=1e-5)


# The teacher's pictures as a file


def test_sampled_pictures_are_the_generators(tmp_path: Path) -> None:
    generator = Stripes(6)
    out = tmp_path / "new" / "faces.npy"
    fractions, result = drive(sample_teacher(generator, 130, 0.5, 11, out))
    assert result == out
    assert fractions == sorted(fractions) and fractions[-1] == 1 and len(fractions) == 2
    pictures = np.load(out, allow_pickle=False)
    assert pictures.dtype == np.uint8 and pictures.shape == (130, 6, 6, 3)
    expected = generator.synthesize(0.5 * generator.sample(1, seed=11 + 129))[0].permute(1, 2, 0)
    assert np.abs(pictures[129] / 127.5 - 1 - expected.numpy()).max() <= 0.5 / 127.5 + 1e-6
    assert [file.name for file in out.parent.iterdir()] == ["faces.npy"]


def test_a_cancelled_sampling_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "faces.npy"
    out.write_bytes(b"old")
    job = sample_teacher(Stripes(6), 300, 1.0, 0, out)
    next(job)
    job.close()
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_full_disk_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match=r"^faces\.npy could not be written to .*: no space left on device\. Free some"):
        run(sample_teacher(Stripes(6), 5, 1.0, 0, tmp_path / "faces.npy"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("count", "scale"), [(0, 1.0), (5, -0.1), (5, math.nan), (5, math.inf)])
def test_impossible_samplings_are_refused_before_a_file_is_touched(tmp_path: Path, count: int, scale: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        run(sample_teacher(Stripes(6), count, scale, 0, tmp_path / "faces.npy"))
    assert not list(tmp_path.iterdir())
