"""InterFaceGAN: the normal of a boundary between faces with and without an attribute (Shen et al., CVPR 2020).

Faces are drawn and scored; a linear support vector machine parts the codes of the lowest and the highest scores, and
its unit normal is the direction (section 3.1). What is to be kept is projected out of it (section 3.2). A place along
the direction is the signed distance to the boundary (section 2.1) in sigma, its intercept included: the authors' code
drops the intercept and measures from the parallel plane through 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import torch

from engine.attributes.at_hand import measures_of
from engine.attributes.contract import IDENTITY, Measures
from engine.boundaries.boundary import Boundary, Extremes, cross_validating, judging, learning
from engine.codes.samples import FIRST_SEED, drawn
from engine.codes.subspace import Subspace, why_none
from engine.document.directions import Direction, DirectionSet, notes
from engine.document.projection import project_out, spanned
from engine.document.wording import short
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.method import Context, Method, method

#: Pictures at once, and their pixels together: drawing and measuring eight faces of 64 px takes about 100 ms.
BATCH, PIXELS = 8, 8 * 64**2
#: Codes at once where nothing is drawn, and how many tell the spread along a boundary of judged faces.
CODES, SPREAD = 250, 2_000
#: Directions in which a face's identity changes most, to be kept.
IDENTITY_DIRECTIONS = 5
EXAMPLES = "examples"


@dataclass(frozen=True, eq=False)
class Population:
    """Codes (n, d) float64 with their scores by attribute (n,), and embeddings (n, e) where identity is kept.

    `doubts` are sentences about what the scores are worth.
    """

    codes: np.ndarray
    scores: dict[str, np.ndarray]
    embeddings: np.ndarray
    measures: Measures
    doubts: tuple[str, ...] = ()

    def extremes(self, name: str, share: float, seed: int) -> Extremes:
        """The ends of one attribute; raises ValueError where they teach nothing."""
        return Extremes.of(self.scores[name], share, self.measures.attributes[name].title, seed)


def _learnable(generator: Generator | None) -> tuple[str, ...]:
    """What there is to learn of a generator's faces."""
    return (*measures_of(generator).attributes, EXAMPLES)


def _keepable(generator: Generator | None) -> tuple[str, ...]:
    """What of a generator's faces can be kept."""
    return (*measures_of(generator).attributes, IDENTITY)


