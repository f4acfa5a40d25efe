"""A start by regression: the generator first learns to draw pictures whose factors are known, then goes on as a GAN.

The loss is four times L1 on the pixels plus L1 on early features of EfficientNet-lite0, which ask for edges where
pixels alone would give their mean. It shows soft portraits after minutes, where the adversarial loss still shows noise.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.job import Progress
from engine.measure.features import STAGES, FeatureNetwork, load_features

if TYPE_CHECKING:
    from engine.training.trainer import Trainer

BATCH = 32
RATE = 3e-3
PIXELS = 4.0  # the weight of the pixels beside one for each tap
TAPS = 3  # stages of the feature network that are looked at, down to an eighth of the side
AVERAGE = 0.995


def start_from_factors(trainer: Trainer, minutes: float, save_every: float = 4.0) -> Iterator[Progress]:
    """Fit `trainer.drawn(factors)` to the pictures for `minutes`; its average becomes generator and average both.

    Raises:
        ValueError: the pictures have no table of factors.
    """
    trainer.data.labelled(1, torch.Generator())  # says what is missing before anything is done
    network = load_features()
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    parameters = [*trainer.generator.parameters(), *trainer.start_parameters()]
    optimizer = torch.optim.Adam(parameters, RATE, (0.9, 0.99), fused=True)
    started = last_save = time.monotonic()
    before, steps, scales = trainer.seconds, 0, None
    while (elapsed := time.monotonic() - started) < minutes * 60:
        part = elapsed / (minutes * 60)
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, (steps + 1) / 100) * (0.05 + 0.95 * math.cos(0.5 * math.pi * part))
        pictures, factors = trainer.data.labelled(BATCH, trainer.random)
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        drawn = trainer.drawn(factors)
        with torch.autocast("cpu", torch.bfloat16, enabled=trainer.fast):
            with torch.no_grad():
                wanted = taps(network, pictures)
                scales = scales or [tap.float().std() + 1e-6 for tap in wanted]
            found = taps(network, drawn)
        apart = F.l1_loss(drawn, pictures)
        loss = PIXELS * apart
        for one, other, scale in zip(found, wanted, scales, strict=True):
            loss = loss + (one.float() - other.float()).abs().mean() / scale / TAPS
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        trainer.follow(min(AVERAGE, (1 + steps) / (10 + steps)))
        steps += 1
        trainer.start_images += BATCH
        trainer.seconds = before + time.monotonic() - started
        note = f"start {steps}  images {trainer.start_images:,}  L1 {apart.item():.4f}  loss {loss.item():.3f}"
        yield Progress(min(1.0, part), f"{note}  {minutes - elapsed / 60:.0f} min left")
        if time.monotonic() - last_save > save_every * 60:
            yield Progress(min(1.0, part), trainer.save())
            last_save = time.monotonic()
    with torch.no_grad():
        for mine, settled in zip(trainer.generator.parameters(), trainer.average.parameters(), strict=True):
            mine.copy_(settled)
    yield Progress(1.0, trainer.save())


def taps(network: FeatureNetwork, images: Tensor) -> list[Tensor]:
    """Features of `images` (N, 3, S, S) after the first stages, at a half, a quarter and an eighth of the side."""
    ends = [sum(stage[0] for stage in STAGES[: i + 1]) for i in range(TAPS)]
    x = network.stem(((images + 1) * 127.5 - 127) / 128).clamp(0, 6)
    found = []
    for number in range(1, ends[-1] + 1):
        x = network.blocks[number - 1](x)
        if number in ends:
            found.append(x)
    return found
