"""The command that writes the film of a session."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.cli.arguments import number
from app.cli.headless import Desk, check_folder, follow
from app.cli.making import checked_film, how_flags
from app.cli.telling import tell
from app.model.settings import cache_of, load_settings
from engine.document.disk.wording import short
from engine.document.document import NO_FILM
from engine.document.timeline.requests import WriteFilm, asked


def film_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("session", metavar="SESSION", help="a session whose picture in front has a film, or a film that "
                      "carries its recipe")  # fmt: skip
    made.add_argument("--out", required=True)
    made.add_argument("--range", default="", metavar="A:B", help="from when to when, in seconds; default: the film's")
    made.add_argument("--fps", type=float, default=0.0, help="frames a second; default: the film's")
    made.add_argument("--size", type=int, default=0, help="side in pixels; default: the generator's")
    how_flags(made)


def film(options: argparse.Namespace) -> None:
    """the film of a session, as the window writes it: GIF, WebP, MP4 and others, by the ending of --out"""
    check_folder(options.out)
    span = None
    if options.range:
        low, colon, high = options.range.partition(":")
        if not colon:
            raise ValueError(f"--range needs two numbers such as 0:2.5, not {short(repr(options.range))}.")
        span = number(low), number(high)
    desk = Desk(options.session, saved=True)
    document = desk.workspace.document
    if document.timeline == NO_FILM:
        raise ValueError(f"{short(options.session)} has no film; make one in the window, and save the session again.")
    work = WriteFilm(document, options.out, options.size, options.fps, span, options.dither, quality=options.quality,
                     cache=cache_of(load_settings()[0]))  # fmt: skip
    timeline = asked(work)
    options.fps, options.size = timeline.rate, options.size or desk.workspace.info.resolution
    work = replace(work, format=checked_film(options, len(timeline.times), options.out))
    tell(follow(desk.studio.start(work), quiet=True))