@method("interfacegan")
@dataclass(frozen=True)
class InterFaceGAN(Method):
    """One direction: more of an attribute, or of what a person judged. If others are to be kept, the direction that
    keeps nothing comes second."""

    title = "InterFaceGAN"
    paper = "Shen et al. 2020"
    learns = True
    signed = True

    attribute: str = field(
        default="brightness",
        metadata={"help": "what to change; examples: what you judged", "choices": _learnable},
    )
    samples: int = field(default=2_000, metadata={"help": "faces to score", "low": 200, "high": 100_000})
    share: float = field(
        default=0.1, metadata={"help": "share of faces at either end to learn from", "low": 0.01, "high": 0.5}
    )
    keep: str = field(default="", metadata={"help": "what to keep, such as yaw, identity", "many": _keepable})
    layers: str = field(default="all", metadata={"help": "layers to move: all, 3-6 or 3"})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        subspace, measures = Subspace(generator.layout, self.layers, tied=generator.tied), measures_of(generator)
        title, kept = self._title(measures), self._kept(measures)
        examples = None
        if self.attribute == EXAMPLES:
            examples = yield from within(0.0, 0.1, judging(generator, subspace, context.examples))
        names = tuple(name for name in (self.attribute, *kept) if name in measures.attributes)
        faces = yield from within(0.1, 0.9, population(self.samples, generator, subspace, context, names, kept))
        ends, told = None, []
        if examples is None:
            ends = faces.extremes(self.attribute, self.share, context.seed)
            boundary = yield from within(0.9, 0.93, ends.learning(faces.codes))
        else:
            accuracy, how = yield from within(0.9, 0.92, cross_validating(*examples, context.seed))
            boundary = yield from within(0.92, 0.93, learning(*examples))
            told += [f"accuracy {accuracy:.2f} over {len(examples[1])} judged faces, {how}"]
        normals = boundary.normal[None]
        if kept:
            held = yield from within(0.93, 0.99, self._conditions(faces, kept, context.seed))
            normals = np.concatenate([self._conditional(boundary.normal, held, title), normals])
            told += [f"{normals[0] @ normals[1]:.2f} of the direction is left with {', '.join(kept)} kept"]
        found = self._directions(generator, subspace, context, faces, boundary, ends, normals, told)
        found = replace(found, notes=(*found.notes, *notes("found", faces.doubts)))
        yield Progress(1.0, found.notes[0].text)
        return found

    def _title(self, measures: Measures) -> str:
        if self.attribute == EXAMPLES:
            return "as judged"
        return f"{self.attribute} (weak estimate)" if measures.attributes[self.attribute].weak else self.attribute

    def _kept(self, measures: Measures) -> tuple[str, ...]:
        """The attributes to keep; raises ValueError where one is unknown, or is the one to change."""
        kept = tuple(dict.fromkeys(name.strip().lower() for name in self.keep.split(",") if name.strip()))
        for name in kept:
            if name not in measures.attributes and name != IDENTITY:
                known = ", ".join((*measures.attributes, IDENTITY))
                raise ValueError(
                    f"There is no attribute {short(repr(name))} to keep; there are {known}. Put commas between them."
                )
            if name == self.attribute:
                raise ValueError(f"{self._title(measures)} cannot be changed and kept at once; take {name} out of what "
                                 "to keep.")  # fmt: skip
        return kept

    def _conditions(self, faces: Population, kept: tuple[str, ...], seed: int) -> Job[dict[str, np.ndarray]]:
        """For each name to keep, the rows (m, d) along which it changes."""
        held = {}
        for name in kept:
            if name == IDENTITY:
                held[name] = identity_directions(faces.codes, faces.embeddings)
                yield Progress(1.0, "regressing identity")
            else:
                boundary = yield from faces.extremes(name, self.share, seed).learning(faces.codes)
                held[name] = boundary.normal[None]
        return held

    def _conditional(self, normal: np.ndarray, held: dict[str, np.ndarray], title: str) -> np.ndarray:
        """The unit row (1, d) nearest to `normal` that is orthogonal to all that is held; ValueError without one."""
        try:
            return project_out(normal[None], np.concatenate(list(held.values())))
        except ValueError as error:
            worst = max(held, key=lambda name: float(np.linalg.norm(spanned(held[name]) @ normal)))
            raise ValueError(f"{title} cannot be changed while {', '.join(held)} are kept: its direction lies "
                             f"within theirs; leave out {worst}, the nearest.") from error  # fmt: skip

    def _directions(self, generator: Generator, subspace: Subspace, context: Context, faces: Population,
                    boundary: Boundary, ends: Extremes | None, normals: np.ndarray,
                    told: list[str]) -> DirectionSet:  # fmt: skip
        mean, title = faces.codes.mean(0), self._title(faces.measures)
        # Where the line along each normal through the mean meets the boundary; along its own normal, minus the offset.
        zeros = normals @ mean - boundary.distances(mean) / (normals @ boundary.normal)
        places = faces.codes @ normals.T - zeros
        sigma = places.std(0)
        accuracies = []
        which = ("",) if len(normals) == 1 else (f", {self.keep} kept", ", alone")
        for place, how in zip(places.T, which, strict=True):
            if ends is None:
                break
            held_out, rest = ends.accuracy(place)
            accuracies.append(held_out)
            told = [*told, f"accuracy {held_out:.2f} on held-out faces, {rest:.2f} over all others{how}"]
        vectors = subspace.lift(normals).astype(np.float32)
        # One sigma in each of several tied slots is that much longer in the whole code.
        long = (sigma * np.sqrt(subspace.copies)).astype(np.float32)
        directions = tuple(
            Direction((title, f"{title} (alone)")[i], vectors[i], float(long[i]), accuracies[i] if accuracies else None,
                      origin=float(zeros[i] / sigma[i]))
            for i in range(len(normals))
        )  # fmt: skip
        return DirectionSet(directions, self.provenance(generator, context), notes("found", told))


def population(samples: int, generator: Generator, subspace: Subspace, context: Context, names: tuple[str, ...],
                kept: tuple[str, ...]) -> Job[Population]:  # fmt: skip
    """Draw faces, measure `names` of them, and whose they are where identity is kept; without either, codes alone."""
    draw = bool(names) or IDENTITY in kept
    samples = samples if draw else min(samples, SPREAD)
    step = max(1, min(BATCH, PIXELS // generator.resolution**2)) if draw else CODES
    random = torch.Generator().manual_seed(FIRST_SEED + context.seed)
    measures = measures_of(generator)
    codes, scores, embeddings = [], [], []
    doubts: tuple[str, ...] = ()
    for first in range(0, samples, step):
        with torch.no_grad():
            some = drawn(generator, min(step, samples - first), random)
            codes.append(subspace.project(some).cpu().double())
            images = generator.synthesize(some) if draw else some
        done = first + len(some)
        yield Progress(first / samples, f"drawing faces, {done} of {samples}")
        if first == 0:
            doubts = _doubts(generator, measures, images, (*names, *kept)) if draw else ()
            yield Progress(done / samples, "looking for faces")
        with torch.no_grad():
            scores.append(measures.score(images, names).cpu().double() if names else torch.zeros(len(some), 0))
            embeddings.append(
                measures.identity(images).cpu().double() if IDENTITY in kept else torch.zeros(len(some), 0)
            )
        yield Progress(done / samples, f"measuring faces, {done} of {samples}")
    table = torch.cat(scores).numpy()
    by_name = {name: table[:, i] for i, name in enumerate(names)}
    return Population(torch.cat(codes).numpy(), by_name, torch.cat(embeddings).numpy(), measures, doubts)


def _doubts(generator: Generator, measures: Measures, images: torch.Tensor, names: tuple[str, ...]) -> tuple[str, ...]:
    """What speaks against scores of these pictures (N, 3, H, W)."""
    doubts = ["codes of class 0"] if generator.classes else []
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
        raise ValueError("Identity is the same in all of these pictures, so there is nothing to keep; leave it out.")
    some = values[:IDENTITY_DIRECTIONS] > 1e-6 * values[0]
    return left.T[:IDENTITY_DIRECTIONS][some].numpy()
