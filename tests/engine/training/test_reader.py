"""Training the reader of portraits on planted pictures: what they show is learned, what they do not show is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.attributes.portraits.facts import HONEST
from engine.attributes.portraits.network import ReaderNetwork
from engine.attributes.portraits.reader import Data, open_reader
from engine.job import run
from engine.training.files import read_weights, write_weights
from engine.training.labelled import Labelled
from engine.training.portraits.factors import BY_NAME
from engine.training.reader import ReaderRecipe, ReaderTrainer, explained, packed

NAMES = ("background lightness", "gaze up", "glasses", "light across")


def planted(folder: Path, count: int, seed: int = 0, names: tuple[str, ...] = NAMES, side: int = 128) -> Path:
    """Pictures that show three of four factors: a grey, a black bar where glasses are, a red slope; gaze shows not."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(count, len(names))).clip(-2.4, 2.4).astype(np.float32)
    grey, _, glasses, light = values.T[:4]
    pictures = np.broadcast_to((128 + 40 * grey)[:, None, None, None], (count, side, side, 3)).copy()
    pictures[..., 0] += (light[:, None] * np.linspace(-12, 12, side))[:, None, :]
    worn = glasses > BY_NAME["glasses"].floor
    pictures[worn, side // 3 : side // 2, side // 4 : -side // 4] = 0
    pictures += random.normal(size=pictures.shape) * 3
    path = folder / f"planted-{seed}.npy"
    np.save(path, pictures.clip(0, 255).astype(np.uint8))
    np.savez(path.with_suffix(".npz"), values=values, names=np.array(names))
    return path


def trained(data: Path, out: Path, steps: int, resume: bool = False) -> tuple[ReaderTrainer, str]:
    taught, held_out = Labelled.read(data).parted()
    trainer = ReaderTrainer(taught, held_out, out, ReaderRecipe(batch=8, climb=20), resume=resume)
    for i in range(steps):
        trainer.step(i / steps)
    return trainer, run(trainer.save(held_out))


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Two threads wait for each other beside other work: 20 steps took 59 s instead of 2."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def reader_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader of planted pictures after 70 steps of 8."""
    folder = tmp_path_factory.mktemp("reader")
    trained(planted(folder, 500), folder / "reader.safetensors", 70)
    return folder / "reader.safetensors"


def test_what_pictures_show_is_read_and_what_they_do_not_show_is_not_used(reader_file: Path) -> None:
    read = {factor.name: factor for factor in open_reader(reader_file).factors}
    assert tuple(read) == NAMES
    for name in ("background lightness", "glasses", "light across"):
        assert read[name].r2 > 0.8 > HONEST and read[name].honest
    assert read["gaze up"].r2 < 0.3 and not read["gaze up"].honest
    assert (read["glasses"].low, read["glasses"].group) == ("none", "accessories")
    values = np.load(reader_file.with_name("planted-0.npz"))["values"][:450]
    assert read["glasses"].mean == pytest.approx((values[:, 2] > 0.7).mean(), abs=1e-4)
    assert read["gaze up"].spread == pytest.approx(values[:, 1].std(ddof=1), abs=1e-4)


def test_the_figures_are_those_of_the_file_on_portraits_that_it_has_not_seen(reader_file: Path) -> None:
    reader, (_, held_out) = open_reader(reader_file), Labelled.read(reader_file.with_name("planted-0.npy")).parted()
    with torch.no_grad():
        found = torch.cat([reader.read(images) for images in held_out.batches()])
    assert len(held_out) == 50
    wanted = [factor.r2 for factor in reader.factors]
    assert explained(found, held_out.visible).tolist() == pytest.approx(wanted, abs=2e-3)
    glasses = found[:, 2]
    assert glasses[held_out.visible[:, 2] > 0].mean() > 0.8 and glasses[held_out.visible[:, 2] == 0].mean() < 0.2


def test_the_distance_tells_other_pictures_from_the_data(reader_file: Path) -> None:
    reader = open_reader(reader_file)
    held_out = next(Labelled.read(planted(reader_file.parent, 100, seed=7)).batches())
    noise = torch.rand(20, 3, 128, 128, generator=torch.Generator().manual_seed(1)) * 2 - 1
    with torch.no_grad():
        near, far = (reader.data.quantile(reader.distance(images)) for images in (held_out, noise))
    assert 0.3 < near.median() < 0.7 and far.min() > 0.98


def test_the_card_says_all_figures_and_what_is_used(reader_file: Path) -> None:
    text, reader = reader_file.with_suffix(".md").read_text(), open_reader(reader_file)
    for factor in reader.factors:
        row = f"| {factor.name} | {factor.low} | {factor.high} | {factor.r2:.3f} | {'yes' if factor.honest else 'no'} |"
        assert row in text
    assert "4 factors, of which 3 are used" in text and "560 seen" in text and "450 different" in text


def test_a_run_goes_on_where_it_was(reader_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.safetensors"
    out.write_bytes(reader_file.read_bytes())
    before, data = open_reader(out), reader_file.with_name("planted-0.npy")
    trainer, told = trained(data, out, 0, resume=True)
    assert trainer.images_seen == 560 and told.startswith("saved again.safetensors at 560 portraits; 3 of 4")
    assert [factor.r2 for factor in open_reader(out).factors] == pytest.approx([f.r2 for f in before.factors], abs=1e-3)
    trained(data, out, 2, resume=True)
    assert json.loads(read_weights(out)[1]["training"])["images_seen"] == 576


def test_the_same_seed_gives_the_same_reader(tmp_path: Path) -> None:
    data, weights = planted(tmp_path, 40), []
    for number in range(2):
        trainer, _ = trained(data, tmp_path / f"{number}.safetensors", 3)
        weights.append(trainer.network.state_dict())
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


def test_the_file_is_small_enough_and_half_as_precise() -> None:
    stored = packed(ReaderNetwork(48))
    numbers = sum(value.numel() * value.element_size() for value in stored.values())
    assert numbers + 4 * (128 * 128 + 128 + 101) + 20_000 < 3_000_000
    assert {value.dtype for value in stored.values() if value.ndim > 1} == {torch.float16}
    assert not any(name.endswith("num_batches_tracked") for name in stored)


def test_training_tells_its_progress_and_ends_with_the_file(tmp_path: Path) -> None:
    taught, held_out = Labelled.read(planted(tmp_path, 40)).parted()
    trainer = ReaderTrainer(taught, held_out, tmp_path / "reader.safetensors", ReaderRecipe(batch=4), resume=False)
    steps = list(trainer.steps(minutes=0.02, save_every=0.01))
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[-1] == 1 and steps[-1].note.startswith("saved reader")
    assert sum(step.note.startswith("saved") for step in steps) >= 2
    assert open_reader(tmp_path / "reader.safetensors").names == NAMES


def test_distances_are_those_of_mahalanobis() -> None:
    random = torch.Generator().manual_seed(0)
    mix = torch.randn(3, 3, generator=random)
    features = torch.randn(20_000, 3, generator=random) @ mix.T + 5
    covariance = features.T.cov()
    whiten = torch.linalg.inv(torch.linalg.cholesky(covariance))
    data = Data(features.mean(0), whiten, torch.tensor([1.0, 2.0, 3.0]))
    away = features[:5] - features.mean(0)
    wanted = (away @ torch.linalg.inv(covariance) * away).sum(1).sqrt()
    assert torch.allclose(data.distance(features[:5]), wanted, rtol=1e-4)
    assert data.quantile(torch.tensor([0.5, 1.5, 2.5, 9.0])).tolist() == [0.0, 0.5, 1.0, 1.0]


@pytest.mark.parametrize(
    ("truth", "answers", "wanted"),
    [([0.0, 1, 2, 3], [0.0, 1, 2, 3], 1.0), ([0.0, 1, 2, 3], [1.5] * 4, 0.0), ([0.0, 2], [2.0, 0], -3.0)],
)
def test_r2_is_the_share_of_the_variance(truth: list[float], answers: list[float], wanted: float) -> None:
    found = explained(torch.tensor(answers)[:, None], torch.tensor(truth)[:, None])
    assert found.item() == pytest.approx(wanted)


def test_pictures_are_never_mirrored_and_never_used_untaught(tmp_path: Path) -> None:
    data = Labelled.read(planted(tmp_path, 30))
    taught, held_out = data.parted()
    assert (len(taught), len(held_out)) == (27, 3)
    images, visible = taught.batch(64, torch.Generator().manual_seed(0))
    known = torch.cat(list(taught.batches()))
    for image, row in zip(images, visible, strict=True):
        (same,) = (known == image).flatten(1).all(1).nonzero()[0]
        assert torch.equal(data.visible[same], row)


def test_what_cannot_be_taught_is_said_in_a_sentence(tmp_path: Path, reader_file: Path) -> None:
    path = planted(tmp_path, 20)
    data, out = Labelled.read(path), tmp_path / "reader.safetensors"
    with pytest.raises(ValueError, match=r"nothing to go on from: .*reader\.safetensors is missing"):
        ReaderTrainer(data, data, out, ReaderRecipe(), resume=True)
    other = Labelled.read(planted(tmp_path, 20, seed=3, names=("age", *NAMES[1:])))
    with pytest.raises(ValueError, match=r"planted-3\.npy and planted-0\.npy have different factors"):
        ReaderTrainer(data, other, out, ReaderRecipe(), resume=False)
    out.write_bytes(reader_file.read_bytes())
    with pytest.raises(ValueError, match="reads other factors than planted-3"):
        ReaderTrainer(other, other, out, ReaderRecipe(), resume=True)
    with pytest.raises(ValueError, match=r"has the factor 'charm', which is none of this version"):
        Labelled.read(planted(tmp_path, 20, seed=4, names=("charm", *NAMES[1:])))
    with pytest.raises(ValueError, match=r"128 pixels a side; those in planted-5\.npy have 64"):
        Labelled.read(planted(tmp_path, 20, seed=5, side=64))
    np.save(path, np.load(path)[:7])
    with pytest.raises(ValueError, match=r"planted-0\.npz has 20 rows for 7 pictures"):
        Labelled.read(path)
    path.with_suffix(".npz").unlink()
    with pytest.raises(ValueError, match=r"no table of factors beside planted-0\.npy \(planted-0\.npz\)"):
        Labelled.read(path)
    write_weights(out, {"a": torch.zeros(1)}, {})
    with pytest.raises(ValueError, match=r"reader\.safetensors is no reader of portraits\. .* train reader`\."):
        open_reader(out)
