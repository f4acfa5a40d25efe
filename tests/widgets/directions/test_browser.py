from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from widgets.directions.browser import DirectionBrowser
from widgets.directions.card import DirectionView
from widgets.look.glyphs import GlyphButton
from widgets.sliders.panel import SearchBox
from widgets.states import DirectionCard, DirectionShelf

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
NAMES = ["turn", "smile", "light", "hair", "cap", "age"]


def cards(count: int = 24) -> tuple[DirectionCard, ...]:
    return tuple(
        DirectionCard(
            f"g#{i + 1}",
            NAMES[i] if i < 6 else f"component {i + 1}",
            starred=i == 4,
            attribute="yaw +" if i in (0, 9) else "",
            purity=(i * 7 % 24) / 24,
            share=(i * 5 % 24 + 1) / 300,
        )
        for i in range(count)
    )


SPECTRUM = tuple(float(24 - i) for i in range(24))
GANSPACE = DirectionShelf("g", "GANSpace", "of 10 000 codes", cards(), SPECTRUM, can_be_absolute=True)
SEFA = DirectionShelf("s", "SeFa", cards=(DirectionCard("s#1", "one"),), deletable=False, nameable=False)
SIGNALS = (
    "moved", "renamed", "starred", "layers_chosen", "held", "compared", "strips_wanted", "shelf_chosen",
    "naming_wanted", "absolute_toggled", "save_wanted", "delete_wanted", "load_wanted", "closed",
)  # fmt: skip


@pytest.fixture
def browser(qtbot: QtBot) -> DirectionBrowser:
    browser = DirectionBrowser()
    qtbot.addWidget(browser)
    browser.resize(790, 620)
    browser.set_shelves((GANSPACE, SEFA), "g")
    with qtbot.waitExposed(browser):
        browser.show()
    browser.activateWindow()
    qtbot.waitUntil(lambda: browser.spectrum.ready)
    return browser


@pytest.fixture
def heard(browser: DirectionBrowser) -> list[tuple[object, ...]]:
    said: list[tuple[object, ...]] = []
    for name in SIGNALS:
        if name != "strips_wanted":
            getattr(browser, name).connect(lambda *values, name=name: said.append((name, *values)))
    return said


def button(browser: QWidget, text: str) -> QPushButton:
    return next(b for b in browser.findChildren(QPushButton) if b.text() == text)


def combo(browser: QWidget, name: str) -> QComboBox:
    return next(b for b in browser.findChildren(QComboBox) if b.accessibleName() == name)


def shown(browser: DirectionBrowser) -> list[str]:
    """The keys of the cards as they stand, top to bottom, left to right."""
    views = [view for view in browser.findChildren(DirectionView) if view.isVisible()]
    return [view.state.key for view in sorted(views, key=lambda v: (v.y(), v.x()))]


def strip(shade: int = 100) -> np.ndarray:
    return np.full((7, 8, 8, 3), shade, np.uint8)


PLACES = tuple(float(v) for v in range(-3, 4))


