"""The wall where a person judges faces in the window, and the direction that is learned from it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.model.changes import Change
from app.services.directions import OFFERED
from app.window.surface import Surface
from engine.language import tr
from widgets.faces.judging import Judging
from widgets.states import Labelled

#: So many judged faces are shown again; a table may bring thousands.
SHOWN_JUDGED = 48
FIRST_JUDGE = tr("Judge at least 3 faces with yes and 3 with no first.")
TABLES = tr("Tables (*.csv *.tsv *.txt)")


class JudgingPage(QObject):
    """Offers faces, and says what can be told apart so far."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._directions = window.controller.directions
        self._offered = False  # whether there are faces to judge
        self.page = Judging()
        window.add_page(self.page)
        self.page.judged.connect(self._judge)
        self.page.named.connect(self._name)
        self.page.more_wanted.connect(self._directions.suggest)
        self.page.used.connect(self._use_boundary)
        self.page.cleared.connect(self._clear)
        self.page.closed.connect(window.show_canvas)
        self.page.table_wanted.connect(self._from_table)
        self._directions.faces_suggested.connect(self._offer)
        self._directions.boundary_told.connect(self._tell_boundary)
        self._controller.faces.face_ready.connect(self.page.set_face)
        self._controller.generator_opened.connect(self._forget)
        self._controller.changed.connect(self._changed)

    def show(self) -> None:
        """Faces to judge."""
        if not self._window.turn_to(self.page):
            return
        self._tell_judgements()
        self.page.set_usable(usable=self._directions.boundary is not None, why_not=FIRST_JUDGE)
        workspace = self._controller.workspace
        if workspace is not None:
            self.page.set_marks(workspace.judgements.marks)
            self.page.set_name(workspace.document.judging)
            if workspace.judgements.key and self._directions.boundary is None:
                self._directions.fit()  # it was used, or forgotten while another generator was in front
        if not self._offered:
            self._directions.suggest()

    @Slot()
    def _forget(self) -> None:
        """Another generator: nothing of the old one stays."""
        self.page.set_faces(())
        self.page.set_told("")
        self._offered = False
        self._directions.forget_boundary()

    @Slot(object)
    def _offer(self, seeds: tuple[int, ...]) -> None:
        """New faces to judge; the last judged ones stay in front."""
        workspace = self._controller.workspace
        if workspace is None:
            return
        self._offered = True
        judged = dict(list(workspace.judgements.marks.items())[-SHOWN_JUDGED:])
        self.page.set_faces(
            (*(Labelled(seed, int(mark)) for seed, mark in judged.items()), *(Labelled(seed) for seed in seeds))
        )
        wanted = (*judged, *seeds)
        # As they are learned from: whole, of class 0, whatever is on screen.
        plain = replace(workspace.document, truncation=1.0, cutoff=0, compression=0.0, label=0, mixes=(), held=())
        self._controller.faces.make_faces_as(plain, wanted)

    @Slot(object, int)
    def _judge(self, seed: int, mark: int) -> None:
        self._directions.judge(seed, mark)

    @Slot(str, int)
    def _name(self, name: str, gesture: int) -> None:
        if (workspace := self._controller.workspace) is not None:
            workspace.judgements.call(name, gesture)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        """Other answers, also by undo: the page shows them, and the direction is fitted to them."""
        workspace = self._controller.workspace
        if workspace is not None and Change.NAMES in change:
            self.page.set_name(workspace.document.judging)
        if workspace is None or Change.JUDGED not in change or self._window.pages.currentWidget() is not self.page:
            return
        self.page.set_marks(workspace.judgements.marks)
        if workspace.judgements.key:
            self.page.set_usable(usable=False, why_not=tr("The direction is being fitted to what you said."))
            self._directions.fit()
        else:
            self._directions.forget_boundary()
            self._tell_judgements()
            self.page.set_usable(usable=False, why_not=FIRST_JUDGE)

    def _tell_judgements(self) -> None:
        if (workspace := self._controller.workspace) is not None and not workspace.judgements.key:
            self.page.set_told(
                tr("Click the faces that have it, twice those that have not. {offered} at a time.", offered=OFFERED)
            )

    @Slot(str)
    def _tell_boundary(self, told: str) -> None:
        usable = self._directions.boundary is not None
        self.page.set_told(told)
        self.page.set_usable(usable=usable, why_not="" if usable else told)

    @Slot()
    def _use_boundary(self) -> None:
        """The direction becomes a set; the page closes by itself."""
        self._directions.use_boundary(self.page.name())

    @Slot()
    def _clear(self) -> None:
        if (workspace := self._controller.workspace) is not None:
            workspace.judgements.take((), tr("Cleared the judged faces"))

    @Slot()
    def _from_table(self) -> None:
        folder = self._controller.settings.starting_folder()
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Labels from a table"), folder, TABLES)
        if path:
            self._directions.load_labels(path)
