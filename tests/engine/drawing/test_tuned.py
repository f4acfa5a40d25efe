"""A generator with something laid into its last stages: a copy that the plain one knows nothing of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from engine.document.asked.requests import MakePictures, OpenGenerator, RenderRequest
from engine.document.document import Document, Edit
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track, along
from engine.document.regions import as_mask
from engine.document.tuning import Difference
from engine.drawing.opened import Opened
from engine.drawing.renderer import Renderer
from engine.drawing.tuned import UNFIT, Laid, with_laid
from engine.generator import Generator
from engine.generators import load
from engine.generators.stylegan2 import slopes
from engine.inversion.fitting.tuning import _maps
from engine.jacobian.tangents import Pushes
from engine.job import run
from engine.worker.studio import Studio
from tests.fakes import a_studio, small_eigengan

STYLE, EIGEN = "builtin:faces-stylegan2-64", "builtin:faces-eigengan-64"


def generator_of(name: str) -> Generator:
    return small_eigengan() if name == "small" else load(name)


def laid_into(generator: Generator, size: float = 0.3, seed: int = 3) -> list[Laid]:
    """Something drawn, of rank 2, in every map that a fit changes."""
    random = torch.Generator().manual_seed(seed)
    found = []
    for each in _maps(generator, generator.sample(1, 0)):
        into = torch.randn(2, each.channels, 3, 3, generator=random) / (9 * each.channels) ** 0.5
        out = size * torch.randn(each.channels, 2, generator=random)
        found.append(Laid(each.stage, each.part, into, out))
    return found


def difference_of(generator: Generator, laid: list[Laid]) -> Difference:
    return Difference(
        generator.sha256, tuple((e.stage, e.part, e.into.half().numpy(), e.out.half().numpy()) for e in laid)
    )


@torch.no_grad()
def drawn(generator: Generator, codes: Tensor) -> Tensor:
    return generator.synthesize(codes)


@pytest.mark.parametrize(("name", "maps"), [("small", 2), (EIGEN, 2), (STYLE, 6)])
def test_the_plain_generator_draws_the_same_bits_beside_the_tuned_one(name: str, maps: int) -> None:
    generator = generator_of(name)
    codes, laid = generator.sample(3, 5), laid_into(generator)
    assert len(laid) == maps
    before = drawn(generator, codes)
    other = with_laid(generator, laid)
    assert (drawn(other, codes) - before).abs().max() > 0.05
    assert torch.equal(drawn(generator, codes), before)
    assert torch.equal(drawn(with_laid(generator, []), codes), before)


def test_what_is_laid_in_is_the_sum_that_is_written() -> None:
    laid = Laid(0, 0, torch.tensor([[[[2.0]], [[1.0]]]]), torch.tensor([[10.0], [0.5]]))
    x = torch.tensor([[[[1.0]], [[3.0]]]])
    assert laid.added(x).flatten().tolist() == [1 + 10 * 5, 3 + 0.5 * 5]


@pytest.mark.parametrize("name", ["small", STYLE])
def test_a_tuned_picture_that_is_resumed_is_the_whole_one(name: str) -> None:
    generator = generator_of(name)
    tuned = with_laid(generator, laid_into(generator))
    renderer, code = Renderer(tuned), generator.sample(1, 0)[0]
    renderer.render(code)
    for i, stage in enumerate(tuned.stages):
        for slot in stage.slots:
            if i == next(n for n, other in enumerate(tuned.stages) if slot in other.slots):
                code = code.clone()
                code[generator.layout.slices[slot].start] += 1.0
                image = renderer.render(code)
                assert renderer.resumed_at == i
                assert (image - drawn(tuned, code[None])[0]).abs().max() < 1e-5


def test_its_slope_is_that_of_forward_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slopes that StyleGAN2 has written out go through what is laid in, and no ending goes past it."""
    monkeypatch.setattr(slopes, "BROAD", 1)
    generator = load(STYLE)
    tuned = with_laid(generator, laid_into(generator))
    assert all(stage.slope is not None for stage in tuned.stages)
    assert generator.stages[-1].ending is not None and tuned.stages[-1].ending is None
    code = generator.sample(1, 4)
    steps = torch.randn(2, code.shape[1], generator=torch.Generator().manual_seed(1))
    bare = tuple(replace(stage, slope=None) for stage in tuned.stages)
    moved, truth, plain = (run(Pushes(s, None, code).ahead(steps)) for s in (tuned.stages, bare, generator.stages))
    assert isinstance(moved, Tensor) and isinstance(truth, Tensor) and isinstance(plain, Tensor)
    assert (moved - truth).norm() < 2e-5 * truth.norm()
    assert (plain - truth).norm() > 0.1 * truth.norm()


