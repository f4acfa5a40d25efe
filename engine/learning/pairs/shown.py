"""Ways as directions of a set: straight ones as they are, curved ones as the path that leaves the mean along them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from engine.codes.samples import spread
from engine.document.directions import Direction
from engine.learning.pairs.pairs import Pairs
from engine.learning.pairs.ways import Ways
from engine.method import fix_signs

#: Codes of the bank by which a standard deviation is told, and faces by which bends are.
CODES, FACES = 500, 32
#: Points each way of a path, and how far it goes, in sigma.
POINTS, REACH = 2, 4.0


def straight(pairs: Pairs, ways: Ways) -> tuple[Direction, ...]:
    """A direction a way, in their order: the tangent at the mean, which is all that there is to a way without bends."""
    tangents = ways.tangents(torch.zeros(1, len(pairs.mean)))[0]
    vectors = fix_signs(pairs.subspace.lift(tangents.cpu().numpy()))
    sigma = spread(pairs.subspace, pairs.bank.codes[:CODES], vectors)[1].astype(np.float32)
    return tuple(
        Direction(f"direction {i + 1}", vectors[i], float(sigma[i]), spectrum=1 / len(vectors))
        for i in range(len(vectors))
    )


def curved(pairs: Pairs, ways: Ways) -> tuple[Direction, ...]:
    """A direction a way, with its path of `POINTS` points each way, `REACH` sigma long, through the mean."""
    found = straight(pairs, ways)
    whole = np.sqrt(pairs.subspace.copies)  # a step of several tied slots is that much longer in the code
    shares, paths = torch.linspace(-REACH, REACH, 2 * POINTS + 1), []
    for i, direction in enumerate(found):
        middle = torch.zeros(len(shares), len(pairs.mean))
        along = ways.tangents(middle[:1])[0, i].cpu().numpy()
        sign = float(np.sign(direction.vector @ pairs.subspace.lift(along[None])[0]))
        far = sign * direction.sigma / (whole * pairs.unit) * shares
        with torch.no_grad():
            steps = ways.steps(middle, torch.full((len(shares),), i), far)
        paths.append(pairs.subspace.lift(steps.cpu().numpy() * np.float32(whole * pairs.unit)))
    return tuple(replace(each, path=path) for each, path in zip(found, paths, strict=True))


def alike(pairs: Pairs, ways: Ways) -> float:
    """The mean |cosine| of the tangents at faces with those at the mean: 1 where nothing bends."""
    places = pairs.places(pairs.bank.codes[:FACES])
    there, here = ways.tangents(places), ways.tangents(torch.zeros(1, len(pairs.mean)))
    return float((there * here).sum(2).abs().mean())
