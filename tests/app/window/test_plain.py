"""Names from files on every widget of the real window: all pages, menus and dialogs show them as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QToolTip, QWidget

from app.model.settings import Recent, Settings
from app.window import dialogs
from engine.document.directions import Direction, DirectionSet, Provenance, notes
from engine.document.regions import Region, mask_side
from engine.document.truth.comparison import Comparison, Estimate, FactorRow, MethodRow
from tests.app.opened import Opened, quiet, settle
from widgets.library.export_dialog import ExportDialog
from widgets.look.glyphs import GlyphButton
from widgets.sliders.row import SliderRow

pytestmark = pytest.mark.usefixtures("brief_ganspace")

#: It would be bold, and Alt+I a key. Never the name that ends the program: this must fail, not fall.
NAME = "<b>Sm&ile</b>"


def acts(text: str) -> bool:
    """Whether Qt would take the words for HTML with the name's own tags in it."""
    return bool(GuiQt.mightBeRichText(text)) and "<b>sm" in text.casefold()


def has_key(text: str) -> bool:
    """Whether a button or an entry of a menu would make a key out of the name."""
    return "m&i" in text.replace("&&", "").casefold()


def faults_of(thing: QWidget | QAction) -> Iterator[str]:
    """What is wrong with a widget or an entry of a menu."""
    for what in ("toolTip", "statusTip", "whatsThis"):
        if acts(getattr(thing, what)()):
            yield f"{what} is rich: {getattr(thing, what)()!r}"
    if isinstance(thing, QLabel):
        formats = Qt.TextFormat
        if thing.textFormat() not in (formats.PlainText, formats.RichText) and acts(thing.text()):
            yield f"the label guesses: {thing.text()!r}"
        if thing.textFormat() == formats.RichText and "<b>sm" in thing.text().casefold():
            yield f"the label is rich: {thing.text()!r}"
    if isinstance(thing, QAbstractButton | QAction) and has_key(thing.text()):
        yield f"a key: {thing.text()!r}"
    if isinstance(thing, QAbstractItemView | QComboBox):
        yield from _faults_of_items(thing.model())


def _faults_of_items(model: QAbstractItemModel | None) -> Iterator[str]:
    for row in range(model.rowCount() if model is not None else 0):
        tip = model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
        if tip and acts(tip):
            yield f"the tip of an item is rich: {tip!r}"


def everything() -> list[QWidget | QAction]:
    widgets: list[QWidget] = QApplication.allWidgets()
    actions = {
        id(action): action for widget in widgets for action in (*widget.actions(), *widget.findChildren(QAction))
    }
    return [*widgets, *actions.values()]


def texts_of(thing: QWidget | QAction) -> str:
    text = getattr(thing, "text", None)
    return " ".join((thing.toolTip(), text() if callable(text) else ""))


def walk() -> tuple[set[str], set[str]]:
    """What is wrong now on all widgets there are, and the classes that show the name, with what they lie in."""
    settle()
    faults: set[str] = set()
    showing: set[str] = set()
    for thing in everything():
        faults |= {f"{type(thing).__name__}: {fault}" for fault in faults_of(thing)}
        if "ile</b>" in texts_of(thing) or "ile&lt;/b&gt;" in texts_of(thing):
            showing |= set(rooms_of(thing))
    return faults, showing


def rooms_of(thing: QObject | None) -> Iterator[str]:
    """The classes of a widget and of all that it lies in."""
    while thing is not None:
        yield type(thing).__name__
        thing = thing.parent()


def named_set(opened: Opened) -> DirectionSet:
    """Directions of which every word is the name."""
    dimension = opened.workspace.info.layout.dimension
    rows = np.eye(dimension, dtype=np.float32)[5:8]  # not the slider that is moved
    directions = tuple(
        Direction(f"{NAME} {i}", row, 1.0, attribute=f"{NAME} +", purity=0.5) for i, row in enumerate(rows)
    )
    provenance = Provenance("file", NAME, 1, {"file": NAME}, 0, opened.workspace.info.ref.sha256)
    return DirectionSet(directions, provenance, notes("elsewhere", (NAME,)))


