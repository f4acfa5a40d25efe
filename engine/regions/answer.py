"""What a method of a painted region answers: the set of its directions, and how much of each falls outside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from torch import Tensor

from engine.codes.samples import spread
from engine.document.directions import Direction, DirectionSet, notes
from engine.document.projection import unit
from engine.language import tr
from engine.method import Context, Method, fix_signs
from engine.regions.masks import KEPT as PAINTED
from engine.regions.place import Place

#: Singular values of what is held that a set tells.
CUTS = 128


def local_set(method: Method, place: Place, rows: np.ndarray, spectrum: np.ndarray, told: Sequence[str],
              unprojected: np.ndarray | None = None, holding: np.ndarray | None = None, rank: int = 0
              ) -> DirectionSet:  # fmt: skip
    """The set of rows (k, d) of the subspace, in order; `unprojected` (k, d) are those if nothing were held.

    `told` says how they were found; `holding` are the eigenvalues, the largest first, of what is held, of which the
    first `rank` are.
    """
    vectors = fix_signs(place.subspace.lift(unit(rows)).astype(np.float32))
    before = shares_before = None
    if unprojected is not None:
        before = fix_signs(place.subspace.lift(unit(unprojected)).astype(np.float32))
        before *= np.where((before * vectors).sum(1) < 0, -1, 1).astype(np.float32)[:, None]
        shares_before = _shares(unprojected, place.beyond, place.whole)
    _, sigma = spread(place.subspace, place.codes, vectors)
    long = sigma.astype(np.float32)
    called = stem(place.context)
    names = tuple(f"{called} {i + 1}" for i in range(len(rows)))
    shares = _shares(rows, place.beyond, place.whole)
    directions = tuple(
        Direction(
            names[i],
            vectors[i],
            float(long[i]),
            float(spectrum[i]),
            leakage=shares[i],
            leakage_before=None if shares_before is None else shares_before[i],
            unprojected=None if before is None else before[i],
        )
        for i in range(len(rows))
    )
    weighed = (
        ()
        if place.still is None
        else (tr("what is painted to be kept counts {painted} times the rest", painted=PAINTED),)
    )
    leaks = leakage_notes(names, shares, shares_before)
    return DirectionSet(
        directions,
        method.provenance(place.generator, place.context),
        (*notes("found", (*told, *weighed)), *notes("leakage", leaks), *notes("found", place.notes)),
        cuts=() if holding is None else tuple(float(value) for value in np.sqrt(holding[:CUTS].clip(0))),
        rank=rank,
    )


def stem(context: Context) -> str:
    """What directions are called: as the one region to change that has a name, or just so."""
    region = context.region
    names = [] if region is None else [name for name, mask in context.regions.items() if np.array_equal(mask, region)]
    return names[0] if len(names) == 1 else "region"


def _shares(rows: np.ndarray, part: Tensor, whole: Tensor) -> tuple[float, ...]:
    """The share, in [0, 1], of the change along rows (k, d) that is a part's of the whole; 0 where nothing changes."""
    there, all_of_it = (((rows @ matrix.numpy()) * rows).sum(1) for matrix in (part, whole))
    shares = there / np.where(all_of_it > 0, all_of_it, 1)
    return tuple(float(share) for share in shares.clip(0, 1))


def leakage_notes(names: Sequence[str], shares: Sequence[float], before: Sequence[float] | None) -> list[str]:
    """What share of each direction's first-order change falls outside the region, and did before it was projected."""
    mean = tr("of the change, {mean:.1%} falls outside the region on average", mean=np.mean(shares))
    each = [
        tr("{name}: {share:.1%} outside", name=name, share=share) for name, share in zip(names, shares, strict=True)
    ]
    if before:
        mean += tr(", {mean:.1%} if nothing is held", mean=np.mean(before))
        each = [
            tr("{text}, {was:.1%} if nothing is held", text=text, was=was)
            for text, was in zip(each, before, strict=True)
        ]
    return [mean, *each]
