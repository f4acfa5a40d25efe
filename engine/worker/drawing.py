"""Requests for pictures: the frame on screen, faces and strips, the parts of a face, where a slider acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import numpy as np
import torch

from engine import device
from engine.document.asked.requests import (
    FindParts,
    Frame,
    Heat,
    MakeHeat,
    MakePictures,
    RenderRequest,
)
from engine.document.document import Document
from engine.drawing import strips
from engine.drawing.opened import Opened
from engine.job import Job
from engine.language import tr
from engine.regions.heat import make_heat
from engine.regions.parts import find_parts
from engine.worker.answers import answers
from engine.worker.holdings import Holdings


def render(held: Holdings, request: RenderRequest, newer: Callable[[], bool] | None = None) -> Frame | None:
    """One frame of the request's document; None if it was idle and `newer` said that something newer waits.

    Raises:
        ValueError: its generator is not open, or the picture is not finite.
    """
    opened = held.get(request.document.generator.sha256)
    try:
        return _frame(opened, request, newer if request.idle else None)
    except RuntimeError as error:
        if held.device.type == "cpu" or not _is_out_of_memory(error):
            raise
    name = device.in_words(held.device)
    notice = tr("{name} has too little memory for this picture, so EigenBrush goes on with the processor.", name=name)
    frame = _frame(held.fall_back(opened), request, None)
    assert frame is not None
    return replace(frame, notice=notice)


def _frame(opened: Opened, request: RenderRequest, given_up: Callable[[], bool] | None) -> Frame | None:
    started = perf_counter()
    document, lacking = request.document, False
    pixels: np.ndarray | None
    side, full = opened.generator.resolution, True
    if opened.lacks(document) and (request.idle or request.quality == "preview"):
        if request.idle:
            return None
        document, lacking = _at_hand(document), True  # a job measures it; a slider does not wait
    if request.quality == "preview":
        pixels, side, full = opened.preview(document)
    else:
        pixels = opened.pixels(document, given_up)
    if pixels is None:
        return None
    base = opened.base(document)
    base.flags.writeable = False
    seconds = perf_counter() - started
    return Frame(
        request.epoch, request.sequence, pixels, base, seconds, "full" if full and not lacking else "preview", side
    )


def _at_hand(document: Document) -> Document:
    """The document without what has to be measured first."""
    passing = document.passing
    if passing is None:
        return replace(document, compression=0.0)
    start, end = (None if each is None else replace(each, compression=0.0) for each in (passing.start, passing.end))
    assert start is not None
    return replace(document, passing=replace(passing, start=start, end=end, way="straight"))


def _is_out_of_memory(error: RuntimeError) -> bool:
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error)


@answers(MakePictures)
def pictures(held: Holdings, work: MakePictures) -> Job[None]:
    """Small pictures of documents, row by row."""
    return strips.pictures(held.get, work)


@answers(FindParts)
def parts(held: Holdings, work: FindParts) -> Job[dict[str, np.ndarray]]:
    """Ready-made regions of a face."""
    return find_parts(held.get(work.document.generator.sha256), work.document, work.side)


@answers(MakeHeat)
def heat(held: Holdings, work: MakeHeat) -> Job[Heat]:
    """Where a slider acts."""
    return make_heat(held.get(work.document.generator.sha256), work, held.arrays)
