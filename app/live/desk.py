"""Controllers in the window: the entry that begins to listen, the dialog of what is joined."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.live.joins import TRUNCATED
from app.model.settings import PORTS
from app.window.surface import Surface
from widgets.live.dialog import ControllerDialog


class Controllers(QObject):
    """Shows what the service knows, and tells it what a person wants."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._live = window, window.controller.live
        self._dialog: ControllerDialog | None = None
        self._live.changed.connect(self._refresh)
        window.controller.changed.connect(self._refresh)  # a slider may have another name, or be there again

    def listen(self, *, on: bool) -> None:
        """Begin or end to listen; what that came to is shown where it begins."""
        self._live.switch(on=on)
        if on:
            self.show()

    def learn(self, key: str) -> None:
        """Wait for a control that is to move this slider."""
        self._live.learn(key)
        self.show()

    def learn_truncation(self) -> None:
        """The same for truncation."""
        self.learn(TRUNCATED)

    def show(self) -> None:
        """The dialog, beside which one goes on working."""
        if self._dialog is None:
            self._dialog = dialog = ControllerDialog(PORTS, self._window)
            dialog.listen_wanted.connect(self._listen)
            dialog.port_wanted.connect(self._port)
            dialog.removed.connect(self._live.remove)
            dialog.given_up.connect(self._live.give_up)
            dialog.finished.connect(self._closed)
        self._refresh()
        self._dialog.show()
        self._dialog.raise_()

    @Slot(bool)
    def _listen(self, on: bool) -> None:  # noqa: FBT001  a slot of toggled(bool)
        self._live.switch(on=on)

    @Slot(int, bool)
    def _port(self, port: int, network: bool) -> None:  # noqa: FBT001  a slot
        self._live.set_port(port, network=network)

    @Slot()
    def _refresh(self) -> None:
        self._window.acts["listen"].setChecked(self._live.on)
        if self._dialog is not None:
            self._dialog.set_state(self._live.state())

    @Slot()
    def _closed(self) -> None:
        self._live.give_up()
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
