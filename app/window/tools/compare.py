"""The picture now against A or B, else the photo that it comes from, else itself without edits: by a line, as onion
skin or mapped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QObject, Slot

from app.model.changes import FIELDS, PICTURE, Change
from app.window.surface import Surface
from app.window.tools.sides import Side, Sides
from engine.document.asked.requests import Failed, Frame
from engine.document.document import Document, PhotoRef
from engine.document.photos.cut_out import CutOut
from engine.language import tr
from widgets.canvas.split_view import Way

WAYS: tuple[Way, ...] = ("wipe", "onion")
DIFFERENCE = "difference"
#: Differences are told on at most so many points a side.
POINTS = 256
#: What the left side is of: A or B, the photo, or the fields of a document that its picture without edits depends on.
Left = Side | PhotoRef | tuple[object, ...]


class Compare(QObject):
    """Sees to it that the left side is of what the right side is of, or not there."""

    def __init__(self, window: Surface, sides: Sides) -> None:
        super().__init__(window)
        self._window, self._controller, self._sides = window, window.controller, sides
        self._wanted: Left | None = None  # None: nothing is compared
        self._shown: Left | None = None
        self._lost: PhotoRef | None = None  # a photo that could not be read
        self._sharp = False  # whether what is shown is of full quality
        self._mapped = False  # whether what differs is shown as a map, not as two pictures
        self._left: np.ndarray | None = None
        self._left_words = ""
        c = self._controller
        c.original_ready.connect(self._original_came)
        c.frame_ready.connect(self._frame_came)
        c.changed.connect(self._changed)
        c.generator_opened.connect(self._generator_opened)
        sides.changed.connect(self._sides_changed)

    def switching(self) -> dict[str, Callable[[bool], object]]:
        """Actions that are switched on and off, by name."""
        return {"wipe": self.wipe, "onion": self.onion, DIFFERENCE: self.difference}

    def wipe(self, on: bool) -> None:
        """By a line."""
        self._turn("wipe", on)

    def onion(self, on: bool) -> None:
        """One shining through the other."""
        self._turn("onion", on)

    def difference(self, on: bool) -> None:
        """A map of what differs."""
        self._turn("", on)

    def _turn(self, way: Way, on: bool) -> None:
        if on and self._controller.workspace is not None:
            self.begin(way)
        else:
            self.end()

    def begin(self, way: Way) -> None:
        """Compare in this way, which takes the place of the others; "": as a map."""
        window = self._window
        window.show_canvas()
        if self._mapped and way:
            window.canvas.set_heat(None)
        self._mapped = not way
        window.canvas.set_way(way)
        self._show_way()
        self._map()
        if self._wanted is None:
            self._lost = None
            for watched in (window, window.canvas):
                watched.installEventFilter(self)
            self._follow()

    def end(self, sentence: str = "") -> None:
        """Compare no more, and say why if there is a reason besides a person's wish."""
        if self._wanted is None:
            self._show_way()
            return
        window = self._window
        for watched in (window, window.canvas):
            watched.removeEventFilter(self)
        self._wanted = self._shown = None
        self._controller.jobs.cancel_kind("cut out")
        window.canvas.set_way("")
        self._set_left(None)
        if self._mapped:
            self._mapped = False
            window.canvas.set_heat(None)
        self._show_way()
        if sentence:
            self._controller.say(sentence)

    def _show_way(self) -> None:
        for way in WAYS:
            self._window.acts[way].setChecked(self._window.canvas.way == way)
        self._window.acts[DIFFERENCE].setChecked(self._mapped)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc on the picture, or anywhere that has no use for it, ends."""
        if not self._window.left_by(event):
            return False
        self.end()
        return True

    # ---- what is on the left ----

    def _left_of(self, document: Document) -> Left:
        if (side := self._sides.other()) is not None:
            return side
        if document.photo is not None and document.photo != self._lost:
            return document.photo
        return tuple(getattr(document, name) for name, about in FIELDS.items() if about == Change.FACE)

    @Slot(object)
    def _generator_opened(self, _: object) -> None:
        self.end(tr("The comparison ended, because a generator was opened."))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._wanted is not None and change & PICTURE:
            self._follow()

    @Slot()
    def _sides_changed(self) -> None:
        if self._wanted is not None:
            self._follow()

    def _follow(self) -> None:
        """Have the left side be of the document in front."""
        workspace = self._controller.workspace
        assert workspace is not None
        left, before = self._left_of(workspace.document), self._wanted
        if left == before:
            self._set_words()
            return
        if isinstance(before, PhotoRef) and workspace.document.photo is None and not isinstance(left, Side):
            self.end(tr("The comparison ended, because this face comes from no photo."))
            return
        self._wanted = left
        if isinstance(left, PhotoRef):
            self._set_left(None)  # the one before is of another photo
            done, failed = partial(self._photo_came, left), partial(self._photo_failed, left)
            self._controller.ask(CutOut(workspace.document), done, kind="cut out", failed=failed)
        else:
            self._controller.jobs.cancel_kind("cut out")
            self._ask_left()

    def _ask_left(self) -> None:
        """Have A, B or the picture without edits drawn."""
        if (document := self._left_document) is not None:
            self._controller.frames.want_original(document)

    @property
    def _left_document(self) -> Document | None:
        """What the engine draws of the left side; None where it is of a photo."""
        workspace = self._controller.workspace
        if isinstance(self._wanted, Side):
            return self._wanted.document
        return None if workspace is None or isinstance(self._wanted, PhotoRef) else workspace.document.unedited()

    def _photo_came(self, photo: PhotoRef, pixels: np.ndarray) -> None:
        if self._wanted == photo:
            self._show(pixels, tr("photo"))

    def _photo_failed(self, photo: PhotoRef, failure: Failed) -> None:
        if self._wanted == photo:
            self._controller.say(
                tr("{sentence_} So the left side is the picture without edits.", sentence_=failure.sentence)
            )
            self._lost = photo
            self._follow()

    @Slot(object)
    def _original_came(self, pixels: np.ndarray) -> None:
        document = None if self._wanted is None else self._left_document
        if document is None or document != self._controller.frames.compared:  # holding the key asks for another
            return
        self._show(pixels, self._wanted.called if isinstance(self._wanted, Side) else tr("without edits"))
        self._sharp = self._quality == "full"

    def _show(self, pixels: np.ndarray, words: str) -> None:
        self._shown = self._wanted
        self._set_left(pixels, words)

    def _set_left(self, pixels: np.ndarray | None, words: str = "") -> None:
        self._left, self._left_words = pixels, words
        self._set_words()
        self._map()

    def _set_words(self) -> None:
        self._window.canvas.set_left(self._left, self._left_words, self._sides.standing or tr("now"))

    def _map(self) -> None:
        """Where the two differ; nothing while one of them is not there, or one is of less quality than the other."""
        if not self._mapped:
            return
        frame = self._controller.last_frame
        alike = frame is not None and (isinstance(self._shown, PhotoRef) or self._quality == frame.quality)
        if self._left is None or frame is None or not alike:
            self._window.canvas.set_heat(None)
        else:
            self._window.canvas.set_heat(differences(self._left, frame.pixels))

    @property
    def _quality(self) -> str:
        return self._controller.frames.original_quality

    @Slot(object)
    def _frame_came(self, frame: Frame) -> None:
        """A moving slider may have taken the original's place in the engine's mailbox."""
        self._map()
        if self._wanted is None or isinstance(self._wanted, PhotoRef):
            return
        if self._shown != self._wanted:
            self._set_left(None)  # of the face before
            self._ask_left()
        elif not self._sharp and frame.quality == "full":
            self._ask_left()


def differences(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far two pictures of one view, uint8 (H, W, 3) of any sizes, differ at each of a grid of points, float32
    (h, w) from 0 to 1, at most 256 a side."""
    height, width = (min(one.shape[i], other.shape[i], POINTS) for i in (0, 1))

    def at_points(pixels: np.ndarray) -> np.ndarray:
        rows, columns = (
            (np.arange(n) + 0.5) * side / n for n, side in zip((height, width), pixels.shape, strict=False)
        )
        return pixels[rows.astype(int)[:, None], columns.astype(int)].astype(np.float32)

    return np.asarray(np.abs(at_points(one) - at_points(other)).mean(2) / 255)
