"""Each tool by itself: where it covers a mask, and what outline it shows."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from widgets.canvas.brush import Brush
from widgets.canvas.strokes import Box, Point
from widgets.canvas.tools import TOOLS, Tip, Tool
from widgets.canvas.viewport import Viewport

HARD = Tip(radius=4.0, softness=0.0)


@pytest.mark.parametrize("name", TOOLS)
def test_what_a_tool_says_changed_holds_all_that_changed(name: str) -> None:
    tool = TOOLS[name]((64, 64))
    before = tool.coverage.copy()
    boxes = [tool.begin((20, 20), HARD)]
    for at in ((40.0, 25.0), (44.0, 50.0), (12.0, 44.0)):
        boxes.append(tool.extend(at, HARD))
        now = np.array(tool.coverage)
        outside = np.ones_like(now, bool)
        for left, top, right, bottom in filter(None, boxes):
            outside[top:bottom, left:right] = False
        assert not (now != before)[outside].any()
    assert tool.coverage.max() == 1


def test_round_tips_show_no_outline_and_are_told_apart_by_what_they_do() -> None:
    assert [name for name, tool in TOOLS.items() if tool.round] == ["brush", "eraser"]
    assert [name for name, tool in TOOLS.items() if tool.takes_away] == ["eraser"]
    for name in ("brush", "eraser"):
        assert (TOOLS[name].word(subtract=True), TOOLS[name].word(subtract=False)) == ("Eraser", "Brush")


def test_a_rectangle_goes_from_corner_to_corner() -> None:
    tool = TOOLS["rectangle"]((32, 32))
    tool.begin((4, 6), HARD)
    assert tool.extend((20, 16), HARD) == (4, 6, 20, 16)
    assert tool.outline() == [(4, 6), (20, 6), (20, 16), (4, 16)]


class Crosshair(Tool):
    """Covers the row and the column of the pointer."""

    @staticmethod
    def word(*, subtract: bool) -> str:
        return "Crosshair"

    def begin(self, at: Point, tip: Tip) -> Box | None:
        return self.extend(at, tip)

    def extend(self, at: Point, tip: Tip) -> Box | None:
        self.coverage[int(at[1])] = self.coverage[:, int(at[0])] = 1
        return (0, 0, *self.shape)


def test_a_new_tool_is_a_new_class(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TOOLS, "crosshair", Crosshair)
    brush, view = Brush(), Viewport()
    view.set_picture(64, 64)
    view.set_view(64, 64)
    view.fit()
    brush.set_mask(None, (64, 64))
    brush.set_tool("crosshair")
    painted: list[tuple[np.ndarray, str]] = []
    brush.painted.connect(lambda mask, word: painted.append((mask, word)))
    left, where = Qt.MouseButton.LeftButton, QPointF(*view.to_view(10.5, 20.5))
    brush.press(view, QMouseEvent(QEvent.Type.MouseButtonPress, where, where, left, left, Qt.KeyboardModifier(0)))
    brush.release(view, QMouseEvent(QEvent.Type.MouseButtonRelease, where, where, left, left, Qt.KeyboardModifier(0)))
    (mask, word), *rest = painted
    assert (word, rest) == ("Crosshair", [])
    assert (mask[20] == 255).all() and (mask[:, 10] == 255).all() and mask.sum() == 255 * 127
