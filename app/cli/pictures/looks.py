"""The commands that lay one look on many faces, and that show pictures side by side."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from app.cli.arguments import SLIDER
from app.cli.codes import code_flags, desk_of
from app.cli.headless import Desk, check_folder, check_out, follow
from app.cli.making import check_film, checked_film, film_flags, span_of
from app.cli.telling import tell, warn
from app.model.brought import on_codes, on_seeds
from app.model.settings import cache_of, load_settings
from engine.document.asked.codes import LoadCodes
from engine.document.asked.looks import CELLS, Cell, ExportSheet, SaveLooks, seeds_of
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.films.film import Track, positions
from engine.document.films.formats import planned

#: Pixels a side of a film.
SIZE = 256


def _moving_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("--slider", action="append", default=[], metavar="SLIDER", help=f"films of it moving: {SLIDER}")
    made.add_argument("--range", default="-3:3", metavar="A:B", help="in sigma; of --slider")
    made.add_argument("--frames", type=int, default=48)
    film_flags(made)


def batch_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("generator", metavar="RECIPE", help="a picture with its recipe, a recipe as text, or a session")
    made.add_argument("--out", required=True, metavar="FOLDER")
    made.add_argument("--seeds", default="", metavar="A-B", help="such as 1-20 or 3,7,12")
    made.add_argument("--codes", action="append", default=[], metavar="FILE", help="every face of a file of codes, as "
                      "eigenbrush invert writes of photos")  # fmt: skip
    _moving_flags(made)
    made.set_defaults(size=0)  # of pictures: the generator's own


def batch(options: argparse.Namespace) -> None:
    """one look, a recipe without its face, on many faces: a folder of pictures, or of films"""
    seeds = seeds_of(options.seeds) if options.seeds or not options.codes else ()
    check_folder(str(Path(options.out)))
    folder = Path(options.out)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise ValueError(f"The name {short(folder.name)} is taken; choose another for --out.")
    name = options.format or "gif"
    if options.slider:
        options.size = options.size or SIZE
        check_film(options, name, options.frames)
    elif options.size:
        planned("apng", 2, (options.size, options.size), 25)  # its size alone
    desk = Desk(options.generator, saved=True)
    looks = [*on_seeds(desk.workspace, seeds), *(each for file in options.codes for each in _of_file(desk, file))]
    cells = []
    for called, document in looks:
        desk.change(document)
        cells.append(Cell(called, document, _tracks(desk, options) if options.slider else ()))
    work = SaveLooks(tuple(cells), str(folder), options.size or 0, options.fps, name, options.quality, options.dither,
                     cache_of(load_settings()[0]))  # fmt: skip
    saved = follow(desk.studio.start(work), quiet=True)
    for called, why in saved.failed:
        warn(f"eigenbrush: {short(called)}: {why}")
    tell(saved.path)


def _of_file(desk: Desk, path: str) -> list[tuple[str, Document]]:
    found = desk.do(LoadCodes(desk.workspace.info.ref.sha256, path))
    names = [name or f"{Path(path).stem}-{place:04}" for place, name in enumerate(found.names, 1)]
    return list(on_codes(desk.workspace, zip(names, found.codes, strict=True)))


def sheet_flags(made: argparse.ArgumentParser) -> None:
    code_flags(made)
    made.add_argument("--seeds", default="", metavar="A-B", help="this look on these faces, such as 1-4")
    made.add_argument("--before", action="store_true", help="the picture without its edits, and with them")
    made.add_argument(
        "--each", action="store_true", help="every --slider in a picture of its own, as to compare methods"
    )
    made.add_argument("--no-labels", action="store_true", help="nothing written below the pictures")
    made.add_argument("--columns", type=int, default=0, help="pictures in a row; default: one row, or about a square")
    _moving_flags(made)


def sheet(options: argparse.Namespace) -> None:
    """pictures side by side, as PNG or, with --slider, as a film: faces, before and after, or sliders"""
    if sum(map(bool, (options.seeds, options.before, options.each))) != 1:
        raise ValueError("Say what stands side by side: --seeds A-B, --before or --each.")
    if options.each and len(options.slider) < 2:
        raise ValueError("--each needs at least two sliders; give --slider twice.")
    if not 0 <= options.columns <= CELLS:
        raise ValueError(f"--columns is a number from 1 to {CELLS}, not {options.columns}.")
    seeds = seeds_of(options.seeds) if options.seeds else ()
    name = ""
    if options.slider:
        name = checked_film(options, options.frames, options.out)
    else:
        check_out(options.out, "A sheet", ".png")
    desk = desk_of(options)
    work = ExportSheet(tuple(_cells(desk, options, seeds)), options.size, options.out, not options.no_labels,
                       options.fps, name, options.quality, options.dither, options.columns)  # fmt: skip
    tell(follow(desk.studio.start(work), quiet=True))


def _cells(desk: Desk, options: argparse.Namespace, seeds: tuple[int, ...]) -> list[Cell]:
    """What stands side by side."""
    workspace = desk.workspace
    if options.before:
        bare = replace(workspace.document, edits=())
        return [Cell("before", bare), Cell("after", workspace.document, _tracks(desk, options))]
    if options.each:
        keys = [desk.slider(text) for text in options.slider]
        return [
            Cell(workspace.name(key), workspace.document, _tracks(desk, options, text))
            for key, text in zip(keys, options.slider, strict=True)
        ]
    cells = []
    for seed, (_, document) in zip(seeds, list(on_seeds(workspace, seeds)), strict=True):
        desk.change(document)
        cells.append(Cell(f"seed {seed}", document, _tracks(desk, options)))
    return cells


def _tracks(desk: Desk, options: argparse.Namespace, only: str = "") -> tuple[Track, ...]:
    """The sliders that move on the face that the desk has now."""
    span = span_of(options.range)
    if options.slider and span is None:
        raise ValueError(f"--range needs two numbers here, such as -3:3, not {short(options.range)}.")
    low, high = span or (0.0, 1.0)
    values = positions(low, high, options.frames, there_and_back=True)
    return tuple(desk.workspace.track(desk.slider(text), values) for text in ((only,) if only else options.slider))
