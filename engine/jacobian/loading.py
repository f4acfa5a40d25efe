"""What torch loads at the first tangent of a process, loaded beside the engine's thread."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from threading import Thread

from engine.job import Job, Progress

#: Torch's compiler, and all that it needs. Where a tangent is zero, torch finds the kind of a sum with functions that
#: ask the compiler to pass them over, and so load it: seconds in the middle of a step.
COMPILER = "torch._dynamo"
LOOK = 0.01  # seconds between two looks whether it is there; the engine draws in between


def loaded() -> Job[None]:
    """Have what forward mode needs there, without holding a step meanwhile."""
    while _loader().is_alive():
        yield Progress(0.0, "getting ready")
        _loader().join(LOOK)


@cache
def _loader() -> Thread:
    """The thread that loads it; a job that is cancelled meanwhile leaves it to the next."""
    # Not a daemon: a program that ends meanwhile waits for it, as half of an import cannot be taken back.
    thread = Thread(target=import_module, args=(COMPILER,), name="forward mode", daemon=False)
    thread.start()
    return thread
