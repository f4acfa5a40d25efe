"""What methods found, kept on disk: the same question to the same generator is answered at once the next time."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import asdict, replace
from importlib import resources
from pathlib import Path

from engine.document.asked.learning import Train
from engine.document.asked.requests import Discover
from engine.document.code import Layout
from engine.document.directions import DirectionSet
from engine.document.disk.caches import Cache, used_now
from engine.document.saved.direction_file import lists, load_directions, save_directions
from engine.document.saved.lengthened import lengthened_set
from engine.generator import Generator
from engine.method import Context, Method

log = logging.getLogger(__name__)


def place(work: Discover | Train, finder: Method) -> Path | None:
    """Where the answer to this question lies or will lie; None where nothing is to be kept.

    Its name holds all that the answer depends on: generator, method and version, parameters, seed, examples.
    """
    # A method without parameters has nothing to search for, and a painted region changes all the time.
    if not asdict(finder) or (isinstance(work, Discover) and work.document is not None):  # type: ignore[call-overload]
        return None
    return _named(work, finder, "")


def training_place(work: Train, finder: Method) -> Path | None:
    """Where the training of this question is kept while it goes on; more steps go on from fewer."""
    return _named(work, finder, ".training", without="steps")


def _named(work: Discover | Train, finder: Method, ending: str, without: str = "") -> Path | None:
    if work.cache is None:
        return None
    parameters = finder.question()
    parameters.pop(without, None)
    asked = [work.generator, work.method, finder.version, parameters, work.seed, work.examples]
    digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:24]
    return work.cache.folder("directions") / work.generator[:16] / f"{work.method}-{digest}{ending}.safetensors"


def shipped(finder: Method, generator: Generator, context: Context) -> DirectionSet | None:
    """What comes with the program as the answer to this question: trainings of the generators that come with it, asked
    with the same parameters and seed."""
    with resources.as_file(resources.files("resources") / "directions") as folder:
        found = read(folder / f"{generator.name}.{finder.identifier}.safetensors", generator.layout)
    if found is None or context.examples or found.provenance != finder.provenance(generator, context):
        return None
    return found


def named_place(cache: Cache | None, generator: str, directions: DirectionSet) -> Path | None:
    """Where the same set lies with its measured names; None where nothing is to be kept.

    Its name holds the vectors, and what else tells this set from one that only points the same ways.
    """
    if cache is None:
        return None
    came, listed = directions.provenance, lists(directions)
    told = [came.version, dict(came.parameters), came.seed, listed["spectrum"], listed["origins"],
            [note.text for note in directions.notes]]  # fmt: skip
    digest = hashlib.sha256(json.dumps(told).encode() + directions.sigma.tobytes()).hexdigest()[:8]
    return (
        cache.folder("directions") / generator[:16] / f"named-{directions.key.replace(':', '-')}-{digest}.safetensors"
    )


def with_names(cache: Cache | None, generator: str, directions: DirectionSet) -> DirectionSet:
    """The set with the names that it was measured to have; itself where none are kept."""
    kept = named_place(cache, generator, directions)
    named = None if kept is None else read(kept)
    if named is None or len(named) != len(directions):
        return directions
    both = tuple(
        replace(direction, attribute=other.attribute, purity=other.purity)
        for direction, other in zip(directions, named, strict=True)
    )
    return replace(directions, directions=both)


def read(kept: Path, layout: Layout | None = None) -> DirectionSet | None:
    """The set that lies there, as long as codes of the layout are; None where there is none that can be read."""
    if not os.path.isfile(kept):  # which is no error in a folder that nobody may look into
        return None
    try:
        used_now(kept)
        found = load_directions(kept)
        return found if layout is None else lengthened_set(found, layout)
    except ValueError as error:  # a damaged copy is no loss: it is found again
        log.warning("%s", error)
        return None


def write(cache: Cache, directions: DirectionSet, kept: Path) -> None:
    """Keep a set. A full disk is no reason to lose what was found: it is only written down in the log."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        save_directions(directions, kept)
        cache.make_room()
    except (OSError, ValueError) as error:
        log.warning("%s could not be kept: %s", kept, error)
