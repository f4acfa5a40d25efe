"""Training: data, a short run, going on from its files, and the canonical form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.document.disk.wording import short
from engine.generators import load
from engine.generators.eigengan.network import EigenGANNetwork
from engine.training.canonical import canonical, slider_effects
from engine.training.data import Faces
from engine.training.eigengan import EFFECT_CODES, EigenGANTrainer, Recipe
from engine.training.files import read_weights, sheet, write_weights
from tests.fakes import small_eigengan

QUICK = Recipe(batch=4, seed=3)


def blobs(count: int, side: int = 32, seed: int = 0) -> np.ndarray:
    """(count, side, side, 3) uint8: one bright disc each, anywhere, of any colour."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:side, :side]
    pictures = np.full((count, side, side, 3), 40, np.uint8)
    for picture in pictures:
        cy, cx, radius = *random.uniform(8, side - 8, 2), random.uniform(3, 8)
        picture[(y - cy) ** 2 + (x - cx) ** 2 < radius**2] = random.integers(80, 256, 3)
    return pictures


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    path = tmp_path_factory.mktemp("data") / "blobs.npy"
    np.save(path, blobs(40))
    return Faces(path)


@pytest.fixture(scope="module")
def trained(data: Faces, tmp_path_factory: pytest.TempPathFactory) -> tuple[EigenGANTrainer, str, list[str]]:
    """A run of four steps, saved; the line that says so; the notes."""
    trainer = EigenGANTrainer(data, tmp_path_factory.mktemp("run") / "blobs.safetensors", QUICK, resume=False)
    steps = trainer.steps(minutes=60)
    notes = [next(steps).note for _ in range(4)]
    return trainer, trainer.save(), notes


# ---- a run ----


def test_a_run_writes_the_pair_and_the_sheets(trained: tuple[EigenGANTrainer, str, list[str]]) -> None:
    trainer, line, notes = trained
    folder = trainer.out.parent
    assert sorted(p.name for p in folder.iterdir()) == [
        "blobs.discriminator.safetensors", "blobs.safetensors", "blobs.samples.png", "blobs.sliders.png",
    ]  # fmt: skip
    with Image.open(folder / "blobs.samples.png") as samples, Image.open(folder / "blobs.sliders.png") as sliders:
        assert samples.size == (8 * 32, 8 * 32)
        assert sliders.size == (2 * 7 * 32, 3 * 6 * 32)  # a row a slider, two faces of seven
    assert line.startswith("saved blobs.safetensors at 16 images; ")
    assert notes[-1].startswith("step 4  images 16  D ") and notes[-1].endswith("min left")


def test_the_file_opens_as_a_generator_that_knows_its_sliders(trained: tuple[EigenGANTrainer, str, list[str]]) -> None:
    generator = load(trained[0].out)
    assert generator.family == "eigengan" and generator.resolution == 32
    assert max(generator.orthogonality()) < 1e-4  # type: ignore[attr-defined]
    assert set(generator.effects) == {f"z{i}.{j}" for i in (1, 2, 3) for j in range(1, 7)}
    training = json.loads(generator.metadata["training"])
    assert (training["steps"], training["images_seen"], training["data"]) == (4, 16, "blobs.npy")
    assert training["recipe"]["batch"] == 4


def test_what_is_saved_is_the_average_in_canonical_form(trained: tuple[EigenGANTrainer, str, list[str]]) -> None:
    trainer = trained[0]
    weights, _ = read_weights(trainer.out)
    with torch.autocast("cpu", torch.bfloat16, enabled=trainer.fast):  # as the run measures the order of its sliders
        expected = canonical(trainer.average, EFFECT_CODES).state_dict()
    assert weights.keys() == expected.keys() and {value.dtype for value in weights.values()} == {torch.float16}
    assert all(torch.equal(weights[name], expected[name].half()) for name in expected)


