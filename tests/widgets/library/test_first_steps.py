"""The strip of a first start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from widgets.library.first_steps import STEPS, FirstSteps
from widgets.look.keyed import keys


@pytest.fixture
def strip(qtbot: QtBot) -> FirstSteps:
    strip = FirstSteps()
    qtbot.addWidget(strip)
    strip.resize(700, 34)
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


def test_steps_are_ticked_in_any_order_and_the_last_ends_it(strip: FirstSteps) -> None:
    ends: list[int] = []
    strip.done.connect(lambda: ends.append(1))
    before = strip.grab().toImage()
    strip.tick(2)
    strip.tick(0)
    strip.tick(0)
    assert ends == [] and strip.grab().toImage() != before
    keys().set_keys({"new_face": "F6"})
    spoken = [label.accessibleName() for label in strip.findChildren(QLabel)]
    assert spoken == [f"{STEPS[0]}, done", f"{STEPS[1]} (F6)", f"{STEPS[2]}, done"]
    strip.tick(1)
    assert ends == [1]


def test_it_can_be_put_away(strip: FirstSteps) -> None:
    ends: list[int] = []
    strip.done.connect(lambda: ends.append(1))
    QTest.mouseClick(strip.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert ends == [1]
