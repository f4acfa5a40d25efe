"""A method that trains, with a known answer, for the engine's tests and the window's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor, nn

from engine.document.directions import Direction, DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress
from engine.learning.learner import Figures, Found, Learner, Rated
from engine.learning.training import Plan, trained
from engine.method import Context, Method


def true(dimension: int) -> Tensor:
    """What there is to be learned (dimension,)."""
    return torch.randn(dimension, generator=torch.Generator().manual_seed(5))


class Pulled(Learner):
    """Learns the direction `true` from codes and their products with it."""

    watched = "error"

    def __init__(self, dimension: int, rate: float = 0.05) -> None:
        self._true, self._rate = true(dimension), rate
        self.module = nn.ParameterDict({"v": nn.Parameter(torch.zeros(dimension))})
        self.after: Callable[[int], None] = lambda part: None

    def rated(self) -> tuple[Rated, ...]:
        return (Rated([self.module["v"]], self._rate),)

    def step(self, random: torch.Generator) -> Job[Figures]:
        total = 0.0
        for part in range(2):
            x = torch.randn(8, len(self._true), generator=random)
            error = ((x @ self.module["v"] - x @ self._true) ** 2).mean() / 2
            error.backward()
            total += float(error.detach())
            self.after(part)
            yield Progress(0.0)
        return {"error": total}

    def so_far(self) -> Found:
        v = self.module["v"].detach().numpy().copy()
        long = max(float(np.linalg.norm(v)), 1e-9)
        return Found((Direction("pulled", (v / long).astype(np.float32), long),), ("pulled",))


@dataclass(frozen=True)
class Toy(Method):
    """A method that trains."""

    title, paper, trains = "Toy", "Nobody 2026", True
    identifier = "toy"
    steps: int = field(default=40, metadata={"help": "steps", "low": 1, "high": 1_000_000})
    rate: float = field(default=0.05, metadata={"help": "rate", "low": 0.0, "high": 1e30})
    stretch: int = field(default=0, metadata={"help": "stretch", "low": 0, "high": 1000})

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        def make(at_once: int) -> Job[Learner]:
            yield Progress(1.0)
            return Pulled(generator.layout.dimension, self.rate)

        return trained(self, generator, context, Plan(self.steps, self.stretch), make)
