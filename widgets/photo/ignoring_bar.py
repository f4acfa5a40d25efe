"""What stands below a photo to paint on it: the switch of the brush, its size, undo and clear."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from engine.language import tr
from widgets.parts.plain import PlainLabel
from widgets.parts.press_slider import PressSlider
from widgets.photo.ignoring import Ignoring

_SIZES = (1, 40)  # of the brush, in hundredths of the photo's longer side
_WORDS = tr("Paint what should be ignored")


class IgnoringBar(QWidget):
    """The switch of the brush, its size, undo and clear."""

    def __init__(self, ignoring: Ignoring) -> None:
        super().__init__()
        self._ignoring = ignoring
        self._paint = QPushButton(_WORDS)
        self._paint.setAccessibleName(_WORDS)
        self._paint.setCheckable(True)
        self._paint.setToolTip(tr("Glasses, a hand, the background: what is painted over does not count. Ctrl erases"))
        self._size_word, self._size = PlainLabel(tr("Size")), PressSlider(tr("size of the brush"))
        self._size.setRange(*_SIZES)
        self._size.setFixedWidth(80)
        self._size.setToolTip(tr("Size of the brush; also [ and ], or Shift and drag"))
        self._undo, self._clear = QPushButton(tr("Undo")), QPushButton(tr("Clear"))
        self._undo.setToolTip(tr("Take the last stroke back (Ctrl+Z on the photo)"))
        self._clear.setToolTip(tr("Nothing is ignored any more"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self._paint, self._size_word, self._size, self._undo, self._clear):
            line.addWidget(widget)
        line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._paint.toggled.connect(self._switch)
        self._size.valueChanged.connect(self._resize)
        self._undo.clicked.connect(ignoring.undo)
        self._clear.clicked.connect(ignoring.wipe_off)
        ignoring.changed.connect(self._show)
        ignoring.brush.size_changed.connect(self._show)
        self._show()

    def _switch(self, on: bool) -> None:  # noqa: FBT001  a slot
        if on != self._ignoring.painting:
            self._ignoring.set_painting(on=on)

    def _resize(self, hundredths: int) -> None:
        self._ignoring.brush.set_size(hundredths / 100)

    def _show(self, *_: object) -> None:
        ignoring = self._ignoring
        self._paint.setChecked(ignoring.painting)
        self._paint.setText(tr("Done") if ignoring.painting else _WORDS)  # there is no room for all at once
        for widget in (self._size_word, self._size):
            widget.setVisible(ignoring.painting)
        for button, able in ((self._undo, ignoring.can_undo), (self._clear, ignoring.painted)):
            button.setVisible(ignoring.painting or ignoring.painted or ignoring.can_undo)
            button.setEnabled(able)
        with QSignalBlocker(self._size):  # rounding would set the brush again
            self._size.setValue(round(100 * ignoring.brush.size))
