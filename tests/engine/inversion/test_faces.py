"""Faces are found where they were put in photos, none where there is none, and laid in the square as is due."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from engine.drawing.renderer import to_pixels
from engine.generator import Generator
from engine.generators import load
from engine.inversion import reference as room
from engine.inversion.alignment import Alignment, aligned, centred
from engine.inversion.faces import WINDOWS, Face, _windows, agreed, disagreement, faces_of, merged, read, settled
from engine.inversion.photo import Photo
from engine.inversion.reference import NO_FACE, NO_FACES, Reference, measured, placed, reference_of
from engine.job import Progress, run
from engine.method import Memory
from tests.fakes import LinearGenerator


@pytest.fixture(scope="module")
def generator() -> Generator:
    return load("builtin:faces-stylegan2-64")


@pytest.fixture(scope="module")
def drawn(generator: Generator) -> list[Photo]:
    """Two of the generator's faces."""
    with torch.no_grad():
        return [Photo(pixels) for pixels in to_pixels(generator.synthesize(generator.sample(2, 500))).numpy()]


def gradient(height: int, width: int) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([60 + 90 * y / height, 150 - 60 * x / width, 110 + 0 * x], -1).astype(np.uint8)


def laid(canvas: np.ndarray, face: Photo, place: Alignment) -> None:
    """Draw a face into a canvas, its square at `place`."""
    height, width = canvas.shape[:2]
    back = place.to_square(np.stack(np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5), -1))
    inside = np.abs(back).max(-1) < 1
    large = np.asarray(Image.fromarray(face.pixels).resize((512, 512), Image.Resampling.BICUBIC))
    index = np.clip(((back + 1) * 256).astype(int), 0, 511)
    canvas[inside] = large[index[..., 1], index[..., 0]][inside]


def a_face(left: float, top: float, side: float, confidence: float = 1.0) -> Face:
    return Face(confidence, np.array([[left, top], [left + side, top + side]]).repeat(234, 0))


def test_two_faces_are_found_where_they_lie_and_laid_in_the_square(drawn: list[Photo]) -> None:
    canvas = gradient(330, 520)
    places = (Alignment(75.0, 0.0, 110.0, 200.0), Alignment(105.0, 14.0, 370.0, 150.0))
    for face, place in zip(drawn, places, strict=True):
        laid(canvas, face, place)
    photo, steps = Photo(canvas), []
    job = faces_of(photo)
    while True:
        try:
            steps.append(next(job))
        except StopIteration as stop:
            found = stop.value
            break
    assert len(found) == 2 and found[0].area > found[1].area
    for face, picture, place in zip(found, drawn[::-1], places[::-1], strict=True):
        (own,) = run(settled([(picture, centred(picture))]))
        assert own is not None and face.confidence > 0.9
        where, told = placed(photo, face, Reference(centred(picture).to_square(own.five), 1.0))
        assert told == "" and abs(where.angle - place.angle) < 3
        assert np.linalg.norm(where.corners - place.corners, axis=1).max() < 0.12 * place.scale
        left, top, right, bottom = face.box
        assert left < face.five[:, 0].min() < face.five[:, 0].max() < right
        assert top < face.five[0, 1] < face.five[2, 1] < face.five[3, 1] < bottom
    assert all(isinstance(step, Progress) for step in steps) and len(steps) > 20
    (early,) = [step.partial for step in steps if step.partial is not None]
    assert isinstance(early, tuple) and all(face in found for face in early)
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[-1] <= 1


def test_where_there_is_no_face_none_is_found() -> None:
    assert run(faces_of(Photo(gradient(200, 260)))) == ()
    noise = np.random.default_rng(0).integers(0, 256, (9, 9, 3)).astype(np.uint8)
    assert run(faces_of(Photo(np.asarray(Image.fromarray(noise).resize((160, 160)))))) == ()


def test_the_second_network_must_see_the_same_places(drawn: list[Photo]) -> None:
    photo = drawn[0]
    (face,) = run(settled([(photo, centred(photo))]))
    assert face is not None and agreed(photo, face) and disagreement(photo, face) < 0.15
    upside_down = Face(1.0, face.points[:, :2] * (1, -1) + (0, 64))
    assert not agreed(photo, upside_down)
    assert not agreed(Photo(gradient(64, 64)), face)


