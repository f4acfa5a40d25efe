"""What a picture depends on besides its own code: class, noise, the cutoff of truncation, style mixing, the device."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.convert import convert
from engine.checkpoints.reading import read
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import EngineReady
from engine.document.asked.requests import ChooseDevice, OpenGenerator, RenderRequest
from engine.document.composing import base_code, mixed_code
from engine.document.conditions import Conditions, Precision
from engine.document.disk.caches import Cache
from engine.document.document import Document, GeneratorRef, Mix
from engine.document.saved.serial import BadDocument, from_json, to_json
from engine.generator import Features, Generator, Stage
from engine.generators import CONVERTED, load
from engine.job import run
from engine.worker.studio import Studio
from tests.contracts.test_generators import small_dcgan
from tests.fakes import LinearGenerator, MappedGenerator, a_studio, open_in

LAYOUT = LinearGenerator().layout  # eps (4), z1 (3), z2 (2)
REF = GeneratorRef("linear", "/nowhere", "0" * 64)
SAMPLED = {3: np.arange(9, dtype=np.float32), 8: np.arange(9, dtype=np.float32) + 100}


class Classy(MappedGenerator):
    """Ten classes, each a shift of the code; noise moves every picture by the same amount."""

    classes = 10
    noises = ("constant", "none", "seeded")

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        numbers = torch.zeros(len(z)) if c is None else c.float()
        return super().map(z) + 0.1 * numbers[:, None]

    def mean_code(self, label: int | None = None) -> Tensor:
        return self.mean + 0.1 * (label or 0)

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        if conditions.noise == "constant":
            return self
        twin = Classy()
        offset = 0.05 * (conditions.noise_seed + 1) if conditions.noise == "seeded" else -0.05
        draw = twin.stages[-1].run

        def run(features: Features | None, codes: Tensor) -> Features:
            drawn = draw(features, codes)
            assert isinstance(drawn, Tensor)
            return drawn + offset

        twin.stages = (*twin.stages[:-1], Stage("picture", (), run))
        return twin


class TooLarge(LinearGenerator):
    """Does not fit into the memory of the device it is on."""

    def _enter(self, stage: str) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB")


# ---- documents ----


def test_mixed_slots_come_from_other_seeds_in_order() -> None:
    document = Document(REF, 3, mixes=(Mix(8, 2, 3), Mix(3, 3, 3)))
    assert document.seeds() == (3, 8)
    assert mixed_code(document, SAMPLED, LAYOUT).tolist() == [0, 1, 2, 3, 104, 105, 106, 7, 8]


def test_truncation_reaches_the_slots_before_the_cutoff() -> None:
    document = Document(REF, 3, truncation=0.5, cutoff=2)
    base = base_code(document, SAMPLED[3], np.ones(9, np.float32), LAYOUT, ArrayStore())
    assert base.tolist() == [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 7, 8]


def test_conditions_survive_saving_and_older_files_have_none() -> None:
    document = Document(REF, 3, 0.7, cutoff=4, label=5, noise="seeded", noise_seed=6, mixes=(Mix(8, 2, 3),))
    values = to_json(document)
    assert from_json(values) == document
    for key in ("cutoff", "label", "noise", "noise_seed", "mixes"):
        del values[key]
    assert from_json(values) == Document(REF, 3, 0.7)


@pytest.mark.parametrize(
    "wrong", [{"noise": "loud"}, {"cutoff": -1}, {"label": "many"}, {"mixes": [{"seed": 1}]}, {"noise_seed": 1e30}]
)
def test_damaged_conditions_are_one_sentence(wrong: Mapping[str, object]) -> None:
    with pytest.raises(BadDocument, match=r"^The saved document cannot be read.*\.$"):
        from_json(to_json(Document(REF)) | wrong)


# ---- the studio ----


def frame_of(studio: Studio, document: Document) -> np.ndarray:
    frame = studio.render(RenderRequest(0, 0, document))
    assert frame is not None
    return frame.pixels.astype(int)


def test_class_noise_and_mixing_reach_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    studio, generator = a_studio(), Classy()
    info = open_in(studio, generator, monkeypatch)
    assert (info.classes, info.noises, info.latents) == (10, ("constant", "none", "seeded"), 3)
    plain = Document(info.ref, 4)

    def drawn(code: Tensor, offset: float = 0.0) -> np.ndarray:
        image = generator.synthesize(code)[0] + offset
        return image.clamp(-1, 1).add(1).mul(127.5).round().permute(1, 2, 0).numpy()

    four = generator.sample(1, 4)
    assert np.abs(frame_of(studio, plain) - drawn(four)).max() <= 1
    labelled = generator.sample(1, 4, 7)
    assert np.abs(frame_of(studio, replace(plain, label=7)) - drawn(labelled)).max() <= 1
    pulled = generator.mean_code(7) + 0.5 * (labelled - generator.mean_code(7))
    assert np.abs(frame_of(studio, replace(plain, label=7, truncation=0.5)) - drawn(pulled)).max() <= 1
    assert np.abs(frame_of(studio, replace(plain, noise="none")) - drawn(four, -0.05)).max() <= 1
    assert np.abs(frame_of(studio, replace(plain, noise="seeded", noise_seed=2)) - drawn(four, 0.15)).max() <= 1
    mixed = four.clone()
    mixed[:, 4:7] = generator.sample(1, 9)[:, 4:7]
    assert np.abs(frame_of(studio, replace(plain, mixes=(Mix(9, 2, 2),))) - drawn(mixed)).max() <= 1
    assert np.abs(frame_of(studio, plain) - drawn(four)).max() <= 1
    with pytest.raises(ValueError, match=r"^This generator has the classes 0 to 9; there is no class 10\.$"):
        frame_of(studio, replace(plain, label=10))


def test_a_device_that_is_too_small_gives_way_to_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = a_studio()
    document = Document(open_in(studio, TooLarge(), monkeypatch).ref, 1)
    with pytest.raises(RuntimeError):  # on the processor there is nowhere to go
        studio.render(RenderRequest(0, 0, document))
    studio.held.device = torch.device("mps")
    opened = studio.held.get(document.generator.sha256)
    opened.tensor = torch.from_numpy  # type: ignore[method-assign]  # there is no such device here
    smaller = LinearGenerator()
    smaller.sha256 = document.generator.sha256
    monkeypatch.setattr("engine.worker.holdings.load", lambda source, expected: {smaller.sha256: smaller}[expected])
    frame = studio.render(RenderRequest(0, 5, document))
    assert frame is not None and frame.sequence == 5 and studio.held.device.type == "cpu"
    assert frame.notice.endswith("has too little memory for this picture, so EigenBrush goes on with the processor.")
    again = studio.render(RenderRequest(0, 6, document))
    assert again is not None and again.notice == "" and np.array_equal(again.pixels, frame.pixels)


def test_another_device_closes_what_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = a_studio()
    document = Document(open_in(studio, LinearGenerator(), monkeypatch).ref)
    with pytest.raises(ValueError, match=r"^There is no device 'abacus' here; there is .*cpu\.$"):
        run(studio.start(ChooseDevice("abacus")))
    assert frame_of(studio, document).any()
    ready = run(studio.start(ChooseDevice("cpu")))
    assert isinstance(ready, EngineReady) and ready.chosen == "cpu" and "cpu" in ready.devices
    with pytest.raises(ValueError, match="not open"):
        frame_of(studio, document)


# ---- opening ----


@pytest.fixture
def torch_file(tmp_path: Path) -> Path:
    """A small DCGAN as torch saves it."""
    generator = small_dcgan()
    weights = {}
    for i, stage in enumerate(generator.stages):
        step = stage.run
        weights |= {f"main.{3 * i}.{k}": v for k, v in step.parts.items()}  # type: ignore[attr-defined]
        if step.norm is not None:  # type: ignore[attr-defined]
            weights |= {f"main.{3 * i + 1}.{k}": v for k, v in step.norm.parts.items()}  # type: ignore[attr-defined]
    torch.save(weights, tmp_path / "net.pth")
    return tmp_path / "net.pth"


def test_a_slow_format_is_converted_once_and_draws_the_same(torch_file: Path, tmp_path: Path) -> None:
    cache = Cache(str(tmp_path))
    first = a_studio()
    info = run(first.start(OpenGenerator(str(torch_file), cache)))
    assert info.notes == (CONVERTED,) and len(list(cache.folder("converted").iterdir())) == 1
    picture = frame_of(first, Document(info.ref, 2))
    second = a_studio()
    again = run(second.start(OpenGenerator(str(torch_file), cache)))
    assert again.notes == () and again.ref == info.ref
    assert np.array_equal(frame_of(second, Document(again.ref, 2)), picture)


def test_a_generator_already_open_is_not_read_again(torch_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    studio = a_studio()
    info = run(studio.start(OpenGenerator(str(torch_file))))
    kept = studio.generator(info.ref.sha256)
    monkeypatch.setattr("engine.worker.opening.opening", None)  # whoever opens a file now falls over
    assert run(studio.start(OpenGenerator(str(torch_file)))) is info and studio.generator(info.ref.sha256) is kept
    monkeypatch.undo()
    random = torch.Generator().manual_seed(1)
    changed = {k: torch.rand(v.shape, generator=random) for k, v in torch.load(torch_file, weights_only=True).items()}
    torch.save(changed, torch_file)
    assert run(studio.start(OpenGenerator(str(torch_file)))).ref.sha256 == load(torch_file).sha256 != info.ref.sha256


@pytest.mark.parametrize("how", ["in place", "another file in its place"])
def test_a_file_that_changed_with_the_same_size_and_time_is_read_again(torch_file: Path, how: str) -> None:
    studio, before, content = a_studio(), torch_file.stat(), torch_file.read_bytes()
    info = run(studio.start(OpenGenerator(str(torch_file))))
    changed = {key: value.flip(0) for key, value in torch.load(torch_file, weights_only=True).items()}
    if how != "in place":
        torch_file.unlink()
    torch.save(changed, torch_file)
    os.utime(torch_file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = torch_file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert torch_file.read_bytes() != content
    assert run(studio.start(OpenGenerator(str(torch_file)))).ref.sha256 != info.ref.sha256


def test_settings_beside_a_file_that_changed_are_read_again(torch_file: Path, tmp_path: Path) -> None:
    weights = torch_file.rename(tmp_path / "pytorch_model.bin")
    studio, config = a_studio(), tmp_path / "config.json"
    for what in (weights, tmp_path):  # the file, or the folder that it lies in
        config.write_text("{}")
        info = run(studio.start(OpenGenerator(str(what))))
        assert run(studio.start(OpenGenerator(str(what)))) is info
        config.write_text('{"card": "another"}')
        assert run(studio.start(OpenGenerator(str(what)))) is not info
        assert studio.generator(info.ref.sha256).metadata["config"] == '{"card": "another"}'
        config.write_text("[")
        with pytest.raises(UnreadableFile, match="holds no settings"):
            run(studio.start(OpenGenerator(str(what))))


@pytest.mark.parametrize("converted", [False, True])
def test_a_file_with_another_hash_than_is_expected_is_not_opened(
    torch_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, converted: bool
) -> None:
    sha256, what = load(torch_file).sha256, torch_file
    if converted:
        what = tmp_path / "copy.safetensors"
        convert(read(torch_file), what, "dcgan")
    studio = a_studio()
    assert run(studio.start(OpenGenerator(str(what), expected=sha256))).ref.sha256 == sha256
    studio = a_studio()
    monkeypatch.setattr(
        "engine.checkpoints.pickles.torch_file.TorchZip", None
    )  # whoever looks into the file falls over
    with pytest.raises(UnreadableFile, match=f"^{what.name} has changed since this was saved .*made with\\.$"):
        run(studio.start(OpenGenerator(str(what), Cache(str(tmp_path / "cache")), "f" * 64)))
    assert not (tmp_path / "cache").exists()
