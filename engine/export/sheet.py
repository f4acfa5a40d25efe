"""Several pictures side by side, in one still or film, with what each is below it or without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from engine.document.asked.looks import CELLS, MOVING, Cell, ExportSheet, LooksSaved, SaveLooks, shape_of
from engine.document.aspect import Size
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import moment
from engine.document.films.formats import NAMED, Plan, format_of, planned
from engine.document.saved.serial import to_recipe
from engine.drawing.one_by_one import Drawing
from engine.drawing.opened import Opened
from engine.export import png
from engine.export.film import film, film_recipe
from engine.export.folder import whole_folder
from engine.export.sizing import at_side
from engine.export.writing import write_film
from engine.job import Job, Progress, within
from engine.language import tr
from engine.units import Units, here

BAR, INK = (24, 24, 24), (235, 235, 235)
Find = Callable[[str], Opened]


def room_of(find: Find, work: ExportSheet) -> Size:
    """The room of each picture: as wide as the widest and as high as the highest of them at the size asked for."""
    sizes = [find(cell.document.generator.sha256).generator.at(work.size) for cell in work.cells]
    return Size(max(size.height for size in sizes), max(size.width for size in sizes))


def sheet_of(pictures: Sequence[np.ndarray], labels: Sequence[str], size: Size, columns: int = 0) -> np.ndarray:
    """The pictures, each uint8 (H, W, 3), as one, uint8 (height, width, 3); no `labels`: without bars."""
    columns, bar, width, height = shape_of(len(pictures), size, labels=bool(labels), columns=columns)
    whole = Image.new("RGB", (width, height), BAR)
    pen = ImageDraw.Draw(whole)
    font = ImageFont.load_default(max(10, bar * 0.62)) if bar else None
    for place, pixels in enumerate(pictures):
        x, y = place % columns * size.width, place // columns * (size.height + bar)
        picture = at_side(pixels, max(size))
        whole.paste(picture, (x + (size.width - picture.width) // 2, y + (size.height - picture.height) // 2))
        if bar:
            text = _fitting(short(labels[place]), size.width - 8, pen, font)
            pen.text((x + size.width / 2, y + size.height + bar / 2), text, INK, font, anchor="mm")
    return np.asarray(whole)


def _fitting(text: str, room: int, pen: ImageDraw.ImageDraw, font: object) -> str:
    """As much of a label as there is room for, in pixels."""
    whole = text
    while text and pen.textlength(text if text == whole else text + "…", font) > room:  # type: ignore[arg-type]
        text = text[:-1]
    return text if text == whole else text + "…"


def sheet(find: Find, work: ExportSheet) -> Job[str]:
    """Pictures side by side; `find` gives the open generator of a hash."""
    moving = [cell for cell in work.cells if cell.tracks]
    most = MOVING if moving else CELLS
    if not 2 <= len(work.cells) <= most:
        raise ValueError(tr("Side by side stand 2 to {most} pictures, not {count}.", most=most, count=len(work.cells)))
    shape = shape_of(len(work.cells), room_of(find, work), labels=work.labels, columns=work.columns)[2:]
    if not moving:
        planned("apng", 2, shape, 25)  # sizes alone
        return _still(find, work)
    count = max(len(track.offsets) for cell in moving for track in cell.tracks)
    name = work.format or format_of(work.path)
    return _film(find, work, planned(name, count, shape, work.rate, work.quality, dither=work.dither))


def _labels(work: ExportSheet) -> list[str]:
    return [cell.label for cell in work.cells] if work.labels else []


def _recipe(find: Find, document: Document) -> str:
    return to_recipe(document, find(document.generator.sha256).arrays)


def _still(find: Find, work: ExportSheet) -> Job[str]:
    drawings: dict[str, Drawing] = {}
    drawn: list[np.ndarray] = []
    for cell in work.cells:
        yield Progress(len(drawn) / len(work.cells), tr("drawing {label}", label=short(cell.label)))
        sha256 = cell.document.generator.sha256
        if sha256 not in drawings:
            drawings[sha256] = Drawing(find(sha256))
        pixels = drawings[sha256].frame(cell.document)
        drawn.append(np.asarray(at_side(pixels, work.size)))
    whole = sheet_of(drawn, _labels(work), room_of(find, work), work.columns)
    png.save_picture(whole, _recipe(find, work.cells[0].document), Path(work.path))
    return work.path


def _film(find: Find, work: ExportSheet, plan: Plan) -> Job[str]:
    drawing = [Drawing(find(cell.document.generator.sha256)) for cell in work.cells]
    made = {"rate": float(work.rate), "size": work.size, "side by side": [cell.label for cell in work.cells]}
    drawn: dict[int, list[np.ndarray]] = {}
    room = room_of(find, work)

    def documents(i: int) -> list[Document]:
        return [moment(cell.document, cell.tracks, i) if cell.tracks else cell.document for cell in work.cells]

    def ahead(i: int) -> Job[None]:
        drawn.clear()
        drawn[i] = []
        for frames, document in zip(drawing, documents(i), strict=True):
            drawn[i].append(frames.frame(document))
            yield Progress(0.0)  # others may have a turn

    def frame(i: int) -> np.ndarray:
        return sheet_of(drawn.pop(i), _labels(work), room, work.columns)

    recipe = film_recipe(_recipe(find, work.cells[0].document), made)
    return (yield from write_film(frame, plan, Path(work.path), ahead, recipe=recipe))


def save_looks(opened: Opened, work: SaveLooks, units: Units = here) -> Job[LooksSaved]:
    """One look on many faces; frames of films are drawn by whoever does `units`.

    What fails of one is told, and the others go on; a disk that takes no more ends it."""
    drawing, failed, count = Drawing(opened), list[tuple[str, str]](), len(work.pictures)
    with whole_folder(Path(work.path)) as folder:
        for done, cell in enumerate(work.pictures):
            note = tr("picture {i} of {count}", i=done + 1, count=count)
            yield Progress(done / count, note)
            try:
                if cell.tracks:
                    yield from within(
                        done / count, (done + 1) / count, _one_film(opened, work, cell, folder, units), note
                    )
                else:
                    _one_picture(opened, drawing, work, cell, folder)
            except ValueError as error:  # a sentence about this one alone
                failed.append((cell.label, str(error)))
        if len(failed) == count:
            raise ValueError(failed[0][1])
    return LooksSaved(work.path, tuple(failed))


def _one_picture(opened: Opened, drawing: Drawing, work: SaveLooks, cell: Cell, folder: Path) -> None:
    pixels = drawing.frame(cell.document)
    pixels = np.asarray(at_side(pixels, work.size))
    png.save_picture(pixels, to_recipe(cell.document, opened.arrays), _free(folder, cell.label, ".png"))


def _one_film(opened: Opened, work: SaveLooks, cell: Cell, folder: Path, units: Units) -> Job[str]:
    size = work.size or opened.generator.resolution
    path = str(_free(folder, cell.label, NAMED[work.format].ending))
    one = ExportFilm(cell.document, cell.tracks, work.rate, size, path, work.dither, work.format, work.quality,
                     work.cache)  # fmt: skip
    return (yield from film(opened, one, units))


def _free(folder: Path, name: str, ending: str) -> Path:
    """Two faces may have one name."""
    path, number = folder / f"{name}{ending}", 2
    while path.exists():
        path, number = folder / f"{name}-{number}{ending}", number + 1
    return path
