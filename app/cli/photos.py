"""The commands for a person's own pictures: find their codes in a generator, and lay edits back into them."""

from __future__ import annotations

import argparse
import math
from collections.abc import Container, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from app.cli.arguments import SET
from app.cli.headless import Desk, check_folder, check_out, follow, following
from app.cli.telling import tell, tell_json, warn
from app.services.brought.scores import in_words
from engine.document.asked.requests import LoadMask, SavePicture
from engine.document.disk.wording import by_flags, short
from engine.document.document import PhotoRef
from engine.document.photos.album import InvertAll, Taken
from engine.document.photos.ignored import Ignored, ignored_of
from engine.document.photos.photo import LOSSES, Invert, Inverted, LossName, PasteBack, ReadPhoto
from engine.document.regions import MASK_SIDES

CODES = (".npz", ".npy", ".safetensors")


def invert_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("photo", metavar="PHOTO|FOLDER", help="a picture file, or a folder of them")
    made.add_argument("generator", metavar="FILE", help="a checkpoint, or builtin:NAME")
    made.add_argument("--out", required=True, help="a PNG with its recipe, or a code: .npz, .npy, .safetensors; for a "
                      "folder a folder of PNGs")  # fmt: skip
    made.add_argument("--face", type=int, default=1, help="which of several faces, the largest first")
    made.add_argument("--closeness", type=float, default=0.5, help="0: easiest to edit, 1: closest to the photo")
    made.add_argument("--tune", action="store_true", help="fit the generator to the photo as well, kept in its PNG: "
                      "closer to it, less editable")  # fmt: skip
    made.add_argument("--starts", type=int, default=1, help="from how many places it is looked for at first, 1 to 8")
    made.add_argument("--losses", default="squared", metavar="NAME[=WEIGHT],...", help="what is compared: "
                      f"{', '.join(LOSSES)}; for example squared,identity=0.1")  # fmt: skip
    made.add_argument("--mask", metavar="FILE.png", help="what must not count, white on black, laid over the whole "
                      "photo: glasses, a hand, the background")  # fmt: skip
    made.add_argument("--json", action="store_true")


def invert(options: argparse.Namespace) -> None:
    """the code that draws a photo, or each photo of a folder"""
    source, out = Path(options.photo), Path(options.out)
    _check(options, source, out)
    desk = Desk(options.generator)
    if not source.is_dir():
        told = _found(desk, source, out, options)
        tell_json(told, 1) if options.json else tell(f"{out}: {told['words']}")
        return
    every: list[dict[str, Any]] = []
    for taken in _taken(desk, source, options):
        told = _written(desk, taken, out, {each.get("out") for each in every}, options.closeness)
        every.append(told)
        if "problem" in told:
            warn(told["problem"])
        elif not options.json:
            tell(f"{told['out']}: {told['words']}")
    if options.json:
        tell_json(every, 1)
    if all("problem" in each for each in every):
        raise ValueError(f"None of the {len(every)} pictures in {short(source)} could be used; each is told above.")


def _check(options: argparse.Namespace, source: Path, out: Path) -> None:
    """Refuse what cannot be meant, before anything is opened."""
    if not 0 <= options.closeness <= 1:
        raise ValueError(f"--closeness lies between 0 and 1; {options.closeness} does not.")
    if options.face < 1:
        raise ValueError(f"--face counts from 1; {options.face} is no face.")
    if not 1 <= options.starts <= 8:
        raise ValueError(f"--starts lies between 1 and 8; {options.starts} does not.")
    options.losses = _losses(options.losses)
    check_folder(options.out)
    if not source.is_dir() and out.suffix.lower() not in (".png", *CODES):
        raise ValueError(f"What is found is written as .png, {', '.join(CODES)}; {short(out.name)} is none of these.")
    if options.mask and source.is_dir():
        raise ValueError(f"--mask is of one photo, and {short(source)} is a folder. Name one of its photos.")
    if options.tune and source.is_dir():
        raise ValueError("--tune fits the generator to one photo: name the photo, not a folder.")
    if options.tune and out.suffix.lower() != ".png":
        raise ValueError("What --tune fits lies in a picture's recipe, not in a code: name a .png with --out.")


def _taken(desk: Desk, source: Path, options: argparse.Namespace) -> Iterator[Taken]:
    """What is found of each photo of a folder, as it is found."""
    work = InvertAll(desk.workspace.document, (str(source.absolute()),), options.closeness, options.face)
    for step in following(desk.studio.start(work)):
        if isinstance(step.partial, tuple):
            yield from (taken for taken in step.partial if taken.final)


