"""Networks as NVIDIA's TensorFlow code pickled them, made here of ours: they open to the same pictures."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.checkpoints.sniff import kind
from engine.generator import Generator
from engine.generators import load
from engine.generators.pggan.family import PGGAN
from engine.generators.stylegan1.family import StyleGAN1
from tests.engine.generators import test_pggan, test_stylegan1
from tests.engine.generators.test_stylegan2 import W, conditional_weights, opened, weights_of, with_architecture
from tests.hostile import Trap

Variables = dict[str, np.ndarray | np.float32]


class Network:
    """Only named in pickles, with the state that they give it."""

    def __init__(self, name: str, variables: Variables, parts: Mapping[str, Network] = {}, **settings: object) -> None:
        self.state = {
            "version": 4,
            "name": name,
            "static_kwargs": settings,
            "components": dict(parts),
            "build_module_src": "import os\nos.system('touch victim')\n",
            "build_func_name": "G_main",
            "variables": list(variables.items()),
        }

    def __getstate__(self) -> dict[str, object]:
        return self.state


@contextmanager
def named(module: str) -> Iterator[None]:
    """While it lasts, networks are pickled as classes of this module."""
    parents = [module.rsplit(".", i)[0] for i in range(module.count(".") + 1)]
    modules = {name: ModuleType(name) for name in parents}
    modules[module].__dict__["Network"] = Network
    before, Network.__module__ = Network.__module__, module
    sys.modules.update(modules)
    try:
        yield
    finally:
        Network.__module__ = before
        for name in modules:
            del sys.modules[name]


def pickled(content: object, module: str = "dnnlib.tflib.network", protocol: int = 3) -> bytes:
    with named(module):
        return pickle.dumps(content, protocol)


PLACES = {"conv0": "Conv0_up", "conv1": "Conv1", "torgb": "ToRGB", "skip": "Skip"}


def of_stylegan2(weights: Mapping[str, Tensor], name: str = "Gs", **settings: object) -> Network:
    """Our names for the weights, as the converter's documentation maps them, the other way round."""
    arrays, orig = {k: v.numpy() for k, v in weights.items()}, "synthesis.b8.torgb.weight" not in weights
    mapping: Variables = {}
    synthesis: Variables = {"4x4/Const/const": arrays["synthesis.b4.const"][None]}
    top = max(int(key.split(".")[1][1:]) for key in arrays if key.startswith("synthesis.b"))
    for key, value in arrays.items():
        _, *path = key.split(".")
        if key.startswith("mapping.fc"):
            mapping[f"Dense{path[0][2:]}/{path[1]}"] = value.T
        elif key.startswith("mapping.embed"):
            mapping[f"LabelEmbed/{path[1]}"] = value.T
        elif key.startswith("synthesis.b") and len(path) > 2 and path[-1] != "resample_filter":
            side, layer = int(path[0][1:]), path[1]
            block = f"{side}x{side}/{'Conv' if side == 4 and layer == 'conv1' else PLACES[layer]}"
            if layer == "torgb" and orig:
                block = f"ToRGB_lod{int(np.log2(top // side))}"
            synthesis |= variable(side, layer, ".".join(path[2:]), block, value)
    parts = {"mapping": Network("G_mapping", mapping), "synthesis": Network("G_synthesis", synthesis)}
    variables: Variables = {"lod": np.float32(0), "dlatent_avg": arrays["mapping.w_avg"]}
    return Network(name, variables, parts, **settings)


def variable(side: int, layer: str, part: str, block: str, value: np.ndarray) -> Variables:
    if part == "weight":
        turned = value.transpose(2, 3, 1, 0)
        return {f"{block}/weight": turned[::-1, ::-1] if layer in ("conv0", "skip") else turned}
    number = int(np.log2(side)) * 2 - (4 if layer == "conv1" else 5)
    return {
        "noise_const": {f"noise{number}": value[None, None]},
        "noise_strength": {f"{block}/noise_strength": np.float32(value) if value.ndim == 0 else value},
        "affine.weight": {f"{block}/mod_weight": value.T},
        "affine.bias": {f"{block}/mod_bias": value - 1},
        "bias": {f"{block}/bias": value},
    }[part]


def halved(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: value * 0.5 for name, value in weights.items()}


def check_pictures(found: Generator, ours: Generator, label: int | None = None) -> None:
    codes = found.sample(2, 3, label)
    assert (codes - ours.sample(2, 3, label)).abs().max() < 1e-5
    pictures = ours.synthesize(codes)
    assert pictures.std() > 0.05 and (found.synthesize(codes) - pictures).abs().max() < 1e-5
    assert (found.mean_code() - ours.mean_code()).abs().max() < 1e-6


STYLEGAN2: dict[str, Callable[[], dict[str, Tensor]]] = {
    "skip": weights_of,
    "orig": lambda: with_architecture("orig"),
    "resnet": lambda: with_architecture("resnet"),
    "with classes": conditional_weights,
}


