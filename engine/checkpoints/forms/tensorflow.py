"""Networks of TensorFlow's time, as NVIDIA's progressive GAN, StyleGAN and StyleGAN2 pickled them.

Their variables lie there as arrays of numpy's beside the arguments of the function that built them, whose source is
never looked at. They get the names that the same networks have in torch: NVIDIA's own for StyleGAN2 (as the converter
`legacy.py` of stylegan2-ada-pytorch documents), GenForce's for the older two.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.forms import ARGUMENTS
from engine.document.disk.wording import CLAUSE, short
from engine.document.saved.readings import TOLD
from engine.language import tr

RATE = 0.01
#: From which side on StyleGAN enlarges by a transposed convolution.
FUSED_FROM = 128
#: Arguments that change the arithmetic, and the values of them that are known here.
KNOWN: dict[str, tuple[object, ...]] = {
    "use_pixel_norm": (False,),
    "use_instance_norm": (True,),
    "use_styles": (True,),
    "use_wscale": (True,),
    "use_pixelnorm": (True,),
    "use_leakyrelu": (True,),
    "normalize_latents": (True,),
    "tanh_at_end": (None, False),
    "nonlinearity": ("lrelu",),
    "mapping_nonlinearity": ("lrelu",),
}

Weights = Mapping[str, Tensor]


def renamed(name: str, weights: Weights, metadata: Mapping[str, str]) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The weights and the metadata of a network in the file `name` under torch's names; as they are, if it is none
    of TensorFlow's.

    Raises:
        UnreadableFile: it is none of the three, or was built in a way that is not known here.
    """
    if ARGUMENTS not in metadata:
        return dict(weights), dict(metadata)
    arguments = json.loads(metadata[ARGUMENTS])
    for argument, known in KNOWN.items():
        if (value := arguments.get(argument, known[0])) not in known:
            raise _unknown(name, tr("its setting {argument} is {value}", argument=argument, value=short(repr(value))))
    others = {key: text for key, text in metadata.items() if key != ARGUMENTS}
    try:
        if "synthesis/4x4/Conv/mod_weight" in weights:
            return _stylegan2(weights, arguments), others | {"config": json.dumps(_settings(arguments))}
        if "G_synthesis/4x4/Conv/StyleMod/weight" in weights or "synthesis/4x4/Conv/StyleMod/weight" in weights:
            return _stylegan(weights, arguments), others | {TOLD: "yes"}
        if "4x4/Dense/weight" in weights:
            return _progressive(weights), others | {TOLD: "yes"}
    except KeyError as error:
        raise _unknown(name, tr("{key} is missing", key=short(str(error.args[0])))) from error
    except (IndexError, RuntimeError, TypeError, ValueError) as error:  # other axes than a name promises
        raise _unknown(name, tr("its variables have other shapes than such networks have")) from error
    raise _unknown(name, tr("its first variable is {first}", first=short(next(iter(weights), "-"))))


def _unknown(name: str, why: str) -> UnreadableFile:
    return UnreadableFile(
        tr(
            "{name} holds a network of TensorFlow's time that is no StyleGAN2, StyleGAN or progressive GAN as they "
            "were published ({why}); a network trained again in PyTorch opens.",
            name=short(name),
            why=short(why, CLAUSE),
        )
    )


def _turned(weight: Tensor) -> Tensor:
    """(3, 3, in, out) to (out, in, 3, 3)."""
    return weight.permute(3, 2, 0, 1).contiguous()


# ---- StyleGAN2 ----

#: A variable's name in a layer, the weight's name in torch, and what becomes of it.
PARTS: tuple[tuple[str, str, Callable[[Tensor], Tensor]], ...] = (
    ("weight", "weight", _turned),
    ("bias", "bias", lambda bias: bias),
    ("mod_weight", "affine.weight", lambda weight: weight.t().contiguous()),
    ("mod_bias", "affine.bias", lambda bias: bias + 1),
    ("noise_strength", "noise_strength", lambda strength: strength.reshape(())),
)


