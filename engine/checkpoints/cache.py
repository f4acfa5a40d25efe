"""Copies of slow files as safetensors, named by the original's hash, in the `converted` folder of the caches."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import get_args

from engine.checkpoints.checkpoint import Checkpoint, Format, cleaned
from engine.checkpoints.convert import written
from engine.checkpoints.safetensors_file import read
from engine.document.disk import caches
from engine.document.disk.caches import Cache
from engine.job import Job, within
from engine.language import tr

#: What a copy's metadata tell besides the original's own.
KIND, OURS = "copied_from", ("format", "origin", "copied_from")


def kept(cache: Cache, sha256: str, path: Path) -> Job[Checkpoint | None]:
    """What `path`, a file with this hash, holds, from its copy; None where there is none.

    A copy that is damaged is removed.
    """
    copy = _copy(cache, sha256)
    if not os.path.isfile(copy):  # which is no error in a folder that nobody may look into
        return None
    try:
        with caches.reading(copy), copy.open("rb") as file:
            tensors, metadata = read(copy, file)
            if metadata.get("origin") != sha256 or metadata.get(KIND) not in get_args(Format):
                raise ValueError(tr("a file that was not written here"))
            weights = yield from within(0, 0, cleaned(copy.name, file.seek(0, 2), tensors))
    except Exception:  # whatever is wrong with a copy, the original is still there
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        return None
    kind: Format = "nvidia" if metadata[KIND] == "nvidia" else "torch"
    own = {key: text for key, text in metadata.items() if key not in OURS}
    return Checkpoint(path, kind, sha256, weights, own)


def keep(cache: Cache, checkpoint: Checkpoint) -> None:
    """Copy a checkpoint, unless there is no room for it."""
    size = sum(weight.numel() * weight.element_size() for weight in checkpoint.weights.values())
    copy = _copy(cache, checkpoint.sha256)
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        if cache.make_room(size):
            written(checkpoint.weights, copy, checkpoint.metadata | {KIND: checkpoint.format}, checkpoint.sha256)
    except (OSError, ValueError):
        return  # neither a full disk nor too many names keep the original from opening; it is only slower next time


def _copy(cache: Cache, sha256: str) -> Path:
    return cache.folder("converted") / f"{sha256}.safetensors"
