"""What plays samples: the device that the system has chosen, by the package miniaudio, which is imported here only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from statistics import median
from typing import Protocol

import numpy as np

from engine.language import tr

#: Gives (count, 2) float32 of which the first is heard in so many seconds. It is called on the device's own thread.
Fill = Callable[[int, float], np.ndarray]
#: Milliseconds that a device should ask for at a time, and how many such parts it may hold, so that a busy processor
#: does not break the sound.
PERIOD, PERIODS = 20, 4
DEVICES = Path("/dev/snd")  # where Linux has what ALSA plays on
LOOKS = 50  # parts in which is found out how long samples wait in it


class Device(Protocol):
    """Plays until it is closed."""

    def close(self) -> None:
        """Play no more, at once."""


def open_device(rate: int, fill: Fill, *, silent: bool = False) -> Device:
    """Play what `fill` gives, `rate` samples a second; `silent`: to nobody, for tests.

    Raises:
        ValueError: there is no device that plays sound, or it refuses; one plain sentence.
    """
    import miniaudio

    backends = [each for each in miniaudio.Backend if each.name in asked_backends()]
    try:
        device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.FLOAT32, 2, rate, PERIOD, callback_periods=PERIODS, app_name="EigenBrush",
            backends=[miniaudio.Backend.NULL] if silent else backends or None,
        )  # fmt: skip
        if device.backend == "Null" and not silent:  # what is taken where there is nothing
            device.close()
            raise ValueError(no_device())
        parts = given(rate, fill)
        next(parts)
        device.start(parts)
    except miniaudio.MiniaudioError as error:
        raise ValueError(no_device()) from error
    return device


def given(rate: int, fill: Fill, now: Callable[[], float] = time.monotonic) -> Generator[bytes, int, None]:
    """What a device is given: is sent how many samples it wants, and yields them.

    No system says truly how long they wait before they are heard. But what a device has played since it began is
    known, and so what waits: some fill their store at once, others ask for one part after the other.
    """
    handed, waits = 0, list[float]()
    count = yield b""
    began = now()
    while True:
        wait = handed / rate - (now() - began)
        if wait < 0:  # its store ran empty, and began anew
            began, wait = began - wait, 0.0
        if len(waits) < LOOKS:
            waits.append(wait)
        else:
            wait = median(waits)  # from here on its clock may go as it likes
        samples = fill(count, wait)
        handed += count
        count = yield np.ascontiguousarray(samples, np.float32).tobytes()


def asked_backends(system: str = sys.platform, devices: Path = DEVICES) -> tuple[str, ...]:
    """By which of miniaudio's backends to play; none named: by any. ALSA writes a page of lines of its own on standard
    error where there is no card, and plays on nothing then that PulseAudio and PipeWire do not reach as well."""
    if system != "linux" or any(devices.glob("pcm*p")):
        return ()
    return ("PULSEAUDIO", "JACK", "NULL")


def no_device() -> str:
    """What is said where nothing plays sound."""
    return tr("The film plays without its sound: no device that plays sound was found.")
