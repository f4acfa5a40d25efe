"""Generators whose pictures change along known ways only, and are a little unsure, as all that a network sees is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Self

import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Generator, Stage
from tests.fakes import orthonormal

SIDE = 4


class Planted(Generator):
    """Codes of `size` numbers; `amounts` (N, k) of a code are what its picture shows of k patterns, to within `unsure`.

    What is unsure is a fixed number for each code, but has no slope that could be followed.
    """

    family, title = "planted", "Planted"

    def __init__(self, size: int, patterns: int, amounts: Callable[[Tensor], Tensor], unsure: float = 0.3) -> None:
        self.layout, self.resolution, self.z_dim = Layout((Slot("z", size, SIDE),)), SIDE, size
        self.name, self.sha256, self.metadata = "planted", "planted".ljust(64, "0"), dict[str, str]()
        self.parameters = 1
        shapes = SIDE * orthonormal(patterns, 3 * SIDE * SIDE, seed=1)
        scatter = 1000 * torch.randn(size, 3 * SIDE * SIDE, generator=torch.Generator().manual_seed(2))

        def draw(_: object, codes: Tensor) -> Tensor:
            noise = unsure * torch.sin(codes.detach() @ scatter)
            return (amounts(codes) @ shapes + noise).unflatten(1, (3, SIDE, SIDE))

        self.stages = (Stage("picture", ("z",), draw),)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("a Planted has no file")
