"""Folders of the Hugging Face form: one file of weights, and the network's settings beside it in config.json."""

from __future__ import annotations

import json
from pathlib import Path

from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.reading import opened
from engine.document.wording import short
from engine.language import tr

CONFIG = "config.json"
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
LONGEST_CONFIG = 1 << 20


def weights_of(folder: Path) -> Path:
    """The file of weights in it.

    Raises:
        UnreadableFile: there is none.
    """
    for name in WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise UnreadableFile(tr("{name} is a folder; choose the file of weights inside it.", name=short(folder.name)))


def has_weights(folder: Path) -> bool:
    """Whether there is a file of weights in it."""
    return any((folder / name).is_file() for name in WEIGHTS)


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
