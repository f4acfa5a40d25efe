"""What a worker is and does now, for a page that tells it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.document.asked.workers import WorkerFacts
from engine.memory import on_device, taken

if TYPE_CHECKING:
    import torch
    from distributed import Client, Worker

log = logging.getLogger(__name__)
Fact = str | int


class _Desk:
    """What this process works on; one thread writes it, another reads it."""

    ready = False  # whether all is imported that units need; to wait for that would hold the worker up
    doing = ""
    done = 0


DESK = _Desk()


@contextmanager
def under_way(kind: str) -> Iterator[None]:
    """A unit of this kind is done here."""
    DESK.doing = kind
    try:
        yield
        DESK.done += 1
    finally:
        DESK.doing = ""


def now(dask_worker: Worker) -> dict[str, Fact]:
    """What Dask asks of a worker, beside its unit; the device is empty until it is ready."""
    told: dict[str, Fact] = {"name": str(dask_worker.name), "device": "", "memory": taken(), "on_device": 0}
    if DESK.ready:
        from engine.device import in_words

        told |= {"device": in_words(own_device(dask_worker)), "on_device": on_device()}
    return told | {"doing": DESK.doing, "done": DESK.done}


def own_device(worker: Worker | None = None) -> torch.device:
    """Where a worker computes, else that which asks: of several GPUs the one of its number; those that are not numbered
    have the first."""
    import torch
    from distributed import get_worker

    from engine import device

    if (best := device.best()).type != "cuda":
        return best
    name = (worker or get_worker()).name
    return torch.device("cuda", (name - 1 if isinstance(name, int) else 0) % torch.cuda.device_count())


async def asked(client: Client, seconds: float) -> tuple[WorkerFacts, ...]:
    """What the workers say of themselves, in the order of their names; none where they do not answer in time."""
    try:
        told = await asyncio.wait_for(client.run(now, on_error="ignore"), seconds)
        found = [_facts(each) for each in told.values() if isinstance(each, dict)]
    except Exception:  # the connection was lost meanwhile, which is told elsewhere
        log.debug("no worker answered", exc_info=True)
        return ()
    return tuple(sorted(found, key=lambda each: (len(each.name), each.name)))


def _facts(told: dict[str, Fact]) -> WorkerFacts:
    """These as values of their kinds."""
    return WorkerFacts(str(told["name"]), str(told["device"]), int(told["memory"]), int(told["on_device"]),
                       str(told["doing"]), int(told["done"]))  # fmt: skip
