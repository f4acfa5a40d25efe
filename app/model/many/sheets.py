"""What stands side by side on a sheet: faces with one look, sliders from end to end, before and after. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.model.brought import BroughtFace, on_codes, on_seeds
from app.model.workspace import Workspace
from engine.document.asked.between import MORPH
from engine.document.asked.looks import Cell
from engine.document.films.film import along
from engine.document.keys import SliderKey
from engine.document.snapshots import gone_back
from engine.language import tr

#: Where the sliders of a method stand: in sigma, and of a morph in shares of the way.
PLACES, WAYS = (-2.0, -1.0, 0.0, 1.0, 2.0), (0.0, 0.25, 0.5, 0.75, 1.0)


def of_seeds(workspace: Workspace, seeds: Sequence[int]) -> tuple[Cell, ...]:
    """The look of the document on these faces."""
    looks = on_seeds(workspace, seeds)
    return tuple(Cell(tr("seed {seed}", seed=seed), each) for seed, (_, each) in zip(seeds, looks, strict=True))


def of_brought(workspace: Workspace, faces: Iterable[BroughtFace]) -> tuple[Cell, ...]:
    """The look of the document on faces that were brought in."""
    named = list(faces)
    looks = on_codes(workspace, ((face.name, face.code) for face in named))
    return tuple(Cell(face.name, each) for face, (_, each) in zip(named, looks, strict=True))


def of_snapshots(workspace: Workspace) -> tuple[Cell, ...]:
    """The snapshots as they were kept."""
    here = workspace.document
    return tuple(Cell(each.name, gone_back(here, each.document)) for each in here.snapshots)


def of_sliders(workspace: Workspace, sets: Iterable[str], count: int) -> tuple[Cell, ...]:
    """The first `count` sliders of each of these sets on the face in front, from end to end: five pictures each. Of the
    generator's own, which stand by layer, those that change the picture most."""
    cells: list[Cell] = []
    for key in sets:
        directions = workspace.catalogue.sets[key]
        sliders = list(directions.places)
        if directions.own:
            sliders.sort(key=lambda slider: -(workspace.catalogue.find(slider)[1].effect or 0.0))
        for slider in sliders[:count]:
            cells.extend(_along(workspace, slider))
    return tuple(cells)


def _along(workspace: Workspace, slider: str) -> list[Cell]:
    morph = SliderKey(slider).method == MORPH
    places = WAYS if morph else PLACES
    documents = along(workspace.document, (workspace.track(slider, places),))
    name, unit = workspace.name(slider), "" if morph else " σ"
    told = [f"{name} {place:+g}{unit}".replace(" -", " −").replace(" +0", " 0") for place in places]
    return [Cell(label, document) for label, document in zip(told, documents, strict=True)]


def before_and_after(workspaces: Sequence[Workspace]) -> tuple[Cell, ...]:
    """The pictures of these without their edits, and with them; those that no edit changes are left out.

    Raises:
        ValueError: that is so of all of them; one sentence.
    """
    edited = [each for each in workspaces if each.document.counting()]
    if not edited:
        raise ValueError(tr("No edit changes the picture, so before and after are alike; move a slider first."))
    cells: list[Cell] = []
    for each in edited:
        name, document = each.info.ref.name, each.document
        before, after = tr("before"), tr("after")
        if len(edited) > 1:
            before, after = tr("{name}, before", name=name), tr("{name}, after", name=name)
        cells += [Cell(before, document.unedited()), Cell(after, document)]
    return tuple(cells)
