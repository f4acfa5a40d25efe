"""The command that writes a picture's code for other programs, and what it shares with those that draw a picture."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from app.cli.arguments import SET, SLIDER, as_directions_flag, conditions_of, document_flags
from app.cli.headless import Desk, check_folder
from app.cli.pictures.regions import add_region, mask_slider, narrow
from app.cli.telling import tell


def code_flags(made: argparse.ArgumentParser) -> None:
    """What the commands take that draw a document, and may begin with a code instead of a seed."""
    document_flags(made)
    made.add_argument("--code", metavar="FILE[#N]", help="a code from a file, instead of the seed's; N counts from 1")
    as_directions_flag(made)
    made.add_argument("--set", action="append", default=[], metavar="SLIDER=VALUE", help=SET)
    layers = f"let a slider ({SLIDER}) move these layers only"
    made.add_argument("--layers", action="append", default=[], metavar="SLIDER=FIRST-LAST", help=layers)


def picture_flags(made: argparse.ArgumentParser) -> None:
    """What the commands take that draw it: besides, in which regions of the picture sliders act."""
    code_flags(made)
    made.add_argument("--region", action="append", default=[], metavar="NAME[=FILE.png]", help="a region of the "
                      "picture: white in the file, or a ready-made one such as mouth")  # fmt: skip
    made.add_argument("--mask", action="append", default=[], metavar="SLIDER=REGION", help="let a slider act in this "
                      "region only; outside, the picture stays bit for bit")  # fmt: skip


def desk_of(options: argparse.Namespace) -> Desk:
    """A desk with the document that these options describe, edits and all; sliders are not yet masked.

    Raises:
        ValueError: one of them is not what belongs there; one sentence.
    """
    chosen = conditions_of(options)
    desk = Desk(options.generator, saved=True, as_directions=options.as_directions)
    if options.seed is not None:
        desk.go_to(options.seed)
    if chosen:
        desk.change(replace(desk.workspace.document, **chosen))
    if options.code:
        desk.take_code(options.code)
    for text in options.layers:
        narrow(desk, text)
    for text in options.set:
        desk.set(text)
    return desk


def masked_desk_of(options: argparse.Namespace, moved: tuple[str, ...] = ()) -> tuple[Desk, dict[str, str]]:
    """The same with its regions and masks; and what masks the sliders `moved`, as the options name them, later (by
    key: the array key of a mask).

    Raises:
        ValueError: as above.
    """
    desk = desk_of(options)
    for text in options.region:
        add_region(desk, text)
    later = {desk.slider(text) for text in moved}
    masks = dict(mask_slider(desk, text, later) for text in options.mask)
    return desk, masks


def save_code(options: argparse.Namespace) -> None:
    """the code of a picture, as .npz (NVIDIA's), .npy or .safetensors"""
    check_folder(options.out)
    desk = desk_of(options)
    desk.save_code(Path(options.out))
    tell(options.out)
