"""An edit laid back into a photo: nothing else changes, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.inversion import paste as room
from engine.inversion.alignment import Alignment, aligned
from engine.inversion.paste import box_of, soft
from engine.inversion.photo import Photo
from engine.job import run

ONE = Alignment(60.0, 20.0, 110.0, 90.0)


def pasted(photo: Photo, one: Alignment, before: torch.Tensor, after: torch.Tensor, **more: float | bool) -> np.ndarray:
    return run(room.pasted(photo, one, before, after, **more))  # type: ignore[arg-type]


def noise(height: int = 180, width: int = 240, low: int = 0, high: int = 256) -> Photo:
    return Photo(np.random.default_rng(0).integers(low, high, (height, width, 3)).astype(np.uint8))


def picture(side: int = 32, seed: int = 1) -> torch.Tensor:
    return torch.rand(3, side, side, generator=torch.Generator().manual_seed(seed)) * 1.6 - 0.8


def outside(photo: Photo, alignment: Alignment) -> np.ndarray:
    width, height = photo.size
    places = np.stack(np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5), -1)
    return np.asarray(np.abs(alignment.to_square(places)).max(-1) >= 1)


def test_what_shines_through_grows_with_the_edit_and_with_what_was_not_drawn() -> None:
    photo, square = Photo(np.full((128, 128, 3), 140, np.uint8)), Alignment(64.0, 0.0, 64.0, 64.0)

    def of(drawn: int, edited: int) -> float:
        before, after = (torch.full((3, 64, 64), level / 127.5 - 1) for level in (drawn, edited))
        return run(room.ghost(photo, square, before, after))

    assert of(130, 130) == 0 and of(140, 200) == pytest.approx(0, abs=0.1)
    assert of(130, 170) == pytest.approx((10 * 40) ** 0.5, rel=1e-2)


@pytest.mark.parametrize("matched", [False, True])
@pytest.mark.parametrize("side", [16, 64, 256])
def test_without_an_edit_the_photo_stays(side: int, matched: bool) -> None:
    photo, one = noise(), picture(side)
    assert np.array_equal(pasted(photo, ONE, one, one, matched=matched), photo.pixels)


@pytest.mark.parametrize("side", [16, 64, 256])
def test_outside_the_square_and_where_nothing_changed_the_photo_stays(side: int) -> None:
    photo, before = noise(), picture(side)
    after = before.clone()
    after[:, side // 2 :] *= -1
    got = pasted(photo, ONE, before, after)
    away = outside(photo, ONE)
    assert np.array_equal(got[away], photo.pixels[away]) and not np.array_equal(got, photo.pixels)
    width, height = photo.size
    y = ONE.to_square(np.stack(np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5), -1))[..., 1]
    still = y < -8 / min(side, 2 * ONE.scale)  # four pixels from what changed, the generator's or the photo's
    assert np.array_equal(got[still], photo.pixels[still])


@pytest.mark.parametrize("side", [20, 60, 240])
def test_the_edit_lies_where_it_was_made(side: int) -> None:
    """Enlarged and shrunk: a blot's middle, and its height, are those of the blot in the square."""
    photo = noise(low=100, high=110)
    places = (torch.arange(side) + 0.5) * 2 / side - 1
    blot = torch.exp(-((places[None] - 0.3) ** 2 + (places[:, None] + 0.2) ** 2) / 0.05)
    got = pasted(photo, ONE, torch.zeros(3, side, side), 0.5 * blot.expand(3, -1, -1)).astype(float) - photo.pixels
    mass = got.sum(-1)
    y, x = np.mgrid[0:180, 0:240] + 0.5
    middle = np.array([(mass * x).sum(), (mass * y).sum()]) / mass.sum()
    assert np.linalg.norm(middle - ONE.to_photo(np.array([0.3, -0.2]))) < 0.7
    assert got.max() == pytest.approx(0.5 * 127.5, abs=3)
    assert mass.sum() == pytest.approx(3 * 63.75 * np.pi * 0.05 * 60**2, rel=0.05)


def test_what_the_generator_could_not_draw_stays() -> None:
    photo = noise(low=60, high=180)
    got = pasted(photo, ONE, torch.zeros(3, 32, 32), torch.full((3, 32, 32), 0.2)).astype(int) - photo.pixels
    width, height = photo.size
    places = np.stack(np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5), -1)
    inside = np.abs(ONE.to_square(places)).max(-1) < 0.74
    assert set(np.unique(got[inside])) <= {25, 26}


