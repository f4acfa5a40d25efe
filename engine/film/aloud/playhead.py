"""Where a film stands that plays: the one clock of its pictures and its sound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Playhead:
    """A film that has played since `began` (of a clock that gives seconds) from `start` on. It is over at `end`, or
    goes on at `begin` if it plays `again`; these are seconds of the film."""

    began: float
    start: float
    begin: float
    end: float
    again: bool

    def at(self, now: float) -> float | None:
        """The second of the film that is due at `now`; None: it is over."""
        at = self.start + now - self.began
        if at < self.end:
            return at
        return self.begin + (at - self.begin) % (self.end - self.begin) if self.again else None
