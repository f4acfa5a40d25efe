"""Labelled portraits: a file of `eigenbrush portraits` and its table, to teach a reader and to examine it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.attributes.portraits.network import SIDE
from engine.document.disk.wording import short
from engine.training.data import Faces
from engine.training.portraits.factors import BY_NAME, Factor
from engine.training.portraits.table import read_table, table_path

#: Portraits that are held out where no file of them is named: the last of the data, at most this many or a tenth.
HELD_OUT = 10_000
BATCH = 100


class Labelled:
    """Pictures uint8 (N, 128, 128, 3) and what of their factors they show, `visible` float32 (N, factors).

    Raises:
        ValueError: there is no table, it does not fit, or the pictures have another size; one sentence.
    """

    def __init__(self, source: Path, pictures: np.ndarray, names: tuple[str, ...], values: np.ndarray) -> None:
        if pictures.shape[1] != SIDE:
            raise ValueError(f"A reader is trained on portraits of {SIDE} pixels a side; those in "
                             f"{short(source.name)} have "
                             f"{pictures.shape[1]}. Draw them with --side {SIDE}.")  # fmt: skip
        if unknown := [name for name in names if name not in BY_NAME]:
            raise ValueError(f"{short(table_path(source).name)} has the factor {short(repr(unknown[0]))}, which "
                             "is none of this version. "
                             "Draw the portraits anew.")  # fmt: skip
        self.name, self.pictures = source.name, pictures
        self.factors: tuple[Factor, ...] = tuple(BY_NAME[name] for name in names)
        columns = [factor.visible(values[:, i]) for i, factor in enumerate(self.factors)]
        self.visible = torch.from_numpy(np.stack(columns, 1))

    @classmethod
    def read(cls, source: Path) -> Labelled:
        """The portraits of a file with its table."""
        pictures, table = Faces(source).pictures, None
        if not source.is_dir():
            table = read_table(source)
        if table is None:
            raise ValueError(f"There is no table of factors beside {short(source.name)} "
                             f"({short(table_path(source).name)}); take "
                             "portraits that `eigenbrush portraits` drew.")  # fmt: skip
        return cls(source, pictures, table.names, table.values)

    def parted(self) -> tuple[Labelled, Labelled]:
        """All but the last, and the last: a tenth, at most 10,000."""
        last = max(1, min(HELD_OUT, len(self) // 10))
        return self._some(slice(0, -last)), self._some(slice(-last, None))

    def first(self, count: int) -> Labelled:
        """The first `count` of them."""
        return self._some(slice(0, count))

    def _some(self, which: slice) -> Labelled:
        other = object.__new__(Labelled)
        other.name, other.factors = self.name, self.factors
        other.pictures, other.visible = self.pictures[which], self.visible[which]
        return other

    def __len__(self) -> int:
        return len(self.pictures)

    def batch(self, count: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """(count, 3, S, S) in [-1, 1], never mirrored, and what they show (count, factors)."""
        index = torch.randint(len(self), (count,), generator=random).sort().values
        return _images(self.pictures[index.numpy()]), self.visible[index]

    def batches(self) -> Iterator[Tensor]:
        """All pictures in order, (at most 100, 3, S, S) at a time."""
        for first in range(0, len(self), BATCH):
            yield _images(self.pictures[first : first + BATCH])


def _images(pictures: np.ndarray) -> Tensor:
    return torch.from_numpy(np.array(pictures)).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
