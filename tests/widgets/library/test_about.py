from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTextBrowser
from pytestqt.qtbot import QtBot

from widgets.library.about import GeneratorCard

FACTS = (("Family", "EigenGAN"), ("Resolution", "64"), ("SHA-256", "0123456789abcdef" * 4))
TEXT = "# What it is\n\nA **generator** of faces.\n\n| slider | does |\n|---|---|\n| z3.1 | turn |\n"


@pytest.fixture
def card(qtbot: QtBot) -> GeneratorCard:
    card = GeneratorCard()
    qtbot.addWidget(card)
    card.resize(640, 520)
    with qtbot.waitExposed(card):
        card.show()
    return card


def facts(card: GeneratorCard) -> dict[str, str]:
    return {f.accessibleName(): f.text() for f in card.findChildren(QLineEdit) if f.parent() is not None}


def test_title_facts_and_text_are_shown(card: GeneratorCard) -> None:
    card.set_card("Faces", FACTS, TEXT, None)
    assert card.windowTitle() == "Faces"
    assert facts(card) == dict(FACTS)
    shown = card.findChild(QTextBrowser).toPlainText()
    assert "A generator of faces." in shown and "**" not in shown
    assert "turn" in shown and "|" not in shown


def test_another_card_leaves_nothing_of_the_first(card: GeneratorCard, qtbot: QtBot) -> None:
    card.set_card("Faces", FACTS, TEXT, np.zeros((64, 64, 3), np.uint8))
    card.set_card("Cats", (("Family", "DCGAN"),), "Cats only.", None)
    assert facts(card) == {"Family": "DCGAN"}
    assert card.findChild(QTextBrowser).toPlainText().strip() == "Cats only."
    labels = card.findChildren(QLabel)
    qtbot.waitUntil(lambda: {label.text() for label in labels if label.isVisible()} == {"Cats", "Family"})
    card.set_card("Bare", (), "", None)
    assert card.findChild(QTextBrowser).toPlainText() == "This generator brings no card."


def test_the_picture_shows_the_sample(card: GeneratorCard) -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:, :32] = (200, 30, 60)
    pixels[:, 32:] = (10, 90, 220)
    card.set_card("Faces", (), "", pixels)
    image = card.findChildren(QLabel)[1].pixmap().toImage()
    assert (image.width(), image.height()) == (200, 200)
    assert image.pixelColor(30, 100).getRgb()[:3] == (200, 30, 60)
    assert image.pixelColor(170, 100).getRgb()[:3] == (10, 90, 220)


def test_a_long_value_is_copied_whole(card: GeneratorCard, qapp: object) -> None:
    card.set_card("Faces", FACTS, "", None)
    field = next(f for f in card.findChildren(QLineEdit) if f.accessibleName() == "SHA-256")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert field.selectedText() == "0123456789abcdef" * 4
    QTest.keyClicks(field, "x")
    assert field.text() == "0123456789abcdef" * 4


def test_links_lead_nowhere_and_nothing_is_loaded(
    card: GeneratorCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    secret = tmp_path / "secret.md"
    secret.write_text("read from disk")
    card.set_card("Faces", (), f"[go](file://{secret}) <b>bold</b> ![p](file://{secret})", None)
    browser = card.findChild(QTextBrowser)
    before = browser.toPlainText()
    assert "<b>" in before  # HTML in a card is text
    browser.setFocus()
    QTest.keyClick(browser, Qt.Key.Key_Tab)
    QTest.keyClick(browser, Qt.Key.Key_Return)
    spot = browser.cursorRect().center()
    QTest.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert browser.toPlainText() == before
    assert opened == []
    assert browser.loadResource(3, QUrl.fromLocalFile(str(secret))) is None
