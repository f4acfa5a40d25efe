"""Workers in the window: the dialog that connects, the one that tells what runs where, the mark along the bottom."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from app.window.surface import Surface
from engine.document.asked.workers import EngineFacts
from engine.language import tr
from widgets.parts.plain import menu_text, plain_tip
from widgets.workers.connect import ConnectDialog
from widgets.workers.engine import EngineDialog
from widgets.workers.words import mark, standing

LOOK = 1000  # milliseconds between two looks at what runs where, while that is shown


class WorkersDesk(QObject):
    """Shows what the service knows, and tells it what a person wants."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._service = window, window.controller.workers
        self._connect: ConnectDialog | None = None
        self._engine: EngineDialog | None = None
        self._looking = QTimer(self, interval=LOOK)
        self._looking.timeout.connect(self._look)
        self._service.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show how it stands, wherever that is shown."""
        state, button = self._service.state, self._window.workers
        button.setText(menu_text(mark(state)))
        button.setToolTip(plain_tip(standing(state)))
        button.setAccessibleName(mark(state))
        button.setVisible(bool(mark(state)))
        if self._connect is not None:
            self._connect.set_state(state, self._service.trouble)
        if self._engine is not None:
            self._engine.set_state(state)

    def show_workers(self) -> None:
        """The dialog that connects, beside which one goes on working."""
        if self._connect is None:
            settings = self._window.controller.settings
            address = self._service.state.address or settings.workers_address
            self._connect = dialog = ConnectDialog(
                address, settings.workers_certificates, self._window, waits=settings.workers_wait
            )
            dialog.connect_wanted.connect(self._service.connect_to)
            dialog.disconnect_wanted.connect(self._service.disconnect_all)
            dialog.waits_wanted.connect(lambda waits: self._service.set_waits(waits=waits))
            dialog.folder_wanted.connect(self._choose_folder)
            dialog.finished.connect(self._connect_closed)
        self.refresh()
        self._connect.show()
        self._connect.raise_()

    def show_engine(self) -> None:
        """What runs where, seen anew every second until it is closed."""
        if self._engine is None:
            self._engine = dialog = EngineDialog(self._window)
            dialog.connect_wanted.connect(self.show_workers)
            dialog.finished.connect(self._engine_closed)
        self.refresh()
        self._look()
        self._looking.start()
        self._engine.show()
        self._engine.raise_()

    @Slot()
    def _look(self) -> None:
        self._service.look(self._seen)

    def _seen(self, facts: EngineFacts) -> None:
        if self._engine is not None:
            self._engine.set_facts(facts)

    @Slot()
    def _choose_folder(self) -> None:
        dialog = self._connect
        assert dialog is not None, "it has asked"
        start = dialog.folder.text() or self._window.controller.settings.starting_folder()
        if folder := QFileDialog.getExistingDirectory(dialog, tr("The folder with ca.pem and client.pem"), start):
            dialog.set_folder(folder)

    @Slot()
    def _connect_closed(self) -> None:
        if self._connect is not None:
            self._connect.deleteLater()
            self._connect = None

    @Slot()
    def _engine_closed(self) -> None:
        self._looking.stop()
        if self._engine is not None:
            self._engine.deleteLater()
            self._engine = None
