"""A person's own picture in the window: placed, looked for, gone on with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.services.brought.scores import in_words
from app.window.surface import Surface
from engine.document.disk.wording import short
from engine.document.photos.alignment import Alignment
from engine.document.photos.ignored import ignored_of
from engine.document.photos.photo import PHOTOS, Inverted, PhotoRead
from engine.language import tr
from widgets.photo.page import PhotoPage as Page

PICTURES = tr("Pictures ({value});;All files (*)", value=" ".join(f"*{ending}" for ending in PHOTOS))


class PhotoPage(QObject):
    """Shows the photo service's photo and what it finds."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._photos = window, window.controller.photos
        self._fraction = 0.0  # how far it was looked for last
        self._closeness = 0.5  # with which it was looked for last
        self._face = 0  # which of the faces the square was put on last
        self.page = Page()
        window.add_page(self.page)
        self.page.closed.connect(window.show_canvas)
        self.page.found_wanted.connect(self._look)
        self.page.paused.connect(self._photos.pause)
        self.page.stopped.connect(self._photos.stop)
        self.page.used.connect(self._use)
        self.page.other_face.connect(self._next_face)
        self.page.chosen.connect(self._choose)
        self._photos.found.connect(self._show_found)
        self._photos.progressed.connect(self._show_progress)
        self._photos.ended.connect(self._show_end)
        self._photos.forgotten.connect(self._forget)
        self._photos.returned.connect(self._show_again)

    def show(self) -> None:
        """The photo in front, or the question which."""
        photo = self._photos.photo
        if photo is None:
            self._choose()
        elif self._window.pages.currentWidget() is not self.page and self._window.turn_to(self.page):
            name = short(Path(photo.path).name)
            self._window.controller.say(tr("This is still {name}. “Another photo…” opens another.", name=name))

    @Slot()
    def _choose(self) -> None:
        folder = self._window.controller.settings.starting_folder()
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Open a photo"), folder, PICTURES)
        if path:
            self._photos.open(path)

    def show_photo(self, photo: PhotoRead) -> None:
        """A photo was read: here it is, its first face in the square."""
        self.page.set_photo(short(Path(photo.path).name), photo.pixels, photo.notes, len(photo.faces))
        self._face = -1
        self._next_face()
        self._window.turn_to(self.page)

    @Slot(object)
    def _show_again(self, photo: PhotoRead) -> None:
        """Its generator is back; the page stays where it is."""
        self.page.set_photo(short(Path(photo.path).name), photo.pixels, photo.notes, len(photo.faces))
        best = self._photos.best
        self.page.set_alignment(_times(best.alignment if best is not None else photo.faces[0], photo.scale))
        if best is not None:
            self._show_found(best)

    @Slot()
    def _next_face(self) -> None:
        photo = self._photos.photo
        if photo is not None:
            self._face = (self._face + 1) % len(photo.faces)
            self.page.set_alignment(_times(photo.faces[self._face], photo.scale))

    @Slot(object, float, bool)
    def _look(self, alignment: Alignment, closeness: float, go_on: bool) -> None:
        photo = self._photos.photo
        if photo is not None:
            self._fraction, self._closeness = self._fraction if go_on else 0.0, closeness
            self.page.set_busy(busy=True, fraction=self._fraction)
            square, tune = _times(alignment, 1 / photo.scale), self.page.fit.isChecked()
            self._photos.look(square, closeness, ignored_of(self.page.ignoring.ignored()), tune=tune, go_on=go_on)

    @Slot(object)
    def _show_found(self, found: Inverted) -> None:
        self.page.set_found(found.pixels)
        self.page.set_score(in_words(found, self._closeness), usable=True)
        self.page.set_likeness(self._photos.likeness)

    @Slot(float)
    def _show_progress(self, fraction: float) -> None:
        self._fraction = fraction
        self.page.set_busy(busy=True, fraction=fraction)

    @Slot()
    def _show_end(self) -> None:
        paused = self._photos.paused
        self.page.set_busy(busy=paused, fraction=self._fraction, paused=paused)

    @Slot()
    def _use(self) -> None:
        if self._photos.use():
            self._photos.stop()
            self._window.show_canvas()

    @Slot()
    def _forget(self) -> None:
        self.page.set_photo("", None, (), 0)
        self.page.set_busy(busy=False)
        if self._window.pages.currentWidget() is self.page:
            self._window.show_canvas()


def _times(alignment: Alignment, scale: float) -> Alignment:
    """The same in pixels so many times as large."""
    return replace(alignment, scale=alignment.scale * scale, dx=alignment.dx * scale, dy=alignment.dy * scale)
