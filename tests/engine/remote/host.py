"""A host for tests, whose workers know some kinds of units more: a worker's process imports this file as its own."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from engine.generator import Generator
from engine.job import Job, Progress
from engine.remote.serving import _enter
from engine.units import KINDS, Doing, Part, Unit, unit_of_kind
from tests.brief import measure_briefly

#: The folder of files that tell a worker what to do once; whoever takes one away does it.
ORDERS = "EIGENBRUSH_TEST_ORDERS"
#: Pictures of a part of a training's step, which each machine measures for itself: here a quick one and a busy one.
AT_ONCE = 1
MIDDLE = 2  # steps that a unit takes before its worker dies


@unit_of_kind("who")
def who(_: Generator, unit: Unit) -> Job[Part]:
    """Which process does it."""
    yield Progress(0.5)
    return {"pid": np.array(os.getpid()), "start": np.array(unit.start)}


@unit_of_kind("poison")
def poison(_: Generator, unit: Unit) -> Job[Part]:
    """Kills every process but the one that asked."""
    yield Progress(0.5)
    if os.getpid() != unit.words["home"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"pid": np.array(os.getpid()), "start": np.array(unit.start)}


@unit_of_kind("memory")
def memory(_: Generator, unit: Unit) -> Job[Part]:
    """Too much for every process but the one that asked."""
    yield Progress(0.5)
    if os.getpid() != unit.words["home"]:
        raise MemoryError
    return {"pid": np.array(os.getpid()), "start": np.array(unit.start)}


@unit_of_kind("endless")
def endless(_: Generator, unit: Unit) -> Job[Part]:
    """Goes on until it is stopped."""
    tick = threading.Event()
    Path(os.environ[ORDERS], f"begun-{unit.start}").touch()
    while True:
        yield Progress(0.5)
        tick.wait(0.005)


def _obedient() -> None:
    """Have every kind of the program's own done as orders say."""
    own = {*KINDS}
    _enter()
    measure_briefly(patch := pytest.MonkeyPatch())
    for name in ("SHOWN", "KEPT"):
        patch.setattr(f"engine.learning.training.{name}", 0.2)
    patch.setattr("engine.learning.pace.MOST", AT_ONCE)
    for kind in {*KINDS} - own:
        KINDS[kind] = _ordered(kind, KINDS[kind])


def _ordered(kind: str, doing: Doing) -> Doing:
    """The same, but a worker that finds an order for this kind dies in the middle, or its host does."""

    def ordered(generator: Generator, unit: Unit) -> Job[Part]:
        part: list[Part] = []
        for done, step in enumerate(_steps(doing(generator, unit), part)):
            for order, pid in ((f"worker-{kind}", os.getpid()), (f"host-{kind}", os.getppid())):
                if done == MIDDLE and _taken(order):
                    os.kill(pid, signal.SIGKILL)
            yield step
        return part[0]

    return ordered


def _steps(job: Job[Part], part: list[Part]) -> Job[None]:
    part.append((yield from job))


def _taken(order: str) -> bool:
    try:
        Path(os.environ[ORDERS], order).unlink()
    except OSError:
        return False
    return True


if ORDERS in os.environ:  # a host, or one of its workers
    _obedient()

if __name__ == "__main__":
    from app.cli.commands import run_command

    sys.exit(run_command(["worker", *sys.argv[1:]]))
