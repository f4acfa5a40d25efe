"""An edit that is laid back into its photo, in the window: looked at, then saved."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QMessageBox

from app.model.changes import PICTURE, Change
from app.window import dialogs
from app.window.surface import Surface
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.photos.photo import GHOST, LaidBack
from engine.language import tr
from widgets.parts.plain import plain_tip, title_text
from widgets.photo.laying import LayingPage as Page

FINE = tr("Everything outside the face stays as it is. Compare it with the photo, then save it in its full size.")
SAME = tr("No edit changes this picture, so the photo would stay as it is. Move a slider first.")
STRONG = tr(
    "This edit is too strong to lay in well: the photo's own details shine through it. Smaller steps look better; or "
    "save the face alone with File > Save picture."
)

REST = 200  # milliseconds after a change, until it is laid in anew


class LayingPage(QObject):
    """Shows what would be written, and asks where."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._photos = window, window.controller.photos
        self._document: Document | None = None  # what is shown
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.ask)
        self.page = Page()
        window.add_page(self.page)
        self.page.closed.connect(window.show_canvas)
        self.page.saved.connect(self._save)
        window.controller.changed.connect(self._changed)
        window.controller.generator_opened.connect(self._forget)

    def ask(self) -> None:
        """Have the edit laid into its photo, to look at; without a photo that is said."""
        self._photos.lay_back()

    def show_laid(self, document: Document, laid: LaidBack) -> None:
        """An edit was laid in: here it is, unless another face came meanwhile."""
        workspace = self._window.controller.workspace
        if document.photo is None or workspace is None or workspace.document.photo is None:
            return  # another face came meanwhile
        self._document = document
        told = STRONG if laid.ghost >= GHOST else FINE if (laid.before != laid.after).any() else SAME
        self.page.show_laid(short(Path(document.photo.path).name), laid.before, laid.after, told)
        self._window.turn_to(self.page)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        """A slider was moved beside the page: what it shows follows; another face leaves it."""
        workspace = self._window.controller.workspace
        if not change & PICTURE or workspace is None or self._window.pages.currentWidget() is not self.page:
            return
        if workspace.document.photo is None:
            self._window.show_canvas()
        elif workspace.document != self._document:
            self._rest.start()

    @Slot()
    def _save(self) -> None:
        document = self._document
        if document is None or document.photo is None:
            return
        photo, title = Path(document.photo.path), tr("Save into the photo")
        folder = str(photo.parent) if photo.parent.is_dir() else ""
        path = dialogs.ask_where(self._window, title, _new_name(photo), tr("PNG picture (*.png)"), folder)
        if path and (not _same(path, photo) or self._gives_up(photo)):
            self._photos.paste_back(document, path)
            self._window.show_canvas()

    def _gives_up(self, photo: Path) -> bool:
        """Whether a person wants the photo itself to be written over."""
        question = plain_tip(
            tr("{name} is the photo itself: your original would be gone. Write over it?", name=short(photo.name))
        )
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        title = title_text(tr("Save into the photo"))
        return QMessageBox.question(self._window, title, question, yes | no, no) == yes

    @Slot(object)
    def _forget(self, _: object) -> None:
        self._document = None
        if self._window.pages.currentWidget() is self.page:
            self._window.show_canvas()


def _new_name(photo: Path) -> str:
    """A name that no file beside the photo has."""
    names = (f"{photo.stem} edited{'' if i == 1 else f' {i}'}.png" for i in count(1))
    return next(name for name in names if not photo.with_name(name).exists())


def _same(path: str, photo: Path) -> bool:
    """Whether a path leads to the photo, by whatever name."""
    with suppress(OSError):  # there is none yet
        return Path(path).samefile(photo)
    return False
