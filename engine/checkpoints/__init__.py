"""Open any file of weights safely. Nothing from a file is ever executed; importing this loads no torch."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.checkpoints import sniff
from engine.checkpoints.checkpoint import Checkpoint, UnreadableFile

__all__ = ["Checkpoint", "UnreadableFile", "read"]

#: Why a file that is not weights, or not weights we can read, is refused.
REFUSALS: dict[sniff.Container, str] = {
    "torchscript": "is a TorchScript program, not plain weights; save the generator's state_dict instead.",
    "tar": "is a tar archive; unpack it and choose the file of weights inside.",
    "pickle": (
        "is a Python pickle, which can run code when opened, so it was left closed; "
        "ask its author for a state_dict or a safetensors file."
    ),
    "nvidia pickle": "is a pickle from NVIDIA's code; this version does not open those yet.",
}


def read(path: str | Path) -> Checkpoint:
    """The weights in a file, whatever its name.

    Raises:
        UnreadableFile: with one plain sentence: what, why, what to do next.
    """
    path = Path(path)
    if sniff.is_folder(path):
        raise UnreadableFile(f"{path.name} is a folder; choose the file of weights inside it.")
    with sniff.opened(path) as file:
        container = sniff.container(file)
        empty = file.seek(0, 2) == 0
    if empty:
        raise UnreadableFile(f"{path.name} is empty; download or copy it again.")
    if container is None:
        raise UnreadableFile(
            f"{path.name} is {_seen(path)}, not a checkpoint; choose a safetensors file or one saved by torch."
        )
    if container in REFUSALS:
        raise UnreadableFile(f"{path.name} {REFUSALS[container]}")
    try:
        return _read(path, container)
    except UnreadableFile:
        raise
    except OSError as error:
        raise sniff.unreadable(path, error) from error
    except MemoryError as error:
        raise UnreadableFile(f"{path.name} does not fit into memory; close other programs first.") from error
    except Exception as error:  # readers raise all manner of things over a file that was tampered with
        raise UnreadableFile(f"{path.name} is damaged or incomplete; download or copy it again.") from error


def _read(path: Path, container: sniff.Container) -> Checkpoint:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if container == "safetensors":
        from engine.checkpoints import safetensors_file

        return Checkpoint(path, "safetensors", sha256, *safetensors_file.read(path))
    from engine.checkpoints import torch_file

    return Checkpoint(path, "torch", sha256, *torch_file.read(path))


def _seen(path: Path) -> str:
    names = {"session": "a saved session", "recipe": "a picture with a recipe", "picture": "a picture"}
    return names.get(sniff.kind(path), "an unknown kind of file")
