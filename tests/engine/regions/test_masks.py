"""Regions: read from PNG, refused in a sentence."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.regions import masks as region
from engine.regions.masks import checked, kept_still, read_mask
from tests.limited import linux, opened_in_a_child


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        (None, "Paint a region first"),
        (np.zeros((8, 8)), "The region is empty"),
        (np.ones((8, 8)), "The region is the whole picture"),
        (np.full((8, 8), np.nan), "Make it again"),
        (np.full((8, 8), 2.0), "Make it again"),
        (np.ones((8, 8, 3)), "Make it again"),
        (np.ones((0, 8)), "Make it again"),
    ],
)
def test_what_is_no_region_is_said(mask: np.ndarray | None, said: str) -> None:
    with pytest.raises(ValueError, match=said) as told:
        checked(mask, (4, 4))
    assert "\n" not in str(told.value)


def test_too_little_for_so_few_pixels_is_said_and_not_called_empty() -> None:
    mask = np.zeros((512, 512))
    mask[3, 3] = 1
    assert checked(mask, (64, 64)).sum() == pytest.approx(1 / 64)
    with pytest.raises(ValueError, match=r"less than a hundredth of a pixel where 16 x 16 are looked at"):
        checked(mask, (16, 16))


def test_what_is_kept_gives_way_to_what_may_change() -> None:
    region = np.zeros((4, 4), np.float32)
    region[:2] = 0.75
    kept = np.zeros((8, 8))
    kept[2:] = 1  # the second row of four as well
    still = kept_still(kept, region)
    assert still is not None and still[:, 0] == pytest.approx([0.25, 0.25 + 9 * 0.25, 10, 10])
    assert kept_still(None, region) is None and kept_still(np.zeros((8, 8)), region) is None
    with pytest.raises(ValueError, match="nothing is left to change"):
        kept_still(np.ones((8, 8)), region)
    with pytest.raises(ValueError, match="nothing is left to keep"):
        kept_still(kept[::-1] * (np.arange(8) < 4)[:, None], np.ones((4, 4), np.float32) * (np.arange(4) < 3)[:, None])
    with pytest.raises(ValueError, match="Make it again"):
        kept_still(kept * np.nan, region)


def test_the_whole_picture_may_be_asked_for() -> None:
    assert checked(np.ones((8, 8)), (4, 4), whole=True) == pytest.approx(np.ones((4, 4)))


def test_one_pixel_is_a_region_and_so_is_all_but_one() -> None:
    mask = np.zeros((64, 64))
    mask[3, 3] = 1
    assert checked(mask, (64, 64)).sum() == 1 and checked(1 - mask, (64, 64)).sum() == 64**2 - 1


def test_a_png_is_read_as_painted(tmp_path: Path) -> None:
    mask = np.random.default_rng(3).integers(0, 256, (8, 8), np.uint8)
    Image.fromarray(mask).save(tmp_path / "grey.png")
    read, note = read_mask(tmp_path / "grey.png", 8)
    assert np.array_equal(read, mask.astype(np.float32) / 255) and not note
    painted = np.full((8, 8, 4), 255, np.uint8)
    painted[..., 3] = mask  # a white stroke on a clear layer
    Image.fromarray(painted).save(tmp_path / "layer.png")
    assert np.array_equal(read_mask(tmp_path / "layer.png", 8)[0], read)


def test_sixteen_bits_are_read_at_their_own_scale(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 65535], [32768, 256]], np.uint16)).save(tmp_path / "deep.png")
    assert read_mask(tmp_path / "deep.png", 2)[0] == pytest.approx(np.array([[0, 1], [0.5, 0.004]]), abs=1e-3)


def test_another_size_is_resized_and_another_shape_said(tmp_path: Path) -> None:
    Image.new("L", (20, 10), 255).save(tmp_path / "wide.png")
    read, note = read_mask(tmp_path / "wide.png", 8)
    assert read.shape == (8, 8) and note == "wide.png has 20 x 10 pixels and was drawn out to a square."


def test_what_is_no_png_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text.png").write_text("not a picture")
    Image.new("L", (8, 8)).save(tmp_path / "mask.bmp")
    Image.new("L", (8, 8)).save(tmp_path / "cut.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "cut.png").read_bytes()[:45])
    for name in ("text.png", "mask.bmp", "cut.png", "missing.png"):
        with pytest.raises(ValueError, match="is not a mask") as told:
            read_mask(tmp_path / name, 8)
        assert "\n" not in str(told.value)
    monkeypatch.setattr(region, "PIXELS", 10)
    Image.new("L", (8, 8)).save(tmp_path / "large.png")
    with pytest.raises(ValueError, match="8 x 8 pixels"):
        read_mask(tmp_path / "large.png", 8)


def of_one_colour(path: Path, width: int, height: int) -> None:
    """A PNG of black, a byte a pixel, written row by row."""
    chunks = [(b"IHDR", struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0))]
    packer = zlib.compressobj(9)
    rows, piece = bytes(width + 1), max(1, 2**20 // width)
    packed = b"".join(packer.compress(rows * min(piece, height - top)) for top in range(0, height, piece))
    chunks += [(b"IDAT", packed + packer.flush()), (b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body)) for kind, body in chunks
    ))  # fmt: skip


@linux
@pytest.mark.parametrize(
    ("width", "height", "said"),
    [
        (8192, 8192, "8192 x 8192 pixels"),
        (2**26, 1, "67108864 x 1 pixels"),
        (1, 2**24, "1 x 16777216 pixels"),
        (10_000, 10_000, "10000 x 10000 pixels"),  # of which Pillow would warn
        (4096, 4096, "accepted"),
        (8192, 1024, "accepted"),
    ],
)
def test_a_small_mask_that_becomes_large_is_refused(tmp_path: Path, width: int, height: int, said: str) -> None:
    path = tmp_path / "mask.png"
    of_one_colour(path, width, height)
    told = opened_in_a_child(path, "from engine.regions.masks import read_mask", "read_mask(path, 512)")
    assert said in told and "\n" not in told


@linux
def test_a_layer_of_colours_is_read_in_little_room(tmp_path: Path) -> None:
    Image.new("RGBA", (4096, 4096), (255, 255, 255, 128)).save(tmp_path / "mask.png")
    code = "read_mask(path, 512)[0].mean()"
    said = opened_in_a_child(tmp_path / "mask.png", "from engine.regions.masks import read_mask", f"print({code})")
    assert said == f"{128 / 255:.7}\naccepted"
