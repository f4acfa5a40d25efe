"""What a picture depends on besides its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from engine.document.tuning import Tuning, tuning_of

Noise = Literal["constant", "none", "seeded"]
Precision = Literal["full", "fast"]
NOISES: tuple[Noise, ...] = ("constant", "none", "seeded")


@dataclass(frozen=True)
class Conditions:
    """Noise maps, truncation where it changes the network itself and not only the code (BigGAN), and what is laid into
    the network for one photo.

    `noise`: "constant" takes the maps stored with the weights, "none" leaves noise out, "seeded" draws maps from
    `noise_seed`, the same for every picture of a batch. A generator reads only what concerns it; `fits`, each with how
    much of it there is, from 0 to 1, concern none: `engine.drawing.tuned` lays them in.
    """

    noise: Noise = "constant"
    noise_seed: int = 0
    truncation: float = 1.0
    fits: tuple[tuple[Tuning, float], ...] = ()

    @property
    def untuned(self) -> Conditions:
        """The same without what was laid in: what a search for another picture's code begins with."""
        return replace(self, fits=())


def conditions_of(told: Mapping[str, Any]) -> Conditions:
    """What `asdict` made of conditions, after it has been JSON."""
    fits = [(tuning_of(tuning), share) for tuning, share in told["fits"]]
    return Conditions(told["noise"], told["noise_seed"], told["truncation"],
                      tuple((tuning, share) for tuning, share in fits if tuning is not None))  # fmt: skip
