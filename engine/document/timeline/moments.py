"""What a film shows at a time, as a document: it can be drawn as any other, but not saved (see `Passing`)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from engine.document.disk.wording import short
from engine.document.document import Document, Edit, Key, Passing, Timeline
from engine.document.keys import SliderKey
from engine.document.snapshots import values_of
from engine.document.timeline.curves import NUMBERS, value_at
from engine.document.timeline.masks import between_masks
from engine.document.timeline.prepared import UNPREPARED, Prepared
from engine.document.timeline.shapes import CodeWay, eased
from engine.language import tr


def moment(document: Document, time: float, prepared: Prepared = UNPREPARED) -> Document:
    """What the document's film shows at this time in seconds; without keys, the document itself moved by the curves.

    `prepared` is what the engine measured for it (see `PrepareFilm`).

    Raises:
        ValueError: a slider that moves is not known; one plain sentence.
    """
    timeline = document.timeline
    if timeline.looped:
        time = math.fmod(time, timeline.length)
    keys = timeline.keys or (Key(0.0, values_of(document)),)
    start, end, share, way = _place(keys, timeline, time, prepared)
    start, end = (replace(each, edits=each.counting(), solo="") for each in (start, end))
    moved = _moved(timeline, time, prepared)
    start, end = _with_numbers(start, moved), _with_numbers(end, moved)
    made = between(start, end, share, way)
    wanders = tuple((wander, turn) for wander in timeline.wanders if (turn := wander.turn(time)) and wander.strength)
    if wanders:
        made = replace(made, passing=replace(made.passing or Passing(made), wanders=wanders))
    return _with_sliders(made, timeline, moved)


def between(start: Document, end: Document, share: float, way: CodeWay) -> Document:
    """What lies at this share of the way from one document to another of the same generator: 0 is the first, 1 the
    second, and beyond them it goes on. What cannot be between (the kind of noise, its seed) is the first's."""
    if share in (0, 1) or start == end:
        return end if share == 1 else start
    return replace(
        start, edits=tuple(_blended(start.edits, end.edits, share)), tuning=None,
        truncation=start.truncation + share * (end.truncation - start.truncation),
        passing=Passing(start, end, share, way),
    )  # fmt: skip


def _place(
    keys: tuple[Key, ...], timeline: Timeline, time: float, prepared: Prepared
) -> tuple[Document, Document, float, CodeWay]:
    """The two pictures between which it is, the share of the way that is done, and which way it is."""
    before = [i for i, key in enumerate(keys) if key.time <= time]
    first, place = keys[0], before[-1] if before else -1  # -1: the last, whose clip goes on over the end
    key = keys[place]
    if place in (-1, len(keys) - 1):
        gap = timeline.length - keys[-1].time + first.time
        if not timeline.looped or len(keys) < 2 or gap <= 0:
            still = key if before else first
            return still.document, still.document, 0.0, key.clip.way
        after, passed = first, (time - key.time) % timeline.length
    else:
        after, gap, passed = keys[place + 1], keys[place + 1].time - key.time, time - key.time
    done = eased(key.clip.shape, passed / gap, key.clip.handles)
    if key.clip.even:
        done = prepared.paced((key.document, after.document, key.clip.way), done)
    return key.document, after.document, done, key.clip.way


def _blended(start: tuple[Edit, ...], end: tuple[Edit, ...], share: float) -> Iterable[Edit]:
    """The edits of both: one that both have goes from the one strength and mask to the other; all else fades."""
    left = {edit.key: edit for edit in end}
    for edit in start:
        other = left.get(edit.key)
        if other is not None and _same(edit, other):
            del left[edit.key]
            strength = edit.strength + share * (other.strength - edit.strength)
            yield replace(edit, strength=strength, mask=between_masks(edit.mask, other.mask, share))
        else:
            yield replace(edit, strength=(1 - share) * edit.strength)
    yield from (replace(edit, strength=share * edit.strength) for edit in left.values())


def _same(edit: Edit, other: Edit) -> bool:
    """Whether two edits differ in no more than strength, name and the shape of the mask, if they have one."""
    plain = (replace(each, strength=0.0, name="", origin="", mask="") for each in (edit, other))
    return bool(edit.mask) == bool(other.mask) and next(plain) == next(plain)


def _moved(timeline: Timeline, time: float, prepared: Prepared) -> dict[str, tuple[float | None, float]]:
    """By slider or number: the value of its curve, if it has one, and what the sound adds."""
    found: dict[str, tuple[float | None, float]] = {
        curve.target: (value_at(curve, time), 0.0) for curve in timeline.curves
    }
    if timeline.sound is not None and prepared.levels is not None:
        for drive in timeline.sound.drives:
            level = prepared.levels.at(drive.feature, drive.attack, drive.release, time)
            value, added = found.get(drive.target, (None, 0.0))
            found[drive.target] = value, added + drive.strength * level
    return found


def _with_numbers(document: Document, moved: dict[str, tuple[float | None, float]]) -> Document:
    for name in NUMBERS:
        if name in moved:
            value, added = moved[name]
            now = float(getattr(document, name)) if value is None else value
            document = replace(document, **{name: max(0.0, now + added)})  # type: ignore[arg-type]
    return document


def _with_sliders(document: Document, timeline: Timeline, moved: dict[str, tuple[float | None, float]]) -> Document:
    for target, (value, added) in moved.items():
        if target in NUMBERS:
            continue
        edit = document.edit(target) or _slider(timeline, target)
        if value is not None:
            document = document.without(target)
        strength = (value if value is not None else edit.strength if document.edit(target) else 0.0) + added
        document = document.with_edit(replace(edit, strength=strength, muted=False))
    return document


def _slider(timeline: Timeline, target: str) -> Edit:
    """The edit of a slider that no picture here has moved."""
    kept = next((edit for edit in timeline.sliders if edit.key == target), None)
    kept = kept or next((e for key in timeline.keys if (e := key.document.edit(target)) is not None), None)
    if kept is not None:
        return kept
    if not SliderKey(target).own:
        raise ValueError(
            tr("The film moves a slider that is not known here ({name}); remove its curve.", name=short(target))
        )
    return Edit(target, target, 0.0)
