"""What the screen asks of the engine about tables of judged faces: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from engine.document.asked.requests import Request


class Labels(NamedTuple):
    """`examples` are (seed, +1 or -1), the last word on each seed; `skipped` rows said nothing that could be used."""

    examples: tuple[tuple[int, float], ...]
    skipped: int


@dataclass(frozen=True)
class LoadLabels(Request[Labels, None]):
    """Read a table of judged faces -> Labels."""

    path: str
