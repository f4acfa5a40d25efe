"""Arrays of numbers out of numpy's files: measured by what they claim before anything is unpacked, never executed."""

from __future__ import annotations

import math
import os
import zlib
from lzma import LZMAError
from pathlib import Path
from tokenize import TokenError
from typing import IO
from zipfile import BadZipFile

import numpy as np

from engine.document.disk.archives import opened_zip
from engine.document.disk.limits import DIRECTIONS, NUMBERS, no_more
from engine.document.disk.reading import NotAFile, opened
from engine.document.disk.wording import in_brackets, short
from engine.language import tr

#: Bytes of all arrays of an archive: those that are no numbers count as well.
BYTES = 8 * NUMBERS
#: How numpy's headers are read, by their version.
_HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
#: What numpy and zipfile raise for files that are damaged, or are meant to do damage.
DAMAGE = (OSError, ValueError, TypeError, KeyError, EOFError, OverflowError, MemoryError, RuntimeError, SyntaxError,
          IndexError, RecursionError, TokenError, zlib.error, LZMAError, BadZipFile)  # fmt: skip


def arrays_in(path: Path, what: str = tr("a direction file")) -> dict[str, np.ndarray]:
    """The arrays of numbers in an .npz; of GANSpace's, those of the latent components (else of the activations).

    `what` the file should be is said where it cannot be read.

    Raises:
        ValueError: it is damaged, or holds more than is read; NotAFile: it is no file.
    """
    try:
        with opened(path) as file, opened_zip(file) as archive:
            sizes = {i.filename.removesuffix(".npy"): i.file_size for i in archive.infolist()}
            names = list(sizes)
            for start in ("lat_", "act_"):
                if f"{start}comp" in names:
                    names = [name for name in names if name.startswith(start) or name == "var_ratio"]
                    break
            no_more(sum(sizes[name] for name in names), BYTES, "bytes")
            no_more(len(names), DIRECTIONS, "arrays")
            members = {name: archive.getinfo(f"{name}.npy") for name in names if f"{name}.npy" in archive.namelist()}
            shapes = {}
            for name, member in members.items():
                with archive.open(member) as stream:
                    shapes[name] = _claimed(stream, member.file_size)
            numbers = [name for name, (_, dtype) in shapes.items() if dtype.kind in "fiu"]
            no_more(sum(math.prod(shapes[name][0]) for name in numbers), NUMBERS, "numbers")
            if not numbers:
                _refuse([dtype for _, dtype in shapes.values()])
            found = {}
            for name in numbers:
                with archive.open(members[name]) as stream:
                    found[name] = np.asarray(np.lib.format.read_array(stream, allow_pickle=False))
    except NotAFile:
        raise
    except DAMAGE as error:
        raise _unreadable(path, what, error) from error
    return found


def _claimed(file: IO[bytes], size: int) -> tuple[tuple[int, ...], np.dtype]:
    """The shape and the type of number of a .npy of so many bytes, which has room for what it claims.

    Raises:
        ValueError: it has none, or is no .npy.
    """
    version = np.lib.format.read_magic(file)
    if version not in _HEADERS:
        raise ValueError(tr("it is written in a way that is not known here"))
    shape, _, dtype = _HEADERS[version](file)
    if math.prod(shape) * dtype.itemsize > size:
        raise ValueError(tr("it claims more numbers than it has room for"))
    return shape, dtype


def _refuse(dtypes: list[np.dtype]) -> None:
    """Raises ValueError for arrays of which none is of numbers."""
    if any(dtype.hasobject for dtype in dtypes):
        raise ValueError(tr("it holds Python objects, which are never opened here, in place of numbers"))
    if not dtypes:
        raise ValueError(tr("it holds no arrays"))
    raise ValueError(tr("it holds text or other things in place of numbers"))


def array_in(path: Path, what: str = tr("a direction file")) -> np.ndarray:
    """The array of an .npy; raises as `arrays_in` does."""
    try:
        with opened(path, BYTES) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            shape, dtype = _claimed(file, size)
            no_more(math.prod(shape), NUMBERS, "numbers")
            if dtype.kind not in "fiu":
                _refuse([dtype])
            file.seek(0)
            return np.asarray(np.lib.format.read_array(file, allow_pickle=False))
    except NotAFile:
        raise
    except DAMAGE as error:
        raise _unreadable(path, what, error) from error


def _unreadable(path: Path, what: str, error: BaseException) -> ValueError:
    return ValueError(
        tr(
            "{name} is not {what}{why}. Choose a .safetensors, .npz or .npy with arrays of numbers.",
            name=short(path.name),
            what=what,
            why=in_brackets(error),
        )
    )
