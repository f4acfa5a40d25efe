"""A row of the table: which factor a slider moves most, how far, how purely, and whether always the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from engine.directions.naming import STILL

#: How far a reading may go back between two places, in sigma, before it counts: the reader's own unrest.
SLACK = 0.1


@dataclass(frozen=True)
class SliderTruth:
    """What a slider moves.

    Attributes:
        factor: the one that it moves most, in the mean over the portraits; empty where it moves none by 0.15 sigma.
        effect: by how many sigma of that factor from -2 to +2.
        share: the square of that effect among the squares of its effects on all factors, in [0, 1].
        monotone: on how many portraits the factor goes the slider's way and never back on it.
    """

    name: str
    factor: str
    effect: float
    share: float
    monotone: int


def judged(name: str, names: Sequence[str], readings: Tensor) -> SliderTruth:
    """The row of a slider of which `readings` (places, N, factors) were made, from its lowest place to its highest."""
    changes = readings[-1] - readings[0]
    effects = changes.double().mean(0)
    best = int(effects.abs().argmax())
    effect = float(effects[best])
    if abs(effect) < STILL:
        return SliderTruth(name, "", 0.0, 0.0, 0)
    way = 1.0 if effect > 0 else -1.0
    steps = way * readings[..., best].diff(dim=0)
    monotone = (steps >= -SLACK).all(0) & (way * changes[:, best] > 0)
    share = effect**2 / float(effects.square().sum())
    return SliderTruth(name, names[best], effect, share, int(monotone.sum()))
