"""Writing a file whole or not at all: a temporary sibling, flushed to the disk, then put in place at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.document.wording import CLAUSE, short


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to; it becomes `path` when the block ends well and vanishes when it does not.

    Raises:
        OSError: the folder cannot be written to or the disk is full; `path` is as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part{path.suffix}")
    try:
        yield temporary
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` whole or not at all; raises OSError as `whole_file` does."""
    with whole_file(path) as temporary:
        temporary.write_bytes(content)


def why_not_written(path: Path, error: OSError) -> str:
    """One plain sentence for a failed write."""
    reason = (error.strerror or str(error)).lower()
    return (
        f"{short(path.name)} could not be written to {short(path.parent)}: {short(reason, CLAUSE)}. Choose "
        "another folder, or free some space."
    )
