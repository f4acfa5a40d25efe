"""Weights in an .npz of numpy's: one array a name. Nothing of it is unpickled."""

from __future__ import annotations

import io
import math
import zipfile
from typing import IO, BinaryIO

import numpy as np

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.pickles.lazy import LazyTensor, Storage, Unfit, contiguous
from engine.checkpoints.pickles.machine import Blob, Malformed
from engine.document.disk.archives import LOCKED, is_locked
from engine.document.disk.wording import short
from engine.language import tr

ENDING = ".npy"
#: How many times its own size it may hold: numbers of networks hardly shrink.
LARGEST, MOST = 4, 100_000
KINDS = {"float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"}


def read(file: BinaryIO, name: str) -> dict[str, object]:
    """The arrays by their names, each still to be converted; those of no plain numbers are `Unfit`.

    Raises:
        UnreadableFile, Malformed, or what zipfile and numpy raise over a damaged file.
    """
    size = file.seek(0, 2)
    with zipfile.ZipFile(file) as archive:
        if is_locked(archive):
            raise UnreadableFile(
                tr("{name} was not opened: {locked}; save it without one first.", name=short(name), locked=LOCKED)
            )
        members = archive.infolist()
        if sum(member.file_size for member in members) > LARGEST * size or len(members) > MOST:
            raise UnreadableFile(
                tr("{name} claims to hold more than its own size; download or copy it again.", name=short(name))
            )
        found: dict[str, object] = {}
        for member in members:
            with archive.open(member) as stream:
                found[member.filename.removesuffix(ENDING)] = _array(stream)
    return found


def _array(stream: IO[bytes]) -> LazyTensor | Unfit:
    version = np.lib.format.read_magic(stream)
    header = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}.get(version)
    if header is None:
        raise Malformed(tr("it is written in a way that is not known here"))
    shape, fortran, dtype = header(stream)
    if dtype.name not in KINDS or dtype.byteorder == ">":
        return Unfit()
    content = stream.read()
    count = math.prod(shape)
    if count * dtype.itemsize > len(content):
        raise Malformed(tr("it claims more numbers than it has room for"))
    storage = Storage(dtype.name, count, Blob(io.BytesIO(content), 0, len(content)))
    if not fortran:
        return contiguous(storage, shape)
    turned = contiguous(storage, shape[::-1])
    return LazyTensor(storage, 0, turned.size[::-1], turned.stride[::-1])
