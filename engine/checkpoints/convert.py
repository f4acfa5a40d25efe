"""Write a checkpoint as safetensors: the same weights under the same names, and where they came from."""

from __future__ import annotations

import os
import re
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor

from engine.checkpoints.checkpoint import Checkpoint
from engine.document.files import whole_file


def convert(checkpoint: Checkpoint, out: Path, family: str) -> None:
    """Write to `out`, whole or not at all, what `reading` opens as a checkpoint of this family with the same hash.

    "origin" in the metadata is the hash of the original file, so that documents made with it fit the new one.

    Raises:
        OSError: the file cannot be written; `out` is as it was.
    """
    written(checkpoint.weights, out, checkpoint.metadata | {"family": family}, checkpoint.sha256)


def written(weights: dict[str, Tensor], out: Path, metadata: dict[str, str], origin: str) -> None:
    """`convert` without a family; raises OSError."""
    with whole_file(out) as temporary:
        try:
            save_file(weights, temporary, metadata | {"format": "eigenbrush", "origin": origin})
        except SafetensorError as error:  # how the library says that the disk is full, or the folder is gone
            number = re.search(r"os error (\d+)", str(error))
            if number is None:
                raise
            raise OSError(int(number[1]), os.strerror(int(number[1])), str(out)) from error
