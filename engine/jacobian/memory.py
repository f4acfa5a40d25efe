"""What is remembered of a face between two strokes of the brush: its Jacobian with the sums over its pixels.

Of a job that is given up the columns that it followed are kept, and the next one goes on from there; all else is put in
place whole.
"""

from __future__ import annotations

from weakref import ref

import numpy as np
from torch import Tensor

from engine.codes.samples import some_codes
from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.jacobian.columns import Columns, jacobian
from engine.jacobian.linear import linear
from engine.jacobian.sketch import leading_jacobian
from engine.jacobian.sums import Sums
from engine.job import Job
from engine.units import Units, here

#: Numbers of the code beyond which the Jacobian is followed along the leading vectors alone, how many, and rounds.
WIDE, RANK, ROUNDS = 2048, 200, 2


class FaceMemory:
    """The last Jacobian, what the last job for one left half done, and the last codes to measure by.

    Each belongs to one generator, which is the same object as long as the document's conditions are the same; the
    memory does not keep a generator alive that is no longer used.
    """

    def __init__(self) -> None:
        self._last: tuple[tuple[object, ...], Sums] | None = None
        self._begun: tuple[tuple[object, ...], Columns] | None = None
        self._codes: tuple[tuple[object, ...], Tensor] | None = None

    def jacobian(self, generator: Generator, subspace: Subspace, code: np.ndarray, side: int, *, grey: bool,
                 early: bool = False, units: Units = here) -> Job[Sums]:  # fmt: skip
        """`engine.jacobian.columns.jacobian`, or the last one again if it was the same: only the region may have
        changed.

        Of a subspace of more than 2048 numbers, along its 200 leading vectors alone (`Jacobian.rows`).
        """
        slots = tuple(slot.name for slot in subspace.slots)
        key = (ref(generator), code.tobytes(), slots, subspace.tied, side, grey, early)
        if known := self._known(key):
            return known
        self._last = None  # two need not be held at once
        if (begun := self._begun) is None or begun[0] != key:
            begun = self._begun = key, Columns()
        if subspace.dimension > WIDE:
            found = yield from leading_jacobian(
                linear(generator, subspace, code, side, grey=grey, early=early), RANK, ROUNDS
            )
        else:
            found = yield from jacobian(generator, subspace, code, side, begun[1], grey=grey, early=early, units=units)
        if known := self._known(key):  # another job was quicker
            return known
        self._last = key, (sums := Sums(found))
        if self._begun is begun:
            self._begun = None
        return sums

    def _known(self, key: tuple[object, ...]) -> Sums | None:
        """The last Jacobian, if it is this one."""
        return self._last[1] if self._last is not None and self._last[0] == key else None

    def codes(self, generator: Generator, subspace: Subspace, seed: int) -> Job[Tensor]:
        """Codes (2000, subspace.dimension) by which directions are measured."""
        key = (ref(generator), tuple(slot.name for slot in subspace.slots), subspace.tied, seed)
        if self._codes is None or self._codes[0] != key:
            self._codes = key, (yield from some_codes(generator, subspace, seed))
        return self._codes[1]
