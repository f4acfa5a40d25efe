"""A traversal as a film: its frames rendered one by one, and written in the format that was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from engine.document.films.exporting import ExportFilm
from engine.document.films.film import moment
from engine.document.films.formats import Plan, format_of, planned
from engine.document.saved.serial import to_json, to_recipe
from engine.drawing.opened import Opened
from engine.export.kept import film_key, kept_frames
from engine.export.writing import write_film
from engine.film.units import Frames
from engine.job import Job
from engine.language import tr
from engine.units import Units, here


def film(opened: Opened, work: ExportFilm, units: Units = here) -> Job[str]:
    """A traversal as a film, its frames drawn by whoever does `units`."""
    if not work.tracks:
        raise ValueError(tr("A traversal needs at least one slider; choose one."))
    name = work.format or format_of(work.path)
    size = opened.generator.at(work.size)
    plan = planned(
        name, len(work.tracks[0].offsets), (size.width, size.height), work.rate, work.quality, dither=work.dither
    )
    return _film(opened, work, plan, units)


def _film(opened: Opened, work: ExportFilm, plan: Plan, units: Units) -> Job[str]:
    document, tracks = work.document, work.tracks
    made = {"rate": float(work.rate), "size": work.size, "tracks": [asdict(track) for track in tracks]}
    recipe = film_recipe(to_recipe(document, opened.arrays), made)
    key = film_key(json.dumps(to_json(document), sort_keys=True), json.dumps(made["tracks"]))
    size = plan.count * opened.generator.size.pixels * 3
    with (
        kept_frames(work.cache, key, size) as kept,
        closing(Frames(opened, lambda i: moment(document, tracks, i), units)) as frames,
    ):
        write = write_film(frames.frame, plan, Path(work.path), frames.ahead, recipe=recipe, kept=kept,
                           coming=frames.coming)  # fmt: skip
        return (yield from write)


def film_recipe(recipe: str, made: Mapping[str, object]) -> str:
    """The recipe of a film: that of the document it is of, with what it was `made` of, plain values of JSON, beside it.

    Whoever knows only pictures reads the document and passes over the rest; `film_of` reads it.
    """
    return json.dumps({**json.loads(recipe), "film": dict(made)})


def film_of(recipe: str) -> dict[str, object] | None:
    """What a film was made of, as `film_recipe` was given it; None: the recipe is a picture's.

    Raises:
        ValueError: the text is no recipe.
    """
    made = json.loads(recipe).get("film")
    return made if isinstance(made, dict) else None
