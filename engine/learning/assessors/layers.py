"""A network of a person's own as a list of layers in JSON, beside the file of its weights (a state dict).

    {"title": "memorability", "weights": "memory.safetensors", "side": 64,
     "mean": [0.485, 0.456, 0.406], "deviation": [0.229, 0.224, 0.225],
     "layers": [{"layer": "conv", "weights": "features.0", "stride": 2, "padding": 1},
                {"layer": "relu", "name": "first"},
                {"layer": "conv", "weights": "features.2", "padding": 1},
                {"layer": "add", "of": ["first", "before"]},
                {"layer": "global_mean"}, {"layer": "flatten"}, {"layer": "linear", "weights": "fc"}]}

`weights` of a layer is where its numbers stand in the state dict, as torch names them. A layer takes what the one
before it gives; `of` says otherwise, by the names of layers ("before": the one before, "picture": the picture).
`mean` and `deviation` are those of RGB in [0, 1], and 0 and 1 where they are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path

import torch
from torch import Tensor

from engine.document.disk.limits import JSON, parsed
from engine.document.disk.reading import content
from engine.document.disk.wording import short
from engine.learning.assessors.graph import LEAST_SIDE, SIDE, Graph, Node, Unfit
from engine.learning.assessors.operations import Attribute, Attributes

PICTURE, BEFORE = "picture", "before"
Layer = Mapping[str, object]


@dataclass(frozen=True)
class Described:
    """What the JSON says: `weights` lies beside it; pictures of `side` are taken, normalised by `mean` and
    `deviation`."""

    title: str
    weights: str
    side: int
    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    layers: tuple[Layer, ...]


def read_description(path: Path) -> Described:
    """What a JSON says of a network.

    Raises:
        Unfit: it is none.
        OSError, ValueError: it cannot be read.
    """
    try:
        told = parsed(content(path, JSON).decode("utf-8", "replace"))
    except JSONDecodeError as error:
        raise Unfit("it is no JSON, or damaged") from error
    if not isinstance(told, dict):
        raise Unfit("it is no description of a network")
    title, weights = told.get("title", path.stem), told.get("weights")
    if not isinstance(title, str) or not isinstance(weights, str) or Path(weights).name != weights or not weights:
        raise Unfit('it needs "weights", the name of a file beside it')
    side, layers = told.get("side"), told.get("layers", [])
    if not isinstance(side, int) or not LEAST_SIDE <= side <= SIDE:
        raise Unfit(f'it needs "side", the pixels of a side of its pictures, from {LEAST_SIDE} to {SIDE}')
    if not isinstance(layers, list) or any(not isinstance(each, dict) for each in layers):
        raise Unfit('its "layers" are no list of layers')
    mean, deviation = (_three(told, name, default) for name, default in (("mean", 0.0), ("deviation", 1.0)))
    if min(deviation) <= 0:
        raise Unfit('its "deviation" is not above 0')
    return Described(short(title), weights, side, mean, deviation, tuple(layers))


def _three(told: Layer, name: str, default: float) -> tuple[float, ...]:
    value = told.get(name, [default] * 3)
    if not isinstance(value, list) or len(value) != 3 or any(type(each) not in (int, float) for each in value):
        raise Unfit(f'its "{name}" is no list of three numbers')
    return tuple(float(each) for each in value)


def graph_of(layers: tuple[Layer, ...], weights: Mapping[str, Tensor]) -> Graph:
    """The network of these layers.

    Raises:
        Unfit: a layer is unknown, or what it needs is missing.
    """
    nodes: list[Node] = []
    names, before = {PICTURE}, PICTURE
    for place, layer in enumerate(layers):
        kind, name = layer.get("layer"), layer.get("name", f"layer {place + 1}")
        if not isinstance(kind, str) or kind not in LAYERS:
            raise Unfit(f"it has a layer {short(repr(kind))}; there are {', '.join(sorted(LAYERS))}")
        if not isinstance(name, str) or name in names or name == BEFORE or name in weights:
            raise Unfit(f"its layer {place + 1} has a name that is taken")
        sources = layer.get("of", [BEFORE])
        if not isinstance(sources, list) or not sources or any(each not in (*names, BEFORE) for each in sources):
            raise Unfit(f'"of" in its layer {place + 1} names a layer that does not stand before it')
        inputs = tuple(before if each == BEFORE else str(each) for each in sources)
        operation, numbers, attributes = LAYERS[kind]
        nodes.append(Node(operation, (*inputs, *_numbers(layer, numbers, weights)), name, attributes(layer)))
        names.add(name)
        before = name
    return Graph(tuple(nodes), {name: each.float() for name, each in weights.items()}, PICTURE, before)


def _numbers(layer: Layer, wanted: tuple[str, ...], weights: Mapping[str, Tensor]) -> tuple[str, ...]:
    """The names of a layer's tensors; a bias may be missing."""
    if not wanted:
        return ()
    where = layer.get("weights")
    found = tuple(f"{where}.{name}" for name in wanted)
    for name in found:
        if name not in weights and not (name.endswith(".bias") and len(wanted) == 2):
            raise Unfit(f"its weights hold no {short(repr(name))}")
    return tuple(name if name in weights else "" for name in found)