def _written(desk: Desk, taken: Taken, folder: Path, others: Container[str | None], closeness: float) -> dict[str, Any]:
    """Write the picture of one of a folder's photos, beside those of others of the same name, and tell of it."""
    if taken.found is None:
        return {"photo": taken.path, "problem": taken.problem}
    folder.mkdir(exist_ok=True)
    path = Path(taken.path)
    out = folder / f"{path.stem}.png"
    out = folder / f"{path.name}.png" if str(out) in others else out
    return _kept(desk, taken.found, path, out, taken.notes, closeness)


def _losses(text: str) -> tuple[tuple[LossName, float], ...]:
    """What `--losses` names, with weights.

    Raises:
        ValueError: it names what there is not, or a weight is no number above 0.
    """
    found: dict[LossName, float] = {}
    for part in text.split(","):
        word, _, number = part.strip().partition("=")
        name = next((one for one in LOSSES if one == word), None)
        try:
            weight = float(number or 1)
        except ValueError:
            weight = 0.0
        if name is None or not 0 < weight < math.inf:
            raise ValueError(f"--losses takes {', '.join(LOSSES)}, each with =WEIGHT above 0 if not 1; "
                             f"{short(repr(part))} is none of these.")  # fmt: skip
        found[name] = weight
    return tuple(found.items())


def _found(desk: Desk, path: Path, out: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Find one photo's code, write it, and tell of it."""
    photo = follow(desk.studio.start(ReadPhoto(desk.workspace.document, str(path.absolute()))), quiet=True)
    if options.face > len(photo.faces):
        raise ValueError(f"{short(path.name)} has {len(photo.faces)} faces; --face {options.face} is none of them.")
    square = photo.faces[options.face - 1]
    work = Invert(
        desk.workspace.document, photo.path, square, options.closeness, options.starts, options.losses, options.tune,
        ignored=_ignored(desk, options.mask),
    )  # fmt: skip
    return _kept(desk, follow(desk.studio.start(work)), path, out, photo.notes, options.closeness)


def _kept(
    desk: Desk, found: Inverted, path: Path, out: Path, notes: tuple[str, ...], closeness: float
) -> dict[str, Any]:
    """Write what was found of a photo as the ending asks for, and tell of it."""
    if out.suffix.lower() in CODES and found.difference is not None:  # which a code does not hold
        found = replace(found, likeness=found.unfitted, difference=None)
    desk.workspace.face.take_photo(
        found.code, PhotoRef(str(path.absolute()), found.alignment, found.sha256), found.difference
    )
    desk.workspace.face.base = desk.frame().base  # else a code that is written would be the seed's
    if out.suffix.lower() in CODES:
        desk.save_code(out)
    else:
        follow(desk.studio.start(SavePicture(desk.workspace.document, str(out))), quiet=True)
    told = {"photo": str(path), "out": str(out), "likeness": found.likeness, "strangeness": found.strangeness,
            "counted": found.counted}  # fmt: skip
    if found.difference is not None:
        told["unfitted"] = found.unfitted
    return told | {
        "alignment": asdict(found.alignment),
        "notes": [by_flags(note) for note in notes],
        "words": by_flags(in_words(found, closeness)),
    }


def _ignored(desk: Desk, path: str | None) -> Ignored | None:
    """What a mask file says is to be ignored."""
    if not path:
        return None
    return ignored_of(follow(desk.studio.start(LoadMask(path, MASK_SIDES[1])), quiet=True).mask)


def paste_back_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("picture", metavar="PNG", help="what `invert` or the window wrote: a picture with its recipe")
    made.add_argument("--set", action="append", default=[], metavar="SLIDER=VALUE", help=SET)
    made.add_argument("--out", required=True, metavar="FILE.png")


def paste_back(options: argparse.Namespace) -> None:
    """a photo in its full size, changed as the edits change its face"""
    check_out(options.out, "A photo with its edit", ".png")
    desk = Desk(options.picture, saved=True)
    for text in options.set:
        desk.set(text)
    photo, out = desk.workspace.document.photo, Path(options.out)
    if photo is not None and out.exists() and out.samefile(photo.path):
        raise ValueError(f"{short(out.name)} is the photo itself, and your original would be gone; give another --out.")
    tell(follow(desk.studio.start(PasteBack(desk.workspace.document, options.out)), quiet=True))
