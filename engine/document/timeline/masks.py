"""The name of a mask that lies between two stored ones; `engine.drawing.outlines` draws it. It is never saved."""

from __future__ import annotations


def between_masks(start: str, end: str, share: float) -> str:
    """The name of the mask at this share of the way, from 0 to 1, from the mask with array key `start` to `end`."""
    share = min(max(share, 0.0), 1.0)
    if start == end or share == 0:
        return start
    return end if share == 1 else f"{start}>{end}@{share!r}"


def ends_of(name: str) -> tuple[str, str, float] | None:
    """The two masks that it lies between, and the share of the way; None for a stored mask."""
    both, at, share = name.partition("@")
    start, between, end = both.partition(">")
    return (start, end, float(share)) if at and between else None
