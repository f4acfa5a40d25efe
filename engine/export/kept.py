"""Frames of a film that were drawn, kept until it is asked for again: after a kill they are not drawn anew.

One file a film, in the cache's `frames`, named by the hash of all that decides its frames (not by format, size or
rate). Each frame is added at its end as it is drawn; a frame that was cut off, or is damaged, counts as not drawn.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np

from engine.document.disk import leftovers
from engine.document.disk.caches import Cache, reading

HEAD = struct.Struct("<4sIIII")  # mark, frame, height, width, bytes
CHECK = struct.Struct("<I")
MARK = b"EBF1"
#: Pixels of a frame at most, which a damaged head may not exceed.
MOST = 8192**2


class KeptFrames:
    """The frames of one film, in an open file; None: nothing is kept."""

    def __init__(self, file: BinaryIO | None) -> None:
        self._file = file
        self._at: dict[int, tuple[int, int, tuple[int, int]]] = {}  # frame: where, bytes, height and width
        self._end = 0
        if file is not None:
            self._look()

    def _look(self) -> None:
        """Find what is there, up to the first record that is not whole, from where on is written."""
        assert self._file is not None
        size = os.fstat(self._file.fileno()).st_size
        while True:
            self._file.seek(self._end)
            head = self._file.read(HEAD.size)
            if len(head) < HEAD.size:
                break
            mark, i, height, width, length = HEAD.unpack(head)
            after = self._end + HEAD.size + length + CHECK.size
            if mark != MARK or after > size or height * width > MOST:
                break
            self._at[i] = (self._end + HEAD.size, length, (height, width))
            self._end = after

    def __contains__(self, i: int) -> bool:
        return i in self._at

    def get(self, i: int) -> np.ndarray | None:
        """Frame i, uint8 (H, W, 3); None: it is not there, or damaged."""
        if self._file is None or i not in self._at:
            return None
        at, length, (height, width) = self._at[i]
        self._file.seek(at)
        data, check = self._file.read(length), self._file.read(CHECK.size)
        if check != CHECK.pack(zlib.crc32(data)):
            del self._at[i]
            return None
        inflate = zlib.decompressobj()
        pixels = inflate.decompress(data, height * width * 3 + 1)
        return np.frombuffer(pixels, np.uint8).reshape(height, width, 3)

    def put(self, i: int, pixels: np.ndarray) -> None:
        """Keep frame i, uint8 (H, W, 3)."""
        if self._file is None or i in self._at:
            return
        data = zlib.compress(pixels.tobytes(), 1)
        height, width = pixels.shape[:2]
        record = HEAD.pack(MARK, i, height, width, len(data)) + data + CHECK.pack(zlib.crc32(data))
        try:
            self._file.seek(self._end)
            self._file.write(record)
            self._file.flush()
        except OSError:  # the disk is full: the film itself does without, and if it cannot either, it says so
            with suppress(OSError):
                self._file.truncate(self._end)
            return
        self._at[i] = (self._end + HEAD.size, len(data), (height, width))
        self._end += len(record)


@contextmanager
def kept_frames(cache: Cache | None, key: str, size: int) -> Iterator[KeptFrames]:
    """The frames of a film that were kept under this key; `size` bytes are what all may take. Where there is no such
    room, or another window makes the same film now, none are."""
    if cache is None or not cache.make_room(size):
        yield KeptFrames(None)
        return
    path = cache.folder("frames") / f"{key}.frames"
    with reading(path), _opened(path) as file:
        kept = KeptFrames(file)
        yield kept


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO | None]:
    """The file, for reading and writing, and for this process alone; None: that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError:  # a home that may only be read: frames are drawn anew
        yield None
        return
    with os.fdopen(number, "r+b") as file:
        yield file if leftovers.alone(file) else None


def film_key(*parts: str) -> str:
    """The hash of all that decides a film's frames."""
    return hashlib.sha256("\0".join(("frames 1", *parts)).encode()).hexdigest()
