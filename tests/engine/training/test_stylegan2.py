"""Training a small StyleGAN2: its network, its regulariser, a run, and going on from its files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.training.data import Faces
from engine.training.files import read_weights
from engine.training.stylegan2 import StyleGAN2Recipe, StyleGAN2Trainer
from engine.training.stylegan2_network import StyleGAN2Network, StyleGAN2Shape, shape_of
from tests.engine.training.test_training import blobs

QUICK = StyleGAN2Recipe(batch=4, w=16, layers=2, path_batch=4, seed=3)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    path = tmp_path_factory.mktemp("data") / "blobs.npy"
    np.save(path, blobs(40))
    return Faces(path)


def trainer_of(data: Faces, folder: Path, resume: bool = False) -> StyleGAN2Trainer:
    return StyleGAN2Trainer(data, folder / "blobs.safetensors", QUICK, resume=resume)


def test_a_run_is_saved_and_goes_on_from_the_pair(data: Faces, tmp_path: Path) -> None:
    first = trainer_of(data, tmp_path)
    before = {name: value.clone() for name, value in first.generator.named_parameters()}
    steps = first.steps(minutes=60)
    notes = [next(steps).note for _ in range(3)]
    moved = [name for name, value in first.generator.named_parameters() if not torch.equal(value, before[name])]
    assert len(moved) == len(before)
    assert notes[-1].startswith("step 3  images 12  D ")
    assert first.save().startswith("saved blobs.safetensors at 12 images; path length ")
    weights, metadata = read_weights(first.out)
    assert metadata["family"] == "stylegan2" and json.loads(metadata["training"])["recipe"]["path_weight"] == 2.0
    assert weights["mapping.w_avg"].abs().max() > 0  # truncation has somewhere to pull to

    second = trainer_of(data, tmp_path, resume=True)
    assert (second.steps_done, second.images_seen) == (3, 12)
    assert all(torch.equal(value, weights[name]) for name, value in second.generator.state_dict().items())
    assert next(second.steps(minutes=60)).note.startswith("step 4  images 16  ")


def test_it_does_not_go_on_from_another_family(data: Faces, tmp_path: Path) -> None:
    first = trainer_of(data, tmp_path)
    first.family = "eigengan"  # type: ignore[misc]
    first.save()
    with pytest.raises(ValueError, match=r"^blobs\.safetensors was not trained here as stylegan2; .*\.$"):
        trainer_of(data, tmp_path, resume=True)


def test_the_shape_is_read_off_the_weights() -> None:
    shape = StyleGAN2Shape((12, 10, 8, 6), 14, 3)
    assert shape_of(StyleGAN2Network(shape).state_dict()) == shape and (shape.resolution, shape.slots) == (32, 8)


def test_upsampling_is_zeros_between_the_pixels_then_the_filter() -> None:
    """By hand: insert zeros, convolve with the flipped kernel, filter with [1 3 3 1] / 8 in both directions."""
    network = StyleGAN2Network(StyleGAN2Shape((3, 2), 4, 1)).initialise(torch.Generator().manual_seed(0))
    layer = network.synthesis.b8.conv0
    x, w = torch.randn(1, 3, 4, 4, generator=torch.Generator().manual_seed(1)), torch.zeros(1, 4)
    with torch.no_grad():
        ours = layer(x, w, None)
        kernel = (layer.weight / layer.weight.square().sum((1, 2, 3), keepdim=True).sqrt()).numpy()
    spread = np.zeros((3, 8, 8))
    spread[:, ::2, ::2] = x[0].numpy()
    taps = np.outer([1, 3, 3, 1], [1, 3, 3, 1]) / 16
    padded = np.pad(spread, ((0, 0), (8, 8), (8, 8)))
    expected = np.zeros((2, 8, 8))
    for o in range(2):
        full = np.zeros((24, 24))
        for i in range(3):
            for a in range(3):
                for b in range(3):
                    full += kernel[o, i, a, b] * np.roll(padded[i], (a, b), (0, 1))
        blurred = sum(taps[a, b] * np.roll(full, (a, b), (0, 1)) for a in range(4) for b in range(4))
        expected[o] = blurred[10:18, 10:18]  # the composed kernel of 6 x 6 begins two pixels outside
    bent = np.where(expected > 0, expected, 0.2 * expected) * np.sqrt(2)
    assert ours[0].numpy() == pytest.approx(bent, abs=1e-5)


def test_the_path_length_is_that_of_the_jacobian(data: Faces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the running mean at 0 the price is weight * E |J^T y|^2 a slot, which is |J|^2 (Frobenius) a pixel row."""
    trainer = trainer_of(data, tmp_path)
    network, codes = trainer.generator, trainer.codes(4).detach()[:1].expand(4, -1, -1)
    jacobian = torch.autograd.functional.jacobian(lambda ws: network.synthesis(ws), codes[:1])
    slots = network.shape.slots
    expected = QUICK.path_every * 2.0 * jacobian.square().sum().item() / 32**2 / slots
    monkeypatch.setattr(trainer, "codes", lambda count: codes.clone().requires_grad_())
    prices = []
    for _ in range(20):
        trainer.path_length = torch.zeros(())
        price = trainer.penalty()
        assert price is not None
        prices.append(price.item())
    assert np.mean(prices) == pytest.approx(expected, rel=0.15)
    price.backward()
    gradient = network.synthesis.b4.conv1.weight.grad
    assert gradient is not None and gradient.abs().max() > 0  # differentiated twice
    trainer.steps_done = 1
    assert trainer.penalty() is None