def _whole(layer: Layer, name: str, default: int) -> int:
    value = layer.get(name, default)
    if type(value) is not int or not 0 <= value <= SIDE:
        raise Unfit(f'"{name}" of a layer is no whole number from 0 to {SIDE}')
    return value


def _conv(layer: Layer) -> Attributes:
    stride, padding, dilation = (_whole(layer, name, default)
                                 for name, default in (("stride", 1), ("padding", 0), ("dilation", 1)))  # fmt: skip
    return {"strides": (stride,) * 2, "pads": (padding,) * 4, "dilations": (dilation,) * 2,
            "group": _whole(layer, "groups", 1)}  # fmt: skip


def _pool(layer: Layer) -> Attributes:
    size = _whole(layer, "size", 2)
    stride, padding = _whole(layer, "stride", size), _whole(layer, "padding", 0)
    return {"kernel_shape": (size,) * 2, "strides": (stride,) * 2, "pads": (padding,) * 4, "count_include_pad": 1}


def _numbered(name: str, default: float, to: str) -> Callable[[Layer], Attributes]:
    def read(layer: Layer) -> Attributes:
        value = layer.get(name, default)
        if type(value) not in (int, float):
            raise Unfit(f'"{name}" of a layer is no number')
        return {to: float(value)}  # type: ignore[arg-type]

    return read


def _always(**attributes: Attribute) -> Callable[[Layer], Attributes]:
    return lambda layer: attributes


NORM = ("weight", "bias", "running_mean", "running_var")
#: Each layer's operation, its tensors, and how its attributes are read.
LAYERS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Layer], Attributes]]] = {
    "conv": ("Conv", ("weight", "bias"), _conv),
    "linear": ("Gemm", ("weight", "bias"), _always(transB=1)),
    "batch_norm": ("BatchNormalization", NORM, _numbered("eps", 1e-5, "epsilon")),
    "max_pool": ("MaxPool", (), _pool),
    "mean_pool": ("AveragePool", (), _pool),
    "global_mean": ("GlobalAveragePool", (), _always()),
    "global_max": ("GlobalMaxPool", (), _always()),
    "flatten": ("Flatten", (), _always()),
    "relu": ("Relu", (), _always()),
    "leaky_relu": ("LeakyRelu", (), _numbered("slope", 0.01, "alpha")),
    "prelu": ("PRelu", ("weight",), _always()),
    "elu": ("Elu", (), _numbered("alpha", 1.0, "alpha")),
    "sigmoid": ("Sigmoid", (), _always()),
    "tanh": ("Tanh", (), _always()),
    "softmax": ("Softmax", (), _always(axis=1)),
    "add": ("Add", (), _always()),
    "mul": ("Mul", (), _always()),
    "concat": ("Concat", (), _always(axis=1)),
    "dropout": ("Dropout", (), _always()),
}


def state_dict(path: Path) -> dict[str, Tensor]:
    """The weights of a state dict, read without executing anything; raises ValueError, one plain sentence."""
    from engine.checkpoints.reading import read

    return {name: torch.as_tensor(each) for name, each in read(path).weights.items()}
