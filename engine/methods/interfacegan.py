"""InterFaceGAN: the normal of a boundary between faces with and without an attribute (Shen et al., CVPR 2020).

Faces are drawn and scored; a linear support vector machine parts the codes of the lowest and the highest scores, and
its unit normal is the direction (section 3.1). What is to be kept is projected out of it (section 3.2). A place along
the direction is the signed distance to the boundary (section 2.1) in sigma, its intercept included: the authors' code
drops the intercept and measures from the parallel plane through 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from engine.attributes.at_hand import measures_of
from engine.attributes.contract import IDENTITY, Measures
from engine.boundaries.boundary import Boundary, Extremes, cross_validating, judging, learning
from engine.boundaries.population import Population, identity_directions, population
from engine.codes.subspace import Subspace, why_none
from engine.document.directions import Direction, DirectionSet, notes
from engine.document.disk.wording import short
from engine.document.projection import project_out, spanned
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Context, Method, method

EXAMPLES = "examples"
#: Below this accuracy over judged faces, left out in turn, a direction is hardly better than chance.
GUESSING = 0.6


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
        default="smile",
        metadata={"help": tr("what to change; examples: what you judged"), "choices": _learnable},
    )
    samples: int = field(default=2_000, metadata={"help": tr("faces to score"), "low": 200, "high": 100_000})
    share: float = field(
        default=0.1, metadata={"help": tr("share of faces at either end to learn from"), "low": 0.01, "high": 0.5}
    )
    keep: str = field(default="", metadata={"help": tr("what to keep, such as yaw, identity"), "many": _keepable})
    layers: str = field(default="all", metadata={"help": tr("layers to move: all, 3-6 or 3")})

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
            told += [
                tr(
                    "accuracy {accuracy:.2f} over {examples_count} judged faces, {how}",
                    accuracy=accuracy,
                    examples_count=len(examples[1]),
                    how=how,
                )
            ]
            if accuracy < GUESSING:
                told.append(tr("no better than a guess so far: judge more faces, or something that is seen better"))
        normals = boundary.normal[None]
        if kept:
            held = yield from within(0.93, 0.99, self._conditions(faces, kept, context.seed))
            normals = np.concatenate([self._conditional(boundary.normal, held, title), normals])
            told += [
                tr(
                    "{normals:.2f} of the direction is left with {kept} kept",
                    normals=normals[0] @ normals[1],
                    kept=", ".join(kept),
                )
            ]
        found = self._directions(generator, subspace, context, faces, boundary, ends, normals, told)
        found = replace(found, notes=(*found.notes, *notes("found", faces.doubts)))
        yield Progress(1.0, found.notes[0].text)
        return found

    def _title(self, measures: Measures) -> str:
        if self.attribute == EXAMPLES:
            return tr("as judged")
        return (
            tr("{attribute} (weak estimate)", attribute=self.attribute)
            if measures.attributes[self.attribute].weak
            else self.attribute
        )

    def _kept(self, measures: Measures) -> tuple[str, ...]:
        """The attributes to keep; raises ValueError where one is unknown, or is the one to change."""
        kept = tuple(dict.fromkeys(name.strip().lower() for name in self.keep.split(",") if name.strip()))
        for name in kept:
            if name not in measures.attributes and name != IDENTITY:
                known = ", ".join((*measures.attributes, IDENTITY))
                raise ValueError(
                    tr(
                        "There is no attribute {name} to keep; there are {known}. Put commas between them.",
                        name=short(repr(name)),
                        known=known,
                    )
                )
            if name == self.attribute:
                raise ValueError(
                    tr(
                        "{title} cannot be changed and kept at once; take {name} out of what to keep.",
                        title=self._title(measures),
                        name=name,
                    )
                )
        return kept

    def _conditions(self, faces: Population, kept: tuple[str, ...], seed: int) -> Job[dict[str, np.ndarray]]:
        """For each name to keep, the rows (m, d) along which it changes."""
        held = {}
        for name in kept:
            if name == IDENTITY:
                held[name] = identity_directions(faces.codes, faces.embeddings)
                yield Progress(1.0, tr("regressing identity"))
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
            raise ValueError(
                tr(
                    "{title} cannot be changed while {held} are kept: its direction lies within theirs; "
                    "leave out {worst}, the nearest.",
                    title=title,
                    held=", ".join(held),
                    worst=worst,
                )
            ) from error

    def _directions(self, generator: Generator, subspace: Subspace, context: Context, faces: Population,
                    boundary: Boundary, ends: Extremes | None, normals: np.ndarray,
                    told: list[str]) -> DirectionSet:  # fmt: skip
        mean, title = faces.codes.mean(0), self._title(faces.measures)
        # Where the line along each normal through the mean meets the boundary; along its own normal, minus the offset.
        zeros = normals @ mean - boundary.distances(mean) / (normals @ boundary.normal)
        places = faces.codes @ normals.T - zeros
        sigma = places.std(0)
        accuracies = []
        which = ("",) if len(normals) == 1 else (tr(", {keep} kept", keep=self.keep), tr(", alone"))
        for place, how in zip(places.T, which, strict=True):
            if ends is None:
                break
            held_out, rest = ends.accuracy(place)
            accuracies.append(held_out)
            told = [
                *told,
                tr(
                    "accuracy {held_out:.2f} on held-out faces, {rest:.2f} over all others{how}",
                    held_out=held_out,
                    rest=rest,
                    how=how,
                ),
            ]
        vectors = subspace.lift(normals).astype(np.float32)
        # One sigma in each of several tied slots is that much longer in the whole code.
        long = (sigma * np.sqrt(subspace.copies)).astype(np.float32)
        directions = tuple(
            Direction((title, f"{title} (alone)")[i], vectors[i], float(long[i]), accuracies[i] if accuracies else None,
                      origin=float(zeros[i] / sigma[i]))
            for i in range(len(normals))
        )  # fmt: skip
        return DirectionSet(directions, self.provenance(generator, context), notes("found", told))
