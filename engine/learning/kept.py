"""The state of a training on disk: whole or not at all, and gone on from only by what it belongs to."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from torch import Tensor

from engine.document.disk.files import write_whole
from engine.document.disk.limits import FILE
from engine.document.disk.wording import Advice, short
from engine.language import tr
from engine.training.files import packed_weights, read_weights

#: The metadata's word under which a training says what it is.
MARK = "learning"
Question = Mapping[str, object]


@dataclass(frozen=True, eq=False)
class State:
    """Where a training stands: `tensors` of what it learns, of Adam, of its random numbers and its curves, by name."""

    tensors: Mapping[str, Tensor]
    step: int
    at_once: int

    def part(self, prefix: str) -> dict[str, Tensor]:
        """The tensors whose names begin so, without that."""
        return {name.removeprefix(prefix): each for name, each in self.tensors.items() if name.startswith(prefix)}


def packed(question: Question, state: State) -> bytes:
    """The file of a state, some milliseconds of work; `question` is all that its numbers depend on.

    Raises:
        ValueError: it holds numbers that are not finite; one plain sentence.
    """
    told = {"question": question, "step": state.step, "at_once": state.at_once}
    return packed_weights(tr("The training"), state.tensors, {MARK: json.dumps(told)})


def write_packed(path: Path, content: bytes) -> None:
    """Keep what `packed` made. It only writes, so it may run beside the engine's thread.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)


def read_state(path: Path, question: Question) -> State | None:
    """The state that lies there; None if there is none.

    Raises:
        ValueError: it is damaged, no training, or one of another question; one plain sentence.
    """
    if not os.path.isfile(path):
        return None

    def refused(why: str) -> ValueError:
        told = tr("{name} cannot be gone on from: {why}.", name=short(path.name), why=why)
        return ValueError(Advice(tr("{told} Choose another file, or start anew without going on.", told=told),
                                 f"{told} Give another --out, or leave --resume out."))  # fmt: skip

    if path.stat().st_size > FILE:
        raise refused(tr("it is larger than any training that is kept here"))
    try:
        tensors, metadata = read_weights(path)
        told = json.loads(metadata[MARK])
        asked, step, at_once = dict(told["question"]), int(told["step"]), int(told["at_once"])
    except (SafetensorError, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise refused(tr("it is damaged, or no training of a method")) from error
    for name, what in (("generator", tr("another generator")), ("method", tr("another method"))):
        if asked.get(name) != question.get(name):
            raise refused(tr("it is the training of {what}", what=what))
    if asked != json.loads(json.dumps(question)):
        raise refused(tr("it was begun with other settings, or another version of the method"))
    if step < 0 or not 1 <= at_once <= 1024:
        raise refused(tr("it is damaged"))
    return State(tensors, step, at_once)


def adam_tensors(optimizer: torch.optim.Adam) -> dict[str, Tensor]:
    """What Adam remembers of each parameter, by the parameter's place."""
    state = optimizer.state_dict()["state"]
    return {f"{place}.{name}": each for place, kept in state.items() for name, each in kept.items()}


def restore_adam(optimizer: torch.optim.Adam, tensors: Mapping[str, Tensor]) -> None:
    """Let Adam remember this; raises KeyError or ValueError where it does not fit."""
    if not tensors:
        return
    state: dict[int, dict[str, Tensor]] = {}
    for key, each in tensors.items():
        place, _, name = key.partition(".")
        state.setdefault(int(place), {})[name] = each
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            kept = optimizer.state[parameter]
            if any(kept[name].shape != parameter.shape for name in ("exp_avg", "exp_avg_sq")):
                raise ValueError(tr("Adam's memory has another shape"))
