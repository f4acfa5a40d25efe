"""The contract of a trial: what it is given, and the figures that it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import torch

from engine.generator import Generator
from engine.job import Job
from engine.measure.truth.factors import Factors
from engine.method import Memory

#: Seeds of the pictures on which trials judge start here, far from those that anything learns from.
JUDGED = 710_000


@dataclass(frozen=True, eq=False)
class Asked:
    """What a trial may use: the generator and what is read of its pictures, a seed, and how many `minutes` a training
    may take (None: its own steps). `memory` is that of all trials of this seed."""

    generator: Generator
    factors: Factors
    seed: int = 0
    minutes: float | None = None
    memory: Memory = field(default_factory=Memory)

    def codes(self, count: int) -> torch.Tensor:
        """Codes (count, dimension) of fresh faces, others with each seed."""
        return self.generator.sample(count, JUDGED + 1_000 * self.seed).cpu()


#: Measures the figures by name; raises ValueError, one plain sentence, where there is nothing to measure.
Measure = Callable[[Asked], Job[Mapping[str, float]]]


@dataclass(frozen=True)
class Planned:
    """One trial: the title of its row, how it is measured, and whether something trains for it."""

    title: str
    measure: Measure
    trains: bool = False
