"""What a controller's knob is called: a text that settings keep, and the words for it.

`osc:ADDRESS` is the first number that comes to an OSC address, `osc:ADDRESS#2` its second; `midi:CHANNEL/NUMBER` a
MIDI control, `midi:CHANNEL/bend` a pitch wheel, channels counted from 1. A MIDI control is known by its channel and
number, not by its device: a device in another socket, or another one in its place, works on. No Qt.
"""

from __future__ import annotations

import re

from engine.document.disk.wording import short
from engine.language import tr

LONGEST = 200  # letters of an OSC address
NUMBERS = 16  # of one OSC message that can be joined; an XY pad has two
_BEND = "bend"
_MIDI = re.compile(r"midi:([1-9]|1[0-6])/(\d{1,2}|1[01]\d|12[0-7]|bend)")
_SECOND = re.compile(r"[2-9]|1[0-6]")


def osc(address: str, place: int = 1) -> str:
    """The number at a place (from 1) of the messages to an address."""
    return f"osc:{address}" if place == 1 else f"osc:{address}#{place}"


def midi(channel: int, number: int | None) -> str:
    """A MIDI control, or the pitch wheel (None), of a channel counted from 1."""
    return f"midi:{channel}/{_BEND if number is None else number}"


def known(control: str) -> bool:
    """Whether this text names a control; those of settings may be anything."""
    if control.startswith("osc:"):
        address, mark, place = control.removeprefix("osc:").partition("#")
        return fit(address) and (not mark or _SECOND.fullmatch(place) is not None)
    return _MIDI.fullmatch(control) is not None


def fit(address: str) -> bool:
    """Whether this is an OSC address that can be joined: it begins with a slash and is short and legible."""
    return address.startswith("/") and len(address) <= LONGEST and address.isprintable() and "#" not in address


def words(control: str) -> str:
    """A control as people read it."""
    if control.startswith("osc:"):
        address, _, place = control.removeprefix("osc:").partition("#")
        if place:
            return tr("OSC {address}, number {place}", address=short(address), place=place)
        return tr("OSC {address}", address=short(address))
    channel, _, number = control.removeprefix("midi:").partition("/")
    if number == _BEND:
        return tr("MIDI pitch wheel, channel {channel}", channel=channel)
    return tr("MIDI control {number}, channel {channel}", number=number, channel=channel)


def share_of_control(value: int) -> float:
    """How far a MIDI control (0 to 127) is turned, in [0, 1]; 64, where its middle is marked, is exactly one half."""
    return value / 128 if value < 64 else 0.5 + (value - 64) / 126


def share_of_bend(pitch: int) -> float:
    """The same of a pitch wheel (-8192 to 8191), which rests at 0."""
    return 0.5 + (pitch / 16384 if pitch < 0 else pitch / 16382)
