"""Ways as directions of a set: straight ones as they are, curved ones as the path that leaves the mean along them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from engine.codes.samples import spread
from engine.document.directions import Direction
from engine.language import tr
from engine.learning.pairs.pairs import Pairs
from engine.learning.pairs.warp import Warps
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
    sigma = spread(pairs.subspace, pairs.subspace.project(pairs.bank.codes[:CODES]), vectors)[1].astype(np.float32)
    return tuple(
        Direction(tr("direction {i}", i=i + 1), vectors[i], float(sigma[i]), spectrum=1 / len(vectors))
        for i in range(len(vectors))
    )


def curved(pairs: Pairs, ways: Warps) -> tuple[Direction, ...]:
    """A direction a way, with its path of `POINTS` points each way, `REACH` sigma long, through the mean."""
    found = straight(pairs, ways)
    whole = np.float32(np.sqrt(pairs.subspace.copies) * pairs.unit)  # of a step in units, in the whole code
    middle = torch.zeros(ways.count, 2 * POINTS + 1, len(pairs.mean))
    along = pairs.subspace.lift(ways.tangents(middle[0, :1])[0].numpy())
    # The sign rule may have turned a tangent round.
    long = [each.sigma * np.sign(each.vector @ row) / whole for each, row in zip(found, along, strict=True)]
    far = torch.tensor(np.array(long, np.float32))[:, None] * torch.linspace(-REACH, REACH, 2 * POINTS + 1)
    with torch.no_grad():
        steps = ways.walked(middle, far).numpy()
    return tuple(replace(each, path=whole * pairs.subspace.lift(path)) for each, path in zip(found, steps, strict=True))


def alike(pairs: Pairs, ways: Warps) -> float:
    """The mean |cosine| of the tangents at faces with those at the mean: 1 where nothing bends."""
    places = pairs.places(pairs.bank.codes[:FACES])
    there, here = ways.tangents(places), ways.tangents(torch.zeros(1, len(pairs.mean)))
    return float((there * here).sum(2).abs().mean())
