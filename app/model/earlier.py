"""Sessions of earlier runs: what was open then is kept for a while, also where nobody saved it. No Qt."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from app.model.settings import home

KEPT = 10
_ENDING = ".eigenbrush"


def folder() -> Path:
    """Where they lie."""
    return home() / "earlier-sessions"


def put_aside(path: Path) -> None:
    """Move a session that is about to be replaced to those of earlier runs; the oldest beyond `KEPT` go.

    Raises:
        OSError: it cannot be moved.
    """
    folder().mkdir(exist_ok=True)
    when = datetime.fromtimestamp(path.stat().st_mtime)
    name, number = f"{when:%Y-%m-%d %H.%M.%S}", 1
    while (place := folder() / (name + (f" {number}" if number > 1 else "") + _ENDING)).exists():
        number += 1
    os.replace(path, place)
    for old in earlier()[KEPT:]:
        old.unlink(missing_ok=True)


def earlier() -> tuple[Path, ...]:
    """All there are, the newest first."""
    try:
        found = [(path.stat().st_mtime, path) for path in folder().glob(f"*{_ENDING}")]
    except OSError:  # a folder that nobody may look into
        return ()
    return tuple(path for _, path in sorted(found, reverse=True))


def left() -> tuple[Path, ...]:
    """Those, and what the windows of the last run had open, each its own; the newest first."""
    try:
        last = [path for path in home().glob(f"last-session*{_ENDING}") if path.is_file()]
        for path in home().glob(f"autosave*{_ENDING}"):
            running = home() / f"running{path.stem.removeprefix('autosave')}.lock"
            last += [path] if path.is_file() and not running.exists() else []
        found = [(path.stat().st_mtime, path) for path in (*last, *earlier())]
    except OSError:  # it has gone meanwhile, or nobody may look
        return earlier()
    return tuple(path for _, path in sorted(found, reverse=True))


def title(path: Path) -> str:
    """What such a session is called in a menu: when it was last changed."""
    when = datetime.fromtimestamp(path.stat().st_mtime)
    return f"Session of {when.day} {when:%B %Y, %H:%M}"
