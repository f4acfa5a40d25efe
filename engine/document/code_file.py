"""Our own file of codes: safetensors with one tensor `code` (N, dimension), and what it says of where they belong."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from engine.document import limits
from engine.document.code import Layout
from engine.document.files import write_whole
from engine.document.limits import JSON, no_more, parsed
from engine.document.reading import NotAFile, opened
from engine.document.wording import CLAUSE, short

FORMAT = "eigenbrush-codes"
#: How far into the header to look for what the file says of itself.
_FAR = 1 << 16


@dataclass(frozen=True, eq=False)
class OwnCodes:
    """Codes (N, dimension) float32, their names, the hash and name of the generator they were saved with.

    `slots` are the names and lengths of that generator's slots, in order.
    """

    codes: np.ndarray
    names: tuple[str, ...]
    generator: str
    title: str
    slots: tuple[tuple[str, int], ...]


def slots_of(layout: Layout) -> tuple[tuple[str, int], ...]:
    """The names and lengths of a layout's slots, as a file of codes says them."""
    return tuple((slot.name, slot.dimension) for slot in layout.slots)


def is_own(file: BinaryIO) -> bool:
    """Whether a safetensors file says of itself that it holds codes."""
    file.seek(0)
    (length,) = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))
    return f'"{FORMAT}"'.encode() in file.read(min(length, _FAR))


def save_own(path: Path, codes: np.ndarray, names: Sequence[str], generator: str, title: str, layout: Layout) -> None:
    """Write codes (N, layout.dimension) with their names and their generator's hash and name, whole or not at all."""
    told = {"names": list(names), "generator": generator, "title": title, "layout": slots_of(layout)}
    metadata = {name: json.dumps(value) for name, value in told.items()} | {"format": FORMAT}
    write_whole(path, save({"code": np.ascontiguousarray(codes, np.float32)}, metadata))


def load_own(path: Path) -> OwnCodes:
    """Read such a file.

    Raises:
        ValueError: it is damaged or holds more than is read; one sentence.
    """
    try:
        _measure(path)
        with safe_open(path, "np") as file:
            metadata, codes = file.metadata() or {}, file.get_tensor("code")
        said = {name: parsed(metadata[name]) for name in ("names", "generator", "title", "layout")}
        names, slots = tuple(map(str, said["names"])), tuple((str(name), int(size)) for name, size in said["layout"])
        if codes.ndim != 2 or codes.dtype.kind != "f" or codes.shape != (len(names), sum(size for _, size in slots)):
            raise ValueError(f"its codes are {codes.dtype} {codes.shape}, which is not what it says of them")
        with np.errstate(over="ignore"):
            found = codes.astype(np.float32)
        return OwnCodes(found, names, str(said["generator"]), str(said["title"]), slots)
    except NotAFile:
        raise
    except (SafetensorError, OSError, ValueError, TypeError, KeyError, struct.error) as error:
        raise ValueError(
            f"{short(path.name)} is not a file of codes ({short(error, CLAUSE)}). Save it again with "
            "`eigenbrush save-code`."
        ) from error


def _measure(path: Path) -> None:
    """Look at the header before anything is made of it; raises what `load_own` makes a sentence of."""
    with opened(path) as file:
        length = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))[0]
        no_more(length, JSON, "bytes")
        header = parsed(file.read(length).decode())
    no_more(math.prod(header["code"]["shape"]), limits.NUMBERS, "numbers")
