"""Documents as JSON, in session files and in the recipe of a picture. Unknown keys survive a round trip."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any, TypeVar

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.conditions import NOISES, Noise
from engine.document.disk.array_file import checked_size
from engine.document.disk.limits import (
    ARRAY,
    ARRAY_COUNT,
    ARRAYS,
    EDITS,
    ENTRIES,
    RECIPE,
    SEEDS,
    SNAPSHOTS,
    TooLarge,
    no_more,
    not_saved,
    parsed,
)
from engine.document.disk.wording import CLAUSE, in_brackets, short
from engine.document.document import NO_FILM, Document, Edit, GeneratorRef, Mix, PhotoRef, Snapshot
from engine.document.photos.alignment import Alignment
from engine.document.regions import Region
from engine.document.saved.named_arrays import said_twice, unsound
from engine.document.snapshots import NUMBERS, values_of
from engine.document.timeline.reading import timeline_json, timeline_of
from engine.document.tuning import tuning_of
from engine.language import tr

A = TypeVar("A")
VERSION = 1
#: The keyword of the text chunk in which a PNG carries its recipe.
KEYWORD = "eigenbrush"
#: How a recipe begins that was kept as a text file.
AS_TEXT = re.compile(rb'\s*\{\s*"document"\s*:\s*\{')
#: The types of number that arrays of a recipe have.
KINDS = ("uint8", "float32", "float16", "float64")
#: What a damaged recipe makes Python raise.
DAMAGED = (KeyError, TypeError, ValueError, AttributeError, RecursionError, zlib.error)


class BadDocument(ValueError):
    """A saved document cannot be read; the message is one plain sentence."""


def to_json(document: Document) -> dict[str, Any]:
    """A document as plain JSON values."""
    known = asdict(replace(document, snapshots=(), timeline=NO_FILM, passing=None))
    known["snapshots"] = [
        {"number": each.number, "name": each.name, "document": to_json(each.document)} for each in document.snapshots
    ]
    known["timeline"] = timeline_json(document.timeline, to_json)
    del known["passing"]
    extra = known.pop("extra")
    return {**extra, **known, "version": VERSION}


def from_json(values: Mapping[str, Any]) -> Document:
    """The document of `to_json`.

    Raises:
        BadDocument: a value is missing or of the wrong kind.
    """
    try:
        for value in values.values():
            no_more(len(value) if isinstance(value, list) else 0, ENTRIES, tr("entries in a list"))
        no_more(len(values.get("edits", ())), EDITS, "edits")
        ref = values["generator"]
        known = {field.name for field in fields(Document)} | {"version"}
        return Document(
            GeneratorRef(str(ref["name"]), str(ref["source"]), str(ref["sha256"])),
            _seed(values["seed"]),
            _number(values.get("truncation", 1.0)),
            tuple(_edit(e) for e in values.get("edits", ())),
            tuple((str(slot), str(key)) for slot, key in values.get("held", ())),
            tuple(str(group) for group in values.get("locked", ())),
            str(values.get("solo", "")),
            tuple((str(key), str(name)) for key, name in values.get("names", ())),
            tuple(str(key) for key in values.get("starred", ())),
            _whole(values.get("cutoff", 0)),
            _whole(values.get("label", 0)),
            _noise(values.get("noise", "constant")),
            _seed(values.get("noise_seed", 0)),
            tuple(Mix(_seed(m["seed"]), _whole(m["first"]), _whole(m["last"])) for m in values.get("mixes", ())),
            tuple((str(key), str(array)) for key, array in values.get("fixed", ())),
            tuple((str(key), _whole(first), _whole(last)) for key, first, last in values.get("ranges", ())),
            tuple(
                Region(str(r["name"]), str(r["mask"]), bool(r.get("keep", False))) for r in values.get("regions", ())
            ),
            bool(values.get("keep_outside", True)),
            photo_of(values.get("photo")),
            tuning_of(values.get("tuning")),
            str(values.get("judged", "")),
            _above(values.get("compression", 0.0), tr("no number of sigma from which a code is drawn in")),
            _whole(values.get("components", 0)),
            str(values.get("judging", "")),
            _snapshots(values.get("snapshots", ()), ref),
            timeline_of(values.get("timeline"), lambda kept: _beside(kept, ref), _edit),
            extra={key: value for key, value in values.items() if key not in known},
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadDocument(
            tr("The saved document cannot be read{why}. It may come from another program.", why=in_brackets(error))
        ) from error


def _snapshots(kept: Sequence[Mapping[str, Any]], generator: Mapping[str, Any]) -> tuple[Snapshot, ...]:
    """In the order of their numbers; each is of the document's own generator, and holds none itself."""
    no_more(len(kept), SNAPSHOTS, "snapshots")
    made = {
        int(each["number"]): Snapshot(
            int(each["number"]),
            str(each["name"]),
            _beside(each["document"], generator),
        )
        for each in kept
    }
    if len(made) != len(kept) or not set(made) <= set(NUMBERS):
        raise ValueError(tr("its snapshots are not numbered from 1 to 9"))
    return tuple(made[number] for number in sorted(made))


def _beside(values: Mapping[str, Any], generator: Mapping[str, Any]) -> Document:
    """A document that another holds: of that one's generator, and holding none itself."""
    return values_of(from_json({**values, "generator": generator, "snapshots": (), "timeline": None}))


def _edit(e: Mapping[str, Any]) -> Edit:
    return Edit(
        str(e["key"]), str(e["name"]), _number(e["strength"]), str(e.get("origin", "")),
        str(e.get("vector", "")), _number(e.get("sigma", 1.0)), bool(e.get("muted", False)),
        _whole(e.get("first", 0)), _whole(e.get("last", 0)), _above(e.get("reach", 0.0), tr("no reach of a curve")),
        str(e.get("mask", "")), str(e.get("start", "")), tuning_of(e.get("tuning")),
    )  # fmt: skip


