"""What the screen asks of the engine about many photos at once, and what comes back: frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from engine.document.asked.requests import Request
from engine.document.document import Document
from engine.document.photos.photo import Inverted


@dataclass(frozen=True, eq=False)
class Taken:
    """A photo out of many: what was found of it, or (None) the sentence why nothing was; `notes` as `PhotoRead` has.

    Until it is `final`, it is what was found so far.
    """

    path: str
    found: Inverted | None
    problem: str = ""
    notes: tuple[str, ...] = ()
    final: bool = True


@dataclass(frozen=True)
class InvertAll(Request[tuple[Taken, ...], tuple[Taken, ...]]):
    """Look for the codes of the faces in many photos -> one `Taken` each, in order; some at a time come on the
    way, those that are found together again and again until they are final.

    A folder among `paths` stands for the pictures in it. `face` says which of several faces, the largest being 1, and
    `closeness` is as in `Invert`, but no noise is fitted.
    """

    document: Document
    paths: tuple[str, ...]
    closeness: float = 0.5
    face: int = 1
