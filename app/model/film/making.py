"""What a person does to the film of the picture in front: each action is one step of the history."""

from __future__ import annotations

from dataclasses import replace

from app.model.workspace import Workspace
from engine.document.disk.wording import short
from engine.document.document import Document, Timeline
from engine.document.snapshots import gone_back
from engine.document.timeline import changes
from engine.document.timeline.curves import Curve, Point
from engine.document.timeline.prepared import Prepared
from engine.document.timeline.reading import checked
from engine.document.timeline.shapes import Clip, Handles, Shape, checked_handles
from engine.document.timeline.sound import WORDS, Drive, Feature, Sound, Tempo
from engine.language import tr

#: From one key to the next, in seconds, where nobody says otherwise.
STEP = 2.0
#: Sigma that a sound moves a slider at most.
DRIVEN = 2.0


class FilmMaking:
    """Acts on the film of a workspace. What cannot be is refused with a ValueError in one sentence."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def film(self) -> Timeline:
        """The film as it is."""
        return self._workspace.document.timeline

    def take(self, film: Timeline, label: str) -> bool:
        """This is the film from now on."""
        return self._workspace.history.push(replace(self._workspace.document, timeline=film), label)

    # ---- keys ----

    def set_key(self, time: float, name: str, document: Document | None = None) -> float:
        """The picture in front, or another, is a key at this time; where the next one would be set: a step behind it,
        or on the next key that is there already."""
        made = changes.with_key(self.film, time, document or self._workspace.document, name)
        self.take(made, tr("Key at {time:.2f} s", time=time))
        return min(made.length, time + min(STEP, made.length / 3))

    def move_key(self, time: float, to: float) -> bool:
        """A key is at another time."""
        return self.take(changes.moved_key(self.film, time, to), tr("Moved a key to {to:.2f} s", to=to))

    def copy_key(self, time: float, to: float) -> bool:
        """A key is there once more."""
        return self.take(changes.copied_key(self.film, time, to), tr("Copied a key to {to:.2f} s", to=to))

    def remove_key(self, time: float) -> bool:
        """A key is gone."""
        return self.take(changes.without_key(self.film, time), tr("Removed the key at {time:.2f} s", time=time))

    def open_key(self, time: float) -> bool:
        """Back to the picture of a key."""
        if (key := changes.key_at(self.film, time)) is None:
            return False
        document = gone_back(self._workspace.document, key.document)
        return self._workspace.history.push(document, tr("Back to the key at {time:.2f} s", time=time))

    def spread(self) -> bool:
        """The keys are equally far apart over the whole film; where its sound has beats, each but the ends is on the
        nearest of them, unless there are too few."""
        keys, film = self.film.keys, self.film
        if len(keys) < 2:
            return False
        parts = len(keys) if film.looped else len(keys) - 1
        times = even = [film.length * i / parts for i in range(len(keys))]
        if film.tempo is not None:
            times = [_on_beat(time, film) for time in even]
            times = times if len({round(time * film.rate) for time in times}) == len(keys) else even
        spread = tuple(replace(key, time=round(time * film.rate) / film.rate)
                       for key, time in zip(keys, times, strict=True))  # fmt: skip
        label = tr("Spread the keys evenly") if times is even else tr("Spread the keys evenly, on beats")
        return self.take(checked(replace(film, keys=spread)), label)

    def steady(self, prepared: Prepared) -> bool:
        """The picture changes equally fast throughout; `prepared` tells of every way how much it changes."""
        return self.take(changes.steady(self.film, prepared), tr("Steady throughout"))

    # ---- what lies between ----

    def shape(self, target: str, start: float, shape: Shape) -> bool:
        """How a curve, or "" the way from key to key, goes on from there."""
        return self._bend(target, start, shape, None)

    def even(self, start: float, on: bool) -> bool:  # noqa: FBT001 (what a signal brings)
        """Whether equal times change the picture equally from the key there to the next."""
        if (key := changes.key_at(self.film, start)) is None:
            return False
        label = tr("Steady from {start:.2f} s", start=start) if on else tr("Not steady from {start:.2f} s", start=start)
        return self.take(changes.with_clip(self.film, start, replace(key.clip, even=on)), label)

    def handles(self, target: str, start: float, handles: Handles) -> bool:
        """The handles of a stretch that is shaped by them."""
        return self._bend(target, start, "cubic", checked_handles(handles))

    def _bend(self, target: str, start: float, shape: Shape, handles: Handles | None) -> bool:
        label = tr("How the film moves at {start:.2f} s", start=start)
        if not target:
            if (key := changes.key_at(self.film, start)) is None:
                return False
            clip: Clip = replace(key.clip, shape=shape, handles=handles or key.clip.handles)
            return self.take(changes.with_clip(self.film, start, clip), label)
        curve = self._curve(target)
        points = tuple(
            replace(point, shape=shape, handles=handles or point.handles) if point.time == start else point
            for point in curve.points
        )
        return self.take(changes.with_curve(self.film, replace(curve, points=points)), label)

    def _curve(self, target: str) -> Curve:
        curve = self.film.curve(target)
        if curve is None:
            raise ValueError(tr("This slider has no curve any more; choose another."))
        return curve

    def add_curve(self, key: str) -> bool:
        """A slider has a curve, level where it stands, whose points can be dragged."""
        name = short(self._workspace.name(key))
        if self.film.curve(key) is not None:
            raise ValueError(tr("{name} has a curve already: drag its points.", name=name))
        edit = self._workspace.document.edit(key)
        stands = edit.strength if edit is not None else 0.0
        times = (0.0, self.film.length / 2, self.film.length)
        curve = Curve(key, tuple(Point(time, stands) for time in times))
        made = changes.with_curve(self.film, curve, self._workspace.track(key, (0.0,)).edit)
        return self.take(made, tr("Curve of {name}", name=name))

    def put_point(self, target: str, time: float | None, to: float, value: float) -> bool:
        """A point of a curve, that was at `time` or is new, is at another time and value."""
        curve = self._curve(target)
        old = next((point for point in curve.points if point.time == time), None)
        others = [point for point in curve.points if point is not old and abs(point.time - to) > changes.SAME]
        point = replace(old, time=to, value=value) if old is not None else Point(to, value)
        points = tuple(sorted((*others, point), key=lambda each: each.time))
        return self.take(changes.with_curve(self.film, replace(curve, points=points)), self._label(target))

    def remove_point(self, target: str, time: float) -> bool:
        """A point is gone; with the last one the curve."""
        curve = self._curve(target)
        points = tuple(point for point in curve.points if point.time != time)
        return self.take(changes.with_curve(self.film, replace(curve, points=points)), self._label(target))

    def go_round(self, target: str, on: bool) -> bool:  # noqa: FBT001 (what a signal brings)
        """A curve meets its beginning at the end of the film with the same speed, or not."""
        curve, film = self._curve(target), self.film
        points = tuple(point for point in curve.points if point.time < film.length) or curve.points[:1]
        made = replace(curve, points=points, period=film.length) if on else replace(curve, period=0.0)
        return self.take(changes.with_curve(film, made), self._label(target))

    def remove_curve(self, target: str) -> bool:
        """A slider moves no more by itself."""
        name = short(self._workspace.name(target))
        return self.take(changes.without_curve(self.film, target), tr("Removed the curve of {name}", name=name))

    def remove_wanders(self) -> bool:
        """Nothing wanders any more."""
        return self.take(changes.with_wanders(self.film, ()), tr("Removed the breathing"))

    def _label(self, target: str) -> str:
        return tr("Curve of {name}", name=short(self._workspace.name(target)))

    # ---- the whole ----

    def set_length(self, seconds: float) -> bool:
        """How long the film is; curves that go round and wanderings keep closing."""
        film, before = changes.with_times(self.film, length=seconds), self.film
        curves = tuple(self._stretched(curve, before.length, film.length) for curve in film.curves)
        wanders = tuple(replace(w, period=w.period * film.length / before.length) for w in film.wanders)
        film = checked(replace(film, curves=curves, wanders=wanders))
        return self.take(film, tr("Film of {seconds:g} s", seconds=film.length))

    @staticmethod
    def _stretched(curve: Curve, before: float, after: float) -> Curve:
        if not curve.period:
            return curve
        share = after / before
        points = tuple(replace(point, time=point.time * share) for point in curve.points)
        return replace(curve, points=points, period=curve.period * share)

    def set_looped(self, on: bool) -> bool:  # noqa: FBT001 (what a signal brings)
        """The end leads into the beginning, or not."""
        words = tr("A film that goes round") if on else tr("A film with an end")
        return self.take(changes.with_times(self.film, looped=on), words)

    def set_span(self, span: tuple[float, float] | None) -> bool:
        """Which part is played and written."""
        words = tr("Part of the film to play") if span else tr("The whole film to play")
        return self.take(changes.with_span(self.film, span), words)

    def drive(self, feature: Feature, target: str, on: bool) -> bool:  # noqa: FBT001 (what a signal brings)
        """What of the sound moves a slider, up to `DRIVEN` sigma more than keys and curves say, or does not."""
        sound = self.film.sound
        if sound is None:
            return False
        kept = tuple(each for each in sound.drives if (each.feature, each.target) != (feature, target))
        drives = (*kept, Drive(feature, target, DRIVEN)) if on else kept
        sliders = (self._workspace.track(target, (0.0,)).edit,) if on else ()
        name, what = short(self._workspace.name(target)), tr(WORDS[feature])
        label = tr("{name} is moved by {what}", name=name, what=what)
        label = label if on else tr("{name} is not moved by {what}", name=name, what=what)
        return self.take(changes.with_sound(self.film, replace(sound, drives=drives), sliders), label)

    def set_sound(self, sound: Sound | None, tempo: Tempo | None) -> bool:
        """The sound under the film and its beats, or none."""
        film = changes.with_tempo(changes.with_sound(self.film, sound), tempo)
        return self.take(film, tr("Sound of the film") if sound is not None else tr("Removed the sound"))


def _on_beat(time: float, film: Timeline) -> float:
    """The beat that is nearest to a time; the beginning and the end of the film stay what they are."""
    if film.tempo is None or not 0 < time < film.length:
        return time
    beat = 60 / film.tempo.bpm
    found = film.tempo.offset + round((time - film.tempo.offset) / beat) * beat
    return found if 0 <= found <= film.length else time
