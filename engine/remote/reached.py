"""How far units have come that take long, and what they show: asked of the workers now and then."""

from __future__ import annotations

import time
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

from engine.remote import parcel, serving

if TYPE_CHECKING:
    from dask.typing import Key
    from distributed import Client

    from engine.units import Part

#: Seconds after which a unit is asked how far it has come, and between two times.
SOON = 1.0

#: Number of a unit, how far it has come (0 to 1), and what it shows.
Reached = SimpleQueue[tuple[int, float, "Part"]]


class HowFar:
    """Units under way by Dask's key of each; whoever asked for one hears of it by a queue of his own."""

    def __init__(self, answer: float) -> None:
        """`answer`: seconds within which workers must answer."""
        self._answer, self._not_before = answer, 0.0
        self._away: dict[Key, tuple[Reached, int, float]] = {}

    def begun(self, key: Key, number: int, reached: Reached) -> None:
        """A unit is under way."""
        self._away[key] = reached, number, time.monotonic()

    def ended(self, key: Key) -> None:
        """It is no more."""
        self._away.pop(key, None)

    def due(self) -> list[Key]:
        """Which are to be asked now; none while others are being asked."""
        now = time.monotonic()
        keys = [key for key, (_, _, since) in self._away.items() if now - since > SOON]
        if now < self._not_before or not keys:
            return []
        self._not_before = now + self._answer + SOON  # until it has been answered, or somebody does not answer
        return keys

    async def ask(self, client: Client, keys: list[Key]) -> None:
        """Ask them."""
        with suppress(Exception):  # whatever a worker that dies makes of it: it is asked again
            told = await client.run(serving.so_far, keys, on_error="ignore")
            for key, content in (each for some in told.values() for each in some.items()):
                words, part = parcel.unpacked(content)
                if key in self._away:
                    reached, number, _ = self._away[key]
                    reached.put((number, float(str(words["fraction"])), part))
            self._not_before = time.monotonic() + SOON
