"""The start from factors: pictures with a table keep their side, the pictures come nearer, sliders stay to be found."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape
from engine.training.data import Faces
from engine.training.eigengan import SHAPES, EigenGANTrainer, Recipe, fresh_generator
from engine.training.files import read_weights
from engine.training.portraits.factors import NAMES, draw_factors
from engine.training.portraits.table import write_table
from engine.training.start import start_from_factors
from engine.training.stylegan2 import StyleGAN2Recipe, StyleGAN2Trainer

COUNT, SIDE = 64, 32


def discs(factors: np.ndarray) -> np.ndarray:
    """Discs: where it lies across is the yaw, its size the age, its brightness the skin tone."""
    y, x = np.mgrid[:SIDE, :SIDE]
    yaw, age, tone = (factors[:, NAMES.index(name)] for name in ("yaw", "age", "skin tone"))
    pictures = np.full((len(factors), SIDE, SIDE, 3), 60, np.uint8)
    for picture, a, b, c in zip(pictures, yaw, age, tone, strict=True):
        picture[(y - 16) ** 2 + (x - 16 - 4 * a) ** 2 < (7 + 2 * b) ** 2] = int(160 - 35 * c)
    return pictures


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    path = tmp_path_factory.mktemp("data") / "discs.npy"
    factors = draw_factors(1, 0, COUNT)
    np.save(path, discs(factors))
    write_table(path, factors)
    return Faces(path)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """And one thread: two of oneDNN's wait for each other by spinning, which is slow beside other work."""
    monkeypatch.setattr("engine.training.start.BATCH", 8)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def started(trainer, steps: int) -> list[float]:
    """The pixels' error at each step of a start of so many steps."""
    job = start_from_factors(trainer, minutes=60)
    return [float(next(job).note.split("L1 ")[1].split()[0]) for _ in range(steps)]


def test_pictures_with_factors_are_never_mirrored_and_keep_them(data: Faces) -> None:
    assert data.factors is not None and data.factors.shape == (COUNT, len(NAMES))
    random = torch.Generator().manual_seed(0)
    own = {picture.tobytes() for picture in data.pictures}
    back = ((data.batch(40, random) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    assert all(picture.tobytes() in own for picture in back)
    pictures, factors = data.labelled(20, random)
    again = ((pictures + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    assert np.array_equal(again, discs(factors.numpy()))


def test_without_a_table_they_are_mirrored_and_a_start_is_refused(data: Faces, tmp_path) -> None:
    path = tmp_path / "bare.npy"
    np.save(path, data.pictures)
    bare = Faces(path)
    own = {picture.tobytes() for picture in bare.pictures}
    back = ((bare.batch(60, torch.Generator().manual_seed(0)) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    strange = sum(picture.tobytes() not in own for picture in back)
    assert 10 < strange < 50
    trainer = EigenGANTrainer(bare, tmp_path / "x.safetensors", Recipe(batch=4), resume=False)
    with pytest.raises(ValueError, match="no table of factors"):
        next(start_from_factors(trainer, 1))


def test_a_table_of_another_set_is_refused(data: Faces, tmp_path) -> None:
    path = tmp_path / "x.npy"
    np.save(path, data.pictures)
    write_table(path, draw_factors(1, 0, COUNT + 1))
    with pytest.raises(ValueError, match="tells of 65 pictures"):
        Faces(path)


def test_a_start_comes_nearer_and_leaves_the_sliders_alone(data: Faces, tmp_path) -> None:
    trainer = EigenGANTrainer(data, tmp_path / "x.safetensors", Recipe(batch=4), resume=False)
    before = [level.sub.U.detach().clone() for level in trainer.generator.levels]
    assert {NAMES[i] for i in SHAPES} >= {"age", "jaw"} and "yaw" not in {NAMES[i] for i in SHAPES}
    errors = started(trainer, 25)
    assert np.mean(errors[-5:]) < 0.6 * np.mean(errors[:3])
    for level, basis in zip(trainer.generator.levels, before, strict=True):
        assert torch.equal(level.sub.U, basis)  # z is 0 throughout: nothing tells U what a slider should do
    trainer.save()
    weights, metadata = read_weights(trainer.out)
    assert not any("rest" in name for name in weights)
    assert json.loads(metadata["training"])["start_images"] == 25 * 8
    again = EigenGANTrainer(data, trainer.out, Recipe(batch=4), resume=True)
    assert (again.start_images, again.images_seen) == (25 * 8, 0)


def test_a_stylegan2_starts_too(data: Faces, tmp_path) -> None:
    trainer = StyleGAN2Trainer(data, tmp_path / "x.safetensors", StyleGAN2Recipe(batch=4), resume=False)
    errors = started(trainer, 25)
    assert np.mean(errors[-5:]) < 0.75 * np.mean(errors[:3])
    assert float(trainer.generator.mapping.w_avg.abs().max()) > 0


def test_the_start_ends_with_its_average_in_the_generator(data: Faces, tmp_path, monkeypatch) -> None:
    trainer = EigenGANTrainer(data, tmp_path / "x.safetensors", Recipe(batch=4), resume=False)
    clock = iter(range(0, 6000, 20))
    monkeypatch.setattr("engine.training.start.time.monotonic", lambda: float(next(clock)))
    notes = [progress.note for progress in start_from_factors(trainer, minutes=3)]
    assert notes[-1].startswith("saved x.safetensors")
    for mine, settled in zip(trainer.generator.parameters(), trainer.average.parameters(), strict=True):
        assert torch.equal(mine, settled)


def test_what_z_adds_is_what_the_convolutions_make_of_phi() -> None:
    """Once through the basis, then weighted, is the paper's way round: phi first, then the convolutions."""
    random = torch.Generator().manual_seed(0)
    for kernel in (3, 4):
        shape = EigenGANShape((16, 8, 8), 4, (3, 2), kernel)
        network = fresh_generator(shape, random) if kernel == 3 else EigenGANNetwork(shape)
        for level, n in zip(network.levels, shape.sliders, strict=True):
            with torch.no_grad():
                for parameter in level.parameters():
                    parameter.normal_(0, 0.2, generator=random)
            z = torch.randn(5, n, generator=random)
            before, after = level.added(z)
            phi = level.sub(z)
            assert torch.allclose(before, level.a(phi), atol=1e-5)
            assert torch.allclose(after, level.b(phi), atol=1e-5)
            assert F.l1_loss(before[0], before[1]) > 0.01
