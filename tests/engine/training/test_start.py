"""The start from factors: pictures with a table keep their side, the pictures come nearer, sliders stay to be found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape
from engine.training.adversarial.likeness import Likeness
from engine.training.canonical import slider_effects
from engine.training.data import Faces
from engine.training.eigengan import EigenGANTrainer, Recipe
from engine.training.eigengan_fresh import fresh_generator, narrowed
from engine.training.files import read_weights
from engine.training.portraits.factors import NAMES, draw_factors
from engine.training.portraits.table import write_table
from engine.training.stylegan2 import StyleGAN2Recipe, StyleGAN2Trainer

COUNT, SIDE = 64, 32
START = Recipe(batch=8, factor_images=8 * 25, look_on=2)


def discs(factors: np.ndarray) -> np.ndarray:
    """Discs: where it lies across is the yaw, its size the age, its brightness the skin tone."""
    y, x = np.mgrid[:SIDE, :SIDE]
    yaw, age, tone = (factors[:, NAMES.index(name)] for name in ("yaw", "age", "skin tone"))
    pictures = np.full((len(factors), SIDE, SIDE, 3), 60, np.uint8)
    for picture, a, b, c in zip(pictures, yaw, age, tone, strict=True):
        picture[(y - 16) ** 2 + (x - 16 - 4 * a) ** 2 < (7 + 2 * b) ** 2] = int(160 - 35 * c)
    return pictures


def save_discs(path: Path, count: int = COUNT) -> None:
    factors = draw_factors(1, 0, count)
    np.save(path, discs(factors))
    write_table(path, factors)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    path = tmp_path_factory.mktemp("data") / "discs.npy"
    save_discs(path)
    return Faces(path)


# ---- data with factors ----


def test_pictures_with_factors_are_never_mirrored_and_keep_them(data: Faces) -> None:
    assert data.portraits and data.factor_names == NAMES
    random = torch.Generator().manual_seed(0)
    own = {picture.tobytes() for picture in data.pictures}
    back = ((data.batch(40, random) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    assert all(picture.tobytes() in own for picture in back)
    pictures, factors = data.pairs(20, random)
    again = ((pictures + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    assert np.array_equal(again, discs(factors.numpy()))


def test_without_a_table_they_are_mirrored_and_a_start_is_refused(data: Faces, tmp_path: Path) -> None:
    path = tmp_path / "bare.npy"
    np.save(path, data.pictures)
    bare = Faces(path)
    own = {picture.tobytes() for picture in bare.pictures}
    back = ((bare.batch(60, torch.Generator().manual_seed(0)) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    strange = sum(picture.tobytes() not in own for picture in back)
    assert 10 < strange < 50
    with pytest.raises(ValueError, match=r"^bare\.npy has no table of factors beside it\. .*\.$"):
        EigenGANTrainer(bare, tmp_path / "x.safetensors", START, resume=False)


def test_a_table_too_short_is_refused(data: Faces, tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    np.save(path, data.pictures)
    write_table(path, draw_factors(1, 0, COUNT - 1))
    with pytest.raises(ValueError, match=r"^x\.npz has 63 rows for 64 pictures\. .*\.$"):
        Faces(path)


def test_a_set_may_grow_while_it_is_trained_on(tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    save_discs(path, 8)
    growing = Faces(path)
    save_discs(tmp_path / "next.npy", 20)
    (tmp_path / "next.npz").replace(path.with_suffix(".npz"))
    (tmp_path / "next.npy").replace(path)
    growing.refresh()
    assert len(growing.pictures) == 20 and growing.factors is not None and len(growing.factors) == 20
    (tmp_path / "next.npy").write_bytes(b"half of a file")
    (tmp_path / "next.npy").replace(path)
    growing.refresh()
    assert len(growing.pictures) == 20 and growing.batch(4, torch.Generator()).shape == (4, 3, SIDE, SIDE)


# ---- likeness ----


def test_likeness_is_nought_for_the_same_and_asks_for_edges() -> None:
    likeness = Likeness(fast=False)
    sharp = torch.where(torch.arange(32) // 4 % 2 == 0, 0.8, -0.8).expand(2, 3, 32, 32).contiguous()
    grey, drab = torch.zeros_like(sharp), sharp * 0.5
    assert likeness(sharp, sharp) == 0
    # In pixels alone, grey is twice as far as the drab stripes; in features it is much further.
    near, far = (likeness(images, sharp).item() - 4 * (images - sharp).abs().mean().item() for images in (drab, grey))
    assert far > 1.3 * near > 0


# ---- runs ----


def test_a_start_comes_nearer_and_tells_the_sliders_nothing(data: Faces, tmp_path: Path) -> None:
    trainer = EigenGANTrainer(data, tmp_path / "x.safetensors", START, resume=False)
    assert trainer.generator.shape.eps == len(NAMES)
    before = [(level.sub.U.detach().clone(), level.sub.L.detach().clone()) for level in trainer.generator.levels]
    errors = [trainer.step()[1] for _ in range(24)]
    assert np.mean(errors[-5:]) < 0.7 * np.mean(errors[:3])
    for level, (basis, strengths) in zip(trainer.generator.levels, before, strict=True):
        assert torch.equal(level.sub.U, basis) and torch.equal(level.sub.L, strengths)
    trainer.save()
    _, metadata = read_weights(trainer.out)
    assert json.loads(metadata["training"])["starting"] and json.loads(metadata["training"])["images_seen"] == 24 * 8
    again = EigenGANTrainer(data, trainer.out, START, resume=True)
    assert again.starting and again.generator.shape.eps == len(NAMES)


def test_after_the_start_eps_keeps_its_factors_and_the_judge_learns_first(data: Faces, tmp_path: Path) -> None:
    recipe = replace(START, factor_images=16, kept=("age", "jaw"))
    trainer = EigenGANTrainer(data, tmp_path / "x.safetensors", recipe, resume=False)
    trainer.step()
    assert trainer.starting
    trainer.step()
    assert not trainer.starting and trainer.generator.shape.eps == 2
    effects = [effect for level in slider_effects(trainer.generator) for effect in level]
    assert min(effects) > 0.02 and max(effects) < 0.3
    before = trainer.generator.fc.weight.detach().clone()
    assert trainer.step()[1] == trainer.step()[1] == 0 and torch.equal(trainer.generator.fc.weight, before)
    assert trainer.step()[1] > 0 and not torch.equal(trainer.generator.fc.weight, before)
    trainer.save()
    again = EigenGANTrainer(data, trainer.out, recipe, resume=True)
    assert not again.starting and again.generator.shape.eps == 2


def test_a_shorter_start_ends_at_the_resumption(data: Faces, tmp_path: Path) -> None:
    first = EigenGANTrainer(data, tmp_path / "x.safetensors", START, resume=False)
    first.step()
    first.save()
    second = EigenGANTrainer(data, first.out, replace(START, factor_images=8), resume=True)
    assert not second.starting and second.generator.shape.eps == len(START.kept)
    longer = replace(START, factor_images=800)
    second.save()
    assert not EigenGANTrainer(data, first.out, longer, resume=True).starting  # it never comes again


def test_a_stylegan2_starts_and_is_held_to_its_factors(data: Faces, tmp_path: Path) -> None:
    recipe = StyleGAN2Recipe(batch=8, factor_images=8 * 25, look_on=0, anchor=5.0, learning_rate=1e-3, path_weight=0.0)
    trainer = StyleGAN2Trainer(data, tmp_path / "x.safetensors", recipe, resume=False)
    errors = [trainer.step()[1] for _ in range(25)]
    assert np.mean(errors[-5:]) < 0.75 * np.mean(errors[:3]) and not trainer.starting
    assert float(trainer.generator.mapping.w_avg.abs().max()) > 0
    calls = []
    within = trainer.unlikeness
    trainer.unlikeness = lambda images, reals: calls.append(len(images)) or within(images, reals)  # type: ignore
    trainer.step()
    assert calls == [4]  # half of the batch


def test_more_factors_than_numbers_of_z_is_one_sentence(data: Faces, tmp_path: Path) -> None:
    recipe = StyleGAN2Recipe(w=48, factor_images=8)
    with pytest.raises(ValueError, match=r"^48 factors do not fit into the 48 numbers of z; .*\.$"):
        StyleGAN2Trainer(data, tmp_path / "x.safetensors", recipe, resume=False)


def test_narrowed_keeps_what_the_kept_factors_draw() -> None:
    random = torch.Generator().manual_seed(0)
    network = fresh_generator(EigenGANShape((16, 8, 8), 6, (3, 2)), random)
    with torch.no_grad():
        network.out.weight.mul_(30)
    twin = narrowed(network, [4, 1], 0.1, random)
    eps = torch.randn(5, 6, generator=random)
    eps[:, [0, 2, 3, 5]] = 0
    still = [torch.zeros(5, n) for n in (3, 2)]
    with torch.no_grad():
        assert torch.allclose(twin(eps[:, [4, 1]], still), network(eps, still), atol=1e-5)
    for old, new in zip(network.levels, twin.levels, strict=True):
        assert not torch.allclose(old.sub.U, new.sub.U)
        gram = new.sub.U @ new.sub.U.T
        assert (gram - torch.eye(len(gram))).abs().max() < 1e-5


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
            z = 3 * torch.randn(5, n, generator=random)
            before, after = level.added(z)
            phi = level.sub(z)
            assert torch.allclose(before, level.a(phi), atol=3e-5)
            assert torch.allclose(after, level.b(phi), atol=3e-5)
            assert F.l1_loss(before[0], before[1]) > 0.01
