"""StyleGAN2's mapping network: z and a class to w, and the shapes of its weights."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.reading import DoesNotFit, WeightReader
from engine.language import tr

SLOPE = 0.2
GAIN = math.sqrt(2.0)
#: An embedding (numbers, classes), brought to length beside the noise; and the one of TensorFlow's time (classes,
#: numbers), which joins the noise before both are brought to length as one.
EMBEDDED, JOINED = "mapping.embed.weight", "mapping.label_weight"


class Mapping_:
    """z (N, z_dim), and classes (N, classes), to w (N, w_dim); weights are scaled once, activation's gain included."""

    def __init__(self, parts: Mapping[str, Tensor], layers: int, rate: float) -> None:
        self.layers = []
        for i in range(layers):
            weight, bias = parts[f"mapping.fc{i}.weight"], parts[f"mapping.fc{i}.bias"]
            self.layers.append((weight * (GAIN * rate / math.sqrt(weight.shape[1])), bias * (GAIN * rate)))
        self.embed: tuple[Tensor, Tensor] | None = None
        self.joined = parts.get(JOINED)
        if EMBEDDED in parts:
            weight = parts[EMBEDDED]
            self.embed = weight / math.sqrt(weight.shape[1]), parts["mapping.embed.bias"]

    def __call__(self, z: Tensor, c: Tensor | None) -> Tensor:
        w = normalised(z if self.joined is None or c is None else torch.cat([z, c @ self.joined], 1))
        if self.embed is not None and c is not None:
            w = torch.cat([w, normalised(F.linear(c, *self.embed))], 1)
        for weight, bias in self.layers:
            w = F.leaky_relu(F.linear(w, weight, bias), SLOPE)
        return w


def normalised(x: Tensor) -> Tensor:
    """Rows (N, D) scaled to a mean square of one."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


def embedded(parts: Mapping[str, Tensor]) -> tuple[int, int]:
    """How many inputs are of a class, and how many classes there are; twice 0 where there are none."""
    if EMBEDDED in parts:
        length, classes = parts[EMBEDDED].shape
        return length, classes
    classes, length = parts[JOINED].shape if JOINED in parts else (0, 0)
    return length, classes


def mapping_shapes(look: WeightReader) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What the mapping holds: layers of any width, and where there are classes an embedding of them."""
    hidden, inputs = look.shape("mapping.fc0.weight", 2)
    length = 0
    if EMBEDDED in look:
        length, classes = look.shape(EMBEDDED, 2)
        yield EMBEDDED, (length, classes)
        yield "mapping.embed.bias", (length,)
    elif JOINED in look:
        classes, length = look.shape(JOINED, 2)
        yield JOINED, (classes, length)
    if inputs <= length:
        key = look.named("mapping.fc0.weight")
        raise DoesNotFit(
            tr("{key} takes {inputs} numbers, which leaves none for the noise", key=key, inputs=inputs), (key,)
        )
    w_dim = look.shape("synthesis.b4.conv1.affine.weight", 2)[1]
    if not length:
        _check_embedding(look, hidden, inputs, w_dim)
    layers = 1
    while f"mapping.fc{layers}.weight" in look:
        layers += 1
    for i in range(layers):
        outputs = w_dim if i == layers - 1 else hidden
        yield f"mapping.fc{i}.weight", (outputs, hidden if i else inputs)
        yield f"mapping.fc{i}.bias", (outputs,)


def _check_embedding(look: WeightReader, hidden: int, inputs: int, w_dim: int) -> None:
    """Raise where the first layer of the mapping takes z and an embedding of a class, which a conversion has dropped.

    NVIDIA's conditional networks have both as long as w; without classes z alone is, and no z is twice as long.
    """
    if inputs == 2 * w_dim and hidden == w_dim and "mapping.fc1.weight" in look:
        key = look.named("mapping.fc0.weight")
        raise DoesNotFit(
            tr(
                "{key} takes {inputs} numbers, {half} of noise and {half} of a class, but the embedding of the classes "
                "was lost when the file was converted, and without it every picture is wrong (the original .pkl "
                "has it)",
                key=key,
                inputs=inputs,
                half=w_dim,
            ),
            (key,),
        )
