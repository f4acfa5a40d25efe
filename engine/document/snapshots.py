"""Pictures that a person kept beside a document, to come back to: a number from 1 to 9, a name, and all values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.document.disk.limits import SNAPSHOTS
from engine.document.document import NO_FILM, Document, Snapshot
from engine.language import tr

#: The numbers that snapshots have.
NUMBERS = range(1, SNAPSHOTS + 1)


def values_of(document: Document) -> Document:
    """What of a document makes its picture and is gone back to; what a person said of sliders and faces, and what they
    kept, is no part of it."""
    return replace(document, names=(), starred=(), judged="", judging="", snapshots=(), timeline=NO_FILM, passing=None,
                   extra={})  # fmt: skip


def gone_back(now: Document, values: Document) -> Document:
    """The document `now` with these values of it, or of another of the same generator; names, stars, judged faces and
    snapshots stay as they are now."""
    names = dict(now.names)
    edits = tuple(replace(edit, name=names.get(edit.key, edit.name)) for edit in values.edits)
    return replace(
        values, generator=now.generator, edits=edits, names=now.names, starred=now.starred, judged=now.judged,
        judging=now.judging, snapshots=now.snapshots, timeline=now.timeline, extra=now.extra,
    )  # fmt: skip


def free_number(document: Document) -> int:
    """The first number that no snapshot has; 0 where there is none."""
    taken = {each.number for each in document.snapshots}
    return next((number for number in NUMBERS if number not in taken), 0)


def snapshot(document: Document, number: int) -> Snapshot | None:
    """The one of this number."""
    return next((each for each in document.snapshots if each.number == number), None)


def with_snapshot(document: Document, number: int, name: str) -> Document:
    """The document as it is kept under a number, in place of what was there.

    Raises:
        ValueError: there is no such number.
    """
    if number not in NUMBERS:
        raise ValueError(
            tr("Snapshots have the numbers 1 to {snapshots}, not {number}.", snapshots=SNAPSHOTS, number=number)
        )
    return _with(document, (*_others(document, number), Snapshot(number, name, values_of(document))))


def renamed(document: Document, number: int, name: str) -> Document:
    """The snapshot of this number is called so."""
    return _with(document, (replace(s, name=name) if s.number == number else s for s in document.snapshots))


def without(document: Document, number: int) -> Document:
    """The snapshot of this number is gone."""
    return _with(document, _others(document, number))


def _others(document: Document, number: int) -> tuple[Snapshot, ...]:
    return tuple(each for each in document.snapshots if each.number != number)


def _with(document: Document, snapshots: Iterable[Snapshot]) -> Document:
    return replace(document, snapshots=tuple(sorted(snapshots, key=lambda each: each.number)))
