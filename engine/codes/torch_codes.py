"""Codes out of files that torch saved: PTI's and e4e's bare tensors, rosinality's dictionary of a projection."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.checkpoints.constructors import NumpyArray
from engine.checkpoints.lazy import LazyTensor
from engine.checkpoints.tensors import tensors_in
from engine.codes.arrays import KEYS
from engine.document.limits import DIRECTIONS, TooLarge, no_more
from engine.document.wording import CLAUSE, short
from engine.language import tr

#: A picture's entry of rosinality's dictionary is one of these.
MOST = DIRECTIONS


def torch_codes(path: Path) -> dict[str, np.ndarray]:
    """The arrays of codes in the file, by the names that it gives them; none where it holds none.

    Raises:
        ValueError: it is damaged, or holds more than is read; one sentence.
    """
    try:
        return tensors_in(path, _codes)
    except TooLarge as error:
        raise ValueError(
            tr(
                "{name} was not opened: {error}. Choose another file.",
                name=short(path.name),
                error=short(error, CLAUSE),
            )
        ) from error


def _codes(content: object) -> Mapping[str, LazyTensor]:
    """A bare tensor; a list of them; a dictionary that names one, or has such a dictionary for each picture."""
    if (bare := _tensor(content)) is not None:
        return {"": bare}
    if isinstance(content, list | tuple):
        no_more(len(content), MOST, "codes")
        named = {f"{i}": tensor for i, each in enumerate(content, 1) if (tensor := _tensor(each)) is not None}
        return named if len(named) == len(content) else {}
    if not isinstance(content, dict):
        return {}
    if (single := _named(content)) is not None:
        return {"": single}
    no_more(len(content), MOST, "entries")
    pictures = ((str(name), _named(each)) for name, each in content.items() if isinstance(each, dict))
    return {name: latent for name, latent in pictures if latent is not None}


def _named(content: Mapping[object, object]) -> LazyTensor | None:
    found = (_tensor(content.get(key)) for key in KEYS)
    return next((tensor for tensor in found if tensor is not None), None)


def _tensor(what: object) -> LazyTensor | None:
    """A tensor, or the numbers of a numpy array that was saved among them."""
    what = what.value if isinstance(what, NumpyArray) else what
    return what if isinstance(what, LazyTensor) else None
