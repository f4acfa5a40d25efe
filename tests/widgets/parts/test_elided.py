from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.parts.elided import ElidedText

WORDS = "of the change, most falls outside the region on average, and hardly any on what is painted to be kept"


def test_text_that_does_not_fit_ends_in_an_ellipsis_and_none_is_lost(qtbot: QtBot) -> None:
    label = ElidedText()
    qtbot.addWidget(label)
    label.setText(WORDS)
    line = label.fontMetrics().lineSpacing()
    label.resize(200, 10 * line)
    whole = label.lines()
    assert " ".join(whole) == WORDS and len(whole) > 2
    label.resize(200, 2 * line + line // 2)
    first, last = label.lines()
    assert first == whole[0] and last.startswith(whole[1][:5]) and last.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert max(label.fontMetrics().horizontalAdvance(words) for words in (first, last)) <= 200
    assert label.text() == WORDS
    before = label.grab().toImage()
    label.setText("")
    assert label.grab().toImage() != before
