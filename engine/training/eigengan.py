"""Train an EigenGAN on a set of pictures (section 3 of the paper, with the changes named below).

What differs from the paper, and why: the non-saturating loss with lazy R1 (steadier than the hinge in a short run), He
initialisation (torch's default stalls the discriminator), a discriminator that folds 2 x 2 pixels into channels
(half the cost on a processor), and the *effect floor*: nothing in a GAN's loss rewards a slider for doing anything,
and the first level's sliders, which only say what eps can say as well, are the first to be silenced. So every few
steps each slider is moved from -2 to +2 on a few codes, and the generator pays for those that change less than a floor.

A start by regression (`factor_images`) is of eps and the convolutions alone: all known factors stand in eps, the
sliders at 0. Then eps keeps the factors of `kept` and loses the others, whose variety the sliders have to find; they
begin as random smooth patterns that know of no factor, each as strong as the floor.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape, shape_of
from engine.training.adversarial.recipe import BaseRecipe
from engine.training.adversarial.trainer import Trainer
from engine.training.canonical import canonical, slider_effects
from engine.training.eigengan_fresh import fresh_generator, narrowed
from engine.training.files import save_sheets, save_start


@dataclass(frozen=True)
class Recipe(BaseRecipe):
    """What a run is made of; saved in the checkpoint."""

    orthogonality: float = 2.0
    batch: int = 24
    floor: float = 0.08
    floor_weight: float = 1.0
    floor_every: int = 8
    turn: float = 0.02  # the most that one step turns a slider
    eps: int = 16
    sliders: int = 6
    #: The factors that stay in eps after a start by regression: what of a head no slider need move.
    kept: tuple[str, ...] = (
        "weight", "face length", "jaw", "nose size", "nose shape", "eye size", "eye slant", "lips", "ears", "origin 1",
        "origin 2", "lip colour", "freckles", "iris", "parting", "fringe", "brows", "frames",
    )  # fmt: skip


#: How many codes a slider's effect is measured on when a run saves, which it does every few minutes.
EFFECT_CODES = 8
#: Widths at sides 4, 8, 16, ...: narrow on top, where a processor's time goes.
WIDTHS = {4: 256, 8: 160, 16: 64, 32: 32, 64: 16}
#: 1.7 GFLOP a picture of 128 px, about as many at every side from 16 on.
WIDTHS_FROM_128 = {4: 192, 8: 192, 16: 160, 32: 128, 64: 64, 128: 32, 256: 16}


class EigenGANTrainer(Trainer):
    """A run for the family EigenGAN."""

    family = "eigengan"
    recipe: Recipe
    generator: EigenGANNetwork
    average: EigenGANNetwork

    def fresh(self, resolution: int) -> EigenGANNetwork:
        table = WIDTHS_FROM_128 if resolution >= 128 else WIDTHS
        widths = tuple(width for side, width in table.items() if side <= resolution)
        eps = len(self.data.factor_names) if self.starting else self.recipe.eps
        shape = EigenGANShape(widths, eps, (self.recipe.sliders,) * (len(widths) - 1))
        return fresh_generator(shape, self.random)

    def groups(self) -> list[dict[str, Any]]:
        """The bases at a rate by their size: one step of Adam turns them by so much, however many numbers they have."""
        subs = [level.sub for level in self.generator.levels]
        apart = [{"params": [sub.U], "lr": self.recipe.turn / math.sqrt(sub.U.shape[1])} for sub in subs]
        apart += [
            {"params": [sub.L], "lr": 0.1 * self.recipe.turn * sub.L.detach().abs().mean().item()} for sub in subs
        ]
        others = [w for name, w in self.generator.named_parameters() if not name.endswith((".sub.U", ".sub.L"))]
        return [{"params": others}, *apart]

    def start_groups(self) -> list[dict[str, Any]]:
        """All but the sliders."""
        return self.groups()[:1]

    def drawn(self, factors: Tensor) -> Tensor:
        return self.pictures(factors, [factors.new_zeros(len(factors), n) for n in self.generator.shape.sliders])

    def pictures(self, eps: Tensor, zs: list[Tensor]) -> Tensor:
        """(N, 3, S, S) with gradients, in the precision of this run."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            return self.generator(eps, zs).float()

    def started(self) -> None:
        columns = [i for i, name in enumerate(self.data.factor_names) if name in self.recipe.kept]
        self.generator = narrowed(self.average, columns, self.recipe.floor, self.random)

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
        both = [torch.cat(pair) for pair in zip(zs, zs_after, strict=True)]
        images = self.pictures(torch.cat([eps, eps_after]), both)
        change = (images[:8] - images[8:]).abs().mean((1, 2, 3))
        return F.relu(1 - change / self.recipe.floor).mean()

    def fakes(self, count: int) -> Tensor:
        return self.pictures(*self.codes(count))

    def penalty(self) -> Tensor:
        price = self.recipe.orthogonality * self.generator.orthogonality()
        if self.steps_done % self.recipe.floor_every == 0:
            price = price + self.recipe.floor_every * self.recipe.floor_weight * self.effect_shortfall()
        return price

    def finished(self) -> tuple[nn.Module, dict[str, str], str]:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            if self.starting:
                save_start(self.average, self.out)
                return self.average, {}, "the sliders wait for the end of the regression"
            network = canonical(self.average, EFFECT_CODES)
            effects = slider_effects(network, EFFECT_CODES)
            save_sheets(network, self.out)
        by_slider = {f"z{i + 1}.{j + 1}": round(e, 4) for i, row in enumerate(effects) for j, e in enumerate(row)}
        alive = sum(effect > 0.03 for level in effects for effect in level)
        lines = "  ".join(" ".join(f"{effect:.3f}" for effect in level) for level in effects)
        return network, {"effects": json.dumps(by_slider)}, f"{alive} sliders alive: {lines}"
