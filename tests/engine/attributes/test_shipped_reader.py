"""The reader that ships: small, as its card says, smooth enough to follow, and sure of what is no portrait."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engine.attributes.portraits.measures import PortraitMeasures
from engine.attributes.portraits.reader import Reader, load_reader
from engine.training.files import read_weights
from engine.training.portraits.factors import BY_NAME, NAMES
from engine.training.reader_card import card

GOLDEN = Path(__file__).parents[2] / "golden" / "portraits.npz"
FOLDER = resources.files("resources") / "attributes"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(torch.device("cpu"))


@pytest.fixture(scope="module")
def portraits() -> torch.Tensor:
    """Six held-out portraits (6, 3, 128, 128)."""
    return torch.from_numpy(np.load(GOLDEN)["pictures"]).permute(0, 3, 1, 2) / 127.5 - 1


def test_it_reads_all_factors_in_at_most_three_megabytes(reader: Reader) -> None:
    assert reader.names == NAMES
    assert len((FOLDER / "portraits.safetensors").read_bytes()) <= 3_000_000
    for factor in reader.factors:
        known = BY_NAME[factor.name]
        assert (factor.group, factor.low, factor.high) == (known.group, known.low, known.high)


def test_its_card_is_the_one_of_its_file(reader: Reader) -> None:
    with resources.as_file(FOLDER / "portraits.safetensors") as path:
        training = json.loads(read_weights(path)[1]["training"])
    assert (FOLDER / "portraits.md").read_text("utf-8") == card(reader.factors, training)


def test_what_a_slider_is_told_by_first_is_read_best(reader: Reader) -> None:
    r2 = {factor.name: factor.r2 for factor in reader.factors}
    for name in ("yaw", "pitch", "light across", "background hue", "background lightness", "glasses"):
        assert r2[name] > 0.95
    assert {"smile", "open mouth", "age", "gender shape", "beard", "skin tone"} <= set(PortraitMeasures().factors)


def test_held_out_portraits_are_read_right(reader: Reader, portraits: torch.Tensor) -> None:
    with torch.no_grad():
        found = reader.read(portraits).numpy()
    for name in ("yaw", "pitch", "light across", "background hue", "background lightness", "glasses"):
        i = NAMES.index(name)
        assert found[:, i] == pytest.approx(BY_NAME[name].visible(np.load(GOLDEN)["values"][:, i]), abs=0.6)


def test_the_gradient_is_the_slope_at_any_size(reader: Reader, portraits: torch.Tensor) -> None:
    yaw = NAMES.index("yaw")
    for side in (64, 128):
        picture = F.interpolate(portraits[:1], (side, side), mode="area").requires_grad_()
        (gradient,) = torch.autograd.grad(reader.read(picture)[0, yaw], picture)
        step = 0.02 * gradient / gradient.norm()
        with torch.no_grad():
            ends = [reader.read(picture + sign * step)[0, yaw] for sign in (1, -1)]
        assert gradient.norm() > 0
        assert (ends[0] - ends[1]).item() == pytest.approx(0.04 * gradient.norm().item(), rel=0.1)


def test_a_batch_does_not_matter(reader: Reader, portraits: torch.Tensor) -> None:
    with torch.no_grad():
        assert torch.allclose(reader.read(portraits)[1:2], reader.read(portraits[1:2]), atol=1e-4)


def test_what_is_no_portrait_is_far_from_the_data(reader: Reader, portraits: torch.Tensor) -> None:
    noise = torch.rand(4, 3, 128, 128, generator=torch.Generator().manual_seed(1)) * 2 - 1
    with torch.no_grad():
        near, far = (reader.data.quantile(reader.distance(images)) for images in (portraits, noise))
    assert near.median() < 0.9 and far.min() > 0.99
