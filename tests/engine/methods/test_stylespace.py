"""StyleSpace's channels against all of them, told one by one from the picture's own derivative."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch

from engine.codes.samples import AT_ONCE, CODES, FIRST_SEED, drawn
from engine.generator import Generator
from engine.job import run
from engine.method import Context
from engine.methods import stylespace as module
from engine.methods.stylespace import StyleSpace
from tests.engine.generators.test_stylegan2 import small_stylegan2
from tests.fakes import small_eigengan

SEED = 3


def region(side: int = 32) -> np.ndarray:
    """The middle of the lower half, with a soft edge above it."""
    mask = np.zeros((side, side), np.float32)
    mask[18:28, 8:24], mask[17, 8:24] = 1, 0.5
    return mask


@cache
def maps() -> np.ndarray:
    """How much each pixel (32, 32) changes for one deviation of each channel, from its own derivative."""
    generator = small_stylegan2()
    slices, slots = generator.layout.slices, [s for s in generator.layout.slots if s.kind == "style"]
    columns = np.concatenate([np.arange(slices[s.name].start, slices[s.name].stop) for s in slots])
    code = generator.sample(1, SEED)
    steps = torch.eye(generator.layout.dimension)[columns]
    slope = torch.stack([torch.func.jvp(generator.synthesize, (code,), (step[None],))[1][0] for step in steps], -1)
    return np.asarray((slope.double() * deviations(generator)).square().sum(0).numpy())


def deviations(generator: Generator) -> torch.Tensor:
    """Of each channel's factor, over the codes by which directions are measured."""
    random = torch.Generator().manual_seed(FIRST_SEED + SEED)
    codes = torch.cat([drawn(generator, AT_ONCE, random) for _ in range(CODES // AT_ONCE)])
    return generator.styles(codes).double().std(0)


def all_channels(still: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The quotient of each channel and the share of its change that falls outside."""
    mask = region().astype(np.float64)
    inside, outside = (np.einsum("yx,yxc->c", weights / weights.sum(), maps()) for weights in (mask, still))
    shares = np.einsum("yx,yxc->c", 1 - mask, maps()) / maps().sum((0, 1))
    return inside / (outside + module.TAU * outside.sum()), shares


# torch itself scripts its decompositions when forward mode is first used.
@pytest.mark.filterwarnings("ignore:.torch.jit.script. is deprecated:DeprecationWarning")
@pytest.mark.parametrize("kept", [False, True])
def test_the_most_local_channels_of_all_are_found(kept: bool) -> None:
    generator = small_stylegan2()
    still, painted = 1 - region().astype(np.float64), None
    if kept:
        painted = np.zeros((32, 32), np.float32)
        painted[:10] = 1
        still[:10] = module_kept()
    quotients, shares = all_channels(still)
    found = run(StyleSpace(components=6, side=32).discover(generator, Context(SEED, region=region(), kept=painted)))
    first = generator.layout.slices["s1"].start
    places = [int(direction.vector.argmax()) - first for direction in found]
    # What floor the energies stand on is itself an estimate, so that those next to each other may change places.
    assert set(places[:4]) <= set(np.argsort(-quotients)[:6].tolist()) and quotients[places].min() > 0.8 * np.sort(
        quotients
    )[-6]  # fmt: skip
    assert [direction.leakage for direction in found] == pytest.approx(shares[places].tolist(), rel=1e-3)
    assert all(np.count_nonzero(direction.vector) == 1 and direction.vector.max() == 1 for direction in found)
    styles = deviations(generator)
    assert [direction.sigma for direction in found] == pytest.approx(styles[places].tolist(), rel=1e-4)
    named = generator.layout.slider(first + places[0])
    assert found[0].name == f"region 1 ({named})"


def module_kept() -> float:
    from engine.regions.masks import KEPT

    return float(KEPT)


def test_layers_are_those_of_the_styles_and_the_same_seed_finds_the_same() -> None:
    generator, context = small_stylegan2(), Context(SEED, region=region())
    found = [run(StyleSpace(layers="3-4", components=3).discover(generator, context)) for _ in range(2)]
    assert found[0].key == found[1].key
    for direction in found[0]:
        assert generator.layout.slider(int(direction.vector.argmax())).partition(".")[0] in ("s3", "s4")
    with pytest.raises(ValueError, match="layers must be all, one layer or a range within 1-11"):
        run(StyleSpace(layers="12").discover(generator, context))


def test_what_it_cannot_do_is_a_sentence() -> None:
    assert "Open a StyleGAN2" in StyleSpace.why_not(small_eigengan())
    assert StyleSpace.why_not(small_stylegan2()) == ""
    with pytest.raises(ValueError, match="Paint a region first"):
        run(StyleSpace().discover(small_stylegan2(), Context()))
    broken = replace(Context(SEED, region=region()), code=np.full(3, 1.0, np.float32))
    with pytest.raises(ValueError, match="choose a face of this generator"):
        run(StyleSpace().discover(small_stylegan2(), broken))
