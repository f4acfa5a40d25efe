"""In dialogs too the wheel leaves alone every list and number that the keyboard is not in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.library.export_dialog import ExportDialog
from widgets.library.picture_dialog import PictureDialog

Box = QComboBox | QAbstractSpinBox


def value(box: Box) -> str:
    return box.currentText() if isinstance(box, QComboBox) else box.text()


def turn(over: QWidget, notches: int) -> None:
    """Turn the wheel over the middle of it."""
    at = QPointF(over.rect().center())
    event = QWheelEvent(at, over.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
                        False)  # fmt: skip
    QApplication.sendEvent(over, event)


@pytest.mark.parametrize("kind", [ExportDialog, PictureDialog])
def test_the_wheel_changes_nothing_where_the_keyboard_is_not(kind: type[QDialog], qtbot: QtBot, tmp_path: Path) -> None:
    if kind is ExportDialog:
        dialog: QDialog = ExportDialog((("a", "smile"),), ("a",), 64, str(tmp_path))
    else:
        dialog = PictureDialog(256, 64, tmp_path / "face.png")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    boxes: list[Box] = [*dialog.findChildren(QComboBox), *dialog.findChildren(QAbstractSpinBox)]
    assert len(boxes) == (7 if kind is ExportDialog else 1)
    file = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == "file")
    before = [value(box) for box in boxes]
    file.setFocus()
    for box in boxes:
        for notches in (1, -1, -2):
            turn(box, notches)
            turn(box.childAt(box.rect().center()) or box, notches)  # the line of text in it
        assert not box.hasFocus(), box.accessibleName()
    assert [value(box) for box in boxes] == before and file.hasFocus()
    boxes[0].setFocus()
    turn(boxes[0], -1)
    assert value(boxes[0]) != before[0], "with the keyboard in it the wheel turns it"
