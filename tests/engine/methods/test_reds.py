"""Rayleigh EigenDirections against what is planted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from engine.attributes import identity, score
from engine.codes.subspace import Subspace
from engine.document.directions import DirectionSet
from engine.jacobian.columns import jacobian
from engine.jacobian.linear import rows_of
from engine.job import run
from engine.method import Context, check_parameters, parameters_of
from engine.methods.reds import REDs
from engine.regions.features import meant
from tests.contracts.test_generators import generator_of
from tests.direction_sets import each, texts
from tests.engine.jacobian.test_jacobian import SIDE, Halves, left_half
from tests.engine.methods.test_lowrankgan import leakage, outside

WHOLE = np.ones((SIDE, SIDE), np.float32)
FORMS = pytest.mark.parametrize("form", ["null-space", "generalised"])


def found(region: np.ndarray, generator: Halves | None = None, seed: int = 3, **parameters: Any) -> DirectionSet:
    return run(REDs(**parameters).discover(generator or Halves(), Context(seed, region=region)))


def shifted() -> Halves:
    """Halves of which each shows a part of what every number changes."""
    generator = Halves()
    generator.maps[:] = torch.roll(generator.maps.view(3, SIDE, SIDE, 9), SIDE // 4, 2).reshape(-1, 9)
    return generator


@FORMS
def test_a_region_of_its_own_slots_leaks_nothing(form: str) -> None:
    generator = Halves()
    for mask in (left_half(), 1 - left_half()):
        directions = found(mask, generator, form=form, changed=1.0)
        assert leakage(generator, directions, mask).max() < 1e-6


@FORMS
def test_nothing_held_and_all_painted_is_the_top_of_the_jacobian(form: str) -> None:
    generator = Halves(bent=0.8)
    directions = found(WHOLE, generator, seed=5, keep="", form=form, changed=1.0)
    code = generator.sample(1, seed=5)[0]
    numbers = run(jacobian(generator, Subspace(generator.layout, tied=False), code)).numbers.double()
    wanted = torch.linalg.svd(numbers, full_matrices=False).Vh.numpy()
    assert len(directions.vectors) == 9
    assert (np.abs((directions.vectors * wanted).sum(1)) > 0.9999).all()


def test_what_is_held_moves_no_more_than_the_first_direction_let_go() -> None:
    generator = shifted()
    gram = outside(generator)
    values = np.linalg.eigvalsh(gram)[::-1]
    for exponent in (1.0, 2.0):
        directions = found(left_half(), generator, held=0.9, exponent=exponent, changed=1.0)
        rank = int(texts(directions)[0].split("outside ")[1].split(";")[0])
        powers = np.cumsum(values**exponent) / (values**exponent).sum()
        assert rank == int(np.searchsorted(powers, 0.9)) + 1
        rows = directions.vectors.astype(np.float64)
        assert len(rows) == 9 - rank
        assert (np.einsum("ki,ij,kj->k", rows, gram, rows) <= values[rank] * (1 + 1e-5)).all()
    assert "1 of 9" not in texts(directions)[0]  # squares hold fewer


def test_the_generalised_form_has_the_best_quotient() -> None:
    generator, mask = shifted(), left_half()
    maps = generator.maps.double().numpy()
    inside, rest = maps.T @ maps - outside(generator), outside(generator)
    inside, rest = (a / np.linalg.norm(a) for a in (inside, rest))
    rest += 1e-3 * np.eye(9)

    def quotient(row: np.ndarray) -> float:
        return float(row @ inside @ row / (row @ rest @ row))

    best = found(mask, generator, form="generalised")
    others = [found(mask, generator, held=held, exponent=2.0).vectors[0] for held in (0.3, 0.9, 0.99)]
    assert best[0].spectrum == pytest.approx(quotient(best.vectors[0].astype(np.float64)), rel=1e-4)
    assert all(quotient(best.vectors[0]) > quotient(row) for row in (*others, *np.eye(9)))


def test_an_attribute_is_kept() -> None:
    generator, mask = Halves(), left_half()
    code = generator.sample(1, seed=3)[0]

    def brightness_moves(directions: DirectionSet) -> np.ndarray:
        rows, h = torch.from_numpy(directions.vectors), 1e-2
        ends = [score(generator.synthesize(code + sign * h * rows), ("brightness",)) for sign in (1, -1)]
        return ((ends[0] - ends[1]) / (2 * h)).abs().numpy()

    free, kept = found(mask, generator), found(mask, generator, keep="outside, brightness")
    assert brightness_moves(kept).max() < 0.01 * brightness_moves(free).max()
    assert leakage(generator, kept, mask).max() < 1e-6  # what is outside is kept too
    assert len(kept.vectors) == len(free.vectors) - 1
    assert "brightness 1" in texts(kept)[0] and texts(kept)[1] == "brightness changes by 0.0% of the most that it can"


def test_features_are_followed_back_to_the_code() -> None:
    generator = generator_of("stylegan2")
    subspace, code = Subspace(generator.layout, tied=True), generator.sample(1, seed=2)[0].numpy()
    rows = run(rows_of(generator, subspace, code, lambda images: score(images, ("brightness", "hue"))))
    numbers = run(jacobian(generator, subspace, code)).numbers.double()
    images = generator.synthesize(torch.from_numpy(code)[None]).requires_grad_()
    for i, value in enumerate(score(images, ("brightness", "hue"))[0]):
        (slope,) = torch.autograd.grad(value, images, retain_graph=True)
        wanted = slope.flatten().double() @ numbers
        assert torch.allclose(rows[i], wanted, rtol=1e-3, atol=1e-4 * float(wanted.abs().max()))


def test_identity_is_kept_to_first_order() -> None:
    generator = generator_of("stylegan2")
    mask = left_half(32, hard=False)
    held = run(REDs(keep="identity", held=0.999, exponent=2.0).discover(generator, Context(2, region=mask)))
    free = run(REDs(keep="").discover(generator, Context(2, region=mask)))
    code = generator.sample(1, seed=2)[0]

    def drift(directions: DirectionSet) -> float:
        ends = [
            identity(generator.synthesize(code + s * torch.from_numpy(directions.vectors[:1]))) for s in (-0.1, 0.1)
        ]
        return float((ends[1] - ends[0]).norm())

    assert drift(held) < 0.5 * drift(free)


def test_what_changes_is_kept_as_well_leaves_the_tail_or_nothing() -> None:
    generator, mask = Halves(), left_half()
    gram = np.linalg.eigvalsh(generator.maps.double().numpy().T @ generator.maps.double().numpy() - outside(generator))
    values = gram[::-1] / gram.sum()
    same = Context(3, region=mask, regions={"same": mask})
    left = run(REDs(keep="same", held=0.9, exponent=2.0).discover(generator, same))
    rank = int(texts(left)[0].split("same ")[1].split(";")[0])
    assert 0 < rank < 4 and left[0].spectrum == pytest.approx(values[rank], rel=1e-4)
    assert not left.cuts and not left.rank  # which are of what is outside
    with pytest.raises(ValueError, match="Nothing that changes region keeps same; keep less, or hold a smaller share"):
        run(REDs(keep="same", held=1.0).discover(generator, same))


def test_a_rank_overrides_what_is_held_of_the_rest_alone() -> None:
    for rank in (1, 2, 4):
        directions = found(left_half(), shifted(), rank=rank, keep="outside, brightness", changed=1.0)
        assert texts(directions)[0].startswith(f"directions held: outside {rank}, brightness 1; {8 - rank} of 9 are")
        assert directions.rank == rank and len(directions.cuts) == 9
    gram = outside(shifted())
    rows = found(left_half(), shifted(), rank=3, changed=1.0).vectors.astype(np.float64)
    values = np.linalg.eigvalsh(gram)[::-1]
    assert (np.einsum("ki,ij,kj->k", rows, gram, rows) <= values[3] * (1 + 1e-5)).all()


def test_several_changes_count_alike_however_large_they_are() -> None:
    generator = Halves(left=1, right=1)
    generator.maps[:, 0] *= 100  # the left half moves a hundred times as much
    regions = {"left": left_half(), "right": 1 - left_half()}

    def first(change: str) -> np.ndarray:
        asked = Context(3, region=WHOLE, regions=regions)
        return np.array(each(run(REDs(change=change, keep="").discover(generator, asked)), "spectrum"))

    assert first("left, right") == pytest.approx([0.5, 0.5], rel=1e-4)
    assert first("left") == pytest.approx([1.0]) and first("region") == pytest.approx([1.0], abs=1e-2)


def test_what_is_kept_may_be_painted() -> None:
    generator = shifted()
    kept = np.zeros((SIDE, SIDE), np.float32)
    kept[:4] = 1  # of which the left half is to change all the same
    directions = run(REDs(held=0.9, changed=1.0).discover(generator, Context(3, region=left_half(), kept=kept)))
    rank = int(texts(directions)[0].split("outside ")[1].split(";")[0])
    weights = np.broadcast_to((1 - left_half()) * (1 + 9 * kept), (3, SIDE, SIDE)).reshape(-1, 1)
    maps, rows = generator.maps.double().numpy(), directions.vectors.astype(np.float64)
    gram = maps.T @ (weights * maps)
    values = np.linalg.eigvalsh(gram)[::-1]
    assert len(rows) == 9 - rank == 9 - directions.rank
    assert (np.einsum("ki,ij,kj->k", rows, gram, rows) <= values[rank] * (1 + 1e-5)).all()
    assert directions.cuts == pytest.approx(np.sqrt(values / weights[: SIDE**2].sum()), rel=1e-4)


def test_before_a_region_is_painted_the_jacobian_is_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    generator, context = Halves(), Context(3)
    run(REDs().prepare(generator, context))
    monkeypatch.setattr(generator, "stages", ())  # nothing is drawn any more
    assert len(run(REDs().discover(generator, replace(context, region=left_half()))).vectors)


def test_what_cannot_be_kept_is_said() -> None:
    with pytest.raises(ValueError, match=r"there are region, outside, region low.* yaw"):
        found(left_half(), keep="outside, nose")
    with pytest.raises(ValueError, match="Nothing that changes region keeps outside; keep less"):
        found(left_half(), shifted(), held=1.0)
    with pytest.raises(ValueError, match=r"fewer directions of outside \(rank, now 9\)"):
        found(left_half(), shifted(), rank=9)
    with pytest.raises(ValueError, match="outside, yaw cannot both change and be kept"):
        found(left_half(), change="region, outside, Yaw", keep="yaw, outside")
    with pytest.raises(ValueError, match="nose cannot both change and be kept"):
        painted = Context(3, region=left_half(), regions={"nose": left_half()})
        run(REDs(change="nose", keep="nose").discover(Halves(), painted))
    with pytest.raises(ValueError, match="Nothing is to change"):
        found(left_half(), change=" ,")
    with pytest.raises(ValueError, match="Nothing here changes right; change something else"):
        still = Context(3, region=left_half(), regions={"right": 1 - left_half()})
        run(REDs(change="right", layers="1").discover(Halves(), still))
    with pytest.raises(ValueError, match="whole picture"):
        found(WHOLE)
    with pytest.raises(ValueError, match="Paint a region first"):
        run(REDs().discover(Halves(), Context()))
    with pytest.raises(ValueError, match="empty"):
        found(0 * WHOLE, keep="")


def test_what_is_offered_to_change_and_to_keep_is_known_and_other_names_are_free() -> None:
    offered = {parameter.name: parameter for parameter in parameters_of(REDs)}
    for name in ("change", "keep"):
        assert offered[name].kind == "many" and {"region", "outside high", "pose", "age"} <= set(offered[name].choices)
        assert tuple(feature.name for feature in meant(",".join(offered[name].choices), Context())) == (
            offered[name].choices
        )
    check_parameters(REDs(change="mouth, smile", keep="left eye, outside"))  # painted regions
    with pytest.raises(ValueError, match="must be one of null-space, generalised"):
        check_parameters(REDs(form="mouth"))
