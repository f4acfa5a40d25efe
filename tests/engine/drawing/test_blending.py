"""Masked edits: what is blended where, in which order, and what need not run again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import MakePictures, SavePicture
from engine.document.aspect import Size
from engine.document.code import Layout, Slot
from engine.document.document import Document, Edit
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track, along
from engine.document.regions import as_weights
from engine.drawing import one_by_one
from engine.drawing import strips as pictures
from engine.drawing.blending import FEATHER, LEAST_FEATHER, feathered, resized
from engine.drawing.opened import Opened, describe
from engine.drawing.preview import BUDGET
from engine.export.film import film as make_film
from engine.export.picture import picture as keep_picture
from engine.generator import Features, Generator, Stage
from engine.generators import load
from engine.job import run
from tests.engine.drawing.test_preview import Pyramid
from tests.engine.generators.test_stylegan3 import small_stylegan3, small_stylegan3_r
from tests.fakes import SIDE, LinearGenerator, small_eigengan


def opened_of(generator: Generator) -> Opened:
    return Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))


def document_of(opened: Opened, *edits: Edit, **others: Any) -> Document:
    return Document(opened.info.ref, 3, edits=edits, **others)


def painted(opened: Opened, rows: slice, columns: slice, value: int = 255, side: int = 256) -> str:
    """The key of a mask with a rectangle in it."""
    mask = np.zeros((side, side), np.uint8)
    mask[rows, columns] = value
    return opened.arrays.put(mask)


def disc(side: int, soft: bool = False) -> np.ndarray:
    """A stored mask with a disc in it that fits no grid."""
    y, x = np.mgrid[:side, :side] + 0.5
    away = np.hypot(x - 0.53 * side, y - 0.41 * side) / side
    return np.round(255 * np.clip((0.31 - away) / 0.1 if soft else away < 0.31, 0, 1)).astype(np.uint8)


def drawn(opened: Opened, document: Document) -> Tensor:
    """The picture (3, H, W) in floats."""
    image = opened.masked(document.conditions).render(opened.paths(document))
    assert image is not None
    return image


def whole(opened: Opened, document: Document) -> Tensor:
    """The picture (3, H, W) of all edits, as if there were no masks."""
    code = torch.from_numpy(opened.code(document))
    with torch.no_grad():
        return opened.generator.prepared(document.conditions).synthesize(code[None])[0]


def weights(mask: np.ndarray, side: int) -> Tensor:
    """Averages of a stored mask over the pixels of a picture whose side divides the mask's."""
    step = len(mask) // side
    return torch.from_numpy(as_weights(mask).reshape(side, step, side, step).mean((1, 3)))


A, B = Edit("z1.1", "", 2.0), Edit("z2.1", "", -1.5)


# ---- what is blended ----


@pytest.mark.parametrize("soft", [False, True])
def test_a_linear_picture_is_the_mixture_of_the_two(soft: bool) -> None:
    opened = opened_of(LinearGenerator())
    mask = disc(256, soft)
    free = Edit("eps.2", "", 1.0)
    document = document_of(opened, free, replace(A, mask=opened.arrays.put(mask)), keep_outside=False)
    base, edited, m = whole(opened, document_of(opened, free)), whole(opened, document), weights(mask, SIDE)
    assert torch.allclose(drawn(opened, document), base + m * (edited - base), atol=1e-5)
    assert (edited - base).abs().max() > 0.05 and 0.2 < m.mean() < 0.5


def test_later_masks_lie_on_top_and_edits_of_one_mask_go_together() -> None:
    opened = opened_of(LinearGenerator())
    left, right = painted(opened, slice(0, 256), slice(0, 160)), painted(opened, slice(0, 256), slice(96, 256))
    a, b, c = replace(A, mask=left), replace(B, mask=right), Edit("z1.2", "", 1.0, mask=left)
    for edits, middle in (((a, b, c), (b,)), ((b, a, c), (a, c)), ((replace(b, muted=True), a, c), (a, c))):
        image = drawn(opened, document_of(opened, *edits, keep_outside=False))
        alone = {part: whole(opened, document_of(opened, *part)) for part in ((a, c), (b,), ())}
        right_part = () if edits[0].muted else (b,)
        for part, columns in (((a, c), slice(0, 6)), (middle, slice(6, 10)), (right_part, slice(10, 16))):
            assert torch.allclose(image[..., columns], alone[part][..., columns], atol=1e-5), (edits, columns)


