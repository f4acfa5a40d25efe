"""The command for the slider that leads from one picture to another."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.arguments import as_directions_flag
from app.cli.headless import Desk, check_out, follow
from app.cli.telling import tell, tell_json
from engine.document.asked.between import MORPHS, SliderBetween, pair_name
from engine.document.asked.requests import SaveDirections


def slider_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("before", metavar="BEFORE", help="a photo, a saved picture, a session, or a file with one code")
    made.add_argument("after", metavar="AFTER", help="the same")
    made.add_argument("generator", metavar="GENERATOR", help="a checkpoint, or builtin:NAME")
    made.add_argument("--out", required=True, metavar="FILE", help="a direction set: .safetensors, .npz or .npy")
    made.add_argument("--also", action="append", nargs=2, default=[], metavar=("BEFORE", "AFTER"),
                      help="another pair; the slider is what all pairs have in common")  # fmt: skip
    made.add_argument("--hold", action="append", default=[], metavar="SLOT.INDEX",
                      help="what the slider must leave alone; or FILE#INDEX")  # fmt: skip
    as_directions_flag(made)
    made.add_argument("--morph", choices=MORPHS, help="lead from this BEFORE to this AFTER, 0 to 1, on such a way")
    made.add_argument("--json", action="store_true")


def slider(options: argparse.Namespace) -> None:
    """a slider of what differs between two pictures"""
    check_out(options.out, "A direction set", ".safetensors", ".npz", ".npy")
    if options.morph and not options.out.endswith(".safetensors"):
        raise ValueError("A morph is a curve, which .safetensors alone can hold; name such a file.")
    pairs = tuple((str(before), str(after)) for before, after in ((options.before, options.after), *options.also))
    desk = Desk(options.generator, as_directions=options.as_directions)
    for text in options.hold:
        desk.workspace.hold(desk.slider(text), on=True)
    before, after = (Path(end).stem for end in pairs[0])
    work = SliderBetween(desk.workspace.document, pairs, pair_name(before, after), options.morph or "slider")
    found = follow(desk.studio.start(work))
    follow(desk.studio.start(SaveDirections(found.provenance.generator, found, options.out)), quiet=True)
    if options.json:
        tell_json({"out": options.out, "key": found.key, "name": found[0].name, "sigma": found[0].sigma,
                   "notes": [note.text for note in found.notes]})  # fmt: skip
        return
    tell(f"{options.out}: {found[0].name}")
    for note in found.notes:
        tell(note.text)
