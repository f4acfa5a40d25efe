"""Where a generator has its faces, measured from its own pictures, and a photo laid in its square accordingly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.document.disk.wording import Advice
from engine.document.photos.alignment import Alignment
from engine.drawing.renderer import to_pixels
from engine.generator import Generator
from engine.inversion.alignment import centred, fitted
from engine.inversion.faces import Face, settled
from engine.inversion.photo import Photo
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Memory

SAMPLES = 64
BATCH = 8
SEED = 6_000
#: The share of samples that must show a face, or the generator is taken for one of other things.
SHARE = 0.5
NO_FACES = Advice(
    tr("This generator draws no faces that the program knows, so your picture's middle is used: drag the square."),
    "This generator draws no faces that the program knows, so the picture's middle is used. Cut it first if need be.",
)
NO_FACE = Advice(
    tr("No face was found in your picture, so its middle is used: drag the square onto what you want."),
    "No face was found in the picture, so its middle is used. Cut it first if need be.",
)


@dataclass(frozen=True, eq=False)
class Reference:
    """The median places of the five points (5, 2) in the square [-1, 1]^2, read-only, and how many of the samples
    showed a face; `five` is None where too few did."""

    five: np.ndarray | None
    share: float


def reference_of(generator: Generator, memory: Memory) -> Job[Reference]:
    """The generator's reference, measured once."""
    return (yield from memory.once(Reference, lambda: measured(generator)))


def measured(generator: Generator, samples: int = SAMPLES, seed: int = SEED) -> Job[Reference]:
    """The reference from so many of the generator's pictures."""
    photos: list[Photo] = []
    for start in range(0, samples, BATCH):
        with torch.no_grad():
            images = generator.synthesize(generator.sample(min(BATCH, samples - start), seed + start))
        photos += [Photo(pixels) for pixels in to_pixels(images).numpy()]
        yield Progress(0.2 * (start + BATCH) / (samples + BATCH), tr("learning where faces lie"))
    crops = [(photo, centred(photo)) for photo in photos]
    faces = yield from within(0.2, 1, settled(crops), tr("learning where faces lie"))
    sure = [centred(photo).to_square(face.five) for photo, face in zip(photos, faces, strict=True) if face is not None]
    share = len(sure) / samples
    if share < SHARE:
        return Reference(None, share)
    five = np.median(sure, 0)
    five.flags.writeable = False
    return Reference(five, share)


def placed(photo: Photo, face: Face | None, reference: Reference) -> tuple[Alignment, str]:
    """Where the generator's square lies in a photo, and what a person should know of it; empty: nothing."""
    if reference.five is None:
        return centred(photo), NO_FACES
    if face is None:
        return centred(photo), NO_FACE
    return fitted(reference.five, face.five), ""
