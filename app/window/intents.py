"""What the actions of `app/window/actions.py` do: each method is one action's `run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QImage
from PySide6.QtWidgets import QFileDialog

from app.services.devices import NAMES
from app.services.library import thumbnail
from app.window import dialogs, layout
from engine.document.requests import Frame

if TYPE_CHECKING:
    from app.window.window import MainWindow


class Intents(QObject):
    """Acts on the window and its controller."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window, self.controller = window, window.controller
        self._copy_when_full = False
        self.controller.frame_ready.connect(self._frame_came)

    # ---- File ----

    def show_library(self) -> None:
        self.window.shelf.show()

    def open_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self.window, "Open a generator, a session or a saved picture", self.controller.settings.folder,
            "All that can be opened (*.safetensors *.pt *.pth *.pkl *.bin *.tar *.eigenbrush *.png);;All files (*)",
        )  # fmt: skip
        if path:
            self.controller.drop(path)

    def fill_recent(self) -> None:
        """The files opened last, with their pictures; those that are gone are shown, but cannot be chosen."""
        menu = self.window.recent
        menu.clear()
        for recent in self.controller.settings.recent:
            action = menu.addAction(Path(recent.path).name)
            action.setToolTip(recent.path)
            action.setEnabled(Path(recent.path).exists())
            action.setData(recent.path)
            if recent.sha256 and (picture := thumbnail(recent.sha256)).is_file():
                action.setIcon(QIcon(str(picture)))
            action.triggered.connect(self._open_recent)
        if menu.isEmpty():
            menu.addAction("Nothing yet").setEnabled(False)

    def _open_recent(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self.controller.drop(sender.data())

    def reopen_last(self) -> None:
        self.window.autosaver.reopen()

    def save_session(self) -> None:
        kind = "EigenBrush session (*.eigenbrush)"
        if path := dialogs.ask_where(self.window, "Save session", "session.eigenbrush", kind):
            self.controller.save_session(path)

    def save_picture(self) -> None:
        workspace = self.controller.workspace
        name = f"{workspace.info.ref.name}-{workspace.document.seed}.png" if workspace else "picture.png"
        if path := dialogs.ask_where(self.window, "Save picture", name, "PNG picture (*.png)"):
            self.controller.save_picture(path)

    def export_film(self) -> None:
        if (choice := dialogs.ask_film(self.window)) is not None:
            self.controller.export_film(choice)

    def quit(self) -> None:
        self.window.close()

    # ---- Edit ----

    def undo(self) -> None:
        self.controller.undo()

    def redo(self) -> None:
        self.controller.redo()

    def reset_all(self) -> None:
        if (workspace := self.controller.workspace) is not None:
            self.controller.act(workspace.reset_all())

    def copy_picture(self) -> None:
        """The full picture: while a preview is on screen, as soon as it is there."""
        last = self.controller.last_frame
        if last is not None and last.quality == "preview":
            self._copy_when_full = True
            self.controller.frames.ask_full()
        elif last is not None:
            self._copy(last)

    def _frame_came(self, frame: Frame) -> None:
        if self._copy_when_full and frame.quality == "full":
            self._copy(frame)

    def _copy(self, frame: Frame) -> None:
        self._copy_when_full = False
        pixels = frame.pixels
        height, width, _ = pixels.shape
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
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

    # ---- Face ----

    def new_face(self) -> None:
        self.controller.dice()

    def seed_back(self) -> None:
        self.controller.step_seed(-1)

    def seed_forward(self) -> None:
        self.controller.step_seed(1)

    def show_wall(self) -> None:
        self.window.show_wall()

    # ---- Directions ----

    def show_browser(self) -> None:
        self.window.directions.show_browser()

    def show_comparison(self) -> None:
        self.window.directions.show_comparison()

    def show_judging(self) -> None:
        self.window.directions.show_judging()

    def load_directions(self) -> None:
        self.window.directions.load()

    def save_directions(self) -> None:
        self.window.directions.save()

    # ---- Region ----

    def brush(self) -> None:
        self.window.painter.use("brush")

    def eraser(self) -> None:
        self.window.painter.use("eraser")

    def lasso(self) -> None:
        self.window.painter.use("lasso")

    def rectangle(self) -> None:
        self.window.painter.use("rectangle")

    def ellipse(self) -> None:
        self.window.painter.use("ellipse")

    def swap_subtract(self) -> None:
        self.window.painter.swap()

    def new_region(self) -> None:
        self.window.painter.add_region()

    def invert_region(self) -> None:
        self.window.painter.operate("invert")

    def clear_region(self) -> None:
        self.window.painter.operate("clear")

    def grow_region(self) -> None:
        self.window.painter.operate("grow")

    def shrink_region(self) -> None:
        self.window.painter.operate("shrink")

    def feather_region(self) -> None:
        self.window.painter.operate("feather")

    def save_mask(self) -> None:
        self.window.painter.save()

    def load_mask(self) -> None:
        self.window.painter.load()

    def toggle_overlay(self) -> None:
        self.window.painter.toggle_overlay()

    def next_heat(self) -> None:
        self.window.painter.next_heat()

    def keep_regions(self, keep: bool) -> None:
        self.window.painter.keep_regions(keep)

    def close_brush(self) -> None:
        self.window.painter.close()

    # ---- View ----

    def fit(self) -> None:
        self.window.canvas.fit()

    def actual_size(self) -> None:
        self.window.canvas.actual_size()

    def zoom_in(self) -> None:
        self.window.canvas.zoom_in()

    def zoom_out(self) -> None:
        self.window.canvas.zoom_out()

    def toggle_smooth(self, on: bool) -> None:
        self.controller.settings.smooth = on
        self.window.canvas.set_smooth(on)

    def toggle_panels(self, hidden: bool) -> None:
        self.window.left.setHidden(hidden)
        self.window.right.setHidden(hidden)

    def reset_layout(self) -> None:
        self.window.acts["toggle_panels"].setChecked(False)
        self.toggle_panels(False)
        self.window.splitter.setSizes(layout.WIDTHS)

    def toggle_full_screen(self, on: bool) -> None:
        self.window.showFullScreen() if on else self.window.showNormal()

    def theme_dark(self) -> None:
        self.window.restyle("dark")

    def theme_light(self) -> None:
        self.window.restyle("light")

    def theme_system(self) -> None:
        self.window.restyle("system")

    def fill_devices(self) -> None:
        """The devices there are, the one in use marked."""
        menu, engine = self.window.device_menu, self.controller.devices.engine
        menu.clear()
        only = len(engine.devices) < 2
        for device in engine.devices:
            name = NAMES.get(device, device)
            action = menu.addAction(f"{name}, the only device here" if only else name)
            action.setCheckable(True)
            action.setChecked(device == engine.chosen)
            action.setEnabled(not only)
            action.setData(device)
            action.triggered.connect(self._choose_device)
            self.window.device_group.addAction(action)
        if menu.isEmpty():
            menu.addAction("The engine has not started yet").setEnabled(False)

    def _choose_device(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self.controller.devices.choose(sender.data())

    # ---- Help ----

    def show_card(self) -> None:
        dialogs.show_card(self.window)

    def show_keys(self) -> None:
        dialogs.show_keys(self.window)

    def show_about(self) -> None:
        dialogs.show_about(self.window)
