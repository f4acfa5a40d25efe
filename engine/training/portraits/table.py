"""The table of factors beside a set of portraits: `.npz` for programs, `.csv` for people."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from engine.document.disk.files import write_whole
from engine.document.disk.limits import FILE, TooLarge, no_more, not_saved
from engine.document.disk.reading import content
from engine.document.disk.wording import in_brackets, short
from engine.training.portraits.factors import FACTORS, NAMES


@dataclass(frozen=True)
class Table:
    """Factors of N portraits, in sigma: `values` float32 (N, len(names)); row i belongs to picture i."""

    names: tuple[str, ...]
    values: np.ndarray

    def column(self, name: str) -> np.ndarray:
        """One factor (N,).

        Raises:
            KeyError: there is no factor of that name.
        """
        if name not in self.names:
            raise KeyError(name)
        return self.values[:, self.names.index(name)]


def table_path(pictures: Path) -> Path:
    """Where the table of a file of portraits lies."""
    return pictures.with_suffix(".npz")


def write_table(pictures: Path, values: np.ndarray) -> None:
    """Write both forms beside `pictures`, whole or not at all.

    Raises:
        ValueError: it is more than is read of a table; one plain sentence.
        OSError: the folder cannot be written to, or the disk is full.
    """
    buffer = io.BytesIO()
    np.savez(buffer, values=values.astype(np.float32), names=np.array(NAMES), units=np.array([f.unit for f in FACTORS]),
             low=np.array([f.low for f in FACTORS]), high=np.array([f.high for f in FACTORS]))  # fmt: skip
    try:
        no_more(len(buffer.getbuffer()), FILE, "bytes")
    except TooLarge as error:
        raise ValueError(not_saved(table_path(pictures).name, error, "Make fewer portraits a file.")) from error
    write_whole(table_path(pictures), buffer.getvalue())
    lines = [",".join(NAMES), *(",".join(f"{value:.5f}" for value in row) for row in values)]
    write_whole(pictures.with_suffix(".csv"), ("\n".join(lines) + "\n").encode())


def read_table(pictures: Path) -> Table | None:
    """The table beside a file of pictures, or None where there is none.

    Raises:
        ValueError: it is damaged; the sentence says what to do.
    """
    path = table_path(pictures)
    if not path.exists():
        return None
    try:
        with np.load(io.BytesIO(content(path, FILE)), allow_pickle=False) as file:
            names, values = tuple(str(name) for name in file["names"]), file["values"]
    except (OSError, ValueError, KeyError, EOFError, RuntimeError, zlib.error, BadZipFile) as error:
        why = (
            f"{short(path.name)} is no table of factors{in_brackets(error)}. Make it anew with `eigenbrush portraits`."
        )
        raise ValueError(why) from error
    if values.ndim != 2 or values.shape[1] != len(names) or not np.isfinite(values).all():
        raise ValueError(f"{short(path.name)} holds {values.shape} numbers for {len(names)} factors. Make it anew.")
    return Table(names, values.astype(np.float32))
