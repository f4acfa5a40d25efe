"""Films that loop by themselves: WebP, APNG and AVIF.

The containers of the first two are written here, a frame at a time, so that memory does not grow with the film, equal
frames stay as many as were asked for, and times are exact; a frame is compressed by Pillow.
"""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import BinaryIO

from PIL import Image, ImageCms

from engine.document.films.formats import Plan
from engine.document.saved.carried import in_box, in_riff
from engine.document.saved.serial import KEYWORD
from engine.language import tr

#: Pillow's quality of a frame, by ours.
WEBP = {"small": 60, "good": 82, "best": 95}
AVIF = {"small": 50, "good": 68, "best": 85}
MILLISECONDS = 1000
#: What a RIFF counts in 32 bits.
MOST = 2**32 - 2**16


class _Writer:
    """What writers of this file share: they need see no frame before they begin, and hold nothing."""

    samples = 0

    def __init__(self, file: BinaryIO, plan: Plan, recipe: str) -> None:
        self._file, self._plan, self._recipe = file, plan, recipe
        self._done = 0  # frames

    def close(self) -> None:
        """Nothing is held."""


class WebpWriter(_Writer):
    """Writes an animated WebP (RFC 9649), each frame whole."""

    def begin(self, _: Sequence[Image.Image]) -> None:
        """The header, sRGB, and "repeat for ever"."""
        width, height = self._plan.width - 1, self._plan.height - 1
        flags = 0x20 | 0x02  # a profile; an animation
        shape = struct.pack("<I", flags) + width.to_bytes(3, "little") + height.to_bytes(3, "little")
        self._file.write(b"RIFF\0\0\0\0WEBP" + _riff(b"VP8X", shape) + _riff(b"ICCP", srgb()))
        self._file.write(_riff(b"ANIM", struct.pack("<IH", 0xFF000000, 0)))

    def add(self, picture: Image.Image) -> None:
        """A frame, over what was before."""
        plan, buffer = self._plan, io.BytesIO()
        picture.save(buffer, "WEBP", quality=WEBP[plan.quality], method=4)
        image = next(chunk for name, chunk in _riffs(buffer.getvalue()) if name in (b"VP8 ", b"VP8L"))
        sides = b"".join((side - 1).to_bytes(3, "little") for side in (plan.width, plan.height))
        lasts = plan.lasts(self._done, MILLISECONDS).to_bytes(3, "little")
        self._file.write(_riff(b"ANMF", bytes(6) + sides + lasts + b"\x02" + image))
        self._done += 1
        if self._file.tell() > MOST:
            raise ValueError(tr("A WebP film cannot be larger than 4 GB; make it smaller or shorter, or choose MP4."))

    def finish(self) -> None:
        """The recipe, and how long it all is."""
        if self._recipe:
            self._file.write(in_riff(self._recipe))
        length = self._file.tell()
        self._file.seek(4)
        self._file.write(struct.pack("<I", length - 8))
        self._file.seek(0, os.SEEK_END)


class ApngWriter(_Writer):
    """Writes an animated PNG (PNG, third edition), each frame whole and exact."""

    def begin(self, _: Sequence[Image.Image]) -> None:
        """The header, sRGB, how many frames there are, and the recipe."""
        plan = self._plan
        self._file.write(b"\x89PNG\r\n\x1a\n")
        self._file.write(_chunk(b"IHDR", struct.pack(">IIBBBBB", plan.width, plan.height, 8, 2, 0, 0, 0)))
        self._file.write(_chunk(b"sRGB", b"\0") + _chunk(b"acTL", struct.pack(">II", plan.count, 0)))
        if self._recipe:
            text = KEYWORD.encode() + b"\0\1\0\0\0" + zlib.compress(self._recipe.encode(), 9)
            self._file.write(_chunk(b"iTXt", text))
        self._sequence = 0

    def add(self, picture: Image.Image) -> None:
        """A frame: its time, then its pixels."""
        plan, buffer = self._plan, io.BytesIO()
        lasts = (1 / plan.rate).limit_denominator(65535)
        shape = struct.pack(">IIIII", self._next(), plan.width, plan.height, 0, 0)
        self._file.write(_chunk(b"fcTL", shape + struct.pack(">HHBB", lasts.numerator, lasts.denominator, 0, 0)))
        picture.save(buffer, "PNG")
        for data in _png_data(buffer.getvalue()):
            first = self._done == 0
            self._file.write(
                _chunk(b"IDAT", data) if first else _chunk(b"fdAT", struct.pack(">I", self._next()) + data)
            )
        self._done += 1

    def _next(self) -> int:
        self._sequence += 1
        return self._sequence - 1

    def finish(self) -> None:
        """The end."""
        self._file.write(_chunk(b"IEND", b""))


class AvifWriter(_Writer):
    """Writes an animated AVIF. Pillow keeps what is compressed until the end: a thirtieth of what a GIF would take."""

    def begin(self, _: Sequence[Image.Image]) -> None:
        """An encoder; without a profile it says sRGB by number (CICP 1, 13)."""
        from PIL import _avif  # of some builds only; `formats.why_not` has asked

        plan = self._plan
        subsampling = "4:4:4" if plan.quality == "best" else "4:2:0"
        # Size, subsampling, quality, speed, threads, codec, range, tiles (rows, columns), alpha, tiling by itself, then
        # profile, EXIF, orientation, XMP and more settings, of which there are none.
        self._encoder = _avif.AvifEncoder((plan.width, plan.height), subsampling, AVIF[plan.quality], 8, 2, "auto",
                                          "full", 0, 0, 0, 1, b"", b"", 1, b"", None)  # fmt: skip

    def add(self, picture: Image.Image) -> None:
        """A frame."""
        lasts = self._plan.lasts(self._done, MILLISECONDS)
        self._encoder.add(picture.tobytes("raw", "RGB"), lasts, picture.size, "RGB", 0)
        self._done += 1

    def finish(self) -> None:
        """The file, and the recipe behind it."""
        self._file.write(self._encoder.finish())
        if self._recipe:
            self._file.write(in_box(self._recipe))


@cache
def srgb() -> bytes:
    """A profile of sRGB, the same bytes at any time."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)  # when it was made (ICC.1, 7.2.1)
    made[84:100] = bytes(16)  # its own hash, which may be left out
    return bytes(made)


def _riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _riffs(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WebP: each one's name, and all of it."""
    at = 12
    while at < len(file):
        length = struct.unpack("<I", file[at + 4 : at + 8])[0]
        yield file[at : at + 4], file[at : at + 8 + length + length % 2]
        at += 8 + length + length % 2


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _png_data(file: bytes) -> Iterator[bytes]:
    """The pixels of a PNG, as they were compressed, in parts."""
    at = 8
    while at < len(file):
        length, name = struct.unpack(">I4s", file[at : at + 8])
        if name == b"IDAT":
            yield file[at + 8 : at + 8 + length]
        at += 12 + length