def distances(inside: np.ndarray) -> np.ndarray:
    """How many steps of a king it takes out of the region; the border of the picture is no way out."""
    y, x = np.nonzero(~inside)
    rows, columns = np.mgrid[: len(inside), : len(inside)]
    return np.maximum(abs(rows[..., None] - y), abs(columns[..., None] - x)).min(-1)


def test_inwards_from_a_hard_edge_the_base_goes_over_into_the_edit() -> None:
    opened = opened_of(LinearGenerator())
    document = document_of(opened, replace(A, mask=painted(opened, slice(64, 224), slice(0, 176))))
    base, edited = whole(opened, document_of(opened)), whole(opened, document)
    inside = np.zeros((SIDE, SIDE), bool)
    inside[4:14, :11] = True
    share = torch.from_numpy(np.minimum(distances(inside) / LEAST_FEATHER, 1)).float()
    assert torch.allclose(drawn(opened, document), base + share * (edited - base), atol=1e-5)
    assert torch.equal(drawn(opened, document)[:, share == 0], drawn(opened, document_of(opened))[:, share == 0])


@pytest.mark.parametrize("stored", [256, 512])
@pytest.mark.parametrize("side", [16, 64, 100, 256, 1024])
@pytest.mark.parametrize("soft", [False, True])
def test_what_is_partly_outside_is_wholly_outside(stored: int, side: int, soft: bool) -> None:
    mask = disc(stored, soft)
    share = feathered([torch.from_numpy(as_weights(mask))], Size(side, side))[0].numpy()
    first = np.arange(side) * stored // side
    last = -(-(np.arange(side) + 1) * stored // side)
    touched = np.array([[mask[a:b, c:d].min() for c, d in zip(first, last, strict=True)]
                        for a, b in zip(first, last, strict=True)]) if side < 256 else None  # fmt: skip
    at = ((np.arange(side) + 0.5) * stored / side).astype(int)
    nearest = mask[at][:, at]
    assert (share[nearest == 0] == 0).all() and share.max() > (0.99 if side > 16 else 0.8) and (share > 0).mean() > 0.1
    if touched is not None:
        assert ((share == 0) == (touched == 0)).all()
    # Over the width of the feather a hard edge rises evenly.
    steps = np.abs(np.diff(share, axis=1)).max()
    width = max(LEAST_FEATHER, round(FEATHER * side))
    assert soft or steps <= 1.05 / width


def test_two_masks_that_meet_leave_no_gap() -> None:
    half = torch.zeros(256, 256)
    half[:, :130] = 1  # in the middle of a picture's pixel
    share = feathered([half, 1 - half], Size(64, 64))
    assert share.min() >= 0.75 and (share[..., :29] == 1).all()  # each covers half of that pixel: 1 - 0.5 * 0.5


def test_weights_are_averages_or_bilinear_and_the_margin_continues_their_edge() -> None:
    mask = torch.arange(16.0).view(4, 4) / 15
    assert torch.allclose(resized(mask, Size(2, 2))[0, 0] * 15, torch.tensor([[2.5, 4.5], [10.5, 12.5]]))
    expected = F.interpolate(mask[None, None], (8, 8), mode="bilinear", align_corners=False)
    assert torch.equal(resized(mask, Size(8, 8)), expected)
    wide = resized(mask, Size(14, 14), 5)[0, 0]
    assert torch.equal(wide[5:9, 5:9], mask) and wide.shape == (14, 14)
    assert (wide[:5, :5] == mask[0, 0]).all() and torch.equal(wide[13, 5:9], mask[-1])


@pytest.mark.parametrize("make", [small_stylegan3, small_stylegan3_r])
def test_the_margins_of_stylegan3_lie_about_the_picture(make: Any) -> None:
    """Noise at a place of the picture, in a stage's maps, comes out of the next stage at that place."""
    generator, random = make(), torch.Generator().manual_seed(0)
    code = generator.sample(1, 0)
    assert [stage.margin for stage in generator.stages] == [10, 10, 10, 10, 0, 0]

    def places(maps: Tensor, margin: int) -> Tensor:
        side = maps.shape[-1]
        return (torch.arange(side) + 0.5 - margin) / (side - 2 * margin)

    with torch.no_grad():
        x = generator.stages[0].run(None, code)
        for before, stage in pairwise(generator.stages):
            after = stage.run(x, code)
            for place in (0.2, 0.5, 0.8):
                bump = (-((places(x, before.margin) - place) / 0.08).square()).exp()
                moved = torch.zeros(after.shape[-2:])
                for _ in range(40):
                    noise = torch.randn(1, x.shape[1], 1, 1, generator=random) * 1e-2 * x.std()
                    moved += (stage.run(x + noise * torch.outer(bump, bump), code) - after).square().sum((0, 1))
                for axis in (0, 1):
                    found = (moved.sum(axis) * places(after, stage.margin)).sum() / moved.sum()
                    assert abs(found - place) < 0.035, (stage.name, place)
            x = after


class Parted(LinearGenerator):
    """Features in parts: a map x, of which each stage passes on what it does not change; numbers that are no map; and
    a picture so far. All is of one colour a code: picture = 4 a + b."""

    def __init__(self) -> None:
        super().__init__(own=(), name="parted")
        self.layout = Layout((Slot("a", 3, 8), Slot("b", 3, 16)))
        self.resolution = 16
        self.stages = (Stage("a", ("a",), self._a), Stage("b", ("b",), self._b), Stage("end", (), self._end))

    @staticmethod
    def _a(features: Features | None, codes: Tensor) -> Features:
        a = codes[:, :3, None, None]
        return a.expand(-1, -1, 8, 8).contiguous(), codes[:, :3].clone(), a.clone()

    @staticmethod
    def _b(features: Features | None, codes: Tensor) -> Features:
        assert isinstance(features, tuple)
        x, flat, point = features
        return x, flat, point, F.interpolate(x, (16, 16)) + codes[:, 3:, None, None]

    @staticmethod
    def _end(features: Features | None, codes: Tensor) -> Features:
        assert isinstance(features, tuple)
        x, flat, point, image = features
        return F.interpolate(x, (16, 16)) + image + flat[..., None, None] + point


def test_parts_are_blended_once_and_what_is_no_map_is_the_bases() -> None:
    opened = opened_of(Parted())
    mask = opened.arrays.put(np.full((256, 256), 51, np.uint8))  # 0.2 everywhere
    move = opened.arrays.put(np.array([1, 0, 0, 0, 0, 0], np.float32))
    edit = Edit("x#1", "", 0.5, vector=move, mask=mask)
    document = document_of(opened, edit, keep_outside=False)
    change = drawn(opened, document) - whole(opened, document_of(opened))
    m, d = 0.2, 0.5
    image = m + m * (1 - m)  # made from a blended x, then blended itself
    before = m + image  # x, which was passed on, is blended once; the two others are the base's
    assert torch.allclose(change[0], torch.full((16, 16), d * (before + m * (4 - before))), atol=1e-5)
    assert change[1:].abs().max() < 1e-6


class Framed(LinearGenerator):
    """Maps that have four samples beyond the picture on each side, which the last stage cuts off."""

    def __init__(self) -> None:
        super().__init__(own=(), name="framed")
        self.layout = Layout((Slot("a", 3, 16),))
        self.stages = (Stage("a", ("a",), self._a, margin=4), Stage("end", (), self._end))

    @staticmethod
    def _a(features: Features | None, codes: Tensor) -> Features:
        return codes[:, :, None, None].repeat(1, 1, SIDE + 8, SIDE + 8)

    @staticmethod
    def _end(features: Features | None, codes: Tensor) -> Features:
        assert isinstance(features, Tensor)
        return features[..., 4:-4, 4:-4]


def test_a_mask_lies_where_the_picture_lies_in_maps_with_a_margin() -> None:
    opened = opened_of(Framed())
    mask = np.round(disc(256, True) * 0.6).astype(np.uint8)
    edit = Edit("x#1", "", 0.5, vector=opened.arrays.put(np.eye(3, dtype=np.float32)[0]), mask=opened.arrays.put(mask))
    document = document_of(opened, edit, keep_outside=False)
    m = weights(mask, SIDE)
    change = (drawn(opened, document) - whole(opened, document_of(opened)))[0]
    assert torch.allclose(change, 0.5 * (m + m * (1 - m)), atol=1e-5)  # blended as a map, then as the picture


# ---- doing only what changed ----


def test_moving_a_masked_slider_runs_its_branch_and_the_blending_from_there() -> None:
    generator = LinearGenerator()
    opened = opened_of(generator)
    left, right = painted(opened, slice(0, 256), slice(0, 128)), painted(opened, slice(0, 256), slice(128, 256))
    document = document_of(opened, replace(A, mask=left), replace(B, mask=right))
    drawn(opened, document)
    # The base; two branches that set out from what it has; the blending, whose first stage is the base's.
    assert generator.ran == [*("eps", "z1", "z2", "picture"), *("z1", "z2", "picture"), *("z2", "picture"),
                             *("z2", "picture")]  # fmt: skip
    for moved, ran in (
        (document.with_edit(replace(B, mask=right, strength=1.0)), ["z2", "picture", "z2", "picture"]),
        (document.with_edit(replace(A, mask=left, strength=1.0)), ["z1", "z2", "picture", "z2", "picture"]),
        (document.with_edit(Edit("z2.2", "", 1.0)), ["z2", "picture"] * 4),
        (document, []),
    ):
        drawn(opened, document)
        generator.ran.clear()
        drawn(opened, moved)
        assert generator.ran == ran, moved.edits


def test_a_region_painted_over_keeps_its_branch_and_masks_that_are_gone_are_forgotten() -> None:
    generator = LinearGenerator()
    opened = opened_of(generator)
    first, second = painted(opened, slice(0, 99), slice(0, 99)), painted(opened, slice(0, 128), slice(0, 128))
    drawn(opened, document_of(opened, replace(A, mask=first)))
    generator.ran.clear()
    document = document_of(opened, replace(A, mask=second))
    image = drawn(opened, document)
    assert generator.ran == ["z2", "picture"]  # only the blending, behind the stage where the branch parts
    fresh = Opened(generator, opened.info, opened.arrays, opened.device)
    assert torch.equal(image, drawn(fresh, document))
    blender = opened.masked(document.conditions)
    assert list(blender._branches) == [second]
    drawn(opened, document_of(opened, A))
    assert not (blender._branches or blender._weights or blender._kept or blender._insides)


@pytest.mark.parametrize("make", [LinearGenerator, small_eigengan, small_stylegan3, Parted])
def test_a_walk_through_documents_equals_a_fresh_render_at_every_step(make: Any) -> None:
    opened, random = opened_of(make()), np.random.default_rng(4)
    masks = ["", painted(opened, slice(0, 160), slice(20, 200)), opened.arrays.put(disc(256, True)),
             painted(opened, slice(90, 256), slice(0, 256), 90)]  # fmt: skip
    slots = opened.generator.layout.slices
    vectors = []
    for place in slots.values():
        vector = np.zeros(opened.generator.layout.dimension, np.float32)
        vector[place.start] = 1
        vectors.append(opened.arrays.put(vector))
    document, partings = document_of(opened), set()
    for step in range(60):
        number = int(random.integers(len(vectors)))
        masked = masks[int(random.integers(len(masks)))]
        strength = float(random.normal()) * (random.random() < 0.8)
        document = document.with_edit(Edit(f"x#{number}", "", strength, vector=vectors[number], mask=masked))
        if step % 7 == 6:
            document = replace(document, keep_outside=not document.keep_outside, seed=step // 20)
        end = 2 if step % 5 == 3 else 0
        if end:  # as a preview does
            opened.masked(document.conditions).base.run(opened.paths(document).base, end)
        fresh = Opened(opened.generator, opened.info, opened.arrays, opened.device)
        assert torch.allclose(drawn(opened, document), drawn(fresh, document), atol=1e-5), step
        partings.add(len(opened.paths(document).branches))
    assert partings >= set(range(1, min(3, len(vectors)) + 1))


def test_it_is_given_up_between_any_two_stages_and_goes_on_from_there() -> None:
    generator = LinearGenerator()
    opened = opened_of(generator)
    document = document_of(opened, replace(A, mask=painted(opened, slice(0, 128), slice(0, 256))))
    whole_run = len(["eps", "z1", "z2", "picture", "z1", "z2", "picture", "z2", "picture"])
    for stop in range(whole_run):
        if stop:
            assert len(generator.ran) == stop
        assert opened.pixels(document, lambda stop=stop: len(generator.ran) > stop) is None or stop >= whole_run - 1
    assert len(generator.ran) == whole_run
    finished = opened.pixels(document, lambda: False)
    fresh = opened_of(LinearGenerator())
    same = document_of(fresh, replace(A, mask=painted(fresh, slice(0, 128), slice(0, 256))))
    assert finished is not None and np.array_equal(finished, np.asarray(fresh.pixels(same)))


@pytest.mark.parametrize("stage", ["eps", "z1", "z2", "picture"])
def test_after_a_stage_broke_the_next_picture_is_right(stage: str) -> None:
    generator = LinearGenerator()
    opened = opened_of(generator)
    mask = painted(opened, slice(0, 128), slice(0, 256))
    document = document_of(opened, replace(A, mask=mask), Edit("eps.1", "", 1.0))
    drawn(opened, document)
    other = document_of(opened, replace(A, mask=mask, strength=-1.0), Edit("eps.1", "", 2.0))
    generator.fails = stage
    with pytest.raises(RuntimeError, match=f"stage {stage} broke"):
        drawn(opened, other)
    generator.fails = ""
    for again in (other, document):
        fresh = Opened(generator, opened.info, opened.arrays, opened.device)
        assert torch.equal(drawn(opened, again), drawn(fresh, again))


def test_what_is_no_mask_is_one_sentence() -> None:
    opened = opened_of(LinearGenerator())
    for key in (opened.arrays.put(np.ones((4, 4), np.float32)), opened.arrays.put(np.ones(4, np.uint8)), "gone"):
        with pytest.raises(ValueError, match=r"^A region of this picture is damaged: paint it anew\.$"):
            opened.pixels(document_of(opened, replace(A, mask=key)))


# ---- previews ----


def test_a_preview_counts_every_branch_and_stays_the_bases_outside() -> None:
    opened = opened_of(Pyramid(fast=False))
    move = opened.arrays.put(np.eye(12, dtype=np.float32)[0])
    mask = painted(opened, slice(0, 256), slice(0, 128))
    document = document_of(opened, Edit("x#1", "", 1.0, vector=move, mask=mask))
    base = document_of(opened)
    opened.pixels(base)
    full = opened.masked(document.conditions)

    def believed(seconds: float) -> None:
        full.base.seconds = [BUDGET * seconds] * 4
        for renderer in full._branches.values():
            renderer.seconds = full.base.seconds

    believed(0.13)  # the branch and the blending run four stages each: 8 x 0.13 fit no more, 6 do
    pixels, side, is_full = opened.preview(document)
    assert (side, is_full) == (128, False) and pixels.shape == (256, 256, 3)
    believed(0.1)
    pixels, side, is_full = opened.preview(document)
    assert (side, is_full) == (256, True) and np.array_equal(pixels, np.asarray(opened.pixels(document)))
    believed(9)
    opened.preview(base)
    small, side, _ = opened.preview(replace(document, seed=4))
    plain, other, _ = opened.preview(replace(base, seed=4))
    assert side == other == 64
    assert np.array_equal(small[:, 140:], plain[:, 140:]) and (small[:, :100] != plain[:, :100]).any()


# ---- strips, films, pictures ----


def strip_of(opened: Opened, document: Document, track: Track, size: int) -> np.ndarray:
    """The film strip of one slider."""
    job = pictures.pictures(lambda _: opened, MakePictures((along(document, (track,)),), size))
    (strip,) = (progress.partial for progress in job if progress.partial is not None)
    return strip[1]  # type: ignore[index]


@pytest.mark.parametrize("masked", [False, True])
def test_a_film_draws_its_frames_in_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, masked: bool) -> None:
    opened = opened_of(small_eigengan())
    mask = painted(opened, slice(0, 256), slice(0, 128)) if masked else ""
    document = document_of(opened, Edit("z3.1", "", 1.5))
    tracks = (Track(Edit("z1.1", "", 1.0, mask=mask), (-2.0, 2.0)),)
    work = [ExportFilm(document, tracks, 20, 32, str(tmp_path / f"{name}.gif")) for name in "ab"]
    monkeypatch.setattr(one_by_one, "LONG", 1e9)
    whole = len(list(make_film(opened, work[0])))
    monkeypatch.setattr(one_by_one, "LONG", -1.0)
    assert len(list(make_film(opened, work[1]))) >= whole + len(opened.generator.stages) - 1
    assert Path(work[0].path).read_bytes() == Path(work[1].path).read_bytes()


def test_strips_films_and_pictures_hold_what_frames_show(tmp_path: Path) -> None:
    opened = opened_of(small_eigengan())
    left, right = painted(opened, slice(0, 256), slice(0, 128)), painted(opened, slice(0, 256), slice(120, 256))
    masked, free = Edit("z1.1", "", 1.0, mask=left), Edit("z3.1", "", 1.5)
    offsets = (-3.0, 0.0, 3.0)
    for document, track in (
        (document_of(opened, free), Track(masked, offsets)),  # a slider that is not in the document yet
        (document_of(opened, free, masked), Track(free, offsets)),
        (document_of(opened, replace(masked, muted=True), free), Track(masked, offsets)),
        (document_of(opened, Edit("z2.2", "", 2.0, mask=right), masked, free, solo="z2"), Track(masked, offsets)),
        (document_of(opened, free, masked), Track(replace(masked, mask=""), offsets)),
    ):
        before = opened.pixels(document)
        strip = strip_of(opened, document, track, 32)
        path = tmp_path / "a.gif"
        run(make_film(opened, ExportFilm(document, (track,), 20, 32, str(path))))
        shown = tuple(edit for edit in document.edits if not document.solo or edit.group == "z2")
        still = replace(document, edits=shown, solo="")
        for i, offset in enumerate(offsets):
            moved = replace(track.edit, strength=offset)
            place = [e.key for e in document.edits].index(moved.key) if document.edit(moved.key) else len(still.edits)
            kept = tuple(e for e in still.edits if e.key != moved.key)
            at = sum(e.key in [k.key for k in document.edits[:place]] for e in kept)
            edits = (*kept[:at], moved, *kept[at:]) if offset else kept
            frame = np.asarray(opened.pixels(replace(still, edits=edits))).astype(int)
            assert np.abs(strip[i].astype(int) - frame).max() <= 1
            with Image.open(path) as film:
                film.seek(i)
                assert np.abs(np.asarray(film.convert("RGB")).astype(int) - frame).mean() < 12  # 256 colours
        assert np.abs(strip[0].astype(int) - strip[-1]).max() > 20
        assert np.array_equal(np.asarray(opened.pixels(document)), np.asarray(before))


def test_small_pictures_and_kept_pictures_are_masked(tmp_path: Path) -> None:
    opened = opened_of(small_eigengan())
    document = document_of(opened, Edit("z1.1", "", 3.0, mask=painted(opened, slice(0, 256), slice(0, 128))))
    frame = np.asarray(opened.pixels(document)).astype(int)
    base = np.asarray(opened.pixels(document_of(opened)))
    assert np.array_equal(frame[:, 16:], base[:, 16:]) and np.abs(frame - base).max() > 20
    job = pictures.pictures(lambda _: opened, MakePictures(((document,), (document_of(opened),)), 32))
    came = [progress.partial for progress in job if progress.partial is not None]
    for (_, (pixels,)), expected in zip(came, (frame, base), strict=True):  # type: ignore[misc]
        assert np.abs(pixels.astype(int) - expected).max() <= 1
    run(keep_picture(opened, SavePicture(document, str(tmp_path / "a.png"))))
    with Image.open(tmp_path / "a.png") as kept:
        assert np.array_equal(np.asarray(kept), frame)


def test_thumbnails_of_masked_documents_stop_at_a_lower_picture() -> None:
    opened = opened_of(Pyramid())
    move = opened.arrays.put(np.eye(12, dtype=np.float32)[0])
    edit = Edit("x#1", "", 1.0, vector=move, mask=painted(opened, slice(0, 256), slice(0, 128)))
    generator = opened.generator
    assert isinstance(generator, Pyramid)
    strip = strip_of(opened, document_of(opened), Track(edit, (1.0, 2.0)), 64)
    assert "w4" not in generator.ran and strip.shape == (2, 64, 64, 3)
    base = strip_of(opened, document_of(opened), Track(replace(edit, mask=""), (0.0, 1.0)), 64)
    assert np.array_equal(strip[0][:, 32:], base[0][:, 32:]) and np.array_equal(strip[0][:, :24], base[1][:, :24])
    assert (strip[0][:, :24] != strip[1][:, :24]).any()


# ---- no seam ----


def across(pixels: np.ndarray, away: int) -> np.ndarray:
    """The jumps between pixels that lie on two sides of the rectangle's edge, or of a line `away` pixels inwards."""
    top, bottom, left, right = 30 + away, 55 - away, 15 + away, 49 - away
    down, sideways = np.diff(pixels[:, 15:49], axis=0), np.diff(pixels[30:55], axis=1)
    return np.abs(np.concatenate([down[top - 1], down[bottom - 1], sideways[:, left - 1], sideways[:, right - 1]]))


def test_a_hard_edge_leaves_no_seam_in_a_face() -> None:
    """At its largest the jump over the edge of a hard mask is one of those about it in the two frames; pasted, it is
    larger."""
    opened, random = opened_of(load("builtin:faces-eigengan-64")), np.random.default_rng(0)
    mask = painted(opened, slice(120, 220), slice(60, 196))
    inside = np.zeros((64, 64), bool)
    inside[30:55, 15:49] = True
    jumps: dict[str, list[np.ndarray]] = {"masked": [], "pasted": [], "frames": []}
    for seed in range(6):
        vector = random.normal(size=opened.generator.layout.dimension).astype(np.float32)
        key = opened.arrays.put(vector / np.linalg.norm(vector))
        edit = Edit("x#1", "", 1.0, vector=key, sigma=5.0, mask=mask)
        document = Document(opened.info.ref, seed, edits=(edit,))
        masked, base, edited = (
            np.asarray(opened.pixels(replace(document, edits=edits))).astype(int)
            for edits in ((edit,), (), (replace(edit, mask=""),))
        )
        assert np.array_equal(masked[~inside], base[~inside])
        assert np.array_equal(masked[33:52, 18:46], edited[33:52, 18:46])  # within the feather, the edit is whole
        jumps["masked"].append(across(masked, 0))
        jumps["pasted"].append(across(np.where(inside[..., None], edited, base), 0))
        jumps["frames"] += [across(frame, away) for frame in (base, edited) for away in (-2, -1, 0, 1, 2)]
    most = {name: np.concatenate(found).max() for name, found in jumps.items()}
    assert most["masked"] <= 0.8 * most["frames"] and most["pasted"] > most["frames"]
    assert np.mean(jumps["masked"]) < 0.5 * np.mean(jumps["pasted"])
