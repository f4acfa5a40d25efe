"""StyleGAN-XL: the layers of StyleGAN3 under a mapping of its own, and networks that were made of smaller ones."""

from __future__ import annotations

import json
import math
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from app.cli.facts import facts_of, in_lines
from engine.checkpoints import convert
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.generator import Generator
from engine.generators import load
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan3.family import StyleGAN3
from engine.generators.stylegan3.schedule import Settings, grown
from tests.engine.generators.test_stylegan3 import W, state_dict
from tests.hostile import Persistent, network, nvidia_names

Z, CLASSES, ROWS, FEATURES = 4, 3, 5, 6
#: The second half of the layers as one that a smaller network was given: its first number is left out.
GROWN = {"L4_": "L5_", "L3_": "L4_", "L2_": "L3_"}


def xl_weights(classes: int = CLASSES, kind: str = "t") -> dict[str, Tensor]:
    """As `state_dict`, whose synthesis it has, with StyleGAN-XL's names and mapping."""
    random = torch.Generator().manual_seed(8)

    def draw(*shape: int, by: float = 1.0) -> Tensor:
        return torch.randn(*shape, generator=random) * by

    weights = {}
    for name, weight in state_dict(kind).items():
        if name.startswith("synthesis"):
            old = next((old for old in GROWN if old in name), "")
            weights[name.replace(old, GROWN[old]) if old else name] = weight
    weights["mapping.embed.weight"] = draw(ROWS, FEATURES)
    if classes:
        weights |= {"mapping.embed_proj.weight": draw(Z, FEATURES), "mapping.embed_proj.bias": draw(Z)}
    for i, wide in enumerate((2 * Z if classes else Z, W)):
        weights |= {f"mapping.fc{i}.weight": draw(W, wide, by=100), f"mapping.fc{i}.bias": draw(W, by=20)}
    return weights | {"mapping.w_avg": draw(classes, W, by=0.2) if classes else draw(W, by=0.2)}


def small_stylegan_xl() -> Generator:
    """32 pixels, three classes with the means of w where they are."""
    weights = xl_weights()
    drawn = StyleGAN3.from_weights(weights, {})
    means = [drawn.sample(2000, seed=10_000, label=label)[:, :W].mean(0) for label in range(CLASSES)]
    weights["mapping.w_avg"] = torch.stack(means)
    generator = StyleGAN3.from_weights(weights, {})
    generator.name, generator.sha256 = "small stylegan-xl", "7" * 64
    return generator


def plain_map(weights: Mapping[str, Tensor], z: Tensor, label: int) -> Tensor:
    """w of noise z (1, Z) and a class, in double precision."""
    parts = {name.removeprefix("mapping."): weight.double() for name, weight in weights.items()}
    features = parts["embed.weight"][label][None]
    y = F.linear(features, parts["embed_proj.weight"] / math.sqrt(FEATURES), parts["embed_proj.bias"])
    x = torch.cat([part / part.square().mean().sqrt() for part in (z.double(), leaky(y))], 1)
    for i in range(2):
        x = leaky(F.linear(x, parts[f"fc{i}.weight"] * 0.01 / math.sqrt(x.shape[1]), parts[f"fc{i}.bias"] * 0.01))
    return x


def leaky(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2) * math.sqrt(2)


def test_classes_come_by_way_of_their_features() -> None:
    weights = xl_weights()
    generator = StyleGAN3.from_weights(weights, {})
    assert (generator.z_dim, generator.classes, generator.resolution) == (Z, CLASSES, 32)
    z = generator.noise(1, seed=4)
    assert np.array_equal(z.numpy(), np.random.RandomState(4).randn(1, Z).astype(np.float32))
    for label in range(CLASSES):
        w = generator.map(z, torch.tensor([label]))[:, :W]
        assert (w - plain_map(weights, z, label)).abs().max() < 1e-6 * w.abs().max()
        assert torch.equal(generator.mean_code(label)[:W], weights["mapping.w_avg"][label])
    assert torch.allclose(generator.mean_code()[:W], weights["mapping.w_avg"].mean(0))
    mixed = generator.map(z, torch.tensor([[0.5, 0.5, 0.0]]))
    halfway = weights | {"mapping.embed.weight": weights["mapping.embed.weight"][:2].mean(0).expand(ROWS, -1)}
    assert torch.allclose(mixed, StyleGAN3.from_weights(halfway, {}).map(z, torch.tensor([2])), atol=1e-5)


@pytest.mark.parametrize("classes", [CLASSES, 0])
@pytest.mark.parametrize("kind", ["t", "r"])
def test_what_was_grown_draws_as_what_was_not(kind: str, classes: int) -> None:
    generator, plain = (
        StyleGAN3.from_weights(xl_weights(classes, kind), {}),
        StyleGAN3.from_weights(state_dict(kind), {}),
    )
    codes = generator.sample(2, seed=1)
    assert generator.classes == classes and torch.equal(generator.synthesize(codes), plain.synthesize(codes))


