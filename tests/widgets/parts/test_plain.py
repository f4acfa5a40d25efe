"""Words from files are shown as they are written; and no widget takes another way to show them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from widgets.parts.plain import PlainLabel, add_plain, menu_text, plain_tip, title_text
from widgets.parts.tips import tip_shown

ROOT = Path(__file__).resolve().parents[3]
THE_HELPER = ROOT / "widgets" / "parts" / "plain.py"
NASTY = (
    '<img src="/dev/zero">',
    "<b>bold</b>",
    "  <!DOCTYPE html>x",
    "<?xml version='1'?><b>",
    "a & <i>b",
    "&lt;b&gt;",
)


def read(tip: str) -> str:
    """The words that a tip shows."""
    if "<" not in tip:
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("name", NASTY)
def test_a_tip_shows_tags_as_they_are_written(name: str) -> None:
    tip = plain_tip(f"{name}\n2 sigma")
    assert name not in tip and tip.startswith("<qt>")
    assert read(tip).split() == [*name.split(), "2", "sigma"]


def test_a_tip_without_tags_stays_as_it_is_and_a_long_one_is_broken() -> None:
    assert plain_tip("R & D: 3 > 2\nmore") == "R & D: 3 > 2\nmore"
    assert plain_tip("") == ""
    lines = plain_tip("x" * 1_000_000).split("\n")
    assert max(map(len, lines)) <= 100 and len(lines) <= 24
    assert plain_tip("bell\x07 end") == "bell\\x07 end"


def test_a_menu_entry_has_no_key_of_its_own_no_second_column_and_a_plain_tip(qtbot: QtBot) -> None:
    assert menu_text("R&D\tCtrl+Q") == "R&&D\\x09Ctrl+Q"
    assert len(menu_text("n" * 3000)) == 80
    parent = QWidget()
    qtbot.addWidget(parent)
    action = add_plain(QMenu(parent), "<b>R&D</b>")
    assert action.text() == "<b>R&&D</b>" and action.toolTip() == plain_tip("<b>R&D</b>")


def test_a_title_keeps_its_star() -> None:
    assert title_text("a[*].pt") == "a[*][*].pt"


def test_a_label_never_guesses(qtbot: QtBot) -> None:
    label = PlainLabel(NASTY[0])
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText and label.text() == NASTY[0]


def test_a_tip_of_what_paints_itself_is_plain(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(1, 1), widget.mapToGlobal(QPoint(1, 1)))
    assert tip_shown(widget, event, lambda place: "<b>bold</b>")
    assert QToolTip.text() == plain_tip("<b>bold</b>")
    QToolTip.hideText()


# The source itself: what is written tomorrow goes the same way.


def sources() -> list[Path]:
    found = (path for room in ("widgets", "app") for path in sorted((ROOT / room).rglob("*.py")))
    return [path for path in found if path != THE_HELPER]


def ours(node: ast.expr) -> bool:
    """Whether words are written out in the source, or went through the helper."""
    if isinstance(node, ast.IfExp):
        return ours(node.body) and ours(node.orelse)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == "tr":
            return len(node.args) == 1 and not node.keywords and ours(node.args[0])
        return isinstance(node.func, ast.Name) and node.func.id in ("plain_tip", "menu_text", "title_text")
    return isinstance(node, ast.Constant)


PLAIN = {"setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle"}
LABELS = {"QLabel", "QGroupBox", "QErrorMessage"}


def astray(tree: ast.AST) -> Iterator[str]:
    """Where words are shown that may come from a file, and Qt would guess what they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
            yield from (f"{node.lineno}: a class of {base}" for base in bases if base in LABELS)
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        arguments = [a for a in node.args if not isinstance(a, ast.Starred)]
        where = f"{node.lineno}: {name}"
        if name in LABELS or (name in PLAIN and arguments and not ours(arguments[0])):
            yield where
        if name == "showText" and not ours(arguments[1]):
            yield where
        if name == "setItemData" and "ToolTipRole" in ast.unparse(node) and not ours(arguments[1]):
            yield where


#: Words that only look as if they came from elsewhere: file and line's words -> why.
KNOWN: dict[str, str] = {
    "app/window/titles.py: setWindowTitle": "each part went through title_text; its mark is the program's",
}


def test_every_label_and_tip_in_the_source_goes_through_the_helper() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{where}"
        for path in sources()
        for where in astray(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {re.sub(r":\d+: ", ": ", where) for where in found} - set(KNOWN) == set()


@pytest.mark.parametrize(
    "line", ["x.setToolTip(name)", "QLabel(name)", "x.setToolTip(f'{name}: 2')", "QToolTip.showText(place, name)",
             "class A(QLabel): pass", "box.setItemData(0, name, Qt.ItemDataRole.ToolTipRole)"],
)  # fmt: skip
def test_another_way_is_seen(line: str) -> None:
    assert list(astray(ast.parse(line)))