def test_the_edge_is_soft() -> None:
    photo = noise(low=100, high=101)
    got = pasted(photo, Alignment(60.0, 0.0, 110.0, 90.0), torch.zeros(3, 32, 32), torch.full((3, 32, 32), 0.8))
    row = got[90, 50:170, 0].astype(int)
    assert row[0] <= 101 and row[60] == 202 and np.abs(np.diff(row)).max() < 14
    assert (np.diff(row[:60]) >= 0).all() and (np.diff(row[60:]) <= 0).all()
    square = np.array([[0, 0], [0.7, 0], [1, 0], [0.5, -1], [3, 0], [0.875, 0]])
    assert soft(square, 0.25).tolist() == [1, 1, 0, 0, 0, 0.5]


def test_only_what_can_be_shown_counts() -> None:
    photo, one = noise(), torch.ones(3, 16, 16)
    assert np.array_equal(pasted(photo, ONE, one, 1.7 * one), photo.pixels)


def test_a_square_at_the_edge_or_outside() -> None:
    photo, before, after = noise(), torch.zeros(3, 16, 16), torch.ones(3, 16, 16)
    for one in (ONE.moved(120, 80), ONE.moved(-130, 0)):
        got = pasted(photo, one, before, after)
        away = outside(photo, one)
        assert np.array_equal(got[away], photo.pixels[away]) and not np.array_equal(got, photo.pixels)
    away = ONE.moved(5000, -900)
    left, top, right, bottom = box_of(photo, away)
    assert (right - left) * (bottom - top) == 0 and run(room.patch(photo, away, before, after)).size == 0
    assert np.array_equal(pasted(photo, away, before, after), photo.pixels)


def test_a_patch_is_that_part_of_the_whole() -> None:
    photo, before, after = noise(), picture(seed=1), picture(seed=2)
    left, top, right, bottom = box_of(photo, ONE)
    part = run(room.patch(photo, ONE, before, after))
    assert np.array_equal(pasted(photo, ONE, before, after)[top:bottom, left:right], part)
    assert part.shape[0] * part.shape[1] < 0.7 * photo.pixels[..., 0].size


def test_it_is_done_in_small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    photo, before, after = noise(), picture(seed=1), picture(seed=2)
    whole = pasted(photo, ONE, before, after)
    monkeypatch.setattr(room, "BAND", 1000)
    fractions = [step.fraction for step in room.pasted(photo, ONE, before, after)]
    assert len(fractions) > 10 and fractions == sorted(fractions) and fractions[-1] == 1
    assert np.array_equal(pasted(photo, ONE, before, after), whole)


def test_a_matched_edit_has_the_photos_contrast() -> None:
    y, x = np.mgrid[0:180, 0:240]
    photo = Photo(
        np.rint(127.5 + 40 * np.stack([np.sin(x / 9), np.cos(y / 8), np.sin((x + y) / 9)], -1)).astype(np.uint8)
    )
    drawn = torch.from_numpy(aligned(photo, ONE, 64)).permute(2, 0, 1).float() / 127.5 - 1
    before = drawn * torch.tensor([2.0, 1.0, 0.1]).view(3, 1, 1)  # the inversion's contrast: twice, alike, a tenth
    after = before + 0.2
    plain, matched = (pasted(photo, ONE, before, after, matched=m)[90, 110].astype(int) - photo.pixels[90, 110]
                      for m in (False, True))  # fmt: skip
    assert np.abs(plain - 25.5).max() <= 1
    assert np.abs(matched - np.array([12.75, 25.5, 51])).max() <= 1.5


def test_what_does_not_fit_is_refused() -> None:
    photo, one = noise(), picture()
    with pytest.raises(ValueError, match="Two pictures"):
        pasted(photo, ONE, one, picture(16))
    with pytest.raises(ValueError, match="Two pictures"):
        pasted(photo, ONE, one[:, :5], one[:, :5])
    for feather in (0.0, -1.0, 1.5):
        with pytest.raises(ValueError, match="soft edge"):
            pasted(photo, ONE, one, one, feather=feather)
