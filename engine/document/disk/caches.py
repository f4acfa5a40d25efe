"""What can be made again and is kept to save time: copies of slow files, what methods found, thumbnails,
frames of films.

All of it in one home is bounded together; what was not used for longest goes first.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

#: Bytes of everything kept, where nobody chose another number.
ROOM = 4_000_000_000
#: Files, however small they are.
FILES = 5_000
FOLDERS = ("converted", "directions", "thumbnails", "frames")
ENDINGS = (".safetensors", ".png", ".json", ".frames")

_at_work: set[Path] = set()  # what a job of this process reads now


@dataclass(frozen=True)
class Cache:
    """The folders of a home in which such files lie, and the bytes that they may take together.

    `used` are hashes of the generators that are open: files named by them stay.
    """

    home: str
    room: int = ROOM
    used: frozenset[str] = frozenset()

    def folder(self, name: str) -> Path:
        """One of `FOLDERS`; it need not be there."""
        assert name in FOLDERS
        return Path(self.home) / name

    def make_room(self, size: int = 0) -> bool:
        """Remove what was not used for longest until `size` more bytes fit; False, with nothing removed, if they never
        can. What is in use stays, and so does what cannot be removed."""
        found = sorted(self._found(), key=lambda file: file[0])
        staying = sum(taken for _, taken, path in found if self._in_use(path))
        if size + staying > self.room:
            return False
        excess, count = size + sum(taken for _, taken, _ in found) - self.room, len(found)
        for _, taken, path in found:
            if excess <= 0 and count <= FILES:
                break
            if not self._in_use(path):
                with suppress(OSError):
                    path.unlink()
                    excess, count = excess - taken, count - 1
                with suppress(OSError):  # the last one of a generator takes its folder along
                    if path.parent.parent.name in FOLDERS:
                        path.parent.rmdir()
        return excess <= 0

    def _in_use(self, path: Path) -> bool:
        return path.stem in self.used or path in _at_work

    def _found(self) -> Iterator[tuple[float, int, Path]]:
        """When each file was used last, its bytes, and where it lies. Links and what is not ours are not looked at."""
        for folder, _, names in (each for name in FOLDERS for each in os.walk(self.folder(name))):
            for path in (Path(folder, name) for name in names if name.endswith(ENDINGS)):
                with suppress(OSError):  # another window was quicker
                    seen = path.lstat()
                    if stat.S_ISREG(seen.st_mode):
                        yield seen.st_mtime, seen.st_size, path


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """While the block runs, this file is in use; it counts as used now."""
    used_now(path)
    _at_work.add(path)
    try:
        yield
    finally:
        _at_work.discard(path)


def used_now(path: Path) -> None:
    """Let a file be the last that goes."""
    with suppress(OSError):  # in a folder that may only be read nothing goes, so nothing needs the time of its use
        os.utime(path)
