"""Write a checkpoint as safetensors: the same weights under the same names, and where they came from."""

from __future__ import annotations

import struct
from pathlib import Path

from safetensors.torch import save
from torch import Tensor

from engine.checkpoints.checkpoint import Checkpoint
from engine.checkpoints.safetensors_file import LONGEST_HEADER
from engine.document.disk.files import write_whole
from engine.document.disk.limits import TooLarge, no_more, not_saved
from engine.language import tr


def convert(checkpoint: Checkpoint, out: Path, family: str) -> None:
    """Write to `out`, whole or not at all, what `reading` opens as a checkpoint of this family with the same hash.

    "origin" in the metadata is the hash of the original file, so that documents made with it fit the new one.

    Raises:
        ValueError: its names and metadata are more than is read of a safetensors file; one plain sentence.
        OSError: the file cannot be written; `out` is as it was.
    """
    written(checkpoint.weights, out, checkpoint.metadata | {"family": family}, checkpoint.sha256)


def written(weights: dict[str, Tensor], out: Path, metadata: dict[str, str], origin: str) -> None:
    """`convert` without a family; raises what it raises."""
    write_whole(out, content_of(weights, metadata, origin, out.name))


def content_of(weights: dict[str, Tensor], metadata: dict[str, str], origin: str, name: str) -> bytes:
    """What is written to a file of this name; raises ValueError as `convert` does."""
    # Not by the library's `save_file`, which opens a path of its own: links, modes and full disks are our affair.
    content = save(weights, metadata | {"format": "eigenbrush", "origin": origin})
    try:
        no_more(struct.unpack("<Q", content[:8])[0], LONGEST_HEADER, "bytes")
    except TooLarge as error:
        raise ValueError(not_saved(name, error, tr("Use the file as it is."))) from error
    return content
