"""What comes after the search for a code, to draw a photo closer than any code does: noise and the generator itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.document.photos.photo import Invert, Inverted
from engine.document.tuning import Difference
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_pixels
from engine.generator import Generator
from engine.inversion.fitting.noise import Noised, NoiseRecipe, noised
from engine.inversion.fitting.tuning import Tuned, TuningRecipe, tuned
from engine.inversion.losses import squared
from engine.inversion.search import Target
from engine.job import Job, Progress, within
from engine.language import tr

CLOSEST = 1.0  # the closeness from which on noise is fitted as well
WORTH = 0.25  # decibels below which fitted noise is not worth its room in a session
UNSTORED = tr("Its noise was not fitted to the photo: that needs noise “as stored”.")


def wanted(opened: Opened, work: Invert) -> bool:
    """Whether anything comes after the search."""
    return work.tune or _noise_wanted(opened, work)


def _noise_wanted(opened: Opened, work: Invert) -> bool:
    return work.closeness >= CLOSEST and bool(opened.generator.noise_maps)


def closer(opened: Opened, work: Invert, picture: Tensor, mask: Tensor | None, found: Inverted) -> Job[Inverted]:
    """What was found, with what draws the picture (1, 3, S, S) closer from the same code: noise first, then the last
    stages of the generator with that noise."""
    code, share = opened.tensor(found.code.copy()), 0.0
    target = Target(picture, code, [(1.0, squared)], mask)
    if _noise_wanted(opened, work):
        share = 0.4 if work.tune else 1.0
        if work.document.noise == "constant":
            found = yield from within(0, share, _told(found, noised(opened.generator, target, code, NoiseRecipe())))
        else:
            found = replace(found, note=UNSTORED)
            yield Progress(share)
    if work.tune:
        prior = yield from within(share, share, opened.memory.once(Prior, lambda: fitted(opened.generator)))
        job = tuned(_drawing(opened, work, found), prior, target, code, TuningRecipe())
        found = yield from within(share, 1, _told(found, job))
    return found


def _drawing(opened: Opened, work: Invert, found: Inverted) -> Generator:
    """The generator under the document's conditions, with the noise that was found."""
    if found.difference is None:
        return opened.generator.prepared(work.document.conditions.untuned)
    maps = {layer: opened.tensor(each.astype(np.float32)) for layer, each in found.difference.noise}
    return opened.generator.with_noise(maps)


def _told(found: Inverted, job: Job[Noised] | Job[Tuned]) -> Job[Inverted]:
    """A fit, told to the screen."""
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return _with_fit(found, end.value)
        partial = _with_fit(found, step.partial) if isinstance(step.partial, Noised | Tuned) else None
        yield Progress(step.fraction, step.note, partial)


def _with_fit(found: Inverted, fit: Noised | Tuned) -> Inverted:
    if isinstance(fit, Noised) and fit.likeness < found.likeness + WORTH:
        return found
    before = Difference(fit.difference.generator, ()) if found.difference is None else found.difference
    difference = replace(before, parts=fit.difference.parts, noise=fit.difference.noise or before.noise)
    pixels = np.asarray(to_pixels(fit.picture).numpy()[0])
    pixels.flags.writeable = False
    unfitted = found.likeness if found.difference is None else found.unfitted
    return replace(found, pixels=pixels, likeness=fit.likeness, difference=difference, unfitted=unfitted)
