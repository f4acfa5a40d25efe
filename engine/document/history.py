"""Undo and redo: a list of frozen documents. One gesture is one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.document.document import Document
from engine.document.saved.kept_sets import KeptSet
from engine.language import tr

LIMIT = 500


def _nobody(_before: Document, _after: Document) -> None:
    """Who hears of changes before anybody does."""


def _nobody_turns(_out: KeptSet, _came: KeptSet) -> None:
    """Who puts direction sets back before anybody does."""


Turned = tuple[KeptSet, KeptSet]


@dataclass(frozen=True)
class Step:
    """A document and the words for what made it; steps of one gesture (not 0) are merged. `turned`: the direction set
    whose sliders it took away, and the one that it put in its place."""

    document: Document
    label: str
    gesture: int = 0
    turned: Turned | None = None


class History:
    """The steps of one generator's document; `index` is the current one. `heard` is told of every change, with the
    documents before and after; `turned` puts the sliders of the one set away and brings those of the other."""

    def __init__(self, document: Document, label: str = tr("Opened")) -> None:
        self.steps: list[Step] = [Step(document, label)]
        self.index = 0
        self.heard: Callable[[Document, Document], None] = _nobody
        self.turned: Callable[[KeptSet, KeptSet], None] = _nobody_turns

    @property
    def document(self) -> Document:
        return self.steps[self.index].document

    @property
    def can_undo(self) -> bool:
        return self.index > 0

    @property
    def can_redo(self) -> bool:
        return self.index + 1 < len(self.steps)

    def arrays(self) -> set[str]:
        """The keys of all arrays that its steps still need."""
        masks = {kept.mask for step in self.steps for kept in step.turned or () if kept.mask}
        return masks | {key for step in self.steps for key in step.document.arrays()}

    def push(self, document: Document, label: str, gesture: int = 0, turned: Turned | None = None) -> bool:
        """Make `document` the current one, dropping what was undone; False if nothing differs. `turned` tells of other
        sliders that are there already."""
        before = self.document
        if document == before and turned is None:
            return False
        current = self.steps[self.index]
        if gesture and current.gesture == gesture and self.index:
            if current.turned is not None:
                turned = current.turned[0], (turned or current.turned)[1]
            self.steps[self.index :] = [Step(document, label, gesture, turned)]
            same = turned is None or turned[0].directions.key == turned[1].directions.key
            if same and document == self.steps[self.index - 1].document:  # the gesture ended where it began: no step
                del self.steps[self.index]
                self.index -= 1
        else:
            self.steps[self.index + 1 :] = [Step(document, label, gesture, turned)]
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
            self._turn(place)
            self.heard(before, self.document)
        return self.document

    def _turn(self, place: int) -> None:
        """The sliders that steps between there and here took away or brought are put back."""
        first, last = sorted((place, self.index))
        crossed = [step.turned for step in self.steps[first + 1 : last + 1] if step.turned is not None]
        if crossed and self.index < place:
            self.turned(crossed[-1][1], crossed[0][0])
        elif crossed:
            self.turned(crossed[0][0], crossed[-1][1])

    def undo(self) -> Document:
        """Go one step back, if there is one."""
        return self.jump(self.index - 1)

    def redo(self) -> Document:
        """Go one step forward, if there is one."""
        return self.jump(self.index + 1)
