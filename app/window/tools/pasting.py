"""What the clipboard holds, brought in: a picture, files, or a recipe as text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from app.home import home
from app.window.surface import Surface
from engine.document.disk.files import why_not_written, write_whole
from engine.language import tr
from widgets.parts.pixels import png_of

FOLDER = "pasted"  # in the home: a photo has to be somewhere, or it could not be laid back, nor found again


def paste(window: Surface) -> None:
    """A picture on the clipboard becomes a photo, files are opened as if they were dropped, text is a recipe."""
    clipboard, controller = QGuiApplication.clipboard(), window.controller
    image, data = clipboard.image(), clipboard.mimeData()
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data is not None else []
    if files:
        window.dropped(files)
    elif not image.isNull():
        with controller.refusals():
            controller.opening.drop(str(kept(image)))
    elif clipboard.text():
        controller.opening.recipe(clipboard.text())
    else:
        controller.say(tr("There is nothing on the clipboard. Copy a picture, or a recipe of EigenBrush, first."))


def kept(image: QImage) -> Path:
    """A PNG of the picture in the home, called after what it shows; ValueError where it cannot be written."""
    content = png_of(image)
    path = home() / FOLDER / f"{hashlib.sha256(content).hexdigest()[:16]}.png"
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            write_whole(path, content)
    except OSError as error:
        raise ValueError(why_not_written(path, error)) from error
    return path