def put_names(opened: Opened) -> None:
    """The name wherever a document, a set, a job or a sentence can bring one."""
    workspace, window = opened.workspace, opened.window
    for key in list(workspace.catalogue.sets[workspace.catalogue.shown].places)[:3]:
        workspace.rename(key, f"{NAME} {key}")
    own = workspace.info.layout.slider(0)
    workspace.rename(own, NAME)
    workspace.move(own, 2.0)
    found = named_set(opened)
    workspace.catalogue.add(found)
    workspace.hold(found.slider(0), True)
    workspace.move(found.slider(1), 1.0)
    for place in range(2):
        workspace.catalogue.compare(found.slider(place), True)
    side = mask_side(workspace.info.resolution)
    mask = workspace.arrays.put(np.full((side, side), 255, np.uint8))
    document = replace(workspace.document, regions=(Region(NAME, mask),))
    document = replace(document, edits=tuple(replace(edit, mask=mask, origin=NAME) for edit in document.edits))
    workspace.history.push(document, NAME)
    window.job_bar.start(99, NAME)
    window.job_bar.progress(99, 0.5, NAME)
    opened.controller.noticed.emit(NAME, "problem", NAME)
    offers = tuple(replace(o, title=NAME, paper=NAME, why_not="", about=NAME) for o in workspace.info.methods)
    ref, card = replace(workspace.info.ref, name=NAME), f'[x](http://a "{NAME}") {NAME}'
    info = replace(workspace.info, ref=ref, title=NAME, card=card, methods=offers)
    workspace.info = info
    opened.controller.generator_opened.emit(info)
    window.device.setText(NAME)
    value = Estimate(1.0)
    rows = (MethodRow("a", NAME, factors=(FactorRow(NAME, value, value, value, value, 0, NAME),)),
            MethodRow("b", NAME, failed=NAME))  # fmt: skip
    opened.controller.comparing.opened = Comparison(NAME, "a" * 64, (0,), 2, 100, NAME, NAME, rows)


@pytest.fixture
def named(make_window: Callable[..., Opened], tmp_path: Path) -> Opened:
    settings = Settings(
        recent=[Recent(str(tmp_path / f"{NAME.replace('/', '')} {i}.pt"), "", NAME, NAME) for i in range(2)]
    )
    opened = make_window(settings)
    quiet(opened)
    put_names(opened)
    opened.rest()
    return opened


def pages(opened: Opened) -> Iterator[str]:
    """Every page and dialog of the window, one after the other."""
    acts = opened.window.acts
    yield "canvas"
    for page in ("show_library", "show_wall", "show_browser", "show_comparison", "show_judging", "show_truth",
                 "brush"):  # fmt: skip
        acts[page].trigger()
        settle()
        yield page
    opened.window.judging.page.set_told(NAME)
    opened.window.methods.open_form()
    opened.window.recents.fill()
    opened.window.commands.fill_devices()
    for button in opened.window.edits.findChildren(GlyphButton):
        if "region" in button.toolTip():
            button.click()
            break
    yield "forms and menus"
    for dialog in ("show_card", "show_keys", "show_about"):
        acts[dialog].trigger()
        yield dialog
    film = ExportDialog((("a", NAME),), ("a",), 64, NAME, opened.window)
    yield "film"
    film.deleteLater()


def close_dialogs(opened: Opened) -> None:
    for widget in QApplication.topLevelWidgets():
        if widget is not opened.window and widget.isVisible():
            widget.close()
    settle()


@pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagateSizeHints)")
def test_every_widget_shows_a_name_as_it_is_written(named: Opened) -> None:
    faults: set[str] = set()
    showing: set[str] = set()
    for page in pages(named):
        found, shown = walk()
        faults |= {f"{page}: {fault}" for fault in found}
        showing |= shown
    close_dialogs(named)
    assert faults == set()
    assert {"PlainLabel", "ElidedLabel", "QAction", "Card", "GroupTitle", "GlyphButton", "QLineEdit"} <= showing
    rooms = {"MethodForm", "MethodBar", "Library", "Notice", "JobBar", "QStatusBar", "QMessageBox", "ExportDialog"}
    assert rooms | {"GeneratorCard", "DirectionBrowser", "Comparison", "Judging", "RegionList", "EditsPanel"} <= showing


def test_the_tip_of_a_slider_is_plain(named: Opened) -> None:
    rows = [row for row in named.window.sliders.findChildren(SliderRow) if NAME in row.state.name and row.isVisible()]
    place = rows[0].region("name").center()
    QApplication.sendEvent(rows[0], QHelpEvent(QEvent.Type.ToolTip, place, rows[0].mapToGlobal(place)))
    assert "ile" in QToolTip.text() and not acts(QToolTip.text())
    QToolTip.hideText()


def test_the_title_of_a_link_in_a_card_is_plain(named: Opened) -> None:
    from widgets.library.about import GeneratorCard

    dialogs.show_card(named.window)
    (card,) = named.window.findChildren(GeneratorCard)
    tips = []
    block = card._text.document().begin()
    while block.isValid():
        tips += [place.fragment().charFormat().toolTip() for place in block]
        block = block.next()
    close_dialogs(named)
    assert any(tips) and not any(acts(tip) for tip in tips)


def test_nothing_of_a_closed_window_is_timed(named: Opened) -> None:
    named.window.job_bar.finish(99)
    named.window.notice.show_notice("Saved.")
    assert named.window.notice.isVisible()
    named.window.close()
    assert [timer.parent() for timer in named.window.findChildren(QTimer) if timer.isActive()] == []
