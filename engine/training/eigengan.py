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
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.generators.eigengan_network import SLOPE, EigenGANNetwork, EigenGANShape, shape_of
from engine.job import Progress
from engine.training.canonical import canonical, slider_effects
from engine.training.data import Faces
from engine.training.files import read_weights, save_sheets, write_weights


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; saved in the checkpoint."""

    batch: int = 64
    learning_rate: float = 4e-4
    r1_gamma: float = 0.1
    r1_every: int = 16
    orthogonality: float = 2.0
    floor: float = 0.08
    floor_weight: float = 1.0
    floor_every: int = 4
    ema: float = 0.999
    eps: int = 16
    sliders: int = 6
    seed: int = 0


#: Widths at sides 4, 8, 16, ...: as wide below as the paper's quarter, narrow on top, where a processor's time goes.
GENERATOR_WIDTHS = {4: 256, 8: 160, 16: 64, 32: 32, 64: 16, 128: 16, 256: 16}
DISCRIMINATOR_WIDTHS = {4: 256, 8: 128, 16: 64, 32: 32, 64: 16, 128: 16}


class Discriminator(nn.Module):
    """(N, 3, S, S) -> (N,) logits; N is `groups` batches, and each sees its own standard deviation as one feature."""

    def __init__(self, resolution: int) -> None:
        super().__init__()
        side = resolution // 2
        self.first = nn.Conv2d(12, DISCRIMINATOR_WIDTHS[side], 3, padding=1)
        stages: list[nn.Module] = []
        while side > 4:
            wide, next_wide = DISCRIMINATOR_WIDTHS[side], DISCRIMINATOR_WIDTHS[side // 2]
            stages += [nn.Conv2d(wide, wide, 3, padding=1), nn.LeakyReLU(SLOPE)]
            stages += [nn.Conv2d(wide, next_wide, 3, 2, 1), nn.LeakyReLU(SLOPE)]
            side //= 2
        self.stages = nn.Sequential(*stages)
        self.last = nn.Conv2d(DISCRIMINATOR_WIDTHS[4], DISCRIMINATOR_WIDTHS[4], 3, padding=1)
        self.hidden = nn.Linear(16 * DISCRIMINATOR_WIDTHS[4] + 1, 256)
        self.logit = nn.Linear(256, 1)

    def forward(self, x: Tensor, groups: int = 1) -> Tensor:
        h = F.leaky_relu(self.first(F.pixel_unshuffle(x, 2)), SLOPE)
        h = self.stages(h)
        spread = h.view(groups, -1, *h.shape[1:]).std(1, unbiased=False).mean((1, 2, 3))
        # Times 16: one number beside 4096 features would otherwise start all but unheard.
        spread = 16 * spread.repeat_interleave(len(h) // groups)[:, None]
        h = F.leaky_relu(self.last(h), SLOPE)
        return self.logit(F.leaky_relu(self.hidden(torch.cat([h.flatten(1), spread], 1)), SLOPE)).squeeze(1)


def he_(module: nn.Module, generator: torch.Generator) -> None:
    """He initialisation of one convolution or linear layer, in place."""
    if not isinstance(module, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
        return
    weight = module.weight
    # A stride-2 transposed convolution lets k*k/4 taps reach each output pixel.
    fan = weight.shape[0] * weight[0, 0].numel() / 4 if isinstance(module, nn.ConvTranspose2d) else weight[0].numel()
    with torch.no_grad():
        weight.normal_(0, math.sqrt(2 / (1 + SLOPE**2) / fan), generator=generator)
        if module.bias is not None:
            module.bias.zero_()


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


class Trainer:
    """The state of one run. `steps()` is the job; `save()` may be called between any two of its yields."""

    def __init__(self, data: Faces, out: Path, recipe: Recipe, resume: bool) -> None:
        self.data, self.out, self.recipe = data, out, recipe
        self.random = torch.Generator().manual_seed(recipe.seed)
        self.steps_done, self.images_seen, self.seconds, self.run_steps = 0, 0, 0.0, 0
        self.run_steps, self.ease = 0, 1.0
        sides = [side for side in GENERATOR_WIDTHS if side <= data.resolution]
        self.discriminator = Discriminator(data.resolution)
        for module in self.discriminator.modules():
            he_(module, self.random)
        if resume:
            self._restore()
        else:
            widths = tuple(GENERATOR_WIDTHS[side] for side in sides)
            shape = EigenGANShape(widths, recipe.eps, (recipe.sliders,) * (len(sides) - 1))
            self.generator = fresh_generator(shape, self.random)
        self.average = EigenGANNetwork(self.generator.shape).requires_grad_(False)
        self.average.load_state_dict(self.generator.state_dict())
        for network in (self.generator, self.discriminator, self.average):
            network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.generator_optimizer = torch.optim.Adam(self.generator.parameters(), recipe.learning_rate, (0.0, 0.99))
        self.discriminator_optimizer = torch.optim.Adam(
            self.discriminator.parameters(), recipe.learning_rate, (0.0, 0.99)
        )

    @property
    def discriminator_path(self) -> Path:
        return self.out.with_name(self.out.stem + ".discriminator.safetensors")

    def _restore(self) -> None:
        for path in (self.out, self.discriminator_path):
            if not path.is_file():
                raise ValueError(f"There is nothing to go on from: {path} is missing. Train without --resume first.")
        weights, metadata = read_weights(self.out)
        self.generator = EigenGANNetwork(shape_of(weights))
        if self.generator.shape.resolution != self.data.resolution:
            sides = f"{self.generator.shape.resolution} pixels a side and the pictures {self.data.resolution}"
            raise ValueError(f"{self.out.name} cannot go on with these pictures: it draws {sides}.")
        self.generator.load_state_dict(weights)
        halves, _ = read_weights(self.discriminator_path)
        self.discriminator.load_state_dict({name: value.float() for name, value in halves.items()})
        history = json.loads(metadata["training"])
        self.steps_done, self.images_seen = history["steps"], history["images_seen"]
        self.seconds = history["seconds"]
        self.random.manual_seed(self.recipe.seed + self.steps_done)

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
        images = self.generator(torch.cat([eps, eps_after]), [torch.cat(p) for p in zip(zs, zs_after, strict=True)])
        change = (images[:8] - images[8:]).abs().mean((1, 2, 3))
        return F.relu(1 - change / self.recipe.floor).mean()

    def step(self) -> tuple[float, float]:
        """One update of both networks; returns their losses. The fakes are made once and used for both."""
        recipe = self.recipe
        for group in (*self.generator_optimizer.param_groups, *self.discriminator_optimizer.param_groups):
            # Adam's moments start empty, also after a resume: climb to the full rate over 100 steps.
            group["lr"] = recipe.learning_rate * min(1.0, (self.run_steps + 1) / 100) * self.ease
        reals = self.data.batch(recipe.batch, self.random).contiguous(memory_format=torch.channels_last)
        fakes = self.generator(*self.codes(recipe.batch))

        self.discriminator.requires_grad_(True)
        on_reals, on_fakes = self.discriminator(torch.cat([reals, fakes.detach()]), groups=2).chunk(2)
        loss_d = F.softplus(-on_reals).mean() + F.softplus(on_fakes).mean()
        if self.steps_done % recipe.r1_every == 0:
            # Half a batch says enough, and the double backward pass is what costs most.
            some = reals[: recipe.batch // 2].requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.discriminator(some).sum(), some, create_graph=True)
            penalty = gradient.square().sum((1, 2, 3)).mean()
            loss_d = loss_d + recipe.r1_every * 0.5 * recipe.r1_gamma * penalty
        self.discriminator_optimizer.zero_grad()
        loss_d.backward()
        self.discriminator_optimizer.step()

        self.discriminator.requires_grad_(False)
        loss_g = F.softplus(-self.discriminator(fakes)).mean()
        total = loss_g + recipe.orthogonality * self.generator.orthogonality()
        if self.steps_done % recipe.floor_every == 0:
            total = total + recipe.floor_every * recipe.floor_weight * self.effect_shortfall()
        self.generator_optimizer.zero_grad()
        total.backward()
        self.generator_optimizer.step()

        decay = min(recipe.ema, (1 + self.steps_done) / (10 + self.steps_done))
        with torch.no_grad():
            for mine, theirs in zip(self.average.parameters(), self.generator.parameters(), strict=True):
                mine.lerp_(theirs, 1 - decay)
        self.steps_done += 1
        self.run_steps += 1
        self.images_seen += recipe.batch
        return loss_d.item(), loss_g.item()

    def steps(self, minutes: float, save_every: float = 4.0) -> Iterator[Progress]:
        """Train for `minutes`, saving every `save_every` minutes and at the end; yields after each step."""
        started = last_save = time.monotonic()
        before = self.seconds
        self.run_steps = 0
        while (elapsed := time.monotonic() - started) < minutes * 60:
            # The last quarter of a run is taken ever more slowly, down to a fifth: the average settles.
            self.ease = min(1.0, 0.2 + 3.2 * (1 - elapsed / (minutes * 60)))
            loss_d, loss_g = self.step()
            self.seconds = before + time.monotonic() - started
            pace = (time.monotonic() - started) / self.run_steps
            note = (
                f"step {self.steps_done}  images {self.images_seen:,}  D {loss_d:.3f}  G {loss_g:.3f}  "
                f"{pace:.2f} s a step  {minutes - elapsed / 60:.0f} min left"
            )
            yield Progress(min(1.0, elapsed / (minutes * 60)), note)
            if time.monotonic() - last_save > save_every * 60:
                yield Progress(min(1.0, elapsed / (minutes * 60)), self.save())
                last_save = time.monotonic()
        yield Progress(1.0, self.save())

    def save(self) -> str:
        """Write the pair, a sample grid and a traversal sheet beside them; returns a line that says so."""
        network = canonical(self.average)
        effects = slider_effects(network)
        by_slider = {f"z{i + 1}.{j + 1}": round(e, 4) for i, row in enumerate(effects) for j, e in enumerate(row)}
        training = {
            "steps": self.steps_done,
            "images_seen": self.images_seen,
            "seconds": round(self.seconds),
            "data": self.data.name,
            "recipe": asdict(self.recipe),
        }
        metadata = {"format": "eigenbrush", "family": "eigengan", "training": json.dumps(training)}
        metadata["effects"] = json.dumps(by_slider)
        halves = {name: value.half() for name, value in self.discriminator.state_dict().items()}
        write_weights(self.discriminator_path, halves, {"format": "eigenbrush", "family": "eigengan-discriminator"})
        write_weights(self.out, network.state_dict(), metadata)
        save_sheets(network, self.out)
        alive = sum(effect > 0.03 for level in effects for effect in level)
        lines = "  ".join(" ".join(f"{effect:.3f}" for effect in level) for level in effects)
        return f"saved {self.out.name} at {self.images_seen:,} images; {alive} sliders alive: {lines}"
