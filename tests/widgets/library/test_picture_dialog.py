"""How large a picture is saved, and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.document.films.formats import LARGEST
from widgets.library.picture_dialog import PictureDialog
from widgets.library.saving import free_name

Make = Callable[[int, int], PictureDialog]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Make:
    def made(seen: int, resolution: int) -> PictureDialog:
        dialog = PictureDialog(seen, resolution, tmp_path / "face.png")
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return made


def named(dialog: PictureDialog, name: str) -> QWidget:
    return next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == name)


def size_of(dialog: PictureDialog) -> QComboBox:
    box = named(dialog, "size in pixels")
    assert isinstance(box, QComboBox)
    return box


def save(dialog: PictureDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == "Save")


def told(dialog: PictureDialog) -> str:
    return next(x.text() for x in dialog.findChildren(QLabel) if "generator's own" in x.text())


def test_what_one_sees_is_proposed_but_never_less_than_the_generator_makes(make: Make, tmp_path: Path) -> None:
    dialog = make(530, 64)
    assert (dialog.size_chosen, dialog.path) == (530, str(tmp_path / "face.png"))
    assert told(dialog) == "As it is on the screen, enlarged smoothly from the generator's own 64"
    assert make(412, 1024).size_chosen == 1024
    assert make(5000, 64).size_chosen == LARGEST


def test_the_sizes_are_those_of_films_the_generators_own_and_any_other(make: Make) -> None:
    dialog = make(530, 96)
    box = size_of(dialog)
    sizes = [box.itemText(row) for row in range(box.count())]
    assert sizes == ["64", "96", "128", "256", "512", "1024", "2048", "4096"]
    for text, said in (("96", "The generator's own 96, exactly"), ("512", "Enlarged smoothly"), ("64", "Reduced")):
        box.setCurrentText(text)
        assert dialog.size_chosen == int(text) and told(dialog).startswith(said)
    for wrong in ("8", "4097", ""):
        box.setCurrentText(wrong)
        assert not save(dialog).isEnabled()
        assert any("between 16 and 4096" in x.text() for x in dialog.findChildren(QLabel))


@pytest.mark.parametrize(("typed", "file"), [("a", "a.png"), ("anna v1.2", "anna v1.2.png"), ("b.PNG", "b.PNG")])
def test_a_name_without_an_ending_gets_one(make: Make, tmp_path: Path, typed: str, file: str) -> None:
    dialog = make(530, 64)
    path = named(dialog, "file")
    assert isinstance(path, QLineEdit)
    path.setText(str(tmp_path / typed))
    assert dialog.path == str(tmp_path / file)
    path.setText(str(tmp_path / "a.jpg"))
    assert not save(dialog).isEnabled()
    assert any("end in .png" in x.text() for x in dialog.findChildren(QLabel))


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
def test_no_file_is_replaced_unasked(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    (tmp_path / "face.png").write_bytes(b"kept")
    dialog = make(530, 64)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    assert told(dialog).endswith("replaces the file that is there")
    save(dialog).click()
    assert (dialog.result() == QDialog.DialogCode.Accepted) == (answer == QMessageBox.StandardButton.Yes)


def test_it_is_all_read_at_once(make: Make) -> None:
    dialog = make(530, 64)
    assert dialog.sizeHint().width() < 700 and dialog.sizeHint().height() < 400
    QTest.keyClicks(size_of(dialog).lineEdit(), "0")
    assert all(label.width() >= label.sizeHint().width() or label.wordWrap()
               for label in dialog.findChildren(QLabel) if label.isVisible())  # fmt: skip


def test_a_proposed_name_is_free_and_leads_to_no_other_folder(tmp_path: Path) -> None:
    assert free_name(str(tmp_path), "faces-27", ".png") == tmp_path / "faces-27.png"
    (tmp_path / "faces-27.png").write_bytes(b"")
    assert free_name(str(tmp_path), "faces-27", ".png") == tmp_path / "faces-27-2.png"
    for name in ("../../etc/passwd", "/etc/passwd", "a\\b", "..", ""):
        assert free_name(str(tmp_path), name, ".png").parent == tmp_path
