"""Requests about films of a timeline: what is measured for them, moments that are kept, and films as files."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from engine.document.document import Document
from engine.document.films.formats import SOUNDING, format_of, planned
from engine.document.saved.serial import to_json, to_recipe
from engine.document.timeline.prepared import Prepared
from engine.document.timeline.requests import Heard, HearSound, PrepareFilm, SettleMoment, WriteFilm, asked
from engine.drawing.passing import settled
from engine.export import writing
from engine.export.kept import film_key, kept_frames
from engine.film.frames import FilmFrames
from engine.film.preparing import prepare
from engine.job import Job, Progress, within
from engine.worker.answers import answers
from engine.worker.holdings import Holdings


@answers(PrepareFilm)
def prepare_film(held: Holdings, work: PrepareFilm) -> Job[Prepared]:
    """What a film needs before it is played."""
    return prepare(held.get(work.document.generator.sha256), work.document, held.sounds)


@answers(HearSound)
def hear_sound(held: Holdings, work: HearSound) -> Job[Heard]:
    """What is in a sound."""
    return held.sounds.hear(work.path)


@answers(SettleMoment)
def settle_moment(held: Holdings, work: SettleMoment) -> Job[Document]:
    """A moment of a film, to be kept."""
    opened = held.get(work.document.generator.sha256)
    yield Progress(0.5)
    return settled(work.document, opened.base(work.document), opened.generator.layout, held.arrays)


@answers(WriteFilm)
def write_film(held: Holdings, work: WriteFilm) -> Job[str]:
    """A film as a file."""
    opened, film = held.get(work.document.generator.sha256), asked(work)
    document = replace(work.document, timeline=film)
    size = opened.generator.at(work.size or opened.generator.resolution)
    name = work.format or format_of(work.path)
    plan = planned(name, len(film.times), (size.width, size.height), film.rate, work.quality, dither=work.dither)
    if film.sound is not None and plan.format in SOUNDING:
        yield from within(0.0, 0.02, held.sounds.hear(film.sound.path, film.sound.sha256))  # it is there, and the same
        plan = replace(plan, sound=film.sound.path, begin=film.times[0])
    recipe = to_recipe(work.document, held.arrays, with_film=True)
    prepared = yield from within(0.02, 0.1, prepare(opened, document, held.sounds))
    key = film_key(json.dumps(to_json(document), sort_keys=True), "timeline")
    with (
        kept_frames(work.cache, key, plan.count * opened.generator.size.pixels * 3) as kept,
        closing(FilmFrames(opened, document, film.times, prepared, held.units)) as frames,
    ):
        write = writing.write_film(frames.frame, plan, Path(work.path), frames.ahead, recipe=recipe, kept=kept,
                                   coming=frames.coming)  # fmt: skip
        return (yield from within(0.1, 1.0, write))
