"""What every adversarial training here shares: the steps, the average, the clock, the pair of files.

A run on pictures with known factors may begin by regression (`Start`); what follows is a game of two (`Game`).
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from engine.device import fast_pays
from engine.document.disk.wording import CLAUSE, short
from engine.generator import PORTRAITS
from engine.job import Job, Progress
from engine.training.adversarial.discriminator import Discriminator, he_
from engine.training.adversarial.game import Game, update
from engine.training.adversarial.likeness import Likeness
from engine.training.adversarial.recipe import BaseRecipe
from engine.training.adversarial.start import Start
from engine.training.data import Faces
from engine.training.files import go_on_from, read_weights, write_weights


class Trainer(ABC):
    """The state of one run. `steps()` is the job; `save()` may be called between any two of its yields.

    Attributes:
        generator, average, discriminator: the networks; `average` is what is saved.
        steps_done, images_seen, seconds: of all runs together.
    """

    family: ClassVar[str]
    generator: Any  # an nn.Module whose `shape` knows its resolution
    average: Any

    def __init__(self, data: Faces, out: Path, recipe: BaseRecipe, *, resume: bool) -> None:
        self.data, self.out, self.recipe = data, out, recipe
        self.random = torch.Generator().manual_seed(recipe.seed)
        self.steps_done, self.images_seen, self.seconds, self.run_steps = 0, 0, 0.0, 0
        self.ease = 1.0
        #: Convolutions in bfloat16 where the processor has units for it; weights and their averages stay float32.
        self.fast = fast_pays(torch.device("cpu"))
        self.start = Start(recipe)
        self.likeness: Likeness | None = None
        if (recipe.factor_images or recipe.anchor) and data.factors is None:
            raise ValueError(f"{short(data.name)} has no table of factors beside it. Leave --start-from-factors away.")
        self.discriminator = Discriminator(data.resolution)
        for module in self.discriminator.modules():
            he_(module, self.random)
        self.game = Game(self.discriminator, recipe, fast=self.fast)
        if resume:
            self._restore()
        else:
            self.generator = self.fresh(data.resolution)
        self._equip()

    def _equip(self) -> None:
        """The average and the optimisers of the present networks."""
        recipe = self.recipe
        self.average = self.copy(self.generator).requires_grad_(requires_grad=False)
        for network in (self.generator, self.discriminator, self.average):
            network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        # Without a moment of the gradient against an adversary who moves; with one towards a target that stands still.
        self.generator_optimizer = torch.optim.Adam(self.groups(), recipe.learning_rate, (0.0, 0.99))
        if self.starting:
            self.generator_optimizer = torch.optim.Adam(self.start_groups(), recipe.factor_rate, (0.9, 0.99))
        self.game.equip()
        for optimizer in (self.generator_optimizer, self.game.optimizer):
            for group in optimizer.param_groups:
                group["full"] = group["lr"]

    @property
    def starting(self) -> bool:
        """Whether the run is still in its start by regression, which never comes again once it is over."""
        return self.start.regresses(self.images_seen)

    @property
    def looking_on(self) -> bool:
        """Whether the generator does not yet compete: it is in its start by regression, or the discriminator's."""
        return self.start.looks_on(self.images_seen)

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
        """Pictures (N, 3, S, S) of known factors (N, F), with gradients."""

    @abstractmethod
    def penalty(self) -> Tensor | None:
        """What the generator pays at this step besides the discriminator's judgement."""

    @abstractmethod
    def finished(self) -> tuple[nn.Module, dict[str, str], str]:
        """The network to save, further metadata, and what to tell of it; writes its sheets."""

    def groups(self) -> list[dict[str, Any]]:
        """What learns against the discriminator, in Adam's groups; each may have a rate of its own."""
        return [{"params": list(self.generator.parameters())}]

    def start_groups(self) -> list[dict[str, Any]]:
        """What learns during the start, in Adam's groups; each may have a rate of its own."""
        return [{"params": list(self.generator.parameters())}]

    @abstractmethod
    def started(self) -> None:
        """The regression is over: make the generator what the adversarial training begins with."""

    # ---- what all do alike ----

    @property
    def discriminator_path(self) -> Path:
        return self.out.with_name(self.out.stem + ".discriminator.safetensors")

    def _restore(self) -> None:
        weights, metadata = go_on_from(self.family, self.out, self.discriminator_path)
        self.generator = self.restored({name: value.float() for name, value in weights.items()})
        if self.generator.shape.resolution != self.data.resolution:
            sides = f"{self.generator.shape.resolution} pixels a side and the pictures {self.data.resolution}"
            raise ValueError(f"{short(self.out.name)} cannot go on with these pictures: it draws {sides}.")
        halves, _ = read_weights(self.discriminator_path)
        try:
            self.discriminator.load_state_dict({name: value.float() for name, value in halves.items()})
        except RuntimeError as error:
            why = f"{short(self.discriminator_path.name)} is of other sizes than discriminators here."
            raise ValueError(f"{short(why, CLAUSE)} Train without --resume.") from error
        history = json.loads(metadata["training"])
        self.steps_done, self.images_seen = history["steps"], history["images_seen"]
        self.seconds = history["seconds"]
        self.random.manual_seed(self.recipe.seed + self.steps_done)
        was_starting = history.get("starting", False)
        self.start.over = not was_starting
        if was_starting and not self.starting:
            self.average = self.generator
            self.started()

    def _pace(self) -> None:
        """Adam's moments start empty, also after a resume: climb to the full rates over 100 steps."""
        climb = min(1.0, (self.run_steps + 1) / 100) * self.ease
        for optimizer in (self.generator_optimizer, self.game.optimizer):
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * climb

    def step(self) -> tuple[float, float]:
        """One update; returns the losses of the discriminator (0 while there is none) and of the generator."""
        self._pace()
        was_starting, was_looking_on = self.starting, self.looking_on
        losses = self.regress() if was_starting else self.compete()
        self._average()
        self.steps_done += 1
        self.run_steps += 1
        self.images_seen += self.recipe.factor_batch if was_starting else self.recipe.batch
        if was_starting and not self.starting:
            self.started()
            self._equip()
        if was_looking_on and not self.looking_on:
            self.run_steps = 0  # the generator's moments start empty: at once at the full rate, its loss leapt to 13
        return losses

    def regress(self) -> tuple[float, float]:
        """One update of the generator towards the pictures whose factors it is given."""
        reals, factors = self.data.pairs(self.recipe.factor_batch, self.random)
        loss = self.unlikeness(self.drawn(factors), reals.contiguous(memory_format=torch.channels_last))
        update(self.generator_optimizer, loss)
        return 0.0, loss.item()

    def unlikeness(self, images: Tensor, reals: Tensor) -> Tensor:
        """How far pictures are from given ones (a scalar); see `Likeness`."""
        if self.likeness is None:
            self.likeness = Likeness(fast=self.fast)
        return self.likeness(images, reals)

    def compete(self) -> tuple[float, float]:
        """One update of both networks. The fakes are made once and used for both."""
        recipe = self.recipe
        half = recipe.batch // 2 if recipe.anchor else 0
        if half:
            reals, factors = self.data.pairs(recipe.batch, self.random)
        else:
            reals = self.data.batch(recipe.batch, self.random)
        reals = reals.contiguous(memory_format=torch.channels_last)
        with torch.set_grad_enabled(not self.looking_on):
            fakes = self.fakes(recipe.batch - half)
            if half:
                fakes = torch.cat([self.drawn(factors[:half]), fakes])
        loss_d = self.game.learn(reals, fakes.detach(), self.steps_done)
        if self.looking_on:
            return loss_d, 0.0
        judged = self.game.judged(fakes)
        loss = judged if (price := self.penalty()) is None else judged + price
        if half:
            loss = loss + recipe.anchor * self.unlikeness(fakes[:half], reals[:half].detach())
        update(self.generator_optimizer, loss)
        return loss_d, judged.item()

    @torch.no_grad()
    def _average(self) -> None:
        """Draw the average after the generator."""
        most = min(self.recipe.ema, 0.99) if self.starting else self.recipe.ema
        decay = min(most, (1 + self.steps_done) / (10 + self.steps_done))
        for mine, theirs in zip(self.average.parameters(), self.generator.parameters(), strict=True):
            mine.lerp_(theirs, 1 - decay)
        for kept, newest in zip(self.average.buffers(), self.generator.buffers(), strict=True):
            kept.copy_(newest)

    def steps(self, minutes: float, save_every: float = 3.0) -> Job[None]:
        """Train for `minutes`, saving every `save_every` minutes and at the end; yields after each step."""
        started = last_save = time.monotonic()
        before, steps_before = self.seconds, self.steps_done
        self.run_steps = 0
        while (elapsed := time.monotonic() - started) < minutes * 60:
            # The last quarter of a run is taken ever more slowly, down to a fifth: the average settles.
            self.ease = min(1.0, 0.2 + 3.2 * (1 - elapsed / (minutes * 60)))
            loss_d, loss_g = self.step()
            self.seconds = before + time.monotonic() - started
            pace = (time.monotonic() - started) / (self.steps_done - steps_before)
            note = (
                f"step {self.steps_done}  images {self.images_seen:,}  D {loss_d:.3f}  G {loss_g:.3f}  "
                f"{pace:.2f} s a step  {minutes - elapsed / 60:.0f} min left"
            )
            yield Progress(min(1.0, elapsed / (minutes * 60)), note)
            if time.monotonic() - last_save > save_every * 60:
                yield Progress(min(1.0, elapsed / (minutes * 60)), self.save())
                self.data.refresh()
                last_save = time.monotonic()
        yield Progress(1.0, self.save())

    def save(self) -> str:
        """Write the pair, and sheets to look at beside them; returns a line that says so."""
        network, more, told = self.finished()
        weights = {name: value.half() for name, value in network.state_dict().items()}
        training = {
            "steps": self.steps_done,
            "images_seen": self.images_seen,
            "seconds": round(self.seconds),
            "data": self.data.name,
            "starting": self.starting,
            "recipe": asdict(self.recipe),
        }
        metadata = {"format": "eigenbrush", "family": self.family, "training": json.dumps(training), **more}
        if self.data.portraits:
            metadata["data"] = PORTRAITS  # what made their pictures can be read off them
        halves = {name: value.half() for name, value in self.discriminator.state_dict().items()}
        kind = f"{self.family}-discriminator"
        write_weights(self.discriminator_path, halves, {"format": "eigenbrush", "family": kind})
        write_weights(self.out, weights, metadata)
        return f"saved {short(self.out.name)} at {self.images_seen:,} images; {told}"
