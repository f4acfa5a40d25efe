"""The teacher's faces as the shipped statistics: with them a generator is measured where the teacher itself is not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import torch
from safetensors import safe_open
from torch import Tensor

from engine.document.disk.wording import short
from engine.language import tr
from engine.measure.frechet import Moments


@dataclass(frozen=True)
class Teacher:
    """Moments of the teacher's features, and its own distance between two equally large sets of its pictures.

    `resolution` is the side in pixels at which the features were taken; a distance at any other side means nothing.
    """

    moments: Moments
    against_itself: float
    resolution: int


def pack(moments: Moments) -> dict[str, Tensor]:
    """What is stored: float32 mean (D,) and the upper triangle of the covariance, row by row (D (D + 1) / 2,)."""
    rows, columns = torch.triu_indices(len(moments.mean), len(moments.mean))
    return {"mean": moments.mean.float(), "covariance": moments.covariance[rows, columns].float()}


def unpack(stored: dict[str, Tensor], count: int) -> Moments:
    """The moments from what `pack` made of them."""
    size = len(stored["mean"])
    rows, columns = torch.triu_indices(size, size)
    covariance = torch.zeros(size, size, dtype=torch.float64)
    covariance[rows, columns] = covariance[columns, rows] = stored["covariance"].double()
    return Moments(stored["mean"].double(), covariance, count)


def read_teacher(path: Path) -> Teacher:
    """Read a file that `resources.recipes.features` wrote."""
    with safe_open(path, "pt") as file:
        facts = json.loads(file.metadata()["teacher"])
        stored = {name: file.get_tensor(name) for name in ("mean", "covariance")}
    return Teacher(unpack(stored, facts["count"]), facts["against_itself"], facts["resolution"])


def load_teacher() -> Teacher:
    """The statistics that ship.

    Raises:
        FileNotFoundError: the installation lacks them.
    """
    with as_file(files("resources") / "features" / "faces-teacher.safetensors") as path:
        if not path.exists():
            raise FileNotFoundError(
                tr("{path} is missing from this installation. Install EigenBrush again.", path=short(path))
            )
        return read_teacher(path)
