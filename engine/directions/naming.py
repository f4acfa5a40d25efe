"""Which attribute a direction moves most, and how purely: a name for what a method has found.

A direction's effect on an attribute is the mean over random codes of score(code + 2 sigma) - score(code - 2 sigma), in
standard deviations of that attribute over random codes (of portraits' factors: over the data): the re-scoring of
InterFaceGAN (Shen et al. 2020), for the directions of any method.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import torch
from torch import Tensor

from engine.attributes.at_hand import loading_measures_of
from engine.attributes.contract import IDENTITY, LEAST, Measures
from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.units import Part, Unit, Units, here, unit_of_kind

#: Random pictures that say how much an attribute varies; the first of them say whether these are faces.
BASELINE = 48
ASKED = 8
#: Pictures at once, and their pixels at most: a step of some 50 to 100 ms with all networks, and little memory.
BATCH = 4
PIXELS = BATCH * 256 * 256
REACH = 2.0
#: Below this many standard deviations nothing is said to move.
STILL = 0.15


def name_directions(
    generator: Generator, directions: DirectionSet, seed: int = 0, faces: int = 16, units: Units = here
) -> Job[DirectionSet]:
    """The same set with `attribute` and `purity` of each, measured on `faces` random codes a direction.

    An attribute stands with the way it goes ("yaw +", "yaw −"); "identity", how much the person changes relative to two
    random people, has none. Purity is its share of the whole change, the sum of all squared effects, in [0, 1]. Of
    portraits, their factors alone count; where the pictures are no faces, only attributes of pixels. Weak attributes
    are no names. A direction that moves nothing (all effects below 0.15) gets "" and 0.

    Raises:
        ValueError: `faces` is below 1, or the directions are of another generator's code.
    """
    dimension = generator.layout.dimension
    if faces < 1:
        few = tr("Directions are measured on at least 1 random code, not {faces}; 16 give a fair picture.", faces=faces)
        raise ValueError(few)
    if (long := directions.vectors.shape[-1]) != dimension:
        wrong = tr("These directions are {long} numbers long and a code of {name} has {dimension}; discover some for "
                   "this generator.", long=long, name=short(generator.name), dimension=dimension)  # fmt: skip
        raise ValueError(wrong)
    random = generator.sample(max(BASELINE, faces), seed)
    steps = torch.from_numpy(REACH * directions.sigma[:, None] * directions.vectors).to(random)
    asked = yield from _asked(generator, random)
    total = BASELINE + 2 * faces * len(steps)
    ends = (torch.cat((random[:faces] + step, random[:faces] - step)) for step in steps)
    readings: list[Tensor] = []
    job = units(
        generator,
        _units(generator, asked, chain((random[:BASELINE],), ends)),
        total,
        lambda part: readings.append(torch.from_numpy(part["readings"])),
    )
    for now in job:
        i = int((now.fraction * total - BASELINE) // (2 * faces))
        note = tr("measuring direction {i} of {count}", i=min(i + 1, len(steps)), count=len(steps))
        said = now.note or (tr("measuring random pictures") if i < 0 else note)
        yield Progress(now.fraction, said)
    usual, *moved = readings
    return _named(directions, [verdict(_effects(each, usual, asked)) for each in moved])


def _units(
    generator: Generator, asked: tuple[Measures, tuple[str, ...]], codes: Iterable[Tensor]
) -> Iterator[Unit]:  # fmt: skip
    """What is to be read of the pictures of each of these codes (n, layout.dimension)."""
    start = 0
    for some in codes:
        yield Unit("readings", generator.sha256, start, len(some), words={"names": ",".join(asked[1])},
                   given={"codes": some.cpu().numpy()})  # fmt: skip
        start += len(some)


@unit_of_kind("readings")
def _read_unit(generator: Generator, unit: Unit) -> Job[Part]:
    """What measures say of a unit's codes, as `_readings` gives it."""
    measures = yield from loading_measures_of(generator)
    names, codes = tuple(str(unit.words["names"]).split(",")), torch.from_numpy(unit.given["codes"])
    codes = codes.to(generator.sample(1).device)
    return {"readings": (yield from _readings(generator, codes, (measures, names), (0, unit.count), "")).numpy()}


