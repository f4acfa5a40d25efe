"""The browser of directions in the window: every set that was found, with its film strips."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.model.workspace import Workspace
from app.window import dialogs
from app.window.pages.strips import Strips
from app.window.states import direction_shelves
from app.window.surface import Surface
from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.document.saved.direction_forms import why_not_boundary, why_not_ganspace
from engine.language import tr
from widgets.directions.browser import DirectionBrowser

READABLE = tr("Directions (*.safetensors *.npz *.npy *.pt *.pkl);;All files (*)")


class DirectionsPage(QObject):
    """Fills the page while it is on screen, and hands on what a person does there."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._directions = window.controller.directions
        self.page = DirectionBrowser()
        self._strips = Strips(window, self.page, self._fill)
        self.show = self._strips.show
        self._connect()

    def _connect(self) -> None:
        page, act = self.page, self._window.acting
        page.moved.connect(act(lambda workspace: workspace.move))
        page.renamed.connect(act(lambda workspace: workspace.rename))
        page.starred.connect(act(lambda workspace: workspace.star))
        page.layers_chosen.connect(act(lambda workspace: workspace.set_range))
        page.held.connect(act(lambda workspace: workspace.hold))
        page.compared.connect(act(lambda workspace: workspace.catalogue.compare))
        page.shelf_chosen.connect(act(lambda workspace: workspace.catalogue.show))
        page.naming_wanted.connect(self._name)
        page.absolute_toggled.connect(self._show_absolute)
        page.save_wanted.connect(self.save)
        page.load_wanted.connect(self.load)
        page.delete_wanted.connect(self._delete)

    def _fill(self, workspace: Workspace) -> None:
        self.page.set_shelves(direction_shelves(workspace), workspace.catalogue.shown)

    @Slot()
    def _name(self) -> None:
        if (workspace := self._controller.workspace) is not None:
            self._directions.name(workspace.catalogue.shown)
            self._strips.refill()

    @Slot(bool)
    def _show_absolute(self, on: bool) -> None:
        if (workspace := self._controller.workspace) is not None:
            workspace.catalogue.show_absolute(workspace.catalogue.shown, on)

    @Slot()
    def _delete(self) -> None:
        """What nothing else brings back is asked about first."""
        workspace = self._controller.workspace
        if workspace is None or (found := workspace.catalogue.set_shown) is None:
            return
        if found.provenance.parameters.get("attribute") != "examples":
            self._remove(workspace, found)
            return
        title = short(found.provenance.title)
        text = tr(
            "{title} was learned from faces that you judged. Taken off the list, it has to be learned again.",
            title=title,
        )
        box = QMessageBox(QMessageBox.Icon.Question, tr("Delete directions"), text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole).clicked.connect(
            lambda: self._remove(workspace, found)
        )
        box.addButton(tr("Save first…"), QMessageBox.ButtonRole.ActionRole).clicked.connect(self.save)
        keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.open()

    def _remove(self, workspace: Workspace, found: DirectionSet) -> None:
        with self._controller.refusals():
            workspace.remove_set(found.key)
            self._controller.say(
                tr("{title} was taken off the list; edits made with it stay.", title=short(found.provenance.title))
            )

    @Slot()
    def save(self) -> None:
        """Ask where the set that is shown is to be saved."""
        workspace = self._controller.workspace
        if workspace is None or (found := workspace.catalogue.set_shown) is None:
            return
        name = f"{workspace.info.ref.name}-{found.provenance.method}.safetensors"
        if path := dialogs.ask_where(self._window, tr("Save directions"), name, forms(workspace, found)):
            self._directions.save(found.key, path)

    @Slot()
    def load(self) -> None:
        """Ask for a file of directions."""
        folder = self._controller.settings.starting_folder()
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Open directions"), folder, READABLE)
        if path:
            self._controller.opening.directions(path)


def forms(workspace: Workspace, found: DirectionSet) -> str:
    """The forms that can hold this set, as a file dialog offers them."""
    layout, tied = workspace.info.layout, workspace.info.tied
    offered = [tr("Directions (*.safetensors)")]
    if not why_not_ganspace(found, layout, tied=tied):
        offered.append(tr("GANSpace (*.npz)"))
    if not why_not_boundary(found, layout, tied=tied):
        offered.append(tr("InterFaceGAN (*.npy)"))
    return ";;".join(offered)
