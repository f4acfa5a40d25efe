"""Curved paths: a direction that is found anew at each point (Balakrishnan et al., ECCV 2022, "local" paths).

At each new point the span of the directions there takes the place of the one at the face: the step before is projected
onto it and gives the next one. So the sign is kept, and where nothing bends the path is straight. Each point but the
last of a way needs a Jacobian of its own, so ways are remembered: more steps go on from the points that there are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from weakref import ref

import numpy as np

from engine.codes.subspace import Subspace
from engine.document.projection import LEFT, spanned
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr

#: Ways that are remembered.
WAYS = 64
#: What gives the directions (r, d) at a code (layout.dimension,) float32, or none of them (0, d).
Span = Callable[[np.ndarray], Job[np.ndarray]]


@dataclass(frozen=True, eq=False)
class Way:
    """One way of a path: its `points` (dimension,) float64 from the face on, without it, and the unit `rows` (d,) by
    which each was reached. From point `ends` (from 1) on there is no direction left, so that it goes straight on; 0:
    nowhere."""

    points: tuple[np.ndarray, ...] = ()
    rows: tuple[np.ndarray, ...] = ()
    ends: int = 0


class Ways:
    """The ways that were last followed, by all that each depends on."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[object, ...], Way] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, key: tuple[object, ...]) -> Way:
        """The way, or an empty one."""
        return self._known.get(key, Way())

    def put(self, key: tuple[object, ...], way: Way) -> None:
        """Remember it as the last one."""
        self._known[key] = way
        self._known.move_to_end(key)
        while len(self._known) > WAYS:
            self._known.popitem(last=False)


@dataclass(frozen=True, eq=False)
class Start:
    """Where paths begin: a code (layout.dimension,) and the `span` of directions at others. `key` names all that the
    span depends on besides the generator: face, masks, parameters. What is found is put into `ways`."""

    generator: Generator
    subspace: Subspace
    code: np.ndarray
    span: Span
    key: str
    ways: Ways = field(default_factory=Ways)


def paths(start: Start, rows: np.ndarray, lengths: Sequence[float], steps: int) -> Job[tuple[np.ndarray, list[int]]]:
    """The paths (k, 2 * steps + 1, layout.dimension) float32 whose tangents at the code are unit rows (k, d) of the
    subspace, in steps of these lengths; and, of each way, + and - of each path in turn, where it `ends`."""
    found: list[np.ndarray] = []
    ends: list[int] = []
    ways = 2 * len(rows)
    for row, length in zip(rows, lengths, strict=True):
        both = []
        for sign in (1, -1):
            done = len(ends)
            way = yield from within(done / ways, (done + 1) / ways, _followed(start, sign * row, length, steps))
            both.append(way.points[:steps])
            ends.append(way.ends if way.ends < steps else 0)
        found.append(np.stack((*reversed(both[1]), start.code, *both[0])))
    return np.stack(found).astype(np.float32), ends


def _followed(start: Start, row: np.ndarray, length: float, steps: int) -> Job[Way]:
    """A way of at least so many steps, from the points that are remembered of it."""
    key = ref(start.generator), start.key, row.astype(np.float32).tobytes(), float(length)
    way = start.ways.get(key)
    for n in range(len(way.points), steps):
        last = way.points[-1] if n else start.code.astype(np.float64)
        ends = way.ends
        if n:
            row = way.rows[-1]
            if not ends:
                span = yield from within(n / steps, (n + 1) / steps, start.span(last.astype(np.float32)))
                onward = along(row, span)
                row, ends = (row, n) if onward is None else (onward, 0)
        point = last + length * start.subspace.lift(row[None])[0]
        # Another job may have come here meanwhile: each keeps a way of its own, which is whole.
        way = Way((*way.points, point), (*way.rows, row), ends)
        start.ways.put(key, way)
        yield Progress((n + 1) / steps, tr("point {n} of {steps}", n=n + 1, steps=steps))
    return way


def along(row: np.ndarray, span: np.ndarray) -> np.ndarray | None:
    """The unit row (d,) of the space that rows (r, d) span nearest to `row`; None if less than 5 % of it is left."""
    if not len(span):
        return None
    basis = spanned(span)
    left = row @ basis.T @ basis
    length = float(np.linalg.norm(left))
    return None if length < LEFT else np.asarray(left / length)
