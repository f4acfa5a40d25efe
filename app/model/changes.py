"""What a change of a workspace is about, so that panels draw anew only what shows it."""

from __future__ import annotations

from dataclasses import fields
from enum import Flag, auto

from engine.document.document import Document


class Change(Flag):
    """What is another than before."""

    FACE = auto()  # seed, truncation, class, noise, mixing; also what comes of them: the base that sliders start from
    EDITS = auto()  # the stack, and what sliders obey: held directions, layers, locks, solo
    REGIONS = auto()  # what is painted
    NAMES = auto()  # names and stars
    SETS = auto()  # the direction sets there are, the one shown, the directions compared
    STEPS = auto()  # the list of steps, and the place in it
    JUDGED = auto()  # what a person said of faces, to have a direction learned from it
    JOBS = auto()  # work that a panel shows has begun
    BROUGHT = auto()  # faces that a person brought in have come
    SNAPSHOTS = auto()  # pictures kept to come back to
    FILM = auto()  # the film's keys, curves and sound
    RANGES = auto()  # up to where sliders stay within what the generator has learned


PICTURE = Change.FACE | Change.EDITS  # what a frame shows
EVERYTHING = ~Change(0)

#: What each field of a document is about; complete, and checked below.
FIELDS: dict[str, Change] = {
    "generator": Change.FACE, "seed": Change.FACE, "truncation": Change.FACE, "held": Change.FACE,
    "cutoff": Change.FACE, "label": Change.FACE, "noise": Change.FACE, "noise_seed": Change.FACE, "mixes": Change.FACE,
    "edits": Change.EDITS, "locked": Change.EDITS, "solo": Change.EDITS, "fixed": Change.EDITS, "ranges": Change.EDITS,
    "keep_outside": Change.EDITS, "regions": Change.REGIONS, "names": Change.NAMES, "starred": Change.NAMES,
    "photo": Change.FACE, "tuning": Change.FACE, "judged": Change.JUDGED,
    "judging": Change.NAMES, "compression": Change.FACE, "components": Change.FACE,
    "snapshots": Change.SNAPSHOTS, "timeline": Change.FILM, "passing": Change.FACE, "extra": Change(0),
}  # fmt: skip
assert set(FIELDS) == {field.name for field in fields(Document)}, "a field of Document without a change"


def between(before: Document, after: Document) -> Change:
    """What differs between two documents."""
    change = Change(0)
    for name, about in FIELDS.items():
        if about not in change and getattr(before, name) != getattr(after, name):
            change |= about
    return change
