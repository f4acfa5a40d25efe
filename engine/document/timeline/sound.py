"""The sound of a film: which file, what of it moves which slider, and where the beats lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from engine.language import mark

#: What of a sound may move something; every one lies between 0 and 1.
Feature = Literal["loudness", "low", "middle", "high", "onsets"]
FEATURES: tuple[Feature, ...] = get_args(Feature)
#: How a person is told of them, through `tr`.
WORDS: dict[Feature, str] = {
    "loudness": mark("how loud it is"), "low": mark("low tones"), "middle": mark("middle tones"),
    "high": mark("high tones"), "onsets": mark("beats and beginnings"),
}  # fmt: skip


@dataclass(frozen=True)
class Drive:
    """What of the sound moves a slider (its key) or number: `strength` times the feature comes on top of what keys and
    curves say. It rises within some `attack` and falls within some `release`, in seconds."""

    feature: Feature
    target: str
    strength: float = 1.0
    attack: float = 0.02
    release: float = 0.25


@dataclass(frozen=True)
class Sound:
    """A sound file (WAV, FLAC, OGG or MP3) and the SHA-256 (hex) of its content; it begins with the film."""

    path: str
    sha256: str
    drives: tuple[Drive, ...] = ()


@dataclass(frozen=True)
class Tempo:
    """Beats a minute, and the time of one of them in seconds."""

    bpm: float
    offset: float = 0.0
