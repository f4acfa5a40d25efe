"""Sliders from two pictures that a saved document moves: made again, so that they can be moved. No Qt, no engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.model.workspace import Workspace
from engine.document.between import MORPH, PAIR
from engine.document.between import recalled as made_again
from engine.document.composing import final_code
from engine.document.directions import DirectionSet
from engine.document.document import Edit


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
