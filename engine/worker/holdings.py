"""What the answers to requests share: the device, the methods, the arrays, and the generators that are open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from engine import device
from engine.checkpoints.folder import files_of
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import Workers
from engine.document.disk.caches import Cache
from engine.document.keys import Source
from engine.drawing.opened import Opened
from engine.film.preparing import Sounds
from engine.generators import load
from engine.language import tr
from engine.methods import load_methods
from engine.remote.elsewhere import Elsewhere, chosen
from engine.units import Units

#: What tells files apart. The time of change (mtime) alone does not: who unpacks or copies a file sets it at will. When
#: the disk last took note of the file (ctime) nobody sets.
FileKey = tuple[str | int, ...]
#: Seconds that closing waits for the connection to workers to end; what they do for it ends in any case.
LEAVING = 2.0
#: Generators kept in memory; switching back to one of them is instant.
KEPT = 3


class Holdings:
    """The open generators by their hash, the last used last, and what they are opened with. `tell` hears how it stands
    with workers on other machines, on any thread."""

    def __init__(self, arrays: ArrayStore, tell: Callable[[Workers], None] | None = None) -> None:
        self.arrays, self.tell = arrays, tell
        self.device = device.best()
        self.methods = load_methods()
        self.sounds = Sounds()
        self.units: Units = chosen(tell)
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._files: dict[FileKey, str] = {}  # which hash a file had when it was opened

    def get(self, sha256: str) -> Opened:
        """An open generator.

        Raises:
            ValueError: it is not open; a sentence for a person.
        """
        if sha256 not in self._open:
            raise ValueError(tr("This picture's generator is not open. Open its file again."))
        return self._open[sha256]

    def known(self, key: FileKey | None) -> Opened | None:
        """The open generator of what has this key (`file_key`) still; None if there is none."""
        return self._open.get(self._files.get(key, "")) if key else None

    def same(self, key: FileKey | None, sha256: str) -> Opened | None:
        """The open generator of this hash, which is now known to belong to this key; None if it is not open."""
        if key:
            self._files[key] = sha256
        return self._open.get(sha256)

    def hold(self, opened: Opened) -> None:
        """Take a generator in, or use it again; the one that was not used for longest goes if there are too many."""
        sha256 = opened.generator.sha256
        self._open[sha256] = opened
        self._open.move_to_end(sha256)
        while len(self._open) > KEPT:
            self._open.popitem(last=False)

    def sparing(self, cache: Cache | None) -> Cache | None:
        """A cache that keeps the files of what is open."""
        return None if cache is None else replace(cache, used=frozenset(self._open))

    @property
    def elsewhere(self) -> Elsewhere | None:
        """The workers that do units, where some were chosen."""
        return self.units if isinstance(self.units, Elsewhere) else None

    def close(self) -> None:
        """Leave the workers."""
        if self.elsewhere is not None:
            self.elsewhere.link.close(LEAVING)

    def move(self, to: str) -> None:
        """Compute on this device from now on; what is open is closed."""
        self._open.clear()
        self.device = torch.device(to)

    def fall_back(self, opened: Opened) -> Opened:
        """The same generator on the processor, all others closed: the other device's memory was not enough."""
        self.move("cpu")
        generator = load(opened.generator.source, expected=opened.generator.sha256)
        again = Opened(generator, opened.info, self.arrays, self.device)
        self.hold(again)
        return again


def file_key(what: str) -> FileKey | None:
    """What tells whether `builtin:NAME` or a file is still the one that was opened: of each file that is read for it
    the path, the place on the disk, the size, and the times of the last change of its content and of what the disk
    knows of it. None where it cannot be told; opening it will say what is wrong."""
    if not Source(what).is_file:
        return (what,)
    try:
        found = [(path, path.stat()) for path in files_of(Path(what).absolute())]
    except (OSError, ValueError):
        return None
    return tuple(
        each for path, seen in found
        for each in (str(path), seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
    )  # fmt: skip
