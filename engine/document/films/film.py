"""Where a slider stands in each frame of a film, the document of each frame, and the rates that a GIF can hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.document.document import Document, Edit
from engine.language import tr

#: A GIF counts time in hundredths of a second, and players slow down what is faster than 2.
DELAYS = (2, 3, 4, 5, 6, 7, 8, 10, 12, 20)


@dataclass(frozen=True)
class Track:
    """One slider of a traversal: its edit, and the strength of it (sigma from the base) in each frame."""

    edit: Edit
    offsets: tuple[float, ...]

    @property
    def key(self) -> str:
        """The slider's key."""
        return self.edit.key


def positions(low: float, high: float, frames: int, *, there_and_back: bool) -> tuple[float, ...]:
    """The slider's value in each of exactly `frames` frames.

    `there_and_back` goes low, high, low along a cosine, and its last frame leads seamlessly into the first; otherwise
    the values run evenly from `low` to `high` and the film begins again.

    Raises:
        ValueError: fewer than two frames.
    """
    if frames < 2:
        raise ValueError(tr("A film needs at least 2 frames, not {frames}.", frames=frames))
    if there_and_back:
        values = low + (high - low) * (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(frames) / frames))
    else:
        values = np.linspace(low, high, frames)
    return tuple(float(v) for v in values)


def along(document: Document, tracks: tuple[Track, ...]) -> tuple[Document, ...]:
    """A document a frame: each track's slider put where the track says, whether it is muted or not."""
    return tuple(moment(document, tracks, i) for i in range(len(tracks[0].offsets)))


def moment(document: Document, tracks: tuple[Track, ...], i: int) -> Document:
    """The document of frame i of those."""
    moved = {track.key for track in tracks}
    counting = document.counting()
    frame = replace(document, edits=tuple(e for e in document.edits if e in counting or e.key in moved), solo="")
    for track in tracks:
        frame = frame.with_edit(replace(track.edit, strength=track.offsets[i], muted=False))
    return frame


def delay_of(rate: float) -> int:
    """The delay in hundredths of a second of a rate in frames a second.

    Raises:
        ValueError: a GIF cannot hold this rate; the sentence names those it can.
    """
    for delay in DELAYS:
        if abs(100 / delay - rate) < 0.1:
            return delay
    rates = ", ".join(f"{100 / delay:.4g}" for delay in DELAYS)
    nearest = 100 / min(DELAYS, key=lambda delay: abs(100 / delay - rate))
    raise ValueError(
        tr("A GIF cannot hold {rate:g} frames a second, the nearest is {nearest:.4g}; choose one of {rates}.",
           rate=rate, nearest=nearest, rates=rates)
    )  # fmt: skip
