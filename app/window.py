"""The main window: builds the widgets, connects them to the controller, and is the target of the actions."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QImage,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QWidget,
)

from app import autosave, dialogs, layout
from app.actions import ACTIONS
from app.controller import WALL, Controller
from app.settings import save_settings
from app.views import edit_rows, history_rows, method_choices, slider_groups
from engine.document.messages import Frame, GeneratorInfo
from widgets.canvas import Canvas
from widgets.edits import EditsPanel
from widgets.glyphs import glyph
from widgets.history import HistoryPanel
from widgets.job_bar import JobBar
from widgets.method_bar import MethodBar
from widgets.notice import Notice
from widgets.seeds import SeedBar
from widgets.slider_panel import SliderPanel
from widgets.states import Face
from widgets.theme import apply_theme
from widgets.wall import Wall

ICON = 18


class MainWindow(QMainWindow):
    """Shows what the controller knows; every action of a person goes to the controller."""

    # Made in app/layout.py.
    canvas: Canvas
    wall: Wall
    notice: Notice
    sliders: SliderPanel
    edits: EditsPanel
    history_panel: HistoryPanel
    seeds: SeedBar
    methods: MethodBar
    job_bar: JobBar
    timing: QLabel
    device: QLabel
    pixel: QLabel
    zoom: QLabel
    title: QLabel
    pages: QStackedWidget
    splitter: QSplitter
    left: QWidget
    right: QWidget
    toolbar: QToolBar
    recent: QMenu
    acts: dict[str, QAction]

    def __init__(self, controller: Controller, first: str) -> None:
        super().__init__()
        self.controller = controller
        self._first = first
        self.setWindowTitle("EigenBrush")
        self.resize(1366, 728)
        layout.make_widgets(self)
        layout.lay_out(self)
        layout.make_actions(self)
        self._connect()
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self._refresh_timer.timeout.connect(self._refresh)
        self.autosaver = autosave.Autosaver(controller, self)
        self.canvas.set_message("Starting the engine…")
        self._restyle(controller.settings.theme)
        self._refresh()

    def _connect(self) -> None:
        c = self.controller
        c.engine_ready.connect(self._engine_ready)
        c.frame_ready.connect(self._show_frame)
        c.original_ready.connect(self.canvas.set_original)
        c.changed.connect(self._changed)
        c.generator_opened.connect(self._generator_opened)
        c.noticed.connect(self._notice)
        c.job_started.connect(self.job_bar.start)
        c.job_progressed.connect(self._job_progressed)
        c.job_ended.connect(self.job_bar.finish)
        c.strip_ready.connect(self.sliders.set_strip)
        c.face_ready.connect(self.wall.set_face)
        self.job_bar.cancel_wanted.connect(c.jobs.cancel)
        self.canvas.paths_dropped.connect(self._dropped)
        self.canvas.compare_held.connect(self._compare)
        self.canvas.zoom_changed.connect(self._show_zoom)
        self.canvas.pixel_hovered.connect(self._show_pixel)
        self.canvas.pixel_left.connect(self.pixel.clear)
        self.canvas.menu_wanted.connect(self._canvas_menu)
        self.history_panel.jumped.connect(c.jump)
        self.methods.find_wanted.connect(c.discover)
        self.seeds.seed_chosen.connect(c.choose_seed)
        self.seeds.dice.connect(c.dice)
        self.seeds.back.connect(self.seed_back)
        self.seeds.forward.connect(self.seed_forward)
        self.seeds.wall_wanted.connect(self.show_wall)
        self.seeds.keep_edits_toggled.connect(self._keep_edits)
        self.seeds.truncation_moved.connect(self._act("set_truncation"))
        self.wall.picked.connect(self._pick_face)
        self.wall.more_wanted.connect(self._more_faces)
        self.wall.closed.connect(self._close_wall)
        self._connect_sliders()

    def _connect_sliders(self) -> None:
        c, s, e = self.controller, self.sliders, self.edits
        for signal, name in (
            (s.moved, "move"), (s.reset, "reset"), (s.renamed, "rename"), (s.starred, "star"),
            (s.solo_toggled, "solo"), (s.lock_toggled, "lock"), (s.group_reset, "reset_group"),
            (e.muted, "mute"), (e.removed, "remove"), (e.reordered, "reorder"), (e.reset_all, "reset_all"),
        ):  # fmt: skip
            signal.connect(self._act(name))
        s.randomise_wanted.connect(c.randomise)
        s.strip_wanted.connect(self._strip)
        s.strip_closed.connect(self._strip_closed)

    def _act(self, name: str):  # type: ignore[no-untyped-def]
        """A slot that runs the workspace's action `name` with the signal's values."""

        def run(*values: object) -> None:
            if (workspace := self.controller.workspace) is not None:
                self.controller.act(getattr(workspace, name)(*values))

        return run

    # ---- what the engine and the document say ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first:
            self.canvas.setFocus()
            first, self._first = self._first, ""
            # After the first paint, so that a window is there before torch is imported.
            QTimer.singleShot(0, self, lambda: self._begin(first))

    def _begin(self, first: str) -> None:
        self.controller.bridge.start()
        if not self.autosaver.recover(first):
            self._open(first)

    def _open(self, what: str) -> None:
        if what.startswith("builtin:"):
            self.controller.open_generator(what)
        else:
            self.controller.drop(what)

    @Slot(str)
    def _engine_ready(self, device: str) -> None:
        self.device.setText(device)
        self.canvas.set_message("Opening the generator…")

    @Slot(object)
    def _generator_opened(self, info: GeneratorInfo) -> None:
        self.title.setText(f"{info.ref.name}  ·  {info.title}, {info.resolution} px")
        self.setWindowTitle(f"{info.ref.name} — EigenBrush")
        self.wall.set_faces(())
        self._close_wall()

    @Slot(object)
    def _show_frame(self, frame: Frame) -> None:
        self.canvas.set_message("")
        self.canvas.set_frame(frame.pixels, frame.sequence)
        self.timing.setText(f"{1000 * frame.seconds:.1f} ms a frame")

    @Slot()
    def _changed(self) -> None:
        self._refresh_timer.start()

    @Slot()
    def _refresh(self) -> None:
        """Show the document in every panel."""
        workspace, settings = self.controller.workspace, self.controller.settings
        for action in ACTIONS:
            self.acts[action.run].setEnabled(not action.needs_picture or workspace is not None)
        self.seeds.setEnabled(workspace is not None)
        if workspace is None:
            return
        history = workspace.history
        self.acts["undo"].setEnabled(history.can_undo)
        self.acts["redo"].setEnabled(history.can_redo)
        self.acts["reset_all"].setEnabled(bool(workspace.document.edits))
        self.sliders.set_groups(slider_groups(workspace))
        self.edits.set_rows(edit_rows(workspace))
        self.history_panel.set_rows(history_rows(workspace))
        self.methods.set_choices(method_choices(workspace), workspace.shown)
        self.methods.set_busy(self.controller.jobs.running("discover"))
        self.seeds.set_state(workspace.document.seed, workspace.document.truncation, settings.keep_edits)
        self.seeds.set_history(workspace.visit > 0, workspace.visit + 1 < len(workspace.visited))

    @Slot(str, str, str)
    def _notice(self, sentence: str, kind: str, details: str) -> None:
        self.notice.show_notice(sentence, kind, details)
        if self.canvas.frame() is None and kind == "problem":
            self.canvas.set_message("Nothing is open. Drop a generator here, or choose File > Open.")

    @Slot(int, float, str)
    def _job_progressed(self, job: int, fraction: float, note: str) -> None:
        self.job_bar.progress(job, fraction, note)

    # ---- intents of the canvas, strips and wall ----

    @Slot(list)
    def _dropped(self, paths: list[str]) -> None:
        if len(paths) > 1:
            self.controller.noticed.emit(
                f"{len(paths)} files were dropped; only {Path(paths[0]).name} is opened.", "info", ""
            )
        if paths:
            self.controller.drop(paths[0])

    @Slot(bool)
    def _compare(self, held: bool) -> None:
        if held:
            self.canvas.set_original(None)  # the last one may be of another seed
            self.controller.ask_original()

    @Slot(float)
    def _show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{100 * zoom:.0f} %")

    @Slot(int, int, int, int, int)
    def _show_pixel(self, x: int, y: int, r: int, g: int, b: int) -> None:
        self.pixel.setText(f"x {x}  y {y}   R {r}  G {g}  B {b}")

    @Slot(QPoint)
    def _canvas_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for name in ("copy_picture", "copy_recipe", "save_picture", "export_film", "fit", "actual_size", "reset_all"):
            menu.addAction(self.acts[name])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    @Slot(str)
    def _strip(self, key: str) -> None:
        self.sliders.set_strip(key, None, ())
        self.controller.make_strip(key)

    @Slot(str)
    def _strip_closed(self, key: str) -> None:
        self.controller.stop_strip()

    @Slot(int)
    def _pick_face(self, seed: int) -> None:
        self._close_wall()
        self.controller.choose_seed(seed)

    @Slot()
    def _more_faces(self) -> None:
        random = np.random.default_rng(time.time_ns())
        seeds = tuple(int(seed) for seed in random.integers(0, 2**31, WALL))
        self.wall.set_faces(tuple(Face(seed) for seed in seeds))
        self.controller.make_faces(seeds)

    @Slot()
    def _close_wall(self) -> None:
        self.controller.jobs.cancel_kind("faces")
        self.pages.setCurrentWidget(self.canvas)

    @Slot(bool)
    def _keep_edits(self, keep: bool) -> None:
        self.controller.settings.keep_edits = keep

    # ---- the actions (app/actions.py) ----

    def open_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "Open a generator, a session or a saved picture", self.controller.settings.folder,
            "All that can be opened (*.safetensors *.pt *.pth *.pkl *.tar *.eigenbrush *.png);;All files (*)",
        )  # fmt: skip
        if path:
            self.controller.drop(path)

    def fill_recent(self) -> None:
        """The files opened last; those that are gone are shown, but cannot be chosen."""
        self.recent.clear()
        for path in self.controller.settings.recent:
            action = self.recent.addAction(Path(path).name)
            action.setToolTip(path)
            action.setEnabled(Path(path).exists())
            action.setData(path)
            action.triggered.connect(self._open_recent)
        if self.recent.isEmpty():
            self.recent.addAction("Nothing yet").setEnabled(False)

    def _open_recent(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self.controller.drop(sender.data())

    def reopen_last(self) -> None:
        self.autosaver.reopen()

    def save_session(self) -> None:
        if path := dialogs.ask_where(self, "Save session", "session.eigenbrush", "EigenBrush session (*.eigenbrush)"):
            self.controller.save_session(path)

    def save_picture(self) -> None:
        workspace = self.controller.workspace
        name = f"{workspace.info.ref.name}-{workspace.document.seed}.png" if workspace else "picture.png"
        if path := dialogs.ask_where(self, "Save picture", name, "PNG picture (*.png)"):
            self.controller.save_picture(path)

    def export_film(self) -> None:
        if (choice := dialogs.ask_film(self)) is not None:
            self.controller.export_film(choice)

    def quit(self) -> None:
        self.close()

    def undo(self) -> None:
        self.controller.undo()

    def redo(self) -> None:
        self.controller.redo()

    def reset_all(self) -> None:
        self._act("reset_all")()

    def copy_picture(self) -> None:
        pixels = self.canvas.frame()
        if pixels is not None:
            image = QImage(
                pixels.data, pixels.shape[1], pixels.shape[0], 3 * pixels.shape[1], QImage.Format.Format_RGB888
            )
            QGuiApplication.clipboard().setImage(image.copy())
            self.controller.noticed.emit("The picture is on the clipboard.", "info", "")

    def copy_recipe(self) -> None:
        if (recipe := self.controller.recipe()) is not None:
            QGuiApplication.clipboard().setText(recipe)
            self.controller.noticed.emit("The recipe of this picture is on the clipboard, as text.", "info", "")

    def paste(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.text():
            self.controller.paste_recipe(clipboard.text())
        else:
            held = "a picture: photos cannot be opened yet" if not clipboard.image().isNull() else "nothing to paste"
            self.controller.noticed.emit(
                f"The clipboard holds {held}. Copy a recipe of EigenBrush and paste it here.", "info", ""
            )

    def new_face(self) -> None:
        self.controller.dice()

    def seed_back(self) -> None:
        self.controller.step_seed(-1)

    def seed_forward(self) -> None:
        self.controller.step_seed(1)

    def show_wall(self) -> None:
        self.pages.setCurrentWidget(self.wall)
        self.wall.setFocus()
        self._more_faces()

    def fit(self) -> None:
        self.canvas.fit()

    def actual_size(self) -> None:
        self.canvas.actual_size()

    def zoom_in(self) -> None:
        self.canvas.zoom_in()

    def zoom_out(self) -> None:
        self.canvas.zoom_out()

    def toggle_smooth(self, on: bool) -> None:
        self.controller.settings.smooth = on
        self.canvas.set_smooth(on)

    def toggle_panels(self, hidden: bool) -> None:
        self.left.setHidden(hidden)
        self.right.setHidden(hidden)

    def reset_layout(self) -> None:
        self.acts["toggle_panels"].setChecked(False)
        self.toggle_panels(False)
        self.splitter.setSizes(layout.WIDTHS)

    def toggle_full_screen(self, on: bool) -> None:
        self.showFullScreen() if on else self.showNormal()

    def theme_dark(self) -> None:
        self._restyle("dark")

    def theme_light(self) -> None:
        self._restyle("light")

    def theme_system(self) -> None:
        self._restyle("system")

    def _restyle(self, mode: str) -> None:
        self.controller.settings.theme = mode
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, mode)
        colour = app.palette().color(QPalette.ColorRole.WindowText)
        for action in ACTIONS:
            if action.icon:
                self.acts[action.run].setIcon(glyph(action.icon, colour, ICON))

    def show_card(self) -> None:
        dialogs.show_card(self)

    def show_keys(self) -> None:
        dialogs.show_keys(self)

    def show_about(self) -> None:
        dialogs.show_about(self)

    def restore_geometry(self) -> None:
        """Put the window where it was last time."""
        if self.controller.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.controller.settings.geometry.encode()))
        if len(self.controller.settings.panels) == 3:
            self.splitter.setSizes(self.controller.settings.panels)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is open for next time, stop the engine, remember the settings."""
        if not self.acts["toggle_panels"].isChecked():
            self.controller.settings.panels = self.splitter.sizes()
        self.controller.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.controller.close()  # first, so that no autosave of the engine's is under way
        self.autosaver.finish()
        try:
            save_settings(self.controller.settings)
        except OSError as error:
            print(f"eigenbrush: the settings could not be saved: {error}")
        event.accept()
