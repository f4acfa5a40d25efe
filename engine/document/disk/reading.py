"""The one way to open what a person names for reading: a regular file, of a size that is known and not too large."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import BinaryIO

from engine.document.disk.limits import FILE, TooLarge, no_more
from engine.document.disk.wording import CLAUSE, short
from engine.language import tr


class NotAFile(ValueError):
    """What is to be read is no file, or a larger one than is read; the message is one plain sentence."""


def opened(path: Path, largest: int | None = FILE) -> BinaryIO:
    """An open file of at most so many bytes; None: however large.

    Raises:
        NotAFile: it is a folder, a pipe or a device, has a name that no file has, or is larger.
        OSError: it cannot be opened.
    """
    try:
        # A pipe that nobody writes to would be waited for; what it is can only be asked once it is open, as another
        # could come into its place in between.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError as error:  # a zero byte
        raise NotAFile(tr("No file has such a name; choose another.")) from error
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            what = tr("a folder") if stat.S_ISDIR(found.st_mode) else tr("a pipe or a device")
            raise NotAFile(tr("{name} is {what}, not a file; choose a file.", name=short(path.name or path), what=what))
        try:
            no_more(found.st_size, found.st_size if largest is None else largest, "bytes")
        except TooLarge as error:
            raise NotAFile(
                tr(
                    "{name} was not opened: {error}. Choose another file.",
                    name=short(path.name),
                    error=short(error, CLAUSE),
                )
            ) from error
        if not found.st_size:  # nothing is read: some files of the system say so and have no end, or cannot be read
            os.close(number)
            return io.BytesIO()
        return os.fdopen(number, "rb")
    except NotAFile:
        os.close(number)
        raise


def content(path: Path, largest: int) -> bytes:
    """All of a file of at most so many bytes, also where it grows meanwhile; raises what `opened` raises."""
    with opened(path, largest) as file:
        return file.read(largest)
