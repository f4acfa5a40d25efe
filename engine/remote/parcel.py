"""What travels between client and workers: bytes of the safetensors form, which can hold numbers and words and nothing
that would be run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.language import tr

if TYPE_CHECKING:
    from engine.generator import Generator
    from engine.units import Part, Unit

#: The array of a parcel that holds its words, as JSON; and that of a stream's state.
WORDS, STATE = "words", "state"
#: Before the name of every other array.
ARRAY = "array."


def packed(words: Mapping[str, object], arrays: Mapping[str, np.ndarray]) -> bytes:
    """Words, as JSON knows them, and arrays."""
    text = np.frombuffer(json.dumps(words).encode(), np.uint8)
    held = {ARRAY + name: each if each.flags.c_contiguous else each.copy() for name, each in arrays.items()}
    return save({WORDS: text, **held})


def unpacked(content: bytes) -> tuple[dict[str, object], dict[str, np.ndarray]]:
    """The words and the arrays; raises ValueError where the bytes are none of `packed`."""
    try:
        held = load(content)
        words = json.loads(held.pop(WORDS).tobytes())
    except (SafetensorError, KeyError) as error:
        raise ValueError(tr("What another machine sent cannot be read.")) from error
    return words, {name.removeprefix(ARRAY): each for name, each in held.items()}


def of_unit(unit: Unit) -> bytes:
    """A unit, and which versions it is asked by."""
    words = {"kind": unit.kind, "generator": unit.generator, "start": unit.start, "count": unit.count}
    state = np.frombuffer(unit.state, np.uint8)
    return packed({**words, "words": dict(unit.words), "versions": versions()}, {STATE: state, **unit.given})


def unit_of(content: bytes) -> tuple[Unit, str]:
    """The unit, and the versions by which it is asked."""
    from engine.units import Unit

    words, given = unpacked(content)
    state = given.pop(STATE).tobytes()
    start, count, more = words["start"], words["count"], words["words"]
    assert isinstance(start, int) and isinstance(count, int) and isinstance(more, dict)
    unit = Unit(str(words["kind"]), str(words["generator"]), start, count, state, more, given)
    return unit, str(words["versions"])


def of_part(part: Part) -> bytes:
    """What comes of a unit."""
    return packed({"is": "part"}, part)


def of_generator(source: str, sha256: str, family: str, *, portraits: bool) -> bytes:
    """The generator's weights, read anew from where they came from.

    Raises:
        ValueError: what lies there has become another file, or cannot be read; one sentence.
    """
    from importlib import resources

    from engine.checkpoints.convert import content_of
    from engine.checkpoints.reading import read
    from engine.document.disk.wording import another_file
    from engine.document.keys import Source
    from engine.generator import PORTRAITS

    told = Source(source)
    path = Path(source) if told.is_file else None
    if path is not None:
        checkpoint = read(path)
    else:
        with resources.as_file(resources.files("resources") / "generators" / f"{told.builtin}.safetensors") as inside:
            checkpoint = read(inside)
    if checkpoint.sha256 != sha256:
        raise ValueError(another_file(checkpoint.path.name))
    more = {"family": family} | ({"data": PORTRAITS} if portraits else {})
    return content_of(checkpoint.weights, checkpoint.metadata | more, sha256, checkpoint.path.name)


def about(generator: Generator) -> tuple[str, str, str, bool]:
    """What `of_generator` has to be told."""
    return generator.source, generator.sha256, generator.family, generator.of_portraits


@cache  # looking them up takes longer than a small unit
def versions() -> str:
    """Which versions work here: what differs in any of them may give other numbers, or none."""
    from importlib.metadata import PackageNotFoundError, version

    def of(name: str) -> str:
        try:
            return version(name).partition("+")[0]
        except PackageNotFoundError:
            return tr("not installed")

    return f"EigenBrush {of('eigenbrush')}, torch {of('torch')}, distributed {of('distributed')}"
