"""What the Gaussian of codes is worth (Wulff and Torralba 2020): pictures found, half-way, drawn in."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.comparison.trials.trial import Asked
from engine.inversion import losses
from engine.inversion.search import Target, searched
from engine.inversion.start import learned
from engine.job import Job, Progress, within
from engine.language import tr
from engine.measure.inversion import plain
from engine.measure.keeping import at_equal, keeping

#: Pictures whose codes are searched for, the steps of each search, and the weight of the prior.
PICTURES, STEPS, WEIGHT = 8, 100, 1e-3
#: Faces that are drawn in by truncation and by compression.
FACES = 60


def inverting(asked: Asked) -> Job[Mapping[str, float]]:
    """ "gain": the squared error of NVIDIA's projector over that of the search with the prior, at equal steps, of its
    own pictures (the geometric mean). "half-way", "half-way without": how far pictures half-way between two that were
    found are from the data, with the prior and by the projector: the mean share of held-out portraits that lie nearer.
    "compression", "truncation": what of a person each loses, where both have made codes equally usual, in the distance
    of strangers.
    """
    generator = asked.generator
    prior = yield from within(0.0, 0.05, fitted(generator))
    guess = yield from within(0.05, 0.1, learned(generator, prior))
    with torch.no_grad():
        pictures = generator.synthesize(asked.codes(PICTURES)).clamp(-1, 1).cpu()
    raw, like = plain(generator, prior), generator.mean_code()
    target = Target(pictures, like, [(1.0, losses.squared)])
    ours = yield from within(0.1, 0.4, searched(generator, prior, target, guess(pictures), STEPS, WEIGHT))
    begun = torch.zeros(PICTURES, 1, raw.dimension)
    theirs = yield from within(0.4, 0.7, searched(generator, raw, target, begun, STEPS, 0.0))
    gain = 10 ** (float((ours.likeness - theirs.likeness).double().mean()) / 10)
    between = [_half_way(asked, where, found.p, like) for where, found in ((prior, ours), (raw, theirs))]
    yield Progress(0.75, tr("drawing codes in"))
    lost = at_equal((yield from within(0.75, 1.0, keeping(generator, prior, asked.seed, FACES))))
    figures = {"gain": gain, "half-way": between[0], "half-way without": between[1]}
    if everyone := [row for row in lost if row.faces == f"{FACES} faces"]:
        figures["compression"] = sum(row.compression for row in everyone) / len(everyone)
        figures["truncation"] = sum(row.truncation for row in everyone) / len(everyone)
    return figures


@torch.no_grad()
def _half_way(asked: Asked, where: Prior, p: Tensor, like: Tensor) -> float:
    """How far from the data the pictures half-way between each found code and the next are."""
    codes = where.codes((p + p.roll(1, 0)) / 2, like)
    return float(asked.factors.read(asked.generator.synthesize(codes).clamp(-1, 1).cpu())[1].double().mean())
