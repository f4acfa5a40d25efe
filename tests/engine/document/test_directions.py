"""Direction sets and their files."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file

from engine.document.directions import DirectionSet, load_directions, save_directions

A_SET = DirectionSet(
    vectors=np.eye(3, 5, dtype=np.float32),
    sigma=np.array([1, 0.5, 2], np.float32),
    names=("turn", "fringe", "light"),
    spectrum=(0.5, 0.3, 0.1),
    method="ganspace",
    title="GANSpace",
    version=1,
    parameters={"samples": 500},
    seed=7,
    generator="ab" * 32,
    effects=(0.3, 0.2, 0.1),
    notes=("components of the codes",),
)


def test_a_set_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    save_directions(A_SET, path)
    again = load_directions(path)
    for name, value in asdict(A_SET).items():
        assert np.array_equal(getattr(again, name), value), name
    assert again.vectors.dtype == again.sigma.dtype == np.float32 and again.key == A_SET.key
    with safe_open(path, "np") as file:  # the interface of design.md: others read it without us
        assert file.get_tensor("vectors").shape == (3, 5) and json.loads(file.metadata()["seed"]) == 7


def test_its_key_follows_its_content() -> None:
    assert A_SET.key.startswith("ganspace:") and A_SET.key == replace(A_SET, names=("a", "b", "c")).key
    assert A_SET.key != replace(A_SET, vectors=-A_SET.vectors).key
    assert A_SET.slider(1) == f"{A_SET.key}#2"
    assert replace(A_SET, sliders=("z1.1", "z1.2", "z2.1")).slider(2) == "z2.1"


@pytest.mark.parametrize(
    "damage", ["empty", "missing", "foreign", "short", "flat", "no sigma", "not finite", "bad json"]
)
def test_what_is_no_set_is_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.safetensors"
    save_directions(A_SET, path)
    with safe_open(path, "np") as file:
        tensors, metadata = {k: file.get_tensor(k) for k in ("vectors", "sigma")}, file.metadata()
    broken = {
        "foreign": lambda: save_file({"w": np.ones(3, np.float32)}, path),
        "short": lambda: save_file(tensors | {"vectors": tensors["vectors"][:2]}, path, metadata),
        "flat": lambda: save_file(tensors | {"vectors": np.ones(3, np.float32)}, path, metadata),
        "no sigma": lambda: save_file({"vectors": tensors["vectors"]}, path, metadata),
        "not finite": lambda: save_file(tensors | {"sigma": np.full(3, np.nan, np.float32)}, path, metadata),
        "bad json": lambda: save_file(tensors, path, metadata | {"names": "[[["}),
        "empty": lambda: path.write_bytes(b""),
        "missing": path.unlink,
    }
    broken[damage]()
    with pytest.raises(ValueError, match=r"^.*a\.safetensors is not a direction set .*`eigenbrush discover`\.$"):
        load_directions(path)
