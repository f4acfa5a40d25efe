"""The pages about directions in the window: the browser, the comparison, the wall where a person judges faces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.model.workspace import Workspace
from app.services.directions import OFFERED
from app.window import dialogs
from app.window.states import compared_cards, cosines, direction_shelves
from app.window.surface import Surface
from engine.boundaries.labels import read_labels
from engine.document.document import Document
from engine.document.requests import MakeFaces
from widgets.directions.browser import DirectionBrowser
from widgets.directions.comparison import Comparison
from widgets.faces.judging import Judging
from widgets.states import Labelled

#: After the last change strips and other faces wait so long (ms) before they are drawn anew.
REST = 200
STRIP_SIZE = 72
#: So many judged faces are shown again; a table may bring thousands.
SHOWN_JUDGED = 48
FORMS = "Directions (*.safetensors);;GANSpace (*.npz);;InterFaceGAN (*.npy)"
FIRST_JUDGE = "Judge at least 3 faces with yes and 3 with no first."
READABLE = "Directions (*.safetensors *.npz *.npy);;All files (*)"


class Pages(QObject):
    """Fills the pages while they are on screen, and hands on what a person does there."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._directions = window.controller.directions
        self.browser, self.comparison, self.judging = DirectionBrowser(), Comparison(), Judging()
        self._drawn: dict[QWidget, object] = {}  # of what the strips on a page are
        self._offered = False  # whether there are faces to judge
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._redraw)
        for page in (self.browser, self.comparison, self.judging):
            window.pages.addWidget(page)
            window.notice.covers.connect(page.make_room)
        for page in (self.browser, self.comparison):
            page.closed.connect(window.show_canvas)
        self._connect_browser()
        self._connect_comparison()
        self._connect_judging()
        self._controller.changed.connect(self._changed)
        self._controller.generator_opened.connect(self._forget)
        self._directions.strip_ready.connect(self._show_strip)
        window.pages.currentChanged.connect(self._turned)

    # ---- what is connected ----

    def _connect_browser(self) -> None:
        b, act = self.browser, self._window.acting
        for signal, name in (
            (b.moved, "move"), (b.renamed, "rename"), (b.starred, "star"), (b.layers_chosen, "set_range"),
            (b.held, "hold"),
        ):  # fmt: skip
            signal.connect(act(name))
        b.compared.connect(self._compare)
        b.shelf_chosen.connect(self._choose_set)
        b.naming_wanted.connect(self._name)
        b.absolute_toggled.connect(self._show_absolute)
        b.save_wanted.connect(self.save)
        b.load_wanted.connect(self.load)
        b.delete_wanted.connect(self._delete)
        b.strips_wanted.connect(self._make_strips)

    def _connect_comparison(self) -> None:
        c = self.comparison
        c.compared.connect(self._compare)
        c.strips_wanted.connect(self._make_strips)
        c.others_wanted.connect(self._directions.make_others)
        c.other_picked.connect(self._pick_other)
        self._directions.others_ready.connect(c.set_others)

    def _connect_judging(self) -> None:
        j = self.judging
        j.judged.connect(self._judge)
        j.more_wanted.connect(self._directions.suggest)
        j.used.connect(self._use_boundary)
        j.cleared.connect(self._clear_judgements)
        j.closed.connect(self._window.show_canvas)
        j.table_wanted.connect(self._labels_from_table)
        self._directions.faces_suggested.connect(self._offer)
        self._directions.boundary_told.connect(self._tell_boundary)
        self._controller.faces.face_ready.connect(j.set_face)

    # ---- turning to a page ----

    def show_browser(self) -> None:
        """Every direction that was found."""
        self._turn(self.browser)

    def show_comparison(self) -> None:
        """The chosen directions beside one another."""
        self._turn(self.comparison)

    def show_judging(self) -> None:
        """Faces to judge."""
        self._turn(self.judging)
        self._tell_judgements()
        self.judging.set_usable(self._directions.boundary is not None, FIRST_JUDGE)
        if not self._offered:
            self._directions.suggest()

    def _turn(self, page: QWidget) -> None:
        if self._controller.workspace is None:
            return
        self._controller.faces.stop_faces()
        self._window.pages.setCurrentWidget(page)
        page.setFocus()
        self._changed()

    @Slot()
    def _turned(self) -> None:
        if self._window.pages.currentWidget() not in (self.browser, self.comparison):
            self._rest.stop()
            self._directions.stop()

    @Slot()
    def _forget(self) -> None:
        """Another generator: nothing of the old one stays on a page."""
        self._drawn.clear()
        self.browser.forget_strips()
        self.comparison.forget_strips()
        self.judging.set_faces(())
        self._offered = False
        self.judging.set_told("")
        self._directions.forget_boundary()

    @Slot()
    def _changed(self) -> None:
        """Show what there is now on the page in front; pictures follow once it rests."""
        workspace, page = self._controller.workspace, self._window.pages.currentWidget()
        if workspace is None:
            return
        if page is self.browser:
            self.browser.set_shelves(direction_shelves(workspace), workspace.shown)
        elif page is self.comparison:
            cards = compared_cards(workspace)
            self.comparison.set_rows(cards)
            self.comparison.set_cosines(cosines(workspace), tuple(card.name for card in cards))
            self._directions.make_others()
        else:
            return
        self._rest.start()

    @Slot()
    def _redraw(self) -> None:
        """The picture has changed and rests: strips and other faces of the old one are drawn anew."""
        workspace, page = self._controller.workspace, self._window.pages.currentWidget()
        if workspace is None or page not in (self.browser, self.comparison):
            return
        now = _pictured(workspace)
        if self._drawn.get(page, now) != now:
            del self._drawn[page]
            page.renew_strips()

    # ---- strips ----

    @Slot(tuple)
    def _make_strips(self, keys: tuple[str, ...]) -> None:
        workspace, page = self._controller.workspace, self._window.pages.currentWidget()
        if workspace is None or page is None:
            return
        now = _pictured(workspace)
        if self._drawn.setdefault(page, now) != now:
            return  # what is shown is of an older document: all of it is drawn anew once the picture rests
        ratio = self._window.devicePixelRatioF()
        self._directions.make_strips(keys, round(STRIP_SIZE * ratio))

    @Slot(str, object, object)
    def _show_strip(self, key: str, pixels: np.ndarray, values: tuple[float, ...]) -> None:
        page = self._window.pages.currentWidget()
        if page is self.browser or page is self.comparison:
            page.set_strip(key, pixels, values)

    # ---- the browser ----

    @Slot(str, bool)
    def _compare(self, key: str, on: bool) -> None:
        if (workspace := self._controller.workspace) is not None:
            workspace.compare(key, on)
            self._controller.changed.emit()

    @Slot(str)
    def _choose_set(self, key: str) -> None:
        if (workspace := self._controller.workspace) is not None and key in workspace.sets:
            workspace.shown = key
            self._controller.changed.emit()

    @Slot()
    def _name(self) -> None:
        if (workspace := self._controller.workspace) is not None:
            self._directions.name(workspace.shown)
            self._changed()

    @Slot(bool)
    def _show_absolute(self, on: bool) -> None:
        if (workspace := self._controller.workspace) is not None:
            workspace.show_absolute(workspace.shown, on)
            self._controller.changed.emit()

    @Slot()
    def _delete(self) -> None:
        if (workspace := self._controller.workspace) is not None and (found := workspace.sets.get(workspace.shown)):
            with self._controller.refusals():
                workspace.remove_set(found.key)
                words = f"{found.provenance.title} was taken off the list; edits made with it stay."
                self._controller.noticed.emit(words, "info", "")
                self._controller.changed.emit()

    @Slot()
    def save(self) -> None:
        """Ask where the set that is shown is to be saved."""
        workspace = self._controller.workspace
        if workspace is None or workspace.shown not in workspace.sets:
            return
        name = f"{workspace.info.ref.name}-{workspace.sets[workspace.shown].provenance.method}.safetensors"
        if path := dialogs.ask_where(self._window, "Save directions", name, FORMS):
            self._directions.save(workspace.shown, path)

    @Slot()
    def load(self) -> None:
        """Ask for a file of directions."""
        folder = self._controller.settings.folder
        path, _ = QFileDialog.getOpenFileName(self._window, "Open directions", folder, READABLE)
        if path:
            self._directions.load(path)

    # ---- the comparison ----

    @Slot(int)
    def _pick_other(self, place: int) -> None:
        """Go on with one of the other faces: the edits come along."""
        workspace = self._controller.workspace
        if workspace is not None:
            seed = self._directions.other_seeds()[place]
            self._controller.act(workspace.set_seed(seed, keep_edits=True))

    # ---- judging ----

    @Slot(object)
    def _offer(self, seeds: tuple[int, ...]) -> None:
        """New faces to judge; the last judged ones stay in front."""
        workspace = self._controller.workspace
        if workspace is None:
            return
        self._offered = True
        judged = dict(list(workspace.judged.items())[-SHOWN_JUDGED:])
        self.judging.set_faces((*(Labelled(*face) for face in judged.items()), *(Labelled(seed) for seed in seeds)))
        wanted = (*judged, *seeds)
        # As they are learned from: whole, of class 0, whatever is on screen.
        plain = replace(workspace.document, truncation=1.0, cutoff=0, label=0, mixes=(), held=())

        def ready(face: tuple[int, np.ndarray]) -> None:
            self._controller.faces.face_ready.emit(*face)

        self._controller.start_job(MakeFaces(plain, wanted), lambda _: None, kind="faces", partial=ready)

    @Slot(int, int)
    def _judge(self, seed: int, mark: int) -> None:
        self.judging.set_usable(False, "The direction is being fitted to what you said.")
        self._directions.judge(seed, mark)

    def _tell_judgements(self) -> None:
        if (workspace := self._controller.workspace) is not None and not workspace.judged:
            self.judging.set_told(f"Click the faces that have it, twice those that have not. {OFFERED} at a time.")

    @Slot(str)
    def _tell_boundary(self, told: str) -> None:
        usable = self._directions.boundary is not None
        self.judging.set_told(told)
        self.judging.set_usable(usable, "" if usable else told)

    @Slot()
    def _use_boundary(self) -> None:
        """The direction becomes a set; the page closes by itself."""
        self._directions.use_boundary(self.judging.name())

    @Slot()
    def _clear_judgements(self) -> None:
        if (workspace := self._controller.workspace) is not None:
            workspace.judged.clear()
            self._directions.forget_boundary()
            self._tell_judgements()
            self.judging.set_usable(False, FIRST_JUDGE)

    @Slot()
    def _labels_from_table(self) -> None:
        folder = self._controller.settings.folder
        path, _ = QFileDialog.getOpenFileName(self._window, "Labels from a table", folder, "Tables (*.csv *.tsv *.txt)")
        if not path:
            return
        try:
            labels = read_labels(Path(path))
        except (ValueError, OSError) as error:
            self._controller.noticed.emit(str(error), "problem", "")
            return
        self._directions.take_labels(labels.examples)
        left = f" {labels.skipped} rows were left out." if labels.skipped else ""
        self._controller.noticed.emit(f"{len(labels.examples)} labels from {Path(path).name}.{left}", "info", "")
        self._directions.suggest()


def _pictured(workspace: Workspace) -> tuple[Document, bytes, frozenset[str]]:
    """What the strips depend on: the document, the seed's own code, and which sets show absolute places."""
    plain = replace(workspace.document, names=(), starred=(), locked=(), regions=())
    return plain, workspace.base.tobytes(), frozenset(workspace.absolute)
