"""The commands for a person's own pictures: find their codes in a generator, and lay edits back into them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.headless import Desk, check_folder, follow
from app.cli.telling import tell, tell_json, warn
from app.services.scores import in_words
from engine.document.arrays import ArrayStore
from engine.document.document import PhotoRef
from engine.document.ignored import Ignored, ignored_of
from engine.document.photo import PHOTOS, Invert, PasteBack, ReadPhoto
from engine.document.regions import MASK_SIDES
from engine.document.requests import LoadMask, SavePicture
from engine.document.serial import from_recipe
from engine.document.wording import another_file, said, short

CODES = (".npz", ".npy", ".safetensors")


def invert_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("photo", metavar="PHOTO|FOLDER", help="a picture file, or a folder of them")
    made.add_argument("generator", metavar="FILE", help="a checkpoint, or builtin:NAME")
    made.add_argument("--out", required=True, help="a PNG with its recipe, or a code: .npz, .npy, .safetensors; for a "
                      "folder a folder of PNGs")  # fmt: skip
    made.add_argument("--face", type=int, default=1, help="which of several faces, the largest first")
    made.add_argument("--closeness", type=float, default=0.5, help="0: easiest to edit, 1: closest to the photo")
    made.add_argument("--mask", metavar="FILE.png", help="what must not count, white on black, laid over the whole "
                      "photo: glasses, a hand, the background")  # fmt: skip
    made.add_argument("--json", action="store_true")


def invert(options: argparse.Namespace) -> None:
    """the code that draws a photo, or each photo of a folder"""
    if not 0 <= options.closeness <= 1:
        raise ValueError(f"--closeness lies between 0 and 1; {options.closeness} does not.")
    if options.face < 1:
        raise ValueError(f"--face counts from 1; {options.face} is no face.")
    source, out = Path(options.photo), Path(options.out)
    check_folder(options.out)
    if not source.is_dir() and out.suffix.lower() not in (".png", *CODES):
        raise ValueError(f"What is found is written as .png, {', '.join(CODES)}; {short(out.name)} is none of these.")
    if options.mask and source.is_dir():
        raise ValueError(f"--mask is of one photo, and {short(source)} is a folder. Name one of its photos.")
    desk = Desk(options.generator)
    if not source.is_dir():
        told = _found(desk, source, out, options)
        tell_json(told, 1) if options.json else tell(f"{out}: {told['words']}")
        return
    photos = sorted(path for path in source.iterdir() if path.suffix.lower() in PHOTOS)
    if not photos:
        raise ValueError(f"There is no picture in {short(source)}. Name another folder, or one photo.")
    out.mkdir(exist_ok=True)
    every = list(_each(desk, photos, out, options))
    if options.json:
        tell_json(every, 1)
    if all("problem" in each for each in every):
        raise ValueError(f"None of the {len(every)} pictures in {short(source)} could be used; each is told above.")


def _each(desk: Desk, photos: list[Path], out: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """One photo after the other; one that cannot be used is told, and the next goes on."""
    for path in photos:
        try:
            told = _found(desk, path, out / f"{path.stem}.png", options)
        except (ValueError, OSError) as error:
            warn(said(error))
            yield {"photo": str(path), "problem": said(error)}
        else:
            if not options.json:
                tell(f"{told['out']}: {told['words']}")
            yield told


def _found(desk: Desk, path: Path, out: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Find one photo's code, write it, and tell of it."""
    face = desk.workspace.face
    photo = follow(desk.studio.start(ReadPhoto(desk.workspace.document, str(path.absolute()))), quiet=True)
    if options.face > len(photo.faces):
        raise ValueError(f"{short(path.name)} has {len(photo.faces)} faces; --face {options.face} is none of them.")
    square = photo.faces[options.face - 1]
    work = Invert(desk.workspace.document, photo.path, square, options.closeness, _ignored(desk, options.mask))
    found = follow(desk.studio.start(work))
    face.take_photo(found.code, PhotoRef(photo.path, square))
    if out.suffix.lower() in CODES:
        desk.save_code(out)
    else:
        follow(desk.studio.start(SavePicture(desk.workspace.document, str(out))), quiet=True)
    told = {"photo": str(path), "out": str(out), "likeness": found.likeness, "strangeness": found.strangeness,
            "counted": found.counted}  # fmt: skip
    return told | {"alignment": asdict(square), "notes": list(photo.notes), "words": in_words(found)}


def _ignored(desk: Desk, path: str | None) -> Ignored | None:
    """What a mask file says is to be ignored."""
    if not path:
        return None
    return ignored_of(follow(desk.studio.start(LoadMask(path, MASK_SIDES[1])), quiet=True).mask)


def paste_back_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("picture", metavar="PNG", help="what `invert` or the window wrote: a picture with its recipe")
    made.add_argument("--set", action="append", default=[], metavar="SLOT.INDEX=VALUE", help="in sigma; or FILE#INDEX")
    made.add_argument("--out", required=True, metavar="FILE.png")


def paste_back(options: argparse.Namespace) -> None:
    """a photo in its full size, changed as the edits change its face"""
    from engine.export.png import read_recipe

    check_folder(options.out)
    recipe = read_recipe(Path(options.picture))
    if not recipe:
        raise ValueError(f"{short(options.picture)} carries no recipe; give the PNG that `invert` or the window wrote.")
    desk = _desk_of(recipe)
    for text in options.set:
        desk.set(text)
    tell(follow(desk.studio.start(PasteBack(desk.workspace.document, options.out)), quiet=True))


def _desk_of(recipe: str) -> Desk:
    """A desk with the document of a recipe on it."""
    own = ArrayStore()
    document = from_recipe(recipe, own)
    desk = Desk(document.generator.source)
    if document.generator.sha256 != desk.workspace.info.ref.sha256:
        raise ValueError(another_file(document.generator.name))
    desk.arrays.take_over(own, document.arrays())
    desk.workspace.history.push(document, "Opened")
    desk.workspace.face.base = desk.frame().base
    return desk
