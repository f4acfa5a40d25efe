"""How PyTorch-StudioGAN calls what the authors' PyTorch code calls the weights of BigGAN and BigGAN-deep.

Its attention stands in a row with the blocks, its norms are torch's. Its residual networks that know classes (SNGAN,
SAGAN and their like) are BigGANs there whose blocks have an embedding of the classes each, and whose start reads all
of z. Those without classes are SNGAN's, which that family opens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from torch import Tensor

from engine.generators.biggan.weights import Weights
from engine.generators.reading import DoesNotFit
from engine.language import tr

EPSILON = 1e-4
BLOCK = re.compile(r"blocks\.(0|[1-9]\d?)\.0\.(?P<part>.+)")
#: Their parts of a block, and the authors'.
PARTS = (
    (re.compile(r"conv2d0\."), "conv_sc."),
    (re.compile(r"conv2d(\d)\."), r"conv\1."),
    (re.compile(r"(bn\d)\.bn\.running_"), r"\1.stored_"),
    (re.compile(r"conv1x1_attn\."), "o."),
    (re.compile(r"conv1x1_"), ""),
    (re.compile(r"sigma$"), "gamma"),
)
#: And of what lies around them.
AROUND = {
    "bn4.weight": "output_layer.0.gain",
    "bn4.bias": "output_layer.0.bias",
    "bn4.running_mean": "output_layer.0.stored_mean",
    "bn4.running_var": "output_layer.0.stored_var",
}
NEEDED = ("linear0.", "blocks.0.0.conv2d1.", "blocks.0.0.bn1.gain.", "conv2d5.")


def looks_like_studio(weights: Mapping[str, object]) -> bool:
    """Whether the names are of this form."""
    return all(f"{name}weight" in weights or f"{name}weight_orig" in weights for name in NEEDED)


def renamed(given: Mapping[str, Tensor]) -> Weights:
    """The weights under the authors' names, with the file's for complaints.

    Raises:
        DoesNotFit: a network that takes more than noise and a class.
    """
    for name in given:
        if name.startswith(("info_mix_linear.", "info_proj_linear.")):
            raise DoesNotFit(tr("{name} is of InfoGAN's further codes, which do not open here", name=name), (name,))
    places = _places(given)
    weights, called = {}, {}
    for name, weight in given.items():
        if name.endswith(".num_batches_tracked"):
            continue
        ours = _ours(name, places)
        weights[ours], called[ours] = weight, name
    return Weights(weights, called)


def _places(given: Mapping[str, Tensor]) -> dict[int, str]:
    """Where each of their blocks stands: "blocks.2.0." the third, "blocks.2.1." the attention after it."""
    attention = {int(m[1]): m["part"].startswith("conv1x1_") for name in given if (m := BLOCK.fullmatch(name))
                 if m["part"] != "sigma"}  # fmt: skip
    places, count = {}, 0
    for index in sorted(attention):
        places[index] = f"blocks.{count - 1}.1." if attention[index] else f"blocks.{count}.0."
        count += not attention[index]
    return places


def _ours(name: str, places: Mapping[int, str]) -> str:
    if block := BLOCK.fullmatch(name):
        part = block["part"]
        for theirs, ours in PARTS:
            part = theirs.sub(ours, part)
        return places.get(int(block[1]), "blocks.?.") + part
    if name.startswith(("linear0.", "conv2d5.")):
        return name.replace("linear0.", "linear.").replace("conv2d5.", "output_layer.2.")
    return AROUND.get(name, name)
