"""Classes beside the noise in a code: a number each that says how much of it there is.

The module is no family: it has no class to register.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Generator
from engine.generators.reading import by
from engine.language import tr


def class_weights(c: Tensor | None, count: int, classes: int) -> Tensor:
    """(count, classes) float32: how much of each class; 1 for each number in `c` (count,), or `c` itself if weights.

    Raises:
        ValueError: there is no such class, or not as many as noises.
    """
    c = torch.zeros(count, dtype=torch.long) if c is None else c
    if c.dim() == 2 and c.shape == (count, classes):
        return c.float()
    if c.shape != (count,):
        raise ValueError(
            tr(
                "{count} classes of {classes} are needed, not {by} numbers.",
                count=count,
                classes=classes,
                by=by(c.shape),
            )
        )
    if count and not 0 <= int(c.min()) <= int(c.max()) < classes:
        raise ValueError(tr("The classes here are 0 to {classes}; choose one of them.", classes=classes - 1))
    return F.one_hot(c.long(), classes).float()


def with_classes(z: Tensor, c: Tensor | None, classes: int) -> Tensor:
    """Noise (N, z_dim) with the weights of classes behind it; the noise itself where there are no classes.

    Raises:
        ValueError: see `class_weights`.
    """
    return torch.cat([z, class_weights(c, len(z), classes).to(z)], dim=1) if classes else z


def without_noise(generator: Generator, label: int | None) -> Tensor:
    """The code (layout.dimension,) of no noise and the whole class `label`; None is class 0 in a conditional one."""
    return generator.map(torch.zeros(1, generator.z_dim), None if label is None else torch.tensor([label]))[0]
