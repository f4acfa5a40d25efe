"""What the clipboard holds is brought in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from app.home import home
from app.window.tools.pasting import FOLDER, kept
from tests.app.opened import Opened


@pytest.fixture
def image() -> QImage:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 50, 3), np.uint8)
    return QImage(pixels.tobytes(), 50, 40, 150, QImage.Format.Format_RGB888).copy()


def test_a_picture_is_kept_once_and_read_as_a_photo(window: Opened, image: QImage) -> None:
    read: list[object] = []
    window.controller.photos.read.connect(read.append)
    QGuiApplication.clipboard().setImage(image)
    for _ in range(2):
        window.window.acts["paste"].trigger()
        window.wait(lambda: bool(read))
        window.rest()
    files = list((home() / FOLDER).iterdir())
    assert len(files) == 1
    again = QImage(str(files[0])).convertToFormat(QImage.Format.Format_RGB888)
    assert again == image
    assert window.window.photo.page.isVisible()


def test_the_recipe_of_a_picture_is_gone_back_to(window: Opened) -> None:
    seed = window.document.seed
    window.window.acts["copy_recipe"].trigger()
    window.controller.faces.choose_seed(seed + 1)
    window.rest()
    window.window.acts["paste"].trigger()
    window.wait(lambda: window.document.seed == seed)


def test_files_are_opened_as_if_they_were_dropped(
    window: Opened, image: QImage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped: list[list[str]] = []
    monkeypatch.setattr(type(window.window), "dropped", lambda self, paths: dropped.append(paths))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png")), QUrl("https://example.org/b.png")])
    data.setImageData(image)
    QGuiApplication.clipboard().setMimeData(data)
    window.window.acts["paste"].trigger()
    assert dropped == [[str(tmp_path / "a.png")]]


def test_nothing_is_said_to_be_nothing(window: Opened) -> None:
    QGuiApplication.clipboard().clear()
    window.window.acts["paste"].trigger()
    assert "nothing on the clipboard" in window.notices.pop()[0]


def test_where_nothing_can_be_written_that_is_said(
    window: Opened, image: QImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home() / FOLDER).write_bytes(b"")  # a file where the folder would be
    QGuiApplication.clipboard().setImage(image)
    window.window.acts["paste"].trigger()
    sentence = window.notices.pop()[0]
    assert FOLDER in sentence and window.window.canvas.frame() is not None
    with pytest.raises(ValueError, match=FOLDER):
        kept(image)
