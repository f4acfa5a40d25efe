"""Undo and redo: a list of frozen documents. One gesture is one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.document.document import Document

LIMIT = 500


def _nobody(_before: Document, _after: Document) -> None:
    """Who hears of changes before anybody does."""


@dataclass(frozen=True)
class Step:
    """A document and the words for what made it; steps of one gesture (not 0) are merged."""

    document: Document
    label: str
    gesture: int = 0


class History:
    """The steps of one generator's document; `index` is the current one. `heard` is told of every change, with the
    documents before and after."""

    def __init__(self, document: Document, label: str = "Opened") -> None:
        self.steps: list[Step] = [Step(document, label)]
        self.index = 0
        self.heard: Callable[[Document, Document], None] = _nobody

    @property
    def document(self) -> Document:
        return self.steps[self.index].document

    @property
    def can_undo(self) -> bool:
        return self.index > 0

    @property
    def can_redo(self) -> bool:
        return self.index + 1 < len(self.steps)

    def push(self, document: Document, label: str, gesture: int = 0) -> bool:
        """Make `document` the current one, dropping what was undone; False if nothing differs."""
        before = self.document
        if document == before:
            return False
        current = self.steps[self.index]
        step = Step(document, label, gesture)
        if gesture and current.gesture == gesture and self.index:
            self.steps[self.index :] = [step]
            if document == self.steps[self.index - 1].document:  # the gesture ended where it began: no step
                del self.steps[self.index]
                self.index -= 1
        else:
            self.steps[self.index + 1 :] = [step]
            if len(self.steps) > LIMIT:
                del self.steps[1]  # the first stays: "as opened" is always in reach
            self.index = len(self.steps) - 1
        self.heard(before, self.document)
        return True

    def jump(self, index: int) -> Document:
        """Go to a step by its place; out of range is brought back into it."""
        before, place = self.document, self.index
        self.index = max(0, min(index, len(self.steps) - 1))
        if self.index != place:
            self.heard(before, self.document)
        return self.document

    def undo(self) -> Document:
        """Go one step back, if there is one."""
        return self.jump(self.index - 1)

    def redo(self) -> Document:
        """Go one step forward, if there is one."""
        return self.jump(self.index + 1)
