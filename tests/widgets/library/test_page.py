from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.library.card import Card
from widgets.library.page import Library
from widgets.states import LibraryCard, LibrarySection

Left, Key = Qt.MouseButton.LeftButton, Qt.Key


def png(red: int, green: int, blue: int) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), (red, green, blue)).save(content, "PNG")
    return content.getvalue()


HERE = tuple(
    LibraryCard(f"/f/{name}.pt", name, "DCGAN · 64 px", "~/f", f"/f/{name}.pt", removable=True) for name in "abc"
)
GONE = LibraryCard("/f/lost.pt", "lost", "", "moved or deleted", "/f/lost.pt", gone=True, removable=True)
OFFER = LibraryCard("registry:eyes", "Eyes", "MIT licence", "128 px eyes", "with pip", offer="Get (48 MB)")
OPEN = LibraryCard("builtin:x", "x", "EigenGAN · 64 px", "faces", "builtin:x", png(200, 30, 60), current=True)
PAGE = (
    LibrarySection("Comes with it", (OPEN,)),
    LibrarySection("Opened before", (*HERE, GONE), "nothing yet"),
    LibrarySection("Registry", (OFFER,)),
)


class Heard(list[tuple[str, object]]):
    """What the library said."""

    def listen(self, library: Library) -> None:
        for name in ("opened", "fetch_wanted", "removed", "file_wanted", "paths_dropped", "closed"):
            getattr(library, name).connect(lambda *values, name=name: self.append((name, *values)))  # type: ignore[arg-type]


@pytest.fixture
def library(qtbot: QtBot) -> Library:
    library = Library()
    qtbot.addWidget(library)
    library.set_sections(PAGE)
    library.resize(740, 700)  # two cards a row
    with qtbot.waitExposed(library):
        library.show()
    library.activateWindow()
    return library


@pytest.fixture
def heard(library: Library) -> Heard:
    made = Heard()
    made.listen(library)
    return made


def card(library: Library, key: str) -> Card:
    return next(card for card in library.cards() if card.state.key == key)


def press(key: Qt.Key) -> str:
    """Press a key where the keyboard is; says which card has it now."""
    QTest.keyClick(QApplication.focusWidget(), key)
    focus = QApplication.focusWidget()
    assert isinstance(focus, Card)
    return focus.state.title


def test_a_click_opens_what_can_be_opened_and_nothing_else(library: Library, heard: Heard) -> None:
    for key in ("/f/b.pt", "builtin:x", "/f/lost.pt", "registry:eyes"):
        QTest.mouseClick(card(library, key), Left, pos=QPoint(150, 20))
    assert heard == [("opened", "/f/b.pt"), ("opened", "builtin:x")]


def test_the_button_of_an_offer_fetches_and_rests_while_it_is_fetched(library: Library, heard: Heard) -> None:
    button = card(library, "registry:eyes").findChild(QPushButton)
    assert button.text() == "Get (48 MB)"
    QTest.mouseClick(button, Left)
    assert heard == [("fetch_wanted", "registry:eyes")]
    library.set_sections((*PAGE[:2], LibrarySection("Registry", (replace(OFFER, busy=True),))))
    assert not button.isEnabled() and button.text() == "Getting…"
    card(library, "registry:eyes").setFocus()
    QTest.keyClick(card(library, "registry:eyes"), Key.Key_Return)
    assert len(heard) == 1


def test_arrows_walk_over_the_cards_of_all_sections_and_enter_opens(library: Library, heard: Heard) -> None:
    library.focus_card()
    assert QApplication.focusWidget().state.title == "x"  # the open one
    assert press(Key.Key_Left) == "x"
    assert [press(key) for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Left)] == ["a", "b", "lost", "c"]
    assert [press(key) for key in (Key.Key_Up, Key.Key_Up, Key.Key_Up)] == ["a", "x", "x"]
    assert [press(key) for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Down)] == [
        "a",
        "c",
        "Eyes",
        "Eyes",
    ]
    press(Key.Key_Return)
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert heard == [("fetch_wanted", "registry:eyes"), ("opened", "/f/c.pt")]


