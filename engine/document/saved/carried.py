"""The recipe that a film's file carries, in the place that each format has for what others need not know.

GIF: an application extension (GIF89a, 26). WebP: a chunk of its RIFF. MP4, ProRes and AVIF: a box `uuid` behind the
others (ISO 14496-12, 11.1). WebM: an element `Void` behind the segment (RFC 8794, 11.3.2). Players pass over all
of them, and a recipe is found without any library of films.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from engine.document.disk.limits import CHUNKS, FILE, RECIPE, no_more
from engine.document.disk.reading import opened
from engine.document.disk.wording import in_brackets, short
from engine.language import tr

MARK = b"eigenbrush\0"
GIF_NAME = b"EIGENBRU1.0"
RIFF_NAME = b"EBRU"
UUID = bytes.fromhex("6569 6765 6e62 7275 7368 2066 696c 6d31")  # "eigenbrush film1"
EBML, VOID = b"\x1a\x45\xdf\xa3", b"\xec"


def packed(recipe: str) -> bytes:
    """What a file carries of a recipe."""
    return MARK + zlib.compress(recipe.encode(), 9)


def in_gif(recipe: str) -> bytes:
    """As an application extension, in blocks of at most 255 bytes."""
    content = packed(recipe)
    blocks = (content[at : at + 255] for at in range(0, len(content), 255))
    return b"\x21\xff\x0b" + GIF_NAME + b"".join(bytes([len(each)]) + each for each in blocks) + b"\0"


def in_riff(recipe: str) -> bytes:
    """As a chunk."""
    content = packed(recipe)
    return RIFF_NAME + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def in_box(recipe: str) -> bytes:
    """As a box."""
    content = UUID + packed(recipe)
    return struct.pack(">I4s", 8 + len(content), b"uuid") + content


def in_void(recipe: str) -> bytes:
    """As an element of EBML, its size in eight bytes."""
    content = packed(recipe)
    return VOID + struct.pack(">Q", len(content) | 1 << 56) + content


def carries(file: BinaryIO) -> bool:
    """Whether the film in this file carries a recipe; reads a few bytes a frame."""
    return next(_found(file), None) is not None


def is_film(head: bytes) -> bool:
    """Whether a file that begins so is of a kind that this module reads."""
    return head.startswith((b"GIF8", EBML)) or head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def read_carried(path: Path) -> str:
    """The recipe that a film carries; else an empty text.

    Raises:
        ValueError: it is damaged or larger than any recipe, or `path` is no file; one plain sentence.
        OSError: the file cannot be read.
    """
    with opened(path, None) as file:  # of films only the recipe is read, so they may have any size
        for length in _found(file):
            try:
                no_more(length, min(RECIPE, FILE), "bytes")
                inflate = zlib.decompressobj()
                text = inflate.decompress(_content(file, length)[len(MARK) :], RECIPE + 1)
                if len(text) > RECIPE or not inflate.eof:
                    raise ValueError(tr("it is cut off, or larger than any recipe"))
                return text.decode()
            except (ValueError, zlib.error) as error:
                raise ValueError(
                    tr("The recipe in {name} is damaged{why}.", name=short(path.name), why=in_brackets(error))
                ) from error
    return ""


def _content(file: BinaryIO, length: int) -> bytes:
    """What is carried, from where `_found` left the file; 0: as the blocks of a GIF say."""
    if length:
        return file.read(length)
    parts: list[bytes] = []
    while (size := file.read(1)) and size[0] and len(parts) * 255 < RECIPE:
        parts.append(file.read(size[0]))
    return b"".join(parts)


def _found(file: BinaryIO) -> Iterator[int]:
    """Where a recipe is, the file is left at its mark, and its bytes are told; 0 for the blocks of a GIF."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"GIF8"):
        return _in_gif(file, head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _in_riff(file)
    if head[4:8] == b"ftyp":
        return _in_boxes(file)
    return _in_ebml(file) if head.startswith(EBML) else iter(())


def _in_gif(file: BinaryIO, head: bytes) -> Iterator[int]:
    """Ours stands before the first frame."""
    file.seek(13 + (3 * (2 << (head[10] & 7)) if head[10] & 0x80 else 0))
    for _ in range(8):
        if file.read(2) != b"\x21\xff":
            return
        name = file.read(1 + len(GIF_NAME))[1:]
        if name == GIF_NAME:
            yield 0
            return
        while (size := file.read(1)) and size[0]:
            file.seek(size[0], os.SEEK_CUR)


def _in_riff(file: BinaryIO) -> Iterator[int]:
    file.seek(12)
    for _ in range(CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        length = struct.unpack("<I", head[4:])[0]
        if head[:4] == RIFF_NAME:
            yield length
            return
        file.seek(length + length % 2, os.SEEK_CUR)


def _in_boxes(file: BinaryIO) -> Iterator[int]:
    at, end = 0, file.seek(0, os.SEEK_END)
    for _ in range(CHUNKS):
        if at >= end:
            return
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        length, start = struct.unpack(">I", head[:4])[0], 8
        if length == 1 and len(head) == 16:
            length, start = struct.unpack(">Q", head[8:])[0], 16
        if length < start:  # 0: to the end of the file; ours would have been before
            return
        file.seek(at + start)
        if head[4:8] == b"uuid" and file.read(len(UUID)) == UUID:
            yield length - start - len(UUID)
            return
        at += length


def _in_ebml(file: BinaryIO) -> Iterator[int]:
    at, end = 0, file.seek(0, os.SEEK_END)
    for _ in range(8):  # header, segment, ours
        if at >= end:
            return
        file.seek(at)
        name = file.read(1)
        if not name:
            return
        name += file.read(_width(name) - 1)
        first = file.read(1)
        if not first or not first[0]:
            return
        width = _width(first)
        size = int.from_bytes(first + file.read(width - 1), "big") & ((1 << 7 * width) - 1)
        if size == (1 << 7 * width) - 1:  # unknown: to the end of the file
            return
        at = file.tell()
        if name == VOID and file.read(len(MARK)) == MARK:
            file.seek(at)
            yield size
            return
        at += size


def _width(first: bytes) -> int:
    """How many bytes a number of EBML has, by its first."""
    return 9 - first[0].bit_length() if first[0] else 8
