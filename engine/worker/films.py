"""Requests about films of a timeline: what is measured for them, moments that are kept, and films as files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.document.document import Document, Timeline
from engine.document.film import delay_of
from engine.document.timeline.prepared import Prepared
from engine.document.timeline.reading import checked
from engine.document.timeline.requests import Heard, HearSound, PrepareFilm, SettleMoment, WriteFilm
from engine.drawing.passing import settled
from engine.export import gif
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
    delay = delay_of(film.rate)
    document = replace(work.document, timeline=film)
    prepared = yield from within(0.0, 0.1, prepare(opened, document, held.sounds))
    frames = FilmFrames(opened, document, film.times, prepared)
    size = work.size or opened.generator.resolution
    write = gif.save_film(frames.frame, len(frames), size, delay, Path(work.path), frames.ahead, dither=work.dither)
    return (yield from within(0.1, 1.0, write))


def asked(work: WriteFilm) -> Timeline:
    """The film at the rate and with the span that is asked for; raises ValueError where it has no such."""
    film = work.document.timeline
    return checked(replace(film, rate=work.rate or film.rate, span=work.span or film.span))
