from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.directions.cosines import CosineMatrix
from widgets.look.theme import apply_theme

NAMES = ("turn", "smile", "light")
COSINES = np.array([[1.0, -0.5, 0.0], [-0.5, 1.0, 0.25], [0.0, 0.25, 1.0]])


@pytest.fixture(params=["dark", "light"])
def matrix(qtbot: QtBot, request: pytest.FixtureRequest) -> CosineMatrix:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, request.param)
    matrix = CosineMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(320, 180)
    matrix.set_cosines(COSINES, NAMES)
    with qtbot.waitExposed(matrix):
        matrix.show()
    matrix.activateWindow()
    return matrix


def test_cells_have_the_colour_of_their_cosine(matrix: CosineMatrix) -> None:
    picture = matrix.grab().toImage()
    for row in range(3):
        for column in range(3):
            corner = matrix.cell(row, column).topLeft()
            assert picture.pixelColor(corner.x() + 3, corner.y() + 3).rgb() == matrix.colour(COSINES[row, column]).rgb()
    ground, same, opposed = matrix.colour(0), matrix.colour(1), matrix.colour(-1)
    assert same.blue() > same.red() + 100 and opposed.red() > opposed.blue() + 100
    assert matrix.colour(0.5) not in (ground, same, opposed)


def test_cells_lie_inside_and_apart(matrix: CosineMatrix) -> None:
    for size in ((320, 180), (150, 90), (900, 700)):
        matrix.resize(*size)
        cells = [matrix.cell(i, j) for i in range(3) for j in range(3)]
        assert all(matrix.rect().contains(cell) for cell in cells)
        assert not any(a.intersects(b) for i, a in enumerate(cells) for b in cells[:i])


def test_a_cell_is_told_with_both_names(matrix: CosineMatrix) -> None:
    assert matrix.told(0, 1) == "turn and smile: −0.50"
    assert matrix.told(2, 0) == "light and turn: 0.00"
    matrix.clearFocus()
    assert matrix.accessibleDescription() == "turn and smile: −0.50; turn and light: 0.00; smile and light: 0.25"


def test_arrows_walk_over_the_cells(matrix: CosineMatrix) -> None:
    matrix.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(matrix, key)
    assert matrix.accessibleDescription() == "smile and light: 0.25"
    matrix.clearFocus()
    assert matrix.accessibleDescription().startswith("turn and smile")


def test_numbers_and_names_must_fit(matrix: CosineMatrix) -> None:
    with pytest.raises(ValueError, match="2 names need 2 x 2 cosines"):
        matrix.set_cosines(COSINES, NAMES[:2])
    assert matrix.told(1, 2) == "smile and light: 0.25"


def test_the_numbers_may_change_after_they_were_given(matrix: CosineMatrix) -> None:
    given = COSINES.copy()
    matrix.set_cosines(given, NAMES)
    given[:] = 0
    assert matrix.told(1, 2) == "smile and light: 0.25"
