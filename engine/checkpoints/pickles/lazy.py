"""Tensors that are still in their file: what they are is known, their numbers are read when they are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import torch
from torch import Tensor

from engine.checkpoints.pickles.machine import Blob, Malformed
from engine.language import tr

#: Bytes of one number of each kind that generators use.
ITEM_BYTES = {
    "float64": 8,
    "float32": 4,
    "float16": 2,
    "bfloat16": 2,
    "float8_e4m3fn": 1,
    "float8_e5m2": 1,
    "int64": 8,
    "int32": 4,
    "int16": 2,
    "int8": 1,
    "uint8": 1,
    "bool": 1,
}
MOST_DIMENSIONS = 16
#: Numbers that are converted at once.
PIECE = 1 << 18


class Unfit:
    """A tensor of a kind that no generator uses: sparse, quantized, complex, of another machine."""


class Storage:
    """`count` numbers of one kind in a row; `place` may become known after the tensors that lie in it."""

    def __init__(self, dtype: str, count: int, place: Blob | None = None) -> None:
        self.dtype, self.count, self.place = dtype, count, place


@dataclass(frozen=True)
class LazyTensor:
    """A view of a storage: offset and strides in numbers, as torch has them. Checked when made."""

    storage: Storage
    offset: int
    size: tuple[int, ...]
    stride: tuple[int, ...]

    def __post_init__(self) -> None:
        whole = (self.offset, *self.size, *self.stride)
        if not all(isinstance(n, int) and 0 <= n < 2**48 for n in whole):
            raise Malformed(tr("its shapes are not shapes"))
        if len(self.size) != len(self.stride) or len(self.size) > MOST_DIMENSIONS:
            raise Malformed(tr("its shapes are not shapes"))
        if self.numel and self.offset + self._extent > self.storage.count:
            raise Malformed(tr("its tensors reach beyond their numbers"))

    @property
    def numel(self) -> int:
        """How many numbers it has."""
        return prod(self.size)

    @property
    def _extent(self) -> int:
        """How many numbers of the storage it spans."""
        steps = ((n - 1) * step for n, step in zip(self.size, self.stride, strict=True))
        return sum(steps) + 1 if self.numel else 0

    @property
    def cost(self) -> int:
        """Bytes that it will take: a tensor can be far larger than what it lies in, and the other way round."""
        each = 4 if "float" in self.storage.dtype else ITEM_BYTES[self.storage.dtype]
        return max(self.numel, self._extent) * each

    def load(self) -> Tensor:
        """The numbers, contiguous and in memory of their own; floating ones as float32."""
        dtype = getattr(torch, self.storage.dtype)
        kept = torch.float32 if dtype.is_floating_point else dtype
        if not self.numel:
            return torch.empty(self.size, dtype=kept)
        if self.storage.place is None:
            raise Malformed(tr("some of its numbers are missing"))
        each = ITEM_BYTES[self.storage.dtype]
        place = self.storage.place.part(self.offset * each, self._extent * each)
        flat = torch.empty(self._extent, dtype=kept)
        if kept is dtype and dtype is not torch.bool:
            place.read_into(flat.view(torch.uint8).numpy().data)
        else:
            # In pieces: whole temporaries between weights that stay leave holes which nothing fits into again.
            for first in range(0, self._extent, PIECE):
                count = min(PIECE, self._extent - first)
                raw = torch.empty(count * each, dtype=torch.uint8)
                place.part(first * each, count * each).read_into(raw.numpy().data)
                # A byte that is neither 0 nor 1 is no bool.
                flat[first : first + count] = raw != 0 if dtype is torch.bool else raw.view(dtype)
        return flat.as_strided(self.size, self.stride).contiguous()


def contiguous(storage: Storage, size: tuple[int, ...], offset: int = 0) -> LazyTensor:
    """The tensor that fills a storage row by row."""
    if not all(isinstance(n, int) and n >= 0 for n in size) or len(size) > MOST_DIMENSIONS:
        raise Malformed(tr("its shapes are not shapes"))
    return LazyTensor(storage, offset, size, tuple(prod(size[i + 1 :]) for i in range(len(size))))