def _seed(value: Any) -> int:
    # Beyond 32 bits torch's generator on a processor repeats itself, and beyond 64 it refuses.
    if not 0 <= int(value) < SEEDS:
        raise ValueError(tr("{value} is not a seed", value=short(repr(value))))
    return int(value)


def _whole(value: Any) -> int:
    if not 0 <= int(value) < 2**31:
        raise ValueError(tr("{value} is not a whole number from 0 up", value=short(repr(value))))
    return int(value)


def _above(value: Any, what: str) -> float:
    if (number := _number(value)) < 0:
        raise ValueError(tr("{value} is {what}", value=short(repr(value)), what=what))
    return number


def photo_of(value: Any) -> PhotoRef | None:
    """The photo of a saved document or face, from JSON.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    if value is None:
        return None
    place = value["alignment"]
    if (scale := _number(place["scale"])) <= 0:
        raise ValueError(tr("{scale} is no size of a square in a photo", scale=short(repr(scale))))
    square = Alignment(scale, _number(place["angle"]), _number(place["dx"]), _number(place["dy"]))
    return PhotoRef(str(value["path"]), square, str(value.get("sha256", "")))


def _noise(value: Any) -> Noise:
    if value not in NOISES:
        raise ValueError(tr("{value} is no way of treating noise", value=short(repr(value))))
    return NOISES[NOISES.index(value)]


def _number(value: Any) -> float:
    number = float(value)
    if not np.isfinite(number):
        raise ValueError(tr("{value} is not a number", value=short(repr(value))))
    return number


def to_recipe(document: Document, arrays: ArrayStore, *, with_film: bool = False) -> str:
    """A document with its arrays as one text, to travel inside a picture, or `with_film` inside a film; what was said
    of other faces and what was kept beside it stay behind.

    Raises:
        BadDocument: it is more than is read of a recipe; one plain sentence.
    """
    packed = {}
    document = replace(
        document, judged="", judging="", snapshots=(), timeline=document.timeline if with_film else NO_FILM
    )
    for key in document.arrays():
        array = arrays[key]
        kind = [] if array.dtype == np.float32 else [array.dtype.name]  # earlier versions know float32 and uint8
        packed[key] = [list(array.shape), base64.b64encode(zlib.compress(array.tobytes())).decode(), *kind]
    text = json.dumps({"document": to_json(document), "arrays": packed})
    try:
        _at_once(_unpacked(text))
    except (BadDocument, *DAMAGED) as error:
        raise BadDocument(
            not_saved(tr("The recipe of this picture"), error, tr("Take edits or regions out."))
        ) from error
    return text


def from_recipe(text: str, arrays: ArrayStore) -> Document:
    """The document of a recipe, read in one go (see `recipe_steps`)."""
    return _at_once(recipe_steps(text, arrays))


def recipe_steps(text: str, arrays: ArrayStore) -> Generator[None, None, Document]:
    """The document of a recipe, read one array a step; its arrays go into `arrays`, once all of it has turned out to be
    sound.

    Raises:
        BadDocument: the text is not a recipe or larger than any, or an array is missing or not what it is named as.
    """
    try:
        document, own = yield from _unpacked(text)
    except BadDocument:
        raise
    except TooLarge as error:
        raise BadDocument(
            tr("This recipe was not opened: {error}. Choose another.", error=short(error, CLAUSE))
        ) from error
    except DAMAGED as error:
        raise BadDocument(tr("This recipe cannot be read{why}: copy it again.", why=in_brackets(error))) from error
    require_arrays(document, own)
    arrays.take_over(own, document.arrays())
    return document


def _at_once(steps: Generator[None, None, A]) -> A:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _unpacked(text: str) -> Generator[None, None, tuple[Document, ArrayStore]]:
    """The document of a recipe, and its arrays, one a step.

    Raises:
        TooLarge: it is more than is read.
        BadDocument, and those of `DAMAGED`: it is damaged.
    """
    own = ArrayStore()
    values = parsed(text, RECIPE)
    document = from_json(values["document"])
    packed = {key: _Packed(shape, text, *kind) for key, (shape, text, *kind) in values["arrays"].items()}
    del values, text  # as large as all that follows
    no_more(len(packed), ARRAY_COUNT, "arrays")
    no_more(sum(array.size for array in packed.values()), ARRAYS, "bytes")
    for array in packed.values():
        no_more(array.size, ARRAY, "bytes")
    for key, array in packed.items():
        if own.put(array.unpacked()) != key:
            raise ValueError(tr("one of its arrays has changed"))
        yield
    return document, own


class _Packed:
    """An array of a recipe: what it will be, and its text."""

    def __init__(self, shape: Any, text: str, kind: str = "float32") -> None:
        self._shape, self._text = shape, text
        self._dtype = np.dtype(kind if kind in KINDS else "float32")
        self.size = checked_size(shape, self._dtype)

    def unpacked(self) -> np.ndarray:
        """The array; no more is unpacked than it has room for."""
        inflate = zlib.decompressobj()
        raw = inflate.decompress(base64.b64decode(self._text), self.size + 1)
        return np.frombuffer(raw, self._dtype).reshape(self._shape)


def require_arrays(document: Document, arrays: ArrayStore) -> None:
    """Check that a document says each thing once, and that every array it names is there and what it is named as.

    Raises:
        BadDocument: one is not.
    """
    if wrong := said_twice(document) or unsound(document, arrays):
        raise BadDocument(tr("The saved document cannot be used, because {wrong}; the file is damaged.", wrong=wrong))
