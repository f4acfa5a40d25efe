"""The service: listens while a person wants it to, learns by moving, and moves sliders on the screen's thread."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.live.controls import words
from app.live.joins import Joins, name, there
from app.live.mailbox import Mailbox
from app.live.midi import MidiListener
from app.live.osc import OscListener
from app.workbench import Workbench
from engine.language import tr
from widgets.live.state import JoinRow, LiveState
from widgets.parts.gesture import next_gesture

MISSING = tr('Controllers need further packages: run pip install "eigenbrush[live]", then start EigenBrush again.')


class Live(QObject):
    """The threads that listen fill a mailbox and ring a signal without payload, as the engine's does. It is emptied
    once a turn of the screen's loop, however much has come, so that the window is never held up."""

    changed = Signal()  # what `state` tells
    joined = Signal()  # a join is another, which is to be kept
    _bell = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.joins = Joins(bench.settings, next_gesture)
        self._mailbox = Mailbox(self._bell.emit)
        self._osc: OscListener | None = None
        self._midi: MidiListener | None = None
        self._ending: MidiListener | None = None  # lets go of its devices at its own pace
        self._target = ""  # the slider that a control is waited for
        self._said = ""  # what came of the last one
        self._problem = ""  # why OSC is not listened to
        # A timer of no length and not the slot itself: events that are posted while events are sent are sent at once,
        # so that a flood would leave the window no turn.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._drain)
        self._bell.connect(self._turn.start, Qt.ConnectionType.QueuedConnection)
        bench.generator_opened.connect(self._another)
        self._want()

    # ---- listening ----

    @property
    def on(self) -> bool:
        """Whether anything is listened to."""
        return self._osc is not None or self._midi is not None

    @property
    def port(self) -> int:
        """Where OSC is listened to; 0: nowhere."""
        return self._osc.port if self._osc is not None else 0

    def switch(self, *, on: bool) -> None:
        """Begin or end to listen."""
        self.stop()
        if on:
            self._start()
        self.changed.emit()

    def set_port(self, port: int, *, network: bool) -> None:
        """Another port, or other computers too or no more; at once where it listens."""
        self._bench.settings.live_port, self._bench.settings.live_network = port, network
        if self.on:
            self._stop_osc()
            self._listen_to_osc()
        self.changed.emit()

    def stop(self) -> None:
        """Listen to nothing any more."""
        self._stop_osc()
        if self._midi is not None:
            self._midi.stop()
            self._midi, self._ending = None, self._midi
        self._turn.stop()
        self._mailbox = Mailbox(self._bell.emit)  # what is left in the old one was meant for what is over
        self._want()
        self._give_up()
        self._settle_problem("")

    def close(self) -> None:
        """The same, and wait until every thread has ended."""
        self.stop()
        if self._ending is not None:
            self._ending.wait()

    def _stop_osc(self) -> None:
        if self._osc is not None:
            self._osc.stop()
            self._osc = None

    def _start(self) -> None:
        if find_spec("pythonosc") is None and find_spec("mido") is None:
            self._settle_problem(MISSING)
            return
        self._midi = MidiListener(self._mailbox, self._ending)
        self._midi.start()
        self._listen_to_osc()

    def _listen_to_osc(self) -> None:
        self._settle_problem(self._start_osc())
        if self._osc is not None and self._bench.settings.live_network:
            self._bench.say(_on_the_network(self._osc.port))

    def _start_osc(self) -> str:
        """Why OSC cannot be listened to, in a sentence; empty if it is."""
        if find_spec("pythonosc") is None:
            return tr(
                'OSC needs the package python-osc: run pip install "eigenbrush[live]", then start EigenBrush again.'
            )
        settings = self._bench.settings
        try:
            self._osc = OscListener(self._mailbox, settings.live_port, network=settings.live_network)
        except ValueError as refused:
            return str(refused)
        self._osc.start()
        return ""

    def _settle_problem(self, sentence: str) -> None:
        if self._problem and self._problem != sentence:
            self._bench.outdated.emit(self._problem)
        self._problem = sentence
        if sentence:
            self._bench.noticed.emit(sentence, "problem", "")

    # ---- learning ----

    def learn(self, key: str) -> None:
        """The control that moves next moves this slider from then on; it is listened to if it was not yet."""
        if self._bench.workspace is None:
            return
        if not self.on:
            self.switch(on=True)
        if self.on:
            self._target, self._said = key, ""
            self._mailbox.learn(on=True)
        self.changed.emit()

    def give_up(self) -> None:
        """Wait for no control any more."""
        self._give_up()
        self.changed.emit()

    def _give_up(self) -> None:
        self._target = ""
        self._mailbox.learn(on=False)

    def remove(self, key: str) -> None:
        """Let no control move the slider."""
        if (workspace := self._bench.workspace) is not None:
            self.joins.remove(workspace, key)
            self._said = ""
            self._want()
            self.joined.emit()
            self.changed.emit()

    def _learned(self, control: str) -> None:
        workspace, key = self._bench.workspace, self._target
        self._target = ""
        if workspace is None or not key:
            return
        others = [name(workspace, k) for k, c in self.joins.of(workspace).items() if c == control and k != key]
        self.joins.join(workspace, key, control)
        self.joins.end_gesture()
        moves = {"control": words(control), "name": name(workspace, key)}
        self._said = tr("{control} moves {name} now.", **moves)
        if others:
            self._said = tr("{control} moves {name} now, and {others} as before.", **moves, others=", ".join(others))
        self._want()
        self.joined.emit()

    def _want(self) -> None:
        workspace = self._bench.workspace
        joined = {} if workspace is None else self.joins.of(workspace)
        self._mailbox.want(frozenset(joined.values()))

    @Slot()
    def _another(self) -> None:
        """Another generator is in front, which has joins of its own."""
        self._said = ""
        self._give_up()
        self.joins.end_gesture()
        self._want()
        self.changed.emit()

    # ---- what comes in ----

    @Slot()
    def _drain(self) -> None:
        taken, workspace = self._mailbox.take(), self._bench.workspace
        for sentence in taken.told:
            self._bench.noticed.emit(sentence, "problem", "")
        for sentence in taken.outdated:
            self._bench.outdated.emit(sentence)
        if taken.learned:
            self._learned(taken.learned)
        if workspace is not None and taken.values:
            for sentence in self.joins.move(workspace, taken.values):
                self._bench.say(sentence)
        if taken.told or taken.outdated or taken.learned or not taken.values:
            self.changed.emit()

    # ---- what is shown of it ----

    def state(self) -> LiveState:
        """All of it, for the dialog."""
        settings, workspace = self._bench.settings, self._bench.workspace
        rows = (
            ()
            if workspace is None
            else tuple(
                JoinRow(key, name(workspace, key), words(control), there(workspace, key))
                for key, control in self.joins.of(workspace).items()
            )
        )
        waits = name(workspace, self._target) if workspace is not None and self._target else ""
        return LiveState(self.on, self._told(), settings.live_port, settings.live_network, rows, waits, self._said)

    def _told(self) -> tuple[str, ...]:
        """What is listened to, a line each; or why not."""
        if not self.on:
            return (self._problem,) if self._problem else ()
        network, midi = self._bench.settings.live_network, self._midi
        osc = self._problem or (_on_the_network(self.port) if network else _here(self.port))
        if midi is None or midi.problem:
            return (osc, midi.problem) if midi is not None else (osc,)
        if midi.ports:
            return osc, tr("MIDI: {devices}.", devices=", ".join(midi.ports))
        return osc, tr("MIDI: no device is there; one that is plugged in is listened to at once.")


def _here(port: int) -> str:
    return tr("OSC: port {port} of this computer (127.0.0.1). Nothing comes in from the network.", port=port)


def _on_the_network(port: int) -> str:
    return tr(
        "OSC: port {port}, from the whole network: whoever is on it can move the sliders that are joined, and "
        "nothing else.",
        port=port,
    )
