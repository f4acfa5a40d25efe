"""Boundaries in the space of codes: on one side faces have an attribute, on the other they do not.

Learned from scores (Shen et al., CVPR 2020, section 3.1 and the authors' code) or from faces that a person judged.
Unlike the authors' code, which drops it, the intercept is kept: distances are to the boundary, not to its parallel
through 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.boundaries.svm import fitting
from engine.codes.subspace import Subspace
from engine.document.disk.wording import Advice
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr

#: Faces on each side at least.
ENOUGH = 3
#: Faces at each end at most, as in the paper.
MOST = 10_000
#: Of the extremes, the share that teaches; the rest tests.
TAUGHT = 0.7
#: Up to so many judged faces are tested one by one, more in ten parts.
ONE_BY_ONE, PARTS = 40, 10
#: Faces among which to look for those worth judging, the batch in which they are drawn, and seeds where they may start.
CANDIDATES, BATCH, SEEDS = 2_000, 250, 1_000_000

Examples = tuple[tuple[int, float], ...]


@dataclass(frozen=True, eq=False)
class Boundary:
    """A hyperplane: a code x of the subspace lies `x @ normal + offset` from it; `normal` (d,) is unit."""

    normal: np.ndarray
    offset: float

    def distances(self, codes: np.ndarray) -> np.ndarray:
        """(n, d) to (n,); above 0 on the side that has the attribute."""
        return np.asarray(codes @ self.normal + self.offset)


def learning(codes: np.ndarray, labels: np.ndarray) -> Job[Boundary]:
    """The boundary between codes (n, d) labelled -1 and +1, in the units of the codes."""
    normal, intercept = yield from fitting(codes, labels)
    length = float(np.linalg.norm(normal))
    return Boundary(normal / length, intercept / length)


@dataclass(frozen=True, eq=False)
class Extremes:
    """Faces by their score: positions of those of the two ends that are `taught` and `held` back, of all `others` than
    the taught, and which of all n are `positive` (n,).

    The ends are positive by which end they are; between them, those above the middle of the range of scores.
    """

    taught: np.ndarray
    held: np.ndarray
    others: np.ndarray
    positive: np.ndarray

    @classmethod
    def of(cls, scores: np.ndarray, share: float, title: str, seed: int) -> Extremes:
        """The top and the bottom `share` of `scores` (n,); those that are not finite are left out.

        Raises:
            ValueError: the ends hold too few faces, or do not differ.
        """
        order = np.flatnonzero(np.isfinite(scores))
        order = order[np.argsort(scores[order], kind="stable")]
        count = min(round(share * len(order)), len(order) // 2, MOST)
        if count < 2 * ENOUGH:
            raise ValueError(
                tr(
                    "{title} was measured on {order_count} faces, and {share:.0%} of them are {count}, too "
                    "few to learn from; take more samples or a larger share.",
                    title=title,
                    order_count=len(order),
                    share=share,
                    count=count,
                )
            )
        bottom, top = order[:count], order[-count:]
        # Not at their very edges: where the two meet, in the middle of many faces, neighbours are all but equal.
        low, high = float(np.quantile(scores[bottom], 0.9)), float(np.quantile(scores[top], 0.1))
        rounding = 1e-6 * max(abs(low), abs(high), 1e-6)
        if scores[top[0]] <= scores[bottom[-1]] or high - low <= rounding:
            raise ValueError(
                tr(
                    "{title} is the same in (nearly) all of {order_count} faces, so there is no boundary to "
                    "learn; choose another attribute.",
                    title=title,
                    order_count=len(order),
                )
            )
        random = np.random.default_rng(seed)
        bottom, top = random.permutation(bottom), random.permutation(top)
        cut = int(TAUGHT * count)
        positive = scores > (scores[order[0]] + scores[order[-1]]) / 2
        positive[bottom], positive[top] = False, True
        taught, held = np.concatenate([bottom[:cut], top[:cut]]), np.concatenate([bottom[cut:], top[cut:]])
        return cls(taught, held, np.setdiff1d(order, taught), positive)

    def learning(self, codes: np.ndarray) -> Job[Boundary]:
        """The boundary of the taught ones among codes (n, d)."""
        return learning(codes[self.taught], np.where(self.positive[self.taught], 1.0, -1.0))

    def accuracy(self, distances: np.ndarray) -> tuple[float, float]:
        """Of signed distances (n,): the share on the right side among the extremes held back, and among all others."""
        right = (distances > 0) == self.positive
        return float(right[self.held].mean()), float(right[self.others].mean())


def judging(generator: Generator, subspace: Subspace, examples: Examples) -> Job[tuple[np.ndarray, np.ndarray]]:
    """Codes (n, d) and labels (n,) in {-1, 1} of (seed, score); the last judgement of a face counts, 0 is none.

    Raises:
        ValueError: fewer than 3 on one side.
    """
    said, yes, no = _said(examples)
    if min(yes, no) < ENOUGH:
        few = tr(
            "at least {enough} faces with yes and {enough} with no; there are {yes} and {no}.",
            enough=ENOUGH,
            yes=yes,
            no=no,
        )
        raise ValueError(Advice(tr("Judge {few}", few=few), f"Give --labels with {few}"))
    codes = []
    for i, seed in enumerate(said):
        with torch.no_grad():
            codes.append(subspace.project(generator.sample(1, seed)).cpu().double())
        if i % 50 == 0:
            yield Progress(i / len(said), tr("codes of judged faces"))
    return torch.cat(codes).numpy(), np.array(list(said.values()))


def _said(examples: Examples) -> tuple[dict[int, float], int, int]:
    """The last judgement of each seed, -1 or +1, and how many say yes and no."""
    said = {seed: 1.0 if score > 0 else -1.0 for seed, score in dict(examples).items() if score != 0}
    yes = sum(side > 0 for side in said.values())
    return said, yes, len(said) - yes


def cross_validating(codes: np.ndarray, labels: np.ndarray, seed: int) -> Job[tuple[float, str]]:
    """How well boundaries place faces that they were not taught -> (mean of both sides' shares, how it was found).

    Leave one out, or ten parts with both sides in each, where there are more than `ONE_BY_ONE` faces.
    """
    n, part = len(labels), np.arange(len(labels))
    how = tr("leaving one out at a time")
    if n > ONE_BY_ONE:
        how = tr("in {parts} parts", parts=PARTS)
        random = np.random.default_rng(seed)
        sides = [random.permutation(np.flatnonzero(labels == side)) for side in (-1, 1)]
        part[np.concatenate(sides)] = np.arange(n) % PARTS
    right = np.zeros(n, bool)
    for i in np.unique(part):
        out = part == i
        if len(np.unique(labels[~out])) < 2:
            continue  # a side with few faces lies in one part: these count as wrong
        boundary = yield from learning(codes[~out], labels[~out])
        right[out] = (boundary.distances(codes[out]) > 0) == (labels[out] > 0)
    return float((right[labels > 0].mean() + right[labels < 0].mean()) / 2), how


def suggest_faces(generator: Generator, examples: Examples, count: int, seed: int) -> Job[tuple[int, ...]]:
    """`count` different seeds worth judging next, none of them judged already.

    Two thirds lie nearest to the boundary learned so far, the rest furthest from it on both sides in turn. While fewer
    than three faces a side were judged they are drawn at random. The same arguments give the same seeds.
    """
    known = {one for one, _ in examples}
    random = np.random.default_rng(seed)
    first = int(random.integers(SEEDS))
    fresh = [one for one in range(first, first + CANDIDATES + len(known) + count) if one not in known]
    subspace = Subspace(generator.layout, tied=generator.tied)
    yield Progress(0.0, tr("looking for faces"))
    if min(_said(examples)[1:]) < ENOUGH:
        yield Progress(1.0, tr("faces at random"))
        return tuple(int(one) for one in random.permutation(fresh)[:count])
    codes, labels = yield from within(0.0, 0.1, judging(generator, subspace, examples))
    boundary = yield from within(0.1, 0.2, learning(codes, labels))
    distances = []
    last = fresh[-1] + 1
    for start in range(first, last, BATCH):
        with torch.no_grad():
            some = generator.sample(min(BATCH, last - start), start)
        distances.append(boundary.distances(subspace.project(some).cpu().double().numpy()))
        yield Progress(0.2 + 0.8 * (start - first) / (last - first), tr("looking for faces"))
    place = np.concatenate(distances)[np.array(fresh) - first]
    near = np.argsort(np.abs(place), kind="stable")[: -(-2 * count // 3)]
    order = np.argsort(place, kind="stable")
    far = np.stack([order[::-1], order], 1).ravel()
    yield Progress(1.0, tr("faces near the boundary, and far from it"))
    return tuple(fresh[i] for i in dict.fromkeys(np.concatenate([near, far]).tolist()))[:count]
