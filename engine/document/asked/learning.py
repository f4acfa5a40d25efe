"""A training on top of a generator: how it is asked for, what it tells while it goes on, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.document.asked.requests import Request
from engine.document.directions import DirectionSet, Parameters
from engine.document.disk.caches import Cache


@dataclass(frozen=True, eq=False)
class Curve:
    """A figure over the steps of a training: `steps` (n,) rising, counted from 1, and `values` (n,), both float64."""

    name: str
    steps: np.ndarray
    values: np.ndarray


@dataclass(frozen=True, eq=False)
class Learned:
    """What a training has learned after `step` of at most `steps` steps; `left` is the guess of the seconds to come.

    `directions` are None while one that goes on gets ready: the curves are those of before.
    """

    directions: DirectionSet | None
    curves: tuple[Curve, ...]
    step: int
    steps: int
    left: float


@dataclass(frozen=True)
class Keeping:
    """Where a training is kept while it goes on, and how long it may take.

    `path` is the file that holds its state, empty: none; `resume` whether to go on from what lies there; `minutes`
    after how many of them it ends with what it has learned, None: when its steps are made.
    """

    path: str = ""
    resume: bool = True
    minutes: float | None = None


@dataclass(frozen=True)
class Train(Request[DirectionSet, Learned]):
    """Run a method that trains on the generator with this hash -> DirectionSet; its partials are `Learned`.

    Fields as those of `Discover`. A training that is cancelled is kept in the `cache` and gone on from by the next of
    the same question, unless `keeping` names another place.
    """

    generator: str
    method: str
    parameters: Parameters = field(default_factory=dict)
    seed: int = 0
    examples: tuple[tuple[int, float], ...] = ()
    cache: Cache | None = None
    keeping: Keeping = field(default_factory=Keeping)
