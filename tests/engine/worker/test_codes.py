"""What a file of numbers is, and codes of this program and of others through the engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.document.asked.codes import LoadCodes, SaveCodes
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Identify, OpenGenerator
from engine.document.saved.code_file import CodeFile
from engine.document.saved.direction_file import save_directions
from engine.job import run
from engine.worker.studio import Studio
from tests.direction_sets import a_set
from tests.fakes import a_studio

STYLE = "builtin:faces-stylegan2-64"
RANDOM = np.random.default_rng(0)


@pytest.fixture(scope="module")
def studio() -> Studio:
    return a_studio()


@pytest.fixture(scope="module")
def info(studio: Studio) -> GeneratorInfo:
    return run(studio.start(OpenGenerator(STYLE)))


def plus(info: GeneratorInfo, count: int = 1) -> np.ndarray:
    layers = [slot.dimension for slot in info.layout.latent]
    return RANDOM.normal(size=(count, len(layers), layers[0])).astype(np.float32)


def kind(studio: Studio, path: Path, generator: str = "") -> str:
    return run(studio.start(Identify(str(path), generator))).kind


def test_codes_directions_and_weights_are_told_apart(studio: Studio, info: GeneratorInfo, tmp_path: Path) -> None:
    code, here = plus(info), info.ref.sha256
    np.savez(tmp_path / "projected_w.npz", w=code)
    np.save(tmp_path / "smile.npy", code)
    torch.save(torch.from_numpy(code), tmp_path / "0.pt")
    torch.save({"a.png": {"img": torch.ones(3, 4, 4), "latent": torch.from_numpy(code[0])}}, tmp_path / "rosinality.pt")
    torch.save({"main.0.weight": torch.ones(20, 16, 4, 4)}, tmp_path / "weights.pt")
    rows = np.zeros((2, info.layout.dimension), np.float32)
    rows[:, info.layout.columns(info.layout.latent)] = code.reshape(-1) / np.linalg.norm(code)
    directions = a_set(rows, ("a", "b"))
    save_directions(directions, tmp_path / "set.safetensors")
    flat = np.zeros((1, info.layout.dimension), np.float32)
    run(studio.start(SaveCodes(here, CodeFile(flat, ("me",)), str(tmp_path / "me.safetensors"))))
    np.savez(tmp_path / "comp.npz", lat_comp=code, lat_mean=code[0], lat_stdev=np.ones(1))
    expected = {
        "projected_w.npz": "codes", "smile.npy": "arrays", "0.pt": "codes", "rosinality.pt": "codes",
        "weights.pt": "checkpoint", "set.safetensors": "directions", "me.safetensors": "codes",
        "comp.npz": "directions",
    }  # fmt: skip
    assert {name: kind(studio, tmp_path / name, here) for name in expected} == expected
    assert kind(studio, tmp_path / "projected_w.npz") == "arrays"  # without a generator nobody can tell
    assert run(studio.start(Identify(str(tmp_path / "me.safetensors")))).generator == (here, info.ref.name)


def test_a_folder_of_pictures_is_told_from_one_of_weights(studio: Studio, tmp_path: Path) -> None:
    assert kind(studio, tmp_path) == "folder"
    (tmp_path / "a.JPG").write_bytes(b"")
    assert kind(studio, tmp_path) == "photos"
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    assert kind(studio, tmp_path) == "folder"


def test_damaged_files_are_left_to_who_reads_them(studio: Studio, info: GeneratorInfo, tmp_path: Path) -> None:
    torch.save(torch.ones(3), tmp_path / "a.pt")
    content = (tmp_path / "a.pt").read_bytes()
    (tmp_path / "a.pt").write_bytes(content[:-200])
    assert kind(studio, tmp_path / "a.pt", info.ref.sha256) == "checkpoint"


@pytest.mark.parametrize("ending", ["safetensors", "npz", "npy"])
def test_codes_come_back_as_they_were_saved(
    studio: Studio, info: GeneratorInfo, tmp_path: Path, ending: str
) -> None:  # fmt: skip
    codes = np.zeros((2, info.layout.dimension), np.float32)
    codes[:, info.layout.columns(info.layout.latent)] = plus(info, 2).reshape(2, -1)
    path = str(tmp_path / f"two.{ending}")
    assert run(studio.start(SaveCodes(info.ref.sha256, CodeFile(codes, ("ann", "bob")), path))) == path
    found = run(studio.start(LoadCodes(info.ref.sha256, path)))
    assert np.array_equal(found.codes, codes) and not found.codes.flags.writeable
    assert found.names == (("ann", "bob") if ending == "safetensors" else ("two 1", "two 2"))


def test_a_code_of_another_generator_is_one_sentence(studio: Studio, info: GeneratorInfo, tmp_path: Path) -> None:
    np.savez(tmp_path / "projected_w.npz", w=RANDOM.normal(size=(1, 18, 512)))
    with pytest.raises(ValueError, match=r"holds a code of 18 x 512; this generator takes 10 x 128\. Open the gen"):
        run(studio.start(LoadCodes(info.ref.sha256, str(tmp_path / "projected_w.npz"))))
