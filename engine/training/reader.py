"""Train the reader of portraits: regress what made each of them, then examine it on portraits that it has not seen."""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.attributes.portraits.facts import ReadFactor, to_metadata
from engine.attributes.portraits.network import FEATURES, ReaderNetwork
from engine.attributes.portraits.reader import (
    CENTRE,
    DISTANCES,
    FAMILY,
    WHITEN,
    Data,
    Reader,
    open_reader,
    whole,
)
from engine.device import fast_pays
from engine.document.disk.files import write_whole
from engine.document.disk.wording import short
from engine.job import Job, Progress, within
from engine.measure.frechet import MomentSum
from engine.training.files import read_weights, write_weights
from engine.training.labelled import Labelled
from engine.training.reader_card import card

#: Portraits that say where the data lie, and held-out ones that a reader is examined on while it is still trained, when
#: a tenth of the others do.
SEEN, EXAMINED = 5_000, 1_000
#: What is added to the covariance of the features, as a share of their mean variance, so that it has an inverse.
RIDGE = 1e-4


@dataclass(frozen=True)
class ReaderRecipe:
    """What a run is made of; saved in the file. `blurred` is the share of batches drawn at half the size, and `noise`
    the deviation of what is added to pixels: pictures of generators are softer and rougher than drawn ones."""

    batch: int = 32
    learning_rate: float = 2e-3
    decay: float = 0.02
    climb: int = 100
    blurred: float = 0.2
    noise: float = 0.01
    seed: int = 0


