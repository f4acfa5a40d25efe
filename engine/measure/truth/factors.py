"""The factors that are read off a generator's pictures, each in its own sigma."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.attributes.at_hand import measures_of
from engine.attributes.portraits.measures import PERSON, PortraitMeasures
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.language import tr


@dataclass(frozen=True)
class Factors:
    """`read` makes of pictures (N, 3, H, W) the factors (N, len(names)), each in its standard deviation over the data,
    and how far from the data each picture is (N,): which share of held-out portraits lies nearer. Those of `person` say
    who somebody is, whatever the light, the pose and the hair."""

    names: tuple[str, ...]
    read: Callable[[Tensor], tuple[Tensor, Tensor]]
    person: tuple[str, ...] = ()


def factors_of(generator: Generator) -> Factors:
    """The factors that the reader of portraits reads honestly.

    Raises:
        ValueError: the generator is none of portraits, so that nobody knows what makes its pictures.
    """
    measures = measures_of(generator)
    if not isinstance(measures, PortraitMeasures):
        raise ValueError(
            tr(
                "What makes the pictures of {name} is not known: only generators of portraits have a "
                "truth to be measured against. Train one on what `eigenbrush portraits` draws.",
                name=short(generator.name),
            )
        )
    names = tuple(measures.factors)
    reader = measures.reader(torch.device("cpu"))
    columns = [reader.names.index(name) for name in names]
    spread = torch.tensor([measures.factors[name].spread for name in names])

    def read(images: Tensor) -> tuple[Tensor, Tensor]:
        values, features = reader.seen(images)
        return values[:, columns] / spread, reader.data.quantile(reader.data.distance(features))

    person = tuple(name for name in names if measures.factors[name].group in PERSON)
    return Factors(names, read, person)
