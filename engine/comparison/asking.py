"""What each method is asked when all are compared: once as it is, or once a factor where it is told what to find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.comparison.baseline import RandomDirections
from engine.document.asked.learning import Keeping
from engine.document.directions import ParameterValue
from engine.document.truth.comparison import Effort
from engine.generator import Generator
from engine.method import Context, Memory, Method, parameters_of

#: The factors of the table: of pose, expression, shape, skin, hair, things, light and ground.
FACTORS = (
    "yaw", "pitch", "smile", "open mouth", "age", "gender shape", "weight", "skin tone", "hair colour", "glasses",
    "light across", "background lightness",
)  # fmt: skip
#: The parameter by which a method is told what to change.
TOLD = ("attribute", "attributes")
#: The side of the mask of a method of painted regions, and its soft ellipse: a face, in shares of the side.
SIDE, ACROSS, DOWN = 64, 0.27, 0.36


@dataclass(frozen=True)
class Question:
    """One search: `method` with `parameters`, for one `factor` or, empty, for whatever it finds. `regional`: it looks
    at one portrait and a region."""

    method: type[Method]
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)
    factor: str = ""
    regional: bool = False

    def context(self, seed: int, memory: Memory, minutes: float | None = None) -> Context:
        """What it may use: methods of painted regions look at the portrait of this seed, and at its face; `memory` is
        that of all questions of a seed, `minutes` what a training may take."""
        region = face_region() if self.regional else None
        return Context(seed, region=region, memory=memory, keeping=Keeping(minutes=minutes))

    def briefly(self, faces: int) -> Question:
        """The question, of a method that learns anew for every factor from so many faces; 0: as it is."""
        if not faces or not self.factor or not hasattr(self.method, "samples"):
            return self
        return replace(self, parameters={**self.parameters, "samples": faces})

    def finder(self) -> Method:
        """The method as it is asked."""
        return self.method(**self.parameters)


def with_baseline(methods: Mapping[str, type[Method]]) -> dict[str, type[Method]]:
    """The methods, after what each has to beat."""
    return {RandomDirections.identifier: RandomDirections, **methods}


def questions(
    methods: Mapping[str, type[Method]], generator: Generator, factors: Sequence[str], effort: Effort | None = None
) -> dict[str, tuple[Question, ...]]:
    """By the method's identifier; methods that cannot run on this generator, or that train where the effort has no time
    for it, are left out. Without an effort all are asked as they are."""
    told, asked = effort.told if effort is not None else 0, dict[str, tuple[Question, ...]]()
    for identifier, method in methods.items():
        if method.why_not(generator) or (effort is not None and method.trains and not effort.trains):
            continue
        if found := tuple(question.briefly(told) for question in _of(method, generator, factors)):
            asked[identifier] = found
    return asked


def _of(method: type[Method], generator: Generator, factors: Sequence[str]) -> Iterator[Question]:
    """What one method is asked; nothing where it is to be told what to find and knows none of the factors."""
    told = next((p for p in parameters_of(method, generator) if p.name in TOLD), None)
    if told is None:
        yield Question(method, regional=method.needs_region)
        return
    known = [factor for factor in factors if factor in told.choices]
    if told.kind == "many" and known:  # learned together
        yield Question(method, {told.name: ", ".join(known)}, regional=method.needs_region)
        return
    for factor in known:
        yield Question(method, {told.name: factor}, factor, method.needs_region)


def face_region() -> np.ndarray:
    """A soft mask (64, 64) in [0, 1]: 1 over the face of an aligned portrait, 0 around it."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] / (SIDE - 1) - 0.5
    outside = np.sqrt((x / ACROSS) ** 2 + (y / DOWN) ** 2) - 1
    return np.asarray(np.clip(1 - outside / 0.2, 0, 1), np.float32)


def title_of(method: type[Method]) -> str:
    """The method and its paper, as a row of the table is called."""
    return f"{method.title} ({method.paper})"
