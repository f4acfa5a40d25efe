"""Where the engine computes: as the settings say, then as a person chooses; the open generator moves along."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.workbench import Workbench
from engine.document.asked.offers import EngineReady
from engine.document.asked.requests import Cancelled, ChooseDevice, Failed
from engine.language import tr

NAMES = {"cpu": "CPU", "cuda": "CUDA", "mps": tr("Apple GPU")}


class Devices(QObject):
    """`engine` is what the engine said last about its devices. `reopen` opens a source with a document."""

    def __init__(self, bench: Workbench, reopen: Callable[..., None]) -> None:
        super().__init__(bench)
        self._bench = bench
        self._reopen = reopen
        self.engine = EngineReady("", ())
        bench.engine_started.connect(self.ready)
        self._when_ready: Callable[[], None] | None = None

    def begin(self, then: Callable[[], None]) -> None:
        """Start the engine, on the device that the settings name if it is there, and go on with `then`."""
        self._bench.bridge.start()
        if self._bench.settings.device:
            self._when_ready = then
        else:
            then()

    def ready(self, ready: EngineReady) -> None:
        """The engine has started."""
        self._now(ready)
        wanted, then = self._bench.settings.device, self._when_ready
        self._when_ready = None
        if then is not None and wanted in ready.devices and wanted != ready.chosen:
            self._move(wanted, then)
        elif then is not None:
            then()

    def choose(self, device: str) -> None:
        """Compute there from now on. The open generator comes along; where that fails, all goes back."""
        before, workspace = self.engine.chosen, self._bench.workspace
        if device == before:
            return

        def reopen() -> None:
            if workspace is not None:
                source, document = workspace.info.ref.source, workspace.document
                self._reopen(source, document, failed=back, cancelled=back)

        def back(answer: Failed | Cancelled) -> None:
            if isinstance(answer, Failed):
                self._bench.problem(answer)
            if self.engine.chosen != before:
                self._move(before, reopen)

        # Their generator is about to be closed; what they do begins anew.
        for kind in ("discover", "strip", "strips", "others", "faces", "name", "boundary", "suggest"):
            self._bench.jobs.cancel_kind(kind)
        self._move(device, reopen)

    def _move(self, device: str, then: Callable[[], None]) -> None:
        """Move the engine to a device, or say why not; then go on, wherever it is."""

        def ended(answer: EngineReady | Failed | Cancelled) -> None:
            if isinstance(answer, Failed):
                self._bench.problem(answer)
            self._now(answer if isinstance(answer, EngineReady) else self.engine)
            self._bench.settings.device = self.engine.chosen
            then()

        title = tr("Moving to {get}", get=NAMES.get(device, device))
        self._bench.ask(ChooseDevice(device), ended, title, kind="device", failed=ended, cancelled=ended)

    def _now(self, engine: EngineReady) -> None:
        self.engine = engine
        self._bench.engine_ready.emit(engine.device)
