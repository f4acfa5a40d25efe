"""The file form of direction sets: safetensors with a list of its own for each thing said (design.md, "Interfaces")."""

from __future__ import annotations

import io
import json
import math
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, get_args

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load, save

from engine.document.directions import Direction, DirectionSet, Note, NoteKind, Provenance, known
from engine.document.disk import limits
from engine.document.disk.files import write_whole
from engine.document.disk.limits import DIRECTIONS, FILE, JSON, no_more, not_saved, parsed
from engine.document.disk.reading import NotAFile, opened
from engine.document.disk.wording import in_brackets, short
from engine.language import tr

FORMAT = "eigenbrush-directions"
#: The lists of texts and of numbers, with one value a direction or none at all, and what a `Direction` calls it.
TEXTS = {"names": "name", "sliders": "slider", "attributes": "attribute"}
NUMBERS = {
    "spectrum": "spectrum", "effects": "effect", "origins": "origin", "purity": "purity", "leakage": "leakage",
    "leakage_before": "leakage_before",
}  # fmt: skip
#: Tensors that only some sets have.
MORE = ("unprojected", "path", "start")
#: What every file says, and what is meant where it does not say the rest. `kinds` are those of the notes.
ALWAYS = ("names", "spectrum", "method", "title", "version", "parameters", "seed", "generator")
ELSE: dict[str, Any] = {"rank": 0, "reach": 0.0} | {
    name: [] for name in ("sliders", "effects", "notes", "origins", "attributes", "purity", "leakage", "leakage_before",
                          "cuts")
}  # fmt: skip
#: No number of a list is larger, and no set holds as many directions or reaches as far.
HUGE, FAR = 1e30, 1e6


def lists(directions: DirectionSet) -> dict[str, tuple[str | float, ...]]:
    """What a file lists of the directions, by its name there: one value each, or none where it is unknown."""
    found: dict[str, tuple[str | float, ...]] = {
        name: known(getattr(direction, field) for direction in directions) for name, field in (TEXTS | NUMBERS).items()
    }
    return found | {"sliders": found["sliders"] if directions.own else ()}


def save_directions(directions: DirectionSet, path: Path) -> None:
    """Write the set as safetensors, whole or not at all.

    Raises:
        ValueError: it is more than is read of a direction file, or not what belongs there; one plain sentence.
        NotWritten: it cannot be written; `path` is as it was.
    """
    try:
        content = to_bytes(directions)
    except ValueError as error:
        raise ValueError(not_saved(path.name, error, tr("Delete some of its directions, or find it anew."))) from error
    write_whole(path, content)


def to_bytes(directions: DirectionSet) -> bytes:
    """The set as the content of a file; raises ValueError, with a reason, where it could not be read again."""
    came, notes = directions.provenance, directions.notes
    told = {
        **lists(directions),
        "method": came.method,
        "title": came.title,
        "version": came.version,
        "parameters": dict(came.parameters),
        "seed": came.seed,
        "generator": came.generator,
        "notes": [note.text for note in notes],
        "kinds": [note.kind for note in notes],
        "cuts": directions.cuts,
        "rank": directions.rank,
        "reach": directions.reach,
    }
    tensors = {"vectors": np.ascontiguousarray(directions.vectors, np.float32), "sigma": directions.sigma}
    for name in MORE:
        if rows := known(getattr(direction, name) for direction in directions):
            tensors[name] = np.stack(rows).astype(np.float32)
    content = save(tensors, {name: json.dumps(value) for name, value in told.items()} | {"format": FORMAT})
    no_more(len(content), FILE, "bytes")
    _measure(io.BytesIO(content))
    said = ELSE | {name: parsed(json.dumps(value)) for name, value in told.items()}
    if not _sound(said, len(directions)) or not all(np.isfinite(array).all() for array in tensors.values()):
        raise ValueError(tr("some of its numbers are not finite, or beyond all measure"))
    return content


def from_bytes(content: bytes) -> DirectionSet:
    """The set of `to_bytes`.

    Raises:
        ValueError, TypeError, KeyError: it is damaged, or larger than any; the message is for developers.
    """
    metadata = _measure(io.BytesIO(content)).get("__metadata__") or {}
    try:
        tensors = {name: array for name, array in load(content).items() if name in ("vectors", "sigma", *MORE)}
    except SafetensorError as error:
        raise ValueError(tr("one of its direction sets is damaged")) from error
    said = _checked(tensors, metadata)
    if not _sound(said, len(tensors["vectors"])):
        raise ValueError(tr("one of its direction sets says what does not belong there"))
    return _made(tensors, said)


def load_directions(path: Path) -> DirectionSet:
    """Read a direction set; its vectors keep the type of number that they have in the file.

    Raises:
        ValueError: the file is not one, or what it says of its directions is not what belongs there; one sentence.
    """
    try:
        tensors, said = _read(path)
        k = len(tensors["vectors"])
        found = _made(tensors, said) if _sound(said, k) else None
    except NotAFile:
        raise
    except (SafetensorError, OSError, ValueError, TypeError, KeyError) as error:
        raise ValueError(
            tr(
                "{path} is not a direction set{why}. Make one with `eigenbrush discover`.",
                path=short(path),
                why=in_brackets(error),
            )
        ) from error
    if found is None:
        raise ValueError(
            tr(
                "{name} is damaged: what it says of its {k} directions is not what belongs there. Make "
                "it again with `eigenbrush discover`.",
                name=short(path.name),
                k=k,
            )
        )
    return found


