"""A device that is not there: its tensors lie on the processor, and it refuses what CUDA and Apple's GPU refuse.

Inside `Pretended()`, a tensor made on `DEVICE`, or sent there, keeps its numbers in a hidden tensor of the processor,
where every operation is done: values are right. What would fail on a GPU fails here: an operation between a tensor of
the device and one of the processor, `numpy()` without `cpu()`, the processor's random generator for numbers of the
device, and float64, which Apple's GPU does not know. So a forgotten `.to(device)` shows on a machine without a GPU.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode, return_and_correct_aliasing
from torch.utils._pytree import tree_leaves, tree_map

#: Torch's device without memory: it is known everywhere, needs no driver, and gradients run through it.
DEVICE = torch.device("meta")
CPU = torch.device("cpu")
ATEN = torch.ops.aten
#: These take tensors of both devices.
MOVES = {ATEN.copy_.default, ATEN._to_copy.default}
#: These take indices of the processor for a tensor of any device.
INDEXING = {ATEN.index.Tensor, ATEN.index_put.default, ATEN.index_put_.default, ATEN._index_put_impl_.default}


class There(Tensor):
    """A tensor of the pretended device; `here` holds its numbers."""

    here: Tensor
    __torch_function__ = torch._C._disabled_torch_function_impl

    @staticmethod
    def __new__(cls, here: Tensor) -> There:
        strides, start = here.stride(), here.storage_offset()
        made: There = Tensor._make_wrapper_subclass(  # type: ignore[attr-defined]
            cls, here.shape, strides=strides, storage_offset=start, dtype=here.dtype, device=DEVICE
        )
        made.here = here
        return made

    def __repr__(self, **_: object) -> str:  # type: ignore[override]
        return f"There({self.here!r})"

    @classmethod
    def __torch_dispatch__(cls, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        raise RuntimeError(f"{function} of a tensor of the pretended device, outside of Pretended()")

    def tolist(self) -> Any:
        """As of any device; torch itself has none of it for tensors of a class of their own."""
        return self.cpu().tolist()

    def numpy(self, *, force: bool = False) -> np.ndarray:
        """Refused, as it is of any device."""
        raise TypeError("A tensor of the pretended device cannot be numpy's; send it to the processor first.")

    def __array__(self, dtype: Any = None) -> np.ndarray:
        return self.numpy()


class _Made(TorchFunctionMode):
    """`torch.tensor` and `torch.as_tensor` make tensors behind the back of dispatch."""

    def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        if function in (torch.tensor, torch.as_tensor) and _is_there(kwargs.get("device")):
            return function(*args, **kwargs | {"device": CPU}).to(DEVICE)
        return function(*args, **kwargs)


class Pretended(TorchDispatchMode):
    """Inside, `DEVICE` is a device; with `doubles` it knows float64, as CUDA does."""

    def __init__(self, *, doubles: bool = False) -> None:
        super().__init__()
        self.doubles, self._made = doubles, _Made()

    def __enter__(self) -> Self:
        self._made.__enter__()
        super().__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        super().__exit__(*raised)
        self._made.__exit__(*raised)

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        there = _gives_there(function, args, kwargs)
        _refuse(function, args, kwargs, there=there)
        if function is ATEN._efficientzerotensor.default:
            function = ATEN.zeros.default
        hidden_args, hidden = tree_map(_hidden, (args, kwargs))
        if _is_there(hidden.get("device")):
            hidden["device"] = CPU
        found = function(*hidden_args, **hidden)
        if not there:
            return found
        if not self.doubles and any(_is_double(leaf) for leaf in tree_leaves(found)):
            raise TypeError(f"{function}: this device knows no float64")
        found = tree_map(lambda leaf: There(leaf) if isinstance(leaf, Tensor) else leaf, found)
        return return_and_correct_aliasing(function, args, kwargs, found)


def _is_there(device: Any) -> bool:
    return device is not None and torch.device(device) == DEVICE


def _is_double(leaf: Any) -> bool:
    return isinstance(leaf, Tensor) and leaf.dtype == torch.float64


def _hidden(leaf: Any) -> Any:
    return leaf.here if isinstance(leaf, There) else leaf


def _gives_there(function: Any, args: Any, kwargs: Any) -> bool:
    """Whether what an operation gives lies on the device."""
    if kwargs.get("device") is not None:
        return _is_there(kwargs["device"])
    if function in MOVES | INDEXING:
        return isinstance(args[0], There)
    return any(isinstance(leaf, There) for leaf in tree_leaves((args, kwargs)))


def _refuse(function: Any, args: Any, kwargs: Any, *, there: bool) -> None:
    """Raise what a GPU would raise."""
    leaves = tree_leaves((args, kwargs))
    if there and any(isinstance(leaf, torch.Generator) for leaf in leaves):
        raise RuntimeError(f"{function}: a random generator of the processor, for numbers of the device")
    if function in MOVES:
        return
    tensors = [leaf for leaf in leaves if isinstance(leaf, Tensor)]
    if function in INDEXING:
        if not there and any(isinstance(tensor, There) for tensor in tensors):
            raise RuntimeError(f"{function}: indices of the device, for a tensor of the processor")
        tensors = [leaf for leaf in tree_leaves((args[0], args[2:])) if isinstance(leaf, Tensor)]
    if there:
        # A single number of the processor is welcome everywhere.
        stray = next((tensor for tensor in tensors if not isinstance(tensor, There) and tensor.dim()), None)
        if stray is not None:
            raise RuntimeError(f"{function}: {tuple(stray.shape)} is of the processor, the rest is not")
