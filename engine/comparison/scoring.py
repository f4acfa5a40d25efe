"""How well the sliders of one method move each factor, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from torch import Tensor

from engine.directions.naming import STILL
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.measure.truth.factors import Factors
from engine.measure.truth.moves import Slider
from engine.measure.truth.table import SLACK
from engine.measure.truth.walks import PLACES, walk

#: Portraits on which all sliders are tried; the best of each factor is then measured on all.
TRIED = 16
#: Where a slider is tried.
ENDS = (PLACES[0], PLACES[-1])
#: The change of a factor, in its sigma, at which it is told how much of the person is left.
EQUAL = 1.0


@dataclass(frozen=True)
class FactorScore:
    """The best slider of a method for one factor.

    Attributes:
        slider: its name; empty if none moves the factor by 0.15 sigma.
        effect: sigma of the factor from -2 to +2 of the slider, the mean over the portraits, positive.
        share: of the squares of its effects on all factors.
        monotone: on which share of the portraits the factor goes the slider's way and never back.
        person: how far the factors of the person (their root mean square, in sigma) move where this factor has moved by
            one sigma; of a factor that is one of them, the others.
        place: the slider's among those that were tried, from 0; -1 if none moves the factor.
    """

    factor: str
    slider: str = ""
    effect: float = 0.0
    share: float = 0.0
    monotone: float = 0.0
    person: float = 0.0
    place: int = -1


def scored(
    generator: Generator,
    factors: Factors,
    sliders: Sequence[Slider],
    codes: Tensor,
    wanted: Sequence[str],
) -> Job[tuple[FactorScore, ...]]:
    """A row for each wanted factor, on portraits of these codes (N, dimension).

    All sliders are tried on the first 16; of each factor the one with the largest share whose effect is at least half
    of the largest is measured on all.
    """
    if not sliders:
        yield Progress(1.0)
        return tuple(FactorScore(name) for name in wanted)
    tried = yield from within(0.0, 0.5, walk(generator, factors, sliders, codes[:TRIED], ENDS))
    effects = (tried[:, -1] - tried[:, 0]).double().mean(1).numpy()
    best = {name: _best(effects, factors.names.index(name)) for name in wanted}
    chosen = sorted({place for place in best.values() if place is not None})
    readings = tried[:0]
    if chosen:
        readings = yield from within(0.5, 1.0, walk(generator, factors, [sliders[i] for i in chosen], codes))
    rows = []
    for name in wanted:
        place = best[name]
        row = FactorScore(name)
        if place is not None:
            row = _row(name, factors, readings[chosen.index(place)])
            if row.effect:
                row = replace(row, slider=sliders[place].name, place=place)
        rows.append(row)
    return tuple(rows)


def _best(effects: np.ndarray, factor: int) -> int | None:
    """The slider (of rows) that moves this factor most purely, among those that move it well; None: none moves it."""
    sizes = np.abs(effects[:, factor])
    if sizes.max() < STILL:
        return None
    shares = np.where(sizes >= max(STILL, sizes.max() / 2), sizes**2 / np.square(effects).sum(1), -1.0)
    return int(shares.argmax())


def _row(name: str, factors: Factors, readings: Tensor) -> FactorScore:
    """The row of a slider of which `readings` (places, N, factors) were made."""
    column = factors.names.index(name)
    changes = (readings[-1] - readings[0]).double()
    effects = changes.mean(0)
    effect = float(effects[column])
    if abs(effect) < STILL:
        return FactorScore(name)
    way = 1.0 if effect > 0 else -1.0
    steps = way * readings[..., column].diff(dim=0)
    monotone = (steps >= -SLACK).all(0) & (way * changes[:, column] > 0)
    share = effect**2 / float(effects.square().sum())
    others = [factors.names.index(known) for known in factors.person if known != name]
    return FactorScore(name, "", abs(effect), share, float(monotone.double().mean()), _person(readings, column, others))


def _person(readings: Tensor, factor: int, others: list[int]) -> float:
    """How far the factors `others` move, in sigma, at the place where this factor has moved by one sigma from the
    middle, on the way where it goes farther; read between the places, beyond them as at the last."""
    if not others:
        return 0.0
    middle = len(PLACES) // 2
    moved = (readings - readings[middle]).double().mean(1)  # (places, factors)
    apart = (readings - readings[middle]).double()[..., others].square().mean((1, 2)).sqrt()
    ways = []
    for places in (range(middle, len(PLACES)), range(middle, -1, -1)):
        asked = np.maximum.accumulate(moved[list(places), factor].abs().numpy())
        ways.append((float(asked[-1]), float(np.interp(EQUAL, asked, apart[list(places)].numpy()))))
    return max(ways)[1]