def test_a_file_that_is_gone_can_be_taken_off_the_list(library: Library, heard: Heard) -> None:
    lost = card(library, "/f/lost.pt")
    cross = lost.findChild(QToolButton)
    assert cross.isVisible() and not card(library, "/f/a.pt").findChild(QToolButton).isVisible()
    QTest.mouseClick(cross, Left)
    lost.setFocus()
    QTest.keyClick(lost, Key.Key_Delete)
    card(library, "builtin:x").setFocus()
    QTest.keyClick(card(library, "builtin:x"), Key.Key_Delete)  # it cannot be taken off
    assert heard == [("removed", "/f/lost.pt"), ("removed", "/f/lost.pt")]


def test_escape_closes_only_where_there_is_something_to_go_back_to(library: Library, heard: Heard) -> None:
    card(library, "/f/a.pt").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert heard == [("closed",)]
    library.set_closable(closable=False, hint="Nothing is open.")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert heard == [("closed",)]
    assert "Nothing is open." in [label.text() for label in library.findChildren(QLabel) if label.isVisible()]


def test_the_card_with_the_keyboard_keeps_it_when_the_page_is_filled_anew(library: Library) -> None:
    card(library, "/f/b.pt").setFocus()
    library.set_sections((PAGE[0], LibrarySection("Opened before", HERE[1:]), PAGE[2]))
    assert [c.state.title for c in library.cards()] == ["x", "b", "c", "Eyes"]
    assert QApplication.focusWidget() is card(library, "/f/b.pt")


def test_an_empty_section_says_what_will_stand_there(library: Library, qtbot: QtBot) -> None:
    library.set_sections((PAGE[0], LibrarySection("Opened before", (), "nothing yet")))
    empty = next(label for label in library.findChildren(QLabel) if label.text() == "nothing yet")
    qtbot.waitUntil(empty.isVisible)  # Qt shows what is put into a layout a little later


def test_there_are_as_many_columns_as_there_is_room_for(library: Library, qtbot: QtBot) -> None:
    def columns() -> int:
        return len({card(library, f"/f/{name}.pt").x() for name in ("a", "b", "c", "lost")})

    assert columns() == 2
    for width, expected in ((1480, 4), (420, 1), (1120, 3)):
        library.resize(width, 700)
        qtbot.waitUntil(lambda expected=expected: columns() == expected)
        cards = [c.geometry() for c in library.cards()[1:5]]
        assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[:i])
        assert all(box.right() <= library.width() for box in cards)


def test_the_picture_is_on_the_card_and_a_screen_reader_hears_what_is_written(library: Library) -> None:
    shown = card(library, "builtin:x")
    pixel = shown.grab().toImage().pixelColor(58, 58)
    assert (pixel.red(), pixel.green(), pixel.blue()) == (200, 30, 60)
    assert shown.accessibleName() == "x"
    assert shown.accessibleDescription() == "EigenGAN · 64 px, faces, open now"
    assert shown.toolTip() == "builtin:x"


def test_files_can_be_dropped_and_the_button_asks_for_one(library: Library, heard: Heard) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/f/a.pt"), QUrl("https://example.org/x")])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(library, QDragEnterEvent(QPoint(9, 9), copy, mime, Left, none))
    assert "Drop to open" in [label.text() for label in library.findChildren(QLabel)]
    QApplication.sendEvent(library, QDropEvent(QPointF(9, 9), copy, mime, Left, none))
    assert heard == [("paths_dropped", ["/f/a.pt"])]
    assert "Drop to open" not in [label.text() for label in library.findChildren(QLabel)]
    QTest.mouseClick(next(b for b in library.findChildren(QPushButton) if b.text() == "Open a file…"), Left)
    assert heard[-1] == ("file_wanted",)


def test_room_is_left_for_what_lies_over_the_top(library: Library, qtbot: QtBot) -> None:
    button: QWidget = next(b for b in library.findChildren(QPushButton) if b.text() == "Open a file…")
    before = button.y()
    library.make_room(40)
    qtbot.waitUntil(lambda: button.y() == before + 40)
    library.make_room(0)
    qtbot.waitUntil(lambda: button.y() == before)
