"""What GLO claims (Bojanowski et al. 2018): pictures, decoded without an adversary, nearer than by components."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from engine.comparison.trials.trial import Asked
from engine.job import Job, Progress, within
from engine.language import tr
from engine.measure.glo import as_bytes, beside_components
from engine.training.data import Faces
from engine.training.glo import GLORecipe, GLOTrainer

#: Pictures that it learns from, others by which it is judged, pixels a side at most, and numbers of a code.
SEEN, UNSEEN, SIDE, NUMBERS = 1_000, 50, 64, 64
#: Minutes of the processor where nobody says how many.
MINUTES = 3.0
#: Pictures drawn in one step.
BATCH = 8


def decoding(asked: Asked) -> Job[Mapping[str, float]]:
    """ "seen": Lap1 of pictures that it learned from, as a share of that of as many principal components; "unseen": of
    pictures that nobody learned from, whose codes were searched for."""
    parts = []
    for codes in asked.codes(SEEN + UNSEEN).split(BATCH):
        with torch.no_grad():
            pictures = asked.generator.synthesize(codes).clamp(-1, 1).cpu()
        parts.append(F.adaptive_avg_pool2d(pictures, SIDE) if pictures.shape[-1] > SIDE else pictures)
        yield Progress(0.2 * len(parts) * BATCH / (SEEN + UNSEEN), tr("drawing what it learns from"))
    drawn = torch.cat(parts)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        np.save(place / "seen.npy", as_bytes(drawn[:SEEN]))
        recipe = GLORecipe(numbers=NUMBERS, seed=asked.seed)
        trainer = GLOTrainer(Faces(place / "seen.npy"), place / "glo.safetensors", recipe, resume=False)
        minutes = MINUTES if asked.minutes is None else asked.minutes
        seen, unseen = yield from within(0.2, 1.0, beside_components(trainer, drawn[SEEN:], minutes))
    return {"seen": seen, "unseen": unseen}
