"""Methods and generator families of other installed packages, found by their entry points.

An entry point names one class: `mymethod = "my_package:MyMethod"`. What is broken is left out, with a sentence that
says so in the log and to whoever asks (`left_out`).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from engine.document.disk.wording import CLAUSE, short
from engine.language import tr

METHODS, FAMILIES = "eigenbrush.methods", "eigenbrush.families"

log = logging.getLogger(__name__)

#: What became of each entry point: a sentence where it was left out, or nothing. None is imported twice.
_TRIED: dict[tuple[str, str, str], str] = {}


def left_out() -> tuple[str, ...]:
    """A sentence for each plug-in that was asked for and could not be used."""
    return tuple(sentence for sentence in _TRIED.values() if sentence)


def join(group: str, registry: dict[str, type[Any]], check: Callable[[type[Any]], None]) -> None:
    """Import what packages offer under `group`; their classes then are in the registry, beside those already there.

    `check` raises an exception that says what is wrong with a class. None may take another's identifier.
    """
    for entry in _offered(group, tuple(sys.path)):
        key = (group, entry.name, entry.value)
        if key not in _TRIED:
            _TRIED[key] = _joined(entry, registry, check)


def is_plugin(cls: type[Any]) -> bool:
    """Whether a method or a family is another package's."""
    return cls.__module__.partition(".")[0] != __name__.partition(".")[0]


@cache
def _offered(group: str, path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """In the order of their names; looked for once on each path."""
    return tuple(sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)))


def _joined(entry: EntryPoint, registry: dict[str, type[Any]], check: Callable[[type[Any]], None]) -> str:
    """Import one; if that fails, the registry is as before, and a sentence says why."""
    before = dict(registry)
    try:
        cls = entry.load()
        identifier = next((name for name, known in registry.items() if known is cls), "")
        if not identifier:
            raise ValueError(tr("{value} is not registered", value=entry.value))
        if any(registry.get(name) is not known for name, known in before.items()):
            raise ValueError(tr("something else is called {identifier} already", identifier=short(identifier)))
        check(cls)
    except Exception as error:  # another's code may raise anything, and must not keep the program from starting
        registry.clear()
        registry.update(before)
        why = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(".")
        package = tr(" of the package {name}", name=entry.dist.name) if entry.dist is not None else ""
        sentence = tr(
            "The plug-in {name}{package} was left out ({why}); update or uninstall it.",
            name=entry.name,
            package=package,
            why=short(why, CLAUSE),
        )
        log.warning(sentence, exc_info=True)
        return sentence
    return ""
