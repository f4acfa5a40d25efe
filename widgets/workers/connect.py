"""The dialog that connects to workers on other machines: where they are, with what, and how to start one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Signal, Slot
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from engine.document.asked.offers import Workers
from engine.language import tr
from widgets.look.theme import heading
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.workers.words import standing

LEAST = 540  # pixels across, for the longest command
#: What a person types where the work is to be done, each with what it is for.
STEPS = (
    (tr("1. Once, where EigenBrush is to work:"), 'pip install "eigenbrush[remote]"'),
    (tr("2. Once, certificates into a new folder:"), "eigenbrush certificates CERTIFICATES"),
    (tr("3. Start as many workers as it has GPUs, or cores:"),
     "eigenbrush worker --listen HOST:8786 --certificates CERTIFICATES"),
)  # fmt: skip
HOW = tr(
    "HOST is that machine's own name or address in your network; without --listen only this machine can reach it, "
    "at tls://127.0.0.1:8786. Copy ca.pem and client.pem from CERTIFICATES to a folder here and keep them as you keep "
    "a password: who has them may run anything on the workers."
)


class ConnectDialog(QDialog):
    """Shows how it stands with workers and says what a person wants; nothing here waits."""

    connect_wanted = Signal(str, str)  # address, folder of certificates
    disconnect_wanted = Signal()
    waits_wanted = Signal(bool)
    folder_wanted = Signal()  # is to be chosen; `set_folder` shows it

    def __init__(self, address: str, folder: str, parent: QWidget | None = None, *, waits: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Connect to workers"))
        self.address, self.folder = QLineEdit(address), QLineEdit(folder)
        self.address.setPlaceholderText("tls://HOST:8786")
        self.folder.setPlaceholderText(tr("with ca.pem and client.pem"))
        self.choose = QPushButton(tr("Choose…"))
        self.choose.setToolTip(plain_tip(tr("The folder that holds ca.pem and client.pem")))
        self.stays, self.waits = QRadioButton(tr("go on here")), QRadioButton(tr("wait for it"))
        self.stays.setToolTip(
            plain_tip(tr("Work goes on at once on this machine, and by the workers once they are back"))
        )
        self.waits.setToolTip(
            plain_tip(tr("Work rests until the workers are back, or until you stop it or choose to go on here"))
        )
        (self.waits if waits else self.stays).setChecked(True)
        self.told = PlainLabel()
        self.told.setWordWrap(True)
        self.told.setAccessibleName(tr("how it stands with the workers"))
        self._buttons = QDialogButtonBox()
        self.leave = self._buttons.addButton(tr("Disconnect"), QDialogButtonBox.ButtonRole.ActionRole)
        self.join = self._buttons.addButton(tr("Connect"), QDialogButtonBox.ButtonRole.ActionRole)
        close = self._buttons.addButton(QDialogButtonBox.StandardButton.Close)
        for button in (self.choose, self.leave, close):
            button.setAutoDefault(False)
        self.join.setDefault(True)
        for field in (self.address, self.folder):
            field.textChanged.connect(self._offer)
        self._state = Workers()
        self._arrange()
        self.setMinimumWidth(LEAST)
        self.choose.clicked.connect(self.folder_wanted)
        self.join.clicked.connect(lambda: self.connect_wanted.emit(self.address.text(), self.folder.text()))
        self.leave.clicked.connect(self.disconnect_wanted)
        self.waits.toggled.connect(self.waits_wanted)
        self._buttons.rejected.connect(self.reject)
        self.set_state(Workers())

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        folder = QHBoxLayout()
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.choose)
        lost = QHBoxLayout()
        lost.addWidget(self.stays)
        lost.addWidget(self.waits)
        lost.addStretch(1)
        form.addRow(_label(tr("Address"), self.address), self.address)
        form.addRow(_label(tr("Certificates"), self.folder), folder)
        form.addRow(PlainLabel(tr("If the connection is lost")), lost)
        for choice in (self.stays, self.waits):
            choice.setAccessibleDescription(tr("if the connection is lost"))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(_help())
        column.addStretch(1)
        column.addWidget(self._buttons)

    def set_state(self, state: Workers, trouble: str = "") -> None:
        """Shows how it stands, or what is wrong with what was typed; announces nothing."""
        self._state = state
        self.told.setText(trouble or standing(state))
        self.told.setProperty("role", "problem" if trouble or state.state in ("down", "refused") else "")
        self.told.style().polish(self.told)
        self._keep_whole()
        self._offer()

    def set_folder(self, folder: str) -> None:
        """Shows the folder that was chosen."""
        self.folder.setText(folder)

    def set_waits(self, *, waits: bool) -> None:
        """Shows the choice; announces nothing."""
        with QSignalBlocker(self.waits):
            (self.waits if waits else self.stays).setChecked(True)

    @Slot()
    def _offer(self) -> None:
        """Nothing is offered that would do nothing."""
        self.leave.setEnabled(bool(self._state.address))
        address = self.address.text().strip()
        there = self._state.state in ("connecting", "up") and self._state.address in (address, f"tls://{address}")
        self.join.setEnabled(not there)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """No line of a sentence that breaks is cut, however narrow this is."""
        layout = self.layout()
        assert layout is not None, "it was arranged"
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def sizeHint(self) -> QSize:
        return QSize(620, super().sizeHint().height())


def _label(text: str, field: QLineEdit) -> PlainLabel:
    label = PlainLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label


def _help() -> QWidget:
    """How a worker is started, with commands that can be copied."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(heading(tr("How to start workers on another machine")))
    for text, command in STEPS:
        field = QLineEdit(command)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        field.setProperty("role", "value")
        field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        field.setToolTip(plain_tip(command))
        column.addWidget(_label(text, field))
        column.addWidget(field)
    last = PlainLabel(HOW)
    last.setWordWrap(True)
    last.setProperty("role", "quiet")
    column.addWidget(last)
    return box
