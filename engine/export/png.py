"""Pictures as PNG with their recipe inside, written whole or not at all."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.document.files import whole_file
from engine.document.serial import KEYWORD, MAX_TEXT


def save_picture(pixels: np.ndarray, recipe: str, path: Path) -> None:
    """Write a frame as PNG with its recipe inside.

    Raises:
        NotWritten: it cannot be written; one plain sentence, and nothing under the final name has changed.
    """
    info = PngInfo()
    info.add_itxt(KEYWORD, recipe, zip=True)
    info.add_itxt("Software", "EigenBrush: an image made by a GAN")
    with whole_file(path) as file:
        Image.fromarray(pixels).save(file, "PNG", pnginfo=info)


def png_bytes(pixels: np.ndarray) -> bytes:
    """A frame as the content of a PNG file."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def read_recipe(path: Path) -> str:
    """The recipe that a PNG carries, or an empty text.

    Raises:
        ValueError: it is damaged; one plain sentence.
        OSError: the file cannot be read.
    """
    # Not through Pillow, which does not read texts of more than a megabyte back, not even its own.
    content, at, mark = path.read_bytes(), 8, KEYWORD.encode() + b"\0"
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        text = content[at + 8 : at + 8 + length]
        if text.startswith(mark):
            try:
                if kind == b"iTXt":
                    rest = text[len(mark) + 2 :].split(b"\0", 2)[2]  # after the language and the translated keyword
                    return (_inflated(rest) if text[len(mark)] else rest).decode()
                if kind in (b"tEXt", b"zTXt"):  # other programs save it so
                    return (_inflated(text[len(mark) + 1 :]) if kind == b"zTXt" else text[len(mark) :]).decode(
                        "latin-1"
                    )
            except (IndexError, ValueError, zlib.error) as error:
                raise ValueError(f"The recipe in {path.name} is damaged ({error}).") from error
        at += 12 + length
    return ""


def _inflated(packed: bytes) -> bytes:
    inflate = zlib.decompressobj()
    text = inflate.decompress(packed, MAX_TEXT)
    if not inflate.eof:
        raise ValueError("it is cut off, or larger than any recipe")
    return text
