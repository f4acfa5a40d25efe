"""The method selector: which way of finding directions, and the button that sets it going."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from widgets.states import MethodChoice


class MethodBar(QWidget):
    """Methods that cannot run here are listed but cannot be chosen; their tooltip says why."""

    find_wanted = Signal(str)  # the method's identifier

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._choice = QComboBox()
        self._choice.setAccessibleName("method")
        self._choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choice.setMinimumWidth(120)
        self._find = QPushButton("Find")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._choice, 1)
        line.addWidget(self._find)
        self._choice.currentIndexChanged.connect(self._refresh)
        self._find.clicked.connect(self._ask)
        self._refresh()

    def set_choices(self, choices: tuple[MethodChoice, ...], current: str) -> None:
        """Lists the methods with `current` chosen, if it can run; else the first that can."""
        usable = [choice.identifier for choice in choices if not choice.why_not]
        chosen = current if current in usable else next(iter(usable), "")
        self._choice.blockSignals(True)
        self._choice.clear()
        model = self._choice.model()
        assert isinstance(model, QStandardItemModel)
        for row, choice in enumerate(choices):
            self._choice.addItem(choice.title, choice.identifier)
            self._choice.setItemData(row, choice.why_not or choice.paper, Qt.ItemDataRole.ToolTipRole)
            model.item(row).setEnabled(not choice.why_not)
        self._choice.setCurrentIndex(self._choice.findData(chosen) if chosen else -1)
        self._choice.blockSignals(False)
        self._refresh()

    def set_busy(self, busy: bool) -> None:
        """While a method runs, no second one can be started from here."""
        self._busy = busy
        self._refresh()

    def _refresh(self) -> None:
        row = self._choice.currentIndex()
        self._choice.setEnabled(self._choice.count() > 0 and not self._busy)
        why = self._choice.itemData(row, Qt.ItemDataRole.ToolTipRole)
        self._choice.setToolTip(why or "No method can run here yet.")
        self._find.setText("Finding…" if self._busy else "Find")
        self._find.setEnabled(row >= 0 and not self._busy)
        self._find.setToolTip("Find directions with this method" if row >= 0 else "Open a generator first")

    def _ask(self) -> None:
        self.find_wanted.emit(self._choice.currentData())
