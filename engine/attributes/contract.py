"""The contract of measures: what can be asked of the pictures of a generator."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import torch
from torch import Tensor

from engine.attributes.measures import Attribute

#: What stands beside attributes wherever people choose among them: whose face it is.
IDENTITY = "identity"
#: The least spread of an attribute, in its own unit, so that rounding in a constant one does not look like an effect.
LEAST = 1e-4


class Measures(ABC):
    """Attributes of pictures (N, 3, H, W), nominally in [-1, 1], of any size; all are differentiable.

    `attributes` are all there are, by identifier, in the order in which they are shown; `together` are names for
    several of them at once.
    """

    #: What reads each network that they ask, for a device; the first time takes long.
    networks: ClassVar[tuple[Callable[[torch.device], object], ...]] = ()
    attributes: Mapping[str, Attribute]
    together: Mapping[str, tuple[str, ...]]

    @abstractmethod
    def score(self, images: Tensor, names: Sequence[str]) -> Tensor:
        """(N, len(names)) float32; column i is attribute `names[i]`.

        Raises:
            ValueError: there is no such attribute, or these are no pictures that can be measured.
        """

    def beside(self, names: Sequence[str]) -> tuple[str, ...]:
        """These attributes, and those that cost nothing beside them."""
        return tuple(names)

    @abstractmethod
    def identity(self, images: Tensor) -> Tensor:
        """Whose faces (N, e): rows near each other for one person."""

    @abstractmethod
    def nameable(self, images: Tensor) -> tuple[str, ...]:
        """The attributes that may name a direction of a generator with such pictures, and IDENTITY where it may."""

    @abstractmethod
    def doubt(self, images: Tensor, names: Sequence[str]) -> str:
        """What speaks against these attributes of such pictures, IDENTITY among them; empty: nothing."""

    def spread(self, readings: Tensor, names: Sequence[str]) -> Tensor:
        """The standard deviation (len(names),) of each attribute, by which its changes are told; `readings`
        (N, len(names)) are those of random pictures of the generator."""
        return readings.std(0).clamp(min=LEAST)