class ReaderTrainer:
    """The state of one run. `steps()` is the job, and its end writes `out` and a card beside it.

    Raises:
        ValueError: there is nothing to go on from, or the file to go on from is of other factors.
    """

    def __init__(self, data: Labelled, held_out: Labelled, out: Path, recipe: ReaderRecipe, *, resume: bool) -> None:
        if data.factors != held_out.factors:
            raise ValueError(
                f"{short(held_out.name)} and {short(data.name)} have different factors; draw both with one version."
            )
        self.data, self.held_out, self.out, self.recipe = data, held_out, out, recipe
        self.steps_done, self.images_seen, self.seconds, self.run_steps = 0, 0, 0.0, 0
        self.mean = data.visible.mean(0)
        self.spread = data.visible.std(0).clamp(min=1e-3)
        self.network = ReaderNetwork(len(data.factors))
        self.random = torch.Generator().manual_seed(recipe.seed)
        if resume:
            self._restore()
        else:
            _initialised(self.network, self.random)
        self.random.manual_seed(recipe.seed + self.steps_done)
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch forgot this form
        #: Convolutions in bfloat16 where the processor has units for it; weights stay float32.
        self.fast = fast_pays(torch.device("cpu"))
        parameters = self.network.parameters()
        self.optimizer = torch.optim.AdamW(parameters, recipe.learning_rate, (0.9, 0.98), weight_decay=recipe.decay)

    def _restore(self) -> None:
        if not self.out.is_file():
            raise ValueError(
                f"There is nothing to go on from: {short(self.out)} is missing. Train without --resume first."
            )
        before = open_reader(self.out)
        if before.names != tuple(factor.name for factor in self.data.factors):
            raise ValueError(
                f"{short(self.out.name)} reads other factors than {short(self.data.name)} has; train without --resume."
            )
        self.network.load_state_dict(before.network.state_dict())
        self.mean = torch.tensor([factor.mean for factor in before.factors])  # the units of its last layer
        self.spread = torch.tensor([factor.spread for factor in before.factors])
        history = json.loads(read_weights(self.out)[1]["training"])
        self.steps_done, self.images_seen = history["steps"], history["images_seen"]
        self.seconds = history["seconds"]

    # ---- training ----

    def steps(self, minutes: float, save_every: float = 10.0) -> Job[None]:
        """Train for `minutes`, saving every `save_every` minutes; at the end, examined on all held-out portraits."""
        started = last_save = time.monotonic()
        before, self.run_steps, loss = self.seconds, 0, math.nan
        while (elapsed := time.monotonic() - started) < minutes * 60:
            share = elapsed / (minutes * 60)
            error = self.step(share)
            loss = error if math.isnan(loss) else 0.98 * loss + 0.02 * error
            self.seconds = before + time.monotonic() - started
            note = f"step {self.steps_done}  portraits {self.images_seen:,}  unexplained {loss:.3f}"
            yield Progress(0.95 * share, note)
            if time.monotonic() - last_save > save_every * 60:
                brief = self.save(self.held_out.first(EXAMINED), SEEN // 10)
                told = yield from within(0.95 * share, 0.95 * share, brief)
                yield Progress(0.95 * share, told)
                last_save = time.monotonic()
        told = yield from within(0.95, 1.0, self.save(self.held_out))
        yield Progress(1.0, told)

    def step(self, share: float) -> float:
        """One update, `share` of the run being over; the mean over the factors of the variance not explained."""
        recipe = self.recipe
        climb, fall = min(1.0, (self.run_steps + 1) / recipe.climb), (1 + math.cos(math.pi * share)) / 2
        for group in self.optimizer.param_groups:
            group["lr"] = recipe.learning_rate * climb * fall
        images, visible = self.data.batch(recipe.batch, self.random)
        self.network.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            answers, _ = self.network(self._roughened(images).contiguous(memory_format=torch.channels_last))
        loss = F.mse_loss(answers.float(), (visible - self.mean) / self.spread)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.steps_done, self.run_steps = self.steps_done + 1, self.run_steps + 1
        self.images_seen += recipe.batch
        return loss.item()

    def _roughened(self, images: Tensor) -> Tensor:
        if torch.rand((), generator=self.random) < self.recipe.blurred:
            images = F.interpolate(F.avg_pool2d(images, 2), scale_factor=2.0, mode="bilinear", align_corners=False)
        return images + self.recipe.noise * torch.randn(images.shape, generator=self.random)

    # ---- what it learned ----

    def save(self, held_out: Labelled, seen: int = SEEN) -> Job[str]:
        """Examine what would be stored on held-out portraits, write file and card, and say so in a line.

        So many training portraits, `seen`, say where the data lie.
        """
        stored = packed(self.network)
        reader = self._reader(stored, self._facts(torch.zeros(len(self.data.factors))), _nowhere())
        centre, whiten = yield from within(0.0, 0.4, _gaussian(reader, self.data.first(seen)))
        data = Data(centre, whiten, torch.zeros(0))
        answers, features = yield from within(0.4, 1.0, examined(reader, held_out))
        r2 = explained(answers, held_out.visible)
        shares = torch.linspace(0, 1, 101, dtype=torch.float64)
        distances = torch.quantile(data.distance(features).double(), shares).float()
        facts = self._facts(r2)
        training = {"steps": self.steps_done, "images_seen": self.images_seen, "seconds": round(self.seconds),
                    "data": self.data.name, "portraits": len(self.data), "held_out": len(held_out),
                    "recipe": asdict(self.recipe)}  # fmt: skip
        metadata = {"format": "eigenbrush", "family": FAMILY, "factors": to_metadata(facts),
                    "training": json.dumps(training)}  # fmt: skip
        write_weights(self.out, stored | {CENTRE: centre, WHITEN: whiten, DISTANCES: distances}, metadata)
        write_whole(self.out.with_suffix(".md"), card(facts, training).encode())
        used = sum(factor.honest for factor in facts)
        return (
            f"saved {short(self.out.name)} at {self.images_seen:,} portraits; {used} of {len(facts)} factors "
            "can be used"
        )

    def _facts(self, r2: Tensor) -> tuple[ReadFactor, ...]:
        numbers = torch.stack((self.mean, self.spread, r2), 1).tolist()
        return tuple(
            ReadFactor(factor.name, factor.group, factor.low, factor.high, *(round(number, 5) for number in row))
            for factor, row in zip(self.data.factors, numbers, strict=True)
        )

    def _reader(self, stored: dict[str, Tensor], facts: tuple[ReadFactor, ...], data: Data) -> Reader:
        network = ReaderNetwork(len(facts))
        network.load_state_dict(whole({name: value.float() for name, value in stored.items()}))
        network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return Reader(network.eval().requires_grad_(requires_grad=False), facts, data)


def packed(network: ReaderNetwork) -> dict[str, Tensor]:
    """The weights as they are stored: matrices and filters as float16, what has one number a channel as float32."""
    state = {name: value for name, value in network.state_dict().items() if not name.endswith("num_batches_tracked")}
    return {name: value.half() if value.ndim > 1 else value for name, value in state.items()}


@torch.no_grad()
def explained(answers: Tensor, truth: Tensor) -> Tensor:
    """R² of each column (N, k): the share of the truth's variance that the answers explain; below 0 is worse than its
    mean."""
    error = (answers - truth).double().square().mean(0)
    return (1 - error / truth.double().var(0, unbiased=False).clamp(min=1e-12)).float()


def examined(reader: Reader, portraits: Labelled) -> Job[tuple[Tensor, Tensor]]:
    """What a reader says of all portraits (N, factors), and its features (N, f)."""
    answers, features, done = [], [], 0
    for images in portraits.batches():
        with torch.no_grad():
            some, seen = reader.seen(images)
        answers.append(some)
        features.append(seen)
        done += len(images)
        yield Progress(done / len(portraits), "reading held-out portraits")
    return torch.cat(answers), torch.cat(features)


def _gaussian(reader: Reader, portraits: Labelled) -> Job[tuple[Tensor, Tensor]]:
    """Mean (f,) of a reader's features over portraits, and the inverse (f, f) of their covariance's Cholesky factor."""
    moments, done = MomentSum(FEATURES), 0
    for images in portraits.batches():
        with torch.no_grad():
            moments.add(reader.seen(images)[1])
        done += len(images)
        yield Progress(done / len(portraits), "measuring where the data lie")
    found = moments.moments()
    covariance = found.covariance + RIDGE * found.covariance.trace() / FEATURES * torch.eye(FEATURES).double()
    root = torch.linalg.cholesky(covariance)
    return found.mean.float(), torch.linalg.solve_triangular(root, torch.eye(FEATURES).double(), upper=False).float()


def _nowhere() -> Data:
    return Data(torch.zeros(FEATURES), torch.zeros(FEATURES, FEATURES), torch.zeros(101))


@torch.no_grad()
def _initialised(network: ReaderNetwork, random: torch.Generator) -> None:
    """He et al. (2015), and each block begins as its shortcut (Goyal et al. 2017), from a generator of our own."""
    for name, weight in network.named_parameters():
        if weight.ndim > 1:
            weight.normal_(0, math.sqrt(2 / weight[0].numel()), generator=random)
        elif name.endswith("norm2.weight") or name.endswith("bias"):
            weight.zero_()
    network.answers.weight.mul_(0.1)
