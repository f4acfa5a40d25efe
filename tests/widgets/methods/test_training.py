"""The strip of a method that learns, and the method bar's word for it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from engine.document.asked.offers import MethodOffer
from widgets.methods.bar import MethodBar
from widgets.methods.training import TrainingStrip
from widgets.states import TrainingState

FIGURES = (("error", (1.0, 2.0, 3.0), (3.0, 2.0, 1.0)), ("told apart", (1.0, 2.0, 3.0), (0.0, 0.5, 0.9)))
OFFERS = (
    MethodOffer("sefa", "SeFa", "Shen 2021"),
    MethodOffer("warp", "Warp", "Tzelepis 2021", trains=True),
    MethodOffer("walk", "Walk", "Jahanian 2020", trains=True),
)


def test_it_tells_how_far_it_is_and_plots_the_figure_that_is_chosen(qtbot: QtBot) -> None:
    strip = TrainingStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.set_state(TrainingState("Warp", 0, 0))
    assert strip._where.text() == "getting ready" and strip._figures.count() == 0
    strip.set_state(TrainingState("Warp", 3, 2000, FIGURES))
    assert strip._where.text() == "step 3 of 2,000"
    qtbot.waitUntil(lambda: strip.plot.ready)
    assert strip.plot._line.getData()[1].tolist() == [3.0, 2.0, 1.0]
    strip._figures.setCurrentIndex(1)
    assert strip.plot._line.getData()[1].tolist() == [0.0, 0.5, 0.9]
    strip.set_state(TrainingState("Warp", 4, 2000, FIGURES, used=True))
    assert strip._figures.currentIndex() == 1 and "stay while you use them" in strip._use.text()
    strip.set_state(TrainingState("Warp", 5, 2000, FIGURES[:1]))
    assert strip._figures.isHidden() and strip.plot._line.getData()[1].tolist() == [3.0, 2.0, 1.0]


def test_it_says_which_sliders_are_below_and_where_it_goes_on(qtbot: QtBot) -> None:
    strip = TrainingStrip()
    qtbot.addWidget(strip)
    strip.set_state(TrainingState("Warp", 3, 2000, FIGURES))
    assert strip._use.text() == "Its sliders so far are below: try them."
    strip.set_state(TrainingState("Warp", 3, 2000, FIGURES, shown=False))
    assert strip._use.text() == "Choose it above to try its sliders so far."
    strip.set_state(TrainingState("Warp", 30, 2000, FIGURES, ready=False))
    assert strip._where.text() == "goes on from step 30 of 2,000" and "in a moment" in strip._use.text()
    strip.show()
    qtbot.waitUntil(lambda: strip.plot.ready)
    assert strip.plot._line.getData()[1].tolist() == [3.0, 2.0, 1.0]


def test_find_becomes_stop_while_its_method_learns_and_others_can_be_used(qtbot: QtBot) -> None:
    bar = MethodBar()
    qtbot.addWidget(bar)
    bar.set_offers(OFFERS, "warp")
    bar.set_training("warp", "Warp")
    assert bar._find.text() == "Stop" and bar._find.isEnabled()
    with qtbot.waitSignal(bar.stop_wanted):
        bar._find.click()
    bar._choice.setCurrentIndex(bar._choice.findData("walk"))
    assert not bar._find.isEnabled() and "Warp is learning" in bar._find.toolTip()
    bar._choice.setCurrentIndex(bar._choice.findData("sefa"))
    assert bar._find.text() == "Find" and bar._find.isEnabled()
    bar.set_training("", "")
    bar._choice.setCurrentIndex(bar._choice.findData("walk"))
    assert bar._find.isEnabled()
