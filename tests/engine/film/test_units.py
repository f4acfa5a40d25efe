"""Frames as units: what travels is enough to draw every document, to the same bytes, and it travels as bytes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.document.arrays import ArrayStore
from engine.document.document import Document, Edit, Passing
from engine.document.regions import FULL
from engine.document.timeline.masks import between_masks
from engine.drawing.one_by_one import Drawing
from engine.drawing.opened import Opened, describe
from engine.film.units import draw_unit, unit_of
from engine.generators import load
from engine.job import run
from engine.remote import parcel
from tests.engine.drawing.test_tuned import difference_of, laid_into


@pytest.fixture(scope="module")
def opened() -> Opened:
    generator = load("builtin:faces-stylegan2-64")
    return Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))


def moved(opened: Opened, mask: str = "") -> Edit:
    vector = np.linspace(-1, 1, opened.generator.layout.dimension, dtype=np.float32)
    return Edit("set#1", "a", 2.0, vector=opened.arrays.put(vector), sigma=0.1, mask=mask)


def test_every_kind_of_document_is_drawn_as_it_is_here(opened: Opened) -> None:
    masks = []
    for left in (5, 30):
        mask = np.zeros((64, 64), np.uint8)
        mask[20:50, left : left + 25] = FULL
        masks.append(opened.arrays.put(mask))
    plain = Document(opened.info.ref, 3, 0.8)
    tuned = replace(plain, tuning=difference_of(opened.generator, laid_into(opened.generator)).kept(opened.arrays))
    documents = [
        plain,
        replace(plain, edits=(moved(opened),)),
        replace(plain, edits=(moved(opened, masks[0]),), keep_outside=False),
        replace(plain, edits=(moved(opened, between_masks(*masks, 0.3)),)),
        replace(plain, noise="seeded", noise_seed=7),
        tuned,
        replace(plain, passing=Passing(tuned, replace(plain, seed=9), 0.4, "straight")),
    ]
    unit = unit_of(documents, opened, 5)
    known, _ = parcel.unit_of(parcel.of_unit(unit))
    other = load("builtin:faces-stylegan2-64")  # as a worker has it, who knows none of the arrays
    frames = run(draw_unit(other, known))["frames"]
    assert frames.shape == (len(documents), 64, 64, 3) and frames.dtype == np.uint8
    for document, frame in zip(documents, frames, strict=True):
        assert np.array_equal(frame, Drawing(opened).frame(document))
    differ = {frame.tobytes() for frame in frames}
    assert len(differ) == len(documents), "each is a picture of its own"
