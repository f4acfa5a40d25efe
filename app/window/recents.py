"""File > Open recent: what was opened and saved last, with its pictures; what is pinned stands above the rest."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QMenu

from app.model import earlier
from app.services.library import SIDE, of_file, thumbnail
from app.window.surface import Surface
from engine.language import tr
from widgets.parts.plain import add_plain

SHOWN = 8  # of what earlier runs had open; the others lie one menu further
PIN = tr("Right-click, or P, pins it: it stays above the others.")
UNPIN = tr("Pinned. Right-click, or P, lets it go.")


class Recents(QObject):
    """Fills the menu as it opens, and pins its entries by a right click or the key P, which leave it open."""

    def __init__(self, surface: Surface) -> None:
        super().__init__(surface)
        self._surface, self._controller, self._menu = surface, surface.controller, surface.recent
        self._menu.aboutToShow.connect(self.fill)
        self._menu.installEventFilter(self)

    @Slot()
    def fill(self) -> None:
        """Generators (those that are gone are shown, but cannot be chosen), session files, photos and pictures that
        hold their recipe, and what earlier runs had open."""
        settings, menu = self._controller.settings, self._menu
        menu.clear()
        generators = [(recent.path, recent.sha256) for recent in settings.recent]
        sessions, pictures = (
            [(path, of_file(path)) for path in paths if os.path.isfile(path)]
            for paths in (settings.sessions, settings.pictures)
        )
        for path, picture in (*generators, *sessions, *pictures):
            if path in settings.pinned:
                self._add_file(menu, path, picture, pinned=True)
        for group in (generators, sessions, pictures):
            menu.addSeparator()  # of which Qt shows none that has nothing on one of its sides
            for path, picture in group:
                if path not in settings.pinned:
                    self._add_file(menu, path, picture, pinned=False)
        menu.addSeparator()
        for place, before in enumerate(earlier.left()):
            if place == SHOWN:
                menu = menu.addMenu(tr("Still earlier"))
                menu.setToolTipsVisible(True)
            tip = tr("What was open when a run ended, saved or not")
            action, seen = self._add(menu, earlier.title(before), tip, str(before)), QPixmap()
            if seen.loadFromData(earlier.picture(before), "PNG"):
                action.setIcon(QIcon(seen.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)))
        if self._menu.isEmpty():
            menu.addAction(tr("Nothing yet")).setEnabled(False)

    def _add_file(self, menu: QMenu, path: str, picture: str, *, pinned: bool) -> None:
        action = self._add(menu, Path(path).name, f"{path}\n{UNPIN if pinned else PIN}", path)
        action.setEnabled(os.path.exists(path))
        action.setProperty("pinned", pinned)
        if pinned:
            action.setText(tr("{text}\tpinned", text=action.text()))
        if picture and (place := thumbnail(picture)).is_file():
            action.setIcon(QIcon(str(place)))

    def _add(self, menu: QMenu, name: str, tip: str, path: str) -> QAction:
        action = add_plain(menu, name, tip)
        action.setData(path)
        action.triggered.connect(self._open)
        return action

    @Slot()
    def _open(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self._controller.opening.drop(sender.data())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.RightButton:
            if event.type() == kinds.MouseButtonRelease:
                self._turn(self._menu.actionAt(event.position().toPoint()))
            return True  # else it would open the file
        if isinstance(event, QKeyEvent) and event.type() == kinds.KeyPress and event.key() == Qt.Key.Key_P:
            self._turn(self._menu.activeAction())
            return True
        return False

    def _turn(self, action: QAction | None) -> None:
        """Pin an entry, or let it go."""
        pinned = None if action is None else action.property("pinned")
        if action is None or pinned is None:
            return
        path = action.data()
        self._controller.settings.pin(path, on=not pinned)
        self.fill()
        self._menu.setActiveAction(next(each for each in self._menu.actions() if each.data() == path))
