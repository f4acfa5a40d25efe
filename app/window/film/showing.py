"""From a document's film to what the timeline shows."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from app.model.ends import looks
from app.model.workspace import Workspace
from app.window.states import slider_groups
from engine.document.disk.wording import short
from engine.document.document import Timeline
from engine.document.timeline.curves import NUMBERS, Curve, value_at
from engine.document.timeline.prepared import Levels, pairs
from engine.document.timeline.shapes import eased
from engine.document.timeline.sound import FEATURES, WORDS, Tempo
from engine.language import tr
from widgets.timeline.state import CurveState, KeyState, Segment, SoundState, TimelineState

#: The lanes that are of no slider: the way from key to key, and what wanders.
WAY, WANDERS = "", "wanders"
_FINE = 32  # steps in which a stretch is drawn
_WAVE = 1200  # values of a sound that are drawn
_OFFERED = 12  # sliders that a sound is offered, where fewer were moved


def timeline_state(workspace: Workspace, levels: Levels | None) -> TimelineState:
    """The film of a workspace; `levels` of its sound where they are known."""
    film = workspace.document.timeline
    beats = beats_of(film.tempo, film.length)
    curves = [_curve(workspace, film, curve) for curve in film.curves]
    curves += [_wanders(film)] if film.wanders else []
    if len(film.keys) > 1 or (film.keys and not curves):  # from the first key on: the next must not move the buttons
        curves.insert(0, _way(film))
    sound = None
    if film.sound is not None:
        name = short(Path(film.sound.path).name)
        seconds = film.length if levels is None else levels.seconds
        drives = tuple((drive.feature, drive.target) for drive in film.sound.drives)
        wave, features = () if levels is None else _wave(levels), tuple((each, tr(WORDS[each])) for each in FEATURES)
        tempo = 0.0 if film.tempo is None else film.tempo.bpm
        sound = SoundState(name, seconds, wave, beats, features, _targets(workspace, film), drives, tempo)
    keys = tuple(KeyState(key.time, short(key.name)) for key in film.keys)
    return TimelineState(film.length, film.rate, keys, tuple(curves), sound, beats, film.span, film.looped)


def _targets(workspace: Workspace, film: Timeline) -> tuple[tuple[str, str], ...]:
    """The sliders that a sound may move: those that were moved, here or in the film, those that it moves, and while
    these are few the first of those shown."""
    moved = [edit.key for edit in workspace.document.edits]
    moved += [edit.key for key in film.keys for edit in key.document.edits]
    moved += [drive.target for drive in film.sound.drives] if film.sound is not None else []
    shown = [slider.key for group in slider_groups(workspace) for slider in group.sliders]
    known = list(dict.fromkeys(moved))
    more = [key for key in dict.fromkeys(shown) if key not in known][: max(0, _OFFERED - len(known))]
    return tuple((key, short(workspace.name(key))) for key in (*known, *more))


def beats_of(tempo: Tempo | None, length: float) -> tuple[float, ...]:
    """The times of all beats in a film of so many seconds."""
    if tempo is None:
        return ()
    beat = 60 / tempo.bpm
    first = tempo.offset - math.floor(tempo.offset / beat) * beat
    return tuple(first + i * beat for i in range(max(0, math.floor((length - first) / beat + 1e-6) + 1)))


def ends_of_lane(curve: Curve) -> tuple[float, float]:
    """The values at the lower and the upper edge of a curve's lane: those that a slider is looked at, or further."""
    values = [point.value for point in curve.points]
    low, high = (0.0, 1.0) if curve.target in NUMBERS else (looks(curve.target)[0], looks(curve.target)[-1])
    return min([low, *values]), max([high, *values])


def _way(film: Timeline) -> CurveState:
    segments = []
    for key, after in pairs(film):
        gap = after.time - key.time if after.time > key.time else film.length - key.time + after.time
        end = min(film.length, key.time + gap)
        shares = np.linspace(0, (end - key.time) / gap if gap > 0 else 1, _FINE)
        line = tuple(min(1.0, max(0.0, eased(key.clip.shape, float(x), key.clip.handles))) for x in shares)
        if end > key.time:
            segments.append(Segment(key.time, end, key.clip.shape, line, key.clip.handles, even=key.clip.even))
    return CurveState(WAY, tr("In between"), tuple(segments), removable=False)


def _curve(workspace: Workspace, film: Timeline, curve: Curve) -> CurveState:
    low, high = ends_of_lane(curve)

    def line(start: float, end: float) -> tuple[float, ...]:
        times = np.linspace(start, end - 1e-9, max(2, round(_FINE * (end - start) / film.length * 4)))
        return tuple((value_at(curve, float(time)) - low) / (high - low) for time in times)

    name = {"truncation": tr("Truncation"), "compression": tr("Calming")}.get(curve.target)
    name = name or short(workspace.name(curve.target))
    told = tr("from {low:+.1f} to {high:+.1f}", low=low, high=high)
    dots = tuple((point.time, (point.value - low) / (high - low)) for point in curve.points)
    if curve.period:
        whole = Segment(0.0, film.length, "linear", line(0.0, film.length))
        return CurveState(curve.target, name, (whole,), dots, told, round=True)
    times = [point.time for point in curve.points]
    segments = [
        Segment(point.time, end, point.shape, line(point.time, end), point.handles)
        for point, end in zip(curve.points, times[1:], strict=False)
    ]
    if times[-1] < film.length:
        segments.append(Segment(times[-1], film.length, "hold", line(times[-1], film.length), still=True))
    if times[0] > 0:
        segments.append(Segment(0.0, times[0], "hold", line(0.0, times[0]), still=True))
    return CurveState(curve.target, name, tuple(segments), dots, told)


def _wanders(film: Timeline) -> CurveState:
    period = film.wanders[0].period
    times = np.linspace(0, film.length, 4 * _FINE)
    line = tuple(float(y) for y in 0.5 - 0.4 * np.cos(2 * np.pi * times / period))
    told = tr("The face wanders a little, every {period:g} s once round.", period=period)
    return CurveState(WANDERS, tr("Breathing"), (Segment(0.0, film.length, "linear", line, still=True),), told=told)


def _wave(levels: Levels) -> tuple[float, ...]:
    loud = np.asarray(levels.values["loudness"])
    parts = np.array_split(loud, min(_WAVE, len(loud))) if len(loud) else []
    return tuple(float(part.max()) for part in parts)
