"""Films and pictures: exactly the frames asked for, in one palette; whole or not at all."""

from __future__ import annotations

import builtins
import errno
import os
import resource
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.document.asked.requests import RenderRequest, SavePicture
from engine.document.disk.limits import RECIPE
from engine.document.document import Document, Edit
from engine.document.films.formats import planned
from engine.document.saved.serial import from_recipe
from engine.export.png import png_bytes, read_recipe, save_picture
from engine.export.writing import write_film
from engine.job import Job, run
from tests.fakes import LinearGenerator, a_studio, open_in


def save_film(
    frame: Callable[[int], np.ndarray], count: int, size: int, delay: int, path: Path, *, dither: bool = False
) -> Job[str]:
    """A GIF, by hundredths of a second a frame."""
    return write_film(frame, planned("gif", count, (size, size), 100 / delay, dither=dither), path)


@dataclass
class Gif:
    """What a GIF file says, block by block (GIF89a)."""

    size: tuple[int, int] = (0, 0)
    global_colours: int = 0
    loops: list[int] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)
    frames: list[tuple[int, int, int, int]] = field(default_factory=list)
    local_tables: int = 0


def parsed(content: bytes) -> Gif:
    assert content[:6] == b"GIF89a"
    width, height, flags = struct.unpack("<HHB", content[6:11])
    gif, at = Gif((width, height), 2 << (flags & 7) if flags & 0x80 else 0), 13
    at += 3 * gif.global_colours

    def sub_blocks() -> bytes:
        nonlocal at
        data = b""
        while size := content[at]:
            data += content[at + 1 : at + 1 + size]
            at += 1 + size
        at += 1
        return data

    while (mark := content[at]) != 0x3B:
        if mark == 0x21:
            label = content[at + 1]
            at += 2
            data = sub_blocks()
            if label == 0xF9:
                gif.delays.append(struct.unpack("<H", data[1:3])[0])
            elif label == 0xFF:
                assert data[:11] == b"NETSCAPE2.0"
                gif.loops.append(struct.unpack("<H", data[12:14])[0])
        else:
            assert mark == 0x2C
            gif.frames.append(struct.unpack("<HHHH", content[at + 1 : at + 9]))
            gif.local_tables += content[at + 9] >> 7
            at += 11  # and the smallest code size
            sub_blocks()
    assert at == len(content) - 1
    return gif


def pictures(path: Path) -> list[np.ndarray]:
    with Image.open(path) as film:
        shown = []
        for i in range(film.n_frames):
            film.seek(i)
            shown.append(np.asarray(film.convert("RGB")).astype(int))
    return shown


def plain(i: int) -> np.ndarray:
    """Frame i: one of six far colours, the same everywhere."""
    colours = [(250, 0, 0), (0, 250, 0), (0, 0, 250), (9, 9, 9), (250, 250, 0), (240, 240, 240)]
    return np.full((16, 16, 3), colours[i % 6], np.uint8)


PNG = b"\x89PNG\r\n\x1a\n"


def noise(i: int) -> np.ndarray:
    """Frame i: noise of 64 colours, which packs badly."""
    return np.random.default_rng(i).integers(0, 4, (32, 32, 3)).astype(np.uint8) * 80


@pytest.mark.parametrize("count", [2, 17, 40])
@pytest.mark.parametrize("frame", [lambda i: plain(0), plain, noise], ids=["all equal", "plain", "noise"])
def test_a_film_has_exactly_the_frames_asked_for_in_one_palette(
    tmp_path: Path, count: int, frame: Callable[[int], np.ndarray]
) -> None:
    path = tmp_path / "a.gif"
    assert run(save_film(frame, count, 24, 7, path)) == str(path)
    gif = parsed(path.read_bytes())
    assert gif.frames == [(0, 0, 24, 24)] * count and gif.size == (24, 24)
    assert gif.delays == [7] * count and gif.loops == [0]  # 0: for ever
    assert gif.global_colours == 256 and gif.local_tables == 0
    with Image.open(path) as film:
        assert film.n_frames == count and film.size == (24, 24)
    assert [p.name for p in tmp_path.iterdir()] == ["a.gif"]


def test_the_frames_are_the_pictures_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    run(save_film(plain, 12, 16, 3, path))
    for i, shown in enumerate(pictures(path)):
        assert np.abs(shown - plain(i)).max() <= 8, i


def test_each_frame_is_shown_as_soon_as_it_is_there(tmp_path: Path) -> None:
    shown = [step.partial for step in save_film(plain, 12, 48, 3, tmp_path / "a.gif") if step.partial is not None]
    sampled, drawn = shown[:-12], shown[-12:]
    assert all(np.array_equal(pixels, plain(i)) for i, pixels in enumerate(drawn))
    assert 0 < len(sampled) <= 12 and all(pixels.shape == (16, 16, 3) for pixels in sampled)  # for the colours


