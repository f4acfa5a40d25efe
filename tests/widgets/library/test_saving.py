"""What the dialogs that save have in common."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from widgets.library.saving import form_and_column


@pytest.mark.parametrize("high", [24, 28, 31, 36])
def test_words_stand_as_high_as_the_field_that_they_name(qtbot: QtBot, high: int) -> None:
    dialog, field, listing = QWidget(), QLineEdit(), QListWidget()
    qtbot.addWidget(dialog)
    form, _ = form_and_column(dialog)
    field.setFixedHeight(high)
    listing.setFixedHeight(160)
    form.row("File", field)
    form.row("Sliders", listing)
    with qtbot.waitExposed(dialog):
        dialog.show()

    def middle(widget: QWidget) -> float:
        return widget.mapTo(dialog, QPoint(0, 0)).y() + widget.height() / 2

    words = [form.itemAt(row, QFormLayout.ItemRole.LabelRole).widget() for row in range(2)]
    assert abs(middle(words[0]) - middle(field)) <= 0.5
    assert middle(words[1]) < middle(listing) - 40  # beside many lines they stand at the first
