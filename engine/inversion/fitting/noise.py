"""The noise of a generator is fitted to one photo, the code being found: what no code draws, as far as noise can.

Karras et al., "Analyzing and Improving the Image Quality of StyleGAN" (2020), appendix D: the maps of noise are moved
as a code is, but must stay noise. After each step each is brought back to mean 0 and variance 1, and what neighbours
have in common costs, on the map and on all that 2 x 2 averages (times 2, which keeps the variance) make of it down to
8 px. Unlike there the code is held, and the maps begin as those of the generator: at worst nothing changes.

What it gives depends on how much noise a generator lets through. The shipped StyleGAN2 has learned to do nearly without
(strengths below 3e-3): the astronaut's face goes from 26.76 to 26.88 dB, by half a grey level on average, which nobody
sees, so nothing is kept. The same network with all strengths set to 0.03, which nobody trained so: a strange picture
goes from 18.2 to 23.0 dB (its grain becomes edges), at 21 kB in the session; how moves of the code change the picture
correlates by 0.93 with how they did, by 0.9997 with the shipped strengths.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.disk.limits import NOISE
from engine.document.tuning import Difference
from engine.generator import Generator
from engine.inversion.losses import psnr
from engine.inversion.search import SHOWN, Target, schedule
from engine.job import Job, Progress
from engine.language import tr
from engine.loading import COMPILER, imported

SMALLEST = 8  # pixels of the last average


@dataclass(frozen=True)
class NoiseRecipe:
    """How noise is fitted.

    Attributes:
        steps: of Adam.
        rate: of Adam at its height; a map's deviation is 1.
        weight: what neighbours with something in common cost, the squared difference to the photo being 1.
    """

    steps: int = 150
    rate: float = 0.1
    weight: float = 0.03


@dataclass(frozen=True, eq=False)
class Noised:
    """What a fit has come to so far: the difference, as it is kept, with the maps of layers that were moved, its
    picture (1, 3, S, S), and the likeness to the photo in decibels."""

    difference: Difference
    picture: Tensor
    likeness: float


def noised(generator: Generator, target: Target, code: Tensor, recipe: NoiseRecipe) -> Job[Noised]:
    """The noise with which `code` (dimension,) draws the one picture of `target`.

    Layers are taken from the coarsest on until their maps come to `limits.NOISE` numbers, those up to 256 px: at
    1024 px all of them would be several megabytes in every session and picture, for grain.

    Every `SHOWN` steps its progress brings a `Noised`, the best so far by the whole price; at first that is of the
    generator's own noise, with an empty difference.
    """
    yield from imported(COMPILER)  # Adam does, seconds long, in the middle of a step
    own = movable(generator)
    maps = {i: each.detach().clone().requires_grad_() for i, each in own.items()}
    optimizer = torch.optim.Adam(list(maps.values()), recipe.rate) if maps else None
    lowest, best = math.inf, _seen(generator, {}, target, code)
    for step in range(recipe.steps + 1 if optimizer else 0):
        last = step == recipe.steps
        if step % SHOWN == 0 or last:
            kept = {i: each.detach().half().float() for i, each in maps.items()} if step else {}
            with torch.no_grad():
                found = _seen(generator, kept, target, code)
                price = float(target.cost(found.picture)[0] + recipe.weight * in_common((kept or own).values()))
            if price < lowest:
                lowest, best = price, found
        if optimizer and not last:
            optimizer.param_groups[0]["lr"] = recipe.rate * schedule(step, recipe.steps)
            optimizer.zero_grad()
            picture = generator.with_noise(maps).synthesize(code[None])
            (target.cost(picture)[0] + recipe.weight * in_common(maps.values())).backward()
            optimizer.step()
            _normalise(maps.values())
        yield Progress((step + 1) / (recipe.steps + 1), tr("fitting its noise"), best if step % SHOWN == 0 else None)
    return best


def movable(generator: Generator) -> dict[int, Tensor]:
    """The generator's own maps that are fitted, by layer."""
    chosen, numbers = dict[int, Tensor](), 0
    for i, each in sorted(generator.noise_maps.items(), key=lambda pair: (pair[1].numel(), pair[0])):
        numbers += each.numel()
        if numbers > NOISE:
            break
        chosen[i] = each
    return chosen


def in_common(maps: Iterable[Tensor]) -> Tensor:
    """What neighbours in maps (side, side) have in common: the squared mean product with the next one to the right and
    below, summed over maps and their averages."""
    total = torch.zeros(())
    for each in maps:
        level = each[None, None]
        while True:
            for axis in (2, 3):
                total = total.to(level) + (level * level.roll(1, axis)).mean().square()
            if level.shape[-1] <= SMALLEST:
                break
            level = 2 * F.avg_pool2d(level, 2)
    return total


@torch.no_grad()
def _normalise(maps: Iterable[Tensor]) -> None:
    for each in maps:
        each -= each.mean()
        each *= each.square().mean().rsqrt()


@torch.no_grad()
def _seen(generator: Generator, maps: Mapping[int, Tensor], target: Target, code: Tensor) -> Noised:
    picture = generator.with_noise(maps).synthesize(code[None])
    likeness = float(psnr(picture, target.pictures, target.mask)[0])
    return Noised(
        Difference(generator.sha256, (), tuple((i, _frozen(each)) for i, each in maps.items())), picture, likeness
    )


def _frozen(noise: Tensor) -> np.ndarray:
    array = noise.detach().cpu().half().numpy()
    array.flags.writeable = False
    return array
