"""The command line's grammar: which commands there are, their flags, and what their values mean."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from typing import Any, NoReturn

from app.model.face import SEEDS
from engine.document.conditions import NOISES
from engine.document.document import Mix
from engine.document.offers import Parameter


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}.", file=sys.stderr)
        raise SystemExit(2)


def parser(commands: Mapping[str, str], method_flags: bool = False) -> argparse.ArgumentParser:
    """The grammar of these commands (name: what it does); the flags of `discover`'s methods only where asked for.

    They need torch, which takes a second to import.
    """
    top = _Parser("eigenbrush", description="Explore what a GAN has learned. Without a command the window opens.")
    places = top.add_subparsers(dest="command", metavar="COMMAND")
    made = {name: places.add_parser(name, help=text, description=text) for name, text in commands.items()}
    made["inspect"].add_argument("file", metavar="FILE", help="a checkpoint, or builtin:NAME")
    made["inspect"].add_argument("--json", action="store_true")
    for name in ("render", "animate", "measure", "measure truth", "sample"):
        made[name].add_argument("generator", metavar="GENERATOR", help="a checkpoint, or builtin:NAME")
        made[name].add_argument("--seed", type=int, default=0)
    for name in ("render", "animate"):
        made[name].add_argument("--truncation", type=float, default=1.0, help="0: the mean, 1: the seed as it is")
        made[name].add_argument("--out", required=True)
        made[name].add_argument("--cutoff", type=int, default=0, help="layers that truncation reaches; 0: all")
        made[name].add_argument("--class", type=int, default=0, dest="label", help="of a conditional generator")
        made[name].add_argument("--noise", choices=NOISES, default="constant")
        made[name].add_argument("--noise-seed", type=int, default=0, help="for --noise seeded")
        made[name].add_argument("--mix", action="append", default=[], metavar="SEED:FIRST-LAST", help="style mixing")
    made["convert"].add_argument("file", metavar="FILE", help="a checkpoint")
    made["convert"].add_argument("--out", metavar="FILE", help="default: FILE with the ending .safetensors")
    made["fetch"].add_argument("name", nargs="?", metavar="NAME", help="without it, what there is")
    made["fetch"].add_argument("--folder", metavar="DIR", help="default: EigenBrush's own")
    made["render"].add_argument("--set", action="append", default=[], metavar="SLOT.INDEX=VALUE", help="in sigma")
    a = made["animate"]
    a.add_argument("--slider", action="append", required=True, metavar="SLOT.INDEX", help="or FILE#INDEX")
    a.add_argument("--range", default="-3:3", metavar="A:B", help="in sigma")
    a.add_argument("--frames", type=int, default=48)
    a.add_argument("--fps", type=float, default=25.0)
    a.add_argument("--size", type=int, default=256, help="side in pixels")
    ways = a.add_mutually_exclusive_group()
    ways.add_argument("--loop", action="store_true", help="from A to B, then again")
    ways.add_argument("--there-and-back", action="store_true", help="from A to B and back (default)")
    _add_discover(made["discover"], method_flags)
    t = made["train"]
    t.add_argument("family", choices=["eigengan", "stylegan2", "reader"], help="or reader: of portraits")
    t.add_argument("--data", required=True, metavar="DIR|FILE", help="pictures, or uint8 .npy (N, S, S, 3)")
    t.add_argument("--out", required=True, metavar="FILE")
    t.add_argument("--minutes", type=float, required=True)
    t.add_argument("--threads", type=int, default=0, help="default: all cores")
    t.add_argument("--resume", action="store_true", help="go on from FILE and its discriminator")
    t.add_argument("--heldout", metavar="FILE", help="portraits to examine a reader on; default: the last of --data")
    t.add_argument("--seed", type=int, default=0)
    start = "begin by regression on the known factors of so many pictures, where a table of factors lies beside them"
    t.add_argument("--start-from-factors", type=int, default=0, metavar="PICTURES", help=start)
    anchor = "afterwards half of the fakes pay so much for differing from the pictures of the same factors (StyleGAN2)"
    t.add_argument("--anchor", type=float, default=0.0, metavar="WEIGHT", help=anchor)
    made["sample"].add_argument("--count", type=int, default=50_000)
    made["sample"].add_argument("--scale", type=float, default=0.8, help="standard deviation of the codes")
    made["sample"].add_argument("--out", required=True, metavar="FILE")
    p = made["portraits"]
    p.add_argument("--count", type=int, required=True, metavar="N")
    p.add_argument("--side", type=int, default=128, help="in pixels, 32 to 256")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--out", required=True, metavar="FILE.npy", help="the factors go beside it, as .csv and .npz")
    p.add_argument("--processes", type=int, default=1, metavar="N", help="that draw at the same time")
    made["measure"].add_argument("--samples", type=int, default=10_000)
    m = made["measure truth"]
    m.add_argument("--samples", type=int, default=2_000, help="portraits; sliders are moved on the first 200 of them")
    m.add_argument("--directions", metavar="FILE", help="instead of its own sliders, or SeFa's where it has none")
    m.add_argument("--json", action="store_true")
    return top


def _add_discover(command: argparse.ArgumentParser, method_flags: bool) -> None:
    """What every method takes, and the fields of all methods as flags."""
    command.add_argument("method", metavar="METHOD")
    command.add_argument("generator", metavar="GENERATOR", help="a checkpoint, or builtin:NAME")
    command.add_argument("--out", required=True, metavar="FILE")
    command.add_argument("--seed", type=int, default=0)
    command.add_argument("--json", action="store_true")
    command.add_argument("--labels", metavar="FILE.csv", help="faces judged yes or no: columns seed and label")
    command.add_argument("--region", metavar="MASK.png", help="for methods that change a region: white where it may")
    command.add_argument("--name", action="store_true", help="measure which attribute each direction moves most")
    if not method_flags:
        return
    from engine.method import parameters_of
    from engine.methods import load_methods

    known: dict[str, dict[str, Parameter]] = {}  # by the parameter's name, then by the method's
    for identifier, method in load_methods().items():
        for parameter in parameters_of(method):
            known.setdefault(parameter.name, {})[identifier] = parameter
    for name, alike in known.items():
        flag, dest, first = "--" + name.replace("_", "-"), f"parameter_{name}", next(iter(alike.values()))
        words = _explained(alike)
        if first.kind == "bool":
            command.add_argument(flag, dest=dest, action=argparse.BooleanOptionalAction, help=words)
        else:
            command.add_argument(flag, dest=dest, type=type(first.default), metavar=name.upper(), help=words)


def _explained(alike: Mapping[str, Parameter]) -> str:
    """What a flag says to each of the methods that have it (identifier: parameter)."""
    methods: dict[str, list[str]] = {}
    for identifier, parameter in alike.items():
        methods.setdefault(parameter.help, []).append(identifier)
    return "; ".join(f"{help} ({', '.join(those)})" for help, those in methods.items()).replace("%", "%%")


def joined(arguments: list[str]) -> list[str]:
    """`--range -3:3` as `--range=-3:3`, which argparse would take for an option, and `measure truth` as one command."""
    if arguments[:2] == ["measure", "truth"]:
        arguments = ["measure truth", *arguments[2:]]
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--range":
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def conditions_of(options: argparse.Namespace) -> dict[str, Any]:
    """The fields of a document that `render` and `animate` have flags for."""
    mixes = []
    for text in options.mix:
        found = re.fullmatch(r"(\d{1,10}):(\d{1,4})-(\d{1,4})", text)
        if found is None or int(found[1]) >= SEEDS or not 1 <= int(found[2]) <= int(found[3]):
            raise ValueError(f"--mix needs SEED:FIRST-LAST, such as 7:1-4, not {text!r}.")
        mixes.append(Mix(*(int(number) for number in found.groups())))
    if options.cutoff < 0 or options.label < 0 or not 0 <= options.noise_seed < SEEDS:
        raise ValueError("--cutoff, --class and --noise-seed are whole numbers from 0 up.")
    return {"cutoff": options.cutoff, "label": options.label, "noise": options.noise,
            "noise_seed": options.noise_seed, "mixes": tuple(mixes)}  # fmt: skip


def number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value != value or abs(value) > 1000:
        raise ValueError(f"{text!r} is not a number between -1000 and 1000.")
    return value
