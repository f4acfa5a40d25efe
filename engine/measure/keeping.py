"""What drawing a code in costs the person: identity under truncation and under compression.

Wulff and Torralba (2020), section 4.2: compression removes artifacts and keeps the person, truncation does not.
Measured on 500 faces and on the strangest tenth of them; and, since how much is lost depends on how far a code is drawn
in, at equal strangeness reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.attributes.at_hand import measures_of
from engine.codes.compression import tamed
from engine.codes.prior import Prior
from engine.codes.samples import drawn
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr

FACES = 500
TRUNCATIONS = (0.95, 0.9, 0.7, 0.5)
THRESHOLDS = (2.0, 1.5, 1.0, 0.5)
LEVELS = 3  # places between the ends of what both ways reach, at which they are compared
AT_ONCE = 16
NOTE = tr("comparing truncation with compression")
UNTOUCHED = tr("as drawn")


@dataclass(frozen=True)
class Kept:
    """What one way costs these faces, medians: `apart` is the distance between a face and what became of it as a share
    of that of two strangers (0 the same, 1 a stranger), `strangeness` that of the code afterwards."""

    faces: str
    way: str
    amount: float
    apart: float
    strangeness: float


@dataclass(frozen=True)
class Equal:
    """How much of a person each way loses where both have brought these faces to the same strangeness."""

    faces: str
    strangeness: float
    truncation: float
    compression: float


def keeping(generator: Generator, prior: Prior, seed: int, count: int = 0) -> Job[tuple[Kept, ...]]:
    """Both ways, each by several amounts, and `count` faces (0: `FACES`) as they are drawn."""
    count = count or FACES
    codes = drawn(generator, count, torch.Generator().manual_seed(seed + 1))
    strange = prior.strangeness(codes.cpu())
    groups = {f"{count} faces": torch.arange(count)}
    groups[f"the strangest tenth of {count} faces"] = strange.topk(max(1, count // 10)).indices
    measures, mean = measures_of(generator), generator.mean_code()
    total = len(TRUNCATIONS) + len(THRESHOLDS) + 1

    def who(codes: Tensor, place: int) -> Job[Tensor]:
        found: list[Tensor] = []
        for batch in codes.split(AT_ONCE):
            with torch.no_grad():
                found.append(measures.identity(generator.synthesize(batch)))
            yield Progress((place + len(found) * AT_ONCE / (count + AT_ONCE)) / total, NOTE)
        return torch.cat(found)

    here = yield from who(codes, 0)
    strangers = (here - here.roll(1, 0)).norm(dim=1)
    ways = [("truncation", amount, _truncated(mean, amount)) for amount in TRUNCATIONS]
    ways += [("compression", amount, _compressed(prior, amount)) for amount in THRESHOLDS]
    found = [Kept(name, UNTOUCHED, 1.0, 0.0, float(strange[chosen].median())) for name, chosen in groups.items()]
    for i, (way, amount, draw_in) in enumerate(ways):
        after = draw_in(codes)
        lost = (here - (yield from who(after, i + 1))).norm(dim=1) / strangers.median()
        reached = prior.strangeness(after.cpu())
        found += [Kept(faces, way, amount, float(lost[chosen].median()), float(reached[chosen].median()))
                  for faces, chosen in groups.items()]  # fmt: skip
    return tuple(found)


def _truncated(mean: Tensor, amount: float) -> Callable[[Tensor], Tensor]:
    return lambda codes: mean + amount * (codes - mean)


def _compressed(prior: Prior, amount: float) -> Callable[[Tensor], Tensor]:
    return lambda codes: tamed(prior, codes, amount)


def at_equal(kept: tuple[Kept, ...]) -> tuple[Equal, ...]:
    """Both ways compared at strangenesses that both reach, along straight lines between what was measured."""
    return tuple(row for faces in dict.fromkeys(row.faces for row in kept) for row in _compared(faces, kept))


def _compared(faces: str, kept: tuple[Kept, ...]) -> Iterator[Equal]:
    curves = [_curve([row for row in kept if row.faces == faces and row.way in (UNTOUCHED, way)])
              for way in ("truncation", "compression")]  # fmt: skip
    low, high = max(strange[0] for strange, _ in curves), min(strange[-1] for strange, _ in curves)
    for i in range(LEVELS if low < high else 0):
        level = high - (high - low) * (i + 1) / LEVELS
        lost = [float(np.interp(level, strange, apart)) for strange, apart in curves]
        yield Equal(faces, level, *lost)


def _curve(rows: list[Kept]) -> tuple[list[float], list[float]]:
    """Strangeness, rising, and what is lost there: from the face as it is onwards, for as long as it falls. (Truncation
    far enough takes codes of a bent space out of the usual again.)"""
    falling: list[Kept] = []
    for row in sorted(rows, key=lambda row: row.apart):
        if falling and row.strangeness >= falling[-1].strangeness:
            break
        falling.append(row)
    return [row.strangeness for row in falling[::-1]], [row.apart for row in falling[::-1]]
