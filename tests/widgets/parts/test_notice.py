from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

import widgets.parts.notice
from widgets.parts.notice import Notice

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 80)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def notice(window: QWidget) -> Notice:
    notice = Notice(window)
    notice.resize(600, 40)
    return notice


def test_an_info_goes_away_by_itself(notice: Notice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert widgets.parts.notice.INFO_SECONDS == 8
    monkeypatch.setattr(widgets.parts.notice, "INFO_SECONDS", 0.02)
    assert not notice.isVisible()
    notice.show_notice("Photos cannot be opened yet.")
    assert notice.isVisible()
    assert notice.findChild(QLabel).text() == "Photos cannot be opened yet."
    qtbot.waitUntil(notice.isHidden)


def test_a_problem_stays_even_after_an_info_until_it_is_closed(
    window: QWidget, notice: Notice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widgets.parts.notice, "INFO_SECONDS", 0.02)
    notice.show_notice("Saved.")
    notice.show_notice("The disk is full.", "problem")
    later = Notice(window)
    later.show_notice("Saved again.")  # goes after the first one would have taken the problem with it
    qtbot.waitUntil(later.isHidden)
    assert notice.isVisible() and notice.accessibleName() == "The disk is full."
    qtbot.mouseClick(notice.findChild(QToolButton), Left)
    assert not notice.isVisible()


def test_details_can_be_copied_when_there_are_any(notice: Notice, qtbot: QtBot) -> None:
    notice.show_notice("It failed.", "problem", "Traceback: line 3")
    button = notice.findChild(QPushButton)
    qtbot.mouseClick(button, Left)
    assert QGuiApplication.clipboard().text() == "Traceback: line 3"
    assert button.text() == "Copied"
    notice.show_notice("It failed again.", "problem", "Traceback: line 4")
    assert button.text() == "Copy details"
    notice.show_notice("All is well.")
    assert not button.isVisible()


def test_a_sentence_is_shown_as_written_and_wraps(notice: Notice) -> None:
    short = notice.heightForWidth(300)
    notice.show_notice("<b>not markup</b> " * 12, "problem")
    assert notice.findChild(QLabel).textFormat() == Qt.TextFormat.PlainText
    assert notice.heightForWidth(300) > short


def test_an_unknown_kind_is_refused(notice: Notice) -> None:
    with pytest.raises(ValueError, match="warning"):
        notice.show_notice("Careful.", "warning")
    assert not notice.isVisible()


def test_two_sentences_that_come_together_are_both_shown(qtbot: QtBot) -> None:
    now = [10.0]
    notice = Notice(clock=lambda: now[0])
    qtbot.addWidget(notice)
    notice.add_notice("The disk is full.", "problem", "why")
    notice.add_notice("The file was converted.")
    assert notice.accessibleName() == "The disk is full.\nThe file was converted."
    assert notice._kind == "problem" and notice._details == "why"
    notice.add_notice("Saved.")
    assert notice.accessibleName() == "The file was converted.\nSaved.", "never more than two"
    now[0] += 2
    notice.add_notice("Saved again.")
    assert notice.accessibleName() == "Saved again." and notice._kind == "info"
    notice.add_notice("Saved again.")
    assert notice.accessibleName() == "Saved again."


def test_it_says_how_much_it_covers(qtbot: QtBot) -> None:
    covered: list[int] = []
    notice = Notice()
    qtbot.addWidget(notice)
    notice.covers.connect(covered.append)
    notice.show_notice("Saved.")
    assert covered[-1] == notice.height() > 0
    notice.close_notice()
    assert covered[-1] == 0


def test_what_is_true_no_more_is_taken_back_and_what_came_beside_it_stays(notice: Notice) -> None:
    notice.show_notice("Too much is painted.", "problem")
    notice.take_back("Something else.")
    assert notice.isVisible()
    notice.take_back("Too much is painted.")
    assert not notice.isVisible()
    notice.show_notice("Too much is painted.", "problem")
    notice.add_notice("Saved.")
    notice.take_back("Too much is painted.")
    assert notice.isVisible() and notice.findChild(QLabel).text() == "Saved."


def test_nothing_is_timed_while_it_cannot_be_seen(window: QWidget, notice: Notice, qtbot: QtBot) -> None:
    timer = notice.findChild(QTimer)
    notice.show_notice("Saved.")
    assert timer.isActive()
    window.close()
    assert not timer.isActive(), "it would ring in a closed window"
    with qtbot.waitExposed(window):
        window.show()
    assert notice.isVisible() and timer.isActive()
    notice.close_notice()
    assert not timer.isActive()


def test_once_a_failure_is_taken_back_nothing_red_is_left(notice: Notice) -> None:
    notice.add_notice("a.png could not be written.", "problem", "Traceback")
    notice.add_notice("Saved b.png.")
    assert notice._kind == "problem" and not notice._timer.isActive()
    notice.take_back("a.png could not be written.")
    assert notice.accessibleName() == "Saved b.png." and notice._kind == "info" and notice._timer.isActive()
    assert notice._details == "" and not notice.findChild(QPushButton).isVisible()


def test_what_is_standing_stays_beside_all_that_comes_until_it_is_taken_back(notice: Notice) -> None:
    notice.show_notice("Your work is kept.", "standing")
    assert not notice._timer.isActive()
    notice.show_notice("It failed.", "problem")
    notice.show_notice("Saved.")
    assert notice.accessibleName() == "Your work is kept.\nSaved." and notice._timer.isActive()
    notice._timer.timeout.emit()  # as after eight seconds
    assert notice.isVisible() and notice.accessibleName() == "Your work is kept."
    notice.take_back("Your work is kept.")
    assert not notice.isVisible()


def test_what_can_be_done_about_it_is_offered_until_it_is_done_or_taken_back(notice: Notice, qtbot: QtBot) -> None:
    done: list[str] = []
    choices = (("Show it", lambda: done.append("shown")), ("Set a key", lambda: done.append("set")))

    def buttons() -> list[QPushButton]:
        return [each for each in notice.findChildren(QPushButton) if not each.isHidden()]

    notice.offer("The film lies over it.", choices)
    notice.show_notice("Saved.")  # what stands stays, with its buttons
    assert [button.text() for button in buttons()] == ["Show it", "Set a key"]
    qtbot.mouseClick(buttons()[1], Left)
    assert done == ["set"] and not buttons() and notice.accessibleName() == "Saved."
    notice.offer("The film lies over it.", choices)
    notice.take_back("The film lies over it.")
    assert not buttons() and done == ["set"]
