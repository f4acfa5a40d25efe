"""Listens for OSC on a UDP port, on a thread of its own. No Qt."""

from __future__ import annotations

import errno
import selectors
import socket
import threading

from app.live.mailbox import Mailbox
from app.live.packets import LARGEST, Malformed, read
from engine.document.disk.wording import CLAUSE, short
from engine.language import tr

THIS_COMPUTER, NETWORK = "127.0.0.1", "0.0.0.0"
_BUFFER = 4_000_000  # bytes the system is asked to keep while this thread is held up
_BATCH = 500  # packets that are taken off the system before any is read

#: A packet that is not OSC, said once each time listening begins.
ODD = tr("Something that is no OSC came in, and was passed over; the rest is listened to.")


class OscListener:
    """Puts what it hears into a mailbox, from `start` to `stop`."""

    def __init__(self, mailbox: Mailbox, port: int, *, network: bool = False) -> None:
        """Takes the port: of this computer alone, or of all its networks.

        Raises:
            ValueError: it cannot be had; one plain sentence.
        """
        self._mailbox = mailbox
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
            self._socket.settimeout(0)
            self._socket.bind((NETWORK if network else THIS_COMPUTER, port))
        except OSError as error:
            self._socket.close()
            raise ValueError(_why_not(port, error)) from error
        self.port: int = self._socket.getsockname()[1]
        self._near, self._far = socket.socketpair()  # a word to the one wakes the thread, which waits at the other
        self._thread = threading.Thread(target=self._run, name="osc", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let go of the port; nothing is put into the mailbox any more."""
        self._near.send(b"\0")
        self._thread.join()
        for each in (self._socket, self._near, self._far):
            each.close()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.register(self._far, selectors.EVENT_READ)
            while True:
                if any(key.fileobj is self._far for key, _ in selector.select()):
                    return
                for packet in self._packets():
                    self._take(packet)

    def _packets(self) -> list[bytes]:
        """Those that wait, in order. Of several to one address the last one is enough, unless one is learned from.

        The system throws away what comes when its buffer is full, and that would be the last value: so it is emptied
        first, and read then.
        """
        found: dict[object, bytes] = {}
        for place in range(_BATCH):
            try:
                packet = self._socket.recv(LARGEST)
            except BlockingIOError:
                break
            except OSError as error:  # such as a network that went away
                why = short(error.strerror or error, CLAUSE).lower()
                self._mailbox.tell(tr("What was sent by OSC did not all arrive ({why}); send it again.", why=why))
                break
            plain = packet.startswith(b"/") and not self._mailbox.learning
            key = packet.partition(b"\0")[0] if plain else place
            found.pop(key, None)
            found[key] = packet
        return list(found.values())

    def _take(self, packet: bytes) -> None:
        try:
            for turned in read(packet):
                self._mailbox.put(*turned)
        except Malformed:
            self._mailbox.tell(ODD)


def _why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return tr(
            "Port {port} is taken by another program, so OSC is not listened to. Choose another port in Edit > "
            "Controllers.",
            port=port,
        )
    return tr(
        "Port {port} cannot be listened at ({why}). Choose another port in Edit > Controllers.",
        port=port,
        why=short(error.strerror or error, CLAUSE).lower(),
    )
