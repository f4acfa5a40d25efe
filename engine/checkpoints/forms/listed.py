"""Averaged parameters that a file keeps as a list without names, beside a network of the same parameters with names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from engine.checkpoints.pickles.lazy import LazyTensor

#: What torch keeps in a network beside its parameters.
BUFFER = re.compile(r"(^|\.)(running_(mean|var)|num_batches_tracked|weight_[uv]|parametrizations\.\w+\.0\._[uv])$")
#: In a file with more parts than this no list is looked at.
MOST_BESIDE = 64


def named(values: Sequence[object], beside: Mapping[object, object]) -> dict[str, object]:
    """The list's tensors under the names of the state dict `beside` it whose parameters have these shapes in this
    order, with that one's buffers; nothing where there is none (FastGAN's `g_ema` beside `g`)."""
    if len(beside) > MOST_BESIDE:
        return {}
    sizes = [value.size for value in values if isinstance(value, LazyTensor)]
    if not sizes or len(sizes) != len(values):
        return {}
    for state in beside.values():
        if not isinstance(state, dict):
            continue
        names = [name for name in state if isinstance(name, str) and not BUFFER.search(name)]
        tensors = [state[name] for name in names]
        if [tensor.size for tensor in tensors if isinstance(tensor, LazyTensor)] == sizes and len(names) == len(sizes):
            return {**state, **dict(zip(names, values, strict=True))}
    return {}
