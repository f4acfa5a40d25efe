"""Read a safetensors file. The library checks the header, its offsets and sizes; here its refusals become sentences."""

from __future__ import annotations

from pathlib import Path

from safetensors import SafetensorError, safe_open
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile, cleaned

#: What the library says, and what that means to a person.
REASONS = (
    ("not fully covered", "its length is not what its header promises"),
    ("invalid header length", "it ends before its header does"),
    ("header too small", "it ends before its header does"),
    ("header too large", "it claims a header larger than any checkpoint has"),
    ("invalid offset", "its header points outside the file"),
    ("invalid shape", "its header's shapes and sizes contradict each other"),
    ("overflow", "its header's shapes and sizes contradict each other"),
)


def read(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The weights and the metadata.

    Raises:
        UnreadableFile: the file is truncated, its header is wrong, or its weights are unfit.
    """
    try:
        with safe_open(path, "pt") as file:
            raw = {name: file.get_tensor(name) for name in file.keys()}
            metadata = dict(file.metadata() or {})
    except SafetensorError as error:
        why = next((reason for said, reason in REASONS if said in str(error)), "its header is not valid")
        raise UnreadableFile(f"{path.name} is damaged: {why}; download or copy it again.") from error
    return cleaned(path, raw), metadata
