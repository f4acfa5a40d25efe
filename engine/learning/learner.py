"""The contract of what is trained on top of a frozen generator."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import nn

from engine.document.directions import Direction
from engine.job import Job, Progress

#: The figures of one step by name, each a mean over its batch.
Figures = Mapping[str, float]


@dataclass(frozen=True)
class Rated:
    """Parameters that Adam moves at this rate; `betas` are its decays."""

    parameters: Iterable[nn.Parameter]
    rate: float
    betas: tuple[float, float] = (0.9, 0.999)


@dataclass(frozen=True, eq=False)
class Found:
    """The directions of a learner, with sentences for people about them; `reach` as in `DirectionSet`."""

    directions: tuple[Direction, ...]
    notes: tuple[str, ...] = ()
    reach: float = 0.0


class Learner(ABC):
    """Something small that learns from the pictures of a frozen generator, a step at a time.

    `module` holds all of it that changes: its parameters, and buffers for what else a training must remember. `watched`
    names the figure by which it is told that it gets no better: the lower, the better.
    """

    watched: ClassVar[str]
    module: nn.Module

    def rated(self) -> tuple[Rated, ...]:
        """What Adam moves after each step; empty where a step does all of the moving itself."""
        return ()

    @abstractmethod
    def step(self, random: torch.Generator) -> Job[Figures]:
        """Add one step's gradients to those of the parameters, which are zero when it begins; returns its figures.

        Whatever is drawn comes from `random`. It yields between parts of some 50 ms, at which no torch context is open,
        and where it may be ended: `module` changes after the last of them only.
        """

    @abstractmethod
    def so_far(self) -> Found:
        """What it has learned, within 50 ms: sliders to try while it goes on."""

    def finished(self) -> Job[Found]:
        """What it has learned, measured and put in order."""
        yield Progress(1.0)
        return self.so_far()
