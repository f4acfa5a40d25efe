"""The way to the workers: Dask's client on an event loop in a thread of its own. Every method returns at once."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Literal

from engine.document.wording import CLAUSE, said, short
from engine.language import tr
from engine.remote import certificates, parcel, serving

if TYPE_CHECKING:
    from dask.typing import Key
    from distributed import Client, Future

    from engine.generator import Generator
    from engine.units import Part, Unit

log = logging.getLogger(__name__)
#: Seconds within which a host must answer, between two looks whether it still does, and between two tries.
ANSWER, LOOK, AGAIN = 5.0, 0.25, 5.0
#: Seconds after which a unit is asked how far it has come, and between two times.
SOON = 1.0
#: Bytes of a generator that are sent at once: a worker answers others in between.
PIECE = 1 << 22
#: How often a unit may find that its worker lacks the generator: workers die, and new ones know nothing.
GIVEN = 4

State = Literal["new", "connecting", "up", "down", "refused"]


class Unfit(Exception):
    """These workers will not do."""


class Asked:
    """Units of one generator under way; `answers` holds the number of each with its part, None if it is to be done
    here. `reached` holds of those that take long how far they have come, with what they show."""

    def __init__(self, link: Link, generator: Generator) -> None:
        self.answers: SimpleQueue[tuple[int, Part | None]] = SimpleQueue()
        self.reached: SimpleQueue[tuple[int, float, Part]] = SimpleQueue()
        self.about = parcel.about(generator)
        self.futures: dict[int, Future[bytes]] = {}
        self.since: dict[int, float] = {}
        self.trouble = ""  # what one worker cannot do of this, none can
        self._link = link

    def send(self, number: int, unit: Unit) -> None:
        """Have a unit done."""
        content = parcel.of_unit(unit)
        self._link.call(lambda: self._link.begin_unit(self, number, content))

    def close(self) -> None:
        """Nobody waits any more for what is still under way."""
        self._link.call(lambda: self._link.forget(self))


class Link:
    """A connection to one host, tried again when it is asked for after it was lost; `trouble` says what stands in the
    way. `width` is how many units are done at once."""

    def __init__(self, address: str, folder: str) -> None:
        self.address, self._folder = address, folder
        self.state: State = "new"
        self.trouble = ""
        self.width = 1
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._all: asyncio.Task[None] | None = None
        self._client: Client | None = None
        self._wanted, self._tried = asyncio.Event(), 0.0
        self._parcels: dict[str, asyncio.Task[bytes]] = {}
        self._giving: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._doing: set[asyncio.Task[None]] = set()
        self._under_way: set[Asked] = set()
        self._looked = 0.0

    def begin(self) -> None:
        """Connect, unless that is done, under way, refused for good, or was tried a moment ago."""
        if self.state == "new":
            self.state, self._tried = "connecting", time.monotonic()
            self._thread = threading.Thread(target=self._run, name="workers", daemon=True)
            self._thread.start()
        elif self.state == "down" and time.monotonic() - self._tried > AGAIN:
            self._tried = time.monotonic()
            self.call(self._wanted.set)

    def ask(self, generator: Generator) -> Asked:
        """Begin to ask for units of a generator."""
        return Asked(self, generator)

    def call(self, do: Callable[[], None]) -> None:
        """Have something done on the thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the program ends
                self._loop.call_soon_threadsafe(do)

    def close(self) -> None:
        """Leave the workers; waits until that is done. What is under way of this is done here."""
        self.call(self._end)
        if self._thread is not None:
            self._thread.join(2 * ANSWER)

    # ---- on the thread ----

    def _end(self) -> None:
        if self._all is not None:
            self._all.cancel()

    def _run(self) -> None:
        with suppress(asyncio.CancelledError):
            asyncio.run(self._live())
        self.state = "refused"

    async def _live(self) -> None:
        self._loop, self._all = asyncio.get_running_loop(), asyncio.current_task()
        while True:
            try:
                await self._connected()
            except Unfit as error:
                self._lost(str(error), "refused")
            except Exception as error:  # whatever Dask and TLS raise where a host is not there, or not ours
                log.debug("the workers at %s", self.address, exc_info=True)
                self._lost(_why(self.address, error), "down")
            if self.state == "refused":
                return
            await self._wanted.wait()
            self._wanted.clear()

    async def _connected(self) -> None:
        """Be connected for as long as that lasts; raises why it cannot be."""
        try:
            check_address(self.address)
            check_folder(self._folder)
            security = certificates.security(Path(self._folder), "client")
        except ValueError as error:
            raise Unfit(tr("{why} Until then the work goes on here.", why=str(error))) from error
        from distributed import Client

        for name in ("distributed", "distributed.client"):  # what is lost is said by us, in a sentence
            logging.getLogger(name).setLevel(logging.CRITICAL)
        async with Client(self.address, security=security, asynchronous=True, timeout=ANSWER, set_as_default=False,
                          direct_to_workers=False) as client:  # fmt: skip
            await self._compare(client)
            self._client, self.state, self.trouble = client, "up", ""
            try:
                while client.status == "running":
                    self.width = max(1, sum((await client.nthreads()).values()))
                    self._look(client)
                    await asyncio.sleep(LOOK)
            except OSError:
                log.debug("the connection to %s", self.address, exc_info=True)
            finally:
                self._client = None
            # Before the client is closed, which takes its time.
            self._lost(_why(self.address, ConnectionError(tr("the connection was lost"))), "down")

    async def _compare(self, client: Client) -> None:
        ours = parcel.versions()
        told = await asyncio.wait_for(client.run(serving.versions, on_error="return"), 2 * ANSWER)
        if others := sorted({str(each) for each in told.values()} - {ours}):
            raise Unfit(_other_versions(self.address, ours, others[0]))

    def _look(self, client: Client) -> None:
        """Ask how far units have come that take long, unless that is being asked."""
        self._under_way = {asked for asked in self._under_way if asked.futures}
        now = time.monotonic()
        if now - self._looked < SOON:
            return
        known = {
            future.key: (asked, number)
            for asked in self._under_way
            for number, future in asked.futures.items()
            if now - asked.since[number] > SOON
        }
        if known:
            self._looked = now + ANSWER  # until it has been answered, or somebody does not answer
            task = asyncio.ensure_future(self._ask_how_far(client, known))
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)

    async def _ask_how_far(self, client: Client, known: Mapping[Key, tuple[Asked, int]]) -> None:
        with suppress(Exception):  # whatever a worker that dies makes of it: it is asked again
            told = await client.run(serving.so_far, list(known), on_error="ignore")
            for key, content in (each for some in told.values() for each in some.items()):
                words, part = parcel.unpacked(content)
                asked, number = known[key]
                asked.reached.put((number, float(str(words["fraction"])), part))
            self._looked = time.monotonic()

    def _lost(self, why: str, state: State) -> None:
        log.warning("%s", why)
        self.trouble, self.state = why, state
        for task in list(self._doing):
            task.cancel()

    def begin_unit(self, asked: Asked, number: int, content: bytes) -> None:
        """Start on a unit."""
        task = asyncio.ensure_future(self._unit(asked, number, content))
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def _unit(self, asked: Asked, number: int, content: bytes) -> None:
        part: Part | None = None
        try:
            part = await self._done(asked, number, content)
        except Unfit as error:
            asked.trouble = str(error)
            log.warning("%s", error)
        except (Exception, asyncio.CancelledError, CancelledError):  # lost, or it has killed two workers
            log.debug("unit %s was not done", number, exc_info=True)
        finally:
            asked.futures.pop(number, None)
            asked.since.pop(number, None)
            asked.answers.put((number, part))

    async def _done(self, asked: Asked, number: int, content: bytes) -> Part | None:
        """The part; None if there is nobody to ask, or nobody who can."""
        ready: str | None = None  # a worker that was given what it lacked
        for _ in range(GIVEN):
            client = self._client
            if client is None or client.status != "running" or asked.trouble:
                return None
            future = client.submit(serving.do, content, key=f"unit-{uuid.uuid4().hex}", pure=False, workers=ready,
                                   allow_other_workers=ready is not None)  # fmt: skip
            asked.futures[number], asked.since[number] = future, time.monotonic()
            self._under_way.add(asked)
            words, part = parcel.unpacked(await future)
            if words["is"] == "part":
                return part
            if words["is"] == "other":
                raise Unfit(_other_versions(self.address, parcel.versions(), str(words["said"])))
            if words["is"] == "failed":
                raise Unfit(str(words["said"]))
            ready = str(words["said"])
            await self._give(client, ready, asked)
        return None

    async def _give(self, client: Client, worker: str, asked: Asked) -> None:
        """Send the generator to a worker that lacks it, whoever else waits for that as well."""
        source, sha256, family, portraits = asked.about
        if sha256 not in self._parcels:
            self._parcels = {
                sha256: asyncio.ensure_future(
                    asyncio.to_thread(parcel.of_generator, source, sha256, family, portraits=portraits)
                )
            }
        try:
            content = await asyncio.shield(self._parcels[sha256])
        except (ValueError, OSError) as error:  # its file is gone, or has become another
            self._parcels.pop(sha256, None)
            raise Unfit(tr("{why} Until then the work goes on here.", why=said(error))) from error
        place = (worker, sha256)
        if place not in self._giving:
            self._giving[place] = asyncio.ensure_future(_sent(client, worker, sha256, content))
            self._giving[place].add_done_callback(lambda _: self._giving.pop(place, None))
        await asyncio.shield(self._giving[place])

    def forget(self, asked: Asked) -> None:
        """Take back what is under way of this."""
        asked.trouble = tr("stopped")
        if self._client is not None and asked.futures:
            futures = list(asked.futures.values())
            task = asyncio.ensure_future(self._client.cancel(futures, force=True, reason="stopped"))
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)


