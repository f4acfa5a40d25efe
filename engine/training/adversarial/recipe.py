"""What every adversarial training is made of, whatever the family."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BaseRecipe:
    """What any run is made of; saved in the checkpoint."""

    batch: int = 64
    learning_rate: float = 4e-4
    discriminator_rate: float = 4e-4
    r1_gamma: float = 0.1
    r1_every: int = 16
    ema: float = 0.996  # not more: a run goes on from its average, and what that lags behind is lost
    seed: int = 0
    factor_images: int = 0  # the run begins by regression on the known factors of so many pictures
    factor_rate: float = 2e-3
    factor_batch: int = 8  # a short run is short of steps: at equal pictures, and time, 24 learned slower
    look_on: int = 150  # then the discriminator learns alone for so many steps
    anchor: float = 0.0  # afterwards half of the fakes have the factors of reals, and pay so much for unlikeness
