"""What a file of weights becomes once it has been read, and the one error for a file that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from torch import Tensor  # Only named here, so that asking what a file is never loads torch.

Format = Literal["safetensors", "torch"]


class UnreadableFile(ValueError):
    """A file that cannot be opened; its text is one plain sentence: what, why, what to do next."""


@dataclass(frozen=True)
class Checkpoint:
    """The weights in a file: floating ones as float32, all of them finite and on the processor.

    `sha256` (hexadecimal) is that of the whole file; `metadata` is empty for torch files.
    """

    path: Path
    format: Format
    sha256: str
    weights: dict[str, Tensor]
    metadata: dict[str, str]


def cleaned(path: Path, raw: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights under their plain names, floating ones as float32, in memory of their own.

    Raises:
        UnreadableFile: there are none, or they are of a kind that no generator uses, or not finite.
    """
    room = 4 * path.stat().st_size + 4096
    weights = {}
    for name, tensor in _plain_names(raw).items():
        # A file of a few bytes may claim a tensor of terabytes (stride 0), or share one storage among thousands.
        if str(tensor.layout) != "torch.strided" or tensor.is_quantized or tensor.device.type != "cpu":
            raise UnreadableFile(f"{path.name} holds {name} in a form that generators do not use; save it as float32.")
        room -= tensor.numel() * tensor.element_size()
        if room < 0:
            raise UnreadableFile(f"{path.name} claims more numbers than it has room for; download or save it again.")
        tensor = tensor.detach()
        weights[name] = (tensor.float() if tensor.is_floating_point() else tensor).clone().contiguous()
        if not weights[name].isfinite().all():
            raise UnreadableFile(
                f"{path.name} holds numbers that are not finite (in {name}), so it can draw nothing; "
                "use an earlier checkpoint, or download it again."
            )
    if not weights:
        raise UnreadableFile(f"{path.name} holds no weights; choose the file in which the generator was saved.")
    return weights


def _plain_names(raw: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Without what wrappers put before every name (DataParallel, torch.compile)."""
    weights = dict(raw)
    for prefix in ("_orig_mod.", "module.", "_orig_mod."):
        if weights and all(name.startswith(prefix) for name in weights):
            weights = {name.removeprefix(prefix): tensor for name, tensor in weights.items()}
    return weights
