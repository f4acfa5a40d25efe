"""Several pictures side by side, in one still or film, with what each is below it or without."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from engine.document.aspect import Size
from engine.document.document import Document
from engine.document.film import moment
from engine.document.formats import Plan, format_of, planned
from engine.document.looks import CELLS, ExportSheet, SaveLooks
from engine.document.serial import to_recipe
from engine.document.wording import short
from engine.drawing.one_by_one import Drawing
from engine.drawing.opened import Opened
from engine.export import png
from engine.export.film import film_recipe
from engine.export.folder import whole_folder
from engine.export.sizing import at_side, resized
from engine.export.writing import write_film
from engine.job import Job, Progress
from engine.language import tr

BAR, INK = (24, 24, 24), (235, 235, 235)
#: Pictures that stand in one row; more are laid out as a square.
ROW = 5


def shape_of(count: int, size: Size, *, labels: bool) -> tuple[int, int, int, int]:
    """Of so many pictures of one size: how many columns, the height of the bar below each, and the whole
    sheet's width and height in pixels."""
    columns = count if count <= ROW else ceil(sqrt(count))
    bar = max(16, min(size) // 12) if labels else 0
    return columns, bar, columns * size.width, ceil(count / columns) * (size.height + bar)


def sheet_of(pictures: Sequence[np.ndarray], labels: Sequence[str], size: Size) -> np.ndarray:
    """The pictures, each uint8 (H, W, 3), as one, uint8 (height, width, 3); no `labels`: without bars."""
    columns, bar, width, height = shape_of(len(pictures), size, labels=bool(labels))
    whole = Image.new("RGB", (width, height), BAR)
    pen = ImageDraw.Draw(whole)
    font = ImageFont.load_default(max(10, bar * 0.62)) if bar else None
    for place, pixels in enumerate(pictures):
        x, y = place % columns * size.width, place // columns * (size.height + bar)
        whole.paste(resized(pixels, size.width, size.height), (x, y))
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


def sheet(opened: Opened, work: ExportSheet) -> Job[str]:
    """Pictures side by side."""
    if not 2 <= len(work.cells) <= CELLS:
        raise ValueError(tr("Side by side stand 2 to {most} pictures, not {count}.", most=CELLS, count=len(work.cells)))
    shape = shape_of(len(work.cells), opened.generator.at(work.size), labels=work.labels)[2:]
    moving = [cell for cell in work.cells if cell.tracks]
    if not moving:
        planned("apng", 2, shape, 25)  # sizes alone
        return _still(opened, work)
    count = max(len(track.offsets) for cell in moving for track in cell.tracks)
    name = work.format or format_of(work.path)
    return _film(opened, work, planned(name, count, shape, work.rate, work.quality, dither=work.dither))


def _still(opened: Opened, work: ExportSheet) -> Job[str]:
    drawing, drawn = Drawing(opened), list[np.ndarray]()
    for cell in work.cells:
        yield Progress(len(drawn) / len(work.cells), tr("drawing {label}", label=short(cell.label)))
        drawn.append(drawing.frame(cell.document))
    recipe = to_recipe(work.cells[0].document, opened.arrays)
    whole = sheet_of(drawn, [cell.label for cell in work.cells] if work.labels else (), opened.generator.at(work.size))
    png.save_picture(whole, recipe, Path(work.path))
    return work.path


def _film(opened: Opened, work: ExportSheet, plan: Plan) -> Job[str]:
    first = work.cells[0].document
    drawing = [Drawing(opened) for _ in work.cells]
    made = {"rate": float(work.rate), "size": work.size, "side by side": [cell.label for cell in work.cells]}
    labels = [cell.label for cell in work.cells] if work.labels else []
    drawn: dict[int, list[np.ndarray]] = {}

    def documents(i: int) -> list[Document]:
        return [moment(cell.document, cell.tracks, i) if cell.tracks else cell.document for cell in work.cells]

    def ahead(i: int) -> Job[None]:
        drawn.clear()
        drawn[i] = []
        for frames, document in zip(drawing, documents(i), strict=True):
            drawn[i].append(frames.frame(document))
            yield Progress(0.0)  # others may have a turn

    def frame(i: int) -> np.ndarray:
        return sheet_of(drawn.pop(i), labels, opened.generator.at(work.size))

    recipe = film_recipe(to_recipe(first, opened.arrays), made)
    return (yield from write_film(frame, plan, Path(work.path), ahead, recipe=recipe))


def save_looks(opened: Opened, work: SaveLooks) -> Job[str]:
    """One look on many faces."""
    drawing = Drawing(opened)
    with whole_folder(Path(work.path)) as folder:
        for done, (name, document) in enumerate(work.pictures):
            yield Progress(
                done / len(work.pictures), tr("picture {i} of {count}", i=done + 1, count=len(work.pictures))
            )
            pixels = drawing.frame(document)
            pixels = np.asarray(at_side(pixels, work.size))
            png.save_picture(pixels, to_recipe(document, opened.arrays), _free(folder, name))
    return work.path


def _free(folder: Path, name: str) -> Path:
    """Two faces may have one name."""
    path, number = folder / f"{name}.png", 2
    while path.exists():
        path, number = folder / f"{name}-{number}.png", number + 1
    return path
