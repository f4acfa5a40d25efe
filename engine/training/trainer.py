"""What every adversarial training here shares: the two updates, the average, the clock, the pair of files.

The loss is the non-saturating one with lazy R1 on reals (Mescheder et al. 2018; Karras et al. 2020, section 4.1 for
"lazy"); the discriminator folds 2 x 2 pixels into channels, which halves its cost on a processor.
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.device import fast_pays
from engine.generator import PORTRAITS
from engine.job import Progress
from engine.training.data import Faces
from engine.training.discriminator import Discriminator, he_
from engine.training.files import read_weights, write_weights


@dataclass(frozen=True)
class BaseRecipe:
    """What any run is made of; saved in the checkpoint."""

    batch: int = 32
    learning_rate: float = 4e-4
    discriminator_rate: float = 4e-4
    r1_gamma: float = 0.1
    r1_every: int = 16
    ema: float = 0.999
    seed: int = 0


class Trainer(ABC):
    """The state of one run. `steps()` is the job; `save()` may be called between any two of its yields.

    Attributes:
        generator, average, discriminator: the networks; `average` is what is saved.
        steps_done, images_seen, seconds: of all runs together. start_images: seen by the start from factors.
    """

    family: ClassVar[str]
    generator: Any  # an nn.Module whose `shape` knows its resolution
    average: Any

    def __init__(self, data: Faces, out: Path, recipe: BaseRecipe, resume: bool) -> None:
        self.data, self.out, self.recipe = data, out, recipe
        self.random = torch.Generator().manual_seed(recipe.seed)
        self.steps_done, self.images_seen, self.seconds, self.run_steps = 0, 0, 0.0, 0
        self.ease = 1.0
        self.start_images = 0  # seen by the start from factors, besides
        #: Convolutions in bfloat16 where the processor has units for it; weights and their averages stay float32.
        self.fast = fast_pays(torch.device("cpu"))
        self.discriminator = Discriminator(data.resolution)
        for module in self.discriminator.modules():
            he_(module, self.random)
        if resume:
            self._restore()
        else:
            self.generator = self.fresh(data.resolution)
        self.average = self.copy(self.generator).requires_grad_(False)
        for network in (self.generator, self.discriminator, self.average):
            network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.generator_optimizer = torch.optim.Adam(self.generator.parameters(), recipe.learning_rate, (0.0, 0.99))
        self.discriminator_optimizer = torch.optim.Adam(
            self.discriminator.parameters(), recipe.discriminator_rate, (0.0, 0.99)
        )

    # ---- what a family adds ----

    @abstractmethod
    def fresh(self, resolution: int) -> nn.Module:
        """A new network, initialised from `self.random`."""

    @abstractmethod
    def restored(self, weights: Mapping[str, Tensor]) -> nn.Module:
        """The network of a saved file."""

    @abstractmethod
    def copy(self, network: nn.Module) -> nn.Module:
        """The same network with parameters of its own."""

    @abstractmethod
    def fakes(self, count: int) -> Tensor:
        """`count` pictures (count, 3, S, S) of random codes, with gradients."""

    @abstractmethod
    def drawn(self, factors: Tensor) -> Tensor:
        """Pictures (N, 3, S, S) of known factors (N, factors), with gradients: for the start by regression."""

    def start_parameters(self) -> list[nn.Parameter]:
        """What `drawn` learns besides the generator, and the end of the start throws away."""
        return []

    @abstractmethod
    def penalty(self) -> Tensor | None:
        """What the generator pays at this step besides the discriminator's judgement."""

    @abstractmethod
    def finished(self) -> tuple[nn.Module, dict[str, str], str]:
        """The network to save, further metadata, and what to tell of it; writes its sheets."""

    # ---- what all do alike ----

    @property
    def discriminator_path(self) -> Path:
        return self.out.with_name(self.out.stem + ".discriminator.safetensors")

    def _restore(self) -> None:
        for path in (self.out, self.discriminator_path):
            if not path.is_file():
                raise ValueError(f"There is nothing to go on from: {path} is missing. Train without --resume first.")
        weights, metadata = read_weights(self.out)
        if metadata.get("family") != self.family or "training" not in metadata:
            raise ValueError(f"{self.out.name} was not trained here as {self.family}; choose another file.")
        self.generator = self.restored(weights)
        if self.generator.shape.resolution != self.data.resolution:
            sides = f"{self.generator.shape.resolution} pixels a side and the pictures {self.data.resolution}"
            raise ValueError(f"{self.out.name} cannot go on with these pictures: it draws {sides}.")
        halves, _ = read_weights(self.discriminator_path)
        self.discriminator.load_state_dict({name: value.float() for name, value in halves.items()})
        history = json.loads(metadata["training"])
        self.steps_done, self.images_seen = history["steps"], history["images_seen"]
        self.start_images = history.get("start_images", 0)
        self.seconds = history["seconds"]
        self.random.manual_seed(self.recipe.seed + self.steps_done)

    def _pace(self) -> None:
        """Adam's moments start empty, also after a resume: climb to the full rates over 100 steps."""
        climb = min(1.0, (self.run_steps + 1) / 100) * self.ease
        for group in self.generator_optimizer.param_groups:
            group["lr"] = self.recipe.learning_rate * climb
        for group in self.discriminator_optimizer.param_groups:
            group["lr"] = self.recipe.discriminator_rate * climb

    def judge(self, images: Tensor, groups: int = 1) -> Tensor:
        """The discriminator's logits (N,) of `images`, in the precision of this run."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            return self.discriminator(images, groups).float()

    def step(self) -> tuple[float, float]:
        """One update of both networks; returns their losses. The fakes are made once and used for both."""
        recipe = self.recipe
        self._pace()
        reals = self.data.batch(recipe.batch, self.random).contiguous(memory_format=torch.channels_last)
        fakes = self.fakes(recipe.batch)

        self.discriminator.requires_grad_(True)
        on_reals, on_fakes = self.judge(torch.cat([reals, fakes.detach()]), groups=2).chunk(2)
        loss_d = F.softplus(-on_reals).mean() + F.softplus(on_fakes).mean()
        if self.steps_done % recipe.r1_every == 0:
            # Half a batch says enough, and the double backward pass is what costs most.
            some = reals[: recipe.batch // 2].requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.judge(some).sum(), some, create_graph=True)
            penalty = gradient.square().sum((1, 2, 3)).mean()
            loss_d = loss_d + recipe.r1_every * 0.5 * recipe.r1_gamma * penalty
        self.discriminator_optimizer.zero_grad()
        loss_d.backward()
        self.discriminator_optimizer.step()

        self.discriminator.requires_grad_(False)
        loss_g = F.softplus(-self.judge(fakes)).mean()
        price = self.penalty()
        self.generator_optimizer.zero_grad()
        (loss_g if price is None else loss_g + price).backward()
        self.generator_optimizer.step()

        # After a start the average is worth keeping from the first step on.
        young = 1.0 if self.start_images else (1 + self.steps_done) / (10 + self.steps_done)
        self.follow(min(recipe.ema, young))
        self.steps_done += 1
        self.run_steps += 1
        self.images_seen += recipe.batch
        return loss_d.item(), loss_g.item()

    @torch.no_grad()
    def follow(self, decay: float) -> None:
        """Let the average come nearer to the generator."""
        for mine, theirs in zip(self.average.parameters(), self.generator.parameters(), strict=True):
            mine.lerp_(theirs, 1 - decay)
        for kept, newest in zip(self.average.buffers(), self.generator.buffers(), strict=True):
            kept.copy_(newest)

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
        """Write the pair, and sheets to look at beside them; returns a line that says so."""
        network, more, told = self.finished()
        training = {
            "steps": self.steps_done,
            "images_seen": self.images_seen,
            "start_images": self.start_images,
            "seconds": round(self.seconds),
            "data": self.data.name,
            "recipe": asdict(self.recipe),
        }
        metadata = {"format": "eigenbrush", "family": self.family, "training": json.dumps(training), **more}
        if self.data.portraits:
            metadata["data"] = PORTRAITS  # what made their pictures can be read off them
        halves = {name: value.half() for name, value in self.discriminator.state_dict().items()}
        kind = f"{self.family}-discriminator"
        write_weights(self.discriminator_path, halves, {"format": "eigenbrush", "family": kind})
        write_weights(self.out, network.state_dict(), metadata)
        return f"saved {self.out.name} at {self.images_seen:,} images; {told}"
