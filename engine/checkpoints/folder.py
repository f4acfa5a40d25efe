"""Folders: of the Hugging Face form, one file of weights with the network's settings beside it in config.json; and of a
training run, whose newest snapshot counts."""

from __future__ import annotations

import json
import re
from itertools import islice
from pathlib import Path

from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.disk.reading import opened
from engine.document.disk.wording import short
from engine.language import tr

CONFIG = "config.json"
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
LONGEST_CONFIG = 1 << 20
#: Where training puts its snapshots, in the folder itself or one below, and how their names end.
INSIDE = ("", "checkpoint", "checkpoints", "models", "weights", "saved_models")
ENDINGS = (".pkl", ".pt", ".pth", ".ckpt", ".safetensors")
#: What is saved beside generators: what judges them, and the state of what trains them.
OTHERS = re.compile(r"(^|[_-])(d|netd|disc\w*|optim\w*|opt|state_dict|lpips|metric\w*)([_.-]|\d|$)", re.IGNORECASE)
AVERAGED = re.compile(r"ema|smooth", re.IGNORECASE)
MOST = 10_000


def weights_of(folder: Path) -> Path:
    """The file of weights in it.

    Raises:
        UnreadableFile: there is none.
    """
    for name in WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    if (newest := _newest(folder)) is not None:
        return newest
    raise UnreadableFile(tr("{name} is a folder; choose the file of weights inside it.", name=short(folder.name)))


def has_weights(folder: Path) -> bool:
    """Whether there is a file of weights in it."""
    return any((folder / name).is_file() for name in WEIGHTS) or _newest(folder) is not None


def _newest(folder: Path) -> Path | None:
    """The snapshot of a training run that has come furthest, an averaged one first; None where there is none.

    By the last number in the names, then by when they were written.
    """
    for inside in INSIDE:
        try:
            files = [path for path in islice((folder / inside).iterdir(), MOST) if path.suffix.lower() in ENDINGS]
            found = [(*_rank(path), path.stat().st_mtime, path) for path in files if path.is_file()]
        except OSError:  # it is not there, or nobody may look into it
            continue
        found = [each for each in found if not OTHERS.search(each[-1].stem)]
        if found:
            return max(found)[-1]
    return None


def _rank(path: Path) -> tuple[bool, int]:
    numbers = re.findall(r"\d{1,12}", path.stem)
    return AVERAGED.search(path.stem) is not None, int(numbers[-1]) if numbers else -1


def files_of(path: Path) -> tuple[Path, ...]:
    """The files that are read where this file or folder is opened: the weights, and the settings beside them.

    Raises:
        UnreadableFile: it is a folder without weights.
    """
    weights = weights_of(path) if path.is_dir() else path
    config = _config_of(weights)
    return (weights,) if config is None else (weights, config)


def _config_of(weights: Path) -> Path | None:
    ending = next((name for name in WEIGHTS if weights.name.endswith(name)), None)
    own = weights.with_name(weights.name.removesuffix(ending) + CONFIG) if ending else weights
    places = [own, weights.with_name(CONFIG)] if weights.suffix in (".bin", ".safetensors") else []
    return next((place for place in places if place != weights and place.is_file()), None)


def with_config(weights: Path, metadata: dict[str, str]) -> dict[str, str]:
    """The metadata, with "config" from the config.json that belongs to this file of weights, if there is one.

    NAME-pytorch_model.bin goes with NAME-config.json; any other .bin or .safetensors with a plain config.json.

    Raises:
        UnreadableFile: the settings are not a JSON object; OSError: they cannot be read.
    """
    path = _config_of(weights)
    if path is None or "config" in metadata or metadata.get("family"):
        return metadata
    with opened(path) as file:
        text = file.read(LONGEST_CONFIG + 1)
    try:
        config = json.loads(text)
    except (ValueError, RecursionError):
        config = None
    if not isinstance(config, dict) or len(text) > LONGEST_CONFIG:
        raise UnreadableFile(
            tr(
                "{name} beside {name2} holds no settings; repair it, or move it away.",
                name=short(path.name),
                name2=short(weights.name),
            )
        )
    return metadata | {"config": json.dumps(config)}
