"""Columns of a Jacobian followed elsewhere: each unit is some that stand side by side, in the batches of here.

A column is as large as the picture, so what is followed quickly here stays here: sending it would take longer.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.jacobian.linear import Linear, linear
from engine.job import Job, within
from engine.method import memory_of
from engine.units import Part, Unit, Word, unit_of_kind

KIND = "columns"
#: Bytes that come back of a unit, and seconds that it takes, about, where its batches are smaller and quicker.
BYTES, SECONDS = 4_000_000, 3.0


def units_of(
    generator: Generator, view: Linear, side: int | None, first: int, *, early: bool, total: int, took: float
) -> Iterator[Unit]:
    """The columns from number `first` on. Their `view` is of `side` and of a lower block or not, as `linear` takes
    them, and was made ready for `total` columns; a batch `took` so many seconds here."""
    d, latent = view.subspace.dimension, list(view.subspace.layout.latent)
    slots = view.subspace.slots
    words: dict[str, Word] = {
        "layers": f"{latent.index(slots[0]) + 1}-{latent.index(slots[-1]) + 1}", "tied": view.subspace.tied,
        "side": side or 0, "grey": view.grey, "early": early, "batch": view.batch, "total": total,
    }  # fmt: skip
    size = view.batch * max(1, min(BYTES // (4 * view.size * view.batch), int(SECONDS / max(took, 1e-3))))
    given = {"code": view.code[0].cpu().numpy()}
    for start in range(first, d, size):
        yield Unit(KIND, generator.sha256, start, min(size, d - start), words=words, given=given)


class _View:
    """The picture that the last unit was about, made ready, and what said so."""

    def __init__(self) -> None:
        self.key: tuple[object, ...] = ()
        self.view: Linear | None = None


@unit_of_kind(KIND)
def follow_unit(generator: Generator, unit: Unit) -> Job[Part]:
    """The `numbers` (rows, count) of a unit's columns, of which the `first` is number so many."""
    view = yield from within(0, 0.1, _readied(generator, unit))
    d, batch, end = view.subspace.dimension, int(unit.words["batch"]), unit.start + unit.count
    moved = []
    for first in range(unit.start, end, batch):
        n = min(batch, end - first)
        reached = [0.1 + 0.9 * (each - unit.start) / unit.count for each in (first, first + n)]
        moved.append((yield from within(reached[0], reached[1], view.ahead(np.eye(n, d, first)))))
    return {"first": np.array(unit.start), "numbers": torch.cat(moved, 1).numpy()}


def _readied(generator: Generator, unit: Unit) -> Job[Linear]:
    """What its columns are of, from memory if the last unit was about the same."""
    words, code = unit.words, unit.given["code"]
    last = memory_of(generator).of(_View)
    key = (*sorted(words.items()), code.tobytes())
    if last.view is None or last.key != key:
        subspace = Subspace(generator.layout, str(words["layers"]), tied=bool(words["tied"]))
        view = linear(generator, subspace, code, int(words["side"]) or None, grey=bool(words["grey"]),
                      early=bool(words["early"]))  # fmt: skip
        yield from view.readied(int(words["total"]))
        last.key, last.view = key, view
    return last.view
