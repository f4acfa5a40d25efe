"""What runs in a worker's process: units of work, on generators that are sent there once, by their hash."""

from __future__ import annotations

import hashlib
import signal
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.document.disk.wording import said
from engine.language import tr
from engine.remote import facts, parcel

if TYPE_CHECKING:
    from distributed import Worker

    from engine.generator import Generator
    from engine.job import Job, Progress
    from engine.units import Part

#: Generators kept open, as many as the program itself keeps.
KEPT = 3
#: Modules in which kinds of units are entered, besides the methods.
KINDS_IN = ("engine.directions.naming", "engine.film.units", "engine.inversion.album", "engine.jacobian.units",
            "engine.learning.units", "engine.comparison.units")  # fmt: skip


class Stopped(Exception):
    """Nobody waits for this unit any more."""


@dataclass
class _Coming:
    """A generator on its way, of `size` bytes with this hash; two threads see its pieces, which are never changed."""

    digest: str
    size: int
    pieces: list[bytes] = field(default_factory=list)

    @property
    def so_far(self) -> int:
        return sum(map(len, self.pieces))


class _Shelf:
    """The generators of this process by the SHA-256 of their files, the last used last, and what has come of others."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Generator] = OrderedDict()
        self._coming: dict[str, _Coming] = {}
        self._lock = threading.Lock()

    def take(self, sha256: str, digest: str, size: int, start: int, piece: bytes) -> None:
        """Put a piece of what is sent where it belongs; several units may have asked for it at once."""
        with self._lock:
            if sha256 in self._open:
                return
            known = self._coming.get(sha256)
            if known is None or (known.digest, known.size) != (digest, size):
                known = self._coming[sha256] = _Coming(digest, size)
            if start == known.so_far:
                known.pieces.append(piece)

    def get(self, sha256: str) -> Generator | None:
        """The generator; None if it has not come yet. Raises ValueError if what came is another, or cannot be read."""
        if sha256 in self._open:
            self._open.move_to_end(sha256)
            return self._open[sha256]
        with self._lock:
            known = self._coming.get(sha256)
            if known is None or known.so_far < known.size:
                return None
            del self._coming[sha256]
        content = b"".join(known.pieces)
        if hashlib.sha256(content).hexdigest() != known.digest:
            return None  # it is asked for once more
        generator = _read(sha256, content)
        with self._lock:
            self._open[sha256] = generator
            while len(self._open) > KEPT:
                self._open.popitem(last=False)
        return generator


SHELF = _Shelf()


def _read(sha256: str, content: bytes) -> Generator:
    """The network in these bytes, by the same safe readers as any file."""
    import torch

    from engine.generators import load

    best = facts.own_device()
    if best.type == "cpu":
        torch.set_num_threads(1)  # a worker a core
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generator.safetensors"
        path.write_bytes(content)
        generator = load(path, str(best))
    if generator.sha256 != sha256:
        raise ValueError(tr("The generator that came is not the one that was asked for; nothing was computed with it."))
    return generator


def versions() -> str:
    """Which versions work here."""
    return parcel.versions()


def take(sha256: str, digest: str, size: int, start: int, piece: bytes) -> None:
    """Take in a piece of a generator's parcel, which is of `size` bytes and whose own hash is `digest`."""
    SHELF.take(sha256, digest, size, start, piece)


def do(content: bytes) -> bytes:
    """Do a unit -> its part; or a parcel that says what stands in the way: `lacking` (the generator; the worker's
    address), `other` (versions), `failed` (a sentence)."""
    unit, asked_by = parcel.unit_of(content)
    if asked_by != parcel.versions():
        return parcel.packed({"is": "other", "said": parcel.versions()}, {})
    _enter()
    from engine.units import KINDS

    try:
        if (generator := SHELF.get(unit.generator)) is None:
            return parcel.packed({"is": "lacking", "said": _address()}, {})
        with facts.under_way(unit.kind):
            return parcel.of_part(_driven(KINDS[unit.kind](generator, unit)))
    except (ValueError, OSError) as error:
        return parcel.packed({"is": "failed", "said": said(error)}, {})


@cache
def _enter() -> None:
    """Have every kind of unit in the table."""
    from importlib import import_module

    for module in KINDS_IN:
        import_module(module)
    from engine.methods import load_methods

    load_methods()
    facts.DESK.ready = True


class _Reached:
    """How far the units have come that are under way here, by their keys, and what they show that nobody has seen."""

    def __init__(self) -> None:
        self._fractions: dict[str, float] = {}
        self._shown: dict[str, Part] = {}

    def note(self, key: str, step: Progress) -> None:
        """A unit has come so far."""
        self._fractions[key] = step.fraction
        if isinstance(step.partial, Mapping):
            self._shown[key] = step.partial

    def end(self, key: str) -> None:
        """It is done, or given up."""
        self._fractions.pop(key, None)
        self._shown.pop(key, None)

    def of(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of them that are here, each a parcel."""
        return {
            key: parcel.packed({"fraction": self._fractions[key]}, self._shown.pop(key, {}))
            for key in keys
            if key in self._fractions
        }


REACHED = _Reached()


def so_far(keys: Iterable[str]) -> dict[str, bytes]:
    """How far these units have come, as far as they are done by this worker."""
    return REACHED.of(keys)


def _driven(job: Job[Part]) -> Part:
    """The end of a job, unless nobody waits for it any more, which is asked at every step."""
    from distributed import get_worker
    from distributed.utils import thread_state  # type: ignore[attr-defined]

    tasks, key = get_worker().state.tasks, thread_state.key
    try:
        while True:
            try:
                step = next(job)
            except StopIteration as end:
                return end.value
            REACHED.note(key, step)
            # Taken back by the scheduler: it was cancelled, or its client is gone. Dask itself lets it run to its end.
            if (task := tasks.get(key)) is None or task.state == "cancelled":
                raise Stopped
    finally:
        REACHED.end(key)
        job.close()


def _address() -> str:
    from distributed import get_worker

    return get_worker().address


def dask_setup(worker: Worker) -> None:
    """What Dask calls in a new worker: it listens for nothing but TLS, and gets ready for its first unit beside."""
    worker.http_server.stop()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the host's, who ends the workers
    # Not a daemon: a process that ends meanwhile waits for it, as half of an import cannot be taken back.
    threading.Thread(target=_enter, name="getting ready", daemon=False).start()
