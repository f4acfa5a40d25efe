"""Codes as files hold them; and our own file of them: safetensors with one tensor `code` (N, dimension), and what it
says of where they belong."""

from __future__ import annotations

import io
import json
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load, save

from engine.document.code import Layout
from engine.document.disk import limits
from engine.document.disk.files import write_whole
from engine.document.disk.limits import JSON, no_more, parsed
from engine.document.disk.reading import NotAFile, opened
from engine.document.disk.wording import in_brackets, short
from engine.document.document import PhotoRef
from engine.document.saved.serial import photo_of
from engine.language import tr

FORMAT = "eigenbrush-codes"


@dataclass(frozen=True)
class Origin:
    """The photo that a code was found in; how like it is, in words and in decibels, where that is known."""

    photo: PhotoRef
    words: str = ""
    likeness: float | None = None


@dataclass(frozen=True, eq=False)
class CodeFile:
    """Codes (N, layout.dimension) float32 for a generator, what is not latent 0 where the file does not hold it.

    `names` has one a code; `notes` are sentences for the person, mostly none. `origins` has one a code, None where it
    comes from no photo, or none at all.
    """

    codes: np.ndarray
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()
    origins: tuple[Origin | None, ...] = ()


@dataclass(frozen=True, eq=False)
class OwnCodes:
    """Codes (N, dimension) float32, their names, the hash and name of the generator they were saved with.

    `slots` are the names and lengths of that generator's slots, in order; `origins` as a `CodeFile` has.
    """

    codes: np.ndarray
    names: tuple[str, ...]
    generator: str
    title: str
    slots: tuple[tuple[str, int], ...]
    origins: tuple[Origin | None, ...] = ()


def slots_of(layout: Layout) -> tuple[tuple[str, int], ...]:
    """The names and lengths of a layout's slots, as a file of codes says them."""
    return tuple((slot.name, slot.dimension) for slot in layout.slots)


def is_own(file: BinaryIO) -> bool:
    """Whether a safetensors file says of itself that it holds codes."""
    file.seek(0)
    (length,) = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))
    return f'"{FORMAT}"'.encode() in file.read(min(length, JSON))


def save_own(
    path: Path, codes: np.ndarray, names: Sequence[str], generator: str, title: str, layout: Layout,
    origins: tuple[Origin | None, ...] = (),
) -> None:  # fmt: skip
    """Write codes (N, layout.dimension) with their names, where they come from, and their generator's hash and name,
    whole or not at all."""
    write_whole(path, to_bytes(OwnCodes(codes, tuple(names), generator, title, slots_of(layout), origins)))


def to_bytes(own: OwnCodes) -> bytes:
    """The codes as the content of a file."""
    told: dict[str, object] = {"names": own.names, "generator": own.generator, "title": own.title, "layout": own.slots}
    if any(own.origins):
        told["origins"] = [None if each is None else asdict(each) for each in own.origins]
    metadata = {name: json.dumps(value) for name, value in told.items()} | {"format": FORMAT}
    return save({"code": np.ascontiguousarray(own.codes, np.float32)}, metadata)


def load_own(path: Path) -> OwnCodes:
    """Read such a file.

    Raises:
        ValueError: it is damaged or holds more than is read; one sentence.
    """
    try:
        with opened(path) as file:
            _measure(file)
        with safe_open(path, "np") as file:
            return _made(file.metadata() or {}, file.get_tensor("code"))
    except NotAFile:
        raise
    except (SafetensorError, OSError, ValueError, TypeError, KeyError, struct.error) as error:
        raise ValueError(
            tr(
                "{name} is not a file of codes{why}. Save it again with `eigenbrush save-code`.",
                name=short(path.name),
                why=in_brackets(error),
            )
        ) from error


def from_bytes(content: bytes) -> OwnCodes:
    """The codes of `to_bytes`.

    Raises:
        ValueError, TypeError, KeyError: they are damaged, or more than is read; the message is for developers.
    """
    header = _measure(io.BytesIO(content))
    try:
        return _made(header.get("__metadata__") or {}, load(content)["code"])
    except SafetensorError as error:
        raise ValueError(tr("a file of codes in it is damaged")) from error


def _made(metadata: Mapping[str, str], codes: np.ndarray) -> OwnCodes:
    """The codes and what is said of them; raises what `load_own` makes a sentence of."""
    said = {name: parsed(metadata[name]) for name in ("names", "generator", "title", "layout")}
    names, slots = tuple(map(str, said["names"])), tuple((str(name), int(size)) for name, size in said["layout"])
    if codes.ndim != 2 or codes.dtype.kind != "f" or codes.shape != (len(names), sum(size for _, size in slots)):
        raise ValueError(
            tr("its codes are {dtype} {shape}, which is not what it says of them", dtype=codes.dtype, shape=codes.shape)
        )
    origins = tuple(_origin(each) for each in parsed(metadata.get("origins", "[]")))
    if len(origins) not in (0, len(names)):
        raise ValueError(
            tr(
                "it says where {origins_count} codes come from, and has {names_count}",
                origins_count=len(origins),
                names_count=len(names),
            )
        )
    with np.errstate(over="ignore"):
        found = codes.astype(np.float32)
    return OwnCodes(found, names, str(said["generator"]), str(said["title"]), slots, origins)


def _origin(value: Any) -> Origin | None:
    if value is None:
        return None
    likeness = None if value["likeness"] is None else float(value["likeness"])
    if (photo := photo_of(value["photo"])) is None or not math.isfinite(likeness or 0.0):
        raise ValueError(tr("it says of a code that it comes from no photo"))
    return Origin(photo, str(value["words"]), likeness)


def _measure(file: BinaryIO) -> dict[str, Any]:
    """Look at the header before anything is made of it, and return it; raises what `load_own` makes a sentence of."""
    length = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))[0]
    no_more(length, JSON, "bytes")
    header: dict[str, Any] = parsed(file.read(length).decode())
    no_more(math.prod(header["code"]["shape"]), limits.NUMBERS, "numbers")
    return header
