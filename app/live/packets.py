"""OSC packets, from anybody on a wire: numbers at addresses come out of them, and nothing else.

python-osc reads the messages. Bundles are taken apart here: it reads one with a negative size for ever, and one within
another to the end of the stack. When a bundle wants to act is passed over; a knob acts when it is turned. No Qt.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

from app.live.controls import NUMBERS, fit, osc
from app.live.mailbox import Turned

LARGEST = 65_536  # bytes of a packet; no datagram has more
_MESSAGE = 4_096  # bytes of a message: no controller sends more, and reading takes the square of the time
_BUNDLE = b"#bundle\0"
_CONTENTS = 16  # where they begin, behind the time
_TYPES = frozenset(",ihfdsbrmtTFN[]")  # what python-osc reads; each of another type it writes into the log


class Malformed(ValueError):
    """This is no OSC."""


def read(packet: bytes) -> Iterator[tuple[Turned, ...]]:
    """What each message of a packet says, in order: its numbers, brought into [0, 1]. What is no finite number is
    passed over.

    Raises:
        Malformed: it is no OSC, from here on.
    """
    for message in _messages(packet):
        if turned := _turned(message):
            yield turned


def _messages(packet: bytes) -> Iterator[bytes]:
    waiting = [memoryview(packet)]
    while waiting:
        part = waiting.pop()
        if bytes(part[:1]) == b"/":
            yield bytes(part)
        elif bytes(part[: len(_BUNDLE)]) == _BUNDLE and len(part) >= _CONTENTS:
            waiting.extend(reversed(list(_elements(part))))
        else:
            raise Malformed


def _elements(bundle: memoryview) -> Iterator[memoryview]:
    place = _CONTENTS
    while place < len(bundle):
        if place + 4 > len(bundle):
            raise Malformed
        (size,) = struct.unpack_from(">i", bundle, place)
        place += 4
        if not 0 < size <= len(bundle) - place:
            raise Malformed
        yield bundle[place : place + size]
        place += size


def _turned(message: bytes) -> tuple[Turned, ...]:
    """The numbers of a message."""
    from pythonosc.osc_message import OscMessage, ParseError
    from pythonosc.parsing import osc_types

    if len(message) > _MESSAGE:
        raise Malformed
    try:
        address, place = osc_types.get_string(message, 0)
        if place >= len(message):
            return ()  # without any value
        types, _ = osc_types.get_string(message, place)
        if not _TYPES.issuperset(types):
            raise Malformed
        values = OscMessage(message).params
    # Text that is no text, or a time beyond all calendars, is let through as Python's own error.
    except (ParseError, osc_types.ParseError, ValueError, OverflowError, struct.error) as error:
        raise Malformed from error
    if not fit(address):
        return ()
    numbers = ((place, value) for place, value in enumerate(values[:NUMBERS], 1) if isinstance(value, int | float))
    return tuple((osc(address, place), min(max(float(v), 0.0), 1.0)) for place, v in numbers if math.isfinite(v))
