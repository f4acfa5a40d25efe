"""What a file of weights becomes once it has been read, and the one error for a file that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from engine.checkpoints.forms.prefixes import unwrapped
from engine.checkpoints.pickles.names import shown
from engine.document.disk.wording import short
from engine.job import Job, Progress
from engine.language import tr

if TYPE_CHECKING:
    from torch import Tensor  # Only named here, so that asking what a file is never loads torch.

Format = Literal["safetensors", "torch", "nvidia"]


class UnreadableFile(ValueError):
    """A file that cannot be opened; its text is one plain sentence: what, why, what to do next."""


@dataclass(frozen=True)
class Checkpoint:
    """The weights in a file: floating ones as float32, all of them finite and on the processor.

    `sha256` (hexadecimal) is that of the whole file, or of the file that a converted one was made from. `metadata` are
    those of a safetensors file; "config" in them is a JSON object of the network's settings, where the file has them.
    """

    path: Path
    format: Format
    sha256: str
    weights: dict[str, Tensor]
    metadata: dict[str, str]


def cleaned(name: str, size: int, found: Mapping[str, object]) -> Job[dict[str, Tensor]]:
    """Read the tensors found in the file `name` of `size` bytes: plain names, floating ones as float32, each read once.

    Raises:
        UnreadableFile: there are none, or they are of a kind that no generator uses, or not finite.
    """
    from engine.checkpoints.pickles.lazy import LazyTensor

    tensors, room = unwrapped(found), 4 * size + 4096
    if not tensors:
        raise UnreadableFile(
            tr("{name} holds no weights; choose the file in which the generator was saved.", name=short(name))
        )
    for key, tensor in tensors.items():
        # A file of a few bytes may claim a tensor of terabytes (stride 0), or share one storage among thousands.
        if not isinstance(tensor, LazyTensor):
            raise UnreadableFile(
                tr(
                    "{name} holds {shown} in a form that generators do not use; save it as float32.",
                    name=short(name),
                    shown=shown(key),
                )
            )
        room -= tensor.cost
        if room < 0:
            raise UnreadableFile(
                tr("{name} claims more numbers than it has room for; download or save it again.", name=short(name))
            )
    weights: dict[str, Tensor] = {}
    read, everything = 0, sum(t.cost for t in tensors.values() if isinstance(t, LazyTensor)) or 1
    for key, tensor in tensors.items():
        assert isinstance(tensor, LazyTensor)
        weight = tensor.load()
        # The least and the greatest, because they need no memory; one that is not a number makes both so.
        if weight.is_floating_point() and weight.numel() and not all(end.isfinite() for end in weight.aminmax()):
            raise UnreadableFile(
                tr(
                    "{name} holds numbers that are not finite (in {shown}), so it can draw nothing; use an "
                    "earlier checkpoint, or download it again.",
                    name=short(name),
                    shown=shown(key),
                )
            )
        weights[key] = weight
        read += tensor.cost
        yield Progress(read / everything, tr("reading the weights"))
    return weights
