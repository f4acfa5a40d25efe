"""A table of numbers in a temporary file, for what is too large for memory: written by columns, read by rows.

Either would be slow in the other's order. So the file holds blocks of rows. In each the columns come first, so that
one of them is one piece a block; once all are there, each block is turned over in its own place. The file has no name
where the system can do without one, so that nothing is left of it however the program ends, and its space is free
again when nobody holds the table nor the numbers that are read from it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from shutil import disk_usage
from tempfile import TemporaryFile, gettempdir
from weakref import finalize

import torch
from torch import Tensor

from engine.document.disk.wording import CLAUSE, short
from engine.job import Job, Progress
from engine.language import tr

#: Numbers of a block: to turn it over takes some 50 ms.
NUMBERS = 2_000_000


class Mapped:
    """A table (rows, columns) of numbers that is filled by columns.

    Raises:
        OSError: there is no room for it, or no file can be made; one plain sentence.
    """

    def __init__(self, rows: int, columns: int, dtype: torch.dtype) -> None:
        self.rows, self.columns, self.dtype = rows, columns, dtype
        self.size = rows * columns * dtype.itemsize
        self._block, self._turned = max(1, NUMBERS // columns), 0
        self.folder = _folder()
        with self._said():
            if disk_usage(self.folder).free < self.size:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            # Written, not mapped: on a full disk a write raises an error where a mapped page kills the process.
            self._file = TemporaryFile(dir=self.folder, buffering=0)
        finalize(self, self._file.close)

    def put(self, first: int, numbers: Tensor) -> None:
        """Write columns (rows, n), of which the first is number `first`; raises OSError as the class does."""
        across = numbers.T
        with self._said():
            for row in range(0, self.rows, self._block):
                some = across[:, row : row + self._block]
                self._at(row, first * some.shape[1])
                self._write(some)

    def turned(self) -> Job[Tensor]:
        """All numbers (rows, columns), mapped from the file, once every column is there; two jobs may take turns.

        Raises:
            OSError: the file cannot be written or read; nothing in it is of use any more.
        """
        while self._turned < self.rows:
            with self._said():
                block = torch.empty(self.columns, min(self._block, self.rows - self._turned), dtype=self.dtype)
                self._at(self._turned)
                self._read(block)
                self._at(self._turned)
                self._write(block.T)
            self._turned += block.shape[1]
            yield Progress(self._turned / self.rows, tr("putting what was followed in order"))
        with self._said():
            numbers = torch.frombuffer(mmap(self._file.fileno(), self.size), dtype=self.dtype)
        return numbers.view(self.rows, self.columns)

    def _at(self, row: int, number: int = 0) -> None:
        """Go to a number of the block that begins with this row."""
        self._file.seek((row * self.columns + number) * self.dtype.itemsize)

    def _write(self, numbers: Tensor) -> None:
        left = numbers.contiguous().numpy().data.cast("B")
        while left:
            left = left[self._file.write(left) :]

    def _read(self, numbers: Tensor) -> None:
        left = numbers.numpy().data.cast("B")
        while left:
            if not (count := self._file.readinto(left)):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            left = left[count:]

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OSError(
                tr(
                    "How the picture moves takes {size:.1f} GB in a temporary file, which could not be kept "
                    "in {folder}: {reason}. Free some space, choose fewer layers, or look at fewer pixels.",
                    size=self.size / 2**30,
                    folder=self.folder,
                    reason=short(reason, CLAUSE),
                )
            ) from error


def _folder() -> str:
    """Where large temporary files lie: in the usual place for small ones they are often kept in memory."""
    large = "/var/tmp"
    return large if "TMPDIR" not in os.environ and os.access(large, os.W_OK) else gettempdir()
