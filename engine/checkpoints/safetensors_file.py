"""Read a safetensors file. The library checks the header, its offsets and sizes; here its refusals become sentences."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import BinaryIO

from safetensors import SafetensorError, safe_open

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.pickles.lazy import ITEM_BYTES, Storage, Unfit, contiguous
from engine.checkpoints.pickles.machine import Blob
from engine.document.disk.wording import CLAUSE, short
from engine.language import tr

#: What the library says, and what that means to a person.
REASONS = (
    ("not fully covered", tr("its length is not what its header promises")),
    ("invalid header length", tr("it ends before its header does")),
    ("header too small", tr("it ends before its header does")),
    ("header too large", tr("it claims a header larger than any checkpoint has")),
    ("invalid offset", tr("its header points outside the file")),
    ("invalid shape", tr("its header's shapes and sizes contradict each other")),
    ("overflow", tr("its header's shapes and sizes contradict each other")),
)
#: A header is parsed whole; that of the largest generator has a few hundred kilobytes.
LONGEST_HEADER = 1 << 24
KINDS = {
    "F64": "float64",
    "F32": "float32",
    "F16": "float16",
    "BF16": "bfloat16",
    "F8_E4M3": "float8_e4m3fn",
    "F8_E5M2": "float8_e5m2",
    "I64": "int64",
    "I32": "int32",
    "I16": "int16",
    "I8": "int8",
    "U8": "uint8",
    "BOOL": "bool",
}


def read(path: Path, file: BinaryIO) -> tuple[dict[str, object], dict[str, str]]:
    """The tensors, still to be read from `file`, and the metadata.

    Raises:
        UnreadableFile: the file is truncated, or its header is wrong.
    """
    file.seek(0)
    (length,) = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))
    if length > LONGEST_HEADER:
        why = tr("it claims a header larger than any checkpoint has")
        raise UnreadableFile(
            tr("{name} is damaged: {why}; download or copy it again.", name=short(path.name), why=short(why, CLAUSE))
        )
    try:
        with safe_open(path, "np") as checked:  # for torch, it takes no name that is not UTF-8
            metadata = dict(checked.metadata() or {})
    except SafetensorError as error:
        why = next((reason for said, reason in REASONS if said in str(error)), tr("its header is not valid"))
        raise UnreadableFile(
            tr("{name} is damaged: {why}; download or copy it again.", name=short(path.name), why=short(why, CLAUSE))
        ) from error
    # The library would map the file and copy out of it: twice the memory, and a crash where the file shrinks.
    header = json.loads(Blob(file, 8, length).read())
    header.pop("__metadata__", None)
    tensors: dict[str, object] = {}
    for name, entry in header.items():
        kind, (start, end) = KINDS.get(entry["dtype"]), entry["data_offsets"]
        if kind is None:
            tensors[name] = Unfit()
            continue
        place = Blob(file, 8 + length + start, end - start)
        tensors[name] = contiguous(Storage(kind, place.length // ITEM_BYTES[kind], place), tuple(entry["shape"]))
    return tensors, metadata
