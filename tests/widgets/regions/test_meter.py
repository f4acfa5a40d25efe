from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.look.keyed import keys
from widgets.regions.meter import LeakageMeter
from widgets.states import LeakageState

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
STATE = LeakageState("smile", 0.031, 0.5, 0.41, 1.0, note="at +1.25 sigma", heat="first-order")


@pytest.fixture
def meter(qtbot: QtBot) -> LeakageMeter:
    meter = LeakageMeter()
    qtbot.addWidget(meter)
    meter.set_state(STATE)
    meter.resize(300, meter.sizeHint().height())
    with qtbot.waitExposed(meter):
        meter.show()
    meter.activateWindow()
    return meter


def shown(meter: LeakageMeter) -> list[str]:
    return [label.text() for label in meter.findChildren(QLabel) if label.isVisible() and label.text()]


def heat(meter: LeakageMeter, words: str) -> QAbstractButton:
    return next(b for b in meter.findChildren(QAbstractButton) if b.text() == words)


def bars(meter: LeakageMeter) -> QImage:
    return next(w for w in meter.findChildren(QWidget) if w.toolTip().startswith("The share")).grab().toImage()


def accented(picture: QImage, meter: LeakageMeter) -> dict[int, int]:
    """The rows of pixels that have the accent's colour, and how many there."""
    accent = meter.palette().highlight().color().rgb()
    counts = {y: sum(picture.pixel(x, y) == accent for x in range(picture.width())) for y in range(picture.height())}
    return {y: count for y, count in counts.items() if count}


def test_it_tells_each_share_and_what_it_would_be_unheld(meter: LeakageMeter) -> None:
    assert shown(meter) == ["smile", "how it was found"]
    (how,) = (label for label in meter.findChildren(QLabel) if label.text() == "how it was found")
    assert how.toolTip() == "at +1.25 sigma", "the numbers are in the tip"
    assert meter.accessibleName() == "leakage of smile"
    assert meter.accessibleDescription() == (
        "a slight move 3.1 % outside, 41 % if not held; as it stands 50 % outside, 100 % if not held; at +1.25 sigma"
    )


def test_what_is_not_known_is_a_dash_and_has_no_bar(meter: LeakageMeter) -> None:
    meter.set_state(LeakageState("smile", None, 0.0, float("nan"), None))
    assert meter.accessibleDescription() == (
        "a slight move – outside, – if not held; as it stands 0.0 % outside, – if not held"
    )
    lines = accented(bars(meter), meter)
    assert lines and max(lines) - min(lines) < 6  # the stump of the known 0 only
    meter.set_state(LeakageState("smile"))
    assert not accented(bars(meter), meter)


def test_the_length_of_a_bar_is_the_share(meter: LeakageMeter) -> None:
    lengths = []
    for share in (0.25, 0.5, 1.0, 7.0):
        meter.set_state(LeakageState("smile", share))
        lengths.append(max(accented(bars(meter), meter).values()))
    assert lengths[1] / lengths[2] == pytest.approx(0.5, abs=0.05)
    assert lengths[0] / lengths[2] == pytest.approx(0.25, abs=0.05)
    assert lengths[3] == lengths[2]


def test_the_switch_asks_for_a_heat_map_and_waits(meter: LeakageMeter) -> None:
    heard: list[str] = []
    meter.heat_chosen.connect(heard.append)
    assert heat(meter, "Where it acts").isChecked()
    QTest.mouseClick(heat(meter, "What changed"), Left)
    assert heat(meter, "Where it acts").isChecked()
    QTest.mouseClick(heat(meter, "Where it acts"), Left)
    heat(meter, "Where it acts").setFocus()
    QTest.keyClick(heat(meter, "Where it acts"), Key.Key_Left)
    assert heard == ["realised", "off"]
    meter.set_state(replace(STATE, heat="realised"))
    assert heat(meter, "What changed").isChecked() and heard == ["realised", "off"]
    keys().set_keys({"next_heat": "H"})
    assert all("(H)" in heat(meter, words).toolTip() for words in ("Off", "Where it acts", "What changed"))


def test_what_is_stale_can_be_found_again(meter: LeakageMeter) -> None:
    again = next(b for b in meter.findChildren(QPushButton) if b.text() == "Find again")
    assert again.isHidden()
    height = meter.sizeHint().height()
    meter.set_state(replace(STATE, stale="The face has changed since."))
    assert shown(meter) == ["smile", "The face has changed since."]
    heard: list[bool] = []
    meter.again_wanted.connect(lambda: heard.append(True))
    QTest.mouseClick(again, Left)
    assert heard == [True]
    assert meter.sizeHint().height() == height


def test_before_a_slider_was_touched_it_says_what_it_is_for_and_is_as_high(meter: LeakageMeter) -> None:
    height = meter.sizeHint().height()
    meter.set_state(LeakageState())
    (words,) = shown(meter)
    assert words.startswith("Move a slider")
    assert not heat(meter, "Off").isVisible()
    assert meter.sizeHint().height() == height <= 160


def test_the_mask_is_offered_for_a_regions_own_sliders_only_and_nothing_moves(meter: LeakageMeter) -> None:
    (switch,) = meter.findChildren(QCheckBox)
    height = meter.sizeHint().height()
    assert switch.isVisible()
    meter.set_state(replace(STATE, local=False))
    assert not switch.isVisible() and meter.sizeHint().height() == height
