"""Training pictures: a folder of images, or one .npy file of uint8 (N, S, S, 3)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from engine.training.portraits.table import read_table, table_path

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".bmp"}


class Faces:
    """Pictures of one square size, read by index; half of every batch is mirrored at random.

    Pictures with a table of factors beside them are not mirrored: their yaw, light and parting would be false.

    Attributes:
        factors: (N, factors) in sigma, or None where there is no table.
        portraits: whether there is one, as `eigenbrush portraits` leaves it.

    Raises:
        ValueError: there is nothing to train on, the pictures are not square uint8 RGB of one size, or the table beside
            them is damaged or of another set.
    """

    def __init__(self, source: Path) -> None:
        self.name = source.name
        self.pictures = self._folder(source) if source.is_dir() else self._file(source)
        count, height, width = self.pictures.shape[:3]
        if count < 2 or height != width or height not in (32, 64, 128, 256):
            raise ValueError(
                f"{source} holds {count} pictures of {height} x {width}; at least two of 32, 64, 128 or 256 a side "
                "are needed. Resize them to squares of one of these sizes."
            )
        self.resolution = height
        table = None if source.is_dir() else read_table(source)
        if table is not None and len(table.values) != count:
            raise ValueError(
                f"{table_path(source).name} tells of {len(table.values)} pictures, {source.name} has {count}. "
                "Make both anew, or move the table away to train without it."
            )
        self.portraits = table is not None
        self.factors = None if table is None else torch.from_numpy(table.values)

    @staticmethod
    def _file(source: Path) -> np.ndarray:
        try:
            pictures = np.load(source, mmap_mode="r", allow_pickle=False)
        except (ValueError, OSError, EOFError) as error:
            raise ValueError(f"{source} is neither a folder nor a readable .npy file ({error}).") from error
        if not isinstance(pictures, np.ndarray):
            pictures.close()
            raise ValueError(f"{source} holds several arrays; save the pictures as one .npy file.")
        if pictures.dtype != np.uint8 or pictures.ndim != 4 or pictures.shape[3] != 3:
            raise ValueError(f"{source} must hold uint8 pictures (N, S, S, 3), not {pictures.dtype} {pictures.shape}.")
        return pictures

    @staticmethod
    def _folder(source: Path) -> np.ndarray:
        paths = sorted(p for p in source.rglob("*") if p.suffix.lower() in PICTURES)
        if not paths:
            raise ValueError(f"There are no pictures in {source}. Put PNG, JPEG or WebP files there.")
        loaded = [_picture(path) for path in paths]
        if len({picture.shape for picture in loaded}) > 1:
            raise ValueError(f"The pictures in {source} differ in size. Resize them to one square size.")
        return np.stack(loaded)

    def batch(self, count: int, random: torch.Generator) -> Tensor:
        """(count, 3, S, S) in [-1, 1]."""
        x = self._read(self._drawn(count, random))
        if self.factors is not None:
            return x
        mirrored = torch.rand(count, generator=random) < 0.5
        return torch.where(mirrored[:, None, None, None], x.flip(3), x)

    def labelled(self, count: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """Pictures (count, 3, S, S) in [-1, 1] and their factors (count, factors) in sigma.

        Raises:
            ValueError: there is no table of factors.
        """
        if self.factors is None:
            raise ValueError(f"{self.name} has no table of factors beside it. Make one with `eigenbrush portraits`.")
        index = self._drawn(count, random)
        return self._read(index), self.factors[torch.from_numpy(index)]

    def _drawn(self, count: int, random: torch.Generator) -> np.ndarray:
        return np.sort(torch.randint(len(self.pictures), (count,), generator=random).numpy())

    def _read(self, index: np.ndarray) -> Tensor:
        x = torch.from_numpy(np.ascontiguousarray(self.pictures[index])).permute(0, 3, 1, 2)
        return x.float().div_(127.5).sub_(1)


def _picture(path: Path) -> np.ndarray:
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))
    except (OSError, ValueError, SyntaxError) as error:
        raise ValueError(f"{path} cannot be read as a picture. Repair it or take it out of the folder.") from error
