"""How fast the picture changes along a clip, so that time can be remapped to let it change evenly."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

from engine.document.document import Document, Key
from engine.document.timeline.moments import between
from engine.document.timeline.prepared import ClipKey
from engine.document.timeline.shapes import CodeWay
from engine.drawing.one_by_one import Drawing
from engine.drawing.opened import Opened
from engine.drawing.preview import preview_ends
from engine.job import Job, Progress
from engine.language import tr

#: Steps along a clip whose change is measured.
STEPS = 64
#: Pixels a side that are enough to see a change.
ENOUGH = 64
#: Measured clips that are kept; one is half a kilobyte.
KEPT = 512
#: The least change, as a share of the clip's mean, that a step counts as: where nothing moves time does not stop.
LEAST = 1e-3


Pace = tuple[np.ndarray, float]


class Paces:
    """What was measured of clips of one open generator, the last used last."""

    def __init__(self) -> None:
        self.kept: OrderedDict[ClipKey, Pace] = OrderedDict()


def pace_of(opened: Opened, start: Key, end: Key) -> Job[Pace]:
    """The shares of a clip's way, (`STEPS` + 1,) rising from 0 to 1, between which the picture changes equally (root of
    the mean square of its pixels), and how much that is in all."""
    paces = opened.memory.of(Paces)
    key = (start.document, end.document, start.clip.way)
    if key not in paces.kept:
        paces.kept[key] = yield from _measured(opened, *key)
        if len(paces.kept) > KEPT:
            paces.kept.popitem(last=False)
    paces.kept.move_to_end(key)
    return paces.kept[key]


def _measured(opened: Opened, start: Document, end: Document, way: CodeWay) -> Job[Pace]:
    stages = opened.generator.stages
    stop = next((i for i in preview_ends(opened.generator) if stages[i - 1].side >= ENOUGH), len(stages))
    drawing, last, steps = Drawing(opened), None, []
    shares = np.linspace(0, 1, STEPS + 1)
    for i, share in enumerate(shares):
        for _ in drawing.ahead(document := between(start, end, float(share), way), stop):
            yield Progress(i / len(shares), tr("measuring how fast the picture changes"))
        picture = drawing.picture(document, stop)
        if last is not None:
            steps.append(float((picture - last).square().mean().sqrt()))
        last = picture
        yield Progress((i + 1) / len(shares), tr("measuring how fast the picture changes"))
    return even(shares, np.array(steps), STEPS), sum(steps)


def even(shares: np.ndarray, steps: np.ndarray, count: int) -> np.ndarray:
    """Shares (`count` + 1,) between which the change is equal, of that between known `shares` (n,), which is `steps`
    (n - 1,)."""
    steps = np.maximum(steps, LEAST * max(float(steps.mean()), 1e-12))
    passed = np.concatenate([[0.0], np.cumsum(steps)])
    found = np.interp(np.linspace(0, passed[-1], count + 1), passed, shares)
    found[0], found[-1] = 0.0, 1.0
    return found
