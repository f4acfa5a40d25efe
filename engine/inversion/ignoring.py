"""What a person painted over in a photo: how much each pixel of the square counts, and what to think of there instead.

The mask alone is not enough: the first guess sees the whole picture, and one that is led astray by what is painted over
is seldom mended afterwards. So the generator's own guess is laid there first, and guessed from again.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.document.conditions import Conditions
from engine.document.disk.wording import Advice
from engine.document.photos.alignment import Alignment
from engine.document.photos.ignored import Ignored
from engine.generator import Generator
from engine.inversion.alignment import aligned
from engine.inversion.photo import Photo
from engine.inversion.start import Regression, learned
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Memory

FINEST = 1024  # pixels of the longer side of the mask that is cut
ROUNDS = 4  # of guessing what lies under the paint
LEAST = 0.02  # of the square: with less there is nothing to go by


def counting(ignored: Ignored, size: tuple[int, int], alignment: Alignment, side: int) -> np.ndarray:
    """1 where the square counts, 0 where it is ignored: float32 (side, side), cut as the photo of `size` (width,
    height) is.

    Raises:
        ValueError: hardly anything of the square counts; one plain sentence.
    """
    scale = min(1.0, FINEST / max(size))
    width, height = (max(1, round(length * scale)) for length in size)
    mask = np.asarray(Image.fromarray(ignored.mask).resize((width, height), Image.Resampling.BILINEAR))
    square = replace(alignment, scale=alignment.scale * scale, dx=alignment.dx * scale, dy=alignment.dy * scale)
    counts = 1 - aligned(Photo(np.repeat(mask[..., None], 3, axis=2)), square, side)[..., 0] / np.float32(255)
    if counts.mean() < LEAST:
        raise ValueError(
            Advice(
                tr(
                    "Nearly everything in the square is painted over, so there is nothing "
                    "to find. Clear some of the paint, or move the square."
                ),
                "Nearly all of the face is white in --mask, so there is nothing to find. Make less white.",
            )
        )
    return counts.astype(np.float32)


def filled(
    generator: Generator, pictures: Tensor, mask: Tensor, memory: Memory, like: Tensor,
    conditions: Conditions | None = None,
) -> Job[Tensor]:  # fmt: skip
    """Pictures (N, 3, S, S) in [-1, 1] where the mask (1, 1, S, S) is 1; where it is 0, what the generator guesses from
    the rest. `like` (dimension,) gives what of a code is not guessed; `memory` is the open generator's, `conditions` as
    in `engine.inversion.inverting`."""
    prior = yield from within(0, 0.5, memory.once(Prior, lambda: fitted(generator)))
    guess = yield from within(0.5, 0.9, memory.once(Regression, lambda: learned(generator, prior)))
    drawing = generator.prepared(conditions or Conditions())
    with torch.no_grad():
        whole = mask * pictures + (1 - mask) * drawing.synthesize(like[None]).clamp(-1, 1)
    for i in range(ROUNDS):
        with torch.no_grad():
            drawn = drawing.synthesize(prior.codes(guess(whole), like)).clamp(-1, 1)
            whole = mask * pictures + (1 - mask) * drawn
        yield Progress(0.9 + 0.1 * (i + 1) / ROUNDS, tr("guessing what is painted over"))
    return whole
