"""What a person said of faces, for methods that learn from it; each answer is a step that can be undone. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.document.arrays import ArrayStore
from engine.document.disk.wording import short
from engine.document.history import History
from engine.document.judgements import from_array, to_array
from engine.language import tr

Examples = tuple[tuple[int, float], ...]
_WORDS = {1: tr("yes"), -1: tr("no"), 0: tr("not judged")}


class Judgements:
    """Those of one document. A table may bring a quarter of a million: they are gone through as rarely as can be."""

    def __init__(self, arrays: ArrayStore, history: History) -> None:
        self._arrays, self._history = arrays, history
        self._known: tuple[str, dict[int, float]] = "", {}  # an array key, and what it holds
        self._examples: tuple[str, Examples] = "", ()  # the same

    @property
    def key(self) -> str:
        """Of the array that holds them; empty: nothing was said."""
        return self._history.document.judged

    @property
    def marks(self) -> Mapping[int, float]:
        """Seed -> 1 (yes) or -1 (no), the last one said last."""
        if self._known[0] != self.key:
            self._known = self.key, from_array(self._arrays[self.key]) if self.key else {}
        return self._known[1]

    @property
    def examples(self) -> Examples:
        """As methods learn from them."""
        if self._examples[0] != self.key:
            self._examples = self.key, tuple(self.marks.items())
        return self._examples[1]

    def call(self, name: str, gesture: int = 0) -> bool:
        """What the faces are judged for, in a person's words; `gesture` as in `History.push`."""
        document = replace(self._history.document, judging=name)
        return self._history.push(
            document, tr("Judging: {name}", name=short(name)) if name else tr("Judging without a name"), gesture
        )

    def judge(self, seed: int, mark: int) -> bool:
        """Say yes (1), no (-1) or nothing (0) of a face."""
        marks = dict(self.marks)
        marks.pop(seed, None)
        said = (*marks.items(), (seed, float(mark))) if mark else tuple(marks.items())
        return self.take(said, tr("Face {seed}: {words}", seed=seed, words=_WORDS[mark]))

    def take(self, examples: Examples, words: str) -> bool:
        """These, one a face, in place of those there were; `words` are for the list of steps."""
        marks = dict(examples)
        key = self._arrays.put(to_array(marks)) if marks else ""
        self._known, self._examples = (key, marks), (key, examples)
        return self._history.push(replace(self._history.document, judged=key), words)
