"""Train a GLO (Bojanowski et al. 2018): the decoder and a code for each picture at once, without an adversary.

As in the paper: codes in the unit ball, projected back after each step; Lap1, with a squared term if wanted; codes that
begin as principal components. Differently: Adam instead of plain descent; codes are whitened, so that the decoder sees
all components alike; and the decoder's linear picture begins as the components themselves, so that learning begins
where they end and not far above.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from engine.document.code import Layout, Slot
from engine.document.disk.limits import NUMBERS
from engine.document.disk.wording import short
from engine.document.saved.code_file import load_own, save_own
from engine.generator import PORTRAITS
from engine.generators.glo import FIRST, SLOPE, GLONetwork, GLOShape, shape_of
from engine.inversion.losses import lap1, squared
from engine.job import Job, Progress
from engine.training.data import Faces
from engine.training.files import go_on_from, save_sheet, sheet, write_weights

#: Channels at sides 4, 8, ...: narrow on top, where a processor's time goes.
WIDTHS = {4: 128, 8: 96, 16: 64, 32: 32, 64: 16}
LARGEST = 128  # pixels a side
#: Pictures that the components are found from, and that pass through the decoder at once where nothing learns.
COMPONENTS_FROM, BATCH = 2000, 200


@dataclass(frozen=True)
class GLORecipe:
    """What a run is made of; saved in the checkpoint.

    Attributes:
        numbers: of a code; less where there are not more pictures.
        squared: weight of the squared difference beside Lap1.
        rate, code_rate: Adam's, of the decoder and of the codes.
    """

    numbers: int = 64
    batch: int = 50
    squared: float = 0.0
    rate: float = 1e-3
    code_rate: float = 1e-3
    seed: int = 0


def in_ball(z: Tensor) -> Tensor:
    """Codes (N, d) pulled into the unit ball: z / max(|z|, 1)."""
    return z / z.norm(dim=1, keepdim=True).clamp(min=1)


class GLOTrainer:
    """The state of one run. `steps()` is the job; `save()` may be called between any two of its yields.

    Attributes:
        network, codes: the decoder, and the code of each picture (N, numbers).
        components_loss: Lap1 of as many principal components, averaged over the pictures; the run begins with it.
        loss: Lap1 as it was last measured over all pictures.
        steps_done, images_seen, seconds: of all runs together.
    """

    family = "glo"

    def __init__(self, data: Faces, out: Path, recipe: GLORecipe, *, resume: bool) -> None:
        if data.resolution > LARGEST:
            raise ValueError(f"{short(data.name)} holds pictures of {data.resolution} a side, and a GLO learns from 32 "
                             f"to {LARGEST}. Make them smaller.")  # fmt: skip
        self.data, self.out, self.recipe = data, out, recipe
        self.random = torch.Generator().manual_seed(recipe.seed)
        self.steps_done, self.images_seen, self.seconds = 0, 0, 0.0
        count = len(data.pictures)
        if count * recipe.numbers > NUMBERS:
            raise ValueError(f"{short(data.name)} holds {count:,} pictures, and a GLO of {recipe.numbers} numbers "
                             f"keeps codes of at most {NUMBERS // recipe.numbers:,}. Take fewer.")  # fmt: skip
        if resume:
            self._restore()
        else:
            widths = tuple(width for side, width in WIDTHS.items() if side < data.resolution)
            self.network = GLONetwork(GLOShape(min(recipe.numbers, count - 1), widths))
            self.codes = nn.Embedding(count, self.network.shape.numbers, sparse=True)
            self._begin()
            self.components_loss = self.measured()
        self.loss = self.measured() if resume else self.components_loss
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.optimizer = torch.optim.Adam(self.network.parameters(), recipe.rate, (0.9, 0.99))
        self.code_optimizer = torch.optim.SparseAdam(self.codes.parameters(), recipe.code_rate, (0.9, 0.99))

    @property
    def codes_path(self) -> Path:
        """Where the codes of the pictures lie: a file of codes, in the order of the pictures."""
        return self.out.with_name(self.out.stem + ".codes.safetensors")

    # ---- the start -----------------------------------------------------------------------------------------------

    @torch.no_grad()
    def _begin(self) -> None:
        """Principal components: codes whitened and in the ball, the linear picture their sum, nothing added to it."""
        network, count = self.network, len(self.data.pictures)
        layers = cast("list[nn.Linear]", [network.start, *network.ups])  # or convolutions: each has both
        for layer in layers:
            nn.init.kaiming_normal_(layer.weight, SLOPE, generator=self.random)
            nn.init.zeros_(layer.bias)
        # Codes of length 1 have numbers of 1 / sqrt(numbers), and the features shall not shrink with that.
        network.start.weight.mul_(network.shape.numbers**0.5)
        nn.init.zeros_(layers[-1].weight)
        chosen = torch.randperm(count, generator=self.random)[:COMPONENTS_FROM].sort().values.numpy()
        x = self.data.at(chosen).flatten(1)
        mean = x.mean(0)
        x -= mean
        values, vectors = torch.linalg.eigh((x @ x.T).double())
        values, vectors = values.flip(0)[: network.shape.numbers], vectors.flip(1)[:, : network.shape.numbers]
        lengths = values.clamp(min=1e-9 * float(values[0].clamp(min=1e-9))).sqrt()
        axes = (x.T @ vectors.float()) / lengths.float()  # (pixels, numbers), of length 1
        sizes = (lengths / max(1, len(chosen) - 1) ** 0.5).float()
        rows = [(self.data.at(part).flatten(1) - mean) @ axes / sizes for part in self._parts()]
        z = torch.cat(rows)
        largest = z.norm(dim=1).max().clamp(min=1e-6)
        self.codes.weight.copy_(z / largest)
        network.linear.weight.copy_(axes * sizes * largest)
        network.linear.bias.copy_(mean)

    def _parts(self) -> Iterator[np.ndarray]:
        """The places of all pictures, some at a time."""
        count = len(self.data.pictures)
        return (np.arange(start, min(start + BATCH, count)) for start in range(0, count, BATCH))

    def _restore(self) -> None:
        weights, metadata = go_on_from(self.family, self.out, self.codes_path)
        codes, count = torch.from_numpy(load_own(self.codes_path).codes), len(self.data.pictures)
        shape = shape_of(weights)
        if shape.resolution != self.data.resolution or codes.shape != (count, shape.numbers):
            raise ValueError(
                f"{short(self.out.name)} cannot go on with these pictures: it knows {len(codes):,} of "
                f"{shape.resolution} pixels a side, and these are {count:,} of {self.data.resolution}."
            )
        self.network = GLONetwork(shape)
        self.network.load_state_dict({name: value.float() for name, value in weights.items()})
        self.codes = nn.Embedding.from_pretrained(codes, freeze=False, sparse=True)
        history = json.loads(metadata["training"])
        self.steps_done, self.images_seen = history["steps"], history["images_seen"]
        self.seconds, self.components_loss = history["seconds"], history["components"]
        self.random.manual_seed(self.recipe.seed + self.steps_done)

    # ---- steps ---------------------------------------------------------------------------------------------------

    @torch.no_grad()
    def measured(self) -> float:
        """Lap1 of the present codes' pictures, averaged over all."""
        found = [lap1(self.network(self.codes.weight[part]), self.data.at(part)) for part in self._parts()]
        return float(torch.cat(found).mean())

    def step(self, places: np.ndarray, ease: float) -> float:
        """One update of the decoder and of the codes of these pictures; returns their loss."""
        for optimizer, rate in ((self.optimizer, self.recipe.rate), (self.code_optimizer, self.recipe.code_rate)):
            for group in optimizer.param_groups:
                group["lr"] = rate * ease
        index = torch.from_numpy(places)
        reals = self.data.at(places)
        images = self.network(self.codes(index))
        loss = lap1(images, reals).mean()
        if self.recipe.squared:
            loss = loss + self.recipe.squared * squared(images, reals).mean()
        self.optimizer.zero_grad()
        self.code_optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.code_optimizer.step()
        with torch.no_grad():
            self.codes.weight[index] = in_ball(self.codes.weight[index])
        self.steps_done += 1
        self.images_seen += len(places)
        return loss.item()

    def shuffled(self) -> Iterator[np.ndarray]:
        """Places of pictures, a batch at a time, each once a round, without end."""
        while True:
            order = torch.randperm(len(self.data.pictures), generator=self.random)
            yield from (part.sort().values.numpy() for part in order.split(self.recipe.batch))

    def ease(self, share: float) -> float:
        """What share of the full rates to learn at when so much of a run is over.

        The second half is taken ever more slowly: the noise of single steps goes out of decoder and codes.
        """
        return min(1.0, (self.steps_done + 1) / 50) * min(1.0, max(0.02, 2 * (1 - share)))

    def steps(self, minutes: float, save_every: float = 3.0) -> Job[None]:
        """Train for `minutes`, saving every `save_every` minutes and at the end; yields after each step."""
        started = last_save = time.monotonic()
        before, batches = self.seconds, self.shuffled()
        while (elapsed := time.monotonic() - started) < minutes * 60:
            share = elapsed / (minutes * 60)
            loss = self.step(next(batches), self.ease(share))
            self.seconds = before + time.monotonic() - started
            note = (f"step {self.steps_done}  images {self.images_seen:,}  loss {loss:.4f}  components "
                    f"{self.components_loss:.4f}  {minutes - elapsed / 60:.0f} min left")  # fmt: skip
            yield Progress(min(1.0, share), note)
            if time.monotonic() - last_save > save_every * 60:
                yield Progress(min(1.0, share), self.save())
                last_save = time.monotonic()
        yield Progress(1.0, self.save())

    @torch.no_grad()
    def save(self) -> str:
        """Write the decoder and the codes, and a sheet of samples beside them; returns a line that says so."""
        network, codes = self.network, self.codes.weight.detach()
        network.mean.copy_(codes.mean(0))
        covariance = torch.cov(codes.T.double()).reshape(len(network.mean), -1)
        floor = 1e-6 * covariance.diagonal().mean().clamp(min=1e-12)
        network.factor.copy_(torch.linalg.cholesky(covariance + floor * torch.eye(len(covariance)).double()))
        self.loss = self.measured()
        training = {
            "steps": self.steps_done,
            "images_seen": self.images_seen,
            "seconds": round(self.seconds),
            "data": self.data.name,
            "loss": self.loss,
            "components": self.components_loss,
            "recipe": asdict(self.recipe),
        }
        metadata = {"format": "eigenbrush", "family": self.family, "training": json.dumps(training)}
        if self.data.portraits:
            metadata["data"] = PORTRAITS
        write_weights(self.out, dict(network.state_dict()), metadata)
        sha256 = hashlib.sha256(self.out.read_bytes()).hexdigest()
        layout = Layout((Slot("z", len(network.mean), FIRST),))
        names = [f"picture {i + 1}" for i in range(len(codes))]
        save_own(self.codes_path, codes.numpy(), names, sha256, self.out.stem, layout)
        noise = torch.randn(64, len(network.mean), generator=torch.Generator().manual_seed(1))
        save_sheet(sheet(network(network.mean + noise @ network.factor.T), 8), self.out, "samples")
        share = self.loss / max(self.components_loss, 1e-12)
        return f"saved {short(self.out.name)} at {self.images_seen:,} images; Lap1 {self.loss:.4f}, {share:.2f} of " \
               f"{len(network.mean)} principal components'"  # fmt: skip
