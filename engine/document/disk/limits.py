"""How much of any file is unpacked or made, at most: what holds more is refused before that, for a reason in words.

Each number is far above what EigenBrush writes. JSON is scanned before it is parsed, because a value takes a hundred
times the room of its text; pictures, tables and zips are measured by what they say of themselves first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from engine.document.disk.wording import CLAUSE, short
from engine.language import tr

#: Bytes of a file, of a text of JSON in it, and of a recipe, whose text holds its arrays.
FILE, JSON, RECIPE = 256_000_000, 8_000_000, 48_000_000
#: Bytes of the arrays of a session or recipe, of each of them, and how many there are.
ARRAYS, ARRAY, ARRAY_COUNT = 128_000_000, 32_000_000, 10_000
#: Documents of a session, direction sets beside them, and entries of each list of a document.
DOCUMENTS, SETS, ENTRIES = 256, 1000, 10_000
#: Edits of a document: several sets of the most directions, all of them moved.
EDITS = 2_000
#: How many seeds there are, from 0: those of numpy's streams, which most programs draw with.
SEEDS = 2**32
#: How far truncation goes: below 0 lies the opposite of a face, above 1 more than the generator's own variety.
TRUNCATION = (-1.0, 2.0)
#: Snapshots of a document.
SNAPSHOTS = 9
#: Keys of a film, its curves and other tracks, points of each curve, and frames.
KEYS, CURVES, POINTS, FILM_FRAMES = 256, 256, 2_000, 100_000
#: Faces brought in that a session keeps of each generator, those that came last.
FACES = 512
#: How deep JSON is nested, and how many commas, texts and brackets it has.
DEPTH, VALUES = 64, 500_000
#: Bytes of a zip's list of names.
DIRECTORY = 1_000_000
#: Numbers of a direction file, and directions in it; 512 directions of the longest codes have 7 million numbers.
NUMBERS, DIRECTIONS = 2**23, 10_000
#: Pixels of a mask, and of its longer side.
PIXELS, SIDE = 4096**2, 8192
#: Pixels of a person's own picture and of its longer side, and how many of each are kept of what is read.
PHOTO, PHOTO_SIDE, PHOTO_KEPT, PHOTO_KEPT_SIDE = 100_000_000, 60_000, 25_000_000, 16_384
#: Stages of a generator that a picture of one's own may change, and parts of what each gives.
TUNED = 256
#: Numbers of all maps of noise that such a picture brings along; those of layers up to 256 px are 175 thousand.
NOISE = 2**18
#: Chunks of a PNG that are looked through.
CHUNKS = 100_000
#: Letters of what a generator's file says of itself (its card) that are shown.
CARD = 20_000
#: Bytes and rows of a table.
TABLE, ROWS = 16_000_000, 250_000

#: A text, or what stands around values. It never fails once it has begun, so that a scan takes one walk through it.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.?[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)


class TooLarge(ValueError):
    """A file holds more than is read; the message is the reason, to stand in a sentence."""


def no_more(count: int, most: int, what: str) -> None:
    """Refuse more than `most`; `what` names the things counted, "bytes" are said in MB.

    Raises:
        TooLarge: there are more.
    """
    if count <= most:
        return
    if what == "bytes":
        raise TooLarge(
            tr(
                "it would take {count:,.1f} MB, and at most {most:,.1f} MB are read",
                count=max(count / 1000000.0, 0.1),
                most=most / 1000000.0,
            )
        )
    raise TooLarge(tr("it has {count:,} {what}, and at most {most:,} are read", count=count, what=tr(what), most=most))


def not_saved(name: str, reason: object, instead: str) -> str:
    """The sentence for what is not written because it could not be read again; `instead`: what to do."""
    return tr(
        "{name} was not saved, because it could not be opened again: {reason}. {instead}",
        name=short(name),
        reason=short(reason, CLAUSE),
        instead=instead,
    )


def parsed(text: str, longest: int = JSON, *, parse_constant: Callable[[str], float] | None = None) -> Any:
    """The values of a text of JSON that is neither too long nor too deep and does not hold too many.

    `parse_constant` makes numbers of what Python's JSON takes beyond JSON itself: NaN, Infinity.

    Raises:
        TooLarge: it is.
        ValueError: it is no JSON.
    """
    no_more(len(text), longest, "bytes")
    depth = 0
    for count, token in enumerate(_TOKEN.finditer(text)):
        mark = text[token.start()]
        depth += (mark in "[{") - (mark in "]}")
        if depth > DEPTH:
            raise TooLarge(tr("its values are nested more than {depth} deep", depth=DEPTH))
        if count > VALUES:
            raise TooLarge(tr("it has more than {values:,} values", values=VALUES))
    return json.loads(text, parse_constant=parse_constant)