@pytest.mark.parametrize("changes", [{"stage": 99}, {"part": 5}, {"part": 1}, {"channels": 7}])
def test_what_was_made_for_another_generator_is_one_sentence(changes: dict[str, int]) -> None:
    generator = load(STYLE)
    laid = laid_into(generator)[-1]
    if "channels" in changes:
        laid = replace(laid, into=torch.zeros(2, 7, 3, 3), out=torch.zeros(7, 2))
    else:
        laid = replace(laid, **changes)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=UNFIT):
        drawn(with_laid(generator, [laid]), generator.sample(1, 0))


# ---- documents ----


@pytest.fixture(scope="module")
def studio() -> Studio:
    return a_studio()


@pytest.fixture(scope="module")
def opened(studio: Studio) -> Opened:
    return studio.held.get(run(studio.start(OpenGenerator(STYLE))).ref.sha256)


@pytest.fixture(scope="module")
def tuned(opened: Opened) -> Document:
    """A document with something laid in."""
    difference = difference_of(opened.generator, laid_into(opened.generator))
    return Document(opened.info.ref, 4, tuning=difference.kept(opened.arrays))


def pixels(opened: Opened, document: Document) -> np.ndarray:
    found = opened.pixels(document)
    assert found is not None
    return found


def test_documents_side_by_side_are_each_drawn_as_alone(studio: Studio, opened: Opened, tuned: Document) -> None:
    plain = replace(tuned, tuning=None)
    first = pixels(opened, plain)
    fitted = pixels(opened, tuned)
    assert np.abs(fitted.astype(int) - first).mean() > 2
    for _ in range(2):
        assert np.array_equal(pixels(opened, plain), first)
        assert np.array_equal(pixels(opened, tuned), fitted)
    for quality in ("full", "preview"):
        frame = studio.render(RenderRequest(0, 1, tuned, quality))
        assert frame is not None and np.array_equal(frame.pixels, fitted)
    row: list[Any] = [tuned, plain, plain, tuned]
    shown = [step.partial for step in studio.start(MakePictures((tuple(row),), 64)) if step.partial is not None]
    _, small = shown[0]  # type: ignore[misc]
    for picture, wanted in zip(small, (fitted, first, first, fitted), strict=True):
        assert np.abs(picture.astype(int) - wanted).max() <= 1


def a_morph(opened: Opened, start: Document, end: Document, strength: float) -> Document:
    """The document on its way to another."""
    steps = opened.code(end) - opened.code(start)
    vector, begins = opened.arrays.put(np.stack([-steps, 0 * steps, steps])), opened.arrays.put(opened.base(start))
    edit = Edit("morph:0#1", "", strength, "", vector, reach=1.0, start=begins, tuning=end.tuning)
    return start.with_edit(edit)


