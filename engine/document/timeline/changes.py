"""What a person does to a timeline: each function makes another one, and the old one stays as it was.

Each may raise ValueError with one plain sentence, where the answer would be no film (see `reading.checked`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.document.disk.limits import KEYS
from engine.document.document import Document, Edit, Key, Timeline
from engine.document.snapshots import values_of
from engine.document.timeline.curves import NUMBERS, Curve, NoiseLoop
from engine.document.timeline.prepared import Prepared, pairs
from engine.document.timeline.reading import checked
from engine.document.timeline.shapes import Clip
from engine.document.timeline.sound import Sound, Tempo
from engine.language import tr

#: Two keys nearer than this, in seconds, are at one time.
SAME = 1e-6


def key_at(timeline: Timeline, time: float) -> Key | None:
    """The key at this time, if there is one."""
    return next((key for key in timeline.keys if abs(key.time - time) < SAME), None)


def with_key(timeline: Timeline, time: float, document: Document, name: str = "") -> Timeline:
    """The picture of a document is a key at this time, in place of one that is there, whose clip it takes over; a new
    one takes that of the key before it. Behind the end the film becomes longer."""
    time = max(0.0, time)
    if len(timeline.keys) >= KEYS and key_at(timeline, time) is None:
        raise ValueError(tr("A film has at most {most} pictures; remove one first.", most=KEYS))
    before = [key for key in timeline.keys if key.time < time + SAME]
    clip = before[-1].clip if before else timeline.keys[0].clip if timeline.keys else Clip()
    return _with(timeline, (*_others(timeline, time), Key(time, values_of(document), clip, name)))


def without_key(timeline: Timeline, time: float) -> Timeline:
    """The key at this time is gone."""
    return _with(timeline, _others(timeline, time))


def moved_key(timeline: Timeline, time: float, to: float) -> Timeline:
    """The key at `time` is at another; one that is there already is not replaced: then it goes as near as a frame."""
    key = _key(timeline, time)
    return _with(timeline, (*_others(timeline, time), replace(key, time=free_time(timeline, to, time))))


def copied_key(timeline: Timeline, time: float, to: float) -> Timeline:
    """The key at `time` is there once more at another time."""
    if len(timeline.keys) >= KEYS:
        raise ValueError(tr("A film has at most {most} pictures; remove one first.", most=KEYS))
    return _with(timeline, (*timeline.keys, replace(_key(timeline, time), time=free_time(timeline, to))))


def with_clip(timeline: Timeline, time: float, clip: Clip) -> Timeline:
    """The way from the key at this time to the next one is another."""
    return _with(timeline, (*_others(timeline, time), replace(_key(timeline, time), clip=clip)))


def all_even(timeline: Timeline) -> Timeline:
    """Equal times change the picture equally on every way from a key to the next."""
    keys = tuple(replace(key, clip=replace(key.clip, even=True, shape="linear")) for key in timeline.keys)
    return checked(replace(timeline, keys=keys))


def steady(timeline: Timeline, prepared: Prepared) -> Timeline:
    """The same, each way as long as the picture changes on it, at whole frames; the whole takes as long as before.

    What is not told in `prepared.changes` does not change.
    """
    ways = pairs(timeline)
    if len(ways) < 2:
        return all_even(timeline)
    changed = [prepared.changes.get((one.document, two.document, one.clip.way), 0.0) for one, two in ways]
    begin = timeline.keys[0].time
    frames = round(((timeline.length if timeline.looped else timeline.keys[-1].time) - begin) * timeline.rate)
    spare, whole = frames - len(ways), sum(changed)
    if spare < 0 or not whole:
        return all_even(timeline)
    passed, times = 0.0, []
    for i, change in enumerate(changed):
        times.append(begin + (i + round(spare * passed / whole)) / timeline.rate)
        passed += change
    if not timeline.looped:
        times.append(timeline.keys[-1].time)
    keys = tuple(replace(key, time=time) for key, time in zip(timeline.keys, times, strict=True))
    return all_even(replace(timeline, keys=keys))


def free_time(timeline: Timeline, time: float, but: float | None = None) -> float:
    """The time nearest to this one at which there is no key, a whole number of frames away; the key at `but`, which is
    to be moved, does not count."""
    taken = [key.time for key in timeline.keys if but is None or abs(key.time - but) >= SAME]
    time, step = max(0.0, time), 1 / timeline.rate
    spots = (spot for i in range(len(taken) + 1) for spot in (time + i * step, time - i * step) if spot >= 0)
    return next(spot for spot in spots if all(abs(spot - other) >= SAME for other in taken))


def snapped(timeline: Timeline, time: float, within: float) -> float:
    """The time of the nearest beat, key, start or end within so many seconds; else that of the nearest frame."""
    spots = [0.0, timeline.length, *(key.time for key in timeline.keys)]
    if timeline.tempo is not None:
        beat = 60 / timeline.tempo.bpm
        spots.append(timeline.tempo.offset + round((time - timeline.tempo.offset) / beat) * beat)
    nearest = min((spot for spot in spots if spot >= 0), key=lambda spot: abs(spot - time))
    return nearest if abs(nearest - time) <= within else max(0.0, round(time * timeline.rate) / timeline.rate)


def with_curve(timeline: Timeline, curve: Curve, slider: Edit | None = None) -> Timeline:
    """A slider or number has this curve, in place of another of its own; one without points is taken away. `slider` is
    the edit that it moves, at any strength, needed where no key has it and it is of a direction set."""
    others = tuple(each for each in timeline.curves if each.target != curve.target)
    made = replace(timeline, curves=(*others, curve) if curve.points else others)
    return checked(_with_slider(made, slider))


def without_curve(timeline: Timeline, target: str) -> Timeline:
    """The slider or number has no curve."""
    return with_curve(timeline, Curve(target, ()))


def with_wanders(timeline: Timeline, wanders: Iterable[NoiseLoop]) -> Timeline:
    """The film has these wanderings and no others."""
    return checked(replace(timeline, wanders=tuple(wanders)))


def with_sound(timeline: Timeline, sound: Sound | None, sliders: Iterable[Edit] = ()) -> Timeline:
    """The film has this sound, or none; `sliders` are the edits that it moves, where no key has them."""
    timeline = replace(timeline, sound=sound)
    for slider in sliders:
        timeline = _with_slider(timeline, slider)
    return checked(_with_slider(timeline, None))


def with_tempo(timeline: Timeline, tempo: Tempo | None) -> Timeline:
    """The beats lie so, or nowhere."""
    return checked(replace(timeline, tempo=tempo))


def with_times(
    timeline: Timeline, *, length: float | None = None, rate: float | None = None, looped: bool | None = None
) -> Timeline:
    """The film has another length in seconds, rate, or end. It is never shorter than to its last key."""
    last = timeline.keys[-1].time if timeline.keys else 0.0
    made = replace(
        timeline, length=max(timeline.length if length is None else length, last),
        rate=timeline.rate if rate is None else rate, looped=timeline.looped if looped is None else looped,
    )  # fmt: skip
    return checked(replace(made, span=_cut(made)))


def with_span(timeline: Timeline, span: tuple[float, float] | None) -> Timeline:
    """This part is played and written; None: all of it."""
    return checked(replace(timeline, span=span))


def _cut(timeline: Timeline) -> tuple[float, float] | None:
    """The span, as far as it still lies in the film."""
    if timeline.span is None:
        return None
    begin, end = timeline.span[0], min(timeline.span[1], timeline.length)
    return (begin, end) if begin < end else None


def _with_slider(timeline: Timeline, slider: Edit | None) -> Timeline:
    """The edits that curves and drives move, with this one; those that nothing moves any more are gone."""
    moved = {curve.target for curve in timeline.curves} - set(NUMBERS)
    if timeline.sound is not None:
        moved |= {drive.target for drive in timeline.sound.drives}
    sliders = {edit.key: edit for edit in (*timeline.sliders, *([slider] if slider is not None else []))}
    return replace(timeline, sliders=tuple(edit for edit in sliders.values() if edit.key in moved))


def _key(timeline: Timeline, time: float) -> Key:
    if (key := key_at(timeline, time)) is None:
        raise ValueError(
            tr("There is no picture of the film at {time:.2f} seconds; choose one of its keys.", time=time)
        )
    return key


def _others(timeline: Timeline, time: float) -> tuple[Key, ...]:
    return tuple(key for key in timeline.keys if abs(key.time - time) >= SAME)


def _with(timeline: Timeline, keys: Iterable[Key]) -> Timeline:
    keys = tuple(sorted(keys, key=lambda key: key.time))
    length = max(timeline.length, keys[-1].time) if keys else timeline.length
    return checked(replace(timeline, keys=keys, length=length))
