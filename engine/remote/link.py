"""The way to the workers: Dask's client on an event loop in a thread of its own. Every method returns at once."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Literal, TypeVar

from engine.document.asked.offers import Workers
from engine.document.disk.wording import said
from engine.language import tr
from engine.remote import certificates, facts, parcel, serving, troubles
from engine.remote.reached import HowFar, Reached

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from concurrent.futures import Future as Coming

    from distributed import Client, Future

    from engine.document.asked.workers import WorkerFacts
    from engine.generator import Generator
    from engine.units import Part, Unit

log = logging.getLogger(__name__)
#: Seconds within which a host must answer, between two looks whether it still does, and between two tries.
ANSWER, LOOK, AGAIN = 5.0, 0.25, 5.0
#: Bytes of a generator that are sent at once: a worker answers others in between.
PIECE = 1 << 22
#: How often more than there are workers a unit may find that its worker lacks the generator: workers die, and new ones
#: know nothing.
GIVEN = 4

State = Literal["new", "connecting", "up", "down", "refused"]
A = TypeVar("A")


class Unfit(Exception):
    """These workers will not do."""


class Asked:
    """Units of one generator under way; `answers` holds the number of each with its part, None if it was not done.
    `lost` are the numbers of those that were not because the connection was lost. `reached` holds of those that take
    long how far they have come, with what they show."""

    def __init__(self, link: Link, generator: Generator) -> None:
        self.answers: SimpleQueue[tuple[int, Part | None]] = SimpleQueue()
        self.reached: Reached = SimpleQueue()
        self.about = parcel.about(generator)
        self.futures: dict[int, Future[bytes]] = {}
        self.lost: set[int] = set()
        self.trouble = ""  # what one worker cannot do of this, none can
        self._link = link

    def send(self, number: int, unit: Unit) -> None:
        """Have a unit done, maybe once more."""
        self.lost.discard(number)
        content = parcel.of_unit(unit)
        self._link.call(lambda: self._link.begin_unit(self, number, content))

    def close(self) -> None:
        """Nobody waits any more for what is still under way."""
        self._link.call(lambda: self._link.forget(self))


class Link:
    """A connection to one host, tried again when it is asked for after it was lost; `trouble` says what stands in the
    way. `width` is how many units are done at once; `was_up`, whether the host was ever reached."""

    def __init__(self, address: str, folder: str, told: Callable[[Workers], None] | None = None) -> None:
        """`told` hears of every change, mostly on a thread of this."""
        self.address, self.folder = address, folder
        self.state: State = "new"
        self.trouble = ""
        self.width = 1
        self.was_up = False
        self._told, self._last, self._ended = told, Workers(), False
        self._closing = False  # the client is being closed, which is to come to its end
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._all: asyncio.Task[None] | None = None
        self._client: Client | None = None
        self._wanted, self._tried = asyncio.Event(), 0.0
        self._parcels: dict[str, asyncio.Task[bytes]] = {}
        self._giving: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._doing: set[asyncio.Task[None]] = set()
        self._far = HowFar(ANSWER)
        self._be("new")

    def begin(self) -> None:
        """Connect, unless that is done, under way, refused for good, or was tried a moment ago."""
        if self.state == "new":
            self._tried = time.monotonic()
            self._be("connecting")
            self._thread = threading.Thread(target=self._run, name="workers", daemon=True)
            self._thread.start()
        elif self.state == "down" and time.monotonic() - self._tried > AGAIN:
            self._tried = time.monotonic()
            self.call(self._wanted.set)

    def again(self) -> None:
        """Connect, also where that was tried a moment ago."""
        if self.state == "down":
            self._tried = time.monotonic()
            self._be("connecting")
            self.call(self._wanted.set)
        self.begin()

    def look(self) -> Coming[tuple[WorkerFacts, ...]] | None:
        """What the workers do now, those that answer in time; None where there is nobody to ask."""
        loop, client = self._loop, self._client
        return None if loop is None or client is None else _on(loop, facts.asked(client, ANSWER))

    def ask(self, generator: Generator) -> Asked:
        """Begin to ask for units of a generator."""
        return Asked(self, generator)

    def call(self, do: Callable[[], None]) -> None:
        """Have something done on the thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the program ends
                self._loop.call_soon_threadsafe(do)

    def end(self) -> None:
        """Leave the workers. Nothing more is told; what is under way is not done by them any more."""
        self._be("refused", tr("EigenBrush has left the workers, so the work goes on here."))
        with self._lock:
            self._ended = True
        self.call(self._stop)

    def close(self, timeout: float = 2 * ANSWER) -> None:
        """The same; waits until that is done, or for so many seconds."""
        self.end()
        if self._thread is not None:
            self._thread.join(timeout)

    def _be(self, state: State, trouble: str = "", plain: str = "") -> None:
        """Another state. `plain` is the trouble without what becomes of the work."""
        with self._lock:
            if self._ended:
                return
            self.state, self.trouble = state, trouble
            now = Workers(self.address, state, self.width if state == "up" else 0, plain or trouble)
            if now != self._last and self._told is not None:
                self._last = now
                self._told(now)

    # ---- on the thread ----

    def _stop(self) -> None:
        if self._all is not None and not self._closing:
            self._all.cancel()
        self._wanted.set()

    def _run(self) -> None:
        with suppress(asyncio.CancelledError):
            asyncio.run(self._live())

    async def _live(self) -> None:
        self._loop, self._all = asyncio.get_running_loop(), asyncio.current_task()
        while not self._ended:
            try:
                await self._connected()
            except Unfit as error:
                self._lost(str(error), "refused")
            except Exception as error:  # whatever Dask and TLS raise where a host is not there, or not ours
                log.debug("the workers at %s", self.address, exc_info=True)
                self._lost(troubles.why(self.address, error), "down", troubles.plainly(self.address, error))
            if self.state == "refused":
                return
            await self._wanted.wait()
            self._wanted.clear()

    async def _connected(self) -> None:
        """Be connected for as long as that lasts; raises why it cannot be."""
        try:
            troubles.check_address(self.address)
            troubles.check_folder(self.folder)
            security = certificates.security(Path(self.folder), "client")
        except ValueError as error:
            raise Unfit(tr("{why} Until then the work goes on here.", why=str(error))) from error
        from distributed import Client

        for name in ("distributed", "distributed.client"):  # what is lost is said by us, in a sentence
            logging.getLogger(name).setLevel(logging.CRITICAL)
        client = Client(self.address, security=security, asynchronous=True, timeout=ANSWER, set_as_default=False,
                        direct_to_workers=False)  # fmt: skip
        try:
            await client
            await self._compare(client)
            self._client = client
            with suppress(OSError):  # it was lost, as where it does not run any more
                await self._follow(client)
            # Before the client is closed, which takes its time.
            lost = ConnectionError(tr("the connection was lost"))
            self._lost(troubles.why(self.address, lost), "down", troubles.plainly(self.address, lost))
        finally:
            self._client, self._closing = None, True
            await _closed(client)
            self._closing = False

    async def _follow(self, client: Client) -> None:
        """Tell how many workers there are, for as long as the connection lasts."""
        while client.status == "running":
            self.width = max(1, sum((await client.nthreads()).values()))
            self.was_up = True
            self._be("up")
            if keys := self._far.due():
                self._do(self._far.ask(client, keys))
            await asyncio.sleep(LOOK)

    async def _compare(self, client: Client) -> None:
        ours = parcel.versions()
        told = await asyncio.wait_for(client.run(serving.versions, on_error="return"), 2 * ANSWER)
        if others := sorted({str(each) for each in told.values()} - {ours}):
            raise Unfit(troubles.other_versions(self.address, ours, others[0]))

    def _lost(self, why: str, state: State, plain: str = "") -> None:
        log.warning("%s", why)
        self._be(state, why, plain)
        for task in list(self._doing):
            task.cancel()

    def begin_unit(self, asked: Asked, number: int, content: bytes) -> None:
        """Start on a unit."""
        self._do(self._unit(asked, number, content))

    def _do(self, what: Coroutine[None, None, None]) -> None:
        """Have something done beside the rest, until the connection is lost."""
        task = asyncio.ensure_future(what)
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def _unit(self, asked: Asked, number: int, content: bytes) -> None:
        part: Part | None = None
        try:
            part = await self._done(asked, number, content)
        except Unfit as error:
            asked.trouble = str(error)
            log.warning("%s", error)
        except (OSError, asyncio.CancelledError, CancelledError):
            log.debug("unit %s was lost", number, exc_info=True)
            asked.lost.add(number)
        except Exception:  # it has killed two workers, or no worker can do it
            log.debug("unit %s was not done", number, exc_info=True)
        finally:
            asked.futures.pop(number, None)
            asked.answers.put((number, part))

    async def _done(self, asked: Asked, number: int, content: bytes) -> Part | None:
        """The part; None if there is nobody who can do it. Raises OSError if there is nobody to ask."""
        for _ in range(GIVEN + self.width):
            client = self._client
            if client is None or client.status != "running":
                raise ConnectionError
            if asked.trouble:
                return None
            # Never bound to the worker that was given what it lacked: should that one die, Dask waits 30 s for it.
            future = client.submit(serving.do, content, key=f"unit-{uuid.uuid4().hex}", pure=False)
            asked.futures[number] = future
            self._far.begun(future.key, number, asked.reached)
            try:
                words, part = parcel.unpacked(await future)
            finally:
                self._far.ended(future.key)
            if words["is"] == "part":
                return part
            if words["is"] == "other":
                raise Unfit(troubles.other_versions(self.address, parcel.versions(), str(words["said"])))
            if words["is"] == "failed":
                raise Unfit(str(words["said"]))
            await self._give(client, str(words["said"]), asked)
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
            self._do(self._client.cancel(futures, force=True, reason="stopped"))


async def _closed(client: Client) -> None:
    """Close a client, whatever its connection has come to."""
    try:
        await client.close()
    except Exception:  # whatever Dask and TLS raise where nobody hears it any more
        log.debug("a client did not close cleanly", exc_info=True)
        client.status = "closed"  # else it would try once more when it is collected


def _on(loop: asyncio.AbstractEventLoop, doing: Coroutine[None, None, A]) -> Coming[A] | None:
    """Have this done on a loop, unless that is over."""
    try:
        return asyncio.run_coroutine_threadsafe(doing, loop)
    except RuntimeError:
        doing.close()
        return None


async def _sent(client: Client, worker: str, sha256: str, content: bytes) -> None:
    what = sha256, hashlib.sha256(content).hexdigest(), len(content)
    for start in range(0, len(content), PIECE):
        await client.run(serving.take, *what, start, content[start : start + PIECE], workers=[worker])
