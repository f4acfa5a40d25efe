"""Copies of slow files as safetensors in a folder, named by the original's hash; the least recently used go first."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import get_args

from engine.checkpoints.checkpoint import Checkpoint, Format, cleaned
from engine.checkpoints.convert import written
from engine.checkpoints.safetensors_file import read
from engine.job import Job, within

#: Bytes in the folder, at most.
ROOM = 4_000_000_000
#: What a copy's metadata tell besides the original's own.
KIND, OURS = "copied_from", ("format", "origin", "copied_from")


def kept(folder: Path, sha256: str, path: Path) -> Job[Checkpoint | None]:
    """What `path`, a file with this hash, holds, from its copy; None where there is none.

    A copy that is damaged is removed.
    """
    copy = _copy(folder, sha256)
    if not os.path.isfile(copy):  # which is no error in a folder that nobody may look into
        return None
    try:
        with copy.open("rb") as file:
            tensors, metadata = read(copy, file)
            if metadata.get("origin") != sha256 or metadata.get(KIND) not in get_args(Format):
                raise ValueError("a file that was not written here")
            weights = yield from within(0, 0, cleaned(copy.name, file.seek(0, 2), tensors))
    except Exception:  # whatever is wrong with a copy, the original is still there
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        return None
    with suppress(OSError):  # in a folder that may only be read nothing goes, so nothing needs the time of its use
        os.utime(copy)
    kind: Format = "nvidia" if metadata[KIND] == "nvidia" else "torch"
    own = {key: text for key, text in metadata.items() if key not in OURS}
    return Checkpoint(path, kind, sha256, weights, own)


def keep(folder: Path, checkpoint: Checkpoint, room: int = ROOM) -> None:
    """Copy a checkpoint into the folder, and remove the copies that were not used for longest."""
    size = sum(weight.numel() * weight.element_size() for weight in checkpoint.weights.values())
    if size > room:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        make_room(folder, room - size)
        copy = _copy(folder, checkpoint.sha256)
        written(checkpoint.weights, copy, checkpoint.metadata | {KIND: checkpoint.format}, checkpoint.sha256)
    except (OSError, ValueError):
        return  # neither a full disk nor too many names keep the original from opening; it is only slower next time


def make_room(folder: Path, room: int) -> None:
    """Remove copies, those not used for longest first, until they take at most `room` bytes; raises OSError."""
    copies = sorted(folder.glob("*.safetensors"), key=lambda copy: copy.stat().st_mtime, reverse=True)
    for copy in copies:
        room -= copy.stat().st_size
        if room < 0:
            copy.unlink(missing_ok=True)


def _copy(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.safetensors"
