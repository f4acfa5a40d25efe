"""Train a small StyleGAN2 on a set of pictures (Karras et al. 2020).

As in the paper: style mixing, path-length regularisation on part of a batch every few steps (section 3.2), an average
of the weights. Differently: the discriminator of `engine.training.adversarial.discriminator`, fakes used for both
updates, and a generator small enough for a processor.

In a start by regression the first numbers of z are the known factors and the others noise, so z stays Gaussian; the
noise is made faint at first and the mapping, which the paper slows down a hundred times, is let learn faster.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from engine.training.adversarial.recipe import BaseRecipe
from engine.training.adversarial.trainer import Trainer
from engine.training.data import Faces
from engine.training.files import save_sheet, sheet
from engine.training.stylegan2_network import Colours, Dense, Modulated, StyleGAN2Network, StyleGAN2Shape, shape_of

#: Widths at sides 4, 8, 16, ...: narrow on top, where a processor's time goes.
WIDTHS = {4: 192, 8: 128, 16: 64, 32: 32, 64: 16}
#: How much quicker the mapping learns in a start by regression, where nothing has to slow it down a hundred times:
#: after 2,500 pictures L1 was .136 with 300, .149 with 100, .186 with 6 (`benchmarks/start.py`).
START_MAPPING = 300
#: 1.6 GFLOP a picture of 128 px, about as many at every side from 16 on.
WIDTHS_FROM_128 = {4: 192, 8: 192, 16: 192, 32: 128, 64: 64, 128: 32, 256: 16}


@dataclass(frozen=True)
class StyleGAN2Recipe(BaseRecipe):
    """What a run is made of; saved in the checkpoint."""

    batch: int = 24
    learning_rate: float = 2e-3
    factor_rate: float = 6e-3
    discriminator_rate: float = 2e-4  # twice that, and the discriminator runs ahead: the losses leap
    r1_gamma: float = 0.3
    w: int = 128
    layers: int = 2
    mixing: float = 0.5
    path_weight: float = 2.0
    path_every: int = 16
    path_batch: int = 8
    path_decay: float = 0.01


class StyleGAN2Trainer(Trainer):
    """A run for the family StyleGAN2."""

    family = "stylegan2"
    recipe: StyleGAN2Recipe
    generator: StyleGAN2Network
    average: StyleGAN2Network

    def __init__(self, data: Faces, out: Path, recipe: StyleGAN2Recipe, *, resume: bool) -> None:
        super().__init__(data, out, recipe, resume=resume)
        self.path_length: Tensor | None = None  # the running mean of section 3.2; after a resume it starts anew

    def fresh(self, resolution: int) -> StyleGAN2Network:
        table = WIDTHS_FROM_128 if resolution >= 128 else WIDTHS
        widths = tuple(width for side, width in table.items() if side <= resolution)
        network = StyleGAN2Network(StyleGAN2Shape(widths, self.recipe.w, self.recipe.layers)).initialise(self.random)
        if self.starting:
            self._calm(network, len(self.data.factor_names))
        return network

    @torch.no_grad()
    def _calm(self, network: StyleGAN2Network, known: int) -> None:
        """Before a regression: noise is faint, styles and colours vary little, or they drown what there is to learn."""
        if known >= self.recipe.w:
            raise ValueError(f"{known} factors do not fit into the {self.recipe.w} numbers of z; name fewer.")
        cast(Dense, network.mapping.fc0).weight[:, known:].mul_(0.2)
        for layer in network.synthesis.modules():
            if isinstance(layer, (Modulated, Colours)):
                layer.affine.weight.mul_(0.2)
            if isinstance(layer, Colours):
                layer.weight.mul_(0.2)

    def start_groups(self) -> list[dict[str, Any]]:
        mapping = {"params": list(self.generator.mapping.parameters()), "lr": START_MAPPING * self.recipe.factor_rate}
        return [{"params": list(self.generator.synthesis.parameters())}, mapping]

    def drawn(self, factors: Tensor) -> Tensor:
        shape = self.generator.shape
        noise = torch.randn(len(factors), shape.w - factors.shape[1], generator=self.random)
        w = self.generator.mapping(torch.cat([factors, noise], 1))
        self._remember(w)
        return self._pictures(w[:, None].expand(-1, shape.slots, -1))

    def started(self) -> None:
        """The generator of the regression is the one to go on with."""

    def _pictures(self, ws: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            return self.generator.synthesis(ws, self.random).float()

    @torch.no_grad()
    def _remember(self, w: Tensor) -> None:
        """Truncation pulls to the mean of w."""
        self.generator.mapping.w_avg.lerp_(w.mean(0), 0.005)

    def restored(self, weights: Mapping[str, Tensor]) -> StyleGAN2Network:
        network = StyleGAN2Network(shape_of(weights))
        network.load_state_dict(weights)
        return network

    def copy(self, network: nn.Module) -> StyleGAN2Network:
        twin = StyleGAN2Network(cast(StyleGAN2Network, network).shape)
        twin.load_state_dict(network.state_dict())
        return twin

    def codes(self, count: int) -> Tensor:
        """w+ (count, slots, w) of random z; some rows take their upper slots from a second z ("mixing")."""
        shape, recipe = self.generator.shape, self.recipe
        w = self.generator.mapping(torch.randn(2 * count, shape.w, generator=self.random))
        first, second = w.chunk(2)
        self._remember(w)
        cut = torch.randint(1, shape.slots, (count,), generator=self.random)
        cut[torch.rand(count, generator=self.random) >= recipe.mixing] = shape.slots
        own = torch.arange(shape.slots)[None, :, None] < cut[:, None, None]
        return torch.where(own, first[:, None], second[:, None])

    def fakes(self, count: int) -> Tensor:
        return self._pictures(self.codes(count))

    def penalty(self) -> Tensor | None:
        """Path length: how far its running mean each step of w moves the picture, squared (equation 4)."""
        recipe = self.recipe
        if self.steps_done % recipe.path_every:
            return None
        ws = self.codes(recipe.path_batch)  # in float32: what is held here is a small difference
        images = self.generator.synthesis(ws, self.random)
        side = self.generator.shape.resolution
        noise = torch.randn(images.shape, generator=self.random) / side
        (gradient,) = torch.autograd.grad((images * noise).sum(), ws, create_graph=True)
        lengths = gradient.square().sum(2).mean(1).sqrt()
        now = lengths.detach().mean()
        self.path_length = now if self.path_length is None else self.path_length.lerp(now, recipe.path_decay)
        return recipe.path_every * recipe.path_weight * (lengths - self.path_length).square().mean()

    @torch.no_grad()
    def finished(self) -> tuple[nn.Module, dict[str, str], str]:
        network = self.average
        random = torch.Generator().manual_seed(1)
        w = network.mapping(torch.randn(64, network.shape.w, generator=random))
        ws = w[:, None].expand(-1, network.shape.slots, -1)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            images = network.synthesis(ws)
        save_sheet(sheet(images, 8), self.out, "samples")
        length = math.nan if self.path_length is None else self.path_length.item()
        return network, {}, f"path length {length:.2f}"
