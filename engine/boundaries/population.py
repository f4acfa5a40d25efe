"""Faces drawn and scored, from which boundaries are learned (Shen et al. 2020, section 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from engine.attributes.at_hand import measures_of
from engine.attributes.contract import IDENTITY, Measures
from engine.boundaries.boundary import Extremes
from engine.codes.samples import FIRST_SEED, drawn
from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.method import Context

#: Pictures at once, and their pixels together: drawing and measuring eight faces of 64 px takes about 100 ms.
BATCH, PIXELS = 8, 8 * 64**2
#: Codes at once where nothing is drawn, and how many tell the spread along a boundary of judged faces.
CODES, SPREAD = 250, 2_000
#: Directions in which a face's identity changes most, to be kept.
IDENTITY_DIRECTIONS = 5
#: Up to so many faces are remembered: 20 MB of codes of 512.
REMEMBERED = 5_000


@dataclass(frozen=True, eq=False)
class Population:
    """Codes (n, d) float64 with their scores by attribute (n,), and embeddings (n, e) where identity is kept.

    `first` are the pictures of the first of them, as they were drawn; `doubts` are sentences about what the scores are
    worth.
    """

    codes: np.ndarray
    scores: dict[str, np.ndarray]
    embeddings: np.ndarray
    measures: Measures
    first: torch.Tensor
    doubts: tuple[str, ...] = ()

    def extremes(self, name: str, share: float, seed: int) -> Extremes:
        """The ends of one attribute; raises ValueError where they teach nothing."""
        return Extremes.of(self.scores[name], share, self.measures.attributes[name].title, seed)


class Drawn:
    """The faces drawn last, and what asked for them."""

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self._faces: Population | None = None

    def keep(self, faces: Population, *asked: object) -> None:
        """Remember them."""
        self._faces, self._asked = faces, asked

    def known(self, names: Sequence[str], kept: Sequence[str], *asked: object) -> Population | None:
        """The faces that were asked for in the same way, if `names` of them are scored, and whose they are where
        identity is `kept`."""
        if self._faces is None or self._asked != asked or not set(names) <= set(self._faces.scores):
            return None
        return None if IDENTITY in kept and not self._faces.embeddings.size else self._faces


def population(
    samples: int,
    generator: Generator,
    subspace: Subspace,
    context: Context,
    names: tuple[str, ...],
    kept: tuple[str, ...],
) -> Job[Population]:
    """Draw faces, measure `names` of them, and whose they are where identity is kept; without either, codes alone.

    What one network reads together is read together, and the faces are remembered: another name of the same faces is at
    hand at once.
    """
    draw = bool(names) or IDENTITY in kept
    samples = samples if draw else min(samples, SPREAD)
    memory, asked = context.memory.of(Drawn), (samples, context.seed, subspace.slots, subspace.tied)
    if draw and (known := memory.known(names, kept, *asked)) is not None:
        yield Progress(0.5, tr("these faces were drawn before"))
        return replace(known, doubts=_doubts(generator, known.measures, known.first, (*names, *kept)))
    step = max(1, min(BATCH, PIXELS // generator.resolution**2)) if draw else CODES
    random = torch.Generator().manual_seed(FIRST_SEED + context.seed)
    measures = measures_of(generator)
    scored = measures.beside(names)
    codes, scores, embeddings = [], [], []
    doubts, looked_at = tuple[str, ...](), torch.empty(0)
    for first in range(0, samples, step):
        with torch.no_grad():
            some = drawn(generator, min(step, samples - first), random)
            codes.append(subspace.project(some).cpu().double())
            images = generator.synthesize(some) if draw else some
        done = first + len(some)
        yield Progress(first / samples, tr("drawing faces, {done} of {samples}", done=done, samples=samples))
        if first == 0:
            looked_at = images
            doubts = _doubts(generator, measures, images, (*names, *kept)) if draw else ()
            yield Progress(done / samples, tr("looking for faces"))
        with torch.no_grad():
            scores.append(measures.score(images, scored).cpu().double() if scored else torch.zeros(len(some), 0))
            embeddings.append(
                measures.identity(images).cpu().double() if IDENTITY in kept else torch.zeros(len(some), 0)
            )
        yield Progress(done / samples, tr("measuring faces, {done} of {samples}", done=done, samples=samples))
    table = torch.cat(scores).numpy()
    by_name = {name: table[:, i] for i, name in enumerate(scored)}
    found = Population(
        torch.cat(codes).numpy(), by_name, torch.cat(embeddings).numpy(), measures, looked_at.cpu(), doubts
    )
    if draw and samples <= REMEMBERED:
        memory.keep(found, *asked)
    return found


def _doubts(generator: Generator, measures: Measures, images: torch.Tensor, names: tuple[str, ...]) -> tuple[str, ...]:
    """What speaks against scores of these pictures (N, 3, H, W)."""
    doubts = [tr("codes of class 0")] if generator.classes else []
    if doubt := measures.doubt(images, tuple(dict.fromkeys(names))):
        doubts.append(doubt)
    return tuple(doubts)


def identity_directions(codes: np.ndarray, embeddings: np.ndarray) -> np.ndarray:
    """Unit rows (at most 5, d) along which embeddings (n, e) change most per unit of the codes (n, d).

    They are the leading left singular vectors of the ridge regression from codes to embeddings.
    """
    # In torch, whose linear algebra takes a twentieth of numpy's time beside a busy processor.
    x, y = (torch.from_numpy(rows - rows.mean(0)) for rows in (codes, embeddings))
    gram = x.T @ x
    gram.diagonal().add_(1e-3 * gram.trace() / len(gram))  # for fewer codes than numbers in one
    left, values, _ = torch.linalg.svd(torch.linalg.solve(gram, x.T @ y), full_matrices=False)
    if values[0] <= 1e-9:
        raise ValueError(
            tr("Identity is the same in all of these pictures, so there is nothing to keep; leave it out.")
        )
    some = values[:IDENTITY_DIRECTIONS] > 1e-6 * values[0]
    return left.T[:IDENTITY_DIRECTIONS][some].numpy()
