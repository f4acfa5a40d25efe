"""Randomised subspace iteration against the exact factorisation."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.codes.subspace import Subspace
from engine.jacobian.columns import jacobian
from engine.jacobian.linear import linear
from engine.jacobian.sketch import Span, leading_jacobian, sketched
from engine.job import run
from tests.contracts.test_generators import generator_of
from tests.engine.jacobian.test_jacobian import Halves, left_half


def falling(left: int = 30, right: int = 30, share: float = 0.8) -> Halves:
    """Halves with singular values that fall by this share, in turn left and right."""
    generator = Halves(left=left, right=right)
    turn = torch.Generator().manual_seed(5)
    for place, start in ((slice(0, left), 0), (slice(left, left + right), 1)):
        count = place.stop - place.start
        outer = torch.linalg.qr(generator.maps[:, place])[0]
        inner = torch.linalg.qr(torch.randn(count, count, generator=turn))[0]
        generator.maps[:, place] = outer * share ** (start + 2 * torch.arange(count)) @ inner
    return generator


def test_the_leading_vectors_are_those_of_the_singular_value_decomposition() -> None:
    generator = falling()
    view = linear(generator, Subspace(generator.layout, tied=False), np.zeros(60, np.float32))
    found = run(leading_jacobian(view, 10, 2))
    _, values, wanted = torch.linalg.svd(generator.maps.double(), full_matrices=False)
    assert found.rows is not None and found.rows.shape == (10, 60)
    assert (np.abs((found.rows * wanted[:10].numpy()).sum(1)) > 0.9999).all()
    assert found.numbers.norm(dim=0).numpy() == pytest.approx(values[:10].numpy(), rel=1e-4)
    assert found.rows @ found.rows.T == pytest.approx(np.eye(10), abs=1e-9)
    assert torch.allclose(found.numbers, generator.maps @ torch.from_numpy(found.rows.T).float(), atol=1e-5)


def test_more_vectors_than_numbers_are_all_of_them() -> None:
    generator = Halves()
    found = run(
        leading_jacobian(linear(generator, Subspace(generator.layout, tied=False), np.zeros(9, np.float32)), 20, 1)
    )
    assert found.rows is not None
    assert torch.allclose(found.numbers @ torch.from_numpy(found.rows).float(), generator.maps, atol=1e-5)


def test_free_layers_of_a_style_generator_agree_with_the_exact_jacobian() -> None:
    generator = generator_of("stylegan2")
    subspace, code = Subspace(generator.layout, tied=False), generator.sample(1, seed=2)[0]
    exact = run(jacobian(generator, subspace, code, 8)).numbers.double()
    found = run(leading_jacobian(linear(generator, subspace, code, 8), 4, 4))
    values, wanted = torch.linalg.svd(exact, full_matrices=False)[1:]
    assert found.rows is not None and values[4] < 0.97 * values[3]
    spanned = np.linalg.norm(found.rows @ wanted[:4].T.numpy(), axis=1)
    assert (spanned > 0.9999).all()


def test_a_sketch_of_a_region_and_of_the_rest_spans_what_moves_either() -> None:
    generator, mask = falling(), left_half()
    view = linear(generator, Subspace(generator.layout, tied=False), np.zeros(60, np.float32))
    job = sketched(view, [mask, 1 - mask], 8)
    fractions = [step.fraction for step in job]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    rows = run(sketched(view, [mask, 1 - mask], 8)).rows
    assert rows is not None and rows.shape == (16, 60)
    for place in (slice(0, 30), slice(30, 60)):
        leading = torch.linalg.svd(generator.maps[:, place].double())[2][:2].numpy()
        assert (np.linalg.norm(leading @ rows[:, place].T, axis=1) > 0.99).all()


@pytest.mark.parametrize("tied", [True, False])
def test_a_span_is_a_part_of_its_subspace(tied: bool) -> None:
    generator = generator_of("stylegan2")
    whole = Subspace(generator.layout, tied=tied)
    rows = np.linalg.qr(np.random.default_rng(2).standard_normal((whole.dimension, 3)))[0].T
    span = Span(whole, rows)
    lifted = span.lift(np.eye(3))
    assert lifted == pytest.approx(whole.lift(rows)) and span.dimension == 3 and span.copies == whole.copies
    codes = torch.from_numpy(lifted)
    assert span.project(codes).numpy() * np.sqrt(span.copies) == pytest.approx(np.eye(3), abs=1e-6)


def test_what_is_not_finite_is_said() -> None:
    generator = Halves()
    generator.maps[:, 5] = torch.nan
    with pytest.raises(ValueError, match="not finite"):
        run(leading_jacobian(linear(generator, Subspace(generator.layout, tied=False), np.zeros(9, np.float32)), 3, 1))
    assert torch.is_grad_enabled()
