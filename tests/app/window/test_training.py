"""A training in the real window: watched, used, stopped, gone on with after the program was closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.learning import training
from engine.method import METHODS
from tests.app.opened import Opened, close_window, quiet
from tests.learning_toy import Toy


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(METHODS, "toy", Toy)
    monkeypatch.setattr(training, "SHOWN", 0.0)


def begun(opened: Opened, steps: int = 1_000_000) -> None:
    """Until its first sliders are there."""
    opened.controller.directions.find_or_show("toy", {"steps": steps})
    opened.wait(lambda: opened.controller.training.last is not None)
    opened.wait(lambda: opened.window.methods._choice.currentData() == "toy")


def test_it_is_watched_and_its_sliders_can_be_moved_meanwhile(window: Opened) -> None:
    surface = window.window
    begun(window)
    window.wait(lambda: surface.training.isVisible() and surface.methods._find.text() == "Stop")
    key = window.workspace.catalogue.set_shown.slider(0)
    before = window.pixels()
    window.workspace.move(key, 3.0, 1)
    window.wait(lambda: not (window.pixels() == before).all())
    window.wait(lambda: "stay while" in surface.training._use.text())
    surface.methods._find.click()
    window.rest()
    assert not surface.training.isVisible() and surface.methods._find.text() == "Find" and window.said("was stopped")
    assert window.workspace.value(key) == 3.0


def test_closed_in_the_middle_it_goes_on_the_next_time(make_window: Callable[..., Opened]) -> None:
    first = make_window()
    quiet(first)
    begun(first)
    step = first.controller.training.last.step
    close_window(first)
    second = make_window()
    quiet(second)
    begun(second)
    assert second.controller.training.last.step > step
    second.controller.training.stop()
    second.rest()
