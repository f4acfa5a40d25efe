"""What a run of tests has seen, for the table of the long run: lines of JSON in the file that it names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Where the long run asks for it.
FILE = "TORTURE_FIGURES"


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
