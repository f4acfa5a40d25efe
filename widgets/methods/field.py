"""The box of a parameter: a number, a choice, a tick, a word or several names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from engine.document.asked.offers import Parameter
from engine.document.directions import ParameterValue
from engine.language import tr
from widgets.look.theme import pad
from widgets.methods.features_field import FeaturesField
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import plain_tip

SHORT, LONG = 128, 246  # logical pixels of a field, and of one for several names
_WIDEST = 2**31 - 1  # where a parameter names no bound
_DECIMALS = 8


class Field:
    """The box of one parameter, of the kind that it needs."""

    def __init__(self, parameter: Parameter) -> None:
        self.parameter = parameter
        self.box: QWidget = _MAKERS[parameter.kind](parameter)
        self.box.setToolTip(plain_tip(_tip(parameter)))
        self.box.setAccessibleName(tr(parameter.label))
        self.box.setAccessibleDescription(parameter.help)
        self.set(parameter.default)

    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes, in this order."""
        return self.box.stops() if isinstance(self.box, FeaturesField) else (self.box,)

    def set(self, value: ParameterValue) -> None:
        """Shows a value; a number beyond the bounds is held within them."""
        box = self.box
        if isinstance(box, QSpinBox):
            box.setValue(int(value))
        elif isinstance(box, QDoubleSpinBox):
            box.setValue(float(value))
        elif isinstance(box, QCheckBox):
            box.setChecked(bool(value))
        elif isinstance(box, QComboBox):
            box.setCurrentIndex(max(0, box.findData(str(value))))
        elif isinstance(box, FeaturesField):
            box.set_text(str(value))
        elif isinstance(box, QLineEdit):
            box.setText(str(value))

    def value(self) -> ParameterValue:
        """What stands in the box now."""
        box = self.box
        if isinstance(box, QSpinBox | QDoubleSpinBox):
            return box.value()
        if isinstance(box, QCheckBox):
            return box.isChecked()
        if isinstance(box, FeaturesField):
            return box.text()
        return box.currentData() if isinstance(box, QComboBox) else box.text().strip()  # type: ignore[attr-defined]


class _Whole(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        _turn(self, event, super().wheelEvent)


class _Real(QDoubleSpinBox):
    """As many decimals as a value needs, no more."""

    def textFromValue(self, value: float) -> str:
        point = self.locale().decimalPoint()
        return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".").replace(".", point) or "0"

    def wheelEvent(self, event: QWheelEvent) -> None:
        _turn(self, event, super().wheelEvent)


def _turn(box: QAbstractSpinBox, event: QWheelEvent, step: Any) -> None:
    """The wheel acts only with the keyboard's focus, else the form scrolls."""
    if box.hasFocus():
        step(event)
    else:
        event.ignore()


def _whole(parameter: Parameter) -> QWidget:
    box = _Whole()
    low, high = _bounds(parameter)
    box.setRange(int(low), int(high))
    box.setGroupSeparatorShown(True)
    return _stepping(box)


def _real(parameter: Parameter) -> QWidget:
    box = _Real()
    box.setDecimals(_DECIMALS)
    box.setRange(*_bounds(parameter))
    return _stepping(box)


def _stepping(box: QSpinBox | QDoubleSpinBox) -> QWidget:
    box.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
    box.setFixedWidth(SHORT)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    pad(box)
    return box


def _choice(parameter: Parameter) -> QWidget:
    box = QComboBox()
    for choice in parameter.choices:
        box.addItem(tr(choice), choice)
    box.setFixedWidth(SHORT)
    wheel_needs_focus(box)
    return box


def _many(parameter: Parameter) -> QWidget:
    box = FeaturesField(parameter.choices)
    box.setFixedWidth(LONG)
    return box


def _text(parameter: Parameter) -> QWidget:
    box = QLineEdit()
    box.setFixedWidth(SHORT)
    return box


_MAKERS: Mapping[str, Any] = {
    "int": _whole,
    "float": _real,
    "bool": lambda parameter: QCheckBox(),
    "choice": _choice,
    "many": _many,
    "text": _text,
}


def _bounds(parameter: Parameter) -> tuple[float, float]:
    low = -_WIDEST if parameter.low is None else parameter.low
    high = _WIDEST if parameter.high is None else parameter.high
    return max(-_WIDEST, low), min(_WIDEST, high)


def _tip(parameter: Parameter) -> str:
    ends = ((tr("from"), parameter.low), (tr("to"), parameter.high))
    bounds = " ".join(f"{word} {value:,g}" for word, value in ends if value is not None)
    default = "" if parameter.default == "" else tr("default {default}", default=parameter.default)
    return "\n".join(line for line in (parameter.help, bounds, default) if line)
