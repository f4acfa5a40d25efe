"""A backend for mido that has the devices that a test plugs in: `mido.set_backend("tests.app.live.fake_midi")`."""

from __future__ import annotations

from collections.abc import Callable

import mido
from mido.ports import BaseInput

plugged: list[str] = []
taken: set[str] = set()  # by another program
opened: dict[str, Input] = {}


class Input(BaseInput):
    """As mido's own: a message comes by the callback, on whichever thread sends it."""

    def _open(self, callback: Callable[[mido.Message], None] | None = None, **_: object) -> None:
        if self.name in taken:
            raise OSError(f"cannot open {self.name}")
        self.callback = callback
        opened[self.name] = self

    def _close(self) -> None:
        opened.pop(self.name, None)

    def send(self, *sent: mido.Message) -> None:
        for message in sent:
            self.callback(message)


def get_devices(**_: object) -> list[dict[str, object]]:
    return [{"name": name, "is_input": True, "is_output": False} for name in plugged]
