"""What the panels beside the picture show of the workspace in front, each drawn anew only where it shows the change."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.model.changes import Change
from app.model.workspace import Workspace
from app.window.states import (
    came_otherwise,
    conditions,
    edit_rows,
    history_rows,
    slider_groups,
    sliders_heading,
    taming,
)
from app.window.surface import Surface
from app.window.tools.steps import StepPictures
from engine.document.disk.wording import short
from engine.language import tr
from widgets.parts.plain import menu_text

PANELS = 16  # milliseconds for which panels wait for the frame of what they show
BACK = 32  # letters of a set's title on the way back to it
HAND = 100  # milliseconds between two looks whether a slider was let go that others wait for
PLACES = Change.FACE | Change.EDITS  # where sliders stand


class Panels(QObject):
    """Sliders, edits, history, methods, conditions, seeds: they follow when the frame is here, or soon."""

    refreshed = Signal()  # for what is beside them only now and then

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._waiting, self._pictures = Change(0), StepPictures(window)
        self._wanted = ""  # the slider that is to come into sight
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._refresh)
        self._showing = (
            (PLACES | Change.NAMES | Change.SETS | Change.RANGES | Change.FILM, self._sliders),
            (PLACES | Change.REGIONS | Change.NAMES | Change.SETS, self._edits),
            (Change.STEPS, self._steps),
            (Change.SETS | Change.JOBS, self._methods),
            (Change.FACE, self._conditions),
            (Change.EDITS | Change.NAMES | Change.SETS, self._held),
            (Change.FACE, self._seeds),
        )
        window.controller.changed.connect(self._changed)
        window.sliders_before.clicked.connect(self._show_before)
        window.methods.chosen.connect(self._heading)
        window.edits.chosen.connect(self._show_slider)
        window.controller.frame_ready.connect(self._frame_came)
        window.controller.usual.look(on=True)
        window.controller.naming.look(on=True)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        """Before the frame panels would take its time."""
        self._waiting |= change
        if not self._timer.isActive():
            self._timer.start(PANELS if self._controller.frames.awaited else 0)

    @Slot()
    def _frame_came(self) -> None:
        if self._timer.isActive():
            self._timer.start(0)

    @Slot()
    def _refresh(self) -> None:
        change, self._waiting = self._waiting, Change(0)
        if (workspace := self._controller.workspace) is not None:
            for about, show in self._showing:
                if change & about:
                    show(workspace)
            self.refreshed.emit()

    def _sliders(self, workspace: Workspace) -> None:
        if not self._window.sliders.set_groups(slider_groups(workspace)):  # nothing is taken out of a hand
            self._waiting |= Change.SETS
            self._timer.start(HAND)
        elif self._wanted:
            key, self._wanted = self._wanted, ""
            self._window.sliders.reveal(key)

    def _edits(self, workspace: Workspace) -> None:
        regions = tuple(region.name for region in workspace.document.regions)
        self._window.edits.set_rows(edit_rows(workspace), regions, keep_outside=workspace.document.keep_outside)

    def _steps(self, workspace: Workspace) -> None:
        self._window.history_panel.set_rows(history_rows(workspace))
        self._pictures.show()

    def _methods(self, workspace: Workspace) -> None:
        shown = workspace.catalogue.set_shown
        self._window.methods.set_offers(workspace.info.methods, shown.provenance.method if shown else "")
        self._window.methods.set_busy(busy=self._controller.jobs.running("discover"))
        self._heading()
        before = workspace.catalogue.before if came_otherwise(workspace) else None
        self._window.sliders_before.setVisible(before is not None)
        if before is not None:
            self._window.sliders_before.setText(
                menu_text(tr("Back to {title}", title=short(before.provenance.title, BACK)))
            )
            self._window.sliders_before.setToolTip(
                tr("The sliders that were here before; this one stays in Browse directions")
            )

    @Slot()
    def _heading(self) -> None:
        if (workspace := self._controller.workspace) is not None:
            self._window.sliders_heading.setText(sliders_heading(workspace, self._window.methods.method))

    @Slot()
    def _show_before(self) -> None:
        workspace = self._controller.workspace
        if workspace is not None and (before := workspace.catalogue.before) is not None:
            workspace.catalogue.show(before.key)

    def _conditions(self, workspace: Workspace) -> None:
        self._window.conditions.set_state(conditions(workspace))

    def _held(self, workspace: Workspace) -> None:
        held = ", ".join(workspace.name(key) for key, _ in workspace.document.fixed)
        self._window.held.setText(tr("held fixed: {held}", held=short(held)) if held else "")
        self._window.held.setVisible(bool(held))
        self._window.held.setToolTip(
            tr("All other sliders leave this alone. Release it in Browse directions.") if held else ""
        )

    def _seeds(self, workspace: Workspace) -> None:
        document, face = workspace.document, workspace.face
        held = {slot for slot, _ in document.held}
        seeded = any(slot.name not in held for slot in workspace.info.layout.latent)
        away = "photo" if document.photo is not None else "" if seeded else "–"
        keep_edits = self._controller.settings.keep_edits
        self._window.seeds.set_state(document.seed, document.truncation, keep_edits=keep_edits, away=away)
        self._window.seeds.set_truncatable(able=seeded)
        self._window.taming.set_state(taming(workspace))
        self._window.seeds.set_history(can_back=face.visit > 0, can_forward=face.visit + 1 < len(face.visited))

    @Slot(str)
    def _show_slider(self, key: str) -> None:
        """The sliders among which that of an edit is, and it in sight among them."""
        workspace = self._controller.workspace
        if workspace is None:
            return
        found = workspace.catalogue.known(key)
        if found is None or not workspace.catalogue.show(found[0].key):
            name = short(workspace.name(key))
            self._controller.say(
                tr(
                    "The sliders of {name} are not there any more. Its edit stays as it is; a click on its "
                    "number moves it.",
                    name=name,
                )
            )
            return
        self._wanted = key
        self._changed(Change.SETS)
