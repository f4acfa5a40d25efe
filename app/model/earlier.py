"""Sessions of earlier runs: what was open then is kept for a while, also where nobody saved it. No Qt.

Of two that hold the same the newer stays. All of the last day stay, however many: nothing that somebody may still miss
goes without a word. Of older ones the oldest go first, while there are more than `KEPT`, or `ROOM` bytes, in all.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from app.home import home
from engine.document.disk.archives import opened_zip, unpacked
from engine.document.disk.limits import JSON, parsed
from engine.document.disk.reading import opened
from engine.document.saved.session import DAMAGED, Belongs, read_belongs
from engine.language import tr

KEPT = 40
ROOM = 200_000_000  # bytes
PREVIEW = 50_000_000  # bytes of the picture of one
DAY = 24 * 3600  # seconds
BESIDE = ("session.json", "preview.png")  # what a session's arrays, sets and faces lie beside
_ENDING = ".eigenbrush"


def folder() -> Path:
    """Where they lie."""
    return home() / "earlier-sessions"


def put_aside(path: Path) -> None:
    """Move a session that is about to be replaced to those of earlier runs, and take away what need not stay.

    Raises:
        OSError: it cannot be moved.
    """
    folder().mkdir(exist_ok=True)
    held = _held(path)
    for other in earlier():
        with suppress(FileNotFoundError):  # another window took it away
            if _held(other) == held:
                other.unlink()
    when = datetime.fromtimestamp(path.stat().st_mtime)
    name, number = f"{when:%Y-%m-%d %H.%M.%S}", 1
    while (place := folder() / (name + (f" {number}" if number > 1 else "") + _ENDING)).exists():
        number += 1
    os.replace(path, place)
    _tidy()


def _tidy() -> None:
    room = 0
    for count, old in enumerate(earlier(), 1):
        with suppress(FileNotFoundError):  # another window took it away
            seen = old.stat()
            room += seen.st_size
            if (count > KEPT or room > ROOM) and time.time() - seen.st_mtime > DAY:
                old.unlink()


def same(one: Path, other: Path) -> bool:
    """Whether two of them hold the same, whatever picture lies beside it; raises OSError."""
    return _held(one) == _held(other)


def _held(path: Path) -> str:
    """A hash of what such a file holds, to compare; raises OSError."""
    seen = path.stat()
    return _hash(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(256)
def _hash(path: Path, _when: int, _size: int) -> str:
    """Of its values and the check sums of all else but the picture beside them; else of the file as it is."""
    try:
        with opened(path) as raw, opened_zip(raw) as file:
            values = parsed(unpacked(file, "session.json", JSON).decode())
            values.pop("belongs", None)
            others = {member.filename: member.CRC for member in file.infolist() if member.filename not in BESIDE}
        text = json.dumps([values, others], sort_keys=True).encode()
    except DAMAGED:
        text = path.read_bytes()
    return sha256(text).hexdigest()


def belongs(path: Path) -> Belongs:
    """What such a file says that it is of; what cannot be read is of no file, and changed."""
    try:
        with opened(path) as raw, opened_zip(raw) as file:
            return read_belongs(parsed(unpacked(file, "session.json", JSON).decode()).get("belongs")) or Belongs()
    except DAMAGED:
        return Belongs()


def picture(path: Path) -> bytes:
    """The PNG that lies in such a file, of what was on screen; empty where there is none that can be read."""
    try:
        with opened(path) as raw, opened_zip(raw) as file:
            return unpacked(file, BESIDE[1], PREVIEW)
    except DAMAGED:
        return b""


def saved_later(path: Path) -> str:
    """The session file that an autosave is of, if that was saved after it; else empty."""
    known = belongs(path)
    with suppress(OSError, ValueError):
        seen = os.stat(known.path)
        if seen.st_mtime_ns > known.when and (seen.st_mtime_ns, seen.st_size) != known.stamp:
            return known.path
    return ""


def changed(path: Path) -> int:
    """When it was written last (ns); 0 if it has gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def earlier() -> tuple[Path, ...]:
    """All that were put aside, the one last changed first."""
    return _newest_first(folder().glob(f"*{_ENDING}"))


def left() -> tuple[Path, ...]:
    """Those, and what the windows of the last run had open, each its own; the one last changed first, each once."""
    last = [*home().glob(f"last-session*{_ENDING}"), *folder().glob(f"*{_ENDING}")]
    for path in home().glob(f"autosave*{_ENDING}"):
        if not (home() / f"running{path.stem.removeprefix('autosave')}.lock").exists():  # else it is open
            last.append(path)
    found: list[Path] = []
    known: list[object] = []
    for path in _newest_first(last):
        with suppress(OSError):  # it has gone meanwhile
            if (held := _held(path)) not in known:
                known.append(held)
                found.append(path)
    return tuple(found)


def _newest_first(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Those of them that are files, the one last written first."""
    found: list[tuple[int, Path]] = []
    try:
        for path in paths:
            with suppress(FileNotFoundError):
                if path.is_file():
                    found.append((path.stat().st_mtime_ns, path))
    except OSError:  # a folder that nobody may look into
        return ()
    return tuple(path for _, path in sorted(found, reverse=True))


def title(path: Path) -> str:
    """What such a session is called in a menu: when it was last changed."""
    when = datetime.fromtimestamp(path.stat().st_mtime)
    return tr("Session of {day} {when:%B %Y, %H:%M}", day=when.day, when=when)
