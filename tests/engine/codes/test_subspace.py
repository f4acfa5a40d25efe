"""The part of a code that methods work in."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.codes.subspace import Subspace
from engine.document.code import Layout, Slot

LAYOUT = Layout((Slot("w1", 3, 4), Slot("c1", 2, 4, "class"), Slot("w2", 3, 8), Slot("turn", 1, 4, "transform")))


def test_free_and_tied_leave_class_and_transform_alone() -> None:
    code = torch.arange(9.0)[None]
    free, tied = Subspace(LAYOUT, tied=False), Subspace(LAYOUT, tied=True)
    assert free.project(code).tolist() == [[0, 1, 2, 5, 6, 7]] and tied.project(code).tolist() == [[2.5, 3.5, 4.5]]
    step = np.eye(3)[:1]
    assert tied.lift(step)[0] == pytest.approx(np.array([1, 0, 0, 0, 0, 1, 0, 0, 0]) / np.sqrt(2))
    assert free.lift(np.eye(6)[3:4])[0].tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert (free.dimension, free.copies, tied.dimension, tied.copies) == (6, 1, 3, 2)


def test_lifted_rows_keep_their_length_and_angles() -> None:
    rows = np.linalg.qr(np.random.default_rng(0).normal(size=(3, 3)))[0]
    lifted = Subspace(LAYOUT, tied=True).lift(rows)
    assert lifted @ lifted.T == pytest.approx(np.eye(3))


def test_which_numbers_a_slot_moves() -> None:
    assert Subspace(LAYOUT, tied=False).reach(("w2", "turn")).tolist() == [3, 4, 5]
    assert Subspace(LAYOUT, tied=True).reach(("w2",)).tolist() == [0, 1, 2]
    assert Subspace(LAYOUT, tied=True).reach(("c1",)).tolist() == []


@pytest.mark.parametrize("slots", [(Slot("a", 2, 4), Slot("b", 3, 4)), (Slot("c", 2, 4, "class"),)])
def test_slots_that_cannot_be_tied(slots: tuple[Slot, ...]) -> None:
    with pytest.raises(ValueError, match=r"^This generator's code has no latent slots of one length.*\.$"):
        Subspace(Layout(slots), tied=True)