def test_a_run_moves_both_networks_and_the_average_follows(data: Faces, tmp_path: Path) -> None:
    trainer = EigenGANTrainer(data, tmp_path / "a.safetensors", QUICK, resume=False)
    networks = {"generator": trainer.generator, "discriminator": trainer.discriminator, "average": trainer.average}
    before = {name: [w.clone() for w in network.parameters()] for name, network in networks.items()}
    losses = [trainer.step() for _ in range(2)]
    assert np.isfinite(losses).all()
    for name, network in networks.items():
        moved = [not torch.equal(a, b) for a, b in zip(before[name], network.parameters(), strict=True)]
        assert all(moved), name
    now = list(trainer.generator.parameters())
    far = sum((a - b).abs().sum() for a, b in zip(before["generator"], now, strict=True))
    near = sum((a - b).abs().sum() for a, b in zip(trainer.average.parameters(), now, strict=True))
    assert near < far


def test_it_goes_on_from_the_pair_alone(
    data: Faces, trained: tuple[EigenGANTrainer, str, list[str]], tmp_path: Path
) -> None:
    first = trained[0]
    for path in (first.out, first.discriminator_path):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    out = tmp_path / first.out.name
    second = EigenGANTrainer(data, out, QUICK, resume=True)
    assert (second.steps_done, second.images_seen) == (4, 16)
    saved, _ = read_weights(out)
    for network in (second.generator, second.average):
        state = network.state_dict()
        assert state.keys() == saved.keys() and all(torch.equal(state[k], saved[k]) for k in saved)
    halves = {k: v.half() for k, v in first.discriminator.state_dict().items()}
    assert all(torch.equal(v.half(), halves[k]) for k, v in second.discriminator.state_dict().items())
    steps = second.steps(minutes=60)
    assert next(steps).note.startswith("step 5  images 20  ")


