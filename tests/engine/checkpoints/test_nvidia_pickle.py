"""Pickles of NVIDIA's networks give their weights under torch's names and the arguments of their classes."""

from __future__ import annotations

import collections
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.checkpoints.sniff import kind
from tests.hostile import EasyDict, Persistent, network, nvidia_bytes, torch_bytes


def weights(shift: float = 0.0) -> dict[str, Tensor]:
    """Names and kinds as in a generator: parameters, buffers, half precision, scalars, a view, whole numbers."""
    return {
        "mapping.w_avg": torch.arange(4.0) + shift,
        "mapping.fc0.weight": torch.arange(12.0).reshape(3, 4) + shift,
        "synthesis.b4.const": torch.arange(32.0).reshape(2, 4, 4)[:, ::2] + shift,
        "synthesis.b4.conv1.weight": torch.arange(6.0).reshape(2, 3).t() + shift,
        "synthesis.b4.conv1.noise_strength": torch.tensor(0.5 + shift),
        "synthesis.b4.conv1.noise_const": torch.ones(4, 4, dtype=torch.float16) * 0.25,
        "synthesis.b4.num": torch.tensor([3, -1]),
    }


KWARGS = {"z_dim": 4, "synthesis_kwargs": EasyDict(conv_clamp=256, bands=(1, 2)), "label_scale": 0.5, "fp16": None}


def snapshot(**more: object) -> dict[str, object]:
    """What NVIDIA's train.py saves."""
    return {
        "training_set_kwargs": EasyDict(class_name="training.dataset.ImageFolderDataset", path="x.zip"),
        "G": network(weights(1), **KWARGS),
        "D": network(weights(2)),
        "G_ema": network(weights(), **KWARGS),
        "augment_pipe": network({"p": torch.ones(1), **{f"a{i}": torch.ones(1) for i in range(20)}}),
        **more,
    }


def check(path: Path, shift: float = 0.0) -> None:
    found = read(path)
    wanted = weights(shift)
    assert found.format == "nvidia" and set(found.weights) == set(wanted)
    for name, weight in found.weights.items():
        assert torch.equal(weight, wanted[name].float() if wanted[name].is_floating_point() else wanted[name])
        assert weight.is_contiguous() and not weight.requires_grad and type(weight) is Tensor
    assert found.weights["synthesis.b4.conv1.noise_const"].dtype == torch.float32
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "network.pkl"


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_the_averaged_generator_of_a_snapshot(path: Path, protocol: int) -> None:
    path.write_bytes(nvidia_bytes(snapshot(), protocol))
    assert kind(path) == "checkpoint"
    check(path)


def test_the_arguments_of_its_class_come_along(path: Path) -> None:
    path.write_bytes(nvidia_bytes(snapshot()))
    assert json.loads(read(path).metadata["config"]) == {
        "class": "training.networks.Generator",
        "kwargs": {
            "z_dim": 4,
            "synthesis_kwargs": {"conv_clamp": 256, "bands": [1, 2]},
            "label_scale": 0.5,
            "fp16": None,
        },
    }


def test_arguments_by_position_get_their_names_and_what_is_not_plain_stays_behind(path: Path) -> None:
    net = network(weights(), img_channels=3, odd=torch.ones(1), worse=float("nan"), many={"x": object}, ok=True)
    net._init_args = (512, 0, 512, 64)
    path.write_bytes(nvidia_bytes(net))
    kwargs = json.loads(read(path).metadata["config"])["kwargs"]
    positions = {"z_dim": 512, "c_dim": 0, "w_dim": 512, "img_resolution": 64}
    assert kwargs == {**positions, "img_channels": 3, "many": {}, "ok": True}


BLOCK = "import torch\nclass SynthesisBlock(torch.nn.Module):\n    def __init__(self, conv_clamp{}): pass\n"


@pytest.mark.parametrize(
    ("source", "kwargs", "module"),
    [
        (BLOCK.format(" = None"), {}, "networks"),
        (BLOCK.format("          = 256,  # Clamp"), {}, "networks_stylegan2"),
        (BLOCK.format("=256"), {"synthesis_kwargs": {"channel_base": 1}}, "networks_stylegan2"),
        ("", {"channel_base": 32768, "channel_max": 512}, "networks_stylegan2"),
        ("", {"synthesis_kwargs": {"channel_base": 32768}}, "networks"),
    ],
)
def test_which_of_two_repositories_clamps_by_itself(path: Path, source: str, kwargs: dict, module: str) -> None:
    path.write_bytes(nvidia_bytes({"G_ema": network(weights(), source=source, **kwargs)}))
    assert json.loads(read(path).metadata["config"])["class"] == f"training.{module}.Generator"


