"""The command that writes a picture's code for other programs, and the flag that takes one from a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.arguments import conditions_of, document_flags
from app.cli.headless import Desk, check_folder
from app.cli.telling import tell


def code_flags(made: argparse.ArgumentParser) -> None:
    """What the commands take that draw a document, and may begin with a code instead of a seed."""
    document_flags(made)
    made.add_argument("--code", metavar="FILE[#N]", help="a code from a file, instead of the seed's; N counts from 1")
    made.add_argument("--set", action="append", default=[], metavar="SLOT.INDEX=VALUE", help="in sigma; or FILE#INDEX")


def desk_of(options: argparse.Namespace) -> Desk:
    """A desk with the document that these options describe, edits and all.

    Raises:
        ValueError: one of them is not what belongs there; one sentence.
    """
    desk = Desk(options.generator, options.seed, options.truncation, conditions_of(options))
    if options.code:
        desk.take_code(options.code)
    for text in options.set:
        desk.set(text)
    return desk


def save_code(options: argparse.Namespace) -> None:
    """the code of a picture, as .npz (NVIDIA's), .npy or .safetensors"""
    check_folder(options.out)
    desk = desk_of(options)
    desk.save_code(Path(options.out))
    tell(options.out)
