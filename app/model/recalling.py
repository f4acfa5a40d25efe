"""Sliders from two pictures that a saved document moves: made again, so that they can be moved. No Qt, no engine."""

from __future__ import annotations

from app.model.workspace import Workspace
from engine.document.between import MORPH, PAIR
from engine.document.between import recalled as made_again
from engine.document.directions import DirectionSet


def recall(workspace: Workspace) -> None:
    """Take the sets of such edits in again, where they are missing; what methods found can be found again."""
    catalogue, sha256 = workspace.catalogue, workspace.info.ref.sha256
    for edit in workspace.document.edits:
        if edit.group not in catalogue.sets and (found := made_again(edit, workspace.arrays, sha256)) is not None:
            catalogue.add(found)


def recalled(directions: DirectionSet) -> bool:
    """Whether the set is of a kind that is made again, and so says nothing of what else was found."""
    return directions.provenance.method in (PAIR, MORPH)