def test_pictures_are_asked_for_of_the_cards_in_sight_only(browser: DirectionBrowser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(browser.strips_wanted) as wanted:
        browser.forget_strips()
    (first,) = wanted.args
    assert list(first) == [f"g#{i + 1}" for i in range(len(first))] and 3 <= len(first) <= 6
    for key in first:
        browser.set_strip(key, strip(), PLACES)
    bar = browser.findChild(QScrollArea).verticalScrollBar()
    with qtbot.waitSignal(browser.strips_wanted) as wanted:
        bar.setValue(bar.maximum())
    (last,) = wanted.args
    assert last[-1] == "g#24" and not set(last) & set(first)
    for key in last:
        browser.set_strip(key, strip(), PLACES)
    with qtbot.assertNotEmitted(browser.strips_wanted, wait=120):
        bar.setValue(0)  # they have theirs
    with qtbot.waitSignal(browser.strips_wanted) as wanted:
        browser.renew_strips()
    assert wanted.args == [first] and browser.view("g#1").has_strip  # it stays until the new one comes
    with qtbot.waitSignal(browser.strips_wanted) as wanted:
        browser.forget_strips()
    assert wanted.args == [first] and not browser.view("g#1").has_strip


def test_a_picture_arrives_on_its_card_even_before_it_is_made(browser: DirectionBrowser) -> None:
    browser.set_strip("g#2", strip(), PLACES)
    browser.set_strip("g#24", strip(), PLACES)
    browser.set_strip("x#1", strip(), PLACES)  # of a set that is gone
    for key in ("g#2", "g#24"):
        view = browser.view(key)
        assert view.has_strip
        pixel = view.strip.grab().toImage().pixelColor(view.strip.cell(1).center())
        assert (pixel.red(), pixel.green(), pixel.blue()) == (100, 100, 100)
    assert not browser.view("g#3").has_strip


def test_only_cards_in_sight_are_made(browser: DirectionBrowser, qtbot: QtBot) -> None:
    many = replace(GANSPACE, key="m", cards=tuple(DirectionCard(f"m#{i}", f"d{i}") for i in range(512)), spectrum=())
    browser.set_shelves((many,), "m")
    qtbot.waitUntil(lambda: browser.view("m#0").isVisible())
    assert len([v for v in browser.findChildren(DirectionView) if v.state.key.startswith("m")]) < 20
    assert browser.view("m#500").geometry().top() > browser.view("m#499").geometry().top()


def test_what_is_done_on_a_card_is_said_with_its_key(browser: DirectionBrowser, heard: list) -> None:
    view = browser.view("g#2")
    QTest.mouseClick(view.strip, Left, pos=view.strip.cell(5).center())
    QTest.mouseClick(view.stops()[0], Left)
    QTest.mouseClick(view.stops()[1], Left)
    assert heard == [("moved", "g#2", 2.0), ("starred", "g#2", True), ("held", "g#2", True)]


def test_the_same_directions_keep_cards_keyboard_and_place(browser: DirectionBrowser, qtbot: QtBot) -> None:
    browser.focus_card("g#12")
    before = browser.view("g#12")
    place = browser.findChild(QScrollArea).verticalScrollBar().value()
    assert place > 0 and QApplication.focusWidget() is before.strip
    moved = tuple(replace(card, value=1.0, starred=True, name=card.name + "!") for card in cards())
    browser.set_shelves((replace(GANSPACE, cards=moved), SEFA), "g")
    assert browser.view("g#12") is before and before.state.name == "component 12!"
    assert QApplication.focusWidget() is before.strip
    assert browser.findChild(QScrollArea).verticalScrollBar().value() == place


def test_another_set_brings_its_own_cards(browser: DirectionBrowser, heard: list, qtbot: QtBot) -> None:
    box = combo(browser, "set of directions")
    assert [box.itemText(i) for i in range(box.count())] == ["GANSpace", "SeFa"]
    QTest.keyClick(box, Key.Key_Down)
    assert heard == [("shelf_chosen", "s")]
    browser.set_shelves((GANSPACE, SEFA), "s")
    qtbot.waitUntil(lambda: shown(browser) == ["s#1"])
    assert not button(browser, "Delete").isVisible() and not button(browser, "Name them").isVisible()
    assert not button(browser, "Absolute").isVisible()


def test_search_looks_at_names_and_attributes(browser: DirectionBrowser) -> None:
    box = browser.findChild(SearchBox)
    QTest.keyClicks(box, "YAW")
    assert shown(browser) == ["g#1", "g#10"]
    QTest.keyClicks(box, " tur")
    assert shown(browser) == ["g#1"]
    QTest.keyClicks(box, "x")
    assert shown(browser) == []
    assert "No direction is called “YAW turx”." in [n.text() for n in browser.findChildren(QLabel) if n.isVisible()]
    QTest.keyClick(box, Key.Key_Escape)
    assert shown(browser)[:3] == ["g#1", "g#2", "g#3"]


@pytest.mark.parametrize(
    ("row", "rank"),
    [(0, lambda c: 0), (1, lambda c: -c.purity), (2, lambda c: -c.share), (3, lambda c: not c.starred)],
    ids=["found", "purity", "share", "stars"],
)
def test_the_order(browser: DirectionBrowser, row: int, rank) -> None:
    box = combo(browser, "order")
    for _ in range(row):
        QTest.keyClick(box, Key.Key_Down)
    expected = [card.key for card in sorted(cards(), key=rank)]
    seen = shown(browser)
    assert seen == [key for key in expected if key in seen] and seen[:4] == expected[:4]


def test_a_star_moves_no_card_away_until_one_sorts_again(browser: DirectionBrowser) -> None:
    combo(browser, "order").setCurrentIndex(3)
    before = shown(browser)
    assert before[0] == "g#5"
    browser.set_shelves((replace(GANSPACE, cards=tuple(replace(c, starred=True) for c in cards())), SEFA), "g")
    assert shown(browser) == before


def test_arrows_walk_from_card_to_card_and_the_spectrum_follows(browser: DirectionBrowser) -> None:
    browser.focus_card()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is browser.view("g#2").strip
    assert browser.spectrum.words() == "2 · smile · 23 · 7.67 % of those found"
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    assert QApplication.focusWidget() is browser.view("g#24").strip
    area = browser.findChild(QScrollArea)
    top = browser.view("g#24").mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < area.viewport().height()


def test_the_keyboard_given_to_the_page_goes_to_its_first_card(browser: DirectionBrowser) -> None:
    browser.setFocus()
    assert QApplication.focusWidget() is browser.view("g#1").strip


def test_tab_goes_through_the_cards_as_they_stand(browser: DirectionBrowser) -> None:
    combo(browser, "order").setCurrentIndex(1)
    first, second = (browser.view(key) for key in shown(browser)[:2])
    first.strip.setFocus()
    QTest.keyClick(first.strip, Key.Key_Tab)
    assert QApplication.focusWidget() is second.stops()[0]


def test_a_bar_of_the_spectrum_leads_to_its_card(browser: DirectionBrowser) -> None:
    QTest.keyClicks(browser.findChild(SearchBox), "turn")
    foot = browser.spectrum.bar_centre(11) - QPoint(0, 3)
    QTest.mouseClick(browser.spectrum._plot.viewport(), Left, pos=foot)
    assert QApplication.focusWidget() is browser.view("g#12").strip


def test_every_button_says_its_word(browser: DirectionBrowser, heard: list) -> None:
    for text in ("Name them", "Absolute", "Save…", "Delete", "Load…"):
        QTest.mouseClick(button(browser, text), Left)
    close = next(b for b in browser.findChildren(GlyphButton) if "Esc" in b.toolTip())
    QTest.mouseClick(close, Left)
    browser.focus_card()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert heard == [
        ("naming_wanted",), ("absolute_toggled", True), ("save_wanted",), ("delete_wanted",), ("load_wanted",),
        ("closed",), ("closed",),
    ]  # fmt: skip
    browser.set_shelves((GANSPACE, SEFA), "g")
    assert not button(browser, "Absolute").isChecked() and len(heard) == 7


def test_without_directions_it_says_what_to_do(browser: DirectionBrowser, heard: list) -> None:
    browser.set_shelves((), "")
    said = [label.text() for label in browser.findChildren(QLabel) if label.isVisible()]
    assert "No directions yet: choose a method on the right and press Find." in said
    assert shown(browser) == [] and not button(browser, "Save…").isVisible()
    QTest.mouseClick(button(browser, "Load…"), Left)
    browser.focus_card()
    QTest.keyClick(browser, Key.Key_Escape)
    assert heard == [("load_wanted",), ("closed",)]


def test_there_are_two_columns_where_there_is_room(browser: DirectionBrowser, qtbot: QtBot) -> None:
    def columns() -> int:
        return len({browser.view(f"g#{i}").x() for i in range(1, 7)})

    assert columns() == 1
    browser.resize(1340, 960)
    qtbot.waitUntil(lambda: columns() == 2)
    boxes = [browser.view(f"g#{i}").geometry() for i in range(1, 25)]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
