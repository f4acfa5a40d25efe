"""The code that a document makes: seeds mixed, truncated to the mean, then moved by its edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.code import Layout
from engine.document.document import Document, Edit
from engine.document.projection import spanned
from engine.language import tr

UNFIT = tr("This picture's edits do not fit its generator: they were made for a code of another shape.")


def mixed_code(document: Document, sampled: Mapping[int, np.ndarray], layout: Layout) -> np.ndarray:
    """The sampled code (dimension,) of the document's seed, with the slots of other seeds mixed in, in order."""
    code = np.array(sampled[document.seed], np.float32)
    latent = [layout.slices[slot.name] for slot in layout.latent]
    for mix in document.mixes:
        for place in latent[mix.first - 1 : mix.last]:
            code[place] = sampled[mix.seed][place]
    return code


def base_code(
    document: Document, sampled: np.ndarray, mean: np.ndarray, layout: Layout, arrays: ArrayStore
) -> np.ndarray:
    """The code before edits (dimension,): truncation pulls the latent slots to the mean, held slots stay.

    `sampled` is what `mixed_code` gives, `mean` the mean code of the document's class.

    Raises:
        ValueError: a held slot is not of this layout.
    """
    base = np.array(sampled, np.float32)
    latent = [layout.slices[slot.name] for slot in layout.latent]
    for place in latent[: document.cutoff or None]:
        base[place] = mean[place] + document.truncation * (base[place] - mean[place])
    for name, key in document.held:
        place = layout.slices.get(name, slice(0, 0))
        base[place] = _fitting(arrays[key], place.stop - place.start)
    return base


def held_code(document: Document, code: np.ndarray, layout: Layout, arrays: ArrayStore) -> Document:
    """The document with this code (dimension,) for its base: it holds every latent slot, and what is added to
    channels, so that neither its seed nor truncation nor style mixing moves them. A class and a transform stay the
    document's own; what was fitted to another code goes.

    Raises:
        ValueError: the code is not of this layout, or holds what is not finite.
    """
    code = _fitting(np.asarray(code, np.float32), layout.dimension)
    if not np.isfinite(code).all():
        raise ValueError(tr("This code holds numbers that are not finite, so it can draw nothing. Choose another."))
    parts = {slot: code[layout.slices[slot.name]] for slot in layout.slots if slot.kind in ("latent", "style")}
    held = {slot.name: arrays.put(part) for slot, part in parts.items() if slot.kind == "latent" or part.any()}
    others = tuple((name, key) for name, key in document.held if name not in {slot.name for slot in parts})
    return replace(document, held=(*others, *held.items()), mixes=(), tuning=None)


def final_code(document: Document, base: np.ndarray, layout: Layout, arrays: ArrayStore) -> np.ndarray:
    """The code after edits (dimension,): base + sum of strength * sigma * unit direction; masks are no matter here.

    A morph that was made for another base ends where it ended there, and its bend goes as far as that base is away.

    Raises:
        ValueError: an edit is not of this layout.
    """
    code = np.array(base, np.float32)
    for edit in document.counting():
        if edit.vector:
            step = _step(edit, arrays[edit.vector], len(code))
            if edit.start:
                step = _rebased(step, edit, base, document, arrays)
            code += step if not edit.first else within_layers(step, layout, edit.first, edit.last)
        else:
            code[layout.index(edit.key)] += np.float32(edit.strength * edit.sigma)
    return code


def _step(edit: Edit, array: np.ndarray, size: int) -> np.ndarray:
    """How far an edit moves a code (size,): along its unit direction, or along its curve and straight on beyond."""
    if not edit.reach:
        return np.asarray(np.float32(edit.strength * edit.sigma) * _fitting(array, size))
    if array.ndim != 2 or len(array) < 3 or not len(array) % 2:
        raise ValueError(UNFIT)
    half = len(array) // 2
    place = half + edit.strength / edit.reach * half
    before = int(min(max(np.floor(place), 0), len(array) - 2))
    along = np.float32(place - before)
    return _fitting((1 - along) * array[before] + along * array[before + 1], size)


def _rebased(
    step: np.ndarray, edit: Edit, base: np.ndarray, document: Document, arrays: ArrayStore
) -> np.ndarray:  # fmt: skip
    """A morph's step from this base, beside what the document holds fixed."""
    away = np.asarray(base - _fitting(arrays[edit.start], len(base)), np.float32)
    if not away.any():
        return step
    if document.fixed:
        span = spanned(np.stack([_fitting(arrays[key], len(base)) for _, key in document.fixed]))
        away = np.asarray(away - away @ span.T @ span, np.float32)
    whole, share = arrays[edit.vector][-1], np.float32(edit.strength / (edit.reach or 1.0))
    bend = max(0.0, 1 - float(np.linalg.norm(away)) / max(float(np.linalg.norm(whole)), 1e-12))
    return np.asarray(share * (whole - away) + np.float32(bend) * (step - share * whole), np.float32)


def within_layers(step: np.ndarray, layout: Layout, first: int, last: int) -> np.ndarray:
    """A step of a code (dimension,), zero but for the latent slots `first` to `last` (from 1, both included) and what
    it adds to channels, each of which is of one layer anyway."""
    kept = np.zeros_like(step)
    styles = tuple(slot for slot in layout.slots if slot.kind == "style")
    for slot in (*layout.latent[first - 1 : last], *styles):
        kept[layout.slices[slot.name]] = step[layout.slices[slot.name]]
    return kept


def _fitting(array: np.ndarray, size: int) -> np.ndarray:
    """The array, if it is a piece of code of this size; ValueError otherwise."""
    if array.shape != (size,) or not size:
        raise ValueError(UNFIT)
    return array
