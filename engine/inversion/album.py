"""Which files of a folder are photos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.document.limits import ENTRIES, no_more
from engine.document.photo import PHOTOS


def photos_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """These files, and of folders among them the pictures that lie right in them, by their endings and in their order.

    Raises:
        TooLarge: there are more than anybody waits for; a clause.
        OSError: a folder cannot be looked into.
    """
    found = tuple(path for each in paths for path in _of(each))
    no_more(len(found), ENTRIES, "pictures")
    return found


def _of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.iterdir() if each.suffix.lower() in PHOTOS and each.is_file())
    else:
        yield path
