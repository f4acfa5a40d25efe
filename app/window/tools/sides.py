"""A and B: two pictures that a person sets, to look at one and the other in turn, or side by side (Y)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.model.workspace import Workspace
from app.window.surface import Surface
from engine.document.asked.offers import GeneratorInfo
from engine.document.document import Document
from engine.document.snapshots import gone_back, values_of
from engine.language import tr
from widgets.parts.gesture import next_gesture

#: What stands on the picture of each.
CALLED = {"a": "A", "b": "B"}


@dataclass(frozen=True)
class Side:
    """One of them as it is drawn: with the names of now."""

    called: str
    document: Document


class Sides(QObject):
    """Of each generator its own, until another is opened. Going to and fro is one step of the history, however often,
    and none at all where it ends as it began."""

    changed = Signal()

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._of = ""  # the hash of the generator in front
        self._gesture = 0
        self._controller.changed.connect(self._show)
        self._controller.generator_opened.connect(self._generator_opened)

    def doing(self) -> dict[str, Callable[[], object]]:
        """Actions that are done, by name."""
        return {"set_a": partial(self.set, "a"), "set_b": partial(self.set, "b"), "flip": self.flip}

    @property
    def standing(self) -> str:
        """ "A" or "B" where the picture in front is that; else empty."""
        workspace = self._controller.workspace
        if workspace is None:
            return ""
        found = (CALLED[key] for key in CALLED if workspace.document == _document(workspace, key))
        return next(found, "")

    def other(self) -> Side | None:
        """The one to compare the picture in front with: A, or B where that is in front; None where there is none."""
        if (workspace := self._controller.workspace) is None:
            return None
        for key in CALLED:
            document = _document(workspace, key)
            if document is not None and document != workspace.document:
                return Side(CALLED[key], document)
        return None

    def set(self, key: str) -> None:
        """The picture in front is A, or B, from now on."""
        if (workspace := self._controller.workspace) is not None:
            workspace.sides[key] = values_of(workspace.document)
            self._show()
            self.changed.emit()

    def flip(self) -> None:
        """To A, or to B where A is in front."""
        workspace = self._controller.workspace
        if workspace is None:
            return
        if (side := self.other()) is None:
            self._controller.say(tr("Set this picture as A and another as B first: right-click the picture."))
            return
        if workspace.history.steps[workspace.history.index].gesture != self._gesture or not self._gesture:
            self._gesture = next_gesture()
        workspace.history.push(side.document, tr("To {called}", called=side.called), self._gesture)

    @Slot()
    def _show(self) -> None:
        self._window.canvas.set_mark(self.standing)

    @Slot(object)
    def _generator_opened(self, info: GeneratorInfo) -> None:
        if info.ref.sha256 != self._of:
            self._of = info.ref.sha256
            for workspace in self._controller.workspaces.values():
                workspace.sides.clear()
            self.changed.emit()


def _document(workspace: Workspace, key: str) -> Document | None:
    values = workspace.sides.get(key)
    return None if values is None else gone_back(workspace.document, values)
