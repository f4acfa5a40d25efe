"""A disk that is full when it is told to be: a real small one where this process may mount it, else the next best."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

SIZE = 8_000_000


class SmallDisk:
    """A folder on it, and `how` it is made, in words. `mounted`: it is a disk of its own."""

    def __init__(self, folder: Path, *, mounted: bool) -> None:
        self.folder, self.mounted = folder, mounted
        limited = "a limit of this process (RLIMIT_FSIZE)" if resource else "os.fsync that says ENOSPC"
        self.how = "a tmpfs of 8 MB" if mounted else limited
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        #: Why no folder can be made read-only; empty: one can.
        self.never_read_only = "root writes into every folder, and may not mount here" if root and not mounted else ""

    @contextmanager
    def room(self, count: int) -> Iterator[None]:
        """While the block runs, there is room for about so many bytes."""
        if not self.mounted:
            with _limited(count) if resource else patch.object(os, "fsync", _full):
                yield
            return
        filler = self.folder / "filler"
        found = os.statvfs(self.folder)
        filler.write_bytes(bytes(max(0, found.f_bavail * found.f_frsize - count)))
        try:
            yield
        finally:
            filler.unlink()

    @contextmanager
    def read_only(self, folder: Path) -> Iterator[None]:
        """While the block runs, nothing can be written into this folder of it."""
        try:
            if self.mounted:
                _mount("-o", "remount,ro", self.folder)
            else:
                folder.chmod(0o500)
            yield
        finally:
            if self.mounted:
                _mount("-o", "remount,rw", self.folder)
            else:
                folder.chmod(0o700)


@contextmanager
def small_disk(folder: Path, *, mount: bool = True) -> Iterator[SmallDisk]:
    """One at this folder, which is made; `mount`: a real one, if that can be."""
    folder.mkdir()
    mounted = mount and _mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder)
    try:
        yield SmallDisk(folder, mounted=mounted)
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


def _mount(*arguments: str | Path) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextmanager
def _limited(count: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _full(*_: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
