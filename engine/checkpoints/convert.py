"""Write a checkpoint as safetensors: the same weights under the same names, and where they came from."""

from __future__ import annotations

from pathlib import Path

from safetensors.torch import save
from torch import Tensor

from engine.checkpoints.checkpoint import Checkpoint
from engine.document.files import write_whole


def convert(checkpoint: Checkpoint, out: Path, family: str) -> None:
    """Write to `out`, whole or not at all, what `reading` opens as a checkpoint of this family with the same hash.

    "origin" in the metadata is the hash of the original file, so that documents made with it fit the new one.

    Raises:
        OSError: the file cannot be written; `out` is as it was.
    """
    written(checkpoint.weights, out, checkpoint.metadata | {"family": family}, checkpoint.sha256)


def written(weights: dict[str, Tensor], out: Path, metadata: dict[str, str], origin: str) -> None:
    """`convert` without a family; raises OSError."""
    # Not by the library's `save_file`, which opens a path of its own: links, modes and full disks are our affair.
    write_whole(out, save(weights, metadata | {"format": "eigenbrush", "origin": origin}))
