"""Listens to every MIDI device that is there, also to one that is plugged in later. No Qt."""

from __future__ import annotations

import errno
import logging
import os
import sys
import threading
from pathlib import Path
from typing import Protocol

from app.live.controls import midi, share_of_bend, share_of_control
from app.live.mailbox import Mailbox
from engine.document.disk.wording import short
from engine.language import tr

log = logging.getLogger(__name__)
LOOK = 2.0  # seconds between two looks at which devices there are: MIDI tells of none that is pulled out
#: What Linux has MIDI by. Without it ALSA would write lines of its own on standard error before it gave up.
SEQUENCER = Path("/dev/snd/seq")
WITHOUT = tr(
    'MIDI needs the packages mido and python-rtmidi: run pip install "eigenbrush[live]", then start EigenBrush again.'
)


class Message(Protocol):
    """What mido gives of one message; `control_change` has the first three, `pitchwheel` the pitch."""

    type: str
    channel: int  # from 0
    control: int
    value: int
    pitch: int


class Port(Protocol):
    """An open input of mido's, which calls back from a thread of its own."""

    def close(self) -> None: ...


class MidiListener:
    """Puts what it hears into a mailbox, from `start` on. All that may take its time is done on its own thread: the
    import of the system's library, the look at what is there, opening and closing. `after` is the one before it, whose
    devices must be free first."""

    def __init__(self, mailbox: Mailbox, after: MidiListener | None = None) -> None:
        self._mailbox, self._after = mailbox, after
        self.ports: tuple[str, ...] = ()  # the devices that are listened to
        self.problem = ""  # why none can be, in a sentence
        self._open: dict[str, Port] = {}
        self._refused: set[str] = set()
        self._look, self._over = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="midi", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let go of all devices, as soon as it can be; `wait` for it where it matters."""
        self._over = True
        self._look.set()

    def wait(self) -> None:
        """Wait until all devices are free."""
        self._thread.join()

    def look(self) -> None:
        """See at once which devices are there."""
        self._look.set()

    def _run(self) -> None:
        if self._after is not None:
            self._after.wait()
            self._after = None
        while not self._over and not self.problem:
            try:
                self._see()
            except ImportError:
                self._give_up(WITHOUT)
            except OSError as error:  # rtmidi's own errors are such
                log.warning("MIDI: %s", error)
                self._give_up(tr("MIDI is not there on this computer. OSC is listened to all the same."))
            else:
                self._look.wait(LOOK)
                self._look.clear()
        for port in self._open.values():
            port.close()

    def _give_up(self, sentence: str) -> None:
        self.problem = sentence
        self._mailbox.stir()

    def _see(self) -> None:
        """Open what has come, and let go of what went.

        Raises:
            ImportError: a package is not installed.
            OSError: there is no MIDI here.
        """
        import mido

        if sys.platform == "linux" and mido.backend.name == "mido.backends.rtmidi" and not SEQUENCER.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(SEQUENCER))
        there = list(dict.fromkeys(mido.get_input_names()))
        for name in [name for name in self._open if name not in there]:
            self._open.pop(name).close()
            self._mailbox.tell(_gone(name))
        self._refused &= set(there)
        for name in there:
            if name not in self._open and not self._over:
                self._open_one(name)
        if (ports := tuple(self._open)) != self.ports:
            self.ports = ports
            self._mailbox.stir()

    def _open_one(self, name: str) -> None:
        import mido

        try:
            self._open[name] = mido.open_input(name, callback=self._came)
        except OSError as error:
            log.warning("the MIDI device %s: %s", short(name), error)
            if name not in self._refused:
                self._refused.add(name)
                self._mailbox.tell(_refused(name))
            return
        self._refused.discard(name)
        for sentence in (_refused(name), _gone(name)):
            self._mailbox.take_back(sentence)

    def _came(self, message: Message) -> None:
        """On a thread of the system's."""
        if message.type == "control_change":
            self._mailbox.put((midi(message.channel + 1, message.control), share_of_control(message.value)))
        elif message.type == "pitchwheel":
            self._mailbox.put((midi(message.channel + 1, None), share_of_bend(message.pitch)))


def _gone(name: str) -> str:
    return tr(
        "The MIDI device {name} is gone. What it is joined with stays: plug it in again, and it goes on.",
        name=short(name),
    )


def _refused(name: str) -> str:
    return tr(
        "The MIDI device {name} cannot be opened: close the other program that may be using it, and it is listened to.",
        name=short(name),
    )
