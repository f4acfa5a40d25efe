"""Libraries that take long to load, loaded beside the window so that it goes on meanwhile."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from threading import Thread


def loaded(name: str) -> bool:
    """Whether the module `name` has been loaded; the first question begins it, in a thread of its own.

    One that cannot be loaded counts as loaded: importing it where it is needed says why.
    """
    return not _loader(name).is_alive()


@cache
def _loader(name: str) -> Thread:
    # Not a daemon: a program that ends meanwhile waits for it, as half of an import cannot be taken back.
    thread = Thread(target=import_module, args=(name,), name=f"loading {name}", daemon=False)
    thread.start()
    return thread
