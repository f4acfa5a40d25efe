"""Training pictures: a folder of images, or one .npy file of uint8 (N, S, S, 3), with or without a table of factors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from engine.document.disk.reading import NotAFile, opened
from engine.document.disk.wording import in_brackets, short
from engine.training.portraits.table import Table, read_table, table_path

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".bmp"}


class Faces:
    """Pictures of one square size, read by index.

    Half of every batch is mirrored at random, unless a table of factors lies beside the pictures: a mirrored portrait
    would have another yaw, parting and light than its row says.

    Attributes:
        factors: float32 (N, F), in sigma, or None; row i belongs to picture i.
        factor_names: F names, or none.
        portraits: whether there is a table, as `eigenbrush portraits` leaves it.

    Raises:
        ValueError: there is nothing to train on, the pictures are not square uint8 RGB of one size, or the table is
            damaged.
    """

    def __init__(self, source: Path) -> None:
        self.source, self.name = source, source.name
        self._read()

    def _read(self) -> None:
        source = self.source
        self.pictures = self._folder(source) if source.is_dir() else self._file(source)
        count, height, width = self.pictures.shape[:3]
        if count < 2 or height != width or height not in (32, 64, 128, 256):
            raise ValueError(
                f"{short(source)} holds {count} pictures of {height} x {width}; at least two of 32, 64, 128 or "
                "256 a side "
                "are needed. Resize them to squares of one of these sizes."
            )
        self.resolution = height
        table: Table | None = None if source.is_dir() else read_table(source)
        self.factors = None if table is None else table.values
        self.factor_names = () if table is None else table.names
        if self.factors is not None and len(self.factors) != count:
            told = f"{short(table_path(source).name)} has {len(self.factors)} rows for {count} pictures."
            raise ValueError(f"{told} Make it anew with `eigenbrush portraits`, or take it away.")

    @property
    def portraits(self) -> bool:
        return self.factors is not None

    def refresh(self) -> None:
        """Read the file again if it was replaced, so that a set may grow while it is trained on.

        A file that cannot be used just now (it is being replaced) changes nothing.
        """
        before = (self.pictures, self.resolution, self.factors, self.factor_names)
        if self.source.is_dir():
            return
        try:
            self._read()
            if (self.resolution, self.factor_names) != (before[1], before[3]):
                raise ValueError(f"{short(self.source)} has become another set.")
        except (ValueError, OSError):
            self.pictures, self.resolution, self.factors, self.factor_names = before

    @staticmethod
    def _file(source: Path) -> np.ndarray:
        try:
            opened(source, None).close()  # a sentence if it is a pipe, which numpy would wait for
            pictures = np.load(source, mmap_mode="r", allow_pickle=False)
        except NotAFile:
            raise
        except (ValueError, OSError, EOFError) as error:
            raise ValueError(
                f"{short(source)} is neither a folder nor a readable .npy file{in_brackets(error)}."
            ) from error
        if not isinstance(pictures, np.ndarray):
            pictures.close()
            raise ValueError(f"{short(source)} holds several arrays; save the pictures as one .npy file.")
        if pictures.dtype != np.uint8 or pictures.ndim != 4 or pictures.shape[3] != 3:
            raise ValueError(
                f"{short(source)} must hold uint8 pictures (N, S, S, 3), not {pictures.dtype} {pictures.shape}."
            )
        return pictures

    @staticmethod
    def _folder(source: Path) -> np.ndarray:
        paths = sorted(p for p in source.rglob("*") if p.suffix.lower() in PICTURES)
        if not paths:
            raise ValueError(f"There are no pictures in {short(source)}. Put PNG, JPEG or WebP files there.")
        loaded = [_picture(path) for path in paths]
        if len({picture.shape for picture in loaded}) > 1:
            raise ValueError(f"The pictures in {short(source)} differ in size. Resize them to one square size.")
        return np.stack(loaded)

    def batch(self, count: int, random: torch.Generator) -> Tensor:
        """(count, 3, S, S) in [-1, 1]."""
        x = self.at(self._drawn(count, random))
        if self.factors is not None:
            return x
        mirrored = torch.rand(count, generator=random) < 0.5
        return torch.where(mirrored[:, None, None, None], x.flip(3), x)

    def pairs(self, count: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """(count, 3, S, S) in [-1, 1] and their factors (count, F); only where there is a table."""
        assert self.factors is not None
        index = self._drawn(count, random)
        return self.at(index), torch.from_numpy(self.factors[index])

    def _drawn(self, count: int, random: torch.Generator) -> np.ndarray:
        return np.sort(torch.randint(len(self.pictures), (count,), generator=random).numpy())

    def at(self, index: np.ndarray) -> Tensor:
        """The pictures at these places (n,), (n, 3, S, S) in [-1, 1]."""
        x = torch.from_numpy(np.ascontiguousarray(self.pictures[index])).permute(0, 3, 1, 2)
        return x.float().div_(127.5).sub_(1)


def _picture(path: Path) -> np.ndarray:
    try:
        with opened(path) as file, Image.open(file) as picture:
            return np.asarray(picture.convert("RGB"))
    except (OSError, ValueError, SyntaxError) as error:
        raise ValueError(
            f"{short(path)} cannot be read as a picture. Repair it or take it out of the folder."
        ) from error