def test_crops_are_read_alike_alone_and_together(drawn: list[Photo]) -> None:
    crops = [(photo, Alignment(30.0, angle, 33.0, 30.0)) for photo in drawn for angle in (0.0, 10.0)]
    for crop, face in zip(crops, run(read(crops)), strict=True):
        (alone,) = run(read([crop]))
        assert alone.confidence == pytest.approx(face.confidence, abs=1e-3)
        assert np.abs(alone.points - face.points).max() < 0.05
        with pytest.raises(ValueError, match="read-only"):
            face.points[0] = 0
    assert run(read([])) == []


@pytest.mark.parametrize("size", [(64, 64), (400, 600), (1000, 300), (16, 500)])
def test_windows_cover_the_photo_and_stay_in_it(size: tuple[int, int]) -> None:
    photo = Photo(np.zeros((*size, 3), np.uint8))
    by_scale: dict[float, list[Alignment]] = {}
    for window in _windows(photo, WINDOWS):
        by_scale.setdefault(window.scale, []).append(window)
    for scale, windows in by_scale.items():
        covered = np.zeros(size, bool)
        for one in windows:
            left, top = one.dx - scale, one.dy - scale
            assert left >= -1e-6 and top >= -1e-6 and one.dx + scale <= size[1] + 1e-6
            assert one.dy + scale <= size[0] + 1e-6
            covered[
                int(top + 1e-6) : int(np.ceil(top + 2 * scale)), int(left + 1e-6) : int(np.ceil(left + 2 * scale))
            ] = True
        assert covered.all()


def test_of_boxes_that_lie_on_one_another_the_surest_stays() -> None:
    one, shifted, other = a_face(0, 0, 100, 0.8), a_face(10, 5, 100, 0.9), a_face(90, 0, 100, 0.7)
    assert merged([one, other, shifted], 0.3) == [shifted, other]
    assert merged([one, shifted], 0.95) == [shifted, one]
    assert merged([], 0.3) == []


def test_the_crop_around_a_face_is_level_and_half_as_large_again() -> None:
    turn = Alignment(50.0, 30.0, 200.0, 100.0)
    points = np.random.default_rng(0).uniform(-1, 1, (468, 2))
    points[0], points[1], points[33], points[263] = (-1, -1), (1, 1), (-0.5, -0.3), (0.5, -0.3)
    around = Face(1.0, turn.to_photo(points)).around
    assert np.allclose(around.corners, turn.scaled(1.5).corners)


def test_a_generators_faces_lie_upright_and_in_the_middle(generator: Generator) -> None:
    reference = run(measured(generator, samples=8))
    assert reference.five is not None and reference.share >= 0.75
    left, right, nose, mouth_left, mouth_right = reference.five
    assert left[0] < -0.15 < 0.15 < right[0] and abs(left[0] + right[0]) < 0.15 and abs(left[1] - right[1]) < 0.1
    assert left[1] < nose[1] < min(mouth_left[1], mouth_right[1]) < 1 and abs(nose[0]) < 0.15


def test_a_generator_without_faces_gets_the_middle_of_the_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.measured, "__defaults__", (4, room.SEED))
    generator, memory = LinearGenerator(), Memory()
    reference = run(reference_of(generator, memory))
    assert reference.five is None and reference.share == 0
    ran = len(generator.ran)
    assert run(reference_of(generator, memory)) is reference and len(generator.ran) == ran
    photo = Photo(gradient(60, 100))
    assert placed(photo, a_face(0, 0, 50), reference) == (Alignment(30.0, 0.0, 50.0, 30.0), NO_FACES)
    assert np.array_equal(aligned(photo, centred(photo), 60), photo.pixels[:, 20:80])


def test_a_photo_without_a_face_gets_its_middle() -> None:
    photo = Photo(gradient(60, 100))
    assert placed(photo, None, Reference(np.zeros((5, 2)), 1.0)) == (centred(photo), NO_FACE)
