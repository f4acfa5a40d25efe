"""The truth about a generator: what `eigenbrush measure truth` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.measure.truth.dci import DCI, FEWEST, dci
from engine.measure.truth.factors import Factors
from engine.measure.truth.mig import mutual_information_gap
from engine.measure.truth.moves import Slider
from engine.measure.truth.table import SliderTruth, judged
from engine.measure.truth.walks import PLACES, walk

#: Portraits that are walked along each slider.
WALKED = 200
BATCH = 16
#: Which share of held-out portraits lies nearer to the data than a picture that is far from it.
FAR = 0.99


@dataclass(frozen=True)
class Truth:
    """What was found.

    Attributes:
        sliders: a row each.
        pure: how many of them move one factor by over half of all they change.
        portraits: on how many the sliders were moved; samples: on how many the rest was measured.
        factors: the names of the factors that are read.
        code: the numbers of the code that DCI and the gap are of, as many as the subspace of all latent slots has.
        dci: disentanglement, completeness, informativeness.
        gap: the mutual information gap.
        far: the share of pictures that lie farther from the data than 99 % of held-out portraits.
        spread: of each factor, its deviation over the pictures in its deviation over the data: 1 is as varied as they.
    """

    sliders: tuple[SliderTruth, ...]
    pure: int
    portraits: int
    samples: int
    factors: tuple[str, ...]
    code: int
    dci: DCI
    gap: float
    far: float
    spread: tuple[float, ...]


def measure_truth(
    generator: Generator, factors: Factors, sliders: Sequence[Slider], samples: int = 2_000, seed: int = 0
) -> Job[Truth]:
    """Measure a generator on the pictures of seeds `seed` to `seed + samples - 1`, truncation 1; on the first 200 of
    them the sliders are moved.

    Raises:
        ValueError: there are too few samples.
    """
    if samples < FEWEST:
        raise ValueError(
            tr(
                "The truth is measured on at least {fewest} pictures, not {samples}; 2,000 give a steady figure.",
                fewest=FEWEST,
                samples=samples,
            )
        )
    codes = generator.sample(samples, seed).cpu()
    walked = codes[:WALKED]
    effort = len(PLACES) * len(walked) * len(sliders)
    share = effort / (effort + samples)
    readings = yield from within(0.0, 0.98 * share, walk(generator, factors, sliders, walked))
    values, far = yield from within(0.98 * share, 0.98, _read(generator, factors, codes))
    yield Progress(0.98, tr("regressing factors on codes"))
    numbers = Subspace(generator.layout, tied=generator.tied).project(codes).double().numpy()
    regressed = dci(numbers, values)
    yield Progress(0.99, tr("counting what numbers tell"))
    rows = tuple(judged(slider.name, factors.names, readings[i]) for i, slider in enumerate(sliders))
    return Truth(
        sliders=rows,
        pure=sum(row.share > 0.5 for row in rows),
        portraits=len(walked),
        samples=samples,
        factors=factors.names,
        code=numbers.shape[1],
        dci=regressed,
        gap=mutual_information_gap(numbers, values),
        far=float((far > FAR).mean()),
        spread=tuple(values.std(0).tolist()),
    )


def _read(generator: Generator, factors: Factors, codes: Tensor) -> Job[tuple[np.ndarray, np.ndarray]]:
    """The factors (n, k) and the distance (n,) of the pictures of codes, float64."""
    values, far, done = [], [], 0
    for batch in codes.split(BATCH):
        with torch.no_grad():
            found, distance = factors.read(generator.synthesize(batch).clamp(-1, 1).cpu())
        values.append(found)
        far.append(distance)
        done += len(batch)
        yield Progress(
            done / len(codes), tr("reading portraits, {done} of {codes_count}", done=done, codes_count=len(codes))
        )
    return torch.cat(values).double().numpy(), torch.cat(far).double().numpy()
