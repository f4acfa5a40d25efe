"""The dialog that tells what runs where: this machine, the workers on others, which versions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.document.asked.offers import Workers
from engine.document.asked.workers import EngineFacts, WorkerFacts
from engine.document.disk.wording import short
from engine.language import tr
from widgets.look.theme import heading
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.workers.words import DOING, all_memory, standing


class EngineDialog(QDialog):
    """Shows `EngineFacts`; whoever gives them does so while it is open."""

    connect_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Engine"))
        self.device, self.threads = _field(tr("Device")), _field(tr("Threads"))
        self.memory, self.versions = _field(tr("Memory")), _field(tr("Versions"))
        self.told = PlainLabel()
        self.told.setWordWrap(True)
        self.table = _Table()
        buttons = QDialogButtonBox()
        self.join = buttons.addButton(tr("Connect to workers…"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        for button in (self.join, close):
            button.setAutoDefault(False)
        self.join.clicked.connect(self.connect_wanted)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (self.device, self.threads, self.memory, self.versions):
            label = PlainLabel(field.accessibleName())
            label.setProperty("role", "quiet")
            label.setBuddy(field)
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(heading(tr("This machine")))
        column.addLayout(form)
        column.addWidget(heading(tr("Workers")))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.setSizeGripEnabled(True)

    def set_state(self, state: Workers) -> None:
        """Shows how it stands with the workers."""
        self.told.setText(standing(state))
        self.table.setVisible(state.state == "up")

    def set_facts(self, facts: EngineFacts) -> None:
        """Shows what was seen."""
        memory = all_memory(facts.memory, facts.on_device)
        for field, text in ((self.device, facts.device), (self.threads, str(facts.threads)),
                            (self.memory, memory), (self.versions, facts.versions)):  # fmt: skip
            if field.text() != text:  # what is selected stays so
                field.setText(text)
                field.setCursorPosition(0)
                field.setToolTip(plain_tip(text))
        self.table.show_workers(facts.workers)

    def sizeHint(self) -> QSize:
        return QSize(660, 440)


def _field(name: str) -> QLineEdit:
    """A value that can be selected and copied."""
    field = QLineEdit("…")
    field.setReadOnly(True)
    field.setProperty("role", "value")
    field.setAccessibleName(name)
    return field


class _Table(QTableWidget):
    """A row a worker; rows stay where they are, so that one can be read while it changes."""

    def __init__(self) -> None:
        super().__init__(0, 5)
        self.setAccessibleName(tr("workers"))
        self.setHorizontalHeaderLabels([tr("Worker"), tr("Device"), tr("Memory"), tr("Does now"), tr("Units done")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_workers(self, workers: tuple[WorkerFacts, ...]) -> None:
        """Shows these."""
        self.setRowCount(len(workers))
        for row, worker in enumerate(workers):
            doing = DOING.get(worker.doing, short(worker.doing)) if worker.doing else tr("nothing")
            device = short(worker.device) if worker.device else tr("getting ready")
            cells = (short(worker.name), device, all_memory(worker.memory, worker.on_device), doing, f"{worker.done:,}")
            for column, text in enumerate(cells):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(row, column, item)
                item.setText(text)
                item.setToolTip(plain_tip(text))
