"""Requests about directions: find them with a method, get ready for it, name them, read them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from engine.boundaries.boundary import suggest_faces
from engine.directions import cache as direction_cache
from engine.directions import files as direction_files
from engine.directions.naming import name_by_pictures, name_directions
from engine.document.asked.learning import Train
from engine.document.asked.naming import THUMBNAIL, NameAtFace
from engine.document.asked.requests import Discover, LoadDirections, NameDirections, Prepare, SuggestFaces
from engine.document.aspect import Size, sized
from engine.document.conditions import Conditions
from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.regions import as_weights, united
from engine.drawing import strips
from engine.drawing.opened import Opened
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.units import may_go, trained_elsewhere
from engine.method import Context, Method, check_parameters
from engine.units import here
from engine.worker.answers import answers
from engine.worker.holdings import Holdings


def _finder(held: Holdings, work: Discover | Train, opened: Opened) -> Method:
    """The method with the parameters that are asked for; raises ValueError, a sentence, where it cannot run."""
    if work.method not in held.methods:
        raise ValueError(
            tr(
                "There is no method {method}; there are {methods}.",
                method=short(repr(work.method)),
                methods=", ".join(sorted(held.methods)),
            )
        )
    chosen = held.methods[work.method]
    if reason := chosen.why_not(opened.generator):
        raise ValueError(reason)
    finder = chosen(**work.parameters)
    check_parameters(finder, opened.generator)
    return finder


@answers(Discover)
def discover(held: Holdings, work: Discover) -> Job[DirectionSet]:
    """Run a method, or take what it found last time with the same parameters."""
    opened = held.get(work.generator)
    finder = _finder(held, work, opened)
    kept = direction_cache.place(work, finder)
    found = direction_cache.read(kept, opened.generator.layout) if kept is not None else None
    if found is not None:
        yield Progress(1.0, tr("found before"))
    else:
        found = yield from finder.discover(*_seen_by_methods(held, opened, work.seed, work.examples, work.document))
        if kept is not None and (cache := held.sparing(work.cache)) is not None:
            direction_cache.write(cache, found, kept)
    return direction_cache.with_names(work.cache, work.generator, found)


@answers(Train)
def train(held: Holdings, work: Train) -> Job[DirectionSet]:
    """Run a method that trains, or go on with it, or take what it learned before or what comes with the program."""
    opened = held.get(work.generator)
    finder = _finder(held, work, opened)
    keeping, unfinished = work.keeping, direction_cache.training_place(work, finder)
    if not keeping.path and unfinished is not None:
        keeping = replace(keeping, path=str(unfinished))
    context = Context(work.seed, work.examples, memory=opened.memory, keeping=keeping, units=held.units)
    kept = direction_cache.place(work, finder)
    found = direction_cache.shipped(finder, opened.generator, context)
    if found is None and kept is not None:
        found = direction_cache.read(kept, opened.generator.layout)
    if found is not None:
        yield Progress(1.0, tr("learned before"))
    else:
        elsewhere = held.units is not here and may_go(finder)
        find = trained_elsewhere if elsewhere else type(finder).discover
        found = yield from find(finder, opened.generator, context)
        if keeping.minutes is None and kept is not None and (cache := held.sparing(work.cache)) is not None:
            direction_cache.write(cache, found, kept)
    return direction_cache.with_names(work.cache, work.generator, found)


@answers(Prepare)
def prepare(held: Holdings, work: Prepare) -> Job[None]:
    """Have ready what a method of painted regions needs of a face."""
    opened = held.get(work.document.generator.sha256)
    finder = held.methods[work.method](**work.parameters)
    check_parameters(finder, opened.generator)
    return finder.prepare(*_seen_by_methods(held, opened, work.document.seed, (), work.document))


def _seen_by_methods(
    held: Holdings, opened: Opened, seed: int, examples: tuple[tuple[int, float], ...], document: Document | None
) -> tuple[Generator, Context]:
    """The generator under the document's conditions, and all that a method may use besides."""
    if document is None:
        return opened.generator, Context(seed, examples, memory=opened.memory, units=held.units)
    stored = [(region, opened.arrays[region.mask]) for region in document.regions]
    changed = united(mask for region, mask in stored if not region.keep)
    kept = united(mask for region, mask in stored if region.keep)
    context = Context(
        seed=seed,
        examples=examples,
        region=None if changed is None else as_weights(changed),
        kept=as_weights(kept) if kept is not None and kept.any() else None,
        regions={region.name: as_weights(mask) for region, mask in stored},
        code=opened.code(document),
        memory=opened.memory,
        units=held.units
        if document.conditions == Conditions()
        else here,  # elsewhere it is known as it was drawn first
    )
    return opened.full(document.conditions).generator, context  # the same object while the conditions are the same


@answers(SuggestFaces)
def suggest(held: Holdings, work: SuggestFaces) -> Job[tuple[int, ...]]:
    """Faces that would teach a boundary most."""
    return suggest_faces(held.get(work.generator).generator, work.examples, work.count, work.seed)


@answers(NameDirections)
def name(held: Holdings, work: NameDirections) -> Job[DirectionSet]:
    """What each direction of a set moves most."""
    named = yield from name_directions(held.get(work.generator).generator, work.directions, units=held.units)
    kept = direction_cache.named_place(work.cache, work.generator, named)
    if kept is not None and (cache := held.sparing(work.cache)) is not None:
        direction_cache.write(cache, named, kept)
    return named


@answers(NameAtFace)
def name_at_face(held: Holdings, work: NameAtFace) -> Job[DirectionSet]:
    """What each direction of a set moves most on one face."""
    opened = held.get(work.documents[0].generator.sha256)
    side = opened.generator.resolution
    ends = yield from within(0, 0.5, strips.drawn_alone(opened, work.documents, side))
    yield Progress(0.5, partial=np.stack([_small(each) for each in ends[::2]]))
    return (yield from within(0.5, 1, name_by_pictures(opened.generator, work.directions, ends)))


def _small(pixels: np.ndarray) -> np.ndarray:
    size = sized(THUMBNAIL, Size(*pixels.shape[:2]).aspect)
    return np.asarray(Image.fromarray(pixels).resize((size.width, size.height), Image.Resampling.BOX))


@answers(LoadDirections)
def load_directions(held: Holdings, work: LoadDirections) -> Job[DirectionSet]:
    """A direction set from a file."""
    yield Progress(0.0, "reading")
    return direction_files.load_any(Path(work.path), held.get(work.generator).generator, sure=work.sure)
