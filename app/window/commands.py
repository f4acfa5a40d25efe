"""What each action of `app/window/actions.py` does: the table of commands, and what is too small for a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.services.devices import NAMES
from app.window import dialogs
from app.window.surface import WIDTHS, Surface
from app.window.tools.brush import Painter
from app.window.tools.pasting import paste
from engine.document.asked.requests import Frame
from engine.document.disk.wording import short
from engine.document.photos.photo import PHOTOS
from engine.language import tr
from widgets.parts.pixels import image_of
from widgets.parts.plain import add_plain

OPENED = " ".join(f"*{ending}" for ending in (
    ".safetensors", ".pt", ".pth", ".pkl", ".bin", ".tar", ".eigenbrush", ".npz", ".npy", ".mp4", ".webm",
    ".mov", ".avif", *PHOTOS))  # fmt: skip
Doing = dict[str, Callable[[], object]]
Switching = dict[str, Callable[[bool], object]]


class Commands(QObject):
    """Acts on the surface and its controller."""

    def __init__(self, surface: Surface, painter: Painter) -> None:
        super().__init__(surface)
        self._surface, self._controller, self._painter = surface, surface.controller, painter
        self._copy_when_full = False
        self._controller.frame_ready.connect(self._frame_came)
        surface.device_menu.aboutToShow.connect(self.fill_devices)

    def doing(self) -> Doing:
        """Actions that are done, by name."""
        c, s, p = self._controller, self._surface, self._painter
        tools = {name: partial(p.use, name) for name in ("eraser", "lasso", "rectangle", "ellipse")} | {
            "brush": p.toggle
        }
        shapes = ("invert", "clear", "grow", "shrink", "feather")
        shaping = {f"{name}_region": partial(p.operate, name) for name in shapes}
        return tools | shaping | {
            "open_file": self.open_file, "save_session": self.save_session, "save_session_as": self.save_session_as,
            "save_picture": self.save_picture,
            "export_film": self.export_film, "use_look": self.use_look,
            "export_sheet": self.export_sheet, "quit": s.close, "undo": c.undo, "redo": c.redo,
            "reset_all": s.acting(lambda workspace: workspace.reset_all), "copy_picture": self.copy_picture,
            "copy_recipe": self.copy_recipe, "paste": self.paste, "new_face": c.faces.dice,
            "seed_back": c.faces.back, "seed_forward": c.faces.forward, "swap_subtract": p.swap,
            "new_region": p.add_region, "toggle_overlay": p.toggle_overlay,
            "close_brush": p.close, "fit": s.canvas.fit, "actual_size": s.canvas.actual_size,
            "zoom_in": s.canvas.zoom_in, "zoom_out": s.canvas.zoom_out, "reset_layout": self.reset_layout,
            "show_card": partial(dialogs.show_card, s),
            "show_about": partial(dialogs.show_about, s),
        }  # fmt: skip

    def switching(self) -> Switching:
        """Actions that are switched on and off, by name."""
        return {
            "keep_regions": self._painter.keep_regions, "toggle_smooth": self.toggle_smooth,
            "toggle_panels": self.toggle_panels, "toggle_full_screen": self.toggle_full_screen,
        }  # fmt: skip

    # ---- File ----

    def open_file(self) -> None:
        """Ask for a file, and open it whatever it is."""
        path, _ = QFileDialog.getOpenFileName(
            self._surface,
            tr("Open a generator, a session, a picture, a film, codes or directions"),
            self._controller.settings.starting_folder(),
            tr("All that can be opened ({opened});;All files (*)", opened=OPENED),
        )
        if path:
            self._controller.opening.drop(path)

    def save_session(self) -> None:
        """Save all that is open to its session file; ask where if there is none yet."""
        saving = self._controller.saving
        name = short(Path(saving.path).name)
        if saving.path and not os.path.isdir(Path(saving.path).parent):
            self._controller.say(tr("The folder of {name} is not there any more: choose another.", name=name))
            self.save_session_as()
        elif saving.changed_elsewhere:
            self._controller.say(
                tr(
                    "{name} was changed by another window or program since it was opened here: choose "
                    "another name, or replace it.",
                    name=name,
                )
            )
            self.save_session_as()
        elif saving.path:
            saving.session(saving.path)
        else:
            self.save_session_as()

    def save_session_as(self) -> None:
        """Ask where, and save all that is open there."""
        kind, name = tr("EigenBrush session (*.eigenbrush)"), Path(self._controller.saving.path).name
        if not name and (workspace := self._controller.workspace) is not None:
            name = f"{dialogs.name_of(workspace)}.eigenbrush"
        if path := dialogs.ask_where(self._surface, tr("Save session"), name or "session.eigenbrush", kind):
            self._controller.saving.session(path)

    def save_picture(self) -> None:
        """Ask how large and where, and save the picture there."""
        if (choice := dialogs.ask_picture(self._surface)) is not None:
            self._controller.saving.picture(*choice)

    def export_film(self) -> None:
        """Ask what and where, and write the film."""
        if (choice := dialogs.ask_film(self._surface)) is not None:
            self._controller.saving.film(choice)

    def export_sheet(self) -> None:
        """Ask what stands side by side, and write the sheet."""
        from app.window.many.sheets import sheet  # with its dialog, once it is asked for

        sheet(self._surface)

    def use_look(self) -> None:
        """Ask whose look goes on which faces and where, and write their pictures or films."""
        from app.window.many.looks import ask_look  # with its dialog, once it is asked for

        workspace = self._controller.workspace
        if workspace is not None and (choice := ask_look(self._surface, workspace)) is not None:
            self._controller.saving.looks(choice)

    # ---- Edit ----

    def copy_picture(self) -> None:
        """The full picture: while a preview is on screen, as soon as it is there."""
        last = self._controller.last_frame
        if last is not None and last.quality == "preview":
            self._copy_when_full = True
            self._controller.frames.ask_full()
        elif last is not None:
            self._copy(last)

    def _frame_came(self, frame: Frame) -> None:
        if self._copy_when_full and frame.quality == "full":
            self._copy(frame)

    def _copy(self, frame: Frame) -> None:
        self._copy_when_full = False
        QGuiApplication.clipboard().setImage(image_of(frame.pixels).copy())
        self._controller.say(tr("The picture is on the clipboard."))

    def copy_recipe(self) -> None:
        """The document as text, to the clipboard."""
        with self._controller.refusals():
            if (recipe := self._controller.saving.recipe()) is not None:
                QGuiApplication.clipboard().setText(recipe)
                self._controller.say(tr("The recipe of this picture is on the clipboard, as text."))

    def paste(self) -> None:
        """A picture, files or a recipe from the clipboard."""
        paste(self._surface)

    # ---- View ----

    def toggle_smooth(self, on: bool) -> None:
        """Smooth enlargement or squares."""
        self._controller.settings.smooth = on
        self._surface.canvas.set_smooth(smooth=on)

    def toggle_panels(self, hidden: bool) -> None:
        """The picture alone, or with its panels."""
        self._surface.left.setHidden(hidden)
        self._surface.right.setHidden(hidden)

    def reset_layout(self) -> None:
        """All panels where they were on the first day."""
        if self._surface.acts["toggle_panels"].isChecked():
            self._surface.acts["toggle_panels"].trigger()
        self._surface.splitter.setSizes(WIDTHS)

    def toggle_full_screen(self, on: bool) -> None:
        """The whole screen or a window."""
        self._surface.showFullScreen() if on else self._surface.showNormal()

    def fill_devices(self) -> None:
        """The devices there are, the one in use marked."""
        menu, engine = self._surface.device_menu, self._controller.devices.engine
        menu.clear()
        only = len(engine.devices) < 2
        for device in engine.devices:
            name = NAMES.get(device, device)
            action = add_plain(menu, tr("{name}, the only device here", name=name) if only else name)
            action.setCheckable(True)
            action.setChecked(device == engine.chosen)
            action.setEnabled(not only)
            action.setData(device)
            action.triggered.connect(self._choose_device)
            self._surface.device_group.addAction(action)
        if menu.isEmpty():
            menu.addAction(tr("The engine has not started yet")).setEnabled(False)

    def _choose_device(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self._controller.devices.choose(sender.data())
