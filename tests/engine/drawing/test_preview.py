"""Which frame a moving slider gets, from the measured cost of the stages."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import RenderRequest
from engine.document.code import Layout, Slot
from engine.document.conditions import Conditions, Precision
from engine.document.document import Document
from engine.drawing.blending import Blender, Paths
from engine.drawing.preview import BUDGET, choose, preview_ends
from engine.drawing.renderer import Renderer
from engine.generator import Features, Generator, Stage
from tests.fakes import LinearGenerator, a_studio, open_in

SIDES = (16, 64, 128, 256)


class Pyramid(LinearGenerator):
    """256 px: each of four stages doubles the side and adds its slot; lower stages have pictures of their own."""

    def __init__(self, lower: bool = True, fast: bool = True) -> None:
        super().__init__(own=(), name="pyramid")
        self.layout = Layout(tuple(Slot(f"w{i + 1}", 3, side) for i, side in enumerate(SIDES)))
        self.resolution, self._fast = SIDES[-1], fast
        self.stages = tuple(self._stage(i, lower and i + 1 < len(SIDES)) for i in range(len(SIDES)))

    def _stage(self, i: int, lower: bool) -> Stage:
        place = self.layout.slices[f"w{i + 1}"]

        def run(features: Features | None, codes: Tensor) -> Features:
            self.ran.append(f"w{i + 1}")
            colour = torch.tanh(codes[:, place])[:, :, None, None]
            below = 0.0 if features is None else F.interpolate(features, size=SIDES[i])  # type: ignore[arg-type]
            return colour.expand(-1, -1, SIDES[i], SIDES[i]) / len(SIDES) + below

        def rgb(features: Features) -> Tensor:
            assert isinstance(features, Tensor)
            return features

        return Stage(f"w{i + 1}", (f"w{i + 1}",), run, rgb if lower else None, SIDES[i])

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        if precision == "full" or not self._fast:
            return self
        twin = Pyramid()
        twin.ran = self.ran
        return twin


def blenders(generator: Generator, full: tuple[float, ...], fast: tuple[float, ...] = ()) -> list[Blender]:
    """Two that believe to have measured these seconds a stage."""
    made = [Blender(Renderer(generator), ArrayStore()) for _ in range(2)]
    for blender, seconds in zip(made, (full, fast), strict=True):
        blender.base.seconds = list(seconds) or [0.0] * len(generator.stages)
    return made


CODE = Paths(torch.zeros(12))
B = BUDGET


@pytest.mark.parametrize(
    ("full", "fast", "chosen"),
    [
        ((0.1, 0.1, 0.2, 0.3), (), ("full", 4)),  # all fits
        ((0.1, 0.1, 0.2, 0.7), (0.1, 0.1, 0.2, 0.4), ("fast", 4)),  # only the fast one fits
        ((0.1, 0.1, 0.2, 0.7), (), ("fast", 4)),  # expected to take 0.6 of it
        ((0.1, 0.1, 0.4, 9.0), (0.1, 0.1, 0.3, 9.0), ("fast", 3)),  # the largest lower picture
        ((0.1, 0.1, 0.4, 9.0), (0.2, 0.2, 0.5, 9.0), ("full", 3)),  # where bfloat16 is slower, full it is
        ((9.0, 9.0, 9.0, 9.0), (4.0, 4.0, 9.0, 9.0), ("fast", 2)),  # nothing fits: the smallest, 64 px
    ],
)
def test_the_best_frame_that_fits(full: tuple[float, ...], fast: tuple[float, ...], chosen: tuple[str, int]) -> None:
    first, second = blenders(Pyramid(), tuple(B * s for s in full), tuple(B * s for s in fast))
    blender, end = choose(first, second, CODE)
    assert ("full" if blender is first else "fast", end) == chosen


def test_what_need_not_run_costs_nothing() -> None:
    generator = Pyramid()
    full, fast = blenders(generator, (9 * B, 9 * B, 9 * B, 0.5 * B))
    full.render(CODE)
    full.base.seconds = [9 * B, 9 * B, 9 * B, 0.5 * B]
    moved = CODE.base.clone()
    moved[-1] = 1
    assert choose(full, fast, Paths(moved)) == (full, 4)


def test_before_anything_is_measured_a_first_glance() -> None:
    full, fast = blenders(Pyramid(), ())
    assert choose(full, fast, CODE) == (full, 2)
    plain = Pyramid(lower=False)
    full, fast = blenders(plain, ())
    assert choose(full, None, CODE) == (full, 4)


def test_without_lower_pictures_the_full_frame_however_slow() -> None:
    generator = Pyramid(lower=False)
    full, fast = blenders(generator, (9.0,) * 4, (9.0,) * 4)
    assert preview_ends(generator) == () and choose(full, fast, CODE) == (full, 4) == choose(full, None, CODE)


def test_a_preview_fills_the_frame_and_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = a_studio()
    generator = Pyramid()
    info = open_in(studio, generator, monkeypatch)
    assert info.previews and info.latents == 4
    document = Document(info.ref, 3)
    glance = studio.render(RenderRequest(1, 1, document, "preview"))
    assert glance is not None and (glance.quality, glance.side) == ("preview", 64)
    assert glance.pixels.shape == (256, 256, 3) and generator.ran == ["w1", "w2"]
    full = studio.render(RenderRequest(1, 2, document))
    assert full is not None and (full.quality, full.side) == ("full", 256)
    assert generator.ran == ["w1", "w2", "w3", "w4"]  # what the preview made was kept
    again = studio.render(RenderRequest(1, 3, document, "preview"))
    assert again is not None and again.quality == "full" and np.array_equal(again.pixels, full.pixels)


def test_an_idle_frame_is_given_up_for_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = a_studio()
    generator = Pyramid()
    document = Document(open_in(studio, generator, monkeypatch).ref, 3)
    asked = []

    def newer() -> bool:
        asked.append(len(generator.ran))
        return len(generator.ran) == 2

    assert studio.render(RenderRequest(1, 1, document, idle=True), newer) is None
    assert generator.ran == ["w1", "w2"] and asked == [0, 1, 2]
    frame = studio.render(RenderRequest(1, 2, document, idle=True), lambda: False)
    assert frame is not None and generator.ran == ["w1", "w2", "w3", "w4"]  # it went on where it had stopped
    plain = a_studio()
    other = Document(open_in(plain, Pyramid(), monkeypatch).ref, 3)
    whole = plain.render(RenderRequest(1, 1, other), lambda: True)  # not idle: never given up
    assert whole is not None and np.array_equal(whole.pixels, frame.pixels)


def test_thumbnails_are_of_the_first_lower_picture_that_is_large_enough() -> None:
    generator = Pyramid()
    renderer = Renderer(generator)
    codes = torch.randn(3, 12, generator=torch.Generator().manual_seed(0))
    small = renderer.batch(codes, least=100)
    assert small.shape == (3, 3, 128, 128) and generator.ran == ["w1", "w2", "w3"]
    expected = torch.tanh(codes).view(3, 4, 3)[:, :3].sum(1) / 4
    assert torch.allclose(small, expected[:, :, None, None].expand_as(small), atol=1e-6)
    assert renderer.batch(codes, least=200).shape[-1] == renderer.batch(codes).shape[-1] == 256
