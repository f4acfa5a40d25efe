"""The dialog of controllers: whether they are listened to and where, and which of them moves which slider."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.live.state import JoinRow, LiveState
from widgets.look.theme import pad
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import PlainLabel, plain_tip

HOW = tr("Right-click a slider, choose Move with a controller…, and turn a knob: it moves that slider from then on.")


class ControllerDialog(QDialog):
    """Shows a `LiveState` and says what a person wants. `ports` are the lowest and the highest there are."""

    listen_wanted = Signal(bool)
    port_wanted = Signal(int, bool)  # port, whether other computers are heard
    removed = Signal(str)  # a slider's key
    given_up = Signal()  # no control is waited for any more

    def __init__(self, ports: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Controllers"))
        self._rows: tuple[JoinRow, ...] = ()
        self.listen = QCheckBox(tr("Listen to controllers"))
        self.listen.setToolTip(plain_tip(tr("Knobs and faders, by MIDI or OSC; off again whenever EigenBrush starts")))
        self.network = QCheckBox(tr("Also from other computers"))
        self.network.setToolTip(plain_tip(tr("A tablet or another computer sends OSC to this one through the network")))
        self.port = QSpinBox()
        self.port.setRange(*ports)
        self.port.setKeyboardTracking(False)
        self.port.setAccessibleName(tr("port for OSC"))
        self.port.setToolTip(
            plain_tip(tr("The number that OSC is sent to, {low} to {high}", low=ports[0], high=ports[1]))
        )
        wheel_needs_focus(self.port)
        pad(self.port)
        self.told, self.said = PlainLabel(), PlainLabel()
        self.told.setProperty("role", "quiet")
        for label in (self.told, self.said):
            label.setWordWrap(True)
        self._give_up = QPushButton(tr("Stop waiting"))
        self.table = _Table(self)
        self._buttons = QDialogButtonBox()
        close = self._buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self._remove = self._buttons.addButton(tr("Remove"), QDialogButtonBox.ButtonRole.ActionRole)
        self._remove.setToolTip(plain_tip(tr("Nothing moves the chosen slider any more but you (Del)")))
        for button in (self._give_up, self._remove, close):
            button.setAutoDefault(False)  # Enter is for the port
        self._arrange()
        self.listen.toggled.connect(self.listen_wanted)
        self.network.toggled.connect(self._port_changed)
        self.port.valueChanged.connect(self._port_changed)
        self._give_up.clicked.connect(self.given_up)
        self._remove.clicked.connect(self._remove_chosen)
        self.table.removed.connect(self._remove_chosen)
        self.table.currentCellChanged.connect(self._offer)
        self._buttons.rejected.connect(self.reject)
        self.set_state(LiveState())
        self.resize(self.sizeHint())  # else it is as low as sentences that may break let it be

    def _arrange(self) -> None:
        first, last = QHBoxLayout(), QHBoxLayout()
        label = PlainLabel(tr("OSC port"))
        label.setBuddy(self.port)
        for widget in (self.listen, label, self.port, self.network):
            first.addWidget(widget)
        first.insertStretch(1, 1)
        last.addWidget(self.said, 1)
        last.addWidget(self._give_up)
        column = QVBoxLayout(self)
        column.addLayout(first)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(last)
        column.addWidget(self._buttons)

    def set_state(self, state: LiveState) -> None:
        """Shows the state; announces nothing."""
        with QSignalBlocker(self.listen), QSignalBlocker(self.network), QSignalBlocker(self.port):
            self.listen.setChecked(state.on)
            self.network.setChecked(state.network)
            if self.port.value() != state.port:  # setting it anew would wipe out what is being typed
                self.port.setValue(state.port)
        off = tr("Nothing is listened to.")
        self.told.setText("\n".join(state.told) or off)
        waits = tr("Turn a knob or move a fader now: it will move {name}.", name=state.waits)
        self.said.setText(waits if state.waits else state.said or HOW)
        bold = QFont(self.font())
        bold.setBold(bool(state.waits))
        self.said.setFont(bold)
        self._give_up.setVisible(bool(state.waits))
        if state.rows != self._rows:
            self._rows = state.rows
            self.table.show_rows(state.rows)
        self._offer()

    @Slot()
    def _port_changed(self) -> None:
        self.port_wanted.emit(self.port.value(), self.network.isChecked())

    @Slot()
    def _offer(self) -> None:
        self._remove.setEnabled(0 <= self.table.currentRow() < len(self._rows))

    @Slot()
    def _remove_chosen(self) -> None:
        if 0 <= (row := self.table.currentRow()) < len(self._rows):
            self.removed.emit(self._rows[row].key)

    def sizeHint(self) -> QSize:
        return QSize(620, 420)


class _Table(QTableWidget):
    """Sliders and what moves them; Del takes one away."""

    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName(tr("sliders and their controllers"))
        self.setHorizontalHeaderLabels([tr("Slider"), tr("Moved by")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: tuple[JoinRow, ...]) -> None:
        """Shows these; the place one is at stays."""
        at = self.currentRow()
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            shown = row.name if row.there else tr("{name} (not there now)", name=row.name)
            why = "" if row.there else tr("Its directions have to be found again before anything can move it")
            for column, text in enumerate((shown, row.control)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(why or text))
                if not row.there:
                    item.setForeground(self.palette().placeholderText())
                self.setItem(place, column, item)
        if rows and at >= 0:
            self.setCurrentCell(min(at, len(rows) - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
