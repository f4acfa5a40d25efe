"""From a workspace to the plain values that widgets show."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np

from app.model.ends import ends as ends_of
from app.model.painting import Painting, is_local
from app.model.settings import Settings
from app.model.workspace import Workspace
from app.services.painted.heat import SliderHeat
from app.services.painted.parts import Parts
from app.services.painted.regions import Regions
from engine.document.asked.between import MORPH, PAIR
from engine.document.aspect import sized
from engine.document.directions import BEST, DirectionSet, known, spoken
from engine.document.regions import FULL
from engine.language import tr
from widgets.canvas.brush import Brush
from widgets.canvas.overlay import tints
from widgets.directions.card import percent
from widgets.states import (
    BrushState,
    ConditionsState,
    DirectionCard,
    DirectionShelf,
    EditRow,
    HeatMap,
    HistoryRow,
    LeakageState,
    RegionRow,
    SliderGroup,
    SliderState,
    TamingState,
    Tool,
)

#: What is said of sliders of a painted region where their numbers are in the tip.
#: How a method finds sliders, for whoever reads no papers; the figures of the set stand in the tip.
SAID = {
    "eigengan": tr("what training itself put into each layer, coarse to fine"),
    "sefa": tr("what the generator's own weights turn the most"),
    "voynov": tr("ways of changing a face that a network has learned to tell apart"),
    "warpedganspace": tr("curved ways of changing a face that a network has learned to tell apart"),
    "steerability": tr("learned from pictures that were edited: the slider does to a face what the edit did"),
    "plumerault": tr("followed through pictures that were edited step by step"),
    "ganalyze": tr("learned to raise what a network sees in the picture"),
    "enjoy": tr("learned to change one thing and to leave the person as they are"),
}
AT_FACE = tr("for this face, and for what is painted on it")
#: The methods whose spectrum says how much of all there is a direction explains.
SHARES = ("sefa", "ganspace", "file")
MOVED = 0.05  # sigma; what stands nearer to its home rests
COARSE_TO_FINE = (tr("coarse"), tr("middle"), tr("fine"))


def slider_groups(workspace: Workspace) -> tuple[SliderGroup, ...]:
    """The panel's groups: the generator's layers, coarse to fine, or the shown direction set as one group."""
    directions = workspace.catalogue.set_shown
    if directions is None:
        return ()
    if not directions.own:
        told = "\n".join(note.text for note in directions.notes[:1])
        group = _group(workspace, directions.key, directions.provenance.title, "", directions)
        return (replace(group, told=told),)
    slots = workspace.info.own_slots
    groups = []
    for i, slot in enumerate(slots):
        word = COARSE_TO_FINE[0 if i == 0 else 2 if i == len(slots) - 1 else 1]
        side = next(s.resolution for s in workspace.info.layout.slots if s.name == slot)
        groups.append(
            _group(
                workspace,
                slot,
                tr("Layer {i} · {word}", i=i + 1, word=word),
                str(sized(side, workspace.info.aspect)),
                directions,
            )
        )
    return tuple(groups)


def _group(workspace: Workspace, key: str, title: str, hint: str, directions: DirectionSet) -> SliderGroup:
    document = workspace.document
    moved = {edit.key: edit.strength for edit in document.edits}
    muted = {edit.key for edit in document.edits if edit.muted}
    filmed = {curve.target for curve in document.timeline.curves}
    sliders = []
    for slider in directions.groups.get(key, ()):
        home, more = workspace.home(slider), tr(workspace.info.hints.get(slider, ""))
        direction = directions[directions.places[slider]]
        moves, purity = (direction.attribute or "").rstrip(" +−"), direction.purity or 0.0
        more = more or (tr("{percent} of its change is {moves}", percent=percent(purity), moves=moves) if moves else "")
        low, high = ends_of(directions)
        usual = workspace.catalogue.ranges.get(slider)
        sliders.append(
            SliderState(
                key=slider,
                name=workspace.name(slider),
                value=home + moved.get(slider, 0.0),
                home=home,
                effect=direction.effect or 0.0,
                purity=purity if moves else 0.0,
                starred=slider in document.starred,
                hint=f"{slider.method} · {more}" if more else slider.method,
                low=low,
                high=high,
                usual=(home + usual[0], home + usual[1]) if usual is not None else None,
                muted=slider in muted,
                filmed=slider in filmed,
                thumbnail=workspace.catalogue.thumbnails.get(slider, (b"", 0)),
            )
        )
    # A direction set stands alone in the panel; layers share it.
    shown = 3 if key in workspace.info.own_slots else 12
    return SliderGroup(key, title, hint, tuple(sliders), document.solo == key, key in document.locked, shown=shown)


def came_otherwise(workspace: Workspace) -> bool:
    """Whether no method of the list found the sliders that are shown: they are of two pictures, or of a file."""
    shown = workspace.catalogue.set_shown
    methods = {offer.identifier for offer in workspace.info.methods}
    return shown is not None and not shown.own and shown.provenance.method not in methods


def sliders_heading(workspace: Workspace, chosen: str) -> str:
    """What stands above the list of methods, of which one is chosen: what the sliders shown have to do with it."""
    shown = workspace.catalogue.set_shown
    if shown is None or not came_otherwise(workspace):
        return (
            tr("Sliders found by")
            if shown is not None and shown.provenance.method == chosen
            else tr("Find sliders with")
        )
    words = {
        PAIR: tr("A slider from two pictures"),
        MORPH: tr("A morph to another face"),
        "file": tr("Sliders from a file"),
    }
    if shown.provenance.method.endswith(BEST):
        return tr("The best of a comparison")
    return words.get(shown.provenance.method, tr("Sliders that were brought in"))


def edit_rows(workspace: Workspace) -> tuple[EditRow, ...]:
    """The active edits in stack order."""
    painting = Painting(workspace)
    return tuple(
        EditRow(
            e.key,
            workspace.name(e.key),
            workspace.value(e.key),
            e.muted,
            e.origin,
            painting.region_of(e),
            workspace.home(e.key),
        )
        for e in workspace.document.edits
    )


def history_rows(workspace: Workspace) -> tuple[HistoryRow, ...]:
    """The steps, oldest first."""
    history = workspace.history
    return tuple(HistoryRow(step.label, i == history.index) for i, step in enumerate(history.steps))


def direction_shelves(workspace: Workspace) -> tuple[DirectionShelf, ...]:
    """Every direction set that was found, for the browser."""
    return tuple(_shelf(workspace, directions) for directions in workspace.catalogue.sets.values())


def _shelf(workspace: Workspace, directions: DirectionSet) -> DirectionShelf:
    own, came = directions.own, directions.provenance
    parameters = [_said(name, value) for name, value in came.parameters.items() if value != ""]
    told = " · ".join(part for part in (*(n.text for n in directions.notes), ", ".join(parameters)) if part)
    return DirectionShelf(
        key=directions.key,
        title=came.title,
        subtitle=AT_FACE if is_local(workspace.info, directions.key) else SAID.get(came.method, told),
        tip=told,
        cards=tuple(direction_card(workspace, key) for key in directions.places),
        spectrum=known(direction.spectrum for direction in directions),
        layers=0 if own else workspace.info.latents,
        absolute=directions.key in workspace.catalogue.absolute,
        can_be_absolute=directions[0].origin is not None,
        deletable=not own,
    )


def _said(name: str, value: object) -> str:
    """A parameter in words: "layers all", "normalize rows"."""
    words = tr(name.replace("_", " "))
    if isinstance(value, bool):
        return words if value else tr("no {words}", words=words)
    return f"{words} {tr(value) if isinstance(value, str) else value}"


def direction_card(workspace: Workspace, key: str) -> DirectionCard:
    """One direction, for the browser and the comparison."""
    directions, direction = workspace.catalogue.find(key)
    came = directions.provenance
    share = (direction.spectrum or 0.0) if came.method in SHARES else 0.0
    first, last = workspace.layers_of(key)
    return DirectionCard(
        key=key,
        name=workspace.name(key),
        value=workspace.value(key),
        home=workspace.home(key),
        starred=key in workspace.document.starred,
        attribute=spoken(direction.attribute or ""),
        purity=direction.purity or 0.0,
        share=share if 0 <= share <= 1 else 0.0,
        first=first,
        last=last,
        origin=came.title,
        held=workspace.document.holds(key),
        compared=key in workspace.catalogue.compared,
        basis=direction.map,
    )


def compared_cards(workspace: Workspace) -> tuple[DirectionCard, ...]:
    """The rows of the comparison, in the order they were chosen."""
    return tuple(direction_card(workspace, key) for key in workspace.catalogue.compared)


def cosines(workspace: Workspace) -> np.ndarray:
    """The cosine between every two compared directions (n, n)."""
    known = [row for key in workspace.catalogue.compared if (row := workspace.catalogue.row(key)) is not None]
    rows = np.stack(known) if known else np.zeros((0, 1), np.float32)
    return np.asarray(rows @ rows.T)


def taming(workspace: Workspace) -> TamingState:
    """How far the face is calmed; one whose code was found in a photo or a file is drawn as it was found."""
    info, here = workspace.info, workspace.document
    kept = {slot.name for slot in info.layout.latent} <= {slot for slot, _ in here.held}
    found = tr("A face that was found in a photo or a file keeps its code. Throw the dice for another.") if kept else ""
    return TamingState(here.compression, here.components, info.components, info.uncompressed or found)


def conditions(workspace: Workspace) -> ConditionsState:
    """Class, noise, cutoff and style mixing, and which of them there are here.

    A generator with layers of its own has locks and sliders for that.
    """
    info, here = workspace.info, workspace.document
    latents = 0 if info.own_slots else info.latents
    mixes = tuple((mix.seed, mix.first, mix.last) for mix in here.mixes)
    return ConditionsState(
        info.classes, info.noises, latents, here.label, here.cutoff, here.noise, here.noise_seed, mixes
    )


def region_rows(painting: Painting) -> tuple[RegionRow, ...]:
    """The painted regions, in the order they were made."""
    rows, regions = [], painting.document.regions
    for region, tint in zip(regions, tints([region.keep for region in regions]), strict=True):
        share = float(painting.mask(region.name).mean()) / FULL
        rows.append(RegionRow(region.name, region.keep, region.name == painting.current, share, tint.name()))
    return tuple(rows)


def acts(workspace: Workspace, key: str) -> bool:
    """Whether a slider changes the picture as it is: it was moved, and is neither muted nor left out by a solo."""
    return any(edit.key == key and abs(edit.strength) >= MOVED for edit in workspace.document.counting())


def leakage_state(workspace: Workspace, work: Regions, slider: SliderHeat, heat: HeatMap) -> LeakageState:
    """What the meter says of the slider that it looks at."""
    key, found = slider.slider, slider.heat
    known = workspace.catalogue.row(key) is not None if key else False
    shown = workspace.catalogue.set_shown
    if shown is not None and not work.is_local(shown.key):
        shown = None
    # How it was found, and how it was looked at; what leaks is told above.
    said = [] if shown is None else [note.text for note in shown.notes if note.kind != "leakage"]
    if heat == "realised" and known and not acts(workspace, key):
        said.insert(0, tr("Nothing changed: it rests or is muted."))
    return LeakageState(
        name=workspace.name(key) if known else "",
        first_order=None if found is None else found.leakage,
        realised=None if found is None else found.realised_leakage,
        first_order_before=None if found is None else found.leakage_before,
        realised_before=None if found is None else found.realised_leakage_before,
        stale="" if shown is None else work.stale(shown.key),
        note=" · ".join(said),
        heat=heat,
        cuts=() if shown is None else shown.cuts,
        rank=0 if shown is None else shown.rank,
        local=shown is not None,
        only_inside=work.only_inside,
        former=slider.former,
        can_cut=bool(shown is not None and shown.cuts and "rank" in shown.provenance.parameters),
    )


def brush_state(brush: Brush, painting: Painting | None, parts: Parts, settings: Settings) -> BrushState:
    """The tool in hand and what can be done with it."""
    return BrushState(
        tool=cast(Tool, brush.tool),
        size=brush.size,
        softness=brush.softness,
        subtract=brush.subtract,
        overlay=brush.overlay,
        follow=settings.follow,
        keep_masks=settings.keep_regions,
        parts=tuple(parts.masks),
        has_region=painting is not None and bool(painting.current),
        busy=parts.why_none or ("" if parts.masks else tr("looking for the face…")),
    )