def name_by_pictures(generator: Generator, directions: DirectionSet, ends: np.ndarray, seed: int = 0
                     ) -> Job[DirectionSet]:  # fmt: skip
    """The same of a set whose directions are drawn already, on one face: `ends`, uint8 (2 k, h, w, 3), has for each of
    the k directions its + end and then its - end.

    Raises:
        ValueError: there are not two pictures for each direction.
    """
    if len(ends) != 2 * len(directions):
        raise ValueError(
            tr(
                "{directions_count} directions have two pictures each, not {ends_count} in all.",
                directions_count=len(directions),
                ends_count=len(ends),
            )
        )
    random = generator.sample(BASELINE, seed)
    measures, names = yield from _asked(generator, random)
    # Whatever moves a part of one face makes it another person a little: as a name it says nothing.
    asked = measures, tuple(name for name in names if name != IDENTITY)
    total = BASELINE + len(ends)
    usual = yield from _readings(generator, random, asked, (0, total), tr("measuring random pictures"))
    pictures = torch.from_numpy(ends).permute(0, 3, 1, 2).float() / 127.5 - 1
    verdicts = []
    for i, pair in enumerate(pictures.split(2)):
        reached = (BASELINE + 2 * i) / total
        moved = yield from _read(
            pair,
            asked,
            reached,
            tr("measuring direction {i} of {directions_count}", i=i + 1, directions_count=len(directions)),
        )
        verdicts.append(verdict(_effects(moved, usual, asked)))
    yield Progress(1.0)
    return _named(directions, verdicts)


def _named(directions: DirectionSet, verdicts: Sequence[tuple[str, float]]) -> DirectionSet:
    named = tuple(
        dataclasses.replace(direction, attribute=attribute, purity=purity)
        for direction, (attribute, purity) in zip(directions, verdicts, strict=True)
    )
    return dataclasses.replace(directions, directions=named)


def _asked(generator: Generator, random: Tensor) -> Job[tuple[Measures, tuple[str, ...]]]:
    """The measures, and what of them can be asked of pictures like these random ones."""
    measures = yield from loading_measures_of(generator)
    drawn = []
    for batch in random[:ASKED].split(_at_once(generator)):
        yield Progress(0.0, tr("looking for faces"))
        drawn.append(_pictures(generator, batch))
    yield Progress(0.0, tr("looking for faces"))
    names = measures.nameable(torch.cat(drawn))
    yield Progress(0.0, tr("measuring random pictures"))
    return measures, names


def verdict(effects: Mapping[str, float]) -> tuple[str, float]:
    """The attribute that stands out among effects (in standard deviations), with its way, and its share of them."""
    best = max(effects, key=lambda name: abs(effects[name]))
    if abs(effects[best]) < STILL:
        return "", 0.0
    way = "" if best == IDENTITY else " +" if effects[best] > 0 else " −"
    return best + way, effects[best] ** 2 / sum(effect**2 for effect in effects.values())


def _effects(moved: Tensor, usual: Tensor, asked: tuple[Measures, tuple[str, ...]]) -> dict[str, float]:
    """What readings say of a direction, the first half of them at its + end: the effect on each attribute."""
    measures, names = asked
    change, scored = torch.sub(*moved.chunk(2)), [name for name in names if name != IDENTITY]
    spread = measures.spread(usual[:, : len(scored)], scored)
    effects = dict(zip(scored, (change[:, : len(scored)].mean(0) / spread).tolist(), strict=True))
    if IDENTITY in names:
        apart = torch.pdist(usual[:, len(scored) :]).mean().clamp(min=LEAST)
        effects[IDENTITY] = (change[:, len(scored) :].norm(dim=1).mean() / apart).item()
    return effects


def _readings(
    generator: Generator, codes: Tensor, asked: tuple[Measures, tuple[str, ...]], place: tuple[int, int], note: str
) -> Job[Tensor]:
    """(N, k) scores of codes, beside them the identities (N, e) where they are asked for.

    `place` is how many pictures of the whole job were read before these, and how many there are.
    """
    done, total = place
    rows = []
    for batch in codes.split(_at_once(generator)):
        images = _pictures(generator, batch)
        rows.append((yield from _read(images, asked, done / total, note)))
        done += len(batch)
        yield Progress(done / total, note)
    return torch.cat(rows)


def _read(images: Tensor, asked: tuple[Measures, tuple[str, ...]], reached: float, note: str) -> Job[Tensor]:
    """The same of pictures (N, 3, h, w) that are drawn."""
    measures, names = asked
    yield Progress(reached, note)
    with torch.no_grad():
        row = measures.score(images, [name for name in names if name != IDENTITY])
    if IDENTITY in names:
        yield Progress(reached, note)  # each kind of network is a step of its own
        with torch.no_grad():
            row = torch.cat((row, measures.identity(images)), 1)
    return row


def _at_once(generator: Generator) -> int:
    return max(1, min(BATCH, PIXELS // generator.resolution**2))


@torch.no_grad()
def _pictures(generator: Generator, codes: Tensor) -> Tensor:
    """The pictures as a person sees them, whatever device they were made on."""
    return generator.synthesize(codes).clamp(-1, 1).cpu()
