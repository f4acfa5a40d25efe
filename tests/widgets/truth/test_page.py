"""The page of all methods: what its table says, sorts, copies and asks for, by mouse and by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.truth.page import TruthPage
from widgets.truth.state import MEASURES, Bar, TruthCell, TruthClaim, TruthRow, TruthState

Left, Role = Qt.MouseButton.LeftButton, Qt.ItemDataRole
NAN = float("nan")


def cell(effect: float, share: float, person: float = 0.5, slider: str = "component 1") -> TruthCell:
    return TruthCell((Bar(effect, 0.1), Bar(share), Bar(0.75), Bar(person)), slider)


def figures(directions: float, seconds: float) -> tuple[Bar, ...]:
    return Bar(directions), Bar(seconds), Bar(0.5), Bar(0.25)


ROWS = (
    TruthRow("reds", "REDs", "Balakrishnan 2022", failed="It found\nnothing."),
    TruthRow("sefa", "SeFa", "Shen 2021", (cell(1.0, 0.9), cell(2.0, 0.2, NAN)), figures(12, 0.5)),
    TruthRow("ganspace", "GANSpace", "Härkönen 2020", (cell(2.0, 0.4, slider="third"), TruthCell()), figures(20, 3.0)),
)
STATE = TruthState(("yaw", "open mouth"), ROWS, told="about a minute", about="portraits")


@pytest.fixture
def page(qtbot: QtBot) -> TruthPage:
    made = TruthPage()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.set_state(STATE)
    made.show()
    made.table.setFocus()
    return made


def order(page: TruthPage) -> list[str]:
    model = page.table.model()
    return [model.headerData(i, Qt.Orientation.Vertical) for i in range(model.rowCount())]


def at(page: TruthPage, row: int, column: int, role: int = Role.DisplayRole) -> str:
    return page.table.model().index(row, column).data(role)


def click_head(page: TruthPage, column: int) -> None:
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), Left, pos=place)


def click(page: TruthPage, row: int, column: int) -> None:
    box = page.table.visualRect(page.table.model().index(row, column))
    QTest.mouseClick(page.table.viewport(), Left, pos=box.center())


def test_cells_say_the_number_the_bar_and_which_is_best(page: TruthPage) -> None:
    assert order(page) == ["SeFa", "GANSpace", "REDs"]  # those that failed come last
    table = page.table.table
    sefa, ganspace = table.drawn(0, 0), table.drawn(1, 0)
    assert sefa is not None and ganspace is not None
    assert (sefa.text, sefa.best, ganspace.text, ganspace.best) == ("1.00", False, "2.00", True)
    assert sefa.bar == pytest.approx((1 / 2.1, 0.9 / 2.1, 1.1 / 2.1))  # the longest bar with its interval is 2.1
    assert at(page, 0, 0, Role.AccessibleTextRole) == "SeFa, yaw: 1.00 ± 0.10 sigma"
    assert at(page, 1, 0, Role.AccessibleTextRole) == "GANSpace, yaw: 2.00 ± 0.10 sigma, the best"
    assert at(page, 1, 1, Role.AccessibleTextRole) == "GANSpace: nothing that it found moves open mouth"
    assert at(page, 1, 0, Role.ToolTipRole).splitlines() == [
        "GANSpace, yaw: 2.00 ± 0.10 sigma, the best", "How far: 2.00 ± 0.10 sigma", "How purely: 40 %",
        "How steadily: 75 %", "Same person: 0.50 sigma", "Its slider: third",
        "Click: the best sliders for it side by side on this face",
    ]  # fmt: skip
    assert table.drawn(0, 1).best is False  # type: ignore[union-attr]  # one alone is not the best of anything


def test_a_method_that_refused_says_why_across_its_row(page: TruthPage) -> None:
    assert page.table.columnSpan(2, 0) == 6 and page.table.columnSpan(0, 0) == 1
    assert at(page, 2, 0) == "It found\nnothing." and at(page, 2, 0, Role.AccessibleTextRole).startswith("REDs: It")
    with_tip = page.table.model().headerData(2, Qt.Orientation.Vertical, Role.ToolTipRole)
    assert with_tip.splitlines() == ["REDs", "Balakrishnan 2022", "It found", "nothing."]


def test_another_measure_shows_other_numbers(page: TruthPage) -> None:
    QTest.mouseClick(page.measures.segment(1), Left)
    assert (at(page, 0, 0), at(page, 1, 0), page.measure) == ("90", "40", 1)
    drawn = page.table.table.drawn(0, 0)
    assert drawn is not None and drawn.best and drawn.bar == pytest.approx((0.9, 0.9, 0.9))
    QTest.mouseClick(page.measures.segment(3), Left)
    assert at(page, 0, 1) == "–"  # how much of a person is kept is not known where its mean is not


def test_a_click_on_a_head_sorts_and_so_does_a_key(page: TruthPage) -> None:
    click_head(page, 0)
    assert order(page) == ["GANSpace", "SeFa", "REDs"]
    click_head(page, 0)
    assert order(page) == ["SeFa", "GANSpace", "REDs"]
    page.table.setCurrentIndex(page.table.model().index(1, 3))  # seconds: the fewest first
    QTest.keyClick(page.table, Qt.Key.Key_S)
    assert order(page) == ["SeFa", "GANSpace", "REDs"]
    assert page.table.currentIndex().row() == 1 and page.table.currentIndex().column() == 3
    QTest.keyClick(page.table, Qt.Key.Key_S)
    assert order(page) == ["GANSpace", "SeFa", "REDs"] and page.table.currentIndex().row() == 0
    QTest.mouseClick(page.measures.segment(3), Left)
    click_head(page, 0)
    assert order(page)[2] == "REDs"


def test_a_bar_is_picked_by_click_and_by_enter_and_nothing_else_is(page: TruthPage, qtbot: QtBot) -> None:
    picked: list[tuple[str, str]] = []
    page.picked.connect(lambda *what: picked.append(what))
    click(page, 0, 1)
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert picked == [("sefa", "open mouth"), ("ganspace", "yaw")]
    for row, column in ((1, 1), (0, 2), (2, 0)):
        click(page, row, column)
    assert len(picked) == 2
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page.table, Qt.Key.Key_Escape)


def test_the_table_is_copied_as_markdown_and_with_tabs(page: TruthPage) -> None:
    page.set_state(replace(STATE, rows=(*ROWS[:2], replace(ROWS[2], title="a|b"))))
    actions = {action.text(): action for action in page.menu.menu().actions()}
    actions["Copy as table for a text (Markdown)"].trigger()
    assert QGuiApplication.clipboard().text() == (
        "|  | yaw | open mouth | Sliders | Seconds | DCI | MIG |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| SeFa | 1.00 ± 0.10 | 2.00 ± 0.10 | 12 | 0.5 | 0.50 | 0.25 |\n"
        "| a\\|b | 2.00 ± 0.10 | - | 20 | 3.0 | 0.50 | 0.25 |\n"
        "| REDs | It found nothing. |  |  |  |  |  |\n"
    )
    actions["Copy as table for a spreadsheet (tabs)"].trigger()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:4] == ["", "yaw", "yaw ±", "open mouth"] and {len(line) for line in lines} == {13}
    assert lines[2] == ["a|b", "2.00", "0.10", "-", "", "20", "", "3.0", "", "0.50", "", "0.25", ""]
    assert lines[3][:3] == ["REDs", "It found nothing.", ""]


def test_what_can_be_asked_for_follows_the_state(page: TruthPage, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in page.menu.menu().actions()}
    with qtbot.waitSignal(page.start_wanted):
        QTest.mouseClick(page.start, Left)
    page.set_state(replace(STATE, running=True))
    assert page.start.text() == "Stop"
    with qtbot.waitSignal(page.stop_wanted):
        QTest.mouseClick(page.start, Left)
    with qtbot.waitSignal(page.effort_asked) as asked:
        QTest.mouseClick(page.efforts.segment(1), Left)
    assert asked.args == [1]
    for name, signal in (("Save…", page.save_wanted), ("Open…", page.open_wanted)):
        with qtbot.waitSignal(signal):
            actions[name].trigger()
    page.set_state(replace(STATE, opened=True, effort=1))
    assert page.start.isHidden() and page.efforts.isHidden()
    with qtbot.waitSignal(page.effort_asked) as asked:
        QTest.mouseClick(page.back, Left)
    assert asked.args == [1]
    page.set_state(TruthState(running=True))
    assert page._note.text().startswith("The portraits are read first")
    page.set_state(TruthState(why_not="Not here."))
    assert page.table.isHidden() and page.start.isHidden() and not actions["Save…"].isEnabled()
    assert actions["Open…"].isEnabled() and page._note.text() == "Not here." and page._note.isVisible()


@pytest.mark.parametrize("width", [400, 790, 1300])
def test_every_column_holds_its_words_and_what_is_left_is_shared(page: TruthPage, width: int) -> None:
    page.resize(width, 400)
    table = page.table
    metrics, total = table.horizontalHeader().fontMetrics(), 0
    for column in range(table.model().columnCount()):
        words = table.model().headerData(column, Qt.Orientation.Horizontal).split("\n")
        assert table.columnWidth(column) >= max(map(metrics.horizontalAdvance, words)) + 10
        total += table.columnWidth(column)
    if width > 790:
        assert table.viewport().width() - total < table.model().columnCount()
    assert table.horizontalHeader().x() == table.viewport().x()


def test_all_measures_are_told_in_plain_words() -> None:
    assert all(measure.tip.endswith(" is better.") for measure in MEASURES)


def test_what_the_papers_say_takes_the_tables_place_and_is_gone_with_its_claims(page: TruthPage) -> None:
    assert page.papers.isHidden()
    claims = (
        TruthClaim("SeFa", "<b>quick</b>", "0.50 s", agrees=True),
        TruthClaim("GANSpace", "as far", "less", False),
        TruthClaim("GLO", "nearer", "0.9 ± 0.2", None),
    )
    page.set_state(replace(STATE, claims=claims))
    QTest.mouseClick(page.papers, Left)
    assert page.claims.isVisible() and page.table.isHidden() and not page.measures.isEnabled()
    assert page.claims.text().splitlines() == [
        "✓  agrees: SeFa: <b>quick</b>: 0.50 s",
        "✗  does not: GANSpace: as far: less",
        "?  not decided: GLO: nearer: 0.9 ± 0.2",
    ]
    QTest.mouseClick(page.papers, Left)
    assert page.claims.isHidden() and page.table.isVisible() and page.measures.isEnabled()
    QTest.mouseClick(page.papers, Left)
    page.set_state(STATE)
    assert page.papers.isHidden() and page.claims.isHidden() and page.table.isVisible()
