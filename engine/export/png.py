"""Pictures as PNG with their recipe inside, written whole or not at all."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path
from threading import Event
from typing import BinaryIO, cast

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.document.disk.files import whole_file
from engine.document.disk.limits import CHUNKS, RECIPE, no_more
from engine.document.disk.reading import opened
from engine.document.disk.wording import in_brackets, short
from engine.document.saved.carried import is_film, read_carried
from engine.document.saved.serial import AS_TEXT, KEYWORD
from engine.language import tr

#: Bytes within which a text shows that it is a recipe.
START = 256


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


def save_laid(
    pixels: np.ndarray, part: np.ndarray, corner: tuple[int, int], path: Path, given_up: Event | None = None
) -> None:
    """Write a picture, uint8 (H, W, 3), as PNG, with `part` (h, w, 3) laid in at `corner` (left, top).

    Once it is `given_up` by another thread, it soon stops, and `path` is as it was. It takes four bytes a pixel.

    Raises:
        NotWritten: it cannot be written; one plain sentence, and nothing under the final name has changed.
        ValueError: the memory is not enough; one plain sentence.
    """
    with whole_file(path) as file:
        try:
            picture = Image.fromarray(pixels)
            picture.paste(Image.fromarray(part), corner)
            picture.save(cast(BinaryIO, _Stoppable(file, given_up or Event())), "PNG")
        except MemoryError as error:
            raise ValueError(
                tr(
                    "{name} needs more memory than there is. Close other programs, then save again.",
                    name=short(path.name),
                )
            ) from error


class _Stoppable:
    """A file that Pillow writes until it is given up."""

    def __init__(self, file: BinaryIO, given_up: Event) -> None:
        self._file, self._given_up = file, given_up
        self.flush = file.flush

    def write(self, content: bytes) -> int:
        """As a file's."""
        if self._given_up.is_set():
            raise ValueError(tr("The picture was not written to its end."))
        return self._file.write(content)


def png_bytes(pixels: np.ndarray) -> bytes:
    """A frame as the content of a PNG file."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def read_recipe(path: Path) -> str:
    """The recipe that a PNG or a film carries, or that a text file is; else an empty text.

    Raises:
        ValueError: it is damaged or larger than any recipe, or `path` is no file; one plain sentence.
        OSError: the file cannot be read.
    """
    # Not through Pillow, which does not read texts of more than a megabyte back, not even its own.
    mark = KEYWORD.encode() + b"\0"
    with opened(path, None) as file:  # only the recipe is read, of which no more than there may be
        begin = file.read(START)
        if is_film(begin):
            return read_carried(path)
        if AS_TEXT.match(begin):
            file.seek(0)
            return file.read(RECIPE + 1).decode(errors="replace")  # one too many is refused with the rest
        file.seek(8)
        for _ in range(CHUNKS):
            length, kind = struct.unpack(">I4s", file.read(8).ljust(8, b"\0"))
            start = file.read(min(length, len(mark)))
            if start == mark:
                try:
                    no_more(length, RECIPE, "bytes")
                    if (text := _text(kind, file.read(length - len(mark)))) is not None:
                        return text
                except (IndexError, ValueError, zlib.error) as error:
                    raise ValueError(
                        tr("The recipe in {name} is damaged{why}.", name=short(path.name), why=in_brackets(error))
                    ) from error
                return ""
            if not kind.strip(b"\0"):  # the end of the file
                return ""
            file.seek(length - len(start) + 4, os.SEEK_CUR)
    return ""


def _text(kind: bytes, rest: bytes) -> str | None:
    """The text of a chunk, from what stands after its keyword; None: it is no text."""
    if kind == b"iTXt":
        packed, text = rest[0], rest[2:].split(b"\0", 2)[2]  # after the language and the translated keyword
        return (_inflated(text) if packed else text).decode()
    if kind == b"zTXt":  # other programs save it so
        return _inflated(rest[1:]).decode("latin-1")
    return rest.decode("latin-1") if kind == b"tEXt" else None


def _inflated(packed: bytes) -> bytes:
    inflate = zlib.decompressobj()
    text = inflate.decompress(packed, RECIPE + 1)  # one more, or the end of the longest would not be seen
    if len(text) > RECIPE or not inflate.eof:
        raise ValueError(tr("it is cut off, or larger than any recipe"))
    return text
