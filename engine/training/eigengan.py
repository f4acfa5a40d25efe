"""Train an EigenGAN on a set of pictures (section 3 of the paper, with the changes named below).

What differs from the paper, and why: the non-saturating loss with lazy R1 (steadier than the hinge in a short run), He
initialisation (torch's default stalls the discriminator), a discriminator that folds 2 x 2 pixels into channels
(half the cost on a processor), and the *effect floor*: nothing in a GAN's loss rewards a slider for doing anything,
and the first level's sliders, which only say what eps can say as well, are the first to be silenced. So every few
steps each slider is moved from -2 to +2 on a few codes, and the generator pays for those that change less than a floor.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape, shape_of
from engine.training.canonical import canonical, slider_effects
from engine.training.discriminator import he_
from engine.training.files import save_sheets
from engine.training.portraits.factors import FACTORS
from engine.training.trainer import BaseRecipe, Trainer


@dataclass(frozen=True)
class Recipe(BaseRecipe):
    """What a run is made of; saved in the checkpoint."""

    orthogonality: float = 2.0
    floor: float = 0.08
    floor_weight: float = 1.0
    floor_every: int = 4
    eps: int = 16
    eps_from_128: int = 24
    sliders: int = 6


#: Widths at sides 4, 8, 16, ...: as wide below as the paper's quarter, narrow on top, where a processor's time goes.
GENERATOR_WIDTHS = {4: 256, 8: 160, 16: 64, 32: 32, 64: 16}
#: From 128 px on. No width of 24, 48 or 96: oneDNN's bfloat16 transposed convolutions crash on them.
WIDTHS_FROM_128 = {4: 256, 8: 192, 16: 128, 32: 64, 64: 32, 128: 16, 256: 16}


#: The factors that eps begins from: who it is, not what the face does, its hair or its light.
SHAPES = [i for i, factor in enumerate(FACTORS) if factor.group == "shape"]
OTHERS = [i for i in range(len(FACTORS)) if i not in SHAPES]


def _split(factors: Tensor) -> tuple[Tensor, Tensor]:
    return factors[:, SHAPES], factors[:, OTHERS]


def fresh_generator(shape: EigenGANShape, generator: torch.Generator) -> EigenGANNetwork:
    """A network whose every level starts equally strong: each slider moves its level as much as one number of eps."""
    network = EigenGANNetwork(shape)
    for module in network.modules():
        he_(module, generator)
    with torch.no_grad():
        network.out.weight.normal_(0, 0.02, generator=generator)
        per_number = 1 / math.sqrt(shape.eps)
        network.fc.weight.normal_(0, per_number, generator=generator)
        for block in network.levels:
            rows, size = block.sub.U.shape
            basis = torch.empty(size, rows).normal_(generator=generator)
            block.sub.U.copy_(torch.linalg.qr(basis)[0].T)
            # Distinct strengths, as in the paper, so that the axes are identified and not only their span.
            block.sub.L.copy_(torch.linspace(1.4, 0.7, rows) * per_number * math.sqrt(size))
    return network


class EigenGANTrainer(Trainer):
    """A run for the family EigenGAN."""

    family = "eigengan"
    recipe: Recipe
    generator: EigenGANNetwork
    average: EigenGANNetwork

    @cached_property
    def rest(self) -> nn.Linear:
        """The way of the factors that eps does not hold, used by the start alone and saved nowhere."""
        own = len(SHAPES)
        layer = nn.Linear(len(FACTORS) - own, 16 * self.generator.shape.channels[0])
        he_(layer, self.random)
        return layer

    def start_parameters(self) -> list[nn.Parameter]:
        return list(self.rest.parameters())

    def fresh(self, resolution: int) -> EigenGANNetwork:
        table = WIDTHS_FROM_128 if resolution >= 128 else GENERATOR_WIDTHS
        widths = tuple(width for side, width in table.items() if side <= resolution)
        eps = self.recipe.eps_from_128 if resolution >= 128 else self.recipe.eps
        shape = EigenGANShape(widths, eps, (self.recipe.sliders,) * (len(widths) - 1))
        return fresh_generator(shape, self.random)

    def restored(self, weights: Mapping[str, Tensor]) -> EigenGANNetwork:
        network = EigenGANNetwork(shape_of(weights))
        network.load_state_dict(weights)
        return network

    def copy(self, network: nn.Module) -> EigenGANNetwork:
        twin = EigenGANNetwork(cast(EigenGANNetwork, network).shape)
        twin.load_state_dict(network.state_dict())
        return twin

    def codes(self, count: int) -> tuple[Tensor, list[Tensor]]:
        """`count` Gaussian codes: eps (count, eps) and one (count, sliders) a level."""
        shape = self.generator.shape
        eps = torch.randn(count, shape.eps, generator=self.random)
        return eps, [torch.randn(count, n, generator=self.random) for n in shape.sliders]

    def effect_shortfall(self) -> Tensor:
        """Mean over the sliders, and a redraw of eps, of max(0, 1 - change / floor); change for -2 to +2 (scalar)."""
        sliders = self.generator.shape.sliders
        places = [(level, i) for level, n in enumerate(sliders) for i in range(n)]
        chosen = torch.randperm(len(places) + 1, generator=self.random)[:8].tolist()
        eps, zs = self.codes(8)
        eps_after, zs_after = eps.clone(), [z.clone() for z in zs]
        for row, place in enumerate(chosen):
            if place == len(places):
                eps_after[row] = torch.randn(eps.shape[1], generator=self.random)
            else:
                level, i = places[place]
                zs[level][row, i], zs_after[level][row, i] = -2.0, 2.0
        both = torch.cat([eps, eps_after]), [torch.cat(p) for p in zip(zs, zs_after, strict=True)]
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            images = self.generator(*both).float()
        change = (images[:8] - images[8:]).abs().mean((1, 2, 3))
        return F.relu(1 - change / self.recipe.floor).mean()

    def fakes(self, count: int) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            return self.generator(*self.codes(count)).float()

    def drawn(self, factors: Tensor) -> Tensor:
        """Factors of the shape of the face go into eps; all others enter through `rest`, which is thrown away.

        The sliders stay at 0: they are to be found by the adversarial training alone.
        """
        network = self.generator
        own, others = _split(factors)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            eps = F.pad(own, (0, network.shape.eps - own.shape[1]))
            h = network.start(eps) + self.rest(others).view(len(factors), -1, 4, 4)
            for block, n in zip(network.levels, network.shape.sliders, strict=True):
                h = block(h, factors.new_zeros(len(factors), n))
            return network.finish(h).float()

    def penalty(self) -> Tensor:
        price = self.recipe.orthogonality * self.generator.orthogonality()
        if self.steps_done % self.recipe.floor_every == 0:
            price = price + self.recipe.floor_every * self.recipe.floor_weight * self.effect_shortfall()
        return price

    def finished(self) -> tuple[nn.Module, dict[str, str], str]:
        network = canonical(self.average)
        effects = slider_effects(network)
        by_slider = {f"z{i + 1}.{j + 1}": round(e, 4) for i, row in enumerate(effects) for j, e in enumerate(row)}
        save_sheets(network, self.out)
        alive = sum(effect > 0.03 for level in effects for effect in level)
        lines = "  ".join(" ".join(f"{effect:.3f}" for effect in level) for level in effects)
        return network, {"effects": json.dumps(by_slider)}, f"{alive} sliders alive: {lines}"
