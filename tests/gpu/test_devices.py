"""What the engine computes on a GPU is what it computes on the processor, within 1e-3 of the range, TF32 off.

Each comparison runs on CUDA and on Apple's GPU where they are, and always on a pretended device
(`tests/gpu/pretended.py`), which computes on the processor and refuses whatever mixes the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch

from engine.device import available
from engine.job import run
from engine.methods import load_methods
from tests.contracts.test_methods import a_context, quick
from tests.gpu import compare
from tests.gpu.compare import GENERATORS, Arrays, computing_on, hold
from tests.gpu.pretended import CPU, DEVICE, Pretended

METHODS = load_methods()
of_each = pytest.mark.parametrize("name", GENERATORS)
#: Those whose slopes are written out, go through forward mode for many steps at once, or for each on its own. Pictures
#: are compared of all families, the rest of these: what differs between families is how they draw.
of_few = pytest.mark.parametrize("name", ["eigengan", "stylegan2", "biggan"])


@pytest.fixture(params=["pretended", "cuda", "mps"])
def device(request: pytest.FixtureRequest) -> Iterator[torch.device]:
    if request.param == "pretended":
        place = DEVICE
    elif request.param in available():
        place = torch.device(request.param)
    else:
        pytest.skip(f"there is no {request.param} device on this machine")
    with computing_on(place):
        yield place


def same(function: Callable[..., Arrays], device: torch.device, *what: object) -> None:
    """The function gives on the device what it gives on the processor."""
    hold(function(*what, device), function(*what, CPU))


@of_each
def test_codes_pictures_and_slopes(name: str, device: torch.device) -> None:
    same(compare.pictures, device, name)


@of_few
def test_fast_precision_is_close(name: str, device: torch.device) -> None:
    assert compare.previews(name, device) < 0.03


@of_few
def test_frames_with_masked_edits_and_heat(name: str, device: torch.device) -> None:
    same(compare.frames, device, name)


@of_few
def test_the_jacobian(name: str, device: torch.device) -> None:
    same(compare.slopes, device, name)


@pytest.mark.parametrize("method", METHODS)
@of_few
def test_directions(name: str, method: str, device: torch.device) -> None:
    if METHODS[method].why_not(compare.made(name, device)):
        return
    if METHODS[method].trains and device != CPU:
        with pytest.raises(ValueError, match="learns on the processor only so far"):
            run(quick(method).discover(compare.made(name, device), a_context(1)))
        return
    found, expected = (compare.directions(name, method, place) for place in (device, CPU))
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        hold(found, expected)


@pytest.mark.parametrize("name", ["eigengan"])
def test_names_of_directions(name: str, device: torch.device) -> None:
    same(compare.names, device, name)


def test_sliders(device: torch.device) -> None:
    same(compare.sliders, device, "eigengan")


def test_attributes(device: torch.device) -> None:
    images = compare.made("builtin:faces-eigengan-64", CPU).sample(3, seed=27)
    same(compare.scores, device, compare.made("builtin:faces-eigengan-64", CPU).synthesize(images))


# ---- the pretended device itself ----


def test_arrays_that_are_not_close_are_told_apart() -> None:
    hold({"a": np.array([0.0, 1.0005])}, {"a": np.array([0.0, 1.0])})
    with pytest.raises(AssertionError, match="a"):
        hold({"a": np.array([0.0, 1.002])}, {"a": np.array([0.0, 1.0])})


def test_the_pretended_device_computes() -> None:
    with Pretended():
        there = torch.arange(6.0).view(2, 3).to(DEVICE)
        there[:, 1:] *= 2
        again = (there @ torch.tensor([1.0, 2.0, 3.0], device=DEVICE)).relu()
        assert again.device == DEVICE and again.tolist() == [16.0, 49.0] and again.sum().item() == 65
        assert torch.equal(again.cpu() + 1, torch.tensor([17.0, 50.0]))


def _mixed() -> object:
    return torch.ones(3, device=DEVICE) + torch.ones(3)


def _as_numpy() -> object:
    return torch.ones(3, device=DEVICE).numpy()


def _as_array() -> object:
    return np.asarray(torch.ones(3, device=DEVICE))


def _indexed() -> object:
    return torch.ones(3)[torch.arange(2, device=DEVICE)]


def _random() -> object:
    return torch.randn(3, device=DEVICE, generator=torch.Generator())


def _double() -> object:
    return torch.ones(3, device=DEVICE).double()


@pytest.mark.parametrize("fault", [_mixed, _as_numpy, _as_array, _indexed, _random, _double])
def test_the_pretended_device_refuses_what_a_gpu_refuses(fault: Callable[[], object]) -> None:
    with Pretended(), pytest.raises((RuntimeError, TypeError), match=r"processor|float64"):
        fault()
