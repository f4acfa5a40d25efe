"""What a run of tests has seen, for the table of the long run: lines of JSON in the file that it names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

#: Where the long run asks for it.
FILE = "TORTURE_FIGURES"


def tell(kind: str, tried: int, problems: list[str], seen: Mapping[str, tuple[float, str]]) -> None:
    """How many things of a kind were tried, what went wrong, and figures by name: a number and words about it."""
    if path := os.environ.get(FILE):
        with Path(path).open("a") as file:
            file.write(json.dumps({"kind": kind, "tried": tried, "problems": problems, "seen": seen}) + "\n")


def told(path: Path) -> list[dict[str, object]]:
    """Everything that was told into this file."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
