"""Albums: which files of a folder are photos, and the search for the codes of some of them as a unit of work."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from engine.document.conditions import Conditions, conditions_of
from engine.document.disk.limits import ENTRIES, no_more
from engine.document.photos.photo import PHOTOS
from engine.drawing.renderer import to_images, to_pixels
from engine.generator import Generator
from engine.inversion.inverting import Recipe, inverted
from engine.inversion.search import Found
from engine.job import Job, Progress
from engine.method import memory_of
from engine.units import Part, Unit, unit_of_kind

KIND = "photos"


def photos_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """These files, and of folders among them the pictures that lie right in them, by their endings and in their order.

    Raises:
        TooLarge: there are more than anybody waits for; a clause.
        OSError: a folder cannot be looked into.
    """
    found = tuple(path for each in paths for path in _of(each))
    no_more(len(found), ENTRIES, "pictures")
    return found


def _of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.iterdir() if each.suffix.lower() in PHOTOS and each.is_file())
    else:
        yield path


def unit_of(
    generator: Generator, start: int, pixels: np.ndarray, like: np.ndarray, recipe: Recipe, conditions: Conditions
) -> Unit:
    """The search for the codes of what was cut out of photos, uint8 (n, S, S, 3), the first of them photo `start`; all
    else as `inverted` takes it."""
    how = json.dumps({"recipe": asdict(recipe), "conditions": asdict(conditions)})
    given = {"pixels": pixels, "like": like}
    return Unit(KIND, generator.sha256, start, len(pixels), words={"how": how}, given=given)


@unit_of_kind(KIND)
def invert_unit(generator: Generator, unit: Unit) -> Job[Part]:
    """What was found of a unit's photos, in the end and on the way (see `part_of`)."""
    how, device = json.loads(str(unit.words["how"])), generator.sample(1).device
    told = how["recipe"]
    recipe = Recipe(**{**told, "losses": tuple((name, weight) for name, weight in told["losses"])})
    pictures, like = to_images(unit.given["pixels"]).to(device), torch.from_numpy(unit.given["like"]).to(device)
    job = inverted(generator, pictures, recipe, memory_of(generator), like=like,
                   conditions=conditions_of(how["conditions"]))  # fmt: skip
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return part_of(end.value, unit.start)
        shown = part_of(step.partial, unit.start) if isinstance(step.partial, Found) else None
        yield Progress(step.fraction, partial=shown)


def part_of(found: Found, start: int = 0) -> Part:
    """What was found of pictures as arrays: their `codes` (n, dimension), the `pixels` of those, uint8 (n, S, S, 3),
    and of each the `likeness` and `strangeness`; `start` says which photo the first is."""
    return {
        "start": np.array(start),
        "codes": found.codes.detach().cpu().numpy(),
        "pixels": to_pixels(found.pictures).numpy(),
        "likeness": found.likeness.detach().cpu().numpy(),
        "strangeness": found.strangeness.detach().cpu().numpy(),
    }
