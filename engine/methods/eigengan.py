"""EigenGAN's own sliders as a direction set (He, Kan and Shan, ICCV 2021; the traversal of section 4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.document.directions import Direction, DirectionSet, notes
from engine.document.disk.wording import short
from engine.generator import Generator, LearnedSubspace
from engine.job import Job, Progress
from engine.language import tr
from engine.measure.sliders import ALIVE
from engine.method import Context, Method, method


@method("eigengan")
@dataclass(frozen=True)
class EigenGAN(Method):
    """Nothing is searched for: each number of the slots z1, z2, ... is a direction that training itself made.

    The spectrum is L, how far one sigma of a slider reaches within its layer's subspace U.
    """

    title = "EigenGAN layers"
    paper = "He, Kan, Shan 2021"

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        if generator.own_slots:
            return ""
        return tr(
            "{name} has no sliders of its own: only an EigenGAN learns a subspace in every layer.",
            name=short(generator.name),
        )

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        layout = generator.layout
        indices = [i for slot in generator.own_slots for i in range(*layout.slices[slot].indices(layout.dimension))]
        sliders = tuple(layout.slider(i) for i in indices)
        effects, learned = generator.effects, generator.subspaces
        strengths = {f"{s.slot}.{i + 1}": value for s in learned for i, value in enumerate(s.strengths)}
        maps = {f"{s.slot}.{i + 1}": _grey(row) for s in learned for i, row in enumerate(s.maps)}
        vectors = np.eye(layout.dimension, dtype=np.float32)[indices]
        yield Progress(1.0, f"{len(sliders)} sliders")
        directions = tuple(
            Direction(slider, vector, 1.0, strengths.get(slider), slider, float(effects.get(slider, 0.0)),
                      map=maps.get(slider))
            for slider, vector in zip(sliders, vectors, strict=True)
        )  # fmt: skip
        told = (*(_told(subspace) for subspace in learned), *_dead(sliders, effects))
        return DirectionSet(directions, self.provenance(generator, context), notes("found", told))


def _grey(row: np.ndarray) -> np.ndarray:
    """A map (side, side) as uint8, its least value black and its largest white."""
    least, largest = float(row.min()), float(row.max())
    return np.round(255 * (row - least) / max(largest - least, 1e-12)).astype(np.uint8)


def _told(subspace: LearnedSubspace) -> str:
    """L, mu and U of one layer in a line."""
    strongest, weakest = max(subspace.strengths), min(subspace.strengths)
    return tr(
        "{slot}: L {strongest:.2g} to {weakest:.2g}, mu {mean:.2g}, U orthonormal to {orthogonality:.0e}",
        slot=subspace.slot,
        strongest=strongest,
        weakest=weakest,
        mean=subspace.mean,
        orthogonality=subspace.orthogonality,
    )


def _dead(sliders: tuple[str, ...], effects: Mapping[str, float]) -> tuple[str, ...]:
    """A sentence about the sliders that were measured and move next to nothing; none if all are alive."""
    dead = [slider for slider in sliders if slider in effects and effects[slider] <= ALIVE]
    return (tr("moves next to nothing: {dead}", dead=", ".join(dead)),) if dead else ()
