"""What is painted over in a photo does not count: where that is in the square, and that what lies there is harmless."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.codes.prior import Prior, fitted
from engine.document.photos.alignment import Alignment
from engine.document.photos.ignored import Ignored, ignored_of
from engine.inversion import losses
from engine.inversion.ignoring import counting, filled
from engine.inversion.inverting import Recipe, inverted
from engine.inversion.start import Regression, learned
from engine.job import run
from engine.method import Memory
from tests.fakes import MappedGenerator


def half(width: int = 80, height: int = 60) -> Ignored:
    """The left half of a photo."""
    mask = np.zeros((height, width), np.uint8)
    mask[:, : width // 2] = 255
    made = ignored_of(mask)
    assert made is not None
    return made


@pytest.mark.parametrize("size", [(80, 60), (800, 600), (4000, 3000)])
def test_the_mask_is_cut_as_the_photo_is(size: tuple[int, int]) -> None:
    """Whatever the photo's size: the square lies a quarter of its own width to the right of the middle."""
    unit = size[0] / 80
    square = Alignment(16 * unit, 0.0, 48 * unit, 30 * unit)
    counts = counting(half(), size, square, 16)
    assert counts.shape == (16, 16) and counts.dtype == np.float32
    assert (counts[:, :3] == 0).all() and (counts[:, 5:] == 1).all()
    turned = counting(half(), size, Alignment(16 * unit, 90.0, 48 * unit, 30 * unit), 16)
    assert (turned[5:] == 0).all() ^ (turned[-3:] == 0).all()  # a quarter turn: now it is a border below


def test_a_stretched_mask_is_laid_over_the_whole_photo() -> None:
    square = Alignment(16.0, 0.0, 48.0, 30.0)
    assert np.abs(counting(half(64, 64), (80, 60), square, 16) - counting(half(), (80, 60), square, 16)).max() < 0.3


def test_where_all_is_painted_over_it_is_said() -> None:
    with pytest.raises(ValueError, match=r"Nearly everything in the square is painted over.*Clear"):
        counting(half(), (80, 60), Alignment(10.0, 0.0, 20.0, 30.0), 16)


def test_two_masks_are_equal_where_they_say_the_same() -> None:
    assert half() == half() and hash(half()) == hash(half()) and half() != half(82)
    assert not half().mask.flags.writeable and half().mask[0, 0] == 255
    assert ignored_of(np.zeros((4, 4), np.uint8)) is None
    with pytest.raises(ValueError, match="uint8"):
        ignored_of(np.zeros((4, 4), np.float32))
    with pytest.raises(ValueError, match="not 3"):
        Ignored(2, 2, b"123")


def test_what_lies_under_the_paint_does_not_lead_the_search_astray() -> None:
    """A generator whose pictures say their code: with a third of each spoilt, the whole picture comes back."""
    generator, memory = MappedGenerator(), Memory()
    prior = run(memory.once(Prior, lambda: fitted(generator, 20_000)))
    run(memory.once(Regression, lambda: learned(generator, prior, 400)))
    true = generator.synthesize(generator.sample(3, seed=11)).detach()
    mask = torch.ones(1, 1, *true.shape[2:])
    mask[..., : true.shape[2] // 3, :] = 0
    spoilt = mask * true + (1 - mask) * 4.0
    like = generator.mean_code()
    laid = run(filled(generator, spoilt, mask, memory, like))
    assert torch.equal(laid * mask, spoilt * mask)
    before, after = (losses.squared(x, true.clamp(-1, 1)) for x in (spoilt.clamp(-1, 1), laid.clamp(-1, 1)))
    assert (after < 0.3 * before).all()
    recipe = Recipe(steps=120, layer_steps=0, weight=1e-4)
    found = run(inverted(generator, laid, recipe, memory, like=like, mask=mask))
    astray = run(inverted(generator, spoilt, recipe, memory, like=like))
    assert (losses.psnr(found.pictures, true) > losses.psnr(astray.pictures, true) + 10).all()
