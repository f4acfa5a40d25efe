"""A network of a person's own as data: numbers, and the operations that are done one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod

import torch
from torch import Tensor

from engine.document.disk.wording import CLAUSE, short
from engine.language import tr
from engine.learning.assessors.operations import OPERATIONS, Attributes

#: The most operations, the most numbers that one of them may give for a picture, and that a network answers with.
NODES, NUMBERS, ANSWERS = 5000, 2**24, 10_000
#: The least and the longest side of the pictures that it may take.
LEAST_SIDE, SIDE = 8, 1024


class Unfit(ValueError):
    """A file is no network that can judge; the message is a clause: why."""


@dataclass(frozen=True)
class Node:
    """One operation: its name in `OPERATIONS`, the names of what it takes ("": nothing) and of what it gives."""

    operation: str
    inputs: tuple[str, ...]
    output: str
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Graph:
    """Pictures (N, 3, side, side) to answers (N, k), differentiable: `nodes` in order over `constants`, from the value
    called `start` to the one called `end`."""

    nodes: tuple[Node, ...]
    constants: Mapping[str, Tensor]
    start: str
    end: str

    def __call__(self, pictures: Tensor) -> Tensor:
        values: dict[str, Tensor] = dict(self.constants) | {self.start: pictures}
        for node in self.nodes:
            values[node.output] = self._one(node, values)
        return values[self.end].flatten(1)

    def answers(self, side: int) -> int:
        """How many numbers it answers with for pictures of this side; found without computing or filling anything.

        Raises:
            Unfit: an operation is unknown, does not fit, gives far too much, or pictures would depend on each other.
        """
        if len(self.nodes) > NODES:
            raise Unfit(
                tr(
                    "it has {nodes_count:,} operations, and at most {nodes:,} are read",
                    nodes_count=len(self.nodes),
                    nodes=NODES,
                )
            )
        unknown = sorted({node.operation for node in self.nodes} - set(OPERATIONS))
        if unknown:
            raise Unfit(
                tr(
                    "it uses {unknown}, and of operations only {operations} are known",
                    unknown=short(", ".join(unknown), CLAUSE),
                    operations=", ".join(sorted(OPERATIONS)),
                )
            )
        sizes = []
        for count in (2, 3):  # the shapes alone: a batch of another length must change nothing but its length
            # What is small tells shapes, and stays; the rest is only as large as it says.
            values = {name: each if each.numel() <= 16 and not each.is_floating_point() else each.to("meta")
                      for name, each in self.constants.items()}  # fmt: skip
            values[self.start] = torch.empty(count, 3, side, side, device="meta")
            for node in self.nodes:
                values[node.output] = self._one(node, values)
                if prod(values[node.output].shape) > count * NUMBERS:
                    raise Unfit(
                        tr(
                            "its operation {operation} would give too many numbers for one picture",
                            operation=short(node.operation),
                        )
                    )
            end = values.get(self.end)
            if end is None or end.ndim < 1 or len(end) != count:
                raise Unfit(tr("it does not give an answer for each picture"))
            sizes.append(prod(end.shape[1:]))
        if sizes[0] != sizes[1] or not 1 <= sizes[0] <= ANSWERS:
            raise Unfit(tr("it does not answer with 1 to {answers:,} numbers for each picture", answers=ANSWERS))
        return sizes[0]

    @staticmethod
    def _one(node: Node, values: Mapping[str, Tensor]) -> Tensor:
        if missing := [name for name in node.inputs if name and name not in values]:
            raise Unfit(
                tr(
                    "its operation {operation} takes {missing}, which nothing gives",
                    operation=short(node.operation),
                    missing=short(repr(missing[0])),
                )
            )
        try:
            return OPERATIONS[node.operation]([values[name] if name else None for name in node.inputs], node.attributes)
        except (RuntimeError, ValueError, IndexError, TypeError) as error:
            why = (str(error).splitlines() or [tr("of its shapes")])[0]
            raise Unfit(
                tr(
                    "its operation {operation} does not fit: {why}",
                    operation=short(node.operation),
                    why=short(why, CLAUSE),
                )
            ) from error