def _read(path: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """The tensors of a file, `sigma` as (k,) float32, and what it says; names that nobody knows are left out.

    Raises:
        ValueError: something is missing, not one a direction, or not finite.
        SafetensorError, OSError, TypeError: it cannot be read.
    """
    with opened(path) as raw:
        _measure(raw)
    with safe_open(path, "np") as file:
        metadata = file.metadata() or {}
        tensors = {name: file.get_tensor(name) for name in ("vectors", "sigma")}
        tensors |= {name: file.get_tensor(name) for name in MORE if name in file.keys()}
    return tensors, _checked(tensors, metadata)


def _checked(tensors: dict[str, np.ndarray], metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says; its tensors fit together, and `sigma` becomes (k,) float32. Raises as `_read`."""
    if missing := [name for name in ALWAYS if name not in metadata]:
        raise ValueError(tr("it does not say its {missing}", missing=", ".join(missing)))
    said = ELSE | {name: parsed(text) for name, text in metadata.items() if name in (*ALWAYS, *ELSE, "kinds")}
    with np.errstate(over="ignore"):
        tensors["sigma"] = tensors["sigma"].astype(np.float32).ravel()
    vectors, sigma = tensors["vectors"], tensors["sigma"]
    if vectors.ndim != 2 or not len(vectors) == len(sigma) == len(said["names"]):
        raise ValueError(
            tr(
                "{shape} vectors, {shape2} sigma and {said_count} names",
                shape=vectors.shape,
                shape2=sigma.shape,
                said_count=len(said["names"]),
            )
        )
    if wrong := [name for name in MORE if name in tensors and tensors[name].shape[:1] != vectors.shape[:1]]:
        raise ValueError(
            tr(
                "{wrong} {shape} for {shape2} vectors",
                wrong=wrong[0],
                shape=tensors[wrong[0]].shape,
                shape2=vectors.shape,
            )
        )
    if not all(np.isfinite(array).all() for array in tensors.values()):
        raise ValueError(tr("some of its numbers are not finite"))
    return said


def _measure(file: BinaryIO) -> dict[str, Any]:
    """Look at the header before anything is made of it or of the arrays, and return it.

    Raises:
        TooLarge: there is more than in any direction set.
        ValueError, TypeError, KeyError: the header is damaged.
    """
    length = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))[0]
    no_more(length, JSON, "bytes")
    header = parsed(file.read(length).decode())
    sizes = {name: math.prod(header[name]["shape"]) for name in ("vectors", "sigma", *MORE) if name in header}
    no_more(sum(sizes.values()), limits.NUMBERS, "numbers")
    no_more(sizes.get("sigma", 0), DIRECTIONS, "directions")
    return header


def _sound(said: Mapping[str, Any], k: int) -> bool:
    """Whether the lists have one entry a direction, or none, and all that is said is of its kind."""
    texts, numbers = [[said[name] for name in (*names, more)] for names, more in ((TEXTS, "notes"), (NUMBERS, "cuts"))]
    kinds = said.get("kinds")  # in files from before they were written, none
    return (
        all(isinstance(each, list) for each in (*texts, *numbers))
        and all(len(said[name]) in (0, k) for name in (*TEXTS, *NUMBERS))
        and len(said["attributes"]) == len(said["purity"])
        and all(isinstance(text, str) for each in texts for text in each)
        and all(isinstance(value, int | float) and abs(value) < HUGE for each in numbers for value in each)
        and all(isinstance(said[name], str) for name in ("method", "title", "generator"))
        and all(isinstance(said[name], int) for name in ("version", "seed", "rank"))
        and isinstance(said["reach"], int | float)
        and 0 <= said["rank"] < FAR
        and 0 <= said["reach"] < FAR
        and isinstance(said["parameters"], dict)
        and (kinds is None or (isinstance(kinds, list) and len(kinds) == len(said["notes"])))
        and all(kind in get_args(NoteKind) for kind in kinds or ())
    )


def _made(tensors: Mapping[str, np.ndarray], said: Mapping[str, Any]) -> DirectionSet:
    """The set of sound tensors and lists; ValueError where arrays do not fit together."""
    rows = {field: said[name] for name, field in (TEXTS | NUMBERS).items() if said[name]}
    rows |= {"vector": list(tensors["vectors"]), "sigma": tensors["sigma"].tolist()}
    rows |= {name: list(tensors[name]) for name in MORE if name in tensors}
    directions = tuple(Direction(**dict(zip(rows, values, strict=True))) for values in zip(*rows.values(), strict=True))
    kinds = said.get("kinds") or [_kind_told(text) for text in said["notes"]]
    return DirectionSet(
        directions,
        Provenance(**{name: said[name] for name in ALWAYS if name not in ("names", "spectrum")}),
        tuple(Note(kind, text) for kind, text in zip(kinds, said["notes"], strict=True)),
        tuple(said["cuts"]),
        said["rank"],
        said["reach"],
    )


def _kind_told(text: str) -> NoteKind:
    """The kind of a note in a file from before kinds were written, by the words that notes of that kind had then."""
    if text.startswith("Made for another generator"):
        return "elsewhere"
    return "leakage" if "% outside" in text or "falls outside" in text else "found"
