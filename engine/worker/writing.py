"""Requests that write files, and read documents back: pictures, films, masks, direction sets, sessions, recipes."""

from __future__ import annotations

from pathlib import Path

from engine.directions import files as direction_files
from engine.document.asked.looks import ExportSheet, LooksSaved, SaveLooks
from engine.document.asked.requests import (
    LoadSession,
    ReadRecipe,
    SaveDirections,
    SaveMask,
    SavePicture,
    SaveSession,
)
from engine.document.disk.wording import CLAUSE, short
from engine.document.document import Document
from engine.document.films.exporting import ExportFilm
from engine.document.saved.serial import recipe_steps
from engine.document.saved.session import Session
from engine.document.saved.session import load_session as read_session
from engine.document.saved.session import save_session as write_session
from engine.export import film, picture, png, sheet
from engine.job import Job, Progress
from engine.language import tr
from engine.regions.masks import write_mask
from engine.worker.answers import answers
from engine.worker.holdings import Holdings


@answers(ExportFilm)
def export_film(held: Holdings, work: ExportFilm) -> Job[str]:
    """A traversal as a film."""
    return film.film(held.get(work.document.generator.sha256), work, held.units)


@answers(ExportSheet)
def export_sheet(held: Holdings, work: ExportSheet) -> Job[str]:
    """Pictures side by side."""
    return sheet.sheet(held.get, work)


@answers(SaveLooks)
def save_looks(held: Holdings, work: SaveLooks) -> Job[LooksSaved]:
    """One look on many faces."""
    return sheet.save_looks(held.get(work.pictures[0].document.generator.sha256), work, held.units)


@answers(SavePicture)
def save_picture(held: Holdings, work: SavePicture) -> Job[str]:
    """The document as a PNG that carries its recipe."""
    return picture.picture(held.get(work.document.generator.sha256), work)


@answers(SaveMask)
def save_mask(_held: Holdings, work: SaveMask) -> Job[str]:
    """A mask as PNG."""
    yield Progress(0.0, "saving")
    write_mask(Path(work.path), work.mask)
    return work.path


@answers(SaveDirections)
def save_directions(held: Holdings, work: SaveDirections) -> Job[str]:
    """A direction set as a file."""
    yield Progress(0.0, "saving")
    direction_files.save_any(work.directions, Path(work.path), held.get(work.generator).generator)
    return work.path


@answers(SaveSession)
def save_session(held: Holdings, work: SaveSession) -> Job[str]:
    """The documents as a session file."""
    yield Progress(0.0, "saving")
    preview = b"" if work.preview is None else png.png_bytes(work.preview)
    path = Path(work.path)
    write_session(path, work.documents, work.current, held.arrays, preview, work.sets, work.faces, work.belongs)
    return work.path


@answers(LoadSession)
def load_session(held: Holdings, work: LoadSession) -> Job[Session]:
    """A session file's documents."""
    yield Progress(0.0, "reading")
    try:
        return read_session(Path(work.path), held.arrays)
    except OSError as error:
        raise OSError(
            tr(
                "{path} cannot be opened: {strerror}.",
                path=short(work.path),
                strerror=short((error.strerror or str(error)).lower(), CLAUSE),
            )
        ) from error


@answers(ReadRecipe)
def read_recipe(held: Holdings, work: ReadRecipe) -> Job[Document]:
    """The document of a recipe, an array a step."""
    yield Progress(0.0, "reading")
    steps = recipe_steps(work.recipe, held.arrays)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
        yield Progress(0.0, "reading")
