"""A film's timeline as JSON, and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from engine.document.disk.limits import CURVES, FILM_FRAMES, KEYS, POINTS, no_more
from engine.document.disk.wording import short
from engine.document.document import NO_FILM, Document, Edit, Key, Timeline
from engine.document.timeline.curves import Curve, NoiseLoop, Point
from engine.document.timeline.shapes import SHAPES, Clip, CodeWay, Handles, checked_handles
from engine.document.timeline.sound import FEATURES, Drive, Sound, Tempo
from engine.language import tr

WAYS: tuple[CodeWay, ...] = ("straight", "whitened", "prior")
#: Frames a second, and beats a minute.
RATES, TEMPI = (1.0, 120.0), (20.0, 400.0)
Values = Mapping[str, Any]


def timeline_json(timeline: Timeline, document_json: Callable[[Document], dict[str, Any]]) -> dict[str, Any] | None:
    """A timeline as plain JSON values; None for no film."""
    if timeline == NO_FILM:
        return None
    return {
        "keys": [
            {"time": key.time, "name": key.name, "clip": asdict(key.clip), "document": document_json(key.document)}
            for key in timeline.keys
        ],
        "length": timeline.length,
        "rate": timeline.rate,
        "looped": timeline.looped,
        "span": timeline.span,
        "curves": [asdict(curve) for curve in timeline.curves],
        "wanders": [asdict(wander) for wander in timeline.wanders],
        "sliders": [asdict(edit) for edit in timeline.sliders],
        "sound": None if timeline.sound is None else asdict(timeline.sound),
        "tempo": None if timeline.tempo is None else asdict(timeline.tempo),
    }


def timeline_of(
    values: Values | None, document_of: Callable[[Values], Document], edit_of: Callable[[Values], Edit]
) -> Timeline:
    """The timeline of `timeline_json`.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: a value is missing, of the wrong kind or out of bounds.
    """
    if values is None:
        return NO_FILM
    for name, most in (("keys", KEYS), ("curves", CURVES), ("wanders", CURVES), ("sliders", CURVES)):
        no_more(len(values.get(name, ())), most, tr("entries in a list"))
    span, sound, tempo = (values.get(name) for name in ("span", "sound", "tempo"))
    return checked(
        Timeline(
            tuple(
                Key(_number(k["time"]), document_of(k["document"]), _clip(k["clip"]), str(k["name"]))
                for k in values["keys"]
            ),
            _number(values["length"]),
            _number(values["rate"]),
            bool(values["looped"]),
            None if span is None else _span(*span),
            tuple(_curve(curve) for curve in values["curves"]),
            tuple(
                NoiseLoop(str(w["slot"]), _number(w["strength"]), _number(w["period"]), int(w["seed"]))
                for w in values["wanders"]
            ),
            tuple(edit_of(edit) for edit in values["sliders"]),
            None if sound is None else _sound(sound),
            None if tempo is None else Tempo(_number(tempo["bpm"]), _number(tempo["offset"])),
        )
    )


def checked(timeline: Timeline) -> Timeline:
    """The same timeline.

    Raises:
        ValueError: its times, rate or length are none that a film can have; one plain sentence.
    """
    if not RATES[0] <= timeline.rate <= RATES[1]:
        raise ValueError(
            tr("A film has {low:g} to {high:g} frames a second, not {rate:g}; choose another rate.",
               low=RATES[0], high=RATES[1], rate=timeline.rate)
        )  # fmt: skip
    if not 0 < timeline.length * timeline.rate <= FILM_FRAMES:
        raise ValueError(
            tr("A film has 1 to {most:,} frames, not {count:,.0f}; make it shorter, or its rate lower.",
               most=FILM_FRAMES, count=timeline.length * timeline.rate)
        )  # fmt: skip
    times = [key.time for key in timeline.keys]
    if any(after <= before for before, after in pairwise(times)):
        raise ValueError(tr("Two pictures of a film are at one time; move one of them."))
    if times and not (times[0] >= 0 and times[-1] <= timeline.length):
        raise ValueError(tr("A picture of a film lies outside of it; make the film longer, or move the picture."))
    begin, end = timeline.shown
    if not 0 <= begin < end <= timeline.length:
        raise ValueError(tr("The part of the film to play lies outside of it; choose another part."))
    _check_tracks(timeline)
    return timeline


def _check_tracks(timeline: Timeline) -> None:
    targets = [curve.target for curve in timeline.curves]
    if len(set(targets)) < len(targets):
        raise ValueError(tr("A slider of this film has two curves; remove one of them."))
    for curve in timeline.curves:
        times = [point.time for point in curve.points]
        rising = all(after > before for before, after in pairwise(times))
        within = not curve.period or (curve.period > 0 and 0 <= times[0] and times[-1] < curve.period)
        if not (rising and within):
            raise ValueError(tr("Two points of a curve are at one time; move one of them."))
    for wander in timeline.wanders:
        if wander.period <= 0 or not 0 <= wander.seed < 2**32:
            raise ValueError(tr("A wandering needs a time longer than 0 in which it comes round; give it one."))
    if timeline.tempo is not None and not TEMPI[0] <= timeline.tempo.bpm <= TEMPI[1]:
        raise ValueError(
            tr("A tempo has {low:g} to {high:g} beats a minute, not {bpm:g}; choose another.",
               low=TEMPI[0], high=TEMPI[1], bpm=timeline.tempo.bpm)
        )  # fmt: skip
    for drive in timeline.sound.drives if timeline.sound is not None else ():
        if drive.attack < 0 or drive.release < 0:
            raise ValueError(tr("A sound moves a slider within 0 seconds or more; choose another time."))


def _span(begin: Any, end: Any) -> tuple[float, float]:
    return _number(begin), _number(end)


def _number(value: Any) -> float:
    if not math.isfinite(number := float(value)):
        raise ValueError(tr("{value} is not a number", value=short(repr(value))))
    return number


def _handles(values: Sequence[Any]) -> Handles:
    x1, y1, x2, y2 = (_number(value) for value in values)
    return checked_handles((x1, y1, x2, y2))


def _clip(values: Values) -> Clip:
    shape, way = SHAPES[SHAPES.index(values["shape"])], WAYS[WAYS.index(values["way"])]
    return Clip(shape, _handles(values["handles"]), way, bool(values["even"]))


def _curve(values: Values) -> Curve:
    no_more(len(values["points"]), POINTS, tr("entries in a list"))
    points = tuple(
        Point(_number(p["time"]), _number(p["value"]), SHAPES[SHAPES.index(p["shape"])], _handles(p["handles"]))
        for p in values["points"]
    )
    if not points:
        raise ValueError(tr("A curve of this film has no points; remove it."))
    return Curve(str(values["target"]), points, _number(values["period"]))


def _sound(values: Values) -> Sound:
    no_more(len(values["drives"]), CURVES, tr("entries in a list"))
    drives = tuple(
        Drive(FEATURES[FEATURES.index(d["feature"])], str(d["target"]),
              *(_number(d[name]) for name in ("strength", "attack", "release")))
        for d in values["drives"]
    )  # fmt: skip
    return Sound(str(values["path"]), str(values["sha256"]), drives)
