"""Which forms of a direction file can hold a set: our own holds all, those of other people's code what they know."""

from __future__ import annotations

import numpy as np

from engine.document.code import Layout
from engine.document.directions import DirectionSet
from engine.language import tr

#: What numbers of a vector may differ by and still be the same step.
SAME = 1e-4


def why_not_ganspace(directions: DirectionSet, layout: Layout, *, tied: bool) -> str:
    """Why GANSpace's .npz cannot hold this set, as one sentence; empty: it can."""
    return _curved(directions, "GANSpace's .npz") or _elsewhere(directions, layout, "GANSpace's .npz", tied=tied)


def why_not_boundary(directions: DirectionSet, layout: Layout, *, tied: bool) -> str:
    """Why a boundary's .npy cannot hold this set, as one sentence; empty: it can."""
    if len(directions) != 1:
        return tr(
            "A .npy file holds one direction and this set has {directions_count}: save it as .safetensors or .npz.",
            directions_count=len(directions),
        )
    form = "a boundary's .npy"
    if why := _curved(directions, form) or _elsewhere(directions, layout, form, tied=tied):
        return why
    if not tied and len(layout.latent) > 1:
        return (tr("A boundary's .npy holds a step of one slot, and this generator's code has several that move "
                "on their own: save it as .safetensors."))  # fmt: skip
    return ""


def _curved(directions: DirectionSet, form: str) -> str:
    if all(direction.path is None for direction in directions):
        return ""
    return tr("These directions are curved and {form} holds straight ones only: save them as .safetensors.", form=form)


def _elsewhere(directions: DirectionSet, layout: Layout, form: str, *, tied: bool) -> str:
    """Whether a direction moves what such a file has no place for."""
    vectors = directions.vectors
    places = [layout.slices[slot.name] for slot in layout.latent]
    fixed = np.ones(layout.dimension, bool)
    for place in places:
        fixed[place] = False
    apart = [np.abs(vectors[:, fixed]).max(initial=0.0)]
    if tied:
        mean = np.mean([vectors[:, place] for place in places], axis=0)
        apart += [np.abs(vectors[:, place] - mean).max(initial=0.0) for place in places]
    if max(apart) <= SAME:
        return ""
    what = tr("the same step in every layer") if tied else tr("only what is latent")
    return tr(
        "These directions cannot be written as {form}, which holds {what}: find them with layers "
        "all, or save them as .safetensors.",
        form=form,
        what=what,
    )
