"""Training a GLO: where it begins, what a step does, what a run leaves and goes on from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.codes.files import read_codes
from engine.generators import load
from engine.inversion.losses import lap1
from engine.training import glo
from engine.training.data import Faces
from engine.training.glo import GLORecipe, GLOTrainer, in_ball
from tests.engine.training.test_training import blobs

QUICK = GLORecipe(numbers=6, batch=10, seed=3)


def faces(folder: Path, count: int = 40) -> Faces:
    np.save(folder / "blobs.npy", blobs(count))
    return Faces(folder / "blobs.npy")


def a_run(folder: Path, recipe: GLORecipe = QUICK, *, resume: bool = False) -> GLOTrainer:
    return GLOTrainer(faces(folder), folder / "g.safetensors", recipe, resume=resume)


def test_codes_are_pulled_into_the_ball() -> None:
    codes = in_ball(torch.tensor([[3.0, 4.0], [0.3, 0.4]]))
    assert codes.numpy() == pytest.approx(np.array([[0.6, 0.8], [0.3, 0.4]]))


def test_it_begins_as_principal_components(tmp_path: Path) -> None:
    trainer = a_run(tmp_path)
    x = trainer.data.at(np.arange(40)).flatten(1).double()
    mean = x.mean(0)
    axes = torch.linalg.svd(x - mean, full_matrices=False).Vh[:6]
    wanted = (x - mean) @ axes.T @ axes + mean
    with torch.no_grad():
        found = trainer.network(trainer.codes.weight)
    assert (found.flatten(1) - wanted).abs().max() < 1e-3
    real = trainer.data.at(np.arange(40))
    loss = lap1(wanted.view_as(real).float(), real).mean()
    assert trainer.components_loss == pytest.approx(float(loss), rel=1e-4)
    norms = trainer.codes.weight.detach().norm(dim=1)
    assert float(norms.max()) == pytest.approx(1, abs=1e-4)
    covariance = torch.cov(trainer.codes.weight.detach().T)
    assert torch.allclose(covariance, covariance[0, 0] * torch.eye(6), atol=0.02 * float(covariance[0, 0]))


def test_a_step_moves_the_decoder_and_the_codes_of_its_pictures_alone(tmp_path: Path) -> None:
    trainer = a_run(tmp_path)
    places, codes = np.arange(10), trainer.codes.weight.detach().clone()
    weight = trainer.network.linear.weight.detach().clone()
    for _ in range(3):
        trainer.step(places, 1.0)
    moved = (trainer.codes.weight.detach() - codes).abs().amax(1)
    assert (moved[:10] > 0).all() and not moved[10:].any()
    assert (trainer.network.linear.weight - weight).abs().max() > 0
    assert float(trainer.codes.weight.detach().norm(dim=1).max()) <= 1 + 1e-6


def test_it_comes_below_the_components(tmp_path: Path) -> None:
    trainer = a_run(tmp_path)
    batches = trainer.shuffled()
    for _ in range(150):
        trainer.step(next(batches), 1.0)
    assert trainer.measured() < 0.8 * trainer.components_loss


def test_a_round_takes_every_picture_once(tmp_path: Path) -> None:
    batches = a_run(tmp_path).shuffled()
    assert sorted(np.concatenate([next(batches) for _ in range(4)]).tolist()) == list(range(40))


def test_a_run_opens_as_a_generator_and_its_codes_as_codes(tmp_path: Path) -> None:
    trainer = a_run(tmp_path)
    job = trainer.steps(minutes=60)
    notes = [next(job).note for _ in range(3)]
    assert notes[2].startswith("step 3  images 30  loss ")
    line = trainer.save()
    assert line.startswith("saved g.safetensors at 30 images; Lap1 ") and "6 principal components'" in line
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "blobs.npy", "g.codes.safetensors", "g.safetensors", "g.samples.png"
    ]  # fmt: skip
    generator = load(trainer.out)
    assert generator.family == "glo" and generator.resolution == 32
    codes = trainer.codes.weight.detach()
    assert torch.allclose(generator.mean_code(), codes.mean(0), atol=1e-6)
    drawn = generator.sample(3000, 0)
    assert torch.allclose(torch.cov(drawn.T), torch.cov(codes.T), atol=0.1 * float(codes.var(0).max()))
    found = read_codes(trainer.codes_path, generator.layout, generator.sha256, tied=False)
    assert found.notes == () and found.names[:2] == ("picture 1", "picture 2")
    assert np.array_equal(found.codes, codes.numpy())
    with torch.no_grad():
        assert torch.allclose(generator.synthesize(codes[:4]), trainer.network(codes[:4]), atol=1e-5)


def test_a_run_goes_on_from_its_files(tmp_path: Path) -> None:
    trainer = a_run(tmp_path)
    batches = trainer.shuffled()
    for _ in range(4):
        trainer.step(next(batches), 1.0)
    trainer.save()
    again = a_run(tmp_path, resume=True)
    assert (again.steps_done, again.images_seen) == (4, 40)
    assert again.components_loss == trainer.components_loss and again.loss == pytest.approx(trainer.loss, rel=1e-4)
    again.step(next(again.shuffled()), 1.0)
    assert again.steps_done == 5


def test_a_run_cannot_go_on_from_what_is_not_there_or_with_other_pictures(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^There is nothing to go on from: .*g\.safetensors is missing\. Train"):
        a_run(tmp_path, resume=True)
    a_run(tmp_path).save()
    with pytest.raises(ValueError, match=r"cannot go on with these pictures: it knows 40 of 32 pixels .*\.$"):
        GLOTrainer(faces(tmp_path, 41), tmp_path / "g.safetensors", QUICK, resume=True)


def test_too_large_too_many_and_few_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    np.save(tmp_path / "large.npy", np.zeros((3, 256, 256, 3), np.uint8))
    with pytest.raises(ValueError, match=r"^large\.npy holds pictures of 256 a side, and a GLO learns .* 128\."):
        GLOTrainer(Faces(tmp_path / "large.npy"), tmp_path / "g.safetensors", QUICK, resume=False)
    with monkeypatch.context() as patched:
        patched.setattr(glo, "NUMBERS", 6 * 39)
        with pytest.raises(ValueError, match=r"^blobs\.npy holds 40 pictures, .* at most 39\. Take fewer\.$"):
            a_run(tmp_path)
    np.save(tmp_path / "few.npy", np.zeros((3, 32, 32, 3), np.uint8))  # equal ones: nothing to find components in
    trainer = GLOTrainer(Faces(tmp_path / "few.npy"), tmp_path / "g.safetensors", QUICK, resume=False)
    trainer.step(np.arange(3), 1.0)
    trainer.save()
    assert load(trainer.out).z_dim == 2 and trainer.measured() == pytest.approx(0, abs=0.05)
