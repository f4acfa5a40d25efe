"""The command that writes the film of a session."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.cli.arguments import number
from app.cli.headless import Desk, check_out, follow
from app.cli.telling import tell
from engine.document.document import NO_FILM
from engine.document.timeline.requests import WriteFilm
from engine.document.wording import short


def film_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("session", metavar="SESSION", help="a session whose picture in front has a film")
    made.add_argument("--out", required=True)
    made.add_argument("--size", type=int, default=0, help="side in pixels; default: the generator's")
    made.add_argument("--fps", type=float, default=0.0, help="frames a second; default: the film's")
    made.add_argument("--range", default="", metavar="A:B", help="from when to when, in seconds; default: the film's")


def film(options: argparse.Namespace) -> None:
    """the film of a session, as the window writes it"""
    check_out(options.out, "A film", ".gif")
    if options.size and not 16 <= options.size <= 2048:
        raise ValueError(f"A film has a side of 16 to 2048 pixels, not {options.size}.")
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
    work = WriteFilm(document, options.out, options.size)
    tell(follow(desk.studio.start(replace(work, rate=options.fps, span=span)), quiet=True))