def _stylegan2(weights: Weights, arguments: Mapping[str, object]) -> dict[str, Tensor]:
    top = max(int(m[1]) for name in weights if (m := re.match(r"synthesis/(\d+)x\1/", name)))
    made = {"mapping.w_avg": weights["dlatent_avg"], "synthesis.b4.const": weights["synthesis/4x4/Const/const"][0]}
    made |= _mapping(weights)
    for name, weight in weights.items():
        if noise := re.fullmatch(r"synthesis/noise(\d+)", name):
            number = int(noise[1])
            side, conv = 4 << ((number + 1) // 2), (number + 1) % 2
            made[f"synthesis.b{side}.conv{conv}.noise_const"] = weight[0, 0]
    for lod in range(int(math.log2(top)) - 1):
        side = top >> lod
        for theirs, ours in _layers(side):
            made |= _layer2(weights, f"synthesis/{side}x{side}/{theirs}/", f"synthesis.b{side}.{ours}.")
        # Of "orig", which has no other colours than these.
        made |= _layer2(weights, f"synthesis/ToRGB_lod{lod}/", f"synthesis.b{side}.torgb.")
    taps = torch.as_tensor(arguments.get("resample_kernel") or [1, 3, 3, 1], dtype=torch.float32)
    made["synthesis.resample_filter"] = torch.outer(taps, taps) / taps.sum() ** 2
    return made


def _mapping(weights: Weights) -> dict[str, Tensor]:
    made = {}
    for name, weight in weights.items():
        if dense := re.fullmatch(r"mapping/Dense(\d+)/(weight|bias)", name):
            made[f"mapping.fc{dense[1]}.{dense[2]}"] = weight.t().contiguous()
        elif label := re.fullmatch(r"mapping/LabelEmbed/(weight|bias)", name):
            made[f"mapping.embed.{label[1]}"] = weight.t().contiguous()
        elif name == "mapping/LabelConcat/weight":  # before StyleGAN2-ADA
            made["mapping.label_weight"] = weight
    return made


def _layer2(weights: Weights, theirs: str, ours: str) -> dict[str, Tensor]:
    made = {}
    for old, new, change in PARTS:
        if (weight := weights.get(theirs + old)) is not None:
            mirrored = old == "weight" and theirs.endswith(("Conv0_up/", "Skip/"))
            made[ours + new] = change(weight.flip(0, 1) if mirrored else weight)
    return made


def _layers(side: int) -> tuple[tuple[str, str], ...]:
    first = (("Conv", "conv1"),) if side == 4 else (("Conv0_up", "conv0"), ("Conv1", "conv1"))
    return (*first, ("ToRGB", "torgb"), ("Skip", "skip"))


def _settings(arguments: Mapping[str, object]) -> dict[str, object]:
    """What StyleGAN2 reads of a network's settings."""
    mapping = {"lr_multiplier": arguments.get("mapping_lrmul", RATE)}
    return {"kwargs": {"mapping_kwargs": mapping, "synthesis_kwargs": {"conv_clamp": arguments.get("conv_clamp")}}}


# ---- StyleGAN and progressive GAN ----


def _stylegan(weights: Weights, arguments: Mapping[str, object]) -> dict[str, Tensor]:
    weights = {re.sub(r"^G_(mapping|synthesis)/", r"\1/", name): weight for name, weight in weights.items()}
    rate = arguments.get("mapping_lrmul", RATE)
    factor = rate / RATE if isinstance(rate, int | float) else 1.0
    made = {"truncation.w_avg": weights["dlatent_avg"]}
    for name, weight in weights.items():
        if dense := re.fullmatch(r"mapping/Dense(\d+)/(weight|bias)", name):
            made[f"mapping.dense{dense[1]}.{dense[2]}"] = factor * weight.t().contiguous()
        elif name == "mapping/LabelConcat/weight":
            made["mapping.label_weight"] = weight
        elif name == "synthesis/lod":
            made["synthesis.lod"] = weight.reshape(())
    top = _top(weights, "synthesis/")
    for i in range(2 * top + 2):
        side = 4 << (i // 2)
        theirs = _layer(weights, f"synthesis/{side}x{side}/", i, "Const", "Conv")
        ours = f"synthesis.layer{i}"
        if i == 0:
            made[f"{ours}.const"] = weights[f"{theirs}/const"]
        else:
            kernel, fused = _turned(weights[f"{theirs}/weight"]), _fused(arguments, side)
            other = i % 2 == 0 and fused != (side >= FUSED_FROM)  # then the one is the mirrored other
            made[f"{ours}.weight"] = kernel.flip(2, 3) if other else kernel
        made[f"{ours}.bias"] = weights[f"{theirs}/bias"]
        made[f"{ours}.apply_noise.weight"] = weights[f"{theirs}/Noise/weight"]
        made[f"{ours}.apply_noise.noise"] = weights[f"synthesis/noise{i}"]
        made[f"{ours}.style.weight"] = weights[f"{theirs}/StyleMod/weight"].t().contiguous()
        made[f"{ours}.style.bias"] = weights[f"{theirs}/StyleMod/bias"]
    return made | _colours(weights, "synthesis/", "synthesis.", top)


def _fused(arguments: Mapping[str, object], side: int) -> bool:
    fused = arguments.get("fused_scale", "auto")
    return side >= FUSED_FROM if fused == "auto" else bool(fused)


def _progressive(weights: Weights) -> dict[str, Tensor]:
    made, top = {}, _top(weights, "")
    if "lod" in weights:
        made["lod"] = weights["lod"].reshape(())
    for i in range(2 * top + 2):
        side, ours = 4 << (i // 2), f"layer{i}"
        theirs = _layer(weights, f"{side}x{side}/", i, "Dense", "Conv")
        weight = weights[f"{theirs}/weight"]
        if i == 0:
            kernel = weight.unflatten(1, (-1, 4, 4)).transpose(0, 1).flip(2, 3)
        elif theirs.endswith("_up"):  # of a transposed convolution (3, 3, out, in): as one after enlarging
            kernel = weight.permute(2, 3, 0, 1).flip(2, 3)
        else:
            kernel = _turned(weight)
        made[f"{ours}.weight"], made[f"{ours}.bias"] = kernel.contiguous(), weights[f"{theirs}/bias"]
    return made | _colours(weights, "", "", top)


def _top(weights: Weights, prefix: str) -> int:
    """The number of the last block; that of 4 px is 0."""
    sides = [int(m[1]) for name in weights if (m := re.match(rf"{prefix}(\d+)x\1/", name))]
    return int(math.log2(max(sides))) - 2


def _layer(weights: Weights, block: str, i: int, first: str, second: str) -> str:
    if i < 2:
        return block + (first, second)[i]
    if i % 2:
        return f"{block}Conv1"
    return f"{block}Conv0_up" if f"{block}Conv0_up/weight" in weights else f"{block}Conv0"


def _colours(weights: Weights, theirs: str, ours: str, top: int) -> dict[str, Tensor]:
    made = {}
    for b in range(top + 1):
        if f"{theirs}ToRGB_lod{top - b}/weight" in weights:
            made[f"{ours}output{b}.weight"] = _turned(weights[f"{theirs}ToRGB_lod{top - b}/weight"])
            made[f"{ours}output{b}.bias"] = weights[f"{theirs}ToRGB_lod{top - b}/bias"]
    return made
