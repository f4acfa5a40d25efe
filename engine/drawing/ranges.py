"""Up to where sliders stay within what the generator has learned, at one document."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from engine.codes.compression import tamed, why_not
from engine.codes.prior import Prior
from engine.codes.usual import AT_ONCE, FLOOR, Usual, range_within, strangeness, usual
from engine.document.asked.usual import FindRanges
from engine.document.composing import base_code, final_code
from engine.document.document import Document
from engine.document.films.film import Track
from engine.drawing.opened import Opened
from engine.job import Job, Progress, within
from engine.language import tr

NOTE = tr("looking how far sliders reach")


def ranges(opened: Opened, work: FindRanges) -> Job[dict[str, tuple[float, float]]]:
    """For each slider the strengths between which its code is usual; see `FindRanges`."""
    if why_not(opened.generator):
        yield Progress(1.0)
        return {}
    prior = yield from within(0, 0.6, opened.prior())
    known = yield from within(0.6, 0.7, opened.memory.once(Usual, lambda: usual(opened.generator, prior)))
    document = work.document
    treated = (document.truncation, document.cutoff, document.compression, document.components)
    if _all_held(opened, document) or treated == (1.0, document.cutoff, 0.0, document.components):
        limit = known.limit
    else:
        if treated not in known.limits:
            job = limit_of(opened, prior, known, document)
            known.limits[treated] = yield from within(0.7, 0.8, job)
        limit = known.limits[treated]
    base, found = opened.base(work.document), dict[str, tuple[float, float]]()
    for i, track in enumerate(work.tracks):
        strange = prior.strangeness(_codes(opened, work.document, base, track), FLOOR)
        found[track.key] = range_within(track.offsets, strange.double().numpy(), limit)
        yield Progress(0.8 + 0.2 * (i + 1) / len(work.tracks), NOTE)
    return found


def limit_of(opened: Opened, prior: Prior, known: Usual, document: Document) -> Job[float]:
    """How strange a code of a truncated or compressed document may be.

    What 99 of 100 drawn codes keep to; but truncation by itself takes codes of a bent space out of it (the mean of w is
    no usual w), and a face is no stranger for that. So it is at least as much above the mean of drawn codes that were
    truncated and compressed in the same way.
    """
    generator, plain = opened.generator, replace(document, held=())
    mean, rows = generator.mean_code().detach().cpu().numpy(), list[np.ndarray]()
    for codes in known.codes.split(AT_ONCE):
        some = tamed(prior, codes, document.compression, document.components) if document.compression else codes
        rows += [base_code(plain, code, mean, generator.layout, opened.arrays) for code in some.numpy()]
        yield Progress(0.5 * len(rows) / len(known.codes), NOTE)
    strange = yield from within(0.5, 1.0, strangeness(prior, torch.from_numpy(np.stack(rows))))
    return max(known.limit, float(strange.mean()) + known.allowance)


def _all_held(opened: Opened, document: Document) -> bool:
    return {slot.name for slot in opened.generator.layout.latent} <= {name for name, _ in document.held}


def _codes(opened: Opened, document: Document, base: np.ndarray, track: Track) -> torch.Tensor:
    """The codes (n, dimension) along a slider, beside the other edits of the picture that it acts in."""
    layout, arrays, edit = opened.generator.layout, opened.arrays, track.edit
    others = tuple(e for e in document.counting() if e.key != edit.key and e.mask in ("", edit.mask))
    here = final_code(replace(document, edits=others, solo=""), base, layout, arrays)

    def moved(strength: float) -> np.ndarray:
        moving = replace(edit, strength=strength, muted=False)
        return final_code(replace(document, edits=(*others, moving), solo=""), base, layout, arrays)

    if edit.reach:
        return torch.from_numpy(np.stack([moved(offset) for offset in track.offsets]))
    step = moved(1.0) - here
    return torch.from_numpy(here + np.asarray(track.offsets, np.float32)[:, None] * step)
