"""What a run of tests has seen, for the table of the long run: lines of JSON in the file that it names."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Where the long run asks for it.
FILE = "TORTURE_FIGURES"


@dataclass
class Told:
    """What torture has seen: how often each thing was tried and what came of it, by name; what went wrong; figures by
    name, each a number and words about it."""

    tried: Counter[str] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    seen: dict[str, tuple[float, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """How many things were tried, what went wrong, and figures by name: a number and words about it."""

    tried: int
    problems: list[str]
    seen: dict[str, tuple[float, str]]


def tell(kind: str, tried: int, problems: list[str], seen: Mapping[str, tuple[float, str]]) -> None:
    """Say what was seen of a kind, if somebody asks."""
    if path := os.environ.get(FILE):
        with Path(path).open("a") as file:
            file.write(json.dumps({"kind": kind, "tried": tried, "problems": problems, "seen": seen}) + "\n")


def told(path: Path) -> list[Line]:
    """Everything that was told into this file."""
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    return [
        Line(line["tried"], line["problems"], {k: (float(v), words) for k, (v, words) in line["seen"].items()})
        for line in lines
    ]
