"""The measures of portraits: what made them, as the reader sees it, beside the sums over pixels."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from engine.attributes.contract import IDENTITY, Measures
from engine.attributes.measures import ATTRIBUTES, Attribute, Pictures, score
from engine.attributes.portraits.facts import ReadFactor
from engine.attributes.portraits.reader import Reader, load_reader
from engine.document.disk.wording import short
from engine.language import tr

#: Groups of factors that say who a person is, whatever the light, the pose and the hair.
PERSON = ("shape", "skin")
#: The share of held-out portraits that lie nearer to the data than pictures of which the reader may say anything.
FAR = 0.99


class PortraitMeasures(Measures):
    """The factors that are read honestly, in their own units; where people choose, also the attributes of pixels."""

    networks = (load_reader,)

    def __init__(self) -> None:
        read = self.reader(torch.device("cpu")).factors
        self.factors: dict[str, ReadFactor] = {factor.name: factor for factor in read if factor.honest}
        self.together = {"pose": tuple(name for name in ("yaw", "pitch") if name in self.factors)}
        pixels = {name: attribute for name, attribute in ATTRIBUTES.items() if not attribute.needs_face}
        self.attributes = {name: Attribute(name, name.capitalize(), "sigma", weak=False, needs_face=False)
                           for name in self.factors} | pixels  # fmt: skip

    @staticmethod
    def reader(device: torch.device) -> Reader:
        """The reader, on a device."""
        return load_reader(device)

    def score(self, images: Tensor, names: Sequence[str]) -> Tensor:
        for name in names:
            if name not in self.attributes:
                raise ValueError(
                    tr(
                        "There is no attribute {name}; there are {attributes}.",
                        name=short(repr(name)),
                        attributes=", ".join(self.attributes),
                    )
                )
        pictures = Pictures(images)
        columns: dict[str, Tensor] = {}
        if any(name in self.factors for name in names):
            reader = self.reader(images.device)
            columns |= dict(zip(reader.names, reader.read(images).unbind(1), strict=True))
        of_pixels = [name for name in names if name not in self.factors]
        columns |= dict(zip(of_pixels, score(images, of_pixels).unbind(1), strict=True))
        return torch.stack([columns[name] for name in names], 1) if names else pictures.rgb.new_empty(len(images), 0)

    def beside(self, names: Sequence[str]) -> tuple[str, ...]:
        read = self.factors if any(name in self.factors for name in names) else ()
        return tuple(dict.fromkeys((*names, *read)))  # one network reads all factors

    def identity(self, images: Tensor) -> Tensor:
        """The factors of shape and skin, each in its deviation over the data."""
        names = [name for name, factor in self.factors.items() if factor.group in PERSON]
        return self.score(images, names) / self.spread(images.new_empty(0), names)

    def nameable(self, images: Tensor) -> tuple[str, ...]:
        return tuple(self.factors)

    def doubt(self, images: Tensor, names: Sequence[str]) -> str:
        read = [name for name in names if name == IDENTITY or name in self.factors]
        if not read:
            return ""
        reader = self.reader(images.device)
        with torch.no_grad():
            nearer = float(reader.data.quantile(reader.distance(images)).median())
        if nearer < FAR:
            return ""
        return tr(
            "these pictures are farther from the portraits that the reader learned from than "
            "{far:.0%} of those, so {read} may be misread",
            far=FAR,
            read=", ".join(read),
        )

    def spread(self, readings: Tensor, names: Sequence[str]) -> Tensor:
        """That of the data, which is known: what a generator never varies must not look like a great effect."""
        return torch.tensor([self.factors[name].spread for name in names], device=readings.device)
