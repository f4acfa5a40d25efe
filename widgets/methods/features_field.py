"""A field for names with commas between them: they can be typed, or ticked in a list that opens below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.look.glyphs import GlyphButton

_MOST = 12  # names that the list shows at once
_TICKED, _OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def names_in(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The names of a text, each once; those that are known as they are known, even where they hold commas.

    Capitals and small letters matter only where two known names differ in nothing else.
    """
    alike = {name.casefold(): name for name in known} | {name: name for name in known}
    found, pieces = [], text.split(",")
    while pieces:
        for n in range(len(pieces), 0, -1):
            name = ",".join(pieces[:n]).strip()
            if name in alike or name.casefold() in alike or n == 1:
                break
        found.append(alike.get(name) or alike.get(name.casefold(), name))
        pieces = pieces[n:]
    return tuple(dict.fromkeys(name for name in found if name))


class FeaturesField(QWidget):
    """A line edit, and a button that opens a list of the known names. Any other name may be typed."""

    def __init__(self, choices: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices, self._more = choices, tuple[str, ...]()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("nothing"))
        self._button = GlyphButton("down", tr("Choose from a list"), size=28)
        self._popup = _Popup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.edit, 1)
        line.addWidget(self._button)
        self.setFocusProxy(self.edit)
        self._button.clicked.connect(self.open_list)
        self._popup.names.itemChanged.connect(self._tick)

    def setAccessibleName(self, name: str) -> None:
        self.edit.setAccessibleName(name)
        self._button.setAccessibleName(tr("choose what to {name}", name=name))
        self._popup.names.setAccessibleName(tr("what to {name}", name=name))

    def setAccessibleDescription(self, description: str) -> None:
        self.edit.setAccessibleDescription(description)

    def stops(self) -> tuple[QWidget, QWidget]:
        """Where the keyboard goes, in this order."""
        return self.edit, self._button

    def text(self) -> str:
        """What stands there."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Shows another text, from its start."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)

    def set_more(self, names: tuple[str, ...]) -> None:
        """Further names to choose from; they stand first."""
        self._more = names

    def open_list(self) -> None:
        """Opens the list of names, those in the text ticked."""
        self._popup.open_at(self, self._known(), names_in(self.text(), self._known()))

    def _known(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._more, *self._choices)))

    def _tick(self, item: QListWidgetItem) -> None:
        name, there = item.text(), names_in(self.text(), self._known())
        if item.checkState() == _TICKED:
            there = (*there, name)
        else:
            there = tuple(other for other in there if other != name)
        self.edit.setText(", ".join(there))
        # Names that hold commas: two of them side by side may read as a third.
        self._popup.tick(names_in(self.text(), self._known()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
        elif event.key() in _ENTER and self._button.hasFocus():
            self._button.click()
        else:
            super().keyPressEvent(event)


class _Popup(QFrame):
    """The list in a frame that closes by Esc or a click elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on the button that opened it only closes it
        self.names = _Names()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.names)

    def open_at(self, field: QWidget, names: tuple[str, ...], ticked: tuple[str, ...]) -> None:
        """Below the field and as wide, or above it where the screen ends."""
        with QSignalBlocker(self.names):
            self.names.clear()
            self.names.addItems(list(names))
        self.tick(ticked)
        first = next((row for row, name in enumerate(names) if name in ticked), 0)
        self.names.setCurrentRow(first)
        self.ensurePolished()
        self.names.ensurePolished()
        height = min(len(names), _MOST) * self.names.sizeHintForRow(0) + 2 * self.names.frameWidth()
        screen, corner = field.screen().availableGeometry(), field.mapToGlobal(QPoint(0, field.height() + 2))
        if corner.y() + height > screen.bottom():
            corner.setY(max(screen.top(), corner.y() - field.height() - 4 - height))
        self.setGeometry(corner.x(), corner.y(), field.width(), height)
        self.show()
        self.names.setFocus(Qt.FocusReason.PopupFocusReason)

    def tick(self, ticked: tuple[str, ...]) -> None:
        """Ticks these names and no others."""
        with QSignalBlocker(self.names):
            for item in (self.names.item(row) for row in range(self.names.count())):
                item.setCheckState(_TICKED if item.text() in ticked else _OPEN)
        self.names.viewport().update()


class _Names(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_WholeRow(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in _ENTER and item is not None:
            item.setCheckState(_toggled(item.checkState()))
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.window().close()
        else:
            super().keyPressEvent(event)


class _WholeRow(QStyledItemDelegate):
    """A click anywhere in a row ticks it, as Space does."""

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
                    index: QModelIndex | QPersistentModelIndex) -> bool:  # fmt: skip
        clicked = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        typed = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        if not typed and not (clicked and event.button() == Qt.MouseButton.LeftButton):  # type: ignore[attr-defined]
            return False
        role = Qt.ItemDataRole.CheckStateRole
        return model.setData(index, _toggled(Qt.CheckState(index.data(role))), role)


def _toggled(state: Qt.CheckState) -> Qt.CheckState:
    return _OPEN if state == _TICKED else _TICKED
