"""What each feature measures, against what is planted, and how features are named."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.document.aspect import Size
from engine.jacobian.columns import Jacobian, jacobian
from engine.job import run
from engine.method import Context
from engine.methods.reds import REDs
from engine.regions import features as module
from engine.regions.features import BLUR, FEATURES, Slope, View, blurring, frozen, meant
from tests.contracts.test_generators import generator_of
from tests.engine.jacobian.test_jacobian import SIDE, Halves, left_half


def measured(name: str, context: Context, numbers: Tensor) -> Slope:
    """A feature of pictures with this Jacobian (768, 9)."""
    generator = Halves()
    features = meant(name, context)
    view = View(generator, Subspace(generator.layout, tied=False), np.zeros(9, np.float32),
                frozen(features, context, (SIDE, SIDE)), Jacobian(numbers, 3, Size(SIDE, SIDE)))  # fmt: skip
    return run(features[0].measure(view))


def pictures(**columns: Tensor) -> Tensor:
    """A Jacobian whose first columns are these pictures, each (SIDE, SIDE) or (3, SIDE, SIDE)."""
    numbers = torch.zeros(3, SIDE, SIDE, 9)
    for i, picture in enumerate(columns.values()):
        numbers[..., i] = picture
    return numbers.flatten(0, 2)


SOFT = left_half(hard=False)
RANDOM = torch.randn(768, 9, generator=torch.Generator().manual_seed(1))


def test_masks_weigh_the_pixels() -> None:
    kept = np.zeros((SIDE, SIDE), np.float32)
    kept[:, 6:] = 0.5
    context = Context(region=SOFT, regions={"Left eye": kept})
    by_pixel = RANDOM.double().view(3, SIDE * SIDE, 9)
    for name, mask, given in (
        ("region", SOFT, context),
        ("outside", 1 - SOFT, context),
        ("outside", kept * (1 - SOFT), Context(region=SOFT, kept=kept)),
        ("left EYE", kept, context),
    ):
        weights = torch.from_numpy(mask).double().flatten()
        wanted = torch.einsum("cpi,p,cpj->ij", by_pixel, weights, by_pixel) / weights.sum()
        assert torch.allclose(measured(name, given, RANDOM).gram, wanted, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("products", [module.PRODUCTS, 9**2 * SIDE * 3])  # in one go, and three rows at a time
def test_bands_are_what_a_blur_leaves_and_takes(products: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from scipy.ndimage import gaussian_filter

    monkeypatch.setattr(module, "PRODUCTS", products)

    def blurred(stack: np.ndarray) -> np.ndarray:
        sigma = (0, BLUR * SIDE, BLUR * SIDE, 0)
        return np.asarray(gaussian_filter(stack, sigma, mode="constant", truncate=12))

    for name, mask in (("region", SOFT), ("outside", 1 - SOFT)):
        masked = RANDOM.double().numpy().reshape(3, SIDE, SIDE, 9) * mask[..., None]
        edges = blurred(np.ones((1, SIDE, SIDE, 1)))
        low, grey = blurred(masked) / edges, masked.mean(0, keepdims=True)
        for band, wanted in (("low", low), ("high", grey - blurred(grey) / edges)):
            flat = wanted.reshape(-1, 9)
            found = measured(f"{name} {band}", Context(region=SOFT), RANDOM).gram.numpy() * mask.sum(dtype=np.float64)
            assert found == pytest.approx(flat.T @ flat, rel=1e-4, abs=1e-4)
    assert blurring(SIDE, SIDE).sum(1) == pytest.approx(np.ones(SIDE))


def test_directions_keep_the_band_that_they_are_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLUR", 1 / 8)  # two pixels, as of a picture of 64
    generator, mask = Halves(left=3, right=1), np.ones((SIDE, SIDE), np.float32)
    y, x = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    board = ((x + y) % 2 * 2 - 1).double()
    hill = torch.exp(-((x - 8) ** 2 + (y - 8) ** 2) / 40).double()
    coloured = board * torch.tensor([1.0, -1, 0], dtype=torch.float64)[:, None, None]
    for i, picture in enumerate((board, hill, coloured)):
        generator.maps[:, i] = picture.expand(3, SIDE, SIDE).flatten()
    generator.maps[:, 3] = 0

    def first(**parameters: str) -> np.ndarray:
        found = run(REDs(**parameters).discover(generator, Context(1, region=mask)))
        return np.abs(found.vectors[0])

    assert first(change="region", keep="region low")[1] < 1e-3  # not the hill
    assert first(change="region low", keep="")[1] > 0.999
    # What high frequencies are is read off grey, so that red against green is none.
    assert first(change="region high", keep="")[0] > 0.999
    assert first(change="region", keep="region high")[0] < 1e-3


def test_colour_is_the_mean_of_the_region() -> None:
    found = measured("colour", Context(region=SOFT), RANDOM)
    weights = torch.from_numpy(SOFT).double().flatten()
    wanted = (RANDOM.double().view(3, -1, 9) * weights[:, None]).sum(1) / weights.sum()
    assert found.rows is not None and torch.allclose(found.rows, wanted, atol=1e-6)
    assert torch.allclose(found.gram, wanted.T @ wanted, atol=1e-6)


def test_few_numbers_are_followed_through_the_picture_or_to_the_code() -> None:
    generator = generator_of("stylegan2")
    subspace, code = Subspace(generator.layout, tied=True), generator.sample(1, seed=2)[0].numpy()
    seen = run(jacobian(generator, subspace, code))
    found: dict[str, Tensor] = {}
    for name in ("pose", "yaw", "pitch", "roll", "smile"):
        by_picture, by_code = (run(FEATURES[name].measure(View(generator, subspace, code, {}, given))).rows
                               for given in (seen, None))  # fmt: skip
        assert by_picture is not None and by_code is not None
        assert torch.allclose(by_picture, by_code, rtol=1e-2, atol=1e-3 * float(by_code.abs().max()))
        found[name] = by_picture
    assert torch.allclose(found["pose"], torch.cat([found[name] for name in ("yaw", "pitch", "roll")]), atol=1e-5)


def test_landmarks_do_not_count_where_the_head_is(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = Halves()
    spread = torch.linspace(-1, 1, 68)[None, :, None] * torch.tensor([1.0, 0.5])

    def points(images: Tensor) -> Tensor:  # the first number of the left half moves the head, the second makes it grow
        moved = (images.flatten(1) @ torch.linalg.pinv(generator.maps).T)[:, :, None]
        return spread * (2 + moved[:, 1:2]) + moved[:, :1]

    monkeypatch.setattr(module, "landmarks", points)
    view = View(generator, Subspace(generator.layout, tied=False), np.zeros(9, np.float32), {}, None)
    rows = run(FEATURES["landmarks"].measure(view)).rows
    assert rows is not None and rows.shape == (136, 9)
    moves = rows.norm(dim=0)
    assert moves[1] > 1 and np.delete(moves.numpy(), 1).max() < 1e-4


def names(text: str, regions: Mapping[str, np.ndarray]) -> list[str]:
    return [feature.name for feature in meant(text, Context(regions=regions))]


def test_features_go_by_their_names() -> None:
    mask = left_half()
    regions = {"Mouth": mask, "mouth": mask, "eyes, both": mask, "Smile": mask}
    assert names(" outside ,POSE,, outside", {}) == ["outside", "pose"]
    assert names("", regions) == []
    assert names("mouth, Mouth", regions) == ["mouth", "Mouth"]
    assert names("Eyes, Both, identity", regions) == ["eyes, both", "identity"]
    assert names("Smile", regions) == ["Smile"] and meant("Smile", Context(regions=regions))[0].mask == "Smile"
    assert meant("smile", Context(regions=regions))[0].mask == ""
    with pytest.raises(ValueError, match=r"no feature called 'nose'; there are region, .* age, gender, Mouth, mouth"):
        names("outside, nose", regions)


def test_masks_that_hold_nothing_are_said() -> None:
    context = Context(region=SOFT, regions={"mole": 0 * SOFT}, kept=SOFT)
    freeze = partial(frozen, context=context, size=(SIDE, SIDE))
    assert frozen(meant("identity, mole", Context(regions=context.regions))[:1], context, (SIDE, SIDE)) == {}
    with pytest.raises(ValueError, match="Nothing is painted as mole; paint it"):
        freeze(meant("mole", context))
    with pytest.raises(ValueError, match="whole picture"):
        frozen(meant("outside", context), Context(region=np.ones_like(SOFT)), (SIDE, SIDE))
    assert freeze(meant("outside low", context))["outside"] == pytest.approx((1 - SOFT) * (1 + 9 * SOFT))
