"""The commands that make something to look at: a picture, a film."""

from __future__ import annotations

import argparse

from app.cli.arguments import conditions_of, document_flags, number
from app.cli.codes import desk_of
from app.cli.headless import Desk, follow
from app.cli.telling import tell
from engine.document.film import delay_of, positions
from engine.document.requests import ExportFilm, SavePicture
from engine.document.wording import short


def render(options: argparse.Namespace) -> None:
    """one picture, as PNG with its recipe inside"""
    desk = desk_of(options)
    tell(follow(desk.studio.start(SavePicture(desk.workspace.document, options.out)), quiet=True))


def animate_flags(made: argparse.ArgumentParser) -> None:
    document_flags(made)
    made.add_argument("--slider", action="append", required=True, metavar="SLOT.INDEX", help="or FILE#INDEX")
    made.add_argument("--range", default="-3:3", metavar="A:B", help="in sigma")
    made.add_argument("--frames", type=int, default=48)
    made.add_argument("--fps", type=float, default=25.0)
    made.add_argument("--size", type=int, default=256, help="side in pixels")
    ways = made.add_mutually_exclusive_group()
    ways.add_argument("--loop", action="store_true", help="from A to B, then again")
    ways.add_argument("--there-and-back", action="store_true", help="from A to B and back (default)")


def animate(options: argparse.Namespace) -> None:
    """a slider moving, as GIF"""
    delay = delay_of(options.fps)
    if not 2 <= options.frames <= 2000:
        raise ValueError(f"A film has 2 to 2000 frames, not {options.frames}.")
    low, colon, high = options.range.partition(":")
    if not colon:
        raise ValueError(f"--range needs two numbers such as -3:3, not {short(repr(options.range))}.")
    values = positions(number(low), number(high), options.frames, there_and_back=not options.loop)
    if not 16 <= options.size <= 2048:
        raise ValueError(f"A film has a side of 16 to 2048 pixels, not {options.size}.")
    desk = Desk(options.generator, options.seed, options.truncation, conditions_of(options))
    tracks = tuple(desk.workspace.track(desk.slider(text), values) for text in options.slider)
    work = ExportFilm(desk.workspace.document, tracks, delay, options.size, options.out)
    tell(follow(desk.studio.start(work), quiet=True))
