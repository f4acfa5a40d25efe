"""Films as GIF, written whole or not at all.

The container is written here, frame by frame, with Pillow's own compressor: Pillow and ffmpeg merge equal neighbouring
frames or give each frame its own palette, and people get exactly the frames they ask for, in one palette.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import GifImagePlugin, Image

from engine.document.files import whole_file
from engine.job import Job, Progress
from engine.language import tr
from engine.loading import aside

LOOK_AHEAD = 16


def resized(pixels: np.ndarray, size: int) -> Image.Image:
    """A frame as a picture `size` a side; Lanczos both ways."""
    picture = Image.fromarray(pixels)
    return picture if picture.width == size else picture.resize((size, size), Image.Resampling.LANCZOS)


def common_palette(pictures: Iterable[Image.Image]) -> Image.Image:
    """One palette of 256 colours for a whole film, from pictures spread over it."""
    small = [np.asarray(picture.resize((64, 64), Image.Resampling.BOX)) for picture in pictures]
    return Image.fromarray(np.concatenate(small)).quantize(256, Image.Quantize.MEDIANCUT, kmeans=1)


#: What draws ahead of a frame: yields when others may have a turn.
Ahead = Callable[[int], Iterable[object]]


def save_film(
    frame: Callable[[int], np.ndarray],
    count: int,
    size: int,
    delay: int,
    path: Path,
    ahead: Ahead = lambda _: (),
    *,
    dither: bool = False,
) -> Job[str]:
    """A job that writes a GIF of exactly `count` frames and returns its path.

    `frame(i)` renders frame i, uint8 (H, W, 3); `size` the side in pixels; `delay` hundredths of a second a frame;
    `ahead(i)` does in steps what `frame(i)` would take long for. `dither`: colours between those of the palette by
    grain (Floyd and Steinberg), which crawls from frame to frame.

    Raises:
        NotWritten: it cannot be written; one plain sentence. Cancelled or failed, nothing is left under any name.
    """
    with whole_file(path) as file:
        chosen = sorted({round(i) for i in np.linspace(0, count - 1, min(count, LOOK_AHEAD))})
        seen: list[Image.Image] = []
        for i in chosen:
            for _ in ahead(i):
                yield Progress(0.2 * len(seen) / len(chosen), tr("choosing the colours"))
            seen.append(resized(frame(i), size))
            yield Progress(0.2 * len(seen) / len(chosen), tr("choosing the colours"))
        palette = yield from aside(lambda: common_palette(seen), tr("choosing the colours"), 0.2)
        _write_header(file, size, palette)
        grain = Image.Dither.FLOYDSTEINBERG if dither else Image.Dither.NONE
        for i in range(count):
            for _ in ahead(i):
                yield Progress(0.2 + 0.8 * i / count, tr("frame {i} of {count}", i=i + 1, count=count))
            _write_frame(file, resized(frame(i), size).quantize(palette=palette, dither=grain), delay)
            yield Progress(0.2 + 0.8 * (i + 1) / count, tr("frame {i} of {count}", i=i + 1, count=count))
        file.write(b";")
    return str(path)


def _write_header(file: BinaryIO, size: int, palette: Image.Image) -> None:
    """Signature, screen size, the one palette, and "repeat for ever" (GIF89a, sections 17 to 19 and 26)."""
    colours = bytes(palette.getpalette() or [])[:768].ljust(768, b"\0")
    file.write(b"GIF89a" + struct.pack("<HHBBB", size, size, 0xF7, 0, 0) + colours)
    file.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")


def _write_frame(file: BinaryIO, picture: Image.Image, delay: int) -> None:
    """A graphic control extension and one full frame (GIF89a, sections 20, 22 and 23)."""
    file.write(b"\x21\xf9\x04" + struct.pack("<BHB", 0x04, delay, 0) + b"\0")
    for block in GifImagePlugin.getdata(picture):
        file.write(block)
