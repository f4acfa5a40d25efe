"""Read a file that torch.save wrote, of today's zip form or the old one, without running anything in it."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from pickle import UnpicklingError

import torch
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile, cleaned

#: Which of several state dicts in one file is the generator's: averaged weights draw better, critics draw nothing.
AVERAGED = re.compile(r"ema|smooth|average")
GENERATOR = re.compile(r"^(g|gen|netg)(_|$)|generator")
OTHER = re.compile(r"^(d|disc|netd)(_|$)|discriminator|critic|optim")
DEEPEST = 4


def read(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The weights; the metadata are always empty.

    Raises:
        UnreadableFile: the file is damaged, holds more than weights, or its weights are unfit.
    """
    if zipfile.is_zipfile(path):
        _check_zip(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks on pickle protocols, which mean nothing to a person
            content = torch.load(path, map_location="cpu", weights_only=True)
    except UnpicklingError as error:
        wanted = re.search(r"GLOBAL ([\w.]+)", str(error))
        if wanted is None:
            raise
        raise UnreadableFile(
            f"{path.name} was not opened, because it holds more than weights (it asks for {wanted[1]}) and nothing "
            "from a file is ever run here; ask its author for a state_dict or a safetensors file."
        ) from error
    return cleaned(path, state_dict(content)), {}


def state_dict(content: object) -> dict[str, Tensor]:
    """The generator's weights in what a file held, which may be dicts within dicts; empty if there are none."""
    best: Mapping[str, Tensor] = {}
    best_rank = (-2, 0)
    for names, tensors in _candidates(content, ()):
        rank = (_preference(names), len(tensors))
        if rank > best_rank:
            best, best_rank = tensors, rank
    return dict(best)


def _candidates(content: object, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Tensor]]]:
    if not isinstance(content, Mapping) or len(names) > DEEPEST:
        return
    tensors = {k: v for k, v in content.items() if isinstance(k, str) and isinstance(v, Tensor)}
    if tensors:
        yield names, tensors
    for name, value in content.items():
        if isinstance(name, str):
            yield from _candidates(value, (*names, name.lower()))


def _preference(names: tuple[str, ...]) -> int:
    if any(OTHER.search(name) for name in names):
        return -1
    averaged = any(AVERAGED.search(name) for name in names)
    return 2 * averaged + any(GENERATOR.search(name) for name in names)


def _check_zip(path: Path) -> None:
    """Refuse what torch itself does not look at: flipped bits, and entries that unpack to more than the file holds."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
            raise UnreadableFile(f"{path.name} is a compressed zip, which torch does not write; unpack it first.")
        if sum(entry.file_size for entry in entries) > path.stat().st_size:
            raise UnreadableFile(f"{path.name} claims to hold more than its own size; download or copy it again.")
        for entry in entries:
            if entry.CRC == 0:  # torch writes no checksums when told not to
                continue
            with archive.open(entry) as stream:
                while stream.read(1 << 20):
                    pass
