"""A checkpoint within a .gz or a .zip: unpacked beside, in a file that goes when it has been read."""

from __future__ import annotations

import gzip
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.disk.archives import LOCKED, is_locked
from engine.document.disk.wording import short
from engine.job import Job, Progress
from engine.language import tr

GZIP = b"\x1f\x8b\x08"
ENDINGS = (".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".bin", ".safetensors", ".npz")
#: How many times its own size a packed file may hold: numbers of networks hardly shrink.
LARGEST, LEAST = 16, 1 << 24
CHUNK = 1 << 24


def weights_in(names: list[str]) -> list[str]:
    """Those of the names in a zip that may be files of weights; a Mac's notes on them are none."""
    return [n for n in names if n.lower().endswith(ENDINGS) and not PurePosixPath(n).name.startswith("._")]


@contextmanager
def room() -> Iterator[Path]:
    """The path of a file to unpack into, which is removed in the end."""
    handle, name = tempfile.mkstemp(prefix="eigenbrush-", suffix=".unpacked")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        os.unlink(name)


def unpacking(file: BinaryIO, name: str, out: Path) -> Job[None]:
    """Write to `out` the one checkpoint in the .gz or .zip that is open as `file`.

    Raises:
        UnreadableFile: there is none, or several, or it is locked or claims too much; what zipfile and gzip raise over
        damaged ones; OSError.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if file.read(3) == GZIP:
        file.seek(0)
        try:
            with gzip.GzipFile(fileobj=file) as content:
                yield from _copied(content, size, name, out)
        except gzip.BadGzipFile as error:  # which is an OSError, though no disk is at fault
            raise UnreadableFile(
                tr("{name} is damaged or incomplete{why}; download or copy it again.", name=short(name), why="")
            ) from error
        return
    with zipfile.ZipFile(file) as archive:
        found = weights_in(archive.namelist())
        if is_locked(archive):
            raise UnreadableFile(
                tr("{name} was not opened: {locked}; unpack it and choose the file of weights inside.",
                   name=short(name), locked=LOCKED)
            )  # fmt: skip
        if len(found) != 1:
            some = ", ".join(short(PurePosixPath(each).name) for each in found[:3]) + (", …" if len(found) > 3 else "")
            raise UnreadableFile(
                tr(
                    "{name} holds several files of weights ({some}); unpack it and choose one.",
                    name=short(name),
                    some=some,
                )
            )
        with archive.open(found[0]) as content:
            yield from _copied(content, size, name, out)


def _copied(content: IO[bytes] | gzip.GzipFile, size: int, name: str, out: Path) -> Job[None]:
    most, done = max(LARGEST * size, LEAST), 0
    with out.open("wb") as target:
        while chunk := content.read(CHUNK):
            done += len(chunk)
            if done > most:
                raise UnreadableFile(
                    tr("{name} claims to hold more than its own size; download or copy it again.", name=short(name))
                )
            target.write(chunk)
            yield Progress(min(1.0, done / most), tr("unpacking the file"))
