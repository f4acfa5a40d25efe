"""What the timeline shows, as plain values. Times are in seconds from the beginning of the film."""

from __future__ import annotations

from dataclasses import dataclass

from engine.document.timeline.shapes import USUAL_HANDLES, Handles, Shape


@dataclass(frozen=True)
class KeyState:
    """A picture that the film passes at `time`, and what it is called."""

    time: float
    name: str = ""


@dataclass(frozen=True)
class Segment:
    """What lies between two neighbours of a curve. `line` is where the curve runs at equal distances from `start` to
    `end`, in [0, 1] of the lane's height (0 below); a cubic's `handles` are in the box of begin and end. What nobody
    chose, before a curve's first point and behind its last, is `still`. Between two pictures equal times may change
    them equally (`even`; None: it is no way between pictures)."""

    start: float
    end: float
    shape: Shape = "linear"
    line: tuple[float, ...] = (0.0, 1.0)
    handles: Handles = USUAL_HANDLES
    still: bool = False
    even: bool | None = None


@dataclass(frozen=True)
class CurveState:
    """A lane. `key` is the slider's, empty for the way from picture to picture; `told` says between which values the
    lane runs. One that goes `round` meets its beginning at the end of the film, and has no shapes."""

    key: str
    name: str
    segments: tuple[Segment, ...] = ()
    points: tuple[tuple[float, float], ...] = ()  # (time, height in [0, 1]) of what can be dragged
    told: str = ""
    round: bool = False
    removable: bool = True


@dataclass(frozen=True)
class SoundState:
    """A sound under the film: `wave` is its loudness in [0, 1] at equal distances over `seconds`. `features` are what
    of it can move something, `targets` the sliders that can be moved, each (name, words); `drives` which does which.
    `tempo` is in beats a minute; 0: no beat was found."""

    name: str
    seconds: float
    wave: tuple[float, ...] = ()
    beats: tuple[float, ...] = ()
    features: tuple[tuple[str, str], ...] = ()
    targets: tuple[tuple[str, str], ...] = ()
    drives: tuple[tuple[str, str], ...] = ()
    tempo: float = 0.0


@dataclass(frozen=True)
class TimelineState:
    """A whole timeline: `seconds` long, `rate` frames a second, `loop` the part that is played again and again."""

    seconds: float = 10.0
    rate: float = 30.0
    keys: tuple[KeyState, ...] = ()
    curves: tuple[CurveState, ...] = ()
    sound: SoundState | None = None
    beats: tuple[float, ...] = ()  # what keys snap to besides the ruler's own marks
    loop: tuple[float, float] | None = None
    closed: bool = False  # its end leads into its beginning

    @property
    def empty(self) -> bool:
        return not self.keys and not self.curves
