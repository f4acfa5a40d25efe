"""Arrays of documents, kept once each under the hash of their content; documents hold only the keys."""

from __future__ import annotations

import hashlib

import numpy as np


class ArrayStore:
    """Read-only arrays by content hash, shared by documents, undo and requests. Adding and reading are thread-safe."""

    def __init__(self) -> None:
        self._arrays: dict[str, np.ndarray] = {}

    def put(self, array: np.ndarray) -> str:
        """Keep a read-only copy and return its key (16 hex digits)."""
        array = np.array(array, order="C")
        head = f"{array.dtype.str}{array.shape}".encode()
        key = hashlib.sha256(head + array.tobytes()).hexdigest()[:16]
        array.flags.writeable = False
        self._arrays.setdefault(key, array)
        return key

    def __getitem__(self, key: str) -> np.ndarray:
        return self._arrays[key]

    def __contains__(self, key: str) -> bool:
        return key in self._arrays
