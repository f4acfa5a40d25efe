"""A slider from two pictures in the window: both chosen, looked at, handed on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.window.pages.photo import PICTURES
from app.window.surface import Surface
from engine.document.asked.between import End
from engine.document.disk.wording import short
from engine.document.document import Document, PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.photos.photo import PhotoRead
from engine.language import tr
from widgets.parts.plain import add_plain
from widgets.photo.pair import PairPage as Page

EARLIER = 12  # steps of the history that are offered


@dataclass
class _Chosen:
    """One of the two; of a photo by how much it is shown smaller, and what is to be said of it."""

    end: End
    name: str
    scale: float = 1.0
    notes: tuple[str, ...] = ()


class PairPage(QObject):
    """Fills the two wells, and asks for the slider."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._chosen: dict[int, _Chosen] = {}  # by the well, from 0
        self.page = Page()
        window.add_page(self.page)
        self.page.closed.connect(window.show_canvas)
        self.page.wanted.connect(self._find)
        self.page.paths_dropped.connect(self._dropped)
        for place, well in enumerate(self.page.wells):
            well.menu.aboutToShow.connect(partial(self._fill_menu, place))
            well.placing.placed.connect(partial(self._placed, place))
        window.controller.generator_opened.connect(self._forget)

    def show(self) -> None:
        """The two pictures; the one in front is the first, until another is chosen."""
        if self._window.turn_to(self.page) and not self._chosen:
            self._choose_this(0)

    # ---- choosing ----

    def _fill_menu(self, place: int) -> None:
        menu = self.page.wells[place].menu
        menu.clear()
        menu.addAction(tr("A picture from a file…")).triggered.connect(partial(self._ask_file, place))
        menu.addAction(tr("The picture in front")).triggered.connect(partial(self._choose_this, place))
        workspace = self._controller.workspace
        if workspace is None or len(workspace.history.steps) < 2:
            return
        menu.addSection(tr("Earlier"))
        for step in reversed(workspace.history.steps[-EARLIER:]):
            earlier = partial(self._choose, place, step.document, step.label)
            add_plain(menu, step.label).triggered.connect(earlier)

    def _ask_file(self, place: int, *_: bool) -> None:
        folder = self._controller.settings.starting_folder()
        path, _filter = QFileDialog.getOpenFileName(self._window, tr("Open a picture"), folder, PICTURES)
        if path:
            self._read(place, path)

    @Slot(list)
    def _dropped(self, paths: list[str]) -> None:
        empty = next((place for place in (1, 0) if place not in self._chosen), 1)
        for place, path in zip((0, 1) if len(paths) > 1 else (empty,), paths, strict=False):
            self._read(place, path)

    def _read(self, place: int, path: str) -> None:
        self._controller.between.read_photo(path, partial(self._take_photo, place))

    def _take_photo(self, place: int, photo: PhotoRead) -> None:
        name = Path(photo.path).stem
        self._chosen[place] = _Chosen(photo.path, name, photo.scale, photo.notes)
        self.page.wells[place].set_picture(short(name), photo.pixels, photo.faces[0].scaled(photo.scale, (0.0, 0.0)))
        self._tell()

    def _choose_this(self, place: int, *_: bool) -> None:
        if (workspace := self._controller.workspace) is not None:
            document = workspace.document
            photo = document.photo
            name = tr("seed {seed}", seed=document.seed) if photo is None else Path(photo.path).stem
            self._choose(place, document, tr("{name} edited", name=name) if document.edits else name)

    def _choose(self, place: int, document: Document, name: str, *_: bool) -> None:
        chosen = self._chosen[place] = _Chosen(document, name)
        self.page.wells[place].set_picture(short(name), None)
        self._tell()

        def drawn(pixels: np.ndarray) -> None:
            if self._chosen.get(place) is chosen:
                self.page.wells[place].set_picture(short(name), pixels)

        self._controller.between.picture_of(document, drawn)

    def _placed(self, place: int, alignment: Alignment) -> None:
        """The square was moved by hand: what lies in it counts, whatever the file says besides."""
        chosen = self._chosen[place]
        path = chosen.end.path if isinstance(chosen.end, PhotoRef) else str(chosen.end)
        self._chosen[place] = replace(chosen, end=PhotoRef(path, alignment.scaled(1 / chosen.scale, (0.0, 0.0))))

    # ---- what is made of them ----

    def _tell(self) -> None:
        notes = (f"{short(one.name)}: {' '.join(one.notes)}" for one in self._chosen.values() if one.notes)
        self.page.set_told(tuple(notes), ready=len(self._chosen) == 2)

    @Slot()
    def _find(self) -> None:
        before, after = self._chosen[0], self._chosen[1]
        self._controller.between.slider(before.end, after.end, (before.name, after.name))
        self._window.show_canvas()

    @Slot()
    def _forget(self) -> None:
        self._chosen.clear()
        for well in self.page.wells:
            well.set_picture("", None)
        self._tell()
        if self._window.pages.currentWidget() is self.page:
            self._window.show_canvas()
