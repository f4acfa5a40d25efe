"""Two windows on one home: what each of them changed is kept when they save their settings, whoever closes last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from app.model.settings import Settings, newest, save_settings, stored_settings


def save_merged(mine: Settings, before: Settings) -> None:
    """Write this window's settings over what lies there now; raises what `save_settings` raises."""
    theirs = stored_settings()
    save_settings(mine if theirs is None else merged(mine, before, theirs))


def merged(mine: Settings, before: Settings, theirs: Settings) -> Settings:
    """What to write: `mine` where this window changed it since `before`, else `theirs`, which is what lies there now.

    Recent files, names, stars and joins of both are kept; those that this window took away are gone.
    """
    values = {
        f.name: getattr(mine if getattr(mine, f.name) != getattr(before, f.name) else theirs, f.name)
        for f in fields(Settings)
    }
    for name in ("names", "joined"):
        each = [getattr(settings, name) for settings in (mine, before, theirs)]
        values[name] = {sha256: _entries(*(one.get(sha256, {}) for one in each)) for sha256 in each[2] | each[0]}
    values["starred"] = {
        sha256: _list(*(each.starred.get(sha256, []) for each in (mine, before, theirs)))
        for sha256 in theirs.starred | mine.starred
    }
    values["pinned"] = pinned = _list(mine.pinned, before.pinned, theirs.pinned)
    recent = [known for known in mine.recent if known.path in mine.touched]
    recent += [known for known in theirs.recent if known.path not in mine.touched]
    values["recent"] = newest(recent, pinned, lambda known: known.path)
    for name in ("sessions", "pictures"):
        paths = [path for path in getattr(mine, name) if path in mine.touched]
        paths += [path for path in getattr(theirs, name) if path not in mine.touched]
        values[name] = newest(paths, pinned, str)
    return Settings(**values)


def _entries(mine: Mapping[str, str], before: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Their entries, with what was changed, added and taken away here."""
    changed = {key: value for key, value in mine.items() if before.get(key) != value}
    return {key: value for key, value in theirs.items() if key in mine or key not in before} | changed


def _list(mine: list[str], before: list[str], theirs: list[str]) -> list[str]:
    """Their list, with what was added and taken away here."""
    kept = [each for each in theirs if each in mine or each not in before]
    return kept + [each for each in mine if each not in before and each not in theirs]