async def _sent(client: Client, worker: str, sha256: str, content: bytes) -> None:
    what = sha256, hashlib.sha256(content).hexdigest(), len(content)
    for start in range(0, len(content), PIECE):
        await client.run(serving.take, *what, start, content[start : start + PIECE], workers=[worker])


def check_address(address: str) -> None:
    """Raises ValueError, one sentence, unless this is a place that is reached with certificates."""
    host, colon, port = address.removeprefix("tls://").rpartition(":")
    if not address.startswith("tls://") or not colon or not host or not port.isdecimal():
        raise ValueError(
            tr(
                "Workers are reached at tls://HOST:PORT, not at {address}; see EIGENBRUSH_ENGINE.",
                address=short(address),
            )
        )


def check_folder(folder: str) -> None:
    """Raises ValueError, one sentence, unless it is said where the certificates are."""
    if not folder:
        raise ValueError(
            tr("Workers are reached with certificates alone: say in EIGENBRUSH_CERTIFICATES in which folder they are.")
        )


def _why(address: str, error: Exception) -> str:
    """A sentence for a person; the rest is in the log."""
    why = short(said(error).rstrip(".") or type(error).__name__, CLAUSE)
    return tr("The workers at {address} cannot be reached ({why}), so the work goes on here.", address=short(address),
              why=why)  # fmt: skip


def _other_versions(address: str, ours: str, theirs: str) -> str:
    return tr(
        "The workers at {address} have {theirs}, and here is {ours}, so the work goes on here; install the same "
        "versions on both.",
        address=short(address),
        theirs=short(theirs),
        ours=ours,
    )
