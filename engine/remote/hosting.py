"""`eigenbrush worker`: a scheduler at one address and a worker a GPU, or a processor core where there is none.

The scheduler alone can be reached from outside; the workers, and what starts them anew when they die, listen on
loopback. All of them speak TLS and ask for a certificate; the pages that Dask would show are not served.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.document.disk.wording import CLAUSE, short
from engine.language import tr
from engine.remote import certificates

if TYPE_CHECKING:
    from distributed import Nanny, Scheduler, Security

#: Where a worker listens if it is told no other address: nobody else's machine can reach it.
LOOPBACK, PORT = "127.0.0.1", 8786
MOST_PORT = 65_535
ANYWHERE = ("0.0.0.0", "::")
#: How Dask behaves here: a unit that has killed two workers is given back, and so is one that nobody can do.
CONFIG = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.no-workers-timeout": "30s",
    "distributed.scheduler.worker-ttl": "60s",
    "distributed.worker.profile.enabled": False,
    "distributed.worker.multiprocessing-method": "spawn",
    "distributed.comm.compression": None,
    # Dask's own has memory given back to the system at once, and pages are made anew for every picture: twice as slow.
    "distributed.nanny.pre-spawn-environ": dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS"), 1),
}


def address_of(text: str) -> tuple[str, int]:
    """HOST and PORT of "HOST:PORT"; port 0 is any that is free.

    Raises:
        ValueError: it is no such address; one sentence.
    """
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdecimal() or int(port) > MOST_PORT:
        raise ValueError(
            tr(
                "A worker listens at HOST:PORT, such as {host}:{port}, not at {text}.",
                host=LOOPBACK,
                port=PORT,
                text=short(repr(text)),
            )
        )
    return host, int(port)


def serve(listen: str, folder: Path, workers: int, ready: Callable[[str, int], None]) -> None:
    """Work until the process is told to end; `ready` is called with the address, and how many workers there are.

    Raises:
        ValueError: the address, the certificates or the number of workers will not do; one sentence.
        OSError: it cannot listen there; one sentence.
    """
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "error")  # read where Dask is imported first, here and there
    host, port = address_of(listen)
    security = certificates.security(folder, "worker")
    count = workers or _suiting()
    import dask
    import distributed  # noqa: F401  it fills in what is not set, so what is set comes after it

    with dask.config.set(CONFIG), contextlib.suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as scratch:
        asyncio.run(_serving((host, port), security, count, scratch, ready))


async def _serving(
    place: tuple[str, int],
    security: Security,
    count: int,
    scratch: str,
    ready: Callable[[str, int], None],
) -> None:
    from distributed.comm.addressing import get_address_host_port

    ended = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows, where Ctrl+C raises
            asyncio.get_running_loop().add_signal_handler(each, ended.set)
    scheduler = await _scheduler(place, security)
    inside = get_address_host_port(scheduler.address)[1]
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(scheduler.close)
        where = f"tls://{LOOPBACK if place[0] in ANYWHERE else _bracketed(place[0])}:{inside}"
        nannies = [_nanny(where, security, i + 1, scratch) for i in range(count)]
        await asyncio.gather(*(stack.enter_async_context(nanny) for nanny in nannies))
        ready(f"tls://{_bracketed(place[0])}:{inside}", count)
        await ended.wait()


async def _scheduler(place: tuple[str, int], security: Security) -> Scheduler:
    """What hands out the units; raises OSError, a sentence, where it cannot listen there."""
    from distributed import Scheduler

    made = Scheduler(host=place[0], port=place[1], protocol="tls", security=security, dashboard=False,
                     dashboard_address=f"{LOOPBACK}:0")  # fmt: skip
    made.http_server.stop()  # before anyone could be answered: pages are served without certificates
    try:
        return await made
    except (OSError, RuntimeError) as error:
        raise OSError(
            tr(
                "A worker cannot listen at {host}:{port} ({why}). Choose another address with --listen.",
                host=short(place[0]),
                port=place[1],
                why=short(str(error.__cause__ or error), CLAUSE),
            )
        ) from error


def _nanny(where: str, security: Security, number: int, scratch: str) -> Nanny:
    """A process that works, and what starts it anew when it dies. By its number it knows which GPU is its own."""
    from distributed import Nanny

    return Nanny(where, nthreads=1, name=number, host=LOOPBACK, protocol="tls", security=security, memory_limit=0,
                 local_directory=scratch, preload=["engine.remote.serving"], dashboard=False,
                 dashboard_address=f"{LOOPBACK}:0")  # fmt: skip


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _suiting() -> int:
    """A worker a GPU; without one, a worker a core."""
    import torch

    from engine import device

    return torch.cuda.device_count() or device.threads()
