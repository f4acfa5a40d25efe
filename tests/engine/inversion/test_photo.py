"""Any picture that a person may drop is read as it looks, or refused in one sentence."""

from __future__ import annotations

import builtins
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image, ImageCms

from engine.inversion import photo as room
from engine.inversion.photo import Photo, read_photo, reading_photo
from engine.job import run
from tests.limited import linux, opened_in_a_child

OPEN = "from engine.inversion.photo import read_photo"
HEIC_HEAD = struct.pack(">I8s4s", 24, b"ftypheic", b"\0\0\0\0") + b"mif1heic" + bytes(100)


def drawn(height: int = 70, width: int = 100) -> np.ndarray:
    """A picture none of whose turns or mirror images is another: red across, green down, a blue corner."""
    y, x = np.mgrid[0:height, 0:width]
    blue = 255 * ((y < height // 3) & (x < width // 3))
    return np.stack([x * 255 // (width - 1), y * 255 // (height - 1), blue], -1).astype(np.uint8)


def saved(path: Path, picture: Image.Image | np.ndarray, **more: object) -> Path:
    picture = Image.fromarray(picture) if isinstance(picture, np.ndarray) else picture
    picture.save(path, **more)  # type: ignore[arg-type]
    return path


def png(path: Path, width: int, height: int, bits: int, colour: int, rows: bytes) -> Path:
    """A PNG of these rows, each with its leading filter byte."""
    chunks = ((b"IHDR", struct.pack(">2L5B", width, height, bits, colour, 0, 0, 0)), (b"IDAT", zlib.compress(rows)))
    data = b"\x89PNG\r\n\x1a\n"
    for kind, content in (*chunks, (b"IEND", b"")):
        data += struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
    path.write_bytes(data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(ValueError) as told:
        read_photo(path)
    said = str(told.value)
    assert "\n" not in said and said.endswith(".") and path.name[:20] in said
    return said


@pytest.mark.parametrize("ending", ["png", "bmp", "tiff", "webp", "gif", "jpg"])
def test_every_format_is_read(tmp_path: Path, ending: str) -> None:
    more = {"webp": {"lossless": True}, "jpg": {"quality": 95, "subsampling": 0}}.get(ending, {})
    photo = read_photo(saved(tmp_path / f"a.{ending}", drawn(), **more))
    far = np.abs(photo.pixels.astype(int) - drawn()).max(2)
    if ending in ("png", "bmp", "tiff", "webp"):
        assert far.max() == 0
    else:
        assert np.median(far) < (20 if ending == "gif" else 4)
    assert photo.notes == () and photo.size == (100, 70)
    with pytest.raises(ValueError, match="read-only"):
        photo.pixels[0, 0] = 0


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tiff"])
def test_a_photo_is_turned_as_the_camera_says(tmp_path: Path, orientation: int, ending: str) -> None:
    back = {1: lambda a: a, 2: lambda a: a[:, ::-1], 3: lambda a: a[::-1, ::-1], 4: lambda a: a[::-1],
            5: lambda a: a.swapaxes(0, 1), 6: lambda a: np.rot90(a, 1), 7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
            8: lambda a: np.rot90(a, -1)}[orientation]  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.fromarray(np.ascontiguousarray(back(drawn())))
    photo = read_photo(
        saved(tmp_path / f"a.{ending}", stored, exif=exif, **({"quality": 95} if ending != "png" else {}))
    )
    assert photo.pixels.shape == (70, 100, 3)
    assert np.median(np.abs(photo.pixels.astype(int) - drawn())) < 5
    if ending != "tiff":  # which Pillow turns itself
        assert photo.notes == (("It was turned as the camera says.",) if orientation > 1 else ())


def test_damaged_words_about_the_rotation_are_said(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", drawn(), exif=b"Exif\0\0XX*\0\x08\0\0\0\xff\xff" + b"\xff" * 40)
    assert read_photo(path).notes in ((), ("What it says of its rotation is damaged, so it was left as it lies.",))
    path = saved(tmp_path / "b.png", drawn(), exif=b"Exif\0\0nonsense")
    assert read_photo(path).notes == ("What it says of its rotation is damaged, so it was left as it lies.",)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_parts_lie_over_grey(tmp_path: Path, mode: str) -> None:
    alpha = np.full((70, 100), 255, np.uint8)
    alpha[:35], alpha[35:40] = 0, 51
    picture = Image.fromarray(np.dstack([np.full((70, 100, 3), 228, np.uint8), alpha]))
    photo = read_photo(saved(tmp_path / "a.png", picture.convert(mode) if mode == "LA" else
                             picture.quantize(8) if mode == "P" else picture))  # fmt: skip
    assert photo.notes == ("Its transparent parts lie over neutral grey.",)
    assert (
        np.abs(photo.pixels[:35].astype(int) - 128).max() <= 1
        and np.abs(photo.pixels[40:].astype(int) - 228).max() <= 1
    )
    assert np.abs(photo.pixels[35:40].astype(int) - 148).max() <= 2


def test_what_is_opaque_throughout_is_not_spoken_of(tmp_path: Path) -> None:
    photo = read_photo(saved(tmp_path / "a.png", Image.fromarray(drawn()).convert("RGBA")))
    assert photo.notes == () and np.array_equal(photo.pixels, drawn())


def test_palette_grey_and_black_and_white(tmp_path: Path) -> None:
    grey = drawn()[..., 0]
    assert np.array_equal(read_photo(saved(tmp_path / "l.png", grey)).pixels, np.dstack([grey] * 3))
    bits = grey > 99
    assert np.array_equal(read_photo(saved(tmp_path / "1.png", Image.fromarray(bits))).pixels[..., 1], 255 * bits)
    flat = Image.fromarray(drawn() // 86 * 86).convert("P", palette=Image.Palette.ADAPTIVE)
    assert np.array_equal(read_photo(saved(tmp_path / "p.png", flat)).pixels, np.asarray(flat.convert("RGB")))


def test_sixteen_bits_are_scaled(tmp_path: Path) -> None:
    deep = (np.arange(70 * 100, dtype=np.uint16).reshape(70, 100) * 9).astype(np.uint16)
    for ending in ("png", "tiff"):
        photo = read_photo(saved(tmp_path / f"a.{ending}", deep))
        assert np.array_equal(photo.pixels[..., 2], np.rint(deep / 257).astype(np.uint8))
        assert photo.notes == ("Its 16 bits a colour became 8.",)
    rows = b"".join(b"\0" + np.repeat(row, 3).astype(">u2").tobytes() for row in deep)
    photo = read_photo(png(tmp_path / "rgb.png", 100, 70, 16, 2, rows))
    assert np.abs(photo.pixels[..., 0].astype(int) - deep / 257).max() <= 1
    assert photo.notes == ("Its 16 bits a colour became 8.",)


def test_numbers_of_any_range_are_scaled(tmp_path: Path) -> None:
    values = np.linspace(-3, 5, 7000, dtype=np.float32).reshape(70, 100)
    values[0, 0] = np.nan
    photo = read_photo(saved(tmp_path / "a.tiff", values))
    assert photo.pixels.min() == 0 and photo.pixels[-1, -1, 0] == 255 and abs(int(photo.pixels[35, 0, 0]) - 128) <= 1
    assert photo.notes == ("Its numbers were scaled so that the least is black and the most white.",)


def test_print_colours_are_converted(tmp_path: Path) -> None:
    photo = read_photo(saved(tmp_path / "a.jpg", Image.fromarray(drawn()).convert("CMYK"), quality=98))
    assert np.median(np.abs(photo.pixels.astype(int) - drawn())) < 12
    assert photo.notes == ("It was converted from the colours of print (CMYK), so they may differ a little.",)


def test_a_profile_of_colours_is_minded(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert read_photo(saved(tmp_path / "a.png", drawn(), icc_profile=srgb)).notes == ()
    damaged = read_photo(saved(tmp_path / "b.png", drawn(), icc_profile=b"nonsense"))
    assert damaged.notes == ("Its colour profile does not fit it and was left out.",)
    assert np.array_equal(damaged.pixels, drawn())
    other = saved(
        tmp_path / "c.png", drawn(), icc_profile=srgb.replace(b"s\0R\0G\0B", b"x\0Y\0Z\0W").replace(b"sRGB", b"xYZW")
    )
    assert read_photo(other).notes == ("Its colours were converted to sRGB.",)
    assert np.abs(read_photo(other).pixels.astype(int) - drawn()).max() <= 2


@pytest.mark.parametrize("ending", ["gif", "webp", "png", "tiff"])
def test_of_several_pictures_the_first_is_used(tmp_path: Path, ending: str) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ((200, 0, 0), (0, 200, 0))]
    photo = read_photo(saved(tmp_path / f"a.{ending}", frames[0], save_all=True, append_images=frames[1:]))
    assert photo.notes == ("It holds several pictures; the first is used.",)
    assert np.abs(photo.pixels.astype(int) - (200, 0, 0)).max() < 8


def test_what_is_tiny_is_refused_and_what_is_small_is_said(tmp_path: Path) -> None:
    assert "1 x 1 pixels, and at least 16" in refused(saved(tmp_path / "a.png", drawn(2, 2)[:1, :1]))
    assert "15 x 300 pixels" in refused(saved(tmp_path / "a.png", drawn(300, 15)))
    assert read_photo(saved(tmp_path / "a.png", drawn(16, 80))).notes[0].startswith("It is very small")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (80, 80, 3), dtype=np.uint8)
    for ending in ("jpg", "png", "webp", "bmp", "gif", "tiff"):
        whole = saved(tmp_path / f"whole.{ending}", noise).read_bytes()
        for share in (0.3, 0.7):
            path = tmp_path / f"a.{ending}"
            path.write_bytes(whole[: int(share * len(whole))])
            said = refused(path)
            assert "damaged or not complete" in said or "no picture that can be read" in said


def test_damaged_files_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    endings = ("jpg", "png", "webp", "bmp", "gif", "tiff")
    wholes = [saved(tmp_path / f"whole.{ending}", drawn(40, 40)).read_bytes() for ending in endings]
    outcomes = set()
    for i in range(300):
        data = bytearray(wholes[i % len(wholes)])
        for place in random.integers(0, min(len(data), 400), 4):
            data[place] = random.integers(256)
        path = tmp_path / "mutant"
        path.write_bytes(data)
        try:
            outcomes.add(read_photo(path).pixels.dtype.name)
        except ValueError as error:
            assert str(error).startswith("mutant ") and str(error).endswith(".") and "\n" not in str(error)
            outcomes.add("refused")
    assert outcomes == {"uint8", "refused"}


@pytest.mark.parametrize("content", [b"", b"Dear all,\nno picture here.\n" * 9, b"\xff\xd8\xff\xe0", b"%PDF-1.7 " * 20])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.jpg"
    path.write_bytes(content)
    said = refused(path)
    assert ("is empty" in said) if not content else ("no picture that can be read" in said or "damaged" in said)


def test_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.jpg").mkdir()
    assert "is a folder" in refused(tmp_path / "folder.jpg")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        assert "is a pipe" in refused(tmp_path / "pipe.jpg")
    with pytest.raises(FileNotFoundError):
        read_photo(tmp_path / "none.jpg")


@linux
@pytest.mark.parametrize("size", [(20_000, 20_000), (60_001, 17), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path, size: tuple[int, int]) -> None:
    path = png(tmp_path / "bomb.png", *size, 8, 2, bytes(1000))
    said = opened_in_a_child(path, OPEN, "read_photo(path)")
    assert said.startswith("bomb.png") and "Make it smaller first." in said


def test_a_large_photo_is_reduced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PHOTO_KEPT", 70 * 100 // 3)
    wanted = np.asarray(Image.fromarray(drawn()).reduce(2))
    for ending in ("png", "bmp"):
        photo = read_photo(saved(tmp_path / f"a.{ending}", drawn()))
        assert np.array_equal(photo.pixels, wanted)
        assert photo.notes[0] == "It has 100 x 70 pixels and was reduced to 1/2 a side."
    photo = read_photo(saved(tmp_path / "a.jpg", drawn(), quality=95))
    assert photo.size == (50, 35) and np.median(np.abs(photo.pixels.astype(int) - wanted)) < 4
    flat = Image.fromarray(drawn()).quantize(16)  # numbers of a palette are not averaged
    photo = read_photo(saved(tmp_path / "p.png", flat))
    assert np.array_equal(photo.pixels, np.asarray(flat.convert("RGB").reduce(2)))
    deep = np.full((70, 100), 51400, np.uint16)
    assert np.array_equal(read_photo(saved(tmp_path / "d.png", deep)).pixels, np.full((35, 50, 3), 200))


@linux
def test_a_jpeg_of_a_hundred_megapixels_takes_no_more_than_a_small_one(tmp_path: Path) -> None:
    path = saved(tmp_path / "large.jpg", Image.new("RGB", (12_000, 8_000), (10, 200, 30)))
    said = opened_in_a_child(path, OPEN, "found = read_photo(path)", "print(found.size, found.pixels[9, 9])")
    assert said.splitlines()[0] == "accepted" and "(6000, 4000)" in said


def test_without_its_package_a_heic_file_is_answered_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = builtins.__import__

    def lacking(
        name: str, scope: Mapping[str, object] | None = None, inner: Mapping[str, object] | None = None,
        names: Sequence[str] | None = (), level: int = 0,
    ) -> object:  # fmt: skip
        if name == "pillow_heif":
            raise ImportError(name)
        return there(name, scope, inner, names, level)

    monkeypatch.setattr(builtins, "__import__", lacking)
    (tmp_path / "a.heic").write_bytes(HEIC_HEAD)
    assert 'pip install "eigenbrush[photo]"' in refused(tmp_path / "a.heic")


def test_a_heic_file_is_read(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif", reason="pillow-heif, the extra [photo], is not installed")
    heif.from_pillow(Image.fromarray(drawn())).save(tmp_path / "a.heic", quality=95)
    # In a process of its own: registering it changes Pillow for all tests.
    code = f"import sys, pathlib; {OPEN}; p = read_photo(pathlib.Path(sys.argv[1])); print(p.size, p.pixels.mean())"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.heic")],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=Path.cwd(),
    )
    assert done.stdout.startswith("(100, 70)"), done.stderr
    assert abs(float(done.stdout.split()[-1]) - drawn().mean()) < 3


def test_one_pixel_is_refused(tmp_path: Path) -> None:
    assert "1 x 1 pixels" in refused(saved(tmp_path / "dot.png", np.zeros((1, 1, 3), np.uint8)))


def test_reading_yields_and_a_cancelled_one_waits_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, going, ended = saved(tmp_path / "a.jpg", drawn()), Event(), Event()
    assert np.array_equal(run(reading_photo(path)).pixels, read_photo(path).pixels)

    def blocked(picture: Image.Image, notes: list[str]) -> Image.Image:
        going.wait(60)
        ended.set()
        return picture

    monkeypatch.setattr("engine.inversion.photo._upright", blocked)
    job = reading_photo(path)
    assert next(job).note == next(job).note == "reading the picture"  # while it is read
    job.close()  # returns at once: the picture is still being read
    assert not ended.is_set()
    going.set()
    assert ended.wait(60)
    monkeypatch.undo()
    assert run(reading_photo(path)).size == (100, 70)


def test_a_picture_that_is_given_up_is_not_read_on(tmp_path: Path) -> None:
    given_up = Event()
    given_up.set()
    with pytest.raises(ValueError, match="not read to its end"):
        read_photo(saved(tmp_path / "a.png", drawn()), given_up)


@linux
@pytest.mark.parametrize("kind", ["jpg", "png", "cmyk.jpg"])
def test_twenty_megapixels_are_read_whole_and_within_bounds(tmp_path: Path, kind: str) -> None:
    mode, colour = ("CMYK", (10, 90, 30, 0)) if "cmyk" in kind else ("RGB", (10, 200, 30))
    path = saved(tmp_path / f"large.{kind}", Image.new(mode, (5_000, 4_000), colour))
    said = opened_in_a_child(path, OPEN, "found = read_photo(path)", "print(found.size)")
    assert said == "accepted\n(5000, 4000)"


def test_the_pyramid_halves_by_means() -> None:
    photo = Photo(drawn(65, 100))
    assert [level.shape[:2] for level in photo.pyramid][:3] == [(65, 100), (33, 50), (17, 25)]
    assert photo.pyramid[-1].shape == (1, 1, 3)
    means = drawn(65, 100)[:64].reshape(32, 2, 50, 2, 3).mean((1, 3))
    assert np.abs(photo.pyramid[1][:32] - means).max() <= 0.5
    with pytest.raises(ValueError, match="A photo is uint8"):
        Photo(np.zeros((4, 4), np.uint8))
