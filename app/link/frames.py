"""Which frame is asked for, and which of those that come is shown.

While something moves, previews are asked for; the engine answers with a full frame where that is quick. Once a preview
is on screen and nothing newer is wanted, the full picture is asked for. The engine may give such an idle request up
when anything newer arrives: then no frame comes for it, and nothing here waits for one.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.document.asked.requests import Frame, Quality, RenderFailed, RenderRequest
from engine.document.document import Document

REST = 150  # milliseconds that a preview is on screen before the full picture is asked for


class Frames(QObject):
    """Numbers the requests. A frame is shown unless its epoch is over or it is older than the one on screen."""

    shown = Signal(object)  # Frame
    original = Signal(object)  # pixels of the seed without edits

    def __init__(self, ask: Callable[[RenderRequest], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ask = ask
        self.wanted = 0  # the sequence of the newest request for the document
        self.last: Frame | None = None  # the one on screen
        self._document: Document | None = None
        self._original: Document | None = None
        self._originals: dict[int, Document] = {}  # asked for comparisons, by sequence
        self.compared: Document | None = None  # the one asked for last
        self.original_quality: Quality = "full"  # of the one that came last
        self._epoch = self._sequence = self._shown = 0
        self._full = -1  # the sequence of the last full picture asked for
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.ask_full)

    @property
    def awaited(self) -> bool:
        """Whether a frame of the document is still to come."""
        return self._shown < self.wanted

    def begin(self) -> None:
        """Another generator: the frames of the one before mean nothing any more."""
        self._epoch += 1
        self._rest.stop()
        self._originals.clear()
        self._document = self._original = self.compared = self.last = None

    def want(self, document: Document) -> None:
        """This is what should be on screen."""
        self._rest.stop()
        self._document = document
        self.wanted = self._request(document, "preview")

    def want_original(self, document: Document) -> None:
        """The document without its edits, or another to compare with, once."""
        self._rest.stop()  # its request would take this one's place; it comes after the original
        self._original = self.compared = document
        self._originals[self._request(document, "preview")] = document

    @Slot()
    def ask_full(self) -> None:
        """The full picture in place of the preview that is on screen."""
        self._rest.stop()
        if self._document is not None:
            self._full = self._request(self._document, "full", idle=True)

    def take(self, frame: Frame) -> None:
        """A frame has come."""
        if frame.epoch != self._epoch:
            return
        if frame.sequence in self._originals:
            self._take_original(frame)
            return
        if frame.sequence < self._shown:
            return
        self._shown, self.last = frame.sequence, frame
        self.shown.emit(frame)
        self._settle()

    def failed(self, message: RenderFailed) -> bool:
        """A frame could not be made; whether that is of any concern still."""
        if message.sequence in self._originals:
            self._settle()
        return message.epoch == self._epoch

    def _take_original(self, frame: Frame) -> None:
        document = self._originals[frame.sequence]
        self._originals = {sequence: d for sequence, d in self._originals.items() if sequence > frame.sequence}
        if document == self.compared:  # else it is of another face already
            self.original_quality = frame.quality
            self.original.emit(frame.pixels)
        if self.awaited and self._document is not None:
            self.want(self._document)  # in the one-slot mailbox the original may have taken the document's place
        elif frame.quality == "preview" and self._original is not None:
            original, self._original = self._original, None
            self._originals[self._request(original, "full", idle=True)] = original
        else:
            self._settle()

    def _settle(self) -> None:
        """See to it that a preview does not stay."""
        last = self.last
        if last is not None and last.quality == "preview" and not self.awaited:
            if last.sequence != self._full:  # an engine that cannot do better is not asked for ever
                self._rest.start()

    def _request(self, document: Document, quality: Quality, *, idle: bool = False) -> int:
        self._sequence += 1
        self.ask(RenderRequest(self._epoch, self._sequence, document, quality, idle))
        return self._sequence
