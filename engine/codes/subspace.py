"""The part of a code that a method works in: the latent slots, each on its own ("free") or all alike ("tied")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from engine.document.code import Kind, Layout
from engine.document.disk.wording import short
from engine.language import tr


def layer_range(layers: str, count: int) -> tuple[int, int]:
    """First and last layer (counted from 1, both included) of "all", "3-6" or "3", among `count` latent slots.

    Raises:
        ValueError: it is no such range.
    """
    if layers.strip() in ("", "all"):
        return 1, count
    found = re.fullmatch(r"\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?", layers)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= count:
        raise ValueError(
            tr(
                "layers must be all, one layer or a range within 1-{count}, such as 1-{value}; {layers} is not.",
                count=count,
                value=min(2, count),
                layers=short(repr(layers)),
            )
        )
    return first, last


def why_none(layout: Layout, *, tied: bool) -> str:
    """One sentence that says why there is no subspace of all latent slots; empty if there is."""
    try:
        Subspace(layout, tied=tied)
    except ValueError as error:
        return str(error)
    return ""


class Subspace:
    """Latent slots of a layout, or those of another kind. Tied, its vectors are one slot long and stand for the same
    step in every slot.

    `layers` says which: "all", or a range of these slots such as "3-6" (counted from 1, both included), or one, "3".

    Raises:
        ValueError: tied, but the slots differ in length; there are no such slots; or there is no such range.
    """

    def __init__(self, layout: Layout, layers: str = "all", *, tied: bool, kind: Kind = "latent") -> None:
        self.layout, self.layers, self.tied = layout, layers, tied
        slots = tuple(slot for slot in layout.slots if slot.kind == kind)
        first, last = layer_range(layers, len(slots))
        self.slots = slots[first - 1 : last]
        sizes = {slot.dimension for slot in self.slots}
        if not sizes or (tied and len(sizes) > 1):
            raise ValueError(tr("This generator's code has no latent slots of one length to move together."))
        self.dimension = self.slots[0].dimension if tied else sum(slot.dimension for slot in self.slots)

    @cached_property
    def _columns(self) -> np.ndarray:
        return self.layout.columns(self.slots)

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

    def laid(self, steps: Tensor) -> Tensor:
        """Steps (N, dimension) as steps of the code (N, layout.dimension), of the same length in each of several tied
        slots; differentiable."""
        columns = torch.from_numpy(self._columns).to(steps.device)
        return steps.new_zeros(len(steps), self.layout.dimension).index_add(1, columns, steps.repeat(1, self.copies))

    def moved(self, codes: Tensor, steps: Tensor) -> Tensor:
        """Codes (N, layout.dimension) moved by such steps; differentiable."""
        return codes + self.laid(steps)

    def lowered(self, codes: Tensor) -> Tensor:
        """The inverse of `lift`: code-sized vectors (k, layout.dimension) to (k, dimension)."""
        return self.project(codes) * np.sqrt(self.copies)

    def reach(self, slots: Iterable[str]) -> np.ndarray:
        """Which of the `dimension` numbers lie in these slots (sorted positions)."""
        wanted = set(slots)
        if self.tied:
            return np.arange(self.dimension if wanted & {slot.name for slot in self.slots} else 0)
        owner = np.concatenate([[slot.name in wanted] * slot.dimension for slot in self.slots])
        return np.flatnonzero(owner)
