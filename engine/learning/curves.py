"""The figures of a training, step by step: what is plotted, and whether it still gets better."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from engine.document.asked.learning import Curve
from engine.language import tr
from engine.learning.learner import Figures

#: Points of a curve that are plotted.
POINTS = 200
#: The share by which a figure must fall from one stretch of steps to the next to count as getting better.
BETTER = 0.01


class Curves:
    """Every figure of every step. Each step has the same ones."""

    def __init__(self, values: Mapping[str, list[float]] | None = None) -> None:
        self._values: dict[str, list[float]] = {name: list(rows) for name, rows in (values or {}).items()}

    def add(self, figures: Figures) -> None:
        """The figures of one more step.

        Raises:
            ValueError: one is no finite number; none is added.
        """
        for name, value in figures.items():
            if not math.isfinite(value):
                raise ValueError(tr("The training went astray: its {name} is no number any more", name=name))
        for name, value in figures.items():
            self._values.setdefault(name, []).append(float(value))

    def shown(self) -> tuple[Curve, ...]:
        """Each figure as at most `POINTS` means over as many steps each."""
        return tuple(_thinned(name, np.array(rows)) for name, rows in self._values.items())

    def plateau(self, name: str, stretch: int) -> bool:
        """Whether a figure's mean over the last `stretch` steps is no better than over those before; never with 0."""
        rows = self._values.get(name, [])
        if stretch <= 0 or len(rows) < 2 * stretch or len(rows) % max(1, stretch // 4):
            return False
        last, before = np.mean(rows[-stretch:]), np.mean(rows[-2 * stretch : -stretch])
        return bool(last > before - BETTER * abs(before))

    def tensors(self) -> dict[str, Tensor]:
        """All of it, to be kept: name to (steps,) float64."""
        return {name: torch.tensor(rows, dtype=torch.float64) for name, rows in self._values.items()}


def _thinned(name: str, values: np.ndarray) -> Curve:
    size = max(1, math.ceil(len(values) / POINTS))
    starts = np.arange(0, len(values), size)
    counts = np.minimum(starts + size, len(values)) - starts
    return Curve(name, starts + (counts + 1) / 2, np.add.reduceat(values, starts) / counts)
