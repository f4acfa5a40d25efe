"""The service: chooses the workers that the engine uses, and knows how it stands with them."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from app.workbench import Workbench
from engine.document.asked.offers import Workers
from engine.document.asked.requests import Cancelled, Failed
from engine.document.asked.workers import EngineFacts, LookAtEngine, UseWorkers
from engine.language import tr

SCHEME = "tls://"
#: As `engine.remote.elsewhere`, which imports torch.
CERTIFICATES = "EIGENBRUSH_CERTIFICATES"


class WorkersService(QObject):
    """`state` is what the engine said last; `trouble` is why it was not asked for others, in a sentence."""

    changed = Signal()  # what these say

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.state, self.trouble = bench.workers_now, ""
        # The address and the folder that the engine was told last, by the environment where it knows some already.
        self._asked = (self.state.address, os.environ.get(CERTIFICATES, "") if self.state.address else "")
        self._looking = False
        bench.workers_told.connect(self._heard)

    def connect_to(self, address: str, certificates: str) -> None:
        """Have work done by the workers there; what comes of it is told."""
        address, certificates = address.strip(), certificates.strip()
        if address and "://" not in address:
            address = SCHEME + address
        settings = self._bench.settings
        settings.workers_address, settings.workers_certificates = address, certificates
        self.trouble = _why_not(address, certificates)
        if self.trouble:
            self.changed.emit()
        else:
            self._tell(address, certificates)
            self._heard(Workers(address, "connecting"))

    def disconnect_all(self) -> None:
        """Have all work done here."""
        self.trouble = ""
        self._tell("", "")

    def set_waits(self, *, waits: bool) -> None:
        """What becomes of work while the connection is lost; at once, also of that under way."""
        self._bench.settings.workers_wait = waits
        if self._asked[0] and self.state.state != "refused":
            self._tell(*self._asked)

    def look(self, seen: Callable[[EngineFacts], None]) -> None:
        """Ask what runs where, unless that is asked already."""
        if self._looking:
            return
        self._looking = True

        def came(facts: EngineFacts) -> None:
            self._looking = False
            seen(facts)

        def ended(_: Failed | Cancelled) -> None:
            self._looking = False

        self._bench.ask(LookAtEngine(), came, kind="engine", failed=ended, cancelled=ended)

    def _tell(self, address: str, certificates: str) -> None:
        self._asked = (address, certificates)
        work = UseWorkers(address, certificates, self._bench.settings.workers_wait)
        self._bench.ask(work, lambda _: None, kind="workers")

    @Slot(object)
    def _heard(self, state: Workers) -> None:
        self.state = state
        self.changed.emit()


def _why_not(address: str, certificates: str) -> str:
    """Why these cannot be asked, in one sentence; empty if they can be."""
    from engine.remote.needed import check_packages

    if not address:
        return tr("Say where the workers are, such as tls://127.0.0.1:8786; whoever started them saw that address.")
    if not certificates:
        return tr("Workers are reached with certificates alone: choose the folder that holds ca.pem and client.pem.")
    try:
        check_packages()
    except ValueError as error:
        return str(error)
    return ""
