"""Ready-made regions lie where a face has its parts, on the shipped generators; and there are none without a face."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.document.arrays import ArrayStore
from engine.document.document import Document, Edit
from engine.drawing.opened import Opened, describe
from engine.generator import Generator
from engine.generators import load
from engine.job import run
from engine.regions.parts import find_parts
from tests.fakes import LinearGenerator

SIDE = 128
FACES = {"faces-eigengan-64": (1, 3, 5, 8), "faces-stylegan2-64": (0, 3, 4, 6)}


def opening(generator: Generator) -> Opened:
    return Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))


@pytest.fixture(scope="module")
def shipped() -> dict[str, Opened]:
    return {name: opening(load(f"builtin:{name}")) for name in FACES}


def parts(opened: Opened, seed: int, *edits: Edit, side: int = SIDE) -> dict[str, np.ndarray]:
    return run(find_parts(opened, Document(opened.info.ref, seed=seed, edits=edits), side))


def centre(mask: np.ndarray) -> tuple[float, float]:
    """x and y of a mask's middle, in [0, 1]."""
    weights = mask / mask.sum()
    places = (np.arange(len(mask)) + 0.5) / len(mask)
    return float(weights.sum(0) @ places), float(weights.sum(1) @ places)


@pytest.mark.parametrize("name", FACES)
def test_the_parts_of_a_face_lie_as_they_do(shipped: dict[str, Opened], name: str) -> None:
    for seed in FACES[name]:
        found = parts(shipped[name], seed)
        assert set(found) == {"eyes", "eye on the left", "eye on the right", "brows", "nose", "mouth", "chin", "face",
                              "hair and background"}  # fmt: skip
        for mask in found.values():
            assert mask.dtype == np.uint8 and mask.shape == (SIDE, SIDE)
            assert mask.max() > 200 and mask.min() == 0 and ((mask > 0) & (mask < 255)).any()
        height = [centre(found[part])[1] for part in ("brows", "eyes", "nose", "mouth", "chin")]
        assert height == sorted(height)
        left, right, nose = (centre(found[part])[0] for part in ("eye on the left", "eye on the right", "nose"))
        assert left < nose < right


@pytest.mark.parametrize("name", FACES)
def test_parts_share_no_more_than_soft_edges(shipped: dict[str, Opened], name: str) -> None:
    single = ("eye on the left", "eye on the right", "brows", "nose", "mouth", "chin")
    for seed in FACES[name]:
        found = parts(shipped[name], seed)
        total = np.sum([found[part].astype(int) for part in single], 0)
        assert total.max() <= 255
        assert (found["mouth"].astype(int) * found["eyes"] == 0).all()
        assert (found["face"].astype(int) + found["hair and background"] == 255).all()
        np.testing.assert_array_equal(found["eyes"], np.maximum(found[single[0]], found[single[1]]))
        inside = found["face"].astype(int)
        for part in ("eyes", "nose", "mouth"):
            assert (inside * found[part]).sum() > 0.9 * 255 * found[part].sum(dtype=np.int64)


def test_parts_follow_a_head_that_turns(shipped: dict[str, Opened]) -> None:
    opened = shipped["faces-eigengan-64"]
    noses = [centre(parts(opened, 3, Edit("z1.1", "turn", strength))["nose"])[0] for strength in (-2.0, 0.0, 2.0)]
    assert noses[2] - noses[1] > 0.01 and noses[1] - noses[0] > 0.01


def test_masks_of_another_side_are_the_same_regions(shipped: dict[str, Opened]) -> None:
    opened = shipped["faces-stylegan2-64"]
    small, large = parts(opened, 3, side=64), parts(opened, 3, side=256)
    for name, mask in small.items():
        halved = large[name].reshape(64, 4, 64, 4).mean((1, 3))
        assert np.abs(halved - mask).mean() < 4 and np.abs(np.subtract(centre(large[name]), centre(mask))).max() < 0.01


def test_a_picture_without_a_face_has_no_regions() -> None:
    with pytest.raises(ValueError, match="No face was found in this picture, so there are no ready-made regions"):
        parts(opening(LinearGenerator()), 0)