def test_the_sizes_of_a_published_network() -> None:
    # 16 pixels with 7 layers, then 32, 64, 128 and 256: names and sizes as the published networks' layers have them.
    sizes = [36] * 8 + [52] * 5 + [84] * 5 + [148] * 5 + [276] * 2 + [256] * 2
    plan = grown([f"L{i}" for i in range(len(sizes))], sizes, Settings())
    assert [band.rate for band in plan] == [16] * 8 + [32] * 5 + [64] * 5 + [128] * 5 + [256] * 4
    assert plan[0].cutoff == 2 and [band.size for band in plan] == sizes
    for wrong in (54, 9, 532):
        with pytest.raises(DoesNotFit, match=f"L1 is {wrong} pixels wide, where a power of two and two margins of 10"):
            grown(["L0", "L1", "L2", "L3"], [36, wrong, 256, 256], Settings())


def as_published(weights: Mapping[str, Tensor], **kept: object) -> Persistent:
    """The module, which was made of a smaller network: its arguments name that one, its layers keep their settings."""
    root = network(weights, ("w_avg", "magnitude_ema", "up_filter", "down_filter", "freqs", "phases", "transform"))
    table = nn.Embedding(ROWS, FEATURES)
    table.weight.data.copy_(weights["mapping.embed.weight"])
    root.get_submodule("mapping").register_module("embed", table)
    root.__dict__["class_name"] = "SuperresGenerator"
    root._init_kwargs.update(path_stem="stem16.pkl", head_layers=3, up_factor=2, img_resolution=32)
    root.get_submodule("synthesis").__dict__.update(kept)
    root.get_submodule("synthesis.L0_36_8").__dict__["conv_clamp"] = 256
    return root


def _create_array(*_: object) -> None:
    """Only named in pickles."""


def _load_type(*_: object) -> None:
    """Only named in pickles."""


def _create_function(*_: object) -> None:
    """Only named in pickles."""


class Reduced:
    """Pickled as a call with what comes with it."""

    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> tuple:
        return self.call


@contextmanager
def dill_names() -> Iterator[None]:
    """While it lasts, pickle writes dill's names."""
    modules = {"dill": ModuleType("dill"), "dill._dill": ModuleType("dill._dill")}
    for named in (_create_array, _load_type, _create_function):
        named.__module__ = "dill._dill"
        modules["dill._dill"].__dict__[named.__name__] = named
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]


def test_a_pickle_with_what_dill_writes(tmp_path: Path) -> None:
    weights, path = xl_weights(), tmp_path / "imagenet.pkl"
    judge = nn.Linear(2, 2)
    judge.__dict__["hook"] = Reduced(_create_function, (b"code", {"a": 1}))
    judge.__dict__["method"] = Reduced(_load_type, ("MethodType",))
    judge.__dict__["size"] = Reduced(_create_array, (_load_type, (), np.arange(3).__reduce__()[2], None))
    content = {"G": None, "D": judge, "G_ema": as_published(weights, output_scale=0.5), "progress": {"best_fid": 2.3}}
    with nvidia_names(), dill_names():
        path.write_bytes(pickle.dumps(content, 4))
    generator, plain = load(path), StyleGAN3.from_weights(state_dict(), {})
    config = json.loads(generator.metadata["config"])
    assert config["class"] == "SuperresGenerator" and config["kwargs"]["output_scale"] == 0.5
    codes = generator.sample(1, label=2)
    assert torch.equal(generator.synthesize(codes), plain.synthesize(codes) * 2)
    copy = tmp_path / "copy.safetensors"
    convert.convert(read(path), copy, generator.family)
    assert torch.equal(load(copy).synthesize(codes), generator.synthesize(codes))
    assert torch.equal(load(copy).mean_code(1), generator.mean_code(1))
    assert in_lines(facts_of(load(copy))).replace("name: copy", "name: imagenet") == in_lines(facts_of(generator))


@pytest.mark.parametrize("name", ["dill._dill._import_module", "dill._dill._get_attr", "dill.loads"])
def test_what_else_dill_can_do_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.pkl"
    module, _, what = name.rpartition(".")
    path.write_bytes(b"\x80\x02}X\x02\x00\x00\x00dnc" + f"{module}\n{what}\n".encode() + b"s.")
    with pytest.raises(UnreadableFile, match=f"asks for {name}"):
        read(path)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mapping.embed_proj.bias": None}, "mapping.embed_proj.bias is missing"),
        ({"mapping.embed_proj.weight": torch.ones(Z, 9)}, "mapping.embed_proj.weight is 4 x 9, where 4 x 6 is needed"),
        ({"mapping.embed.weight": torch.ones(2, FEATURES)}, "mapping.embed.weight is 2 x 6, where 3 rows at least"),
        ({"mapping.w_avg": torch.ones(W)}, "mapping.embed_proj.weight is no part of one"),
        ({"mapping.fc0.weight": torch.ones(W, 6)}, "mapping.embed_proj.weight is 4 x 6, where 3 x 6 is needed"),
    ],
)
def test_what_does_not_fit_is_named(change: Mapping[str, Tensor | None], says: str) -> None:
    weights = {name: weight for name, weight in (xl_weights() | dict(change)).items() if weight is not None}
    with pytest.raises(DoesNotFit) as caught:
        StyleGAN3.from_weights(weights, {})
    assert says in str(caught.value)


def test_no_more_than_one_number_is_left_out() -> None:
    weights = {name.replace("L5_", "L6_"): weight for name, weight in xl_weights().items()}
    with pytest.raises(DoesNotFit, match=r"synthesis\.L2_\* is missing"):
        StyleGAN3.from_weights(weights, {})
