"""Films as GIF.

The container is written here, frame by frame, with Pillow's own compressor: Pillow and ffmpeg merge equal neighbouring
frames or give each frame its own palette, and people get exactly the frames they ask for, in one palette.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import numpy as np
from PIL import GifImagePlugin, Image

from engine.document.films.formats import Plan
from engine.document.saved.carried import in_gif


def common_palette(pictures: Iterable[Image.Image]) -> Image.Image:
    """One palette of 256 colours for a whole film, from pictures spread over it."""
    small = [np.asarray(picture.resize((64, 64), Image.Resampling.BOX)) for picture in pictures]
    return Image.fromarray(np.concatenate(small)).quantize(256, Image.Quantize.MEDIANCUT, kmeans=1)


class GifWriter:
    """Writes a GIF that repeats for ever; its colours are sRGB by custom, there is no place to say it."""

    samples = 16

    def __init__(self, file: BinaryIO, plan: Plan, recipe: str) -> None:
        self._file, self._plan, self._recipe = file, plan, recipe
        self._palette: Image.Image | None = None
        self._grain = Image.Dither.FLOYDSTEINBERG if plan.dither else Image.Dither.NONE

    def begin(self, samples: Sequence[Image.Image]) -> None:
        """Choose the colours by some of the frames; signature, screen size, the one palette, and "repeat for ever"
        (GIF89a, sections 17 to 19 and 26)."""
        self._palette = common_palette(samples)
        colours = bytes(self._palette.getpalette() or [])[:768].ljust(768, b"\0")
        screen = struct.pack("<HHBBB", self._plan.width, self._plan.height, 0xF7, 0, 0)
        self._file.write(b"GIF89a" + screen + colours)
        self._file.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")
        if self._recipe:
            self._file.write(in_gif(self._recipe))

    def add(self, picture: Image.Image) -> None:
        """A graphic control extension and one full frame (GIF89a, sections 20, 22 and 23)."""
        assert self._palette is not None
        delay = round(100 / self._plan.rate)
        self._file.write(b"\x21\xf9\x04" + struct.pack("<BHB", 0x04, delay, 0) + b"\0")
        blocks = GifImagePlugin.getdata(picture.quantize(palette=self._palette, dither=self._grain))
        self._file.writelines(blocks)
        blocks.clear()  # Pillow leaves them in a circle, which would stay until garbage is collected

    def finish(self) -> None:
        """The trailer."""
        self._file.write(b";")

    def close(self) -> None:
        """Nothing is held."""
