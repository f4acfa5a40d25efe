"""The part of a code that a method works in: the latent slots, each on its own ("free") or all alike ("tied")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from torch import Tensor

from engine.document.code import Layout


class Subspace:
    """All latent slots of a layout. Tied, its vectors are one slot long and stand for the same step in every slot.

    Raises:
        ValueError: tied, but the slots differ in length; or there are no latent slots.
    """

    def __init__(self, layout: Layout, tied: bool) -> None:
        self.layout, self.tied = layout, tied
        self.slots = tuple(slot for slot in layout.slots if slot.kind == "latent")
        sizes = {slot.dimension for slot in self.slots}
        if not sizes or (tied and len(sizes) > 1):
            raise ValueError("This generator's code has no latent slots of one length to move together.")
        self.dimension = self.slots[0].dimension if tied else sum(slot.dimension for slot in self.slots)

    @cached_property
    def _columns(self) -> np.ndarray:
        places = [self.layout.slices[slot.name] for slot in self.slots]
        return np.concatenate([np.arange(place.start, place.stop) for place in places])

    @property
    def copies(self) -> int:
        """Into how many slots a vector is written; a unit step here is sqrt(copies) long in the code."""
        return len(self.slots) if self.tied else 1

    def project(self, codes: Tensor) -> Tensor:
        """Codes (N, layout.dimension) to (N, dimension); tied, the mean of the slots."""
        latent = codes[:, self._columns]
        return latent.view(len(codes), self.copies, self.dimension).mean(1) if self.tied else latent

    def lift(self, vectors: np.ndarray) -> np.ndarray:
        """Unit vectors (k, dimension) to code-sized unit vectors (k, layout.dimension)."""
        lifted = np.zeros((len(vectors), self.layout.dimension), vectors.dtype)
        lifted[:, self._columns] = np.tile(vectors, self.copies) / np.sqrt(self.copies)
        return lifted

    def reach(self, slots: Iterable[str]) -> np.ndarray:
        """Which of the `dimension` numbers lie in these slots (sorted positions)."""
        wanted = set(slots)
        if self.tied:
            return np.arange(self.dimension if wanted & {slot.name for slot in self.slots} else 0)
        owner = np.concatenate([[slot.name in wanted] * slot.dimension for slot in self.slots])
        return np.flatnonzero(owner)
