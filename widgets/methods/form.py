"""The form of a method: what it does, and one row a parameter."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.document.asked.offers import MethodOffer, Parameter
from engine.document.directions import ParameterValue
from engine.language import tr
from widgets.methods.features_field import FeaturesField
from widgets.methods.field import SHORT, Field
from widgets.parts.elided import ElidedLabel
from widgets.parts.plain import PlainLabel, plain_tip

WIDTH = 360  # logical pixels of the form
_SIDE = 16  # margins left and right
_GAP = 8  # between rows


class MethodForm(QWidget):
    """The parameters of one method at a time, its numbers last. What was entered for a method stays as long as the form
    lives.

    Enter in a field finds.
    """

    find_wanted = Signal(str, dict)  # the method's identifier, its parameters
    judge_wanted = Signal()

    def __init__(self, offer: MethodOffer | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: MethodOffer | None = None
        self._kept: dict[str, dict[str, ParameterValue]] = {}
        self._fields: dict[str, Field] = {}
        self._more: tuple[str, ...] = ()
        self._busy = False
        self._title, self._paper, self._about = PlainLabel(), ElidedLabel(), _quiet("")
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._paper.setProperty("role", "quiet")
        self._rows = _Rows()
        self._judge = QPushButton(tr("Judge faces…"))
        self._judge.setToolTip(tr("Say of some faces whether they have what the method should find"))
        self._defaults, self._find = QPushButton(tr("Defaults")), QPushButton(tr("Find"))
        self._find.setProperty("role", "primary")
        self._judge.clicked.connect(self.judge_wanted)
        self._defaults.clicked.connect(self._reset)
        self._find.clicked.connect(self._ask)
        self._arrange()
        if offer is not None:
            self.set_offer(offer)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._judge)
        buttons.addStretch(1)
        buttons.addWidget(self._defaults)
        buttons.addWidget(self._find)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 14, _SIDE, 14)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._paper)
        column.addSpacing(8)
        column.addWidget(self._about)
        column.addSpacing(6)
        column.addWidget(self._rows, 1)
        column.addSpacing(12)
        column.addLayout(buttons)
        self.setFixedWidth(WIDTH)

    def set_offer(self, offer: MethodOffer) -> None:
        """Shows the form of this method, with what was entered before, or its defaults."""
        if offer == self._offer:
            return
        self._keep()
        self._offer = offer
        self._title.setText(offer.title)
        self._paper.setText(offer.paper)
        self._paper.setToolTip(plain_tip(offer.paper))
        self._paper.setVisible(bool(offer.paper))
        self._about.setText(" ".join(offer.about.split()))
        self._about.setVisible(bool(offer.about))
        self._judge.setVisible(offer.learns)
        self._fill(offer)
        self._refresh()
        self.setAccessibleName(tr("parameters of {title}", title=offer.title))

    def set_more_names(self, names: tuple[str, ...]) -> None:
        """Painted regions, which a method that changes one may be told to change or to keep."""
        self._more = names
        self._offer_more()

    def _offer_more(self) -> None:
        names = self._more if self._offer is not None and self._offer.needs_region else ()
        for box in (field.box for field in self._fields.values()):
            if isinstance(box, FeaturesField):
                box.set_more(names)

    def _fill(self, offer: MethodOffer) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 2, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, SHORT)
        ordered = sorted(offer.parameters, key=_is_number)
        self._fields = {parameter.name: Field(parameter) for parameter in ordered}
        for before, parameter in zip((None, *ordered), ordered, strict=False):
            if before is not None:
                grid.setRowMinimumHeight(grid.rowCount(), _GAP)
                if _is_number(parameter) and not _is_number(before):
                    grid.addWidget(_line(), grid.rowCount(), 0, 1, 2)
                    grid.setRowMinimumHeight(grid.rowCount(), _GAP)
            _add_row(grid, self._fields[parameter.name])
        grid.setRowStretch(grid.rowCount(), 1)
        self._offer_more()
        self._rows.setWidget(content)
        self._rows.setVisible(bool(offer.parameters))
        self._defaults.setVisible(bool(offer.parameters))
        stops = [stop for field in self._fields.values() for stop in field.stops()]
        for first, second in pairwise([*stops, self._judge, self._defaults, self._find]):
            QWidget.setTabOrder(first, second)
        for name, value in self._kept.get(offer.identifier, {}).items():
            if name in self._fields:
                self._fields[name].set(value)

    def wanted_height(self) -> int:
        """The height at which nothing has to be scrolled, in logical pixels."""
        for child in self.findChildren(QWidget):
            child.ensurePolished()  # before it is shown nothing has the theme's paddings
        self._rows.updateGeometry()
        return self._column.totalHeightForWidth(WIDTH)

    def focus_first(self) -> None:
        """Gives the keyboard to the first parameter, or to Find."""
        first = next((field.box for field in self._fields.values()), self._find)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def values(self) -> dict[str, ParameterValue]:
        """The value of every parameter by its name."""
        return {name: field.value() for name, field in self._fields.items()}

    def values_of(self, identifier: str) -> dict[str, ParameterValue]:
        """What was entered for a method; empty where nothing was."""
        self._keep()
        return dict(self._kept.get(identifier, {}))

    def set_busy(self, *, busy: bool) -> None:
        """While a method runs, no second one can be started from here."""
        self._busy = busy
        self._refresh()

    def _keep(self) -> None:
        if self._offer is not None:
            self._kept[self._offer.identifier] = self.values()

    def _refresh(self) -> None:
        able = self._offer is not None and not self._offer.why_not and not self._busy
        self._find.setEnabled(able)
        self._find.setText(tr("Finding…") if self._busy else tr("Find"))
        self._find.setToolTip(plain_tip(self._offer.why_not if self._offer is not None else ""))

    def _reset(self) -> None:
        for field in self._fields.values():
            field.set(field.parameter.default)

    def _ask(self) -> None:
        if self._offer is not None and self._find.isEnabled():
            self._keep()
            self.find_wanted.emit(self._offer.identifier, self.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QPushButton):
                button.click()
            else:
                self._ask()
        else:
            super().keyPressEvent(event)


def _add_row(grid: QGridLayout, field: Field) -> None:
    """The name and the field side by side, and below them what it is."""
    row, parameter = grid.rowCount(), field.parameter
    label = PlainLabel(tr(parameter.label))
    label.setBuddy(field.box)
    label.setToolTip(plain_tip(parameter.help))
    if parameter.kind == "many":
        line = QHBoxLayout()
        line.addWidget(label, 1)
        line.addWidget(field.box)
        grid.addLayout(line, row, 0, 1, 2)
    else:
        grid.addWidget(label, row, 0)
        grid.addWidget(field.box, row, 1, Qt.AlignmentFlag.AlignLeft)
    grid.addWidget(_quiet(parameter.help), row + 1, 0, 1, 2)


def _line() -> QWidget:
    line = QWidget()
    line.setFixedHeight(1)
    line.setBackgroundRole(QPalette.ColorRole.Dark)
    line.setAutoFillBackground(True)
    return line


def _is_number(parameter: Parameter) -> bool:
    return parameter.kind in ("int", "float")


class _Rows(QScrollArea):
    """Would like to be as tall as all rows, and scrolls them where it cannot."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        content: QWidget | None = self.widget()
        layout = content.layout() if content is not None else None
        height = layout.totalHeightForWidth(WIDTH - 2 * _SIDE) if layout is not None else 0
        return QSize(WIDTH - 2 * _SIDE, height)


def _quiet(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label
