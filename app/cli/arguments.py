"""The command line's grammar: what a command is, the flags that several share, and what their values mean."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from app.cli.telling import tell, warn
from engine.document.conditions import NOISES
from engine.document.disk.limits import SEEDS, TRUNCATION
from engine.document.disk.wording import short
from engine.document.document import Mix

#: How a slider is named, and moved.
SLIDER = "its name, SLOT.INDEX, FILE#INDEX or FILE#NAME"
SET = f"move a slider ({SLIDER}), in sigma"


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        warn(f"{self.prog}: {message}.")
        raise SystemExit(2)


class _Version(argparse.Action):
    """Says which version this is, and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version  # here: no other command needs a tenth of a second

        try:
            tell(f"eigenbrush {version('eigenbrush')}")
        except PackageNotFoundError:
            tell("eigenbrush, not installed (running from its folder)")
        raise SystemExit(0)


@dataclass(frozen=True)
class Command:
    """A command: what runs it, whose docstring says what it does; its flags, and those that need torch."""

    run: Callable[[argparse.Namespace], None]
    flags: Callable[[argparse.ArgumentParser], None] | None = None
    slow_flags: Callable[[argparse.ArgumentParser], None] | None = None


def parser(commands: Mapping[str, Command], chosen: str = "") -> argparse.ArgumentParser:
    """The grammar of these commands; the flags that need torch, which takes a second to import, of the chosen alone."""
    top = _Parser("eigenbrush", description="Explore what a GAN has learned. Without a command the window opens.")
    top.add_argument("--version", action=_Version, nargs=0, help="which EigenBrush this is")
    places = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in commands.items():
        text = command.run.__doc__ or ""
        made = places.add_parser(name, help=text, description=text)
        if command.flags is not None:
            command.flags(made)
        if command.slow_flags is not None and name == chosen:
            command.slow_flags(made)
    return top


def generator_flags(made: argparse.ArgumentParser) -> None:
    """What the commands about one generator's pictures take."""
    made.add_argument("generator", metavar="GENERATOR", help="a checkpoint, or builtin:NAME")
    made.add_argument("--seed", type=int, default=0)


def document_flags(made: argparse.ArgumentParser) -> None:
    """What the commands that draw a document take; what is not given stays as the file has it. `conditions_of` reads
    some of it."""
    made.add_argument("generator", metavar="FILE", help="a checkpoint, builtin:NAME, or what was saved: a picture with "
                      "its recipe, a recipe as text, a session (its picture in front)")  # fmt: skip
    made.add_argument("--out", required=True)
    made.add_argument("--seed", type=int, help="default 0; of what was saved the edits stay")
    made.add_argument("--truncation", type=float, help="0: the mean, 1 (default): the seed as it is; -1 to 2")
    made.add_argument("--cutoff", type=int, help="layers that truncation reaches; 0 (default): all")
    made.add_argument("--compression", default="", metavar="SIGMA[:FIRST]",
                      help="draw in what lies farther from usual than this, of the FIRST strongest parts")  # fmt: skip
    made.add_argument("--class", type=int, dest="label", help="of a conditional generator; default 0")
    made.add_argument("--noise", choices=NOISES, help="default constant")
    made.add_argument("--noise-seed", type=int, help="for --noise seeded; default 0")
    made.add_argument("--mix", action="append", default=[], metavar="SEED:FIRST-LAST", help="style mixing")


def as_directions_flag(made: argparse.ArgumentParser) -> None:
    """What the commands take that read direction files."""
    made.add_argument("--as-directions", action="store_true", help="files of directions that may be codes as well are "
                      "directions: without it such a file is refused")  # fmt: skip


def joined(arguments: list[str], commands: Container[str]) -> list[str]:
    """`--range -3:3` as `--range=-3:3`, which argparse would take for an option; a command of two words as one."""
    if " ".join(arguments[:2]) in commands:
        arguments = [" ".join(arguments[:2]), *arguments[2:]]
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--range":
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def conditions_of(options: argparse.Namespace) -> dict[str, Any]:
    """The fields of a document that were given by flags; the seed is none of them."""
    mixes = []
    for text in options.mix:
        found = re.fullmatch(r"(\d{1,10}):(\d{1,4})-(\d{1,4})", text)
        if found is None or int(found[1]) >= SEEDS or not 1 <= int(found[2]) <= int(found[3]):
            raise ValueError(f"--mix needs SEED:FIRST-LAST, such as 7:1-4, not {short(repr(text))}.")
        mixes.append(Mix(*(int(number) for number in found.groups())))
    truncation = options.truncation
    least, most = TRUNCATION
    if truncation is not None and not least <= truncation <= most:
        raise ValueError(f"Truncation lies between {least:g} and {most:g}; {truncation} does not.")
    if min(options.cutoff or 0, options.label or 0) < 0 or not 0 <= (options.noise_seed or 0) < SEEDS:
        raise ValueError("--cutoff, --class and --noise-seed are whole numbers from 0 up.")
    given = {name: getattr(options, name) for name in ("truncation", "cutoff", "label", "noise", "noise_seed")}
    chosen = {name: value for name, value in given.items() if value is not None}
    if mixes:
        chosen["mixes"] = tuple(mixes)
    if options.compression:
        chosen["compression"], chosen["components"] = _compression(options.compression)
    return chosen


def _compression(text: str) -> tuple[float, int]:
    """The threshold in sigma and the first so many components that `SIGMA[:FIRST]` says."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?)(?::([1-9]\d{0,4}))?", text)
    if found is None or float(found[1]) == 0:
        raise ValueError(f"--compression needs SIGMA or SIGMA:FIRST, such as 1.5 or 1.5:20, not {short(repr(text))}.")
    return float(found[1]), int(found[2] or 0)


def number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value != value or abs(value) > 1000:
        raise ValueError(f"{short(repr(text))} is not a number between -1000 and 1000.")
    return value