def test_a_morph_leaves_what_was_fitted_to_a_photo_and_reaches_what_was_fitted_to_another(
    opened: Opened, tuned: Document
) -> None:
    plain, other = replace(tuned, seed=9, tuning=None), replace(tuned, seed=9)
    difference = difference_of(opened.generator, laid_into(opened.generator, seed=8))
    further = replace(plain, tuning=difference.kept(opened.arrays))
    for end in (plain, other, further):
        assert np.array_equal(pixels(opened, a_morph(opened, tuned, end, 1.0)), pixels(opened, end))
    assert a_morph(opened, tuned, plain, 0.25).conditions.fits == ((tuned.tuning, 0.75),)
    assert a_morph(opened, tuned, other, 0.25).conditions == tuned.conditions  # fitted to the same photo
    assert a_morph(opened, tuned, further, 0.25).conditions.fits == ((tuned.tuning, 0.75), (further.tuning, 0.25))
    half = pixels(opened, a_morph(opened, tuned, plain, 0.5)).astype(int)
    as_fitted = replace(a_morph(opened, tuned, other, 0.5), tuning=tuned.tuning)
    assert np.abs(half - pixels(opened, as_fitted)).mean() > 1


def test_a_film_and_a_strip_of_such_a_morph_show_what_the_screen_shows(
    studio: Studio, opened: Opened, tuned: Document, tmp_path: Path
) -> None:
    (edit,) = a_morph(opened, tuned, replace(tuned, seed=9, tuning=None), 1.0).edits
    track = Track(edit, (0.0, 0.5, 1.0))
    wanted = [pixels(opened, document) for document in along(tuned, (track,))]
    shown = [step.partial for step in studio.start(MakePictures((along(tuned, (track,)),), 64)) if step.partial]
    for picture, one in zip(shown[0][1], wanted, strict=True):  # type: ignore[index]
        assert np.abs(picture.astype(int) - one).max() <= 1
    assert run(studio.start(ExportFilm(tuned, (track,), 10, 64, str(tmp_path / "a.gif"))))
    with Image.open(tmp_path / "a.gif") as film:
        for i, one in enumerate(wanted):
            film.seek(i)
            assert np.abs(np.asarray(film.convert("RGB")).astype(int) - one).mean() < 8  # a palette's colours


def test_inside_a_mask_a_morph_leaves_the_fit_and_outside_it_stays(opened: Opened, tuned: Document) -> None:
    weights = np.zeros((64, 64), np.float32)
    weights[:, :32] = 1
    mask = opened.arrays.put(as_mask(weights))
    whole = a_morph(opened, tuned, replace(tuned, seed=9, tuning=None), 1.0)
    document = replace(whole, edits=(replace(whole.edits[0], mask=mask),))
    assert document.conditions == tuned.conditions
    for _ in range(2):  # kept features of the one are not the other's
        drawn_so, drawn_whole, drawn_tuned = (pixels(opened, each) for each in (document, whole, tuned))
        assert np.array_equal(drawn_so[:, 32:], drawn_tuned[:, 32:])
        assert np.abs(drawn_so[:, :16].astype(int) - drawn_whole[:, :16]).mean() < 3
    assert opened.preview(document)[0].shape == (64, 64, 3)  # in fast precision too


def test_it_is_drawn_under_every_treatment_of_noise_and_in_fast_precision(opened: Opened, tuned: Document) -> None:
    seeded = replace(tuned, noise="seeded", noise_seed=3)
    assert not np.array_equal(pixels(opened, seeded), pixels(opened, tuned))
    assert not np.array_equal(pixels(opened, seeded), pixels(opened, replace(seeded, tuning=None)))
    fast = opened._fitted(tuned.conditions, "fast")
    codes = opened.generator.sample(1, 4)
    full = drawn(opened._fitted(tuned.conditions), codes)
    assert (drawn(fast, codes) - full).abs().mean() < 0.05


def test_a_document_that_was_given_another_generators_fit_is_one_sentence(opened: Opened, tuned: Document) -> None:
    assert tuned.tuning is not None
    far = replace(tuned.tuning.parts[0], stage=99)
    with pytest.raises(ValueError, match=UNFIT):
        opened.pixels(replace(tuned, tuning=replace(tuned.tuning, parts=(far,))))
