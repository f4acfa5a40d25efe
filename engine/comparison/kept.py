"""Comparisons in the cache: the table of each effort as JSON, and the best directions of each method beside it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.directions import cache as direction_cache
from engine.document.disk.caches import Cache, used_now
from engine.document.keys import SliderKey
from engine.document.truth.comparison import Comparison, Effort, MethodRow
from engine.document.truth.comparison_file import load_comparison, save_comparison

log = logging.getLogger(__name__)


def keep(cache: Cache, found: Comparison, effort: Effort) -> None:
    """Write it down. What cannot be is only written into the log: it can be measured again."""
    folder = _folder(cache, found.sha256)
    for row in found.rows:
        if row.best is not None and not (kept := _place(folder, row.best.key)).is_file():
            direction_cache.write(cache, row.best, kept)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_comparison(found, _table(folder, effort))
        cache.make_room()
    except OSError as error:
        log.warning("a comparison could not be kept: %s", error)


def kept(cache: Cache | None, sha256: str, efforts: Sequence[Effort]) -> tuple[Comparison, ...]:
    """Those of a generator that can be read."""
    found = list[Comparison]()
    for path in (_table(_folder(cache, sha256), effort) for effort in efforts) if cache is not None else ():
        if path.is_file():
            try:
                found.append(with_best(load_comparison(path), cache))
                used_now(path)
            except (OSError, ValueError) as error:  # a damaged copy is no loss: it is measured again
                log.warning("%s", error)
    return tuple(found)


def with_best(found: Comparison, cache: Cache | None) -> Comparison:
    """The same table with those best directions that are in the cache."""
    if cache is None:
        return found
    folder = _folder(cache, found.sha256)
    return replace(found, rows=tuple(_with_best(row, folder) for row in found.rows))


def _with_best(row: MethodRow, folder: Path) -> MethodRow:
    key = next((SliderKey(f.key).group for f in row.factors if f.key and not SliderKey(f.key).own), "")
    found = direction_cache.read(_place(folder, key)) if key else None
    return replace(row, best=found) if found is not None and found.key == key else row


def _folder(cache: Cache, sha256: str) -> Path:
    return cache.folder("directions") / sha256[:16]


def _place(folder: Path, key: str) -> Path:
    return folder / f"{key.replace(':', '-')}.safetensors"


def _table(folder: Path, effort: Effort) -> Path:
    return folder / f"compared-{effort.seeds}-{effort.portraits}-{effort.samples}.json"