@pytest.mark.parametrize("protocol", [2, 3, 4])
@pytest.mark.parametrize("which", list(STYLEGAN2))
def test_stylegan2_draws_what_it_drew(tmp_path: Path, which: str, protocol: int) -> None:
    weights, path = STYLEGAN2[which](), tmp_path / "network.pkl"
    content = (of_stylegan2(halved(weights), "G"), Network("D", {"x": np.ones(3)}), of_stylegan2(weights))
    path.write_bytes(pickled(content, protocol=protocol))
    assert kind(path) == "checkpoint"
    classes = which == "with classes"
    check_pictures(load(path), opened(weights), 1 if classes else None)
    path.write_bytes(pickled(content[2], protocol=protocol))  # alone
    check_pictures(load(path), opened(weights))


def test_its_settings_count(tmp_path: Path) -> None:
    path, weights = tmp_path / "network.pkl", weights_of()
    path.write_bytes(pickled(of_stylegan2(weights, mapping_lrmul=0.02, conv_clamp=0.4, resample_kernel=[1, 2, 2, 1])))
    taps = torch.tensor([1.0, 2, 2, 1])
    ours = {k: torch.outer(taps, taps) / 36 if k.endswith("filter") else v for k, v in weights.items()}
    kwargs = {"mapping_kwargs": {"lr_multiplier": 0.02}, "synthesis_kwargs": {"conv_clamp": 0.4}}
    check_pictures(load(path), opened(ours, kwargs=kwargs))


