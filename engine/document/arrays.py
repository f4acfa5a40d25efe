"""Arrays of documents, kept once each under the hash of their content; documents hold only the keys."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

import numpy as np


class ArrayStore:
    """Read-only arrays by content hash, shared by documents, undo and requests. Adding and reading are thread-safe."""

    def __init__(self) -> None:
        self._arrays: dict[str, np.ndarray] = {}
        self._fresh: set[str] = set()  # put since the last tidying

    def put(self, array: np.ndarray) -> str:
        """Keep a read-only copy and return its key (16 hex digits)."""
        array = np.array(array, order="C")
        head = f"{array.dtype.str}{array.shape}".encode()
        key = hashlib.sha256(head + array.tobytes()).hexdigest()[:16]
        array.flags.writeable = False
        self._fresh.add(key)
        self._arrays.setdefault(key, array)
        return key

    def take_over(self, other: ArrayStore, named: Iterable[str]) -> None:
        """Keep what another store, which is not used any more, has under these keys."""
        for key in named:
            self._fresh.add(key)
            self._arrays.setdefault(key, other[key])

    def let_go(self, named: Collection[str]) -> int:
        """Forget the arrays that nobody names any more; returns how many.

        What was put since the last call stays until the next one: a request that is under way may still be about it.
        """
        fresh, self._fresh = self._fresh, set()
        old = [key for key in list(self._arrays) if key not in named and key not in fresh]
        for key in old:
            del self._arrays[key]
        return len(old)

    def __len__(self) -> int:
        return len(self._arrays)

    def __getitem__(self, key: str) -> np.ndarray:
        return self._arrays[key]

    def __contains__(self, key: str) -> bool:
        return key in self._arrays
