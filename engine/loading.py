"""What a job needs once in a process, loaded beside the engine's thread, which goes on drawing meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import cache
from importlib import import_module
from threading import Event, Thread
from typing import TypeVar

from engine.job import Job, Progress
from engine.language import tr

Loaded = TypeVar("Loaded")
Asked = TypeVar("Asked", bound=Hashable)

#: Torch's compiler, and all that it needs. Where a tangent is zero, torch finds the kind of a sum with functions that
#: ask the compiler to pass them over, and so load it: seconds in the middle of a step.
COMPILER = "torch._dynamo"
#: What takes the largest eigenvalues of a matrix alone.
EIGENVALUES = "scipy.linalg"
LOOK = 0.01  # seconds between two looks whether it is there; the engine draws in between


def imported(module: str) -> Job[None]:
    """Have a module there, without holding a step meanwhile."""
    yield from beside(import_module, module)


def beside(load: Callable[[Asked], Loaded], what: Asked) -> Job[Loaded]:
    """What `load(what)` returns or raises, called once in a process, whatever job asks first.

    A job that is cancelled meanwhile leaves it to the next.
    """
    thread, end = _begun(load, what)
    while thread.is_alive():
        yield Progress(0.0, tr("getting ready"))
        thread.join(LOOK)
    return end.result()


def aside(work: Callable[[], Loaded], note: str, fraction: float, given_up: Event | None = None) -> Job[Loaded]:
    """What `work()` returns or raises: one long call of a library that lets other threads run meanwhile.

    A job that is cancelled waits for its end; with `given_up`, which it then sets for the work to see, it does not.
    """
    thread, end = _started(work, note)
    try:
        while thread.is_alive():
            yield Progress(fraction, note)
            thread.join(LOOK)
    finally:
        if given_up is None:
            thread.join()
        else:
            given_up.set()
    return end.result()


@cache
def _begun(load: Callable[[Asked], Loaded], what: Asked) -> tuple[Thread, Future[Loaded]]:
    """The thread that loads it, and what comes of it."""
    return _started(lambda: load(what), tr("loading {what}", what=what))


def _started(do: Callable[[], Loaded], name: str) -> tuple[Thread, Future[Loaded]]:
    end: Future[Loaded] = Future()

    def work() -> None:
        try:
            end.set_result(do())
        except BaseException as error:  # raised again in the job
            end.set_exception(error)

    # Not a daemon: a program that ends meanwhile waits for it, as half of an import cannot be taken back.
    thread = Thread(target=work, name=name, daemon=False)
    thread.start()
    return thread, end
