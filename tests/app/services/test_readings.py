"""A file that does not tell all settings of its network can be read otherwise, and is from then on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from engine.document.asked.requests import OpenGenerator, ReadOtherwise
from tests.app.desk import Desk, info
from widgets.library.about import GeneratorCard

WAYS = (("final_tanh=yes", "Colours that fade out"), ("lr_multiplier=1", "Trained like the rest"))


def test_a_choice_opens_the_file_so_now_and_later(desk: Desk) -> None:
    open_now = info(file="f" * 64, readings=WAYS)
    desk.open(open_now)
    desk.controller.readings.draw()
    work = desk.jobs[-1].work
    assert isinstance(work, ReadOtherwise) and work.seed == desk.controller.workspace.document.seed
    desk.controller.readings.choose("final_tanh=yes")
    work = desk.jobs[-1].work
    assert isinstance(work, OpenGenerator) and work.readings == (("f" * 64, "final_tanh=yes"),)
    assert work.what == open_now.ref.source and not work.expected
    other = replace(open_now, ref=replace(open_now.ref, sha256="c" * 64))
    desk.done(other)
    assert desk.controller.workspace.info.ref.sha256 == "c" * 64


def test_nothing_is_drawn_of_what_leaves_nothing_open(desk: Desk) -> None:
    desk.open(info())
    before = len(desk.jobs)
    desk.controller.readings.draw()
    assert len(desk.jobs) == before


@pytest.fixture
def card(qtbot: QtBot) -> GeneratorCard:
    card = GeneratorCard()
    qtbot.addWidget(card)
    card.set_card("Faces", (("Family", "StyleGAN"),), "", None)
    card.set_readings(WAYS)
    return card


def test_the_card_shows_a_picture_of_each_and_takes_a_click(card: GeneratorCard, qtbot: QtBot) -> None:
    buttons = {b.accessibleName(): b for b in card.findChildren(QToolButton) if b.accessibleName()}
    assert list(buttons) == [words for _, words in WAYS]
    card.set_reading("final_tanh=yes", np.full((8, 8, 3), 200, np.uint8))
    card.set_reading("of another file", np.zeros((8, 8, 3), np.uint8))
    assert [b.icon().isNull() for b in buttons.values()] == [False, True]
    with qtbot.waitSignal(card.reading_chosen) as chosen:
        qtbot.mouseClick(buttons[WAYS[1][1]], Qt.MouseButton.LeftButton)
    assert chosen.args == ["lr_multiplier=1"]
