"""Snapshots in the window: K keeps the picture, Alt and a number goes back to it; what is kept can be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut

from app.model.changes import PICTURE, Change
from app.model.workspace import Workspace
from app.quiet import WhenQuiet
from app.window.surface import Surface
from engine.document import snapshots
from engine.document.asked.requests import MakePictures
from engine.document.disk.wording import short
from engine.document.document import Document, Snapshot
from engine.language import tr
from widgets.document.snapshots import PICTURE as SIDE
from widgets.parts.pixels import thumbnail
from widgets.states import SnapshotRow

REST = 400  # milliseconds of quiet, after which those of a session are drawn small
DRAWN = 96  # pixels of what is drawn of one


class Snapshots(QObject):
    """Fills the panel, which is there only while there are any, and does what is asked for there."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller, self._panel = window, window.controller, window.snapshots
        self._pictures: dict[tuple[str, int], tuple[Document, QPixmap]] = {}  # by generator and number, and of what
        self._failed = False  # what could not be drawn is not asked for again
        self._quiet = WhenQuiet(window.controller, REST, self._draw)
        for number in snapshots.NUMBERS:
            key = QShortcut(QKeySequence(f"Alt+{number}"), window)
            key.activated.connect(partial(self.go_back, number))
        self._panel.chosen.connect(self.go_back)
        self._panel.renamed.connect(self._rename)
        self._panel.replaced.connect(self._keep_as)
        self._panel.removed.connect(self._remove)
        window.controller.changed.connect(self._changed)
        self._quiet.look(on=True)

    def doing(self) -> dict[str, Callable[[], object]]:
        """Actions that are done, by name."""
        return {"keep_snapshot": self.keep}

    def keep(self) -> None:
        """Keep the picture in front under the first number that is free."""
        workspace = self._controller.workspace
        if workspace is None:
            return
        if number := snapshots.free_number(workspace.document):
            self._keep_as(number)
        else:
            self._controller.say(
                tr("All nine snapshots are taken: right-click one to put this picture in its place, or to remove it.")
            )

    @Slot(int)
    def go_back(self, number: int) -> None:
        """To the picture that was kept; one step, whatever it changes."""
        workspace = self._controller.workspace
        if workspace is None:
            return
        if (kept := snapshots.snapshot(workspace.document, number)) is None:
            self._controller.say(tr("There is no snapshot {number} yet: K keeps the picture as one.", number=number))
            return
        document = snapshots.gone_back(workspace.document, kept.document)
        workspace.history.push(document, tr("Back to {name}", name=short(kept.name)))

    @Slot(int)
    def _keep_as(self, number: int) -> None:
        workspace = self._controller.workspace
        if workspace is None:
            return
        before = snapshots.snapshot(workspace.document, number)
        name = _name(workspace.document)
        workspace.history.push(
            snapshots.with_snapshot(workspace.document, number, name),
            tr("Snapshot {number}: {name}", number=number, name=short(name)),
        )
        frame = self._controller.last_frame
        kept = snapshots.snapshot(workspace.document, number)
        if kept is None or frame is None or kept == before:
            return
        if self._controller.frames.awaited or frame.quality != "full":
            return  # it is drawn once it is quiet
        self._take(workspace, kept, frame.pixels)

    @Slot(int, str)
    def _rename(self, number: int, name: str) -> None:
        if (workspace := self._controller.workspace) is not None and name:
            document = snapshots.renamed(workspace.document, number, name)
            workspace.history.push(document, tr("Snapshot {number}: {name}", number=number, name=short(name)))
        self._show()  # the name as it is, where an empty one was given

    @Slot(int)
    def _remove(self, number: int) -> None:
        if (workspace := self._controller.workspace) is not None:
            workspace.history.push(
                snapshots.without(workspace.document, number), tr("Removed snapshot {number}", number=number)
            )

    # ---- what is shown ----

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change & (Change.SNAPSHOTS | PICTURE | Change.REGIONS):
            self._show()
        if change & Change.SNAPSHOTS:
            self._failed = False
            self._quiet.look(on=True)

    def _show(self) -> None:
        """All of the generator in front."""
        workspace = self._controller.workspace
        kept = () if workspace is None else workspace.document.snapshots
        self._window.snapshots_box.setVisible(bool(kept))
        if workspace is None:
            return
        rows = tuple(SnapshotRow(each.number, each.name, _stands(workspace, each)) for each in kept)
        found = {each.number: picture for each in kept if (picture := self._picture(workspace, each)) is not None}
        self._panel.set_rows(rows, found)

    def _picture(self, workspace: Workspace, kept: Snapshot) -> QPixmap | None:
        document, picture = self._pictures.get((workspace.info.ref.sha256, kept.number), (None, None))
        return picture if document == kept.document else None

    def _draw(self) -> None:
        """Those of which nobody knows how they look: out of a session, or undone meanwhile."""
        workspace = self._controller.workspace
        if workspace is None or self._failed:
            return
        missing = tuple(each for each in workspace.document.snapshots if self._picture(workspace, each) is None)
        if not missing:
            return

        def drawn(row: tuple[int, np.ndarray]) -> None:
            place, (pixels,) = row
            self._take(workspace, missing[place], pixels)

        def failed(_: object) -> None:
            self._failed = True

        work = MakePictures(tuple((each.document,) for each in missing), DRAWN)
        self._controller.ask(work, lambda _: None, kind="snapshots", partial=drawn, failed=failed)

    def _take(self, workspace: Workspace, kept: Snapshot, pixels: np.ndarray) -> None:
        picture = thumbnail(pixels, self._window.devicePixelRatioF(), SIDE)
        self._pictures[workspace.info.ref.sha256, kept.number] = kept.document, picture
        self._show()


def _stands(workspace: Workspace, kept: Snapshot) -> bool:
    return snapshots.gone_back(workspace.document, kept.document) == workspace.document


def _name(document: Document) -> str:
    """What a new one is called: by its photo, else by its seed."""
    return (
        short(Path(document.photo.path).stem) if document.photo is not None else tr("Seed {seed}", seed=document.seed)
    )
