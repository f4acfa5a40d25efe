"""The main window: builds the widgets, connects them to the controller, and shows what the document holds."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QMenu,
)

from app.controller import Controller
from app.model.merging import save_merged
from app.services import autosave
from app.window.actions import ACTIONS
from app.window.closing import Closing
from app.window.commands import Commands
from app.window.menus import connect_actions, connect_edits, make_actions
from app.window.pages.brought import BroughtPage
from app.window.pages.later import LaterPages
from app.window.pages.library import Shelf
from app.window.pages.output import Output
from app.window.pages.split import SplitPage
from app.window.pages.wall import WallPage
from app.window.panels import Panels
from app.window.recents import Recents
from app.window.sizes import Sizes
from app.window.themes import Themes
from app.window.titles import Titles
from app.window.tools.brush import Painter
from app.window.tools.compare import Compare
from app.window.tools.first import FirstStart
from app.window.tools.keys import KeyBook
from app.window.tools.masks import MaskFiles
from app.window.tools.meter import MeterPanel
from app.window.tools.morphing import Morphing
from app.window.tools.sides import Sides
from app.window.tools.snapshots import Snapshots
from app.window.tools.strip import SliderStrip
from app.window.tools.training import Watching
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Frame
from engine.document.aspect import SQUARE
from engine.document.disk.wording import said, short, visible
from engine.document.keys import Source
from engine.language import tr
from widgets.parts.plain import plain_tip

#: What a right click on the picture offers, in groups.
MENU = (
    ("set_a", "set_b", "flip", "keep_snapshot"), ("copy_picture", "copy_recipe", "save_picture", "export_film"),
    ("fit", "actual_size", "reset_all"),
)  # fmt: skip
SLOW = 0.1  # seconds: a frame that took longer is said to be of full quality, so that nobody wonders


class MainWindow(LaterPages):
    """Shows what the controller knows; every action of a person goes to the controller."""

    def __init__(self, controller: Controller, first: str) -> None:
        super().__init__(controller)
        self._first = first
        self._before = deepcopy(controller.settings)  # what another window changes meanwhile is kept
        make_actions(self)
        self.keys = KeyBook(self)
        self.shelf, self.faces = Shelf(self), WallPage(self)
        self.split, self.brought = SplitPage(self), BroughtPage(self)
        self.painter, self.masks, self.metering = Painter(self), MaskFiles(self), MeterPanel(self)
        self.morphing, self.strip = Morphing(self), SliderStrip(self)
        self.autosaver = autosave.Autosaver(controller, controller.opening, controller.saving, self)
        self.commands, self.themes, self.titles = Commands(self, self.painter), Themes(self), Titles(self)
        self.closing = Closing(self, self.close, self.autosaver.keep, self.commands.save_session_as)
        self.sides, self.kept, self.recents = Sides(self), Snapshots(self), Recents(self)
        self.compare, self.sizes = Compare(self, self.sides), Sizes(self)
        self.output = Output(self)
        doing = self.commands.doing() | self._doing() | self.themes.doing()
        doing |= self.sides.doing() | self.kept.doing() | self.film_doing() | self.live_doing()
        doing |= self.elsewhere_doing()
        switching = self.commands.switching() | self.compare.switching() | self.film_switching() | self.live_switching()
        switching |= {"show_output": self.output.switch}
        connect_actions(self, doing, switching)
        self._connect()
        self.connect_later()
        self.panels, self.watching, self.welcome = Panels(self), Watching(self), FirstStart(self)
        self.panels.refreshed.connect(self.painter.refresh)
        self.panels.refreshed.connect(self.metering.refresh)
        self.canvas.set_message(tr("Starting the engine…"))
        self._enable_all(picture=False)

    def _connect(self) -> None:
        c = self.controller
        c.engine_ready.connect(self._engine_ready)
        c.frame_ready.connect(self._show_frame)
        c.original_ready.connect(self.canvas.set_original)
        c.changed.connect(self._changed)
        c.generator_opened.connect(self._generator_opened)
        c.noticed.connect(self._notice)
        c.outdated.connect(self.notice.take_back)
        c.saving.named.connect(self.autosaver.named)
        c.joined.connect(self._keep_settings)
        c.saving.named.connect(self._keep_settings)  # the list of session files is known after a crash too
        c.job_started.connect(lambda job, title, keeps: self.job_bar.start(job, title, keeps=keeps))
        c.job_progressed.connect(self.job_bar.progress)
        c.job_pictured.connect(self.job_bar.show_picture)
        c.job_ended.connect(self._job_ended)
        self.job_bar.cancel_wanted.connect(c.jobs.cancel)
        self.job_bar.pause_wanted.connect(c.jobs.pause)
        self.job_bar.going_on_wanted.connect(partial(c.jobs.pause, on=False))
        self.canvas.paths_dropped.connect(self.dropped)
        self.canvas.compare_held.connect(self._compare)
        self.canvas.zoom_changed.connect(self._show_zoom)
        self.canvas.pixel_hovered.connect(self._show_pixel)
        self.canvas.pixel_left.connect(self.pixel.clear)
        self.canvas.menu_wanted.connect(self._canvas_menu)
        self.history_panel.jumped.connect(c.jump)
        self.methods.chosen.connect(c.directions.show)
        self.methods.chosen.connect(self.painter.prefer)  # after the one before
        self.methods.find_with.connect(c.directions.find_or_show)
        self.seeds.seed_chosen.connect(c.faces.choose_seed)
        self.seeds.dice.connect(c.faces.dice)
        self.seeds.back.connect(c.faces.back)
        self.seeds.forward.connect(c.faces.forward)
        self.seeds.keep_edits_toggled.connect(self._keep_edits)
        self.seeds.truncation_moved.connect(self.acting(lambda workspace: workspace.face.set_truncation))
        connect_edits(self)
        self.conditions.folded.connect(self._conditions_folded)

    # ---- what the engine and the document say ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first:
            self.canvas.setFocus()
            first, self._first = self._first, ""
            # After the first paint, so that a window is there before torch is imported.
            QTimer.singleShot(0, self, lambda: self._begin(first))

    def _begin(self, first: str) -> None:
        def open_first() -> None:
            if not self.autosaver.recover(first):
                opening = self.controller.opening
                opening.drop(first) if Source(first).is_file else opening.generator(first)

        if not self.autosaver.crashed:
            self.controller.beginning.show(first)
        # After the first picture was painted: the import of torch would hold it up.
        QTimer.singleShot(0, self, lambda: self.controller.devices.begin(open_first))

    @Slot(str)
    def _engine_ready(self, device: str) -> None:
        self.device.setText(device)
        if self.canvas.frame() is None:
            self.canvas.set_message(tr("Opening the generator…"))

    @Slot(object)
    def _generator_opened(self, info: GeneratorInfo) -> None:
        self.title.setText(
            tr(
                "{name}  ·  {title}, {resolution} px",
                name=short(info.ref.name, 60),
                title=info.title,
                resolution=info.resolution if info.aspect == SQUARE else str(info.size),
            )
        )
        self.title.setToolTip(plain_tip(self.title.text()))  # where it is narrow it is not read in full
        self.sliders.set_empty_text(tr("The sliders appear here once they are found."))
        self.show_canvas()
        if Source(info.ref.source).is_file:
            self._keep_settings()  # what was opened last is known after a crash too

    @Slot(object)
    def _show_frame(self, frame: Frame) -> None:
        self.canvas.set_message("")
        preview = frame.quality == "preview"
        small = preview and frame.side and frame.side < max(frame.pixels.shape)
        self.canvas.set_badge(
            tr("preview {side} px", side=frame.side) if small else tr("preview, fast") if preview else ""
        )
        self.canvas.set_frame(frame.pixels, frame.sequence)
        slow = not preview and frame.seconds > SLOW
        took = 1000 * frame.seconds
        self.timing.setText(
            tr("full quality, {took:.0f} ms", took=took) if slow else tr("{took:.1f} ms a frame", took=took)
        )

    @Slot()
    def _changed(self) -> None:
        """Let menus and keys offer at once what would do something now; panels follow with the frame."""
        workspace = self.controller.workspace
        if self.seeds.isEnabledTo(self) != (workspace is not None):
            self._enable_all(picture=workspace is not None)
        if workspace is not None:
            history = workspace.history
            self.acts["undo"].setEnabled(history.can_undo)
            self.acts["redo"].setEnabled(history.can_redo)
            self.acts["reset_all"].setEnabled(bool(workspace.document.edits))
            self.acts["paste_back"].setEnabled(workspace.document.photo is not None)
            self.painter.enable()

    def _enable_all(self, *, picture: bool) -> None:
        """All that needs a picture, or nothing of it."""
        for action in ACTIONS:
            self.acts[action.run].setEnabled(not action.needs_picture or picture)
        self.seeds.setEnabled(picture)
        self.taming.setEnabled(picture)

    @Slot(str, str, str)
    def _notice(self, sentence: str, kind: str, details: str) -> None:
        self.notice.add_notice(sentence, kind, details)
        if kind == "problem":
            self._if_nothing_opens()

    def _if_nothing_opens(self) -> None:
        """What was to be opened did not open, and nothing else is: here is what there is."""
        c = self.controller
        if c.workspace is None and not any(c.jobs.running(kind) for kind in ("open", "identify", "device")):
            self.shelf.show()

    @Slot(int)
    def _job_ended(self, job: int) -> None:
        self.job_bar.finish(job)
        self._if_nothing_opens()

    # ---- intents of the canvas ----

    @Slot(bool)
    def _compare(self, held: bool) -> None:
        if held:
            self.canvas.set_original(None)  # the last one may be of another seed
            self.controller.faces.ask_original()

    @Slot(float)
    def _show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{100 * zoom:.0f} %")

    @Slot(int, int, int, int, int)
    def _show_pixel(self, x: int, y: int, r: int, g: int, b: int) -> None:
        self.pixel.setText(f"x {x}  y {y}   R {r}  G {g}  B {b}")

    @Slot(QPoint)
    def _canvas_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for names in MENU:
            menu.addSeparator()  # of which Qt shows none at the beginning
            for name in names:
                menu.addAction(self.acts[name])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    @Slot(bool)
    def _keep_edits(self, keep: bool) -> None:
        self.controller.settings.keep_edits = keep

    @Slot(bool)
    def _conditions_folded(self, folded: bool) -> None:
        self.controller.settings.conditions_open = not folded

    def _doing(self) -> dict[str, Callable[[], object]]:
        """What pages and the autosave do, by the names of the actions."""
        return {
            "show_library": self.shelf.show, "show_wall": self.faces.show,
            "show_browser": lambda: self.directions.show(),
            "show_comparison": lambda: self.comparison.show(), "show_judging": lambda: self.judging.show(),
            "show_truth": lambda: self.truth.show(),
            "load_directions": lambda: self.directions.load(), "save_directions": lambda: self.directions.save(),
            "next_heat": self.metering.next_heat, "reopen_last": self.autosaver.reopen,
            "save_mask": self.masks.save, "load_mask": self.masks.load,
            "show_photo": lambda: self.photo.show(), "paste_back": lambda: self.laying.ask(),
            "save_code": self.brought.save_code, "show_brought": self.brought.show,
            "open_album": self.brought.choose_folder, "show_pair": lambda: self.pair.show(),
            "morph_to_file": self.morphing.to_file, "show_keys": self.keys.show,
        }  # fmt: skip

    @Slot()
    def _keep_settings(self) -> None:
        try:
            save_merged(self.controller.settings, self._before)
            self._before = deepcopy(self.controller.settings)  # what is taken away after this is gone as well
        except (OSError, ValueError) as error:
            print(f"eigenbrush: the settings could not be saved: {visible(said(error))}")

    def restore_geometry(self) -> None:
        """Put the window where it was last time."""
        if self.controller.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.controller.settings.geometry.encode()))
        else:
            self.resize(self.size().boundedTo(self.screen().availableGeometry().size()))
        if len(self.controller.settings.panels) == 3:
            self.splitter.setSizes(self.controller.settings.panels)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is open for next time, stop the engine, remember the settings."""
        if not self.closing.may_close():
            event.ignore()
            return
        self.output.close()
        self.close_later()
        if not self.acts["toggle_panels"].isChecked():
            self.controller.settings.panels = self.splitter.sizes()
        self.controller.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.controller.close()  # first, so that no autosave of the engine's is under way
        self.autosaver.finish()
        self._keep_settings()
        for timer in (*self.findChildren(QTimer), *self.controller.findChildren(QTimer)):
            timer.stop()  # of a closed window nothing goes on
        event.accept()
