"""Codes on the command line: what is saved draws the same picture again, with edits on top."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.document.arrays import ArrayStore
from engine.document.saved.serial import from_recipe
from engine.export.png import read_recipe
from engine.generators import load
from tests.app.cli.test_commands import bad, good, picture
from tests.app.opened import FACES

STYLES = "builtin:faces-stylegan2-64"


@pytest.mark.parametrize("name", ["projected_w.npz", "a.npy", "a.safetensors"])
def test_a_saved_code_draws_the_same_picture(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    good(capsys, "save-code", STYLES, "--seed", 7, "--truncation", 0.6, "--out", file)
    good(capsys, "render", STYLES, "--seed", 7, "--truncation", 0.6, "--out", tmp_path / "a.png")
    good(capsys, "render", STYLES, "--code", file, "--truncation", 0.1, "--out", tmp_path / "b.png")
    assert np.array_equal(picture(tmp_path / "a.png"), picture(tmp_path / "b.png"))
    document, arrays = from_recipe(read_recipe(tmp_path / "b.png"), store := ArrayStore()), store
    assert len(document.held) == 10 and all(key in arrays for _, key in document.held)


def test_edits_come_on_top_of_a_code_and_into_what_is_saved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    generator = load(FACES)
    code = generator.sample(1, 4)[0].numpy()
    file, moved, again = tmp_path / "z.npy", tmp_path / "moved.safetensors", tmp_path / "again.npy"
    np.save(file, np.stack([code, -code]))
    good(capsys, "save-code", FACES, "--code", f"{file}#2", "--set", "z2.3=1.25", "--out", moved)
    good(capsys, "save-code", FACES, "--code", moved, "--out", again)
    wanted = -code
    wanted[generator.layout.index("z2.3")] = 1.25
    assert np.load(again)[0] == pytest.approx(wanted, abs=1e-6)
    good(capsys, "render", FACES, "--code", moved, "--out", tmp_path / "a.png")
    good(capsys, "render", FACES, "--code", f"{file}#2", "--set", "z2.3=1.25", "--out", tmp_path / "b.png")
    assert np.abs(picture(tmp_path / "a.png").astype(int) - picture(tmp_path / "b.png")).max() <= 1


def test_codes_on_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    two, other, out = tmp_path / "z.npy", tmp_path / "projected_w.npz", tmp_path / "a.png"
    np.save(two, np.ones((2, 40), np.float32) * 0.3)
    np.savez(other, w=np.ones((1, 18, 512), np.float32))
    torch.save(torch.ones(3), tmp_path / "a.pt")
    assert "holds the codes 1 to 2; choose one" in bad(capsys, "render", FACES, "--code", two, "--out", out)
    assert "holds the codes 1 to 2" in bad(capsys, "render", FACES, "--code", f"{two}#3", "--out", out)
    assert "a code of 18 x 512; this generator takes 10 x 128" in bad(
        capsys, "render", STYLES, "--code", other, "--out", out
    )
    assert "not directions" in bad(capsys, "render", STYLES, "--set", f"{other}#1=1", "--out", out)
    assert "takes 40" in bad(capsys, "render", FACES, "--code", tmp_path / "a.pt", "--out", out)
    bad(capsys, "render", FACES, "--code", tmp_path / "gone.npy", "--out", out)
    assert "pickles" in bad(capsys, "save-code", FACES, "--out", tmp_path / "b.pt")
    assert not out.exists() and not (tmp_path / "b.pt").exists()


def test_a_code_of_another_generator_of_the_same_shape_is_said_to_be_tried(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, dcgan_file: Path
) -> None:
    file = tmp_path / "a.safetensors"
    good(capsys, "save-code", dcgan_file, "--out", file)
    other = tmp_path / "other.safetensors"
    good(capsys, "convert", dcgan_file, "--out", other)
    content = file.read_bytes()
    file.write_bytes(content.replace(load(dcgan_file).sha256.encode(), b"b" * 64))
    from app.__main__ import main

    assert main(["render", str(other), "--code", str(file), "--out", str(tmp_path / "a.png")]) == 0
    assert "Made with another generator" in capsys.readouterr().err
