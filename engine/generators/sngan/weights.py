"""The weights of SNGAN's generator under one set of names, whoever saved them.

Four ways of naming them are known: `l1, block2, ..., b5, c5` with a convolution beside every block, its batch norms
plain or with a scale and a shift for each class (Miyato and Koyama, 2018), `dense, model, final` without
convolutions beside the blocks, and those of StudioGAN's networks without classes. Spectral norm is divided out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import torch
from torch import Tensor

from engine.generators.dcgan import Norm, Parts
from engine.generators.reading import DoesNotFit, WeightReader, more
from engine.generators.sngan.network import ClassNorm
from engine.generators.spectral import SPECTRAL_END, without_spectral_norm
from engine.language import tr

NORM = r"weight|bias|running_mean|running_var"
KEY = re.compile(
    r"(?:l1|block\d{1,2}\.(?:c1|c2|c_sc)|(?:c|conv)\d{1,2})\.(?:weight|bias)"
    rf"|block\d{{1,2}}\.b[12]\.(?:bn\.)?(?:{NORM})|b\d{{1,2}}\.(?:{NORM})"
    r"|block\d{1,2}\.b[12]\.(?:embed|weights|biases)\.weight"
)

#: StudioGAN's names and ours; "tail" stands for the number of the last layers. Its norms add 1e-4, ours 1e-5.
STUDIO = tuple(
    (re.compile(theirs), ours)
    for theirs, ours in {
        r"^linear0\.": "l1.",
        r"^bn4\.": "btail.",
        r"^conv2d5\.": "ctail.",
        r"\.0\.bn([12])\.": r".0.b\1.",
        r"\.0\.conv2d0\.": ".0.c_sc.",
        r"\.0\.conv2d([12])\.": r".0.c\1.",
    }.items()
)
STUDIO_RISE = 1e-4 - 1e-5


class SNGANWeights(WeightReader):
    """The weights under our names, as in evaluation; what is left in the end belongs to nothing."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        named = {name: weight for name, weight in weights.items() if not name.endswith(".num_batches_tracked")}
        renamed, called = _renamed(named)
        strange = tuple(called[name] for name in renamed if not KEY.fullmatch(SPECTRAL_END.sub("weight", name)))
        if strange:
            raise DoesNotFit(tr("{strange}{more} is no part of one", strange=strange[0], more=more(strange)), strange)
        super().__init__(without_spectral_norm(renamed), called)

    @property
    def parameters(self) -> int:
        """How many learned numbers were taken."""
        return sum(weight.numel() for name, weight in self.weights.items() if ".running_" not in name)

    def convolution(self, name: str, narrow: int | None, wide: int, kernel: int) -> Parts:
        weight = self.take(f"{name}.weight", narrow, wide, kernel, kernel)
        # Channels last is the faster order on a processor.
        parts = {"weight": weight.contiguous(memory_format=torch.channels_last)}
        if f"{name}.bias" in self:
            parts["bias"] = self.take(f"{name}.bias", len(weight))
        return parts

    def norm(self, name: str, channels: int) -> Norm:
        parts = {
            "running_mean": self.take(f"{name}.running_mean", channels),
            "running_var": self.variances(f"{name}.running_var", channels),
        }
        affine = [what for what in ("weight", "bias") if f"{name}.{what}" in self]
        return Norm(parts | {what: self.take(f"{name}.{what}", channels) for what in affine})

    def class_norm(self, name: str, channels: int, classes: int | None) -> tuple[ClassNorm, int]:
        """The norm and how many classes it knows; 0 for a plain one."""
        key = next((k for k in (f"{name}.embed.weight", f"{name}.weights.weight") if k in self), "")
        if classes is not None and bool(classes) != bool(key):
            wrong = key or f"{name}.running_mean"
            problem = tr("of a norm that takes a class") if key else tr("of a norm that takes no class")
            raise DoesNotFit(
                tr("{wrong} is {problem}, unlike the one before it", wrong=wrong, problem=problem), (wrong,)
            )
        if key.endswith("embed.weight"):  # scale and shift side by side
            both = self.take(key, classes, 2 * channels)
            return ClassNorm(self.norm(f"{name}.bn", channels), *both.chunk(2, dim=1)), len(both)
        if key:
            scale = self.take(key, classes, channels)
            shift = self.take(f"{name}.biases.weight", len(scale), channels)
            return ClassNorm(self.norm(name, channels), scale, shift), len(scale)
        return ClassNorm(self.norm(name, channels)), 0


def _renamed(weights: dict[str, Tensor]) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Weights under the names l1, block2, ..., b5, c5, and what each name stands for in the file."""
    if is_studio(weights):
        return _of_studio(weights)
    depth = sum(1 for name in weights if re.fullmatch(r"model\.\d{1,2}\.conv1\.weight", name))
    if "dense.weight" not in weights or not depth:
        return weights, {name: name for name in weights}
    tail = depth + 2
    roots = {"dense": "l1", "final": f"c{tail}", f"model.{depth}": f"b{tail}"}
    copies = {f"model.{depth + 2}": "final"}  # the file holds these layers twice
    for i in range(depth):
        parts = {"conv1": "c1", "conv2": "c2", "model.0": "b1", "model.4": "b2"}
        roots |= {f"model.{i}.{theirs}": f"block{i + 2}.{ours}" for theirs, ours in parts.items()}
        copies |= {f"model.{i}.model.3": f"model.{i}.conv1", f"model.{i}.model.6": f"model.{i}.conv2"}
    renamed: dict[str, Tensor] = {}
    real: dict[str, str] = {}
    for name, weight in weights.items():
        root, _, part = name.rpartition(".")
        twin = weights.get(f"{copies[root]}.{part}") if root in copies else None
        if twin is None:
            ours = f"{roots[root]}.{part}" if root in roots else name
            renamed[ours], real[ours] = weight, name
        elif not torch.equal(weight, twin):
            raise DoesNotFit(
                tr("{name} is not the same as {copies}.{part}", name=name, copies=copies[root], part=part), (name,)
            )
    return renamed, real


def is_studio(weights: Mapping[str, Tensor]) -> bool:
    """Whether they are named as a residual network of StudioGAN's without classes."""
    return "blocks.0.0.bn1.running_mean" in weights and any(name.startswith("linear0.") for name in weights)


def _of_studio(weights: Mapping[str, Tensor]) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The same of StudioGAN's, whose variances rise by the difference between its epsilon and ours."""
    depth = sum(1 for name in weights if re.fullmatch(r"blocks\.\d{1,2}\.0\.bn1\.running_mean", name))
    renamed: dict[str, Tensor] = {}
    real: dict[str, str] = {}
    for name, weight in weights.items():
        ours = name
        for theirs, root in STUDIO:
            ours = theirs.sub(root, ours)
        ours = ours.replace("tail", str(depth + 2))
        if block := re.match(r"blocks\.(\d{1,2})\.0\.", ours):
            ours = f"block{int(block[1]) + 2}.{ours[block.end() :]}"
        renamed[ours], real[ours] = weight + STUDIO_RISE if ours.endswith("running_var") else weight, name
    return renamed, real
