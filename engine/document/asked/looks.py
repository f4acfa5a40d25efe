"""One look on many faces, and pictures side by side: what the screen asks of the engine; and seeds as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, sqrt

from engine.document.asked.requests import Request
from engine.document.aspect import Size
from engine.document.disk.caches import Cache
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.films.film import Track, positions
from engine.document.films.formats import Grade
from engine.language import tr

#: Faces that one look is laid on at once; pictures side by side in a still, and in a film.
FACES, CELLS, MOVING = 10_000, 100, 25
#: Pictures that stand in one row where nobody says how many; more are laid out as a square.
ROW = 5


@dataclass(frozen=True)
class Cell:
    """One of several pictures; in a film its sliders move, where it has `tracks`."""

    label: str
    document: Document
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True)
class LooksSaved:
    """The folder at `path` holds what was asked for, but for what `failed`: the name of each, and why, a sentence."""

    path: str
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SaveLooks(Request[LooksSaved, None]):
    """Draw documents of one generator into the new folder `path`, each a PNG with its recipe, or, where its sliders
    move, a film (see `ExportFilm`), named by its label -> LooksSaved; the second of one name gets a number. `size`:
    pixels a side; 0: the generator's own."""

    writes = True
    pictures: tuple[Cell, ...]
    path: str
    size: int = 0
    rate: float = 25.0
    format: str = "gif"
    quality: Grade = "good"
    dither: bool = False
    cache: Cache | None = None

    @property
    def documents(self) -> tuple[Document, ...]:
        """All of them."""
        return tuple(cell.document for cell in self.pictures)


@dataclass(frozen=True)
class ExportSheet(Request[str, None]):
    """Draw pictures side by side -> the path: a PNG with the recipe of the first, or, where sliders move, a film (see
    `ExportFilm`). `size`: pixels a side of each; `labels`: what each is stands below it; `columns`: `columns_of`."""

    writes = True
    cells: tuple[Cell, ...]
    size: int
    path: str
    labels: bool = True
    rate: float = 25.0
    format: str = ""
    quality: Grade = "good"
    dither: bool = False
    columns: int = 0

    @property
    def documents(self) -> tuple[Document, ...]:
        """Of each picture the one that it is of."""
        return tuple(cell.document for cell in self.cells)


def columns_of(count: int, columns: int = 0) -> int:
    """In how many columns so many pictures stand: as many as are asked for, as far as there are pictures for them; 0:
    in one row, or, where they are many, about as many as there are rows."""
    return min(columns, count) if columns else count if count <= ROW else ceil(sqrt(count))


def shape_of(count: int, size: Size, *, labels: bool, columns: int = 0) -> tuple[int, int, int, int]:
    """Of so many pictures with this room each: how many columns (see `columns_of`), the height of the bar below each,
    and the whole sheet's width and height in pixels."""
    columns = columns_of(count, columns)
    bar = max(16, min(size) // 12) if labels else 0
    return columns, bar, columns * size.width, ceil(count / columns) * (size.height + bar)


def coming(document: Document, frames: int) -> tuple[Track, ...]:
    """The sliders of a look as they move in a film of it: from where each rests to where it stands, and back.

    Raises:
        ValueError: no edit of the document counts; one sentence.
    """
    counting = document.counting()
    if not counting:
        raise ValueError(tr("This look has no edits, so that nothing would move in a film; move a slider first."))
    return tuple(Track(edit, positions(0.0, edit.strength, frames, there_and_back=True)) for edit in counting)


def seeds_of(text: str) -> tuple[int, ...]:
    """The seeds of a text such as "1-20, 31", in its order, each once.

    Raises:
        ValueError: it names none, or too many; one sentence.
    """
    seeds: dict[int, None] = {}
    for part in text.replace(",", " ").split():
        found = re.fullmatch(r"(\d{1,10})(?:-(\d{1,10}))?", part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not first <= last < 2**32:
            raise ValueError(tr("{part} names no seeds; write them such as 1-20 or 3, 7, 12.", part=short(repr(part))))
        if last - first + len(seeds) >= FACES:
            raise ValueError(tr("At most {most} faces at once; take fewer seeds.", most=FACES))
        seeds |= dict.fromkeys(range(first, last + 1))
    if not seeds:
        raise ValueError(tr("Say which seeds, such as 1-20 or 3, 7, 12."))
    return tuple(seeds)