def test_the_third_generation_is_told_by_its_weights(path: Path) -> None:
    path.write_bytes(
        nvidia_bytes(network({"synthesis.input.freqs": torch.ones(2)}, size=np.int64(36), rate=np.float64(2.5)))
    )
    config = json.loads(read(path).metadata["config"])
    assert config == {"class": "training.networks_stylegan3.Generator", "kwargs": {"size": 36, "rate": 2.5}}


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize(
    ("content", "shift"),
    [
        (network(weights(), **KWARGS), 0),
        ({"G": network(weights(1)), "D": network(weights(2))}, 1),
        ({"G": network(weights(1)), "D": network(weights(2)), "Gs": network(weights(3))}, 3),
        (snapshot(Gs=network(weights(3)), augment_pipe=None), 0),
        (snapshot(opt=collections.defaultdict(list, a=[1]), when=np.array([1.0]), where=Path("a/b"), s={1, 2}), 0),
    ],
)
def test_what_else_may_lie_in_one(path: Path, content: object, shift: float, protocol: int) -> None:
    path.write_bytes(b"" + nvidia_bytes(content, protocol))
    check(path, shift)


def test_parameters_that_are_missing_and_modules_of_torch(path: Path) -> None:
    net = network({"mapping.fc0.weight": torch.ones(2)})
    net.mapping.register_parameter("bias", None)
    net.mapping.add_module("none", None)
    net.mapping.add_module("act", nn.Linear(1, 2, bias=False))
    path.write_bytes(nvidia_bytes(net))
    assert list(read(path).weights) == ["mapping.fc0.weight", "mapping.act.weight"]


def test_arrays_of_numpy_are_weights_too(path: Path) -> None:
    rows = np.arange(6, dtype=np.float32).reshape(2, 3)
    arrays = {
        "rows": rows,
        "columns": np.asfortranarray(rows),
        "bytes": np.array([1, 2], np.uint8),
        "one": np.array(2.0),
    }
    for protocol in (2, 3, 4, 5):
        path.write_bytes(nvidia_bytes({"training_set_kwargs": {}, "G_ema": arrays}, protocol))
        found = read(path).weights
        assert {name: found[name].tolist() for name in found} == {name: a.tolist() for name, a in arrays.items()}


def test_numbers_that_are_not_finite_are_refused_by_name(path: Path) -> None:
    path.write_bytes(nvidia_bytes(network({"synthesis.b4.const": torch.tensor([1.0, float("inf")])})))
    with pytest.raises(UnreadableFile, match=r"not finite \(in synthesis\.b4\.const\)"):
        read(path)


def test_a_settings_dict_of_a_megabyte_before_the_networks(path: Path) -> None:
    path.write_bytes(nvidia_bytes({"training": "x" * 900_000, "G_ema": network(weights())}))
    check(path)


def test_a_network_saved_by_torch_opens_in_the_same_way(path: Path) -> None:
    for zipped in (True, False):
        path.write_bytes(torch_bytes({"g_ema": nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))}, zipped))
        found = read(path)
        assert found.format == "torch" and found.metadata == {}
        assert list(found.weights) == [
            "0.weight",
            "0.bias",
            "1.weight",
            "1.bias",
            "1.running_mean",
            "1.running_var",
            "1.num_batches_tracked",
        ]


def test_the_source_code_in_it_is_never_looked_at(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    evil = f"open({str(victim)!r}, 'w').close()\nclass Generator: pass\n"
    path.write_bytes(nvidia_bytes({"G_ema": network(weights(), source=evil)}))
    check(path)
    assert not victim.exists()


def test_a_class_that_keeps_nothing_of_itself(path: Path) -> None:
    net = Persistent("SynthesisNetwork")
    path.write_bytes(nvidia_bytes(net))
    with pytest.raises(UnreadableFile, match="holds no weights"):
        read(path)