def test_time_over_means_saved(data: Faces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = EigenGANTrainer(data, tmp_path / "a.safetensors", QUICK, resume=False)
    monkeypatch.setattr(trainer, "save", lambda: f"saved at {trainer.steps_done}")
    seen = list(trainer.steps(minutes=1e-3, save_every=0))
    steps = [progress.note.split()[1] for progress in seen[:-1:2]]
    assert steps == [str(i + 1) for i in range(len(steps))] and len(steps) >= 1
    assert seen[-1].fraction == 1 and seen[-1].note == f"saved at {trainer.steps_done}"
    assert [p.note for p in seen[1:-1:2]] == [f"saved at {step}" for step in steps]


@pytest.mark.parametrize("gone", ["generator", "discriminator"])
def test_there_must_be_something_to_go_on_from(
    data: Faces, trained: tuple[EigenGANTrainer, str, list[str]], tmp_path: Path, gone: str
) -> None:
    out = tmp_path / "a.safetensors"
    if gone == "discriminator":
        out.write_bytes(trained[0].out.read_bytes())
    with pytest.raises(ValueError, match=r"^There is nothing to go on from: .* is missing\..*\.$"):
        EigenGANTrainer(data, out, QUICK, resume=True)


def test_going_on_with_pictures_of_another_size_is_one_sentence(
    trained: tuple[EigenGANTrainer, str, list[str]], tmp_path: Path
) -> None:
    np.save(tmp_path / "large.npy", blobs(4, side=64))
    with pytest.raises(ValueError, match=r"it draws 32 pixels a side and the pictures 64\.$"):
        EigenGANTrainer(Faces(tmp_path / "large.npy"), trained[0].out, QUICK, resume=True)


def test_the_same_seed_trains_the_same_network(data: Faces, tmp_path: Path) -> None:
    runs = [EigenGANTrainer(data, tmp_path / "a.safetensors", QUICK, resume=False) for _ in range(2)]
    for trainer in runs:
        trainer.step()
    first, second = (trainer.generator.state_dict() for trainer in runs)
    assert all(torch.allclose(first[k], second[k], atol=1e-6) for k in first)


def test_the_floor_asks_for_more_only_of_idle_sliders(data: Faces, tmp_path: Path) -> None:
    trainer = EigenGANTrainer(data, tmp_path / "a.safetensors", QUICK, resume=False)
    with torch.no_grad():
        trainer.generator.out.weight.mul_(100)
        lively = trainer.effect_shortfall().item()
        trainer.generator.out.weight.zero_()
        assert trainer.effect_shortfall().item() == 1
    assert lively == 0


# ---- the canonical form ----


def uneven() -> EigenGANNetwork:
    """A network whose bases are far from orthonormal."""
    network = small_eigengan().network
    random = torch.Generator().manual_seed(8)
    for level in network.levels:
        rows = len(level.sub.U)
        mix = torch.eye(rows) + 0.4 * torch.randn(rows, rows, generator=random)
        level.sub.U.copy_(mix @ level.sub.U)
    return network


def upside_down() -> EigenGANNetwork:
    """A network whose strongest sliders change least: each moves one channel, and the strong ones are hardly heard."""
    network = small_eigengan().network
    for level in network.levels:
        rows, size = level.sub.U.shape
        level.sub.U.zero_()
        for i, gain in enumerate((0.02, 0.1, 0.5, 2.5)[-rows:]):
            level.sub.U.view(rows, level.sub.shape[0], -1)[i, i] = (level.sub.shape[0] / size) ** 0.5
            level.a.weight[:, i] *= gain
            level.b.weight[i] *= gain
    return network


@pytest.mark.parametrize("make", [uneven, upside_down])
def test_the_canonical_form_draws_the_same_pictures_for_turned_codes(make: Callable[[], EigenGANNetwork]) -> None:
    network = make()
    after = canonical(network)
    random = torch.Generator().manual_seed(4)
    eps = torch.randn(6, 5, generator=random)
    zs = [torch.randn(6, n, generator=random) for n in network.shape.sliders]
    turned = []
    for z, old, new in zip(zs, network.levels, after.levels, strict=True):
        before = (old.sub.L[:, None] * old.sub.U).double()
        strengths, basis = new.sub.L.double(), new.sub.U.double()
        turn = before @ basis.T / strengths  # z diag(L) U = (z P) diag(L') U' for every z
        assert (turn @ turn.T - torch.eye(len(turn))).abs().max() < 1e-4  # a rotation: z P is as Gaussian as z
        turned.append((z.double() @ turn).float())
    with torch.no_grad():
        old_pictures, new_pictures = network(eps, zs), after(eps, turned)
    assert (old_pictures - new_pictures).abs().max() < 1e-4 and old_pictures.std() > 0.1
    assert not torch.allclose(old_pictures, after(eps, zs), atol=1e-2)  # the turning was needed


def test_the_canonical_basis_is_orthonormal_with_fixed_signs() -> None:
    before = uneven()
    copied = {name: weight.clone() for name, weight in before.state_dict().items()}
    for level in canonical(before).levels:
        basis = level.sub.U.double()
        assert (basis @ basis.T - torch.eye(len(basis))).abs().max() < 1e-5
        assert (basis.gather(1, basis.abs().argmax(1, keepdim=True)) > 0).all() and (level.sub.L >= 0).all()
    assert all(torch.equal(copied[name], weight) for name, weight in before.state_dict().items())


def test_sliders_are_in_order_of_what_they_change() -> None:
    network = upside_down()  # the singular values alone would put them the other way round
    assert all(row == sorted(row) and row[-1] > 1.5 * row[0] for row in slider_effects(network))
    after = canonical(network)
    for row, before in zip(slider_effects(after), slider_effects(network), strict=True):
        assert row == sorted(row, reverse=True) and row == pytest.approx(before[::-1], rel=0.2)
    for level in after.levels:
        assert level.sub.L.tolist() == sorted(level.sub.L.tolist())


def test_effects_are_the_mean_change_from_minus_two_to_two() -> None:
    network = small_eigengan().network
    shape, random = network.shape, torch.Generator().manual_seed(0)
    eps = torch.randn(64, shape.eps, generator=random)
    zs = [torch.randn(64, n, generator=random) for n in shape.sliders]
    effects = slider_effects(network)
    for level, i in ((0, 1), (1, 2), (2, 0)):
        ends = []
        for value in (-2.0, 2.0):
            moved = [z.clone() for z in zs]
            moved[level][:, i] = value
            with torch.no_grad():
                ends.append(network(eps, moved))
        assert effects[level][i] == pytest.approx((ends[1] - ends[0]).abs().mean().item(), rel=1e-4)


# ---- data ----


def test_a_folder_and_an_array_hold_the_same_pictures(tmp_path: Path) -> None:
    pictures = blobs(5)
    (tmp_path / "folder" / "deeper").mkdir(parents=True)
    for i, picture in enumerate(pictures):
        Image.fromarray(picture).save(tmp_path / "folder" / ("deeper" if i > 3 else ".") / f"{'z' * (i > 3)}{i}.png")
    (tmp_path / "folder" / "notes.txt").write_text("not a picture")
    np.save(tmp_path / "a.npy", pictures)
    folder, array = Faces(tmp_path / "folder"), Faces(tmp_path / "a.npy")
    assert folder.resolution == array.resolution == 32 and folder.name == "folder"
    key = lambda p: p.tobytes()  # noqa: E731
    assert sorted(map(key, folder.pictures)) == sorted(map(key, np.asarray(array.pictures)))


def test_a_batch_is_scaled_and_half_of_it_mirrored(tmp_path: Path) -> None:
    pictures = np.zeros((2, 32, 32, 3), np.uint8)
    pictures[:, :, :16] = 255  # bright on the left
    np.save(tmp_path / "a.npy", pictures)
    batch = Faces(tmp_path / "a.npy").batch(400, torch.Generator().manual_seed(0))
    assert batch.shape == (400, 3, 32, 32) and batch.min() == -1 and batch.max() == 1
    assert 160 < (batch[:, 0, 0, 0] == -1).sum() < 240


def save_pickle(path: Path) -> None:
    np.save(path, np.array([{"a": 1}], object), allow_pickle=True)


BAD = {
    "missing": lambda p: None,
    "empty file": lambda p: p.write_bytes(b""),
    "text": lambda p: p.write_text("hello"),
    "a pickle": save_pickle,
    "truncated": lambda p: (np.save(p, blobs(4)), p.write_bytes(p.read_bytes()[:-100])),
    "floats": lambda p: np.save(p, blobs(4).astype(np.float32)),
    "one picture": lambda p: np.save(p, blobs(1)),
    "no pictures": lambda p: np.save(p, blobs(0)),
    "grey": lambda p: np.save(p, blobs(4)[..., 0]),
    "with alpha": lambda p: np.save(p, np.concatenate([blobs(4), blobs(4)[..., :1]], 3)),
    "not square": lambda p: np.save(p, blobs(4)[:, :, :16]),
    "odd size": lambda p: np.save(p, blobs(4, side=48)),
    "several arrays": lambda p: np.savez(p.open("wb"), a=blobs(2), b=blobs(2)),
    "empty folder": lambda p: p.mkdir(),
    "folder of texts": lambda p: (p.mkdir(), (p / "a.txt").write_text("hello")),
    "mixed sizes": lambda p: (p.mkdir(), [Image.new("RGB", (s, s)).save(p / f"{s}.png") for s in (32, 64)]),
    "a text called png": lambda p: (p.mkdir(), (p / "a.png").write_text("hello"), (p / "b.png").write_text("hello")),
    "a cut picture": lambda p: (p.mkdir(), Image.fromarray(blobs(1)[0]).save(p / "a.png"),
                                (p / "a.png").write_bytes((p / "a.png").read_bytes()[:-60])),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_bad_data_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "data.npy"
    BAD[name](path)
    with pytest.raises(ValueError) as caught:
        Faces(path)
    text = str(caught.value)
    assert text.endswith(".") and "\n" not in text and (short(path) in text or short(path / "a.png") in text)


# ---- files ----


def test_weights_and_sheets(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "a.safetensors"
    write_weights(path, {"w": torch.arange(6.0).view(2, 3).T}, {"note": "ü"})
    weights, metadata = read_weights(path)
    assert torch.equal(weights["w"], torch.arange(6.0).view(2, 3).T) and metadata["note"] == "ü"
    assert [p.name for p in path.parent.iterdir()] == ["a.safetensors"]
    images = torch.linspace(-1, 1, 6)[:, None, None, None].expand(6, 3, 2, 2)
    tiled = np.asarray(sheet(images, 3))
    assert tiled.shape == (4, 6, 3) and tiled[::2, ::2, 0].tolist() == [[0, 51, 102], [153, 204, 255]]
