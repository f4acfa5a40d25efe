"""Single tensors out of a file that torch or pickle saved: codes, not networks. Read by our own machine, which runs
nothing in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from engine.checkpoints import sniff
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.pickles import torch_file
from engine.checkpoints.pickles.lazy import LazyTensor
from engine.checkpoints.reading import REFUSALS, sentences
from engine.document.disk.limits import NUMBERS, no_more
from engine.document.disk.wording import short
from engine.language import tr

OTHER = tr("is no file that torch saved; choose another.")


def tensors_in(path: Path, chosen: Callable[[object], Mapping[str, LazyTensor]]) -> dict[str, np.ndarray]:
    """The tensors that `chosen` picks out of what the file stands for, floating ones as float32, by its names for them.

    `chosen` sees plain values (dict, list, tuple, text, numbers) and `LazyTensor`s, none of which has been read yet.

    Raises:
        UnreadableFile: it is damaged, holds what is not data, or is no file of theirs; one sentence.
        TooLarge: they have more numbers than are read; a clause. What `chosen` raises.
    """
    with sniff.opened(path) as file:
        container = sniff.container(file)
        if container not in ("torch zip", "torch legacy", "pickle"):
            raise UnreadableFile(f"{short(path.name)} {REFUSALS[container] if container in REFUSALS else OTHER}")
        with sentences(path):
            archive = torch_file.archive_in(file, container, path.name)
            content = archive.read()
        wanted = chosen(content)
        no_more(sum(tensor.cost for tensor in wanted.values()) // 4, NUMBERS, "numbers")
        with sentences(path):
            for _ in archive.check(list(wanted.values())):
                pass
            return {name: tensor.load().numpy() for name, tensor in wanted.items()}
