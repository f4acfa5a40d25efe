"""Settings that weights do not hold, read off their statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from torch import Tensor

from engine.document.saved.readings import READING, SETTINGS, Left, chosen
from engine.generators.reading import DoesNotFit
from engine.language import tr

#: The learning rate multipliers of mapping networks: that of every published one, and none at all.
USUAL, NONE = 0.01, 1.0
#: Weights begin with a deviation of 1 over the multiplier, and training leaves them near it: what lies below is of 1.
BETWEEN = 10.0
#: Of convolutions that scale their weights while running: these begin with a deviation of 1, the others with one over
#: the root of what each number sees, which is 0.24 or less from two channels on.
SCALED = 0.4


def choices(metadata: Mapping[str, str]) -> dict[str, str]:
    """What a person chose of the settings that weights do not hold.

    Raises:
        DoesNotFit: there is no such setting.
    """
    try:
        return chosen(metadata.get(READING, ""))
    except ValueError as error:
        raise DoesNotFit(str(error), ("reading",)) from error


def left(chosen: Mapping[str, str], name: str, usual: str) -> Left:
    """A setting that is left open, as it was chosen, or else as is `usual`."""
    return Left(chosen.get(name, usual), usual, SETTINGS[name])


def scales_weights(weights: Sequence[Tensor]) -> bool:
    """Whether a network with these convolutions (out, in, ...) scales its weights while running (`use_wscale`)."""
    return _middle(weights) >= SCALED


def mapping_rate(weights: Sequence[Tensor]) -> float:
    """The learning rate multiplier that these dense layers (out, in) of a mapping network were trained with."""
    return USUAL if _middle(weights) >= BETWEEN else NONE


def _middle(weights: Sequence[Tensor]) -> float:
    deviations = sorted(float(weight.square().mean().sqrt()) for weight in weights)
    return deviations[len(deviations) // 2]


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
