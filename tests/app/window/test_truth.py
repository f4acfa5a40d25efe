"""All methods side by side in the real window over the real engine, on faces whose colours stand for their factors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.services import comparing as service
from app.window import dialogs
from app.window.pages import truth as pages
from app.window.pages.truth import takes
from engine.comparison import scoring
from engine.document.truth.comparison import Effort
from engine.document.truth.comparison_file import load_comparison
from engine.worker import comparing
from tests.app.opened import Opened, close_window, quiet, settle
from tests.fakes import channels
from widgets.truth.page import TruthPage

pytestmark = pytest.mark.usefixtures("brief_ganspace")
Left = Qt.MouseButton.LeftButton
FEW = Effort(1, 2, 100, trains=False, told=200)


@pytest.fixture
def truth(window: Opened, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The page in front, on which the layers and SeFa can be compared at once."""
    return turned_to(window, monkeypatch)


def turned_to(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setattr(comparing, "factors_of", lambda _: channels())
    monkeypatch.setattr(scoring, "TRIED", 2)
    for module, name in ((comparing, "QUICK"), (service, "QUICK")):
        monkeypatch.setattr(module, name, FEW)
    for module in (service, pages):
        monkeypatch.setattr(module, "EFFORTS", (FEW, service.FULL))
    opened.controller.comparing.effort = FEW
    monkeypatch.setattr(comparing, "questions", lambda methods, *more: {
        name: asked for name, asked in QUESTIONS(methods, *more).items() if name in ("eigengan", "sefa")})  # fmt: skip
    opened.window.acts["show_truth"].trigger()
    opened.wait(lambda: opened.controller.comparing.known is not None)
    opened.rest()
    return opened


QUESTIONS = comparing.questions


def page_of(opened: Opened) -> TruthPage:
    return opened.window.truth.page


def measured(opened: Opened) -> TruthPage:
    page = page_of(opened)
    QTest.mouseClick(page.start, Left)
    opened.wait(lambda: not opened.controller.comparing.running)
    opened.rest()
    return page


def click(page: TruthPage, method: str, column: int) -> None:
    row = next(i for i, row in enumerate(page.table.table.rows) if row.method == method)
    index = page.table.table.index(row, column)
    page.table.scrollTo(index)
    QTest.mouseClick(page.table.viewport(), Left, pos=page.table.visualRect(index).topLeft() + QPoint(9, 9))


def test_a_generator_of_no_portraits_says_why_not_and_what_to_do(window: Opened) -> None:
    window.window.acts["show_truth"].trigger()
    window.wait(lambda: window.controller.comparing.known is False)
    settle()
    page = page_of(window)
    assert page._note.text().startswith("Nobody knows what makes the pictures of faces-eigengan-64, so")
    assert "open a generator of portraits" in page._note.text() and page._note.isVisible() and page.start.isHidden()


def test_rows_come_and_a_click_on_a_bar_shows_the_right_sliders(truth: Opened) -> None:
    page = page_of(truth)
    assert page.start.text() == "Start" and page._told.text().startswith("takes about ")
    measured(truth)
    rows = {row.method: row for row in page.table.table.rows}
    assert set(rows) == {"random", *(offer.identifier for offer in truth.workspace.info.methods)}
    assert not rows["eigengan"].failed and not rows["sefa"].failed and rows["warpedganspace"].failed == comparing.TRAINS
    found = truth.controller.comparing.found
    sefa = next(row for row in found.rows if row.method == "sefa")
    own = next(row for row in found.rows if row.method == "eigengan")
    place = next(i for i, (a, b) in enumerate(zip(sefa.factors, own.factors, strict=True)) if a.key and b.key)
    click(page, "sefa", place)
    truth.rest()
    shown = truth.window.comparison.page
    assert truth.window.pages.currentWidget() is shown
    assert [card.key for card in shown.rows()] == [sefa.factors[place].key, own.factors[place].key]
    assert [card.origin for card in shown.rows()] == [sefa.best.provenance.title, "EigenGAN layers"]
    # And the slider moves the picture as it was judged to: by what the colour changes from -2 to +2 on this face.
    factor = own.factors[place]
    document = truth.document
    means = []
    for strength in (-2.0, 2.0):
        truth.workspace.move(sefa.factors[place].key, strength, 1)
        truth.rest()
        means.append(truth.pixels()[..., ("yaw", "pitch", "smile").index(factor.factor)].mean())
    assert abs(means[1] - means[0]) > 2 and truth.document != document
    assert truth.notices[-1][0].startswith("All methods were compared.")


def test_it_is_kept_and_there_again_at_the_next_start(
    make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_window()
    quiet(first)
    turned_to(first, monkeypatch)
    measured(first)
    rows = first.controller.comparing.found.rows
    close_window(first)
    second = make_window()
    quiet(second)
    turned_to(second, monkeypatch)
    found = second.controller.comparing.found
    assert {row.method: row.seconds for row in found.rows} == {row.method: row.seconds for row in rows}
    assert page_of(second).start.text() == "Measure again"
    place = next(i for i, factor in enumerate(next(r for r in rows if r.method == "sefa").factors) if factor.key)
    click(page_of(second), "sefa", place)
    second.rest()
    assert second.window.pages.currentWidget() is second.window.comparison.page


def test_a_table_is_saved_opened_and_closed_again(
    truth: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, path = measured(truth), tmp_path / "a.json"
    actions = {action.text(): action for action in page.menu.menu().actions()}
    monkeypatch.setattr(dialogs, "ask_where", lambda *_: str(path))
    actions["Save…"].trigger()
    truth.rest()
    saved = load_comparison(path)
    assert [row.method for row in saved.rows] == [row.method for row in truth.controller.comparing.found.rows]
    other = tmp_path / "b.json"
    other.write_text(path.read_text().replace(saved.sha256, "c" * 64).replace(saved.generator, "others"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    actions["Open…"].trigger()
    truth.rest()
    assert page._about.text().startswith("others, 2 portraits") and page.back.isVisible() and page.start.isHidden()
    click(page, "sefa", next(i for i, f in enumerate(saved.rows[-1].factors) if f.effect.mean > 0))
    assert truth.said("This table is of others") and truth.window.pages.currentWidget() is page
    QTest.mouseClick(page.back, Left)
    assert page._about.text().startswith("faces-eigengan-64") and not page.back.isVisible()
    other.write_text("hello")
    actions["Open…"].trigger()
    truth.rest()
    assert truth.said("b.json is no comparison of methods")


def test_stop_keeps_the_rows_that_are_whole(truth: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(truth)
    QTest.mouseClick(page.start, Left)
    truth.wait(lambda: any(not row.failed for row in page.table.table.rows))
    assert page.start.text() == "Stop"
    QTest.mouseClick(page.start, Left)
    truth.rest()
    whole = [row for row in page.table.table.rows if not row.failed]
    assert len(whole) == 1 and page.start.text() == "Go on"
    measured(truth)
    assert next(row for row in page.table.table.rows if not row.failed) == whole[0]
    QTest.mouseClick(page.papers, Left)
    assert "SeFa: directions in less than a second: " in page.claims.text()
    assert page.start.text() == "Measure again" and np.isfinite(whole[0].figures[1].mean)


def test_how_long_it_takes_is_said_as_people_say_it() -> None:
    said = {minutes: takes(minutes) for minutes in (None, 0.2, 7.6, 12.0, 88.0, 400.0)}
    assert list(said.values()) == [
        "", "takes about a minute in all", "takes about 8 minutes in all", "takes about 10 minutes in all",
        "takes about 90 minutes in all", "takes about 7 hours in all",
    ]  # fmt: skip
