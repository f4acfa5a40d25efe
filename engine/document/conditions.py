"""What a picture depends on besides its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Noise = Literal["constant", "none", "seeded"]
Precision = Literal["full", "fast"]
NOISES: tuple[Noise, ...] = ("constant", "none", "seeded")


@dataclass(frozen=True)
class Conditions:
    """Noise maps, and truncation where it changes the network itself and not only the code (BigGAN).

    `noise`: "constant" takes the maps stored with the weights, "none" leaves noise out, "seeded" draws maps from
    `noise_seed`, the same for every picture of a batch. A generator reads only what concerns it.
    """

    noise: Noise = "constant"
    noise_seed: int = 0
    truncation: float = 1.0
