"""Films that are made at once, to go on from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.model.workspace import Workspace
from engine.document.disk.wording import short
from engine.document.document import NO_FILM, Timeline
from engine.document.snapshots import values_of
from engine.document.timeline import changes
from engine.document.timeline.curves import Curve, NoiseLoop, Point
from engine.document.timeline.shapes import Clip
from engine.language import tr

SWING = 2.5  # sigma to either side
TOURED = 6  # sliders
BREATH = 0.35  # of how far drawn codes differ


@dataclass(frozen=True)
class Template:
    """A film that can be begun; `why_not` says what it lacks, or is empty."""

    name: str
    words: str
    why_not: str = ""


def templates(workspace: Workspace, slider: str) -> tuple[Template, ...]:
    """All of them for what is open; `slider` is the one that was moved last, or the first, or empty."""
    none = "" if slider else tr("There are no sliders yet: find some first.")
    few = "" if len(workspace.document.snapshots) > 1 else tr("Keep two snapshots first, with K.")
    swing = tr("Swing {name}", name=short(workspace.name(slider), 24)) if slider else tr("Swing this slider")
    return (
        Template("swing", swing, none), Template("tour", tr("Tour of the sliders"), none),
        Template("morph", tr("Morph through my snapshots"), few), Template("breathe", tr("Breathe")),
    )  # fmt: skip


def swing(workspace: Workspace, key: str) -> Timeline:
    """The slider to one side, to the other and back, round and round, from where it stands."""
    film = _begun(workspace)
    values = ((0.0, 0.0), (0.25, SWING), (0.5, 0.0), (0.75, -SWING))
    return _moved(workspace, film, key, tuple((share * film.length, value) for share, value in values), film.length)


def tour(workspace: Workspace, keys: Sequence[str]) -> Timeline:
    """One slider after the other, there and back."""
    film, keys = _begun(workspace), keys[:TOURED]
    part = film.length / len(keys)
    for i, key in enumerate(keys):
        ends = ((i * part, 0.0), ((i + 0.5) * part, SWING), ((i + 1) * part, 0.0))
        film = _moved(workspace, film, key, ends, 0.0)
    return film


def morph(workspace: Workspace) -> Timeline:
    """Through all snapshots and back to the first, each for as long."""
    film, kept = _empty(workspace), workspace.document.snapshots
    for i, each in enumerate(kept):
        time = round(i * film.length / len(kept) * film.rate) / film.rate
        film = changes.with_key(film, time, each.document, each.name)
        film = changes.with_clip(film, time, Clip(shape="both"))
    return film


def breathe(workspace: Workspace) -> Timeline:
    """The face wanders a little about what it is, twice in the film."""
    film = _begun(workspace)
    latent = workspace.info.layout.latent
    strength = BREATH / math.sqrt(len(latent))  # many slots that wander at once move more than one
    wanders = tuple(NoiseLoop(slot.name, strength, film.length / 2, seed) for seed, slot in enumerate(latent))
    return changes.with_wanders(film, wanders)


def _empty(workspace: Workspace) -> Timeline:
    """A film without keys that goes round, as long and with the sound of the one there is."""
    now = workspace.document.timeline
    return replace(NO_FILM, length=now.length, rate=now.rate, looped=True, sound=now.sound, tempo=now.tempo,
                   sliders=now.sliders)  # fmt: skip


def _begun(workspace: Workspace) -> Timeline:
    """The same with what is in front as its first key."""
    name = tr("Seed {seed}", seed=workspace.document.seed)
    return changes.with_key(_empty(workspace), 0.0, values_of(workspace.document), name)


def _moved(
    workspace: Workspace, film: Timeline, key: str, offsets: Sequence[tuple[float, float]], period: float
) -> Timeline:
    """With a curve of this slider through (time, sigma from where it stands); `period` 0: it does not go round."""
    edit = workspace.document.edit(key)
    stands = edit.strength if edit is not None else 0.0
    points = tuple(Point(time, stands + offset) for time, offset in offsets)
    return changes.with_curve(film, Curve(key, points, period), workspace.track(key, (0.0,)).edit)
