"""The commands that make something to look at: a picture, a film."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.cli.arguments import SLIDER, number
from app.cli.codes import masked_desk_of, picture_flags
from app.cli.headless import Desk, check_folder, check_out, follow
from app.cli.pictures.looking import heat_file, heat_of, in_words, meter_of, write_heat
from app.cli.telling import tell, tell_json, warn
from app.model.ends import REACH
from app.model.settings import cache_of, load_settings
from engine.document.asked.requests import SavePicture
from engine.document.asked.usual import FindRanges
from engine.document.disk.wording import short
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track, positions
from engine.document.films.formats import GRADES, LARGEST, NAMED, SMALLEST, format_of, planned, rounding

#: What stands for the numbers of `--range`.
USUAL = "usual"
#: Places along a slider at which it is looked whether it is usual still.
STEPS = 81


def render_flags(made: argparse.ArgumentParser) -> None:
    picture_flags(made)
    made.add_argument("--size", type=int, help="side in pixels, enlarged as films are; default: the generator's")
    made.add_argument("--heat", action="append", default=[], metavar="SLIDER=FILE", help="write besides where a slider "
                      "acts: .png, white where most, or .npy with the numbers")  # fmt: skip
    made.add_argument("--meter", action="append", default=[], metavar="SLIDER", help="tell how much of what a slider "
                      "changes falls outside the regions")  # fmt: skip
    made.add_argument("--json", action="store_true")


def render(options: argparse.Namespace) -> None:
    """one picture, as PNG with its recipe inside"""
    check_out(options.out, "A picture", ".png")
    if options.size is not None and not SMALLEST <= options.size <= LARGEST:
        raise ValueError(f"A picture has a side of {SMALLEST} to {LARGEST} pixels, not {options.size}.")
    maps = [heat_file(text) for text in options.heat]
    desk, _ = masked_desk_of(options)
    told = [meter_of(desk, text) for text in options.meter]
    heats = [(heat_of(desk, slider), file) for slider, file in maps]
    out = follow(desk.studio.start(SavePicture(desk.workspace.document, options.out, options.size or 0)), quiet=True)
    for heat, file in heats:
        write_heat(desk, heat, file)
    if options.json:
        return tell_json({"out": out, "heat": [file for _, file in heats], "meter": told})
    for line in (out, *(file for _, file in heats), *map(in_words, told)):
        tell(line)
    return None


def animate_flags(made: argparse.ArgumentParser) -> None:
    picture_flags(made)
    made.add_argument("--slider", action="append", required=True, metavar="SLIDER", help=SLIDER)
    made.add_argument("--range", default="-3:3", metavar="A:B", help="in sigma; or usual: as far as the picture stays "
                      "one that the generator may draw by chance")  # fmt: skip
    made.add_argument("--frames", type=int, default=48)
    film_flags(made)
    ways = made.add_mutually_exclusive_group()
    ways.add_argument("--loop", action="store_true", help="from A to B, then again")
    ways.add_argument("--there-and-back", action="store_true", help="from A to B and back (default)")


def film_flags(made: argparse.ArgumentParser) -> None:
    """What the commands take that write films."""
    made.add_argument("--fps", type=float, default=25.0, help="frames a second, default 25")
    made.add_argument("--size", type=int, default=256, help="side in pixels, default 256")
    how_flags(made)


def how_flags(made: argparse.ArgumentParser) -> None:
    """In which format a film is written, and how well."""
    made.add_argument("--format", default="", choices=tuple(NAMED), help="default: by the ending of the file; without "
                      "one a folder of pictures")  # fmt: skip
    made.add_argument("--quality", default="good", choices=GRADES, help="of formats with loss; default good")
    made.add_argument("--dither", action="store_true", help="of a GIF: finer shades, as grain that crawls from "
                      "frame to frame")  # fmt: skip


def checked_film(options: argparse.Namespace, count: int, path: str) -> str:
    """The name of the format of a film of `count` frames at `path`, which can be written; that its size is rounded is
    told.

    Raises:
        ValueError: it cannot be; one sentence.
    """
    check_folder(path)
    name = options.format or format_of(path)
    check_film(options, name, count)
    return name


def check_film(options: argparse.Namespace, name: str, count: int) -> None:
    """The same for a format whose name is known."""
    planned(name, count, (options.size, options.size), options.fps, options.quality)
    if told := rounding(name, options.size):
        warn(f"eigenbrush: {told}")


def animate(options: argparse.Namespace) -> None:
    """a slider moving, as a film: GIF, WebP, MP4 and others, by the ending of --out"""
    name = checked_film(options, options.frames, options.out)
    span = span_of(options.range)
    desk, masks = masked_desk_of(options, tuple(options.slider))
    tracks = []
    for text in options.slider:
        key = desk.slider(text)
        low, high = span or _usual(desk, key)
        values = positions(low, high, options.frames, there_and_back=not options.loop)
        track = desk.workspace.track(key, values)
        tracks.append(replace(track, edit=replace(track.edit, mask=masks.get(key, track.edit.mask))))
    work = ExportFilm(desk.workspace.document, tuple(tracks), options.fps, options.size, options.out, options.dither,
                      name, options.quality, cache_of(load_settings()[0]))  # fmt: skip
    tell(follow(desk.studio.start(work), quiet=True))


def span_of(text: str) -> tuple[float, float] | None:
    """The two numbers of `A:B`; None: as far as is usual."""
    low, colon, high = text.partition(":")
    if text != USUAL and not colon:
        raise ValueError(f"--range needs two numbers such as -3:3, or {USUAL}, not {short(repr(text))}.")
    return None if text == USUAL else (number(low), number(high))


def _usual(desk: Desk, key: str) -> tuple[float, float]:
    """Between which values the slider's pictures stay usual; raises ValueError where that cannot be told."""
    workspace = desk.workspace
    track: Track = workspace.track(key, positions(-REACH, REACH, STEPS, there_and_back=False))
    found = follow(desk.studio.start(FindRanges(workspace.document, (track,))), quiet=True)
    if key not in found:
        raise ValueError(f"How far {short(workspace.name(key))} stays usual cannot be told of this generator; give "
                         "--range two numbers.")  # fmt: skip
    low, high = found[key]
    return workspace.home(key) + low, workspace.home(key) + high