def test_what_stands_still_in_a_film_does_not_crawl_unless_grain_is_asked_for(tmp_path: Path) -> None:
    shades = np.random.default_rng(0).integers(0, 256, (32, 32, 3)).astype(np.uint8)  # more than a palette holds

    def moving(i: int) -> np.ndarray:
        whole = np.empty((48, 48, 3), np.uint8)
        whole[:] = (np.arange(144).reshape(48, 3) + 37 * i) % 256  # what moves, above a still picture
        whole[16:, :32] = shades
        return whole

    still = []
    for dither in (False, True):
        run(save_film(moving, 6, 48, 3, tmp_path / "a.gif", dither=dither))
        frames = np.stack(list(pictures(tmp_path / "a.gif"))).astype(float)
        still.append(np.abs(np.diff(frames, axis=0)[:, 16:, :32]).mean())
    assert still[0] == 0 < still[1]


def test_a_frame_is_resized_and_a_right_size_is_left_alone(tmp_path: Path) -> None:
    half = np.zeros((16, 16, 3), np.uint8)
    half[:, 8:] = 255
    for size in (16, 64, 20):
        path = tmp_path / f"{size}.gif"
        run(save_film(lambda i: half, 2, size, 3, path))
        shown = pictures(path)[1]
        assert shown.shape == (size, size, 3)
        assert shown[:, : size // 4].max() < 30 and shown[:, -size // 4 :].min() > 225


def test_progress_rises_to_one(tmp_path: Path) -> None:
    fractions = [p.fraction for p in save_film(plain, 20, 16, 3, tmp_path / "a.gif")]
    assert fractions == sorted(fractions) and fractions[0] > 0 and fractions[-1] == 1 and len(fractions) >= 36


# ---- whole or not at all ----


class DoesNotWork(Exception):
    pass


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def a_disk_with_room_for(size: int) -> Iterator[None]:
    """A real limit of the operating system: a write beyond it fails half-way."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def a_read_only_folder(folder: Path) -> Iterator[None]:
    """`chmod` does not stop root, so opening a file there to write is what fails."""
    honest = builtins.open

    def refuse(file: object, mode: str = "r", *args: object, **kwargs: object) -> object:
        if set(mode) & set("wax+") and Path(str(file)).parent == folder:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(file))
        return honest(file, mode, *args, **kwargs)  # type: ignore[call-overload]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "open", refuse)
        yield


@contextmanager
def failing(name: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, full)
        yield


def film_job(path: Path) -> Job[str]:
    return save_film(noise, 20, 32, 4, path)


def picture_job(path: Path) -> Job[str]:
    yield from ()
    save_picture(np.tile(noise(1), (4, 4, 1)), "a recipe", path)
    return str(path)


FULL = "no space left on device. Free some space, or choose a folder on another disk."
TROUBLE = {
    "the disk fills half-way": (
        lambda folder: a_disk_with_room_for(2500),
        "file too large. Make it smaller, or choose a folder on another disk.",
    ),
    "the disk is full at the end": (lambda folder: failing("fsync"), FULL),
    "it cannot be put in place": (lambda folder: failing("replace"), FULL),
    "the folder is read-only": (a_read_only_folder, "read-only file system. Choose a folder on another disk."),
}


@pytest.mark.parametrize("existing", [False, True])
@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("job", [film_job, picture_job])
def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, job: Callable[[Path], Job[str]], trouble: str, existing: bool
) -> None:
    path = tmp_path / "a.out"
    if existing:
        path.write_bytes(b"what was there before")
    manager, reason = TROUBLE[trouble]
    with manager(tmp_path), pytest.raises(OSError) as caught:
        run(job(path))
    assert str(caught.value) == f"a.out could not be written to {tmp_path}: {reason}"
    assert [p.name for p in tmp_path.iterdir()] == (["a.out"] if existing else [])
    assert not existing or path.read_bytes() == b"what was there before"
    assert run(job(path)) == str(path) and path.stat().st_size > 2500  # and it works once there is room


@pytest.mark.parametrize("where", ["missing", "a file"])
@pytest.mark.parametrize("job", [film_job, picture_job])
def test_a_folder_that_is_none_is_one_sentence(tmp_path: Path, job: Callable[[Path], Job[str]], where: str) -> None:
    if where == "a file":
        (tmp_path / "folder").write_text("I am not")
    with pytest.raises(OSError, match=r"a\.out could not be written to .*folder: (no such|not a dir).*\. Choose"):
        run(job(tmp_path / "folder" / "a.out"))


@pytest.mark.parametrize("steps", [0, 1, 5, 16, 17, 25, 35])
@pytest.mark.parametrize("existing", [False, True])
def test_a_cancelled_film_leaves_nothing_behind(tmp_path: Path, steps: int, existing: bool) -> None:
    path = tmp_path / "a.gif"
    if existing:
        path.write_bytes(b"what was there before")
    job = film_job(path)
    for _ in range(steps):
        next(job)
    assert len(list(tmp_path.iterdir())) == existing + (steps > 0)  # it was under way
    job.close()
    assert [p.name for p in tmp_path.iterdir()] == (["a.gif"] if existing else [])
    assert not existing or path.read_bytes() == b"what was there before"


def test_a_film_whose_frame_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def frame(i: int) -> np.ndarray:
        if i == 3:
            raise DoesNotWork
        return plain(i)

    with pytest.raises(DoesNotWork):
        run(save_film(frame, 40, 16, 4, tmp_path / "a.gif"))
    assert not list(tmp_path.iterdir())


def test_two_films_at_once_do_not_meet(tmp_path: Path) -> None:
    jobs = [film_job(tmp_path / name) for name in ("a.gif", "b.gif")]
    for _ in zip_longest(*jobs):  # a step each, in turns
        pass
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.gif", "b.gif"]
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes()


# ---- pictures with a recipe ----


def test_a_picture_carries_its_recipe_and_gives_the_same_pixels_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator, studio, path = LinearGenerator(), a_studio(), tmp_path / "a.png"
    info = open_in(studio, generator, monkeypatch)
    vector = np.full(9, 1 / 3, np.float32)
    document = Document(
        info.ref, 12, 0.9,
        (Edit("z1.1", "turn ↻", 1.25), Edit("pca:1#1", "soft", -0.5, "pca", studio.arrays.put(vector), 2.0)),
        (("z2", studio.arrays.put(np.array([0.1, 0.2], np.float32))),),
    )  # fmt: skip
    assert run(studio.start(SavePicture(document, str(path)))) == str(path)
    shown = studio.render(RenderRequest(0, 0, document)).pixels
    with Image.open(path) as picture:
        assert np.array_equal(np.asarray(picture), shown) and picture.mode == "RGB"
    other = a_studio()
    open_in(other, LinearGenerator(), monkeypatch)
    again = from_recipe(read_recipe(path), other.arrays)
    assert again == document
    assert np.array_equal(other.render(RenderRequest(0, 0, again)).pixels, shown)


@pytest.mark.parametrize("size", [5, 16, 530])
def test_a_picture_of_another_size_is_lanczos_of_the_very_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    studio, path = a_studio(), tmp_path / "a.png"
    document = Document(open_in(studio, LinearGenerator(), monkeypatch).ref, 12)
    run(studio.start(SavePicture(document, str(path), size)))
    shown = studio.render(RenderRequest(0, 0, document)).pixels
    with Image.open(path) as picture:
        assert picture.size == (size, size)
        wanted = Image.fromarray(shown).resize((size, size), Image.Resampling.LANCZOS)
        assert np.array_equal(np.asarray(picture), np.asarray(wanted))
    assert from_recipe(read_recipe(path), studio.arrays) == document


def test_a_picture_without_a_recipe_has_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_bytes(plain(1)))
    assert read_recipe(path) == ""
    with Image.open(path) as picture:
        assert np.array_equal(np.asarray(picture), plain(1))


def test_a_recipe_of_megabytes_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    save_picture(plain(0), "ü" * 2_000_000, path)
    assert read_recipe(path) == "ü" * 2_000_000 and path.stat().st_size < 50_000


@pytest.mark.parametrize("compressed", [False, True])
def test_a_recipe_that_another_program_saved_again_comes_back(tmp_path: Path, compressed: bool) -> None:
    path, info = tmp_path / "a.png", PngInfo()
    info.add_text("eigenbrush", "a recipe", zip=compressed)
    Image.fromarray(plain(0)).save(path, pnginfo=info)
    assert read_recipe(path) == "a recipe"


@pytest.mark.parametrize("damage", ["cut off", "garbage", "bomb", "no language"])
def test_a_damaged_recipe_is_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.png"
    packed = zlib.compress(b"a recipe" * 100)
    body = {
        "cut off": b"\1\0\0\0" + packed[:-8],
        "garbage": b"\1\0\0\0not deflated",
        "bomb": b"\1\0\0\0" + zlib.compress(bytes(RECIPE + 1)),
        "no language": b"\1\0",
    }[damage]
    chunk = b"iTXteigenbrush\0" + body
    path.write_bytes(PNG + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)))
    with pytest.raises(ValueError, match=r"^The recipe in a\.png is damaged( \(.*\))?\.$"):
        read_recipe(path)
