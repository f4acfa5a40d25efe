"""Faces that a person brings in: chosen from, saved; and the question what a file of numbers is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.model.brought import BroughtFace, what_it_may_be
from app.window import dialogs
from app.window.surface import Surface
from engine.document.asked.offers import GeneratorInfo, Identified
from engine.document.disk.wording import short
from engine.language import tr
from widgets.faces.wall import Wall
from widgets.parts.plain import title_text
from widgets.states import Face

COMING = tr(
    "The faces appear here, rough at first, and become more like their photos while you watch. "
    "Stop keeps what is there; a click goes on with a face as it is by now."
)
NONE_CAME = tr("No face was found in them.")
PICK = tr(
    "Click a face to go on with it: sliders and brushes work on it. Undo brings back the one before. Under those of "
    "photos stands how like their photo they are: from 30 dB on very like, from 40 nearly the same."
)
NOTHING_YET = tr("There is nothing to save yet: no face was found so far")
OURS, PROJECTOR, PLAIN = tr("EigenBrush code (*.safetensors)"), tr("NVIDIA projector (*.npz)"), tr("Numbers (*.npy)")


class BroughtPage(QObject):
    """Shows the faces that came from photos and files of codes, in the picture's place."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        c = window.controller
        self._window, self._brought, self._codes = window, c.brought, c.codes
        self.page = Wall(tr("Faces brought in"), tr("Save all…"), morphs=False)
        window.add_page(self.page)
        self.page.picked.connect(self._pick)
        self.page.more_wanted.connect(self._save_all)
        self.page.closed.connect(self._close)
        c.brought.began.connect(self._show)
        c.brought.came.connect(self._fill)
        c.brought.drawn.connect(self.page.set_face)
        c.generator_opened.connect(self._forget)
        c.opening.arrays_dropped.connect(self._ask_what)
        self.page.stopped.connect(c.album.stop)
        c.album.ended.connect(self._fill)

    def show(self) -> None:
        """Bring the faces to the front, and have those drawn that have no picture; without any say where they come
        from."""
        if not self._brought.faces:
            self._window.controller.say(
                tr("No faces were brought in yet: drop a folder of photos, several pictures, or a file of codes here.")
            )
            return
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._window.turn_to(self.page):
            self._fill()
            self._brought.draw()

    @Slot()
    def _fill(self) -> None:
        faces = enumerate(self._brought.faces)
        busy = self._window.controller.album.busy
        self.page.set_stop(shown=busy)
        self.page.set_hint(COMING if busy else PICK if self._brought.faces else NONE_CAME)
        self.page.set_more("" if self._brought.faces else NOTHING_YET)
        self.page.set_faces(
            tuple(
                Face(
                    place, None, _label(face), f"{short(face.name)}. {face.origin.words if face.origin else ''}".strip()
                )
                for place, face in faces
            )
        )

    def choose_folder(self) -> None:
        """Ask for a folder, and bring in every photo in it."""
        folder = self._window.controller.settings.starting_folder()
        if path := QFileDialog.getExistingDirectory(self._window, tr("Open a folder of pictures"), folder):
            self._window.controller.opening.photos((path,))

    def save_code(self) -> None:
        """Ask where the code of the face in front goes, and save it there."""
        workspace = self._window.controller.workspace
        if workspace is not None:
            if path := self._ask_where(tr("Save code"), dialogs.name_of(workspace)):
                self._codes.save(path)

    def _ask_where(self, title: str, name: str) -> str:
        workspace = self._window.controller.workspace
        kinds = [OURS, PROJECTOR, PLAIN] if workspace is not None and workspace.info.tied else [OURS, PLAIN]
        return dialogs.ask_where(self._window, title, f"{name}.safetensors", ";;".join(kinds))

    @Slot()
    def _save_all(self) -> None:
        if self._brought.faces and (path := self._ask_where(tr("Save all faces"), "faces")):
            self._brought.save(path)

    @Slot(object)
    def _pick(self, place: int) -> None:
        self._close()
        self._brought.use(place)

    @Slot()
    def _close(self) -> None:
        self._brought.stop_drawing()
        self._window.show_canvas()

    @Slot(object)
    def _forget(self, _: GeneratorInfo) -> None:
        """Those of another generator lie elsewhere in it."""
        self.page.set_faces(())
        self.page.set_more(NOTHING_YET)

    @Slot(object)
    def _ask_what(self, found: Identified) -> None:
        """A file of numbers that may be either: the person knows."""
        path = found.path
        box = QMessageBox(self._window)
        box.setWindowTitle(title_text(tr("What is it?")))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(what_it_may_be(short(Path(path).name), found.count, found.size))
        box.setInformativeText(
            tr("The file does not say. A code is where a picture lies; a direction is a way to move any picture.")
        )
        several = found.count > 1
        open_it, use_it = tr("Open as a picture"), tr("Use as a direction")
        if several:
            open_it, use_it = tr("Open as pictures"), tr("Use as directions")
        as_code = box.addButton(open_it, QMessageBox.ButtonRole.AcceptRole)
        as_directions = box.addButton(use_it, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        controller = self._window.controller
        as_code.clicked.connect(lambda: controller.codes.open(path))
        as_directions.clicked.connect(lambda: controller.directions.load(path, sure=True))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _label(face: BroughtFace) -> str:
    """Two lines: its name, and how like its photo it is."""
    likeness = None if face.origin is None else face.origin.likeness
    return f"{short(face.name)}\n" + ("" if likeness is None else f"{likeness:.0f} dB")
