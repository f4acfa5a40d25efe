"""The arrays of a session: safetensors, checked by its header and read one after the other, never all at once twice."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from typing import IO, Any

import numpy as np

from engine.document.disk.limits import ARRAY, ARRAY_COUNT, ARRAYS, JSON, no_more, parsed
from engine.language import tr

#: What documents hold, and other types of plain numbers.
_TYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1", "U8": "u1",
}  # fmt: skip
#: More axes than any array of ours.
_AXES = 4


def read_arrays(file: IO[bytes], size: int) -> Iterator[tuple[str, np.ndarray]]:
    """Each array of a file of so many bytes, with its name.

    Raises:
        TooLarge: there are too many, or they are too large; before any is made.
        ValueError: the file is damaged.
    """
    no_more(size, ARRAYS, "bytes")
    length = struct.unpack("<Q", _exactly(file, 8))[0]
    no_more(length, JSON, "bytes")
    header = parsed(_exactly(file, length).decode())
    header.pop("__metadata__", None)
    no_more(len(header), ARRAY_COUNT, "arrays")
    places, at = sorted((entry["data_offsets"], name) for name, entry in header.items()), 0
    for (start, end), name in places:
        no_more(end - start, ARRAY, "bytes")
        if start != at or end - start != checked_size(header[name]["shape"], np.dtype(_TYPES[header[name]["dtype"]])):
            raise ValueError(tr("its arrays do not fit their places"))
        at = end
    if at != size - 8 - length:
        raise ValueError(tr("its arrays do not fill the file"))
    for (start, end), name in places:
        array = np.frombuffer(_exactly(file, end - start), _TYPES[header[name]["dtype"]])
        yield name, array.reshape(header[name]["shape"])


def checked_size(shape: Any, dtype: np.dtype) -> int:
    """The bytes of an array whose shape stands in a file.

    Raises:
        ValueError: it is no shape.
    """
    if not isinstance(shape, list) or len(shape) > _AXES or any(type(n) is not int or n < 0 for n in shape):
        raise ValueError(tr("one of its arrays has no shape"))
    return math.prod(shape) * dtype.itemsize


def _exactly(file: IO[bytes], count: int) -> bytes:
    content = file.read(count)
    if len(content) != count:
        raise ValueError(tr("it ends too early"))
    return content
