"""What masked edits promise on every family: nothing outside, everything inside, and the same after resuming."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from engine.document.arrays import ArrayStore
from engine.document.document import Document, Edit
from engine.drawing.opened import Opened, describe
from tests.contracts.test_generators import every, generator_of


class Table:
    """A generator that is open, with masks and three directions of which each moves the whole code."""

    def __init__(self, name: str) -> None:
        self.generator, self.arrays = generator_of(name), ArrayStore()
        self.opened = self.another()
        self.plain = Document(self.opened.info.ref, 3)
        random = np.random.default_rng(2)
        spread = self.generator.sample(64, seed=0).std(0).numpy() + 0.02
        vectors = (spread * random.normal(size=(3, len(spread)))).astype(np.float32)
        self.sigma = float(np.linalg.norm(vectors[0]))
        self.vectors = [self.arrays.put(vector / np.linalg.norm(vector)) for vector in vectors]

    def another(self) -> Opened:
        """The same, of which nothing has been drawn."""
        return Opened(self.generator, describe(self.generator, {}), self.arrays, torch.device("cpu"))

    def edit(self, number: int, mask: str = "", strength: float = 1.0) -> Edit:
        vector = self.vectors[number]
        return Edit(f"x#{number + 1}", "", strength, vector=vector, sigma=self.sigma, mask=mask)

    def mask(self, first: float, last: float, value: int = 255) -> str:
        """A band of columns, as shares of the side."""
        mask = np.zeros((256, 256), np.uint8)
        mask[:, round(first * 256) : round(last * 256)] = value
        return self.arrays.put(mask)

    def pixels(self, *edits: Edit, keep_outside: bool = True, fresh: bool = False) -> np.ndarray:
        document = replace(self.plain, edits=edits, keep_outside=keep_outside)
        return np.asarray((self.another() if fresh else self.opened).pixels(document)).astype(int)


@every
def test_a_mask_of_nothing_is_no_edit_and_one_of_everything_no_mask(name: str) -> None:
    table = Table(name)
    base, edited = table.pixels(), table.pixels(table.edit(0))
    assert np.abs(base - edited).max() > 3
    for keep_outside in (True, False):
        nothing = table.pixels(table.edit(0, table.mask(0, 0)), keep_outside=keep_outside)
        assert np.array_equal(nothing, base)
        everything = table.pixels(table.edit(0, table.mask(0, 1)), keep_outside=keep_outside)
        assert np.abs(everything - edited).max() <= 1


@every
def test_the_left_half_changes_and_the_right_half_is_the_bases(name: str) -> None:
    table, half = Table(name), slice(generator_of(name).resolution // 2, None)
    base, edited = table.pixels(), table.pixels(table.edit(0))
    for value in (255, 100):
        masked = table.pixels(table.edit(0, table.mask(0, 0.5, value)))
        assert np.array_equal(masked[:, half], base[:, half])
        left = slice(0, table.generator.resolution // 2 - 4)
        assert np.abs(masked[:, left] - base[:, left]).max() > 1
        if value == 255:
            assert np.abs(masked[:, left] - edited[:, left]).max() <= 1  # at the last stage the mask is full there
        assert np.array_equal(table.pixels(), base)  # nothing of it stays behind


@every
def test_later_masks_lie_on_top(name: str) -> None:
    table = Table(name)
    left, right = table.edit(0, table.mask(0, 0.75)), table.edit(1, table.mask(0.25, 1))
    side = table.generator.resolution
    middle, outer = slice(side // 4, side - side // 4), (slice(0, side // 4), slice(side - side // 4, side))
    alone = [table.pixels(table.edit(number)) for number in (0, 1)]
    assert np.abs(alone[0][:, middle] - alone[1][:, middle]).max() > 3
    for edits, top in (((left, right), 1), ((right, left), 0)):
        both = table.pixels(*edits, keep_outside=False)
        assert np.abs(both[:, middle] - alone[top][:, middle]).max() <= 1
        for number in (0, 1):
            assert np.abs(both[:, outer[number]] - alone[number][:, outer[number]]).max() <= 1


@every
def test_what_was_kept_gives_what_a_fresh_render_gives(name: str) -> None:
    table = Table(name)
    left, right = table.mask(0, 0.6, 180), table.mask(0.3, 1)
    for edits in (
        (table.edit(0, left),),
        (table.edit(0, left), table.edit(1, right)),
        (table.edit(0, left), table.edit(1, right, -0.5)),  # only the second branch
        (table.edit(2), table.edit(0, left), table.edit(1, right, -0.5)),  # all of them
        (table.edit(2), table.edit(1, right, -0.5), table.edit(0, left)),  # another order
        (table.edit(2), table.edit(0, left, 2.0)),
        (table.edit(2), table.edit(0, right, 2.0)),  # painted over
    ):
        first = len(table.generator.layout.latent) // 2
        some = (replace(edits[-1], first=first, last=first) if first else edits[-1],)  # resumes late
        for stack in (edits, (*edits[:-1], *some)):
            assert np.abs(table.pixels(*stack) - table.pixels(*stack, fresh=True)).max() <= 1, stack
