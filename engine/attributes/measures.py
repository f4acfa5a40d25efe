"""The table of attributes, and how one picture is asked for several of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.attributes import pixels, weights
from engine.attributes.facemesh import pose
from engine.attributes.networks import EXPRESSIONS, resized
from engine.document.disk.wording import short
from engine.language import tr

SMALLEST = 4


@dataclass(frozen=True)
class Attribute:
    """One number that can be read off a picture.

    `identifier` is what code and files call it, `title` what a person reads, `unit` what one of it is (empty: a plain
    number). `weak`: a network's guess that is often wrong; it is shown with a warning and never names a slider.
    `needs_face`: it means nothing where there is no face.
    """

    identifier: str
    title: str
    unit: str
    weak: bool
    needs_face: bool


class Pictures:
    """A batch, RGB in [0, 1], and what the networks say of it; each runs when first asked, and once."""

    def __init__(self, images: Tensor) -> None:
        if images.ndim != 4 or images.shape[1] != 3 or min(images.shape[2:]) < SMALLEST:
            raise ValueError(
                tr(
                    "Attributes are measured on colour pictures (N, 3, H, W) of at least {smallest} x "
                    "{smallest} pixels, not on {tuple}; give such pictures.",
                    smallest=SMALLEST,
                    tuple=tuple(images.shape),
                )
            )
        self.rgb = (images.float() + 1) / 2

    def through(self, network: Callable[[torch.device], Any]) -> Any:
        found = network(self.rgb.device)
        return found(resized(self.rgb, found.side))

    @cached_property
    def mesh(self) -> tuple[Tensor, Tensor]:
        """Points (N, 468, 3) and the logit (N,) of a face."""
        return self.through(weights.face_mesh)

    @cached_property
    def pose(self) -> Tensor:
        """Yaw, pitch and roll (N, 3) in degrees."""
        return pose(self.mesh[0])

    @cached_property
    def expression(self) -> Tensor:
        """The logits (N, 7) of EXPRESSIONS."""
        return self.through(weights.expression_network)

    @cached_property
    def age_gender(self) -> Tensor:
        """Years, and male less female as logits (N, 2)."""
        return self.through(weights.age_gender_network)


def _smile(pictures: Pictures) -> Tensor:
    """Happy less neutral, before the softmax, which would flatten the gradient of a clear case."""
    logits = pictures.expression
    return logits[:, EXPRESSIONS.index("happy")] - logits[:, EXPRESSIONS.index("neutral")]


def _face(identifier: str, title: str, unit: str = "", *, weak: bool = False) -> Attribute:
    return Attribute(identifier, title, unit, weak, needs_face=True)


def _pixel(identifier: str, title: str, unit: str = "") -> Attribute:
    return Attribute(identifier, title, unit, weak=False, needs_face=False)


_TABLE: tuple[tuple[Attribute, Callable[[Pictures], Tensor]], ...] = (
    (_face("yaw", tr("Yaw, turned to the right"), "°"), lambda p: p.pose[:, 0]),
    (_face("pitch", tr("Pitch, looking up"), "°"), lambda p: p.pose[:, 1]),
    (_face("roll", tr("Roll, leaning to the right"), "°"), lambda p: p.pose[:, 2]),
    (_face("smile", tr("Smile")), _smile),
    (_pixel("brightness", tr("Brightness"), "%"), lambda p: 100 * pixels.brightness(p.rgb)),
    (_pixel("hue", tr("Hue, from cold to warm")), lambda p: pixels.warmth(p.rgb)),
    (_pixel("saturation", tr("Saturation")), lambda p: pixels.saturation(p.rgb)),
    (_pixel("sharpness", tr("Sharpness")), lambda p: pixels.sharpness(p.rgb)),
    (_pixel("symmetry", tr("Symmetry of left and right")), lambda p: pixels.symmetry(p.rgb)),
    (_face("age", tr("Age (weak network estimate)"), "years", weak=True), lambda p: p.age_gender[:, 0]),
    (_face("gender", tr("Gender, female to male (weak network estimate)"), weak=True), lambda p: p.age_gender[:, 1]),
)

#: Every attribute by its identifier, in the order in which they are shown.
ATTRIBUTES: dict[str, Attribute] = {attribute.identifier: attribute for attribute, _ in _TABLE}
_MEASURES = {attribute.identifier: measure for attribute, measure in _TABLE}


def score(images: Tensor, names: Sequence[str]) -> Tensor:
    """Pictures (N, 3, H, W), nominally in [-1, 1], to (N, len(names)) float32; column i is attribute `names[i]`.

    Differentiable; computed where the pictures are, at any size. A network that several attributes need runs once.

    Raises:
        ValueError: there is no such attribute, or these are no colour pictures of at least 4 x 4 pixels.
    """
    for name in names:
        if name not in ATTRIBUTES:
            raise ValueError(
                tr(
                    "There is no attribute {name}; there are {attributes}.",
                    name=short(repr(name)),
                    attributes=", ".join(ATTRIBUTES),
                )
            )
    pictures = Pictures(images)
    return (
        torch.stack([_MEASURES[name](pictures) for name in names], 1)
        if names
        else pictures.rgb.new_empty(len(images), 0)
    )


def identity(images: Tensor) -> Tensor:
    """Whose faces: pictures as in `score` to unit rows (N, 128), near each other for one person. Differentiable."""
    return F.normalize(Pictures(images).through(weights.identity_network))


def landmarks(images: Tensor) -> Tensor:
    """The usual 68 points of faces: pictures as in `score` to (N, 68, 2), x and y in [0, 1] of the picture's sides."""
    return Pictures(images).through(weights.landmark_network).view(-1, 68, 2)


def face_confidence(images: Tensor) -> Tensor:
    """How sure the mesh network is that each picture as in `score` is a face: (N,) in [0, 1]. Differentiable."""
    return Pictures(images).mesh[1].sigmoid()
