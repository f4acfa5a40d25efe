"""One look on many faces, and pictures side by side: what the screen asks of the engine; and seeds as text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.document.document import Document
from engine.document.film import Track
from engine.document.formats import Grade
from engine.document.requests import Request
from engine.document.wording import short
from engine.language import tr

#: Faces that one look is laid on at once, and pictures side by side.
FACES, CELLS = 10_000, 25


@dataclass(frozen=True)
class SaveLooks(Request[str, None]):
    """Draw documents of one generator, each a PNG with its recipe named as said, into the new folder `path` -> the
    path; the second of one name gets a number. `size`: pixels a side; 0: the generator's own."""

    writes = True
    pictures: tuple[tuple[str, Document], ...]
    path: str
    size: int = 0


@dataclass(frozen=True)
class Cell:
    """One of several pictures side by side; in a film its sliders move, where it has `tracks`."""

    label: str
    document: Document
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True)
class ExportSheet(Request[str, None]):
    """Draw pictures of one generator side by side -> the path: a PNG with the recipe of the first, or, where sliders
    move, a film (see `ExportFilm`). `size`: pixels a side of each; `labels`: what each is stands below it."""

    writes = True
    cells: tuple[Cell, ...]
    size: int
    path: str
    labels: bool = True
    rate: float = 25.0
    format: str = ""
    quality: Grade = "good"
    dither: bool = False


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
