"""How far a GLO comes beside as many principal components (Bojanowski et al. 2018), of pictures seen and unseen."""

from __future__ import annotations

from time import process_time

import numpy as np
import torch
from torch import Tensor

from engine.inversion.losses import lap1
from engine.job import Job, Progress, within
from engine.language import tr
from engine.training.glo import GLOTrainer, in_ball

#: Steps of the search for the code of a picture that nobody learned from.
SEARCH = 150


def learned(trainer: GLOTrainer, minutes: float) -> Job[None]:
    """Train for so many minutes of the processor; it is not saved."""
    batches, whole = trainer.shuffled(), minutes * 60
    started = process_time()
    while (spent := process_time() - started) < whole:
        trainer.step(next(batches), trainer.ease(spent / whole))
        yield Progress(spent / whole, tr("learning pictures, {images_seen:,} seen", images_seen=trainer.images_seen))
    trainer.loss = trainer.measured()
    yield Progress(1.0)


def unseen(trainer: GLOTrainer, pictures: Tensor, weight: Tensor, bias: Tensor) -> Job[tuple[float, float]]:
    """Lap1 of pictures (N, 3, S, S) that nobody learned from: with codes found by a search, and of the components with
    which the decoder began, `weight` (pixels, numbers) and `bias` (pixels,), whose codes are those of least squares."""
    flat = pictures.flatten(1) - bias
    z = torch.linalg.lstsq(weight, flat.T).solution.T
    with torch.no_grad():
        theirs = float(lap1((z @ weight.T + bias).view_as(pictures), pictures).mean())
    z = z.clone().requires_grad_()
    optimizer = torch.optim.Adam([z], 0.01)
    ours = theirs
    for step in range(SEARCH):
        loss = lap1(trainer.network(in_ball(z)), pictures).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        ours = float(loss.detach())
        yield Progress(step / SEARCH, tr("searching for unseen pictures"))
    return ours, theirs


def beside_components(trainer: GLOTrainer, pictures: Tensor, minutes: float) -> Job[tuple[float, float]]:
    """Lap1 as a share of the components', after so many minutes: of the pictures that it learned from, and of others
    (N, 3, S, S)."""
    linear = trainer.network.linear
    components = linear.weight.detach().clone(), linear.bias.detach().clone()
    yield from within(0.0, 0.8, learned(trainer, minutes))
    ours, theirs = yield from within(0.8, 1.0, unseen(trainer, pictures, *components))
    least = 1e-12
    return trainer.loss / max(trainer.components_loss, least), ours / max(theirs, least)


def as_bytes(pictures: Tensor) -> np.ndarray:
    """Pictures (N, 3, S, S) in [-1, 1] as a set is kept: uint8 (N, S, S, 3)."""
    return ((pictures.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
