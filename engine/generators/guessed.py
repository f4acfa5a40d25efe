"""Settings that weights do not hold, read off their statistics."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor

from engine.language import tr

#: The learning rate multipliers of mapping networks: that of every published one, and none at all.
USUAL, NONE = 0.01, 1.0
#: Weights begin with a deviation of 1 over the multiplier, and training leaves them near it: what lies below is of 1.
BETWEEN = 10.0


def mapping_rate(weights: Sequence[Tensor]) -> float:
    """The learning rate multiplier that these dense layers (out, in) of a mapping network were trained with."""
    deviations = sorted(float(weight.square().mean().sqrt()) for weight in weights)
    return USUAL if deviations[len(deviations) // 2] >= BETWEEN else NONE


def of_rate(rate: float) -> tuple[str, ...]:
    """What is said of a multiplier that was read off the weights; nothing of the usual one."""
    if rate == USUAL:
        return ()
    return (
        tr(
            "This file does not tell how its mapping network was trained. Its weights look like those of a learning "
            "rate multiplier of {rate}, not of the usual 0.01, so that is used.",
            rate=f"{rate:g}",
        ),
    )
