"""The first picture beside the engine's own: the same codes, pictures, facts and sliders."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
import torch

from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import RenderRequest
from engine.document.directions import DirectionSet
from engine.document.document import Document, Edit, Mix
from engine.drawing.opened import Opened, describe
from engine.first_picture import FirstGenerator, first_generator, noise
from engine.generators import builtins, load
from engine.job import run
from engine.method import Context
from engine.methods.eigengan import EigenGAN

SHIPPED = tuple(f"builtin:{name}" for name in builtins() if "eigengan" in name)


@pytest.fixture(params=SHIPPED)
def first(request: pytest.FixtureRequest) -> FirstGenerator:
    found = first_generator(request.param)
    assert found is not None
    return found


@pytest.fixture
def opened(first: FirstGenerator) -> Opened:
    generator = load(first.info.ref.source)
    return Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))


@pytest.mark.parametrize("size", [16, 17, 31, 40, 64, 100])
def test_noise_is_that_of_torch(size: int) -> None:
    for seed in (0, 1, 77, 2**32 - 1):
        drawn = torch.randn(1, size, generator=torch.Generator().manual_seed(seed))[0]
        np.testing.assert_allclose(noise(seed, size), drawn.numpy(), atol=1e-6)


def test_pictures_are_those_of_torch(first: FirstGenerator, opened: Opened) -> None:
    for seed in range(6):
        code = 1.5 * opened.generator.sample(1, seed)
        image = opened.generator.synthesize(code)[0].permute(1, 2, 0).numpy()
        np.testing.assert_allclose(first.synthesize(code[0].numpy()), image, atol=1e-5)


def test_a_document_is_drawn_as_the_engine_draws_it(first: FirstGenerator, opened: Opened) -> None:
    layout, arrays = first.info.layout, opened.arrays
    moved = Edit("z3.2", "x", 2.0, "layer 3", arrays.put(first.directions[13].vector))
    held = (
        ("z2", arrays.put(np.linspace(-1, 1, layout.slices["z2"].stop - layout.slices["z2"].start, dtype=np.float32))),
    )
    plain = Document(first.info.ref, first.info.first_seed)
    documents = (
        plain, replace(plain, truncation=0.6, cutoff=3), replace(plain, edits=(moved,)), replace(plain, held=held),
        replace(plain, edits=(replace(moved, muted=True),), mixes=(Mix(9, 2, 4),)),
    )  # fmt: skip
    for place, document in enumerate(documents):
        assert first.draws(document)
        frame = first.frame(RenderRequest(3, place, document), arrays)
        pixels = opened.pixels(document)
        assert pixels is not None and (frame.epoch, frame.sequence, frame.quality) == (3, place, "full")
        assert np.abs(frame.pixels.astype(int) - pixels).max() <= 1
        np.testing.assert_allclose(frame.base, opened.base(document), atol=1e-6)


def test_what_it_cannot_draw_waits_for_the_engine(first: FirstGenerator) -> None:
    plain = Document(first.info.ref, 0)
    masked = Edit("z3.2", "x", 2.0, "layer 3", "a", mask="b")
    assert not first.draws(replace(plain, edits=(masked,)))
    assert not first.draws(replace(plain, compression=0.5))
    assert not first.draws(replace(plain, noise="none"))
    assert not first.draws(replace(plain, generator=replace(plain.generator, sha256="0" * 64)))


def test_facts_are_those_of_the_engine(first: FirstGenerator, opened: Opened) -> None:
    info = describe(opened.generator, {"eigengan": EigenGAN})
    (ours,), (theirs,) = first.info.methods, info.methods
    assert ours == replace(theirs, about="")  # which is read only where a method is chosen
    for each in fields(GeneratorInfo):
        assert each.name == "methods" or getattr(first.info, each.name) == getattr(info, each.name), each.name


def test_sliders_are_those_of_the_method(first: FirstGenerator, opened: Opened) -> None:
    found: DirectionSet = run(EigenGAN().discover(opened.generator, Context(0)))
    assert first.directions.key == found.key and first.directions.provenance == found.provenance
    for ours, theirs in zip(first.directions, found, strict=True):
        assert (ours.name, ours.slider, ours.sigma, ours.effect) == (
            theirs.name, theirs.slider, theirs.sigma, theirs.effect
        )  # fmt: skip
        assert ours.spectrum == pytest.approx(theirs.spectrum)


@pytest.mark.parametrize("source", ["builtin:faces-stylegan2-64", "builtin:nothing", "there/nothing.safetensors"])
def test_of_all_else_there_is_none(source: str) -> None:
    assert first_generator(source) is None