def layer_of(i: int, part: str, value: np.ndarray) -> Variables:
    side = 4 << (i // 2)
    block = f"{side}x{side}/{('Const', 'Conv')[i] if i < 2 else ('Conv0_up', 'Conv1')[i % 2]}"
    return {
        "apply_noise.noise": {f"noise{i}": value},
        "weight": {f"{block}/weight": value.transpose(2, 3, 1, 0) if value.ndim == 4 else value},
        "const": {f"{block}/const": value},
        "bias": {f"{block}/bias": value},
        "style.weight": {f"{block}/StyleMod/weight": value.T},
        "style.bias": {f"{block}/StyleMod/bias": value},
        "apply_noise.weight": {f"{block}/Noise/weight": value},
    }.get(part, {})


def of_stylegan1(weights: Mapping[str, Tensor], **settings: object) -> Network:
    layers = sum(key.endswith(".style.weight") for key in weights)
    mapping: Variables = {}
    synthesis: Variables = {"lod": np.float32(0)}
    for key, weight in weights.items():
        value, path = weight.numpy(), key.split(".")
        if key.startswith("mapping.dense"):
            mapping[f"Dense{path[1][5:]}/{path[-1]}"] = value.T
        elif key == "mapping.label_weight":
            mapping["LabelConcat/weight"] = value
        elif key.startswith("synthesis.output"):
            lod = layers // 2 - 1 - int(path[1][6:])
            synthesis[f"ToRGB_lod{lod}/{path[-1]}"] = value.transpose(2, 3, 1, 0) if value.ndim == 4 else value
        elif key.startswith("synthesis.layer"):
            synthesis |= layer_of(int(path[1][5:]), ".".join(path[2:]), value)
    parts = {"G_mapping": Network("G_mapping", mapping), "G_synthesis": Network("G_synthesis", synthesis)}
    return Network("Gs", {"dlatent_avg": weights["truncation.w_avg"].numpy()}, parts, **settings)


@pytest.mark.parametrize("widths", [(8, 6, 5), (8, 7, 6, 5, 4, 3)])  # the longer one enlarges in both ways
def test_stylegan_draws_what_it_drew(tmp_path: Path, widths: tuple[int, ...]) -> None:
    path, weights = tmp_path / "network.pkl", test_stylegan1.state_dict(widths)
    path.write_bytes(pickled((Network("G", {}), Network("D", {}), of_stylegan1(weights))))
    check_pictures(load(path), StyleGAN1.from_weights(weights, {}))
    mirrored = {f"synthesis.layer{i}.weight" for i in range(2, 2 * len(widths), 2) if 4 << (i // 2) < 128}
    fused = {name: value.flip(2, 3) if name in mirrored else value for name, value in weights.items()}
    path.write_bytes(pickled(of_stylegan1(fused, fused_scale=True)))
    check_pictures(load(path), StyleGAN1.from_weights(weights, {}))


def of_pggan(weights: Mapping[str, Tensor], up: bool) -> Network:
    layers = sum(key.startswith("layer") for key in weights) // 2
    variables: Variables = {"lod": np.float32(0)}
    for key, weight in weights.items():
        value, (where, *rest) = weight.numpy(), key.split(".")
        if where.startswith("output"):
            lod = layers // 2 - 1 - int(where[6:])
            variables[f"ToRGB_lod{lod}/{rest[0]}"] = value.transpose(2, 3, 1, 0) if value.ndim == 4 else value
        elif where.startswith("layer"):
            i = int(where[5:])
            side = 4 << (i // 2)
            layer = ("Dense", "Conv")[i] if i < 2 else (("Conv0_up" if up else "Conv0"), "Conv1")[i % 2]
            if value.ndim == 4 and i == 0:
                value = value[:, :, ::-1, ::-1].transpose(1, 0, 2, 3).reshape(value.shape[1], -1)
            elif value.ndim == 4:
                rising = up and i % 2 == 0
                value = value[:, :, ::-1, ::-1].transpose(2, 3, 0, 1) if rising else value.transpose(2, 3, 1, 0)
            variables[f"{side}x{side}/{layer}/{rest[0]}"] = value
    return Network("Gs", variables, resolution=32, tanh_at_end=None)


@pytest.mark.parametrize("module", ["tfutil", "dnnlib.tflib.network"])
@pytest.mark.parametrize("up", [False, True])
def test_progressive_gan_draws_what_it_drew(tmp_path: Path, up: bool, module: str) -> None:
    path, weights = tmp_path / "network.pkl", test_pggan.state_dict()
    path.write_bytes(pickled((Network("G", {}), Network("D", {}), of_pggan(weights, up)), module))
    check_pictures(load(path), PGGAN.from_weights(weights, {}))


def changed(network: Network, **state: object) -> Network:
    network.state.update(state)
    return network


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Network("Gs", {"conv/w": np.ones(3, np.float32)}), "its first variable is conv/w"),
        (lambda: Network("Gs", {}), "holds no weights"),
        (lambda: of_stylegan2(weights_of(), nonlinearity="relu"), "its setting nonlinearity is 'relu'"),
        (lambda: of_stylegan2(weights_of(), resample_kernel={"a": 1}), "other shapes"),
        (lambda: changed(of_stylegan2(weights_of()), variables=[]), "dlatent_avg is missing"),
        (lambda: changed(of_stylegan2(weights_of()), components={"mapping": 3}), "nested in a way"),
        (lambda: changed(of_stylegan2(weights_of()), variables=[("a",)]), "without proper names"),
        (lambda: Network("Gs", {"4x4/Dense/weight": np.ones((4, 7), np.float32)}), "Dense/bias is missing|shapes"),
    ],
)
def test_what_is_none_of_the_three_is_refused(tmp_path: Path, make: Callable[[], Network], says: str) -> None:
    path = tmp_path / "network.pkl"
    path.write_bytes(pickled(make()))
    with pytest.raises(UnreadableFile, match=says):
        read(path)


def test_classes_join_the_noise_before_it_is_brought_to_length(tmp_path: Path) -> None:
    random, weights, path = torch.Generator().manual_seed(6), weights_of(), tmp_path / "network.pkl"
    weights["mapping.fc0.weight"] = torch.randn(W, W + 6, generator=random) / 0.01
    joined = torch.randn(3, 6, generator=random)
    network = of_stylegan2(weights)
    network.state["components"]["mapping"].state["variables"].append(("LabelConcat/weight", joined.numpy()))
    path.write_bytes(pickled(network))
    generator = load(path)
    assert (generator.z_dim, generator.classes) == (W, 3)
    z, c = torch.randn(5, W, generator=random), torch.tensor([0, 1, 2, 1, 0])
    w = torch.cat([z, joined[c]], 1)
    w = w / w.square().mean(1, keepdim=True).sqrt()
    for i in range(3):
        weight, bias = weights[f"mapping.fc{i}.weight"], weights[f"mapping.fc{i}.bias"]
        w = F.leaky_relu(F.linear(w, 0.01 * weight / weight.shape[1] ** 0.5, 0.01 * bias), 0.2) * 2**0.5
    assert (generator.map(z, c)[:, :W] - w).abs().max() < 1e-5
    check_pictures(generator, opened(weights | {"mapping.label_weight": joined}))


@pytest.mark.parametrize("kernel", [[1, 1], [1, 2, 1], [1, 4, 10, 10, 4, 1]])
def test_other_filters_are_those_of_layers_and_colours(tmp_path: Path, kernel: list[int]) -> None:
    path, weights = tmp_path / "network.pkl", weights_of()
    taps = torch.tensor(kernel, dtype=torch.float32)
    weights |= {k: torch.outer(taps, taps) / taps.sum() ** 2 for k in weights if k.endswith("resample_filter")}
    path.write_bytes(pickled(of_stylegan2(weights, resample_kernel=kernel)))
    check_pictures(load(path), opened(weights))


def test_a_trap_among_the_variables_does_not_run(tmp_path: Path) -> None:
    path, victim = tmp_path / "network.pkl", tmp_path / "victim"
    path.write_bytes(pickled(changed(of_stylegan2(weights_of()), extra=Trap(victim))))
    with pytest.raises(UnreadableFile, match="it asks for"):
        read(path)
    assert not victim.exists()


def test_a_copy_has_the_names_of_torch(tmp_path: Path) -> None:
    path = tmp_path / "network.pkl"
    path.write_bytes(pickled(of_stylegan2(weights_of(), mapping_lrmul=0.02)))
    found = read(path)
    assert "synthesis.b4.const" in found.weights and "tensorflow" not in found.metadata
    assert json.loads(found.metadata["config"])["kwargs"]["mapping_kwargs"] == {"lr_multiplier": 0.02}
