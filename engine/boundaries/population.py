"""Faces drawn and scored, from which boundaries are learned (Shen et al. 2020, section 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from engine.attributes.at_hand import measures_of
from engine.attributes.contract import IDENTITY, Measures
from engine.boundaries.boundary import Extremes
from engine.codes.samples import FIRST_SEED, drawn, stretches
from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.method import Context
from engine.units import Part, Unit, Word, unit_of_kind

#: Pictures at once, and their pixels together: drawing and measuring eight faces of 64 px takes about 100 ms.
BATCH, PIXELS = 8, 8 * 64**2
#: So many times as many are a unit of the work: it takes most of a second.
UNIT = 8
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
    measures = measures_of(generator)
    scored = measures.beside(names)
    words: dict[str, Word] = {"layers": subspace.layers, "scored": ",".join(scored), "drawn": draw}
    words["identity"] = IDENTITY in kept
    random, at_once = torch.Generator().manual_seed(FIRST_SEED + context.seed), _at_once(generator, draw=draw)
    units = (
        Unit("faces", generator.sha256, start, count, state, words | {"shown": start == 0})
        for start, count, state in stretches(generator, random, samples, UNIT * at_once, at_once)
    )
    parts: list[Part] = []
    for step in context.units(generator, units, samples, parts.append):
        done = round(step.fraction * samples)
        said = step.note or tr("measuring faces, {done} of {samples}", done=done, samples=samples)
        yield Progress(step.fraction, said)
    table, looked_at = np.concatenate([part["scores"] for part in parts]), torch.empty(0)
    doubts = tuple[str, ...]()
    if draw:
        looked_at = torch.from_numpy(parts[0]["shown"])
        yield Progress(1.0, tr("looking for faces"))
        doubts = _doubts(generator, measures, looked_at, (*names, *kept))
    found = Population(
        np.concatenate([part["codes"] for part in parts]),
        {name: table[:, i] for i, name in enumerate(scored)},
        np.concatenate([part["embeddings"] for part in parts]),
        measures,
        looked_at,
        doubts,
    )
    if draw and samples <= REMEMBERED:
        memory.keep(found, *asked)
    return found


def _at_once(generator: Generator, *, draw: bool) -> int:
    return max(1, min(BATCH, PIXELS // generator.resolution**2)) if draw else CODES


@unit_of_kind("faces")
def _measured(generator: Generator, unit: Unit) -> Job[Part]:
    """Codes in the subspace, scores, and whose faces they are where that is kept; the first pictures of the first."""
    words, random, measures = unit.words, unit.stream(), measures_of(generator)
    subspace = Subspace(generator.layout, str(words["layers"]), tied=generator.tied)
    scored = str(words["scored"]).split(",") if words["scored"] else []
    at_once = _at_once(generator, draw=bool(words["drawn"]))
    rows: dict[str, list[torch.Tensor]] = {"codes": [], "scores": [], "embeddings": []}
    shown: dict[str, np.ndarray] = {}
    for first in range(0, unit.count, at_once):
        with torch.no_grad():
            some = drawn(generator, min(at_once, unit.count - first), random)
            rows["codes"].append(subspace.project(some))
            images = generator.synthesize(some) if words["drawn"] else some
        yield Progress(first / unit.count)
        if words["drawn"] and words["shown"] and not first:
            shown["shown"] = images.cpu().numpy()
        with torch.no_grad():
            nothing = torch.zeros(len(some), 0)
            rows["scores"].append(measures.score(images, scored) if scored else nothing)
            rows["embeddings"].append(measures.identity(images) if words["identity"] else nothing)
        yield Progress((first + len(some)) / unit.count)
    return shown | {name: torch.cat([each.cpu().double() for each in some]).numpy() for name, some in rows.items()}


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
