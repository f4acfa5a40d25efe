"""What a person said of faces, for methods that learn from it; each answer is a step that can be undone. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.document.arrays import ArrayStore
from engine.document.history import History
from engine.document.judgements import from_array, to_array

_WORDS = {1: "yes", -1: "no", 0: "not judged"}


class Judgements:
    """Those of one document."""

    def __init__(self, arrays: ArrayStore, history: History) -> None:
        self._arrays, self._history = arrays, history
        self._known: tuple[str, dict[int, int]] = "", {}  # an array key, and what it holds

    @property
    def key(self) -> str:
        """Of the array that holds them; empty: nothing was said."""
        return self._history.document.judged

    @property
    def marks(self) -> Mapping[int, int]:
        """Seed -> 1 (yes) or -1 (no), the last one said last."""
        if self._known[0] != self.key:
            self._known = self.key, from_array(self._arrays[self.key]) if self.key else {}
        return self._known[1]

    @property
    def examples(self) -> tuple[tuple[int, float], ...]:
        """As methods learn from them."""
        return tuple((seed, float(mark)) for seed, mark in self.marks.items())

    def judge(self, seed: int, mark: int) -> bool:
        """Say yes (1), no (-1) or nothing (0) of a face."""
        marks = {other: said for other, said in self.marks.items() if other != seed}
        return self.take(marks | ({seed: mark} if mark else {}), f"Face {seed}: {_WORDS[mark]}")

    def take(self, marks: Mapping[int, int], words: str) -> bool:
        """These, in place of those there were; `words` are for the list of steps."""
        key = self._arrays.put(to_array(marks)) if marks else ""
        return self._history.push(replace(self._history.document, judged=key), words)
