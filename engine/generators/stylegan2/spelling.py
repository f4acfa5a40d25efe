"""How others call what NVIDIA's PyTorch networks call the weights of StyleGAN2.

The port by Kim Seonghyeon (`g_ema`), BasicSR, MMGeneration and GenForce all scale weights before they demodulate;
GenForce's kernels of layers that enlarge are mirrored, as TensorFlow's were, and its styles lack the one that is added
to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from torch import Tensor

Spell = Callable[[str], str]
LAYER = re.compile(r"synthesis\.b(\d+)\.(conv0|conv1|torgb)\.(.+)")


def spelling_of(weights: Mapping[str, Tensor]) -> Spell:
    """The spelling that a file of weights uses."""
    if "input.input" in weights:
        return of_port
    if "style_mapping.1.linear.weight_orig" in weights:
        return of_mmgeneration
    if "constant_input.weight" in weights:
        return of_basicsr
    return of_genforce if "synthesis.early_layer.const" in weights else str


def of_port(name: str) -> str:
    """How the port calls what NVIDIA calls `name`."""
    if dense := re.fullmatch(r"mapping\.fc(\d+)\.(\w+)", name):
        return f"style.{int(dense[1]) + 1}.{dense[2]}"
    if name == "mapping.w_avg":
        return "latent_avg"
    if name == "synthesis.b4.const":
        return "input.input"
    layer = LAYER.fullmatch(name)
    if layer is None:  # what the port does not have; kept as it is, so that it is never found
        return name
    step = int(layer[1]).bit_length() - 4  # -1 for 4 px, 0 for 8 px
    part = layer[3]
    if layer[2] == "torgb":
        place = f"to_rgbs.{step}" if step >= 0 else "to_rgb1"
    else:
        number = 2 * step + (layer[2] == "conv1")
        if part == "noise_const":
            return f"noises.noise_{number + 1 if step >= 0 else 0}"
        place = f"convs.{number}" if step >= 0 else "conv1"
        part = {"bias": "activate.bias", "noise_strength": "noise.weight"}.get(part, part)
    if part == "weight":
        part = "conv.weight"
    return f"{place}.{part.replace('affine.', 'conv.modulation.')}"


#: What BasicSR's port of the port calls the same.
BASICSR = (
    (re.compile(r"^style\."), "style_mlp."),
    (re.compile(r"^input\.input$"), "constant_input.weight"),
    (re.compile(r"^noises\.noise_"), "noises.noise"),
    (re.compile(r"^conv(s\.|1)"), r"style_conv\1"),
    (re.compile(r"\.conv\."), ".modulated_conv."),
    (re.compile(r"\.noise\.weight$"), ".weight"),
)


def of_basicsr(name: str) -> str:
    """How BasicSR calls it."""
    name = of_port(name)
    for pattern, theirs in BASICSR:
        name = pattern.sub(theirs, name)
    return name


#: And MMGeneration's (mmagic's) port of it, whose weights lie beside what they are scaled to in every step.
MMGENERATION = (
    (re.compile(r"^style\.(\d+)\.weight$"), r"style_mapping.\1.linear.weight_orig"),
    (re.compile(r"^style\."), "style_mapping."),
    (re.compile(r"^input\.input$"), "constant_input.input"),
    (re.compile(r"^noises\.noise_"), "injected_noise_"),
    (re.compile(r"\.conv\.modulation\.weight$"), ".conv.style_modulation.linear.weight_orig"),
    (re.compile(r"\.conv\.modulation\."), ".conv.style_modulation."),
    (re.compile(r"\.conv\.weight$"), ".conv.weight_orig"),
    (re.compile(r"\.noise\.weight$"), ".noise_injector.weight"),
)


def of_mmgeneration(name: str) -> str:
    """How MMGeneration calls it."""
    name = of_port(name)
    for pattern, theirs in MMGENERATION:
        name = pattern.sub(theirs, name)
    return name


def of_genforce(name: str) -> str:
    """How GenForce calls it."""
    if dense := re.fullmatch(r"mapping\.fc(\d+)\.(\w+)", name):
        return f"mapping.dense{dense[1]}.{dense[2]}"
    if name == "mapping.w_avg":
        return "truncation.w_avg"
    if name == "synthesis.b4.const":
        return "synthesis.early_layer.const"
    layer = LAYER.fullmatch(name)
    if layer is None:
        return name
    block = int(layer[1]).bit_length() - 3  # 0 for 4 px
    part = {"noise_const": "noise"}.get(layer[3], layer[3].replace("affine.", "style."))
    place = f"output{block}" if layer[2] == "torgb" else f"layer{2 * block - (layer[2] == 'conv0')}"
    return f"synthesis.{place}.{part}"


def as_nvidia(name: str, weight: Tensor, spell: Spell) -> Tensor:
    """A weight of NVIDIA's `name` and shape from another spelling's file with NVIDIA's numbers."""
    if spell is of_genforce and name.endswith(".affine.bias"):
        return weight + 1
    if spell is str or not name.endswith((".conv0.weight", ".conv1.weight")):
        return weight
    if spell is of_genforce and name.endswith(".conv0.weight"):
        weight = weight.flip(2, 3)
    # They divide by the fan-in before demodulating, which matters only beside the small constant there.
    return weight / weight[0].numel() ** 0.5
