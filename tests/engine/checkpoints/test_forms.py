"""One small network of ours in each way in which people's programs lay it into a file opens to the same picture."""

from __future__ import annotations

import io
import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.checkpoints.sniff import kind
from engine.generator import Generator
from engine.generators import load
from tests.engine.generators.test_stylegan2 import opened, port_names, weights_of
from tests.hostile import Trap, torch_bytes

WEIGHTS = weights_of((8, 6, 4))
PORT = {
    name: value for name, value in port_names(weights_of()).items() if not name.startswith(("style.4", "noises.none"))
}
AVERAGE = WEIGHTS["mapping.w_avg"]
OTHER = {"encoder.body.0.weight": torch.ones(9, 9), "discriminator.b4.conv.weight": torch.ones(3, 3)}


def before(prefix: str, weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {prefix + name: value for name, value in weights.items()}


def half(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Another state of the same network."""
    return {name: value * 0.5 for name, value in weights.items()}


def as_arrays(weights: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    return {name: value.numpy() for name, value in weights.items()}


def npz(arrays: Mapping[str, np.ndarray], save: Callable = np.savez) -> bytes:
    content = io.BytesIO()
    save(content, **arrays)
    return content.getvalue()


def same_picture(one: Generator, other: Generator) -> bool:
    code = other.sample(1, 3)
    return torch.equal(one.sample(1, 3), code) and torch.equal(one.synthesize(code), other.synthesize(code))


#: What lies in a file, whose network is `WEIGHTS`.
FORMS: dict[str, Callable[[], bytes]] = {
    "DataParallel": lambda: torch_bytes({"g_ema": before("module.", WEIGHTS)}),
    "torch.compile in DataParallel": lambda: torch_bytes(before("module._orig_mod.", WEIGHTS)),
    "Lightning": lambda: torch_bytes(
        {"epoch": 3, "state_dict": before("generator.", WEIGHTS) | OTHER, "optimizer_states": [{"state": {}}]}
    ),
    "Lightning with an average": lambda: torch_bytes(
        {"state_dict": before("G.", half(WEIGHTS)) | before("G_ema.", WEIGHTS) | before("D.", WEIGHTS)}
    ),
    "averaged beside it": lambda: torch_bytes(
        {"state_dict": before("generator.", half(WEIGHTS)) | before("generator_ema.", WEIGHTS) | OTHER}
    ),
    "an encoder's decoder": lambda: torch_bytes({"state_dict": before("decoder.", WEIGHTS) | OTHER, "opts": {"a": 1}}),
    "plain pickle of arrays": lambda: pickle.dumps(as_arrays(WEIGHTS)),
    "plain pickle of tensors": lambda: pickle.dumps(OrderedDict(WEIGHTS), 2),
    "plain pickle within a dict": lambda: pickle.dumps({"epoch": 1, "G_ema": as_arrays(WEIGHTS)}, 4),
    "npz": lambda: npz(as_arrays(WEIGHTS)),
    "compressed npz": lambda: npz(as_arrays(WEIGHTS), np.savez_compressed),
    "npz in Fortran's order": lambda: npz({k: np.asfortranarray(v) for k, v in as_arrays(WEIGHTS).items()}),
}


@pytest.mark.parametrize("form", list(FORMS))
def test_each_form_opens_to_the_same_picture(tmp_path: Path, form: str) -> None:
    path = tmp_path / "anything.bin"
    path.write_bytes(FORMS[form]())
    assert kind(path) in ("checkpoint", "pickle")
    assert set(read(path).weights) == set(WEIGHTS)
    assert same_picture(load(path), opened(WEIGHTS))


@pytest.mark.parametrize("prefix", ["module.", "decoder.", "module.decoder."])
def test_the_mean_style_beside_a_wrapped_port_comes_along(tmp_path: Path, prefix: str) -> None:
    path, ours = tmp_path / "e4e.pt", opened(PORT | {"latent_avg": AVERAGE})
    for content in (
        {"state_dict": before(prefix, PORT) | OTHER, "latent_avg": AVERAGE},
        {"g_ema": before(prefix, PORT) | {"latent_avg": AVERAGE}},
    ):
        path.write_bytes(torch_bytes(content))
        found = load(path)
        assert same_picture(found, ours) and torch.equal(found.mean_code(), ours.mean_code())


def test_a_pickle_of_other_things_is_refused_and_nothing_of_it_runs(tmp_path: Path) -> None:
    path, victim = tmp_path / "other.pkl", tmp_path / "victim"
    for content, says in (
        ({"a": 1, "b": [1, 2]}, "a Python pickle without weights by name"),
        ({"G": as_arrays(WEIGHTS), "x": Trap(victim)}, "it asks for posix.system"),
    ):
        path.write_bytes(pickle.dumps(content))
        with pytest.raises(UnreadableFile, match=says):
            read(path)
    assert not victim.exists()


@pytest.mark.parametrize(
    ("arrays", "says"),
    [
        ({f"a.{i}": np.zeros(10**6) for i in range(9)}, "claims to hold more than its own size"),
        ({f"a.{i}": np.array([Path("x")]) for i in range(9)}, "in a form that generators do not use"),
    ],
)
def test_an_npz_that_is_no_network_is_refused(tmp_path: Path, arrays: dict[str, np.ndarray], says: str) -> None:
    path = tmp_path / "big.npz"
    path.write_bytes(npz(arrays, np.savez_compressed))
    with pytest.raises(UnreadableFile, match=says):
        read(path)


def test_an_npz_of_codes_is_none_of_weights(tmp_path: Path) -> None:
    path = tmp_path / "projected_w.npz"
    path.write_bytes(npz({"w": np.zeros((1, 8, 20))}))
    assert kind(path) == "arrays"


def test_a_truncated_npz_never_opens(tmp_path: Path) -> None:
    path, content = tmp_path / "cut.npz", FORMS["npz"]()
    for part in range(1, 20):
        path.write_bytes(content[: len(content) * part // 20])
        with pytest.raises(UnreadableFile, match=r"cut\.npz"):
            read(path)
