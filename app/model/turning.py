"""Direction sets that take one another's place in the panel: which may go, how they are called beside one another, and
how one comes back. No Qt, no engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from app.model.painting import is_local
from app.model.workspace import Workspace
from engine.document.asked.between import MORPH, PAIR
from engine.document.asked.between import recalled as made_again
from engine.document.composing import final_code
from engine.document.directions import DirectionSet
from engine.document.document import Edit
from engine.document.history import Turned
from engine.document.keys import SliderKey
from engine.document.saved.kept_sets import KeptSet


def uses(workspace: Workspace, key: str) -> bool:
    """Whether a person did anything with a slider of this set."""
    document = workspace.document
    keys = [e.key for e in document.edits] + [k for k, _ in document.fixed] + [*document.starred]
    return any(
        SliderKey(k).group == key for k in (*keys, *workspace.catalogue.compared, *(k for k, _ in document.names))
    )


def told_apart(found: DirectionSet, others: Sequence[DirectionSet]) -> DirectionSet:
    """The set with names that no direction of the others has: "mouth 1 (2)" beside "mouth 1"."""
    taken = {direction.name for other in others for direction in other}
    for number in count(1):
        names = [direction.name if number == 1 else f"{direction.name} ({number})" for direction in found]
        if taken.isdisjoint(names):
            break
    return replace(found, directions=tuple(replace(d, name=name) for d, name in zip(found, names, strict=True)))


def kept(workspace: Workspace, key: str) -> KeptSet:
    """A set that is there, with all that it takes to bring it back; KeyError where it is not."""
    catalogue = workspace.catalogue
    mask = catalogue.masks.get(key, "")
    return KeptSet(workspace.info.ref.sha256, catalogue.sets[key], mask, key in catalogue.absolute)


def put(workspace: Workspace, directions: DirectionSet, mask: str, old: str, *, show: bool) -> Turned | None:
    """Take a set in, and `show` it or leave what is shown. Its edits keep to a mask (empty: none). It takes the place
    of the set `old`, which goes unless it is in use -> which took the place of which; None where `old` is not there, or
    the same."""
    catalogue, key, shown = workspace.catalogue, directions.key, workspace.catalogue.shown
    before = kept(workspace, old) if old in catalogue.sets and old != key else None
    goes = before is not None and not uses(workspace, old)
    others = [found for name, found in catalogue.sets.items() if name != key and not (goes and name == old)]
    with workspace.at_once():
        catalogue.add(told_apart(directions, others))
        catalogue.masks[key] = mask
        if goes:
            workspace.remove_set(old)
        if not show:
            catalogue.show(shown)
    return None if before is None else (before, kept(workspace, key))


def gone(workspace: Workspace, key: str) -> bool:
    """Whether the set is not there and no step of the history brings it back."""
    steps = (found.directions.key for step in workspace.history.steps for found in step.turned or ())
    return key not in workspace.catalogue.sets and key not in steps


def turn(workspace: Workspace, out: KeptSet, came: KeptSet) -> None:
    """Show `came` again, and let go of `out` unless it is in use."""
    catalogue, key = workspace.catalogue, came.directions.key
    with workspace.at_once():
        if key not in catalogue.sets:
            catalogue.masks[key] = came.mask
        if came.absolute:
            catalogue.absolute.add(key)
        catalogue.add(came.directions)
        if out.directions.key in catalogue.sets and not uses(workspace, out.directions.key):
            catalogue.remove(out.directions.key)


class Former:
    """The sliders that were shown when the brush was taken up, to be shown again after somebody who only looked."""

    def __init__(self) -> None:
        self._shown = ""
        self._edits: tuple[Edit, ...] = ()

    def note(self, workspace: Workspace | None) -> None:
        """The brush is taken up."""
        shown = workspace.catalogue.shown if workspace is not None else ""
        self._shown = "" if workspace is None or is_local(workspace.info, shown) else shown
        self._edits = workspace.document.edits if workspace is not None else ()

    def forget(self) -> None:
        """Somebody painted, or asked: what comes of it stays."""
        self._shown = ""

    def give_back(self, workspace: Workspace | None) -> bool:
        """The brush is put away; False where what is shown was painted for, asked for or moved, and stays."""
        former, self._shown = self._shown, ""
        if not former or workspace is None:
            return False
        shown = workspace.catalogue.shown
        if any(edit.group == shown and edit not in self._edits for edit in workspace.document.edits):
            return False
        if is_local(workspace.info, shown):
            workspace.catalogue.show(former)
        return True


# ---- sets of two pictures, which are made again ----


def recall(workspace: Workspace) -> None:
    """Take the sets of such edits in again, where they are missing; what methods found can be found again."""
    catalogue, sha256 = workspace.catalogue, workspace.info.ref.sha256
    for edit in workspace.document.edits:
        if edit.group not in catalogue.sets and (found := made_again(edit, workspace.arrays, sha256)) is not None:
            catalogue.add(_with_start(found, workspace, edit))


def _with_start(found: DirectionSet, workspace: Workspace, edit: Edit) -> DirectionSet:
    """A morph begins at the picture with its other edits, where an edit keeps the base below them."""
    (one,) = found
    if one.start is None:
        return found
    nothing = np.zeros_like(one.start)
    others = final_code(workspace.document.without(edit.key), nothing, workspace.info.layout, workspace.arrays)
    return replace(found, directions=(replace(one, start=one.start + others),))


def recalled(directions: DirectionSet) -> bool:
    """Whether the set is of a kind that is made again, and so says nothing of what else was found."""
    return directions.provenance.method in (PAIR, MORPH)
