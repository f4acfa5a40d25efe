"""Each format: what is decoded is what was given, as many frames, at the times asked for, with its recipe."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.checkpoints.sniff import kind
from engine.document.disk.limits import RECIPE
from engine.document.films.formats import (
    FORMATS,
    FRAMES,
    NAMED,
    Grade,
    format_of,
    planned,
    rate_in,
    rounded,
    rounding,
    why_not,
)
from engine.export.film import film_of, film_recipe
from engine.export.png import read_recipe
from engine.export.writing import write_film
from engine.job import run
from tests.engine.export.test_export import a_disk_with_room_for

HERE = [each.name for each in FORMATS if not why_not(each.name)]
VIDEO = [name for name in HERE if NAMED[name].needs == "av"]
EXACT = ("apng", "frames")
RECIPE_TEXT = film_recipe(json.dumps({"document": {"seed": 5}, "arrays": {}}), {"rate": 25, "tracks": ["ü"] * 300})
SIDE, COUNT = 64, 9


def frame(i: int) -> np.ndarray:
    """A soft picture in which a disc moves to the right, frame by frame."""
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE
    disc = np.exp(-((x - (i + 1) / (COUNT + 1)) ** 2 + (y - 0.5) ** 2) / 0.02)
    return np.stack((40 + 180 * disc, 60 + 100 * x, 200 - 120 * y), -1).round().astype(np.uint8)


def path_of(folder: Path, name: str) -> Path:
    return folder / f"film{NAMED[name].ending}"


def written(
    folder: Path, name: str, count: int = COUNT, rate: float = 25, size: int = SIDE, quality: Grade = "good",
    draw: Callable[[int], np.ndarray] = frame,
) -> Path:  # fmt: skip
    path = path_of(folder, name)
    plan = planned(name, count, (size, size), rate, quality)
    assert run(write_film(draw, plan, path, recipe=RECIPE_TEXT)) == str(path)
    return path


def decoded(path: Path) -> list[np.ndarray]:
    """The frames, by another reader than what wrote them where there is one."""
    if path.is_dir():
        return [np.asarray(Image.open(each)) for each in sorted(path.iterdir())]
    if path.suffix in (".mp4", ".webm", ".mov"):
        av = pytest.importorskip("av")
        with av.open(str(path)) as film:
            return [each.to_ndarray(format="rgb24") for each in film.decode(video=0)]
    with Image.open(path) as film:
        shown = []
        for i in range(film.n_frames):
            film.seek(i)
            shown.append(np.asarray(film.convert("RGB")))
    return shown


def seconds_of(path: Path) -> list[Fraction]:
    """How long each frame is shown."""
    if path.suffix in (".mp4", ".webm", ".mov"):
        av = pytest.importorskip("av")
        with av.open(str(path)) as film:
            times = [each.pts * each.time_base for each in film.decode(video=0)]
        return [after - before for before, after in pairwise(times)]
    with Image.open(path) as film:
        shown = []
        for i in range(film.n_frames):
            film.seek(i)
            film.load()
            shown.append(Fraction(film.info["duration"]).limit_denominator(10**6) / 1000)
    return shown


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    error = np.mean((a.astype(float) - b.astype(float)) ** 2)
    return 99.0 if not error else 10 * np.log10(255**2 / error)


@pytest.mark.parametrize("name", HERE)
def test_the_frames_are_those_that_were_given(tmp_path: Path, name: str) -> None:
    shown = decoded(written(tmp_path, name))
    assert len(shown) == COUNT
    for i, each in enumerate(shown):
        nearest = max(range(COUNT), key=lambda j: psnr(each, frame(j)))
        assert nearest == i, "in their order"
        if name in EXACT:
            assert np.array_equal(each, frame(i))
        else:
            assert psnr(each, frame(i)) > (26 if name == "gif" else 33), (i, psnr(each, frame(i)))
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", [name for name in HERE if name != "frames"])
@pytest.mark.parametrize("rate", [25.0, 30.0, 30000 / 1001, 12.5])
def test_the_times_are_those_that_were_asked_for(tmp_path: Path, name: str, rate: float) -> None:
    if name == "gif" and rate not in (25.0, 12.5):
        with pytest.raises(ValueError, match=r"cannot hold .* frames a second, the nearest is 33\.33; choose"):
            written(tmp_path, name, rate=rate)
        return
    times = seconds_of(written(tmp_path, name, rate=rate))
    exact = 1 / rate_in(name, rate)
    unit = {"webp": 1000, "avif": 1000, "webm": 1000}.get(name, 65535)  # the format counts in these
    assert all(abs(each - exact) <= Fraction(1, unit) for each in times)
    assert abs(sum(times) - exact * len(times)) <= Fraction(1, unit)


@pytest.mark.parametrize("name", HERE)
def test_equal_frames_stay_as_many_as_were_asked_for(tmp_path: Path, name: str) -> None:
    shown = decoded(written(tmp_path, name, count=5, draw=lambda _: frame(3)))
    assert len(shown) == 5


@pytest.mark.parametrize("name", ["gif", "apng", "webp", "frames"])
def test_the_same_film_twice_is_the_same_bytes(tmp_path: Path, name: str) -> None:
    def content(folder: Path) -> list[bytes]:
        folder.mkdir()
        path = written(folder, name)
        return [each.read_bytes() for each in ([path] if path.is_file() else sorted(path.iterdir()))]

    assert content(tmp_path / "a") == content(tmp_path / "b")


@pytest.mark.parametrize("name", HERE)
def test_a_film_is_told_from_its_content_and_brings_its_recipe_back(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    path = path / "0001.png" if path.is_dir() else path
    renamed = path.rename(path.with_suffix(".dat"))
    assert kind(renamed) == "recipe"
    assert read_recipe(renamed) == RECIPE_TEXT
    assert film_of(RECIPE_TEXT) == {"rate": 25, "tracks": ["ü"] * 300}


@pytest.mark.parametrize("name", HERE)
def test_a_film_that_was_cut_off_or_changed_is_one_sentence_or_no_recipe(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    path = path / "0001.png" if path.is_dir() else path
    content = path.read_bytes()
    chance = np.random.default_rng(0)
    for _ in range(60):
        made = bytearray(content[: chance.integers(1, len(content))])
        made[chance.integers(len(made))] ^= int(chance.integers(1, 256))
        path.write_bytes(made)
        kind(path)
        try:
            assert read_recipe(path) in ("", RECIPE_TEXT)
        except ValueError as error:
            assert str(error).endswith(".") and "\n" not in str(error)


def test_a_recipe_that_unpacks_to_more_than_any_is_one_sentence(tmp_path: Path) -> None:
    path = path_of(tmp_path, "gif")
    plan = planned("gif", 2, (16, 16), 25)
    run(write_film(frame, plan, path, recipe="x" * (RECIPE + 1)))
    with pytest.raises(ValueError, match=r"^The recipe in film\.gif is damaged \(.*larger than any recipe\)\.$"):
        read_recipe(path)


def test_srgb_is_said_in_the_file(tmp_path: Path) -> None:
    assert b"sRGB\0" in written(tmp_path, "apng").read_bytes()
    with Image.open(written(tmp_path, "webp")) as film:
        profile = film.info["icc_profile"]
    from PIL import ImageCms

    assert "sRGB" in ImageCms.getProfileName(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    if "avif" in HERE:
        content = written(tmp_path, "avif").read_bytes()
        at = content.index(b"nclx")
        assert struct.unpack(">HH", content[at + 4 : at + 8]) == (1, 13)
    for name in VIDEO:
        av = pytest.importorskip("av")
        with av.open(str(written(tmp_path, name))) as film:
            context = film.streams.video[0].codec_context
            assert (int(context.color_primaries), int(context.color_trc)) == (1, 13), name


def test_odd_sides_are_rounded_and_said() -> None:
    assert rounded("mp4", 301) == 300 and rounding("mp4", 301) == "MP4 film needs an even size: 301 becomes 300 pixels."
    assert rounded("mp4", 300) == 300 and rounding("mp4", 300) == ""
    assert rounded("gif", 301) == 301 and rounding("mp4-444", 301) == ""


@pytest.mark.parametrize("name", VIDEO)
def test_an_odd_side_becomes_a_film_that_plays(tmp_path: Path, name: str) -> None:
    side = rounded(name, 65)
    assert all(each.shape == (side, side, 3) for each in decoded(written(tmp_path, name, size=65)))


@pytest.mark.parametrize(("count", "size", "rate", "words"), [
    (100_000, 64, 25, rf"2 to {FRAMES} frames, not 100000; make it shorter"), (1, 64, 25, "2 to .* frames, not 1"),
    (9, 4097, 25, "16 to 4096 pixels, not 4097"), (9, 8, 25, "not 8"), (9, 64, 500, "500 frames a second; the nearest"),
    (9, 64, 0.01, "the nearest is 0.2"), (9, 64, float("nan"), "cannot hold nan"),
])  # fmt: skip
def test_what_no_film_can_be_is_one_sentence(count: int, size: int, rate: float, words: str) -> None:
    with pytest.raises(ValueError, match=rf"^[^\n]*{words}[^\n]*\.$"):
        planned("webp", count, (size, size), rate)


def test_an_unknown_format_or_ending_names_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"^There is no format 'divx'; there is mp4, .*gif.*\.$"):
        planned("divx", 9, (64, 64), 25)
    with pytest.raises(ValueError, match=r"^A film is written as \.avif, \.gif, .*, not as \.avi\.$"):
        format_of("a.avi")
    assert [format_of(f"a{each.ending}") for each in FORMATS] == [each.name.split("-")[0] for each in FORMATS]


def test_without_what_writes_it_the_sentence_has_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.document.films.formats.find_spec", lambda _: None)
    with pytest.raises(ValueError, match=r'MP4 film needs .*: run pip install "eigenbrush\[video\]", then start .*\.$'):
        planned("mp4", 9, (64, 64), 25)
    assert not why_not("gif") and not why_not("webp")


@pytest.mark.parametrize("name", VIDEO)
def test_finer_is_closer_and_larger(tmp_path: Path, name: str) -> None:
    found = {}
    for grade in ("small", "best"):
        path = written(tmp_path, name, quality=grade)
        shown = decoded(path)
        found[grade] = (np.mean([psnr(each, frame(i)) for i, each in enumerate(shown)]), path.stat().st_size)
    assert found["best"] > found["small"] and found["best"][1] > found["small"][1]


@pytest.mark.parametrize("name", HERE)
def test_a_disk_that_fills_half_way_is_one_sentence_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    def noise(i: int) -> np.ndarray:
        return np.random.default_rng(i).integers(0, 256, (SIDE, SIDE, 3), np.uint8)

    with a_disk_with_room_for(3000), pytest.raises(OSError, match=r"^film\S* could not be written to [^\n]*\.$"):
        written(tmp_path, name, count=60, draw=noise)
    assert not list(tmp_path.iterdir())
