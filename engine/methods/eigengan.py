"""EigenGAN's own sliders as a direction set (He, Kan and Shan, ICCV 2021; the traversal of section 4.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress
from engine.method import Context, Method, method


@method("eigengan")
@dataclass(frozen=True)
class EigenGAN(Method):
    """Nothing is searched for: each number of the slots z1, z2, ... is a direction that training itself made."""

    title = "EigenGAN layers"
    paper = "He, Kan, Shan 2021"

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        if generator.own_slots:
            return ""
        return f"{generator.name} has no sliders of its own: only an EigenGAN learns a subspace in every layer."

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        layout = generator.layout
        indices = [i for slot in generator.own_slots for i in range(*layout.slices[slot].indices(layout.dimension))]
        sliders = tuple(layout.slider(i) for i in indices)
        effects = generator.effects
        yield Progress(1.0, f"{len(sliders)} sliders")
        return DirectionSet(
            vectors=np.eye(layout.dimension, dtype=np.float32)[indices],
            sigma=np.ones(len(indices), np.float32),
            names=sliders,
            spectrum=(),
            method=self.identifier,
            title=self.title,
            version=self.version,
            parameters={},
            seed=context.seed,
            generator=generator.sha256,
            sliders=sliders,
            effects=tuple(float(effects.get(slider, 0.0)) for slider in sliders),
        )
