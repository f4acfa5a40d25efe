"""Requests that read what a person brings to a picture: masks, tables of judged faces."""

from __future__ import annotations

from pathlib import Path

from engine.boundaries.labels import reading_labels
from engine.document.asked.labels import Labels, LoadLabels
from engine.document.asked.requests import LoadMask, Mask
from engine.document.regions import as_mask
from engine.job import Job, Progress
from engine.regions.masks import read_mask
from engine.worker.answers import answers
from engine.worker.holdings import Holdings


@answers(LoadMask)
def load_mask(_held: Holdings, work: LoadMask) -> Job[Mask]:
    """A PNG as a mask."""
    yield Progress(0.0, "reading")
    weights, told = read_mask(Path(work.path), work.side, work.aspect)
    return Mask(as_mask(weights), told)


@answers(LoadLabels)
def load_labels(_held: Holdings, work: LoadLabels) -> Job[Labels]:
    """A table of judged faces, some rows a step."""
    return reading_labels(Path(work.path))
