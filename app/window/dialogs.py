"""The dialogs of the window: where to save, what to export, about the generator, the program.

Each is imported when it is first opened.
"""

from __future__ import annotations

import html
import os
import re
from importlib import resources
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.home import home
from app.model.workspace import Workspace
from app.window.states import slider_groups
from app.window.surface import Surface
from engine.document.asked.between import MORPH
from engine.document.disk.wording import short
from engine.document.films.formats import why_not
from engine.document.keys import SliderKey, Source
from engine.language import tr
from widgets.parts.plain import title_text
from widgets.states import ExportChoice


def ask_where(window: Surface, title: str, name: str, kinds: str, folder: str = "") -> str:
    """A path to save to, in the folder used last, or in another `folder`; empty if the person changed their mind.
    It ends as one of the `kinds`: "aunt.jpg" becomes "aunt.png" where a PNG is written.

    `name` is proposed; it may be a region's or a method's out of a file, and leads to no other folder.
    """
    name = re.sub(r"[/\\:]+|\.\.+", "-", short(name))
    folder = folder or window.controller.settings.starting_folder()
    path, _ = QFileDialog.getSaveFileName(window, title, str(Path(folder) / name), kinds)
    endings = re.findall(r"\*(\.\w+)", kinds)
    if not path or Path(path).suffix.lower() in endings:
        return path
    from widgets.library.saving import foreign, replaces

    ending = Path(name).suffix if Path(name).suffix in endings else endings[0]
    # "anna v1.2" has no ending: without one it would not be listed when it is looked for.
    path = str(Path(path).with_suffix(ending)) if foreign(Path(path)) else path + ending
    return path if not os.path.lexists(path) or replaces(window, title, Path(path).name) else ""


def name_of(workspace: Workspace) -> str:
    """What a file of the picture in front is proposed to be called: by its photo, else by its seed."""
    document = workspace.document
    return f"{workspace.info.ref.name}-{document.seed if document.photo is None else Path(document.photo.path).stem}"


def ask_picture(window: Surface) -> tuple[str, int] | None:
    """Where to save the picture and its side in pixels: as large as it is on the screen, or what a person chooses."""
    workspace = window.controller.workspace
    if workspace is None:
        return None
    from widgets.library.picture_dialog import PictureDialog
    from widgets.library.saving import free_name

    own = workspace.info.resolution
    path = free_name(window.controller.settings.starting_folder(), short(name_of(workspace)), ".png")
    dialog = PictureDialog(round(own * window.canvas.zoom), own, path, window, aspect=workspace.info.aspect)
    accepted = dialog.exec() == PictureDialog.DialogCode.Accepted
    choice = (dialog.path, dialog.size_chosen) if accepted else None
    dialog.deleteLater()
    return choice


def ask_film(window: Surface) -> ExportChoice | None:
    """What to export; the sliders that were moved are chosen, or the first one."""
    workspace = window.controller.workspace
    if workspace is None:
        return None
    from widgets.library.export_dialog import ExportDialog

    sliders = tuple((s.key, s.name) for group in slider_groups(workspace) for s in group.sliders)
    moved = tuple(e.key for e in workspace.document.edits[-1:] if any(e.key == key for key, _ in sliders))
    checked = moved or tuple(key for key, _ in sliders[:1])
    ways = frozenset(key for key, _ in sliders if SliderKey(key).method == MORPH)
    folder = window.controller.settings.starting_folder()
    proposed = "gif" if why_not("mp4") else "mp4"
    dialog = ExportDialog(
        sliders,
        checked,
        workspace.info.resolution,
        folder,
        window,
        ways=ways,
        format=proposed,
        aspect=workspace.info.aspect,
    )
    accepted = dialog.exec() == ExportDialog.DialogCode.Accepted
    choice = dialog.choice() if accepted else None
    dialog.deleteLater()
    return choice


def show_card(window: Surface) -> None:
    """The open generator: facts and card."""
    workspace = window.controller.workspace
    if workspace is None:
        return
    from widgets.library.about import GeneratorCard

    info = workspace.info
    numbers = [slot for slot in info.layout.slots if slot.kind != "style"]
    slots = ", ".join(f"{slot.name} ({slot.dimension})" for slot in numbers)
    channels = info.layout.dimension - (size := sum(slot.dimension for slot in numbers))
    more = tr("; and {channels:,} channels of styles", channels=channels) if channels else ""
    facts = (
        (tr("Family"), info.title),
        (tr("Picture"), f"{info.size} px"),
        (tr("Code"), tr("{size:,} numbers: {slots}{more}", size=size, slots=slots, more=more)),
        (tr("Parameters"), f"{info.parameters:,}"),
        *((tr("Read as"), words) for words in info.reading),
        (tr("File"), info.ref.source),
        ("SHA-256", info.ref.sha256),
    )
    card = GeneratorCard(window)
    card.set_card(info.ref.name, facts, info.card or tr("This file came without a card."),
                  _samples(info.ref.source, window.canvas.frame()))  # fmt: skip
    if info.readings:
        readings = window.controller.readings
        card.set_readings(info.readings)
        readings.drawn.connect(card.set_reading)
        card.reading_chosen.connect(readings.choose)
        readings.draw()
    _show(card)


def _samples(source: str, otherwise: np.ndarray | None) -> np.ndarray | None:
    """The sheet of samples that lies beside a built-in generator, or what is on the canvas."""
    file = resources.files("resources") / "generators" / f"{Source(source).builtin}.samples.png"
    if Source(source).is_file or not file.is_file():
        return otherwise
    image = QImage.fromData(file.read_bytes()).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def show_about(window: Surface) -> None:
    """The program, its version, where it keeps its files."""
    from importlib.metadata import PackageNotFoundError, version  # here: a tenth of the window's own start

    try:
        number = version("eigenbrush")
    except PackageNotFoundError:
        number = tr("not installed (running from its folder)")
    room = window.controller.settings.cache_gb
    device, files = html.escape(window.device.text() or "starting"), html.escape(str(home()))
    text = tr(
        "<h3>EigenBrush</h3><p>Version {number}</p><p>Explore what a GAN has learned. Pictures "
        "made here are made by a machine; saved files say so.</p><p>Device: {device}<br>Files: "
        "{files}</p><p>Copies of generators, found directions and thumbnails take at most {room} "
        "GB there; those not used for longest go first. Change cache_gb in settings.json to give "
        "them another limit.</p>",
        number=number,
        device=device,
        files=files,
        room=room,
    )
    _message(window, tr("About EigenBrush"), text)


def _message(window: Surface, title: str, text: str) -> None:
    """HTML of ours; what is not ours in it is escaped."""
    box = QMessageBox(window)
    box.setWindowTitle(title_text(title))
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(text)
    _show(box)


def _show(dialog: QWidget) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
