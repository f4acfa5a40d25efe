"""What is remembered between strokes equals what is computed anew."""

from __future__ import annotations

import gc
from weakref import ref

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.jacobian import linear as followed
from engine.jacobian import sums as summing_up
from engine.jacobian.columns import Jacobian, jacobian
from engine.jacobian.gram import summing
from engine.jacobian.memory import FaceMemory
from engine.jacobian.sums import KEPT, REGION, Sums
from engine.job import Job, run
from tests.engine.jacobian.test_jacobian import SIDE, Halves, left_half


def a_jacobian(bright: float = 1.0) -> Sums:
    """Of Halves whose right half moves `bright` times as much."""
    generator = Halves()
    generator.maps.view(3, SIDE, SIDE, 9)[:, :, SIDE // 2 :] *= bright
    return Sums(run(jacobian(generator, Subspace(generator.layout, tied=False), np.zeros(9, np.float32))))


def is_direct(found: Tensor, numbers: Sums, weights: np.ndarray) -> bool:
    direct = run(summing(numbers.jacobian, weights))
    return bool(torch.linalg.matrix_norm(found - direct) <= 1e-9 * torch.linalg.matrix_norm(direct))


@pytest.mark.parametrize("bright", [1.0, 1e6])
def test_strokes_add_up_to_the_sum_itself(bright: float) -> None:
    numbers, random = a_jacobian(bright), np.random.default_rng(3)
    mask = left_half(hard=False)
    for stroke in range(40):
        mask = mask.copy()
        top, left = random.integers(0, SIDE, 2)
        mask[top : top + 5, left : left + 5] = 0 if stroke > 25 else random.random()
        region = run(numbers.summed(REGION, mask))
        assert is_direct(region.total, numbers, mask)
        assert is_direct(run(numbers.complement(region)), numbers, 1 - mask.astype(np.float64))


@pytest.mark.parametrize("bright", [1e-6, 1e6])
def test_what_is_left_of_much_is_summed_anew(bright: float) -> None:
    numbers, mask = a_jacobian(bright), np.ones((SIDE, SIDE), np.float32)
    mask[0, 0] = mask[0, -1] = 0
    region = run(numbers.summed(REGION, mask))
    assert is_direct(run(numbers.complement(region)), numbers, 1 - mask)
    while mask.sum() > 1:  # erased from the right, by fewer pixels than are left, down to one that hardly moves
        rows, columns = mask.nonzero()
        order = np.lexsort((rows, -columns))[: max(1, len(rows) // 3)]
        mask = mask.copy()
        mask[rows[order], columns[order]] = 0
        assert is_direct(run(numbers.summed(REGION, mask)).total, numbers, mask)


def test_a_stroke_costs_its_own_pixels_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers, seen = a_jacobian(), []

    def counted(jacobian: Jacobian, weights: np.ndarray) -> Job[Tensor]:
        seen.append(int(np.count_nonzero(weights)))
        return summing(jacobian, weights)

    monkeypatch.setattr(summing_up, "summing", counted)
    mask = left_half()
    region = run(numbers.summed(REGION, mask))
    run(numbers.complement(region))
    run(numbers.whole())
    assert seen == [128, 256, 0]  # the region, the whole once, and the rest for nothing
    mask[3:6, 2:4] = 0
    run(numbers.complement(run(numbers.summed(REGION, mask))))
    assert seen[3:] == [6, 0]
    run(numbers.summed(REGION, 1 - left_half() * 0.0))
    run(numbers.summed(KEPT, left_half()))
    assert seen[5:] == [0, 128]  # everything is the whole again; what is kept is another sum
    run(numbers.summed(REGION, np.eye(SIDE, dtype=np.float32)))
    assert seen[7:] == [16]  # anew where more changes than is painted


def test_the_last_jacobian_is_kept_until_something_changes() -> None:
    generator, memory = Halves(), FaceMemory()
    subspace, code = Subspace(generator.layout, tied=False), np.zeros(9, np.float32)
    first = run(memory.jacobian(generator, subspace, code, SIDE, grey=False))
    assert run(memory.jacobian(generator, subspace, code.copy(), SIDE, grey=False)) is first
    assert run(memory.jacobian(generator, subspace, code + 1, SIDE, grey=False)) is not first
    assert (
        run(
            memory.jacobian(generator, Subspace(generator.layout, "1", tied=False), code, SIDE, grey=False)
        ).jacobian.numbers.shape[1]
        == 4
    )
    assert run(memory.jacobian(generator, subspace, code, 8, grey=True)).jacobian.channels == 1
    assert run(memory.jacobian(generator, subspace, code, 4, grey=False, early=True)).jacobian.numbers[:, :4].any()


def test_two_jobs_for_one_face_share_the_work_and_a_new_face_leaves_them(monkeypatch: pytest.MonkeyPatch) -> None:
    generator, memory = Halves(), FaceMemory()
    subspace, code = Subspace(generator.layout, tied=False), np.zeros(9, np.float32)
    monkeypatch.setattr(followed, "BATCH", 1)
    ready, wanted = (memory.jacobian(generator, subspace, code, SIDE, grey=False) for _ in range(2))
    for _ in range(3):
        next(ready)
        next(wanted)
    other = memory.jacobian(generator, subspace, code + 1, SIDE, grey=False)
    next(other)
    first = run(wanted)
    assert run(ready) is first and torch.allclose(first.jacobian.numbers, generator.maps, atol=1e-6)
    assert run(other) is run(memory.jacobian(generator, subspace, code + 1, SIDE, grey=False)) is not first


def test_codes_are_drawn_once_a_seed() -> None:
    generator, memory = Halves(), FaceMemory()
    space = Subspace(generator.layout, tied=False)
    codes = run(memory.codes(generator, space, 3))
    assert codes.shape == (2_000, space.dimension) and run(memory.codes(generator, space, 3)) is codes
    assert not torch.equal(run(memory.codes(generator, space, 4)), codes)
    assert torch.equal(run(memory.codes(generator, space, 3)), codes)


def test_what_is_remembered_of_one_generator_is_not_taken_for_anothers() -> None:
    one, other, memory = Halves(), Halves(bent=0.7), FaceMemory()
    subspace, code = Subspace(one.layout, tied=False), np.zeros(9, np.float32)
    first, codes = run(memory.jacobian(one, subspace, code, SIDE, grey=False)), run(memory.codes(one, subspace, 3))
    second = run(memory.jacobian(other, subspace, code, SIDE, grey=False))
    assert second is not first and not torch.equal(second.jacobian.numbers, first.jacobian.numbers)
    assert run(memory.codes(other, subspace, 3)) is not codes
    alive = ref(other)
    del other
    gc.collect()  # its stages hold it
    assert alive() is None, "a generator that is closed is let go"
