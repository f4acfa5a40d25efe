"""What a film shows between its keys: codes, edits, masks and numbers, by pictures of generators that are known."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from engine.document.arrays import ArrayStore
from engine.document.document import NO_FILM, Document, Edit, Timeline
from engine.document.regions import FULL
from engine.document.timeline.changes import with_clip, with_curve, with_key, with_sound, with_times, with_wanders
from engine.document.timeline.curves import Curve, NoiseLoop, Point
from engine.document.timeline.masks import between_masks, ends_of
from engine.document.timeline.moments import moment
from engine.document.timeline.prepared import Levels, Prepared
from engine.document.timeline.shapes import Clip, CodeWay
from engine.document.timeline.sound import Drive, Sound
from engine.document.tuning import Tuning
from engine.drawing.opened import Opened, describe
from engine.drawing.outlines import Outlines
from engine.drawing.passing import settled
from engine.film.frames import FilmFrames
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan

SIDE = 256


@pytest.fixture
def opened() -> Opened:
    return opened_of(LinearGenerator())


def opened_of(generator: Any) -> Opened:
    return Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))


def film_of(opened: Opened, *documents: Document, clip: Clip | None = None, **times: Any) -> Document:
    """Keys at 0, 2, 4 ... seconds."""
    film: Timeline = NO_FILM
    for i, document in enumerate(documents):
        film = with_key(film, 2.0 * i, document)
    if clip is not None:
        for key in film.keys:
            film = with_clip(film, key.time, clip)
    return replace(documents[0], timeline=with_times(film, **times))


def rectangle(opened: Opened, left: int, width: int = 40) -> str:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[80:120, left : left + width] = FULL
    return opened.arrays.put(mask)


def seed(opened: Opened, number: int, *edits: Edit, **others: Any) -> Document:
    return Document(opened.info.ref, number, edits=edits, **others)


# ---- codes ----------------------------------------------------------------------------------------------------


def test_at_a_key_the_film_is_its_picture_and_before_and_behind_it_stays(opened: Opened) -> None:
    document = film_of(opened, seed(opened, 1), seed(opened, 2))
    assert moment(document, 0.0) == seed(opened, 1)
    assert moment(document, 2.0) == moment(document, 9.0) == seed(opened, 2)


def test_without_keys_the_document_itself_is_shown(opened: Opened) -> None:
    assert moment(replace(seed(opened, 3), locked=("z1",)), 5.0) == replace(seed(opened, 3), locked=("z1",))


def test_codes_go_straight_or_along_the_sphere(opened: Opened) -> None:
    one, two = (opened.base(seed(opened, i)) for i in (1, 2))
    straight = moment(film_of(opened, seed(opened, 1), seed(opened, 2), clip=Clip(way="straight")), 0.5)
    np.testing.assert_allclose(opened.base(straight), 0.75 * one + 0.25 * two, rtol=1e-5, atol=1e-6)
    bent = moment(film_of(opened, seed(opened, 1), seed(opened, 2), clip=Clip(way="prior")), 1.0)
    angle = math.acos(one @ two / np.linalg.norm(one) / np.linalg.norm(two))
    slerp = (one + two) * math.sin(angle / 2) / math.sin(angle)
    low, high = sorted((np.linalg.norm(one), np.linalg.norm(two)))
    length = np.linalg.norm(opened.base(bent))
    assert low * 0.999 <= length <= high * 1.001 < 1.3 * length
    cosine = opened.base(bent) @ slerp / length / np.linalg.norm(slerp)
    assert cosine > 0.9999


@pytest.mark.parametrize("way", ["whitened", "prior"])
def test_codes_of_a_mapped_space_go_by_its_prior(way: CodeWay) -> None:
    opened = opened_of(MappedGenerator())
    document = film_of(opened, seed(opened, 1), seed(opened, 2), clip=Clip(way=way))
    assert opened.lacks(moment(document, 1.0))
    ends = [opened.base(moment(document, t)) for t in (1e-6, 2 - 1e-6)]
    np.testing.assert_allclose(ends[0], opened.base(seed(opened, 1)), atol=1e-4)
    np.testing.assert_allclose(ends[1], opened.base(seed(opened, 2)), atol=1e-4)
    assert not opened.lacks(moment(document, 1.0))


def test_a_loop_leads_from_the_last_key_to_the_first(opened: Opened) -> None:
    clip = Clip(way="straight")
    document = film_of(opened, seed(opened, 1), seed(opened, 2), clip=clip, length=6.0, looped=True)
    one, two = (opened.base(seed(opened, i)) for i in (1, 2))
    np.testing.assert_allclose(opened.base(moment(document, 5.0)), 0.25 * two + 0.75 * one, rtol=1e-5, atol=1e-6)
    assert moment(document, 6.0) == moment(document, 0.0) == seed(opened, 1)
    late = replace(document, timeline=replace(document.timeline, keys=tuple(
        replace(key, time=key.time + 1) for key in document.timeline.keys)))  # fmt: skip
    np.testing.assert_allclose(opened.base(moment(late, 0.0)), opened.base(moment(late, 6.0)), atol=1e-6)
    np.testing.assert_allclose(opened.base(moment(late, 0.0)), 0.25 * two + 0.75 * one, rtol=1e-5, atol=1e-6)


def test_a_wandering_passes_through_the_picture_and_comes_back_with_the_same_speed(opened: Opened) -> None:
    film = with_wanders(NO_FILM, (NoiseLoop("z1", 0.5, 4.0, 7),))
    document = replace(seed(opened, 1), timeline=film)
    base, place = opened.base(seed(opened, 1)), opened.generator.layout.slices["z1"]
    assert moment(document, 0.0).passing is None
    codes = [opened.base(moment(document, t)) for t in (4 - 1e-3, 4.0, 4 + 1e-3, 2.0)]
    np.testing.assert_array_equal(codes[1], base)
    np.testing.assert_allclose(codes[2] - codes[1], codes[1] - codes[0], atol=1e-5)
    away = codes[3] - base
    assert np.linalg.norm(away[place]) > 0.5 and not np.delete(away, np.r_[place]).any()
    # Half round, twice the radius away: the code drawn with the seed, about the mean.
    np.testing.assert_allclose(away[place], -opened.base(seed(opened, 7))[place], atol=1e-5)
    wrong = replace(document, timeline=with_wanders(NO_FILM, (NoiseLoop("w9"),)))
    with pytest.raises(ValueError, match="wanders in the layer w9"):
        opened.base(moment(wrong, 1.0))


# ---- edits and numbers ----------------------------------------------------------------------------------------


def test_edits_and_numbers_go_by_the_clips_shape(opened: Opened) -> None:
    ends = (
        seed(opened, 1, Edit("z1.1", "a", 1.0), Edit("z1.2", "b", 2.0), truncation=1.0),
        seed(opened, 1, Edit("z1.1", "a", 3.0), Edit("z2.1", "c", -4.0), truncation=0.5),
    )
    now = moment(film_of(opened, *ends, clip=Clip("in")), 1.0)  # a quarter of the way
    assert {edit.key: edit.strength for edit in now.edits} == {"z1.1": 1.5, "z1.2": 1.5, "z2.1": -1.0}
    assert now.truncation == 0.875


def test_a_muted_edit_and_a_group_that_is_not_soloed_take_no_part(opened: Opened) -> None:
    start = seed(opened, 1, Edit("z1.1", "a", 1.0), Edit("z2.1", "b", 1.0), solo="z1")
    end = seed(opened, 1, Edit("z1.1", "a", 3.0, muted=True))
    assert [(e.key, e.strength) for e in moment(film_of(opened, start, end), 1.0).edits] == [("z1.1", 0.5)]


def test_another_vector_under_the_same_key_is_faded_over(opened: Opened) -> None:
    vectors = [opened.arrays.put(np.eye(9, dtype=np.float32)[i]) for i in (0, 1)]
    ends = [seed(opened, 1, Edit("sefa:a#1", "a", 2.0, vector=vector)) for vector in vectors]
    now = moment(film_of(opened, *ends), 0.5)
    assert [(edit.vector, edit.strength) for edit in now.edits] == [(vectors[0], 1.5), (vectors[1], 0.5)]


def test_curves_count_whatever_the_keys_say(opened: Opened) -> None:
    document = film_of(opened, seed(opened, 1, Edit("z1.1", "a", 1.0)), seed(opened, 2))
    film = with_curve(document.timeline, Curve("z1.1", (Point(0, 0, "linear"), Point(2, 4))))
    film = with_curve(film, Curve("truncation", (Point(0, 1.0, "linear"), Point(2, 0.0))))
    now = moment(replace(document, timeline=film), 1.0)
    assert [(edit.key, edit.strength) for edit in now.edits] == [("z1.1", 2.0)]
    assert now.truncation == 0.5
    assert now.passing is not None and now.passing.end is not None
    assert (now.passing.start.truncation, now.passing.end.truncation) == (0.5, 0.5)
    unknown = replace(film, curves=(Curve("sefa:gone#1", (Point(0, 1),)),))
    with pytest.raises(ValueError, match="not known here"):
        moment(replace(document, timeline=unknown), 1.0)


def test_sound_moves_a_slider_with_attack_and_release(opened: Opened) -> None:
    values = np.zeros(300, np.float32)
    values[100:150] = 1.0
    levels = Levels(100.0, {"low": values}, 3.0)
    drive = Drive("low", "z1.1", 2.0, attack=0.0, release=0.5)
    document = replace(seed(opened, 1, Edit("z1.1", "a", 1.0)), timeline=with_sound(NO_FILM, Sound("a", "", (drive,))))

    def strength(time: float) -> float:
        edit = moment(document, time, Prepared(levels=levels)).edit("z1.1")
        assert edit is not None
        return edit.strength

    assert [strength(t) for t in (0.5, 1.2, 9.0)] == [1.0, 3.0, 1.0]
    assert strength(1.49 + 0.5) == pytest.approx(1 + 2 / math.e, rel=1e-3)
    slow = levels.followed("low", 0.2, 0.0)
    assert slow[99 + 20] == pytest.approx(1 - 1 / math.e, rel=1e-3) and slow[150] == 0.0


def test_what_was_fitted_to_photos_goes_from_one_to_the_other(opened: Opened) -> None:
    first, second = (Tuning(opened.info.ref.sha256, (), ((i, "key"),)) for i in (0, 1))
    document = film_of(opened, seed(opened, 1, tuning=first), seed(opened, 2, tuning=second))
    assert moment(document, 0.5).conditions.fits == ((first, 0.75), (second, 0.25))
    assert moment(document, 2.0).conditions.fits == ((second, 1.0),)


# ---- masks ----------------------------------------------------------------------------------------------------


def test_a_mask_moves_as_a_shape(opened: Opened) -> None:
    ends = [seed(opened, 1, Edit("z1.1", "a", 2.0, mask=rectangle(opened, left))) for left in (40, 60)]
    now = moment(film_of(opened, *ends), 1.0).edits[0]
    mask = Outlines(opened.arrays).mask(now.mask)
    middle = mask[100] > FULL // 2
    assert (np.flatnonzero(middle)[0], np.flatnonzero(middle)[-1]) == pytest.approx((50, 89), abs=1)
    assert abs(int((mask > FULL // 2).sum()) - 1600) < 60
    # Where half of both would be faint, it is whole.
    assert mask[100, 70] == FULL and mask[100, 30] == 0


def test_soft_masks_move_softly_and_begin_as_they_are(opened: Opened) -> None:
    soft = np.clip(np.linspace(-2, 3, SIDE) * FULL, 0, FULL).astype(np.uint8)[None].repeat(SIDE, 0)
    hard = opened.arrays.put(np.where(soft > 200, FULL, 0).astype(np.uint8))
    name = between_masks(opened.arrays.put(soft), hard, 0.001)
    assert np.abs(Outlines(opened.arrays).mask(name).astype(int) - soft).max() <= 2
    none = opened.arrays.put(np.zeros((SIDE, SIDE), np.uint8))
    growing = [Outlines(opened.arrays).mask(between_masks(none, hard, s)).sum() for s in (0.1, 0.5, 0.8, 0.99)]
    assert growing == sorted(growing) and growing[-1] > growing[0]


def test_names_of_masks_between_say_their_ends() -> None:
    assert between_masks("a", "b", 0.0) == "a" and between_masks("a", "b", 1.2) == "b"
    assert between_masks("a", "a", 0.5) == "a" and ends_of("a") is None
    assert ends_of(between_masks("a", "b", 1 / 3)) == ("a", "b", 1 / 3)


def test_the_edited_part_of_the_picture_moves_with_the_mask() -> None:
    opened = opened_of(small_eigengan())
    ends = [seed(opened, 1, Edit("z2.1", "a", 8.0, mask=rectangle(opened, left, 48))) for left in (0, 208)]
    document = film_of(opened, *ends)
    frames = FilmFrames(opened, document, (0.0, 1.0, 2.0), Prepared())
    plain = opened.pixels(seed(opened, 1))
    assert plain is not None
    places = []
    for i in range(len(frames)):
        changed = np.abs(frames.frame(i).astype(int) - plain).sum(2).sum(0)
        places.append(float((changed * np.arange(len(changed))).sum() / changed.sum()))
    side = len(plain)
    assert places[0] < 0.25 * side < 0.4 * side < places[1] < 0.6 * side < 0.75 * side < places[2]


# ---- moments that are kept ------------------------------------------------------------------------------------


def test_a_moment_that_is_kept_shows_the_same_picture(opened: Opened) -> None:
    ends = [
        seed(opened, i, Edit("z1.1", "a", 2.0 * i, mask=rectangle(opened, 30 * i)), truncation=i / 2) for i in (1, 2)
    ]
    now = moment(film_of(opened, *ends), 0.7)
    kept = settled(now, opened.base(now), opened.generator.layout, opened.arrays)
    assert kept.passing is None and all(key in opened.arrays for key in kept.arrays())
    one, two = opened.pixels(now), opened.pixels(kept)
    assert one is not None and two is not None
    assert np.abs(one.astype(int) - two).max() <= 1
