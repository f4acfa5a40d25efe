"""Which attribute a direction moves most, and how purely: a name for what a method has found.

A direction's effect on an attribute is the mean over random codes of score(code + 2 sigma) - score(code - 2 sigma), in
standard deviations of that attribute over random codes: the re-scoring of InterFaceGAN (Shen et al. 2020), for the
directions of any method.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import torch
from torch import Tensor

from engine.attributes.measures import ATTRIBUTES, face_confidence, identity, score
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress

#: Random pictures that say how much an attribute varies; the first of them say whether these are faces.
BASELINE = 48
ASKED = 8
#: Pictures at once, and their pixels at most: a step of some 50 to 100 ms with all networks, and little memory.
BATCH = 4
PIXELS = BATCH * 256 * 256
REACH = 2.0
#: Below this many standard deviations nothing is said to move.
STILL = 0.15
FACE = 0.5
IDENTITY = "identity"
#: The least spread of an attribute, in its own unit, so that rounding in a constant one does not look like an effect.
LEAST = 1e-4


def name_directions(
    generator: Generator, directions: DirectionSet, seed: int = 0, faces: int = 16
) -> Job[DirectionSet]:
    """The same set with `attributes` and `purity`, measured on `faces` random codes a direction.

    An attribute stands with the way it goes ("yaw +", "yaw −"); "identity", how much the person changes relative to two
    random people, has none. Purity is its share of the whole change, the sum of all squared effects, in [0, 1]. Where
    the pictures are no faces, only attributes of pixels count. Weak attributes are no names. A direction that moves
    nothing (all effects below 0.15) gets "" and 0.

    Raises:
        ValueError: `faces` is below 1, or the directions are of another generator's code.
    """
    dimension = generator.layout.dimension
    if faces < 1:
        raise ValueError(f"Directions are measured on at least 1 random code, not {faces}; 16 give a fair picture.")
    if directions.vectors.shape[1:] != (dimension,):
        raise ValueError(f"These directions are {directions.vectors.shape[-1]} numbers long and a code of "
                         f"{generator.name} has {dimension}; discover some for this generator.")  # fmt: skip
    random = generator.sample(max(BASELINE, faces), seed)
    steps = torch.from_numpy(REACH * directions.sigma[:, None] * directions.vectors).to(random)
    yield Progress(0.0, "looking for faces")
    names = tuple(name for name, attribute in ATTRIBUTES.items() if not attribute.weak)
    if _confidence(generator, random[:ASKED]) < FACE:
        names = tuple(name for name in names if not ATTRIBUTES[name].needs_face)
    total = BASELINE + 2 * faces * len(steps)
    usual = yield from _readings(generator, random[:BASELINE], names, (0, total), "measuring random pictures")
    verdicts = []
    for i, step in enumerate(steps):
        ends = torch.cat((random[:faces] + step, random[:faces] - step))
        place, note = (BASELINE + i * len(ends), total), f"measuring direction {i + 1} of {len(steps)}"
        moved = yield from _readings(generator, ends, names, place, note)
        verdicts.append(verdict(_effects(moved, usual, names)))
    return dataclasses.replace(
        directions,
        attributes=tuple(attribute for attribute, _ in verdicts),
        purity=tuple(purity for _, purity in verdicts),
    )


def verdict(effects: Mapping[str, float]) -> tuple[str, float]:
    """The attribute that stands out among effects (in standard deviations), with its way, and its share of them."""
    best = max(effects, key=lambda name: abs(effects[name]))
    if abs(effects[best]) < STILL:
        return "", 0.0
    way = "" if best == IDENTITY else " +" if effects[best] > 0 else " −"
    return best + way, effects[best] ** 2 / sum(effect**2 for effect in effects.values())


def _effects(moved: Tensor, usual: Tensor, names: tuple[str, ...]) -> dict[str, float]:
    """What readings say of a direction, the first half of them at its + end: the effect on each attribute."""
    change = torch.sub(*moved.chunk(2))
    spread = usual[:, : len(names)].std(0).clamp(min=LEAST)
    effects = dict(zip(names, (change[:, : len(names)].mean(0) / spread).tolist(), strict=True))
    if change.shape[1] > len(names):
        apart = torch.pdist(usual[:, len(names) :]).mean().clamp(min=LEAST)
        effects[IDENTITY] = (change[:, len(names) :].norm(dim=1).mean() / apart).item()
    return effects


def _readings(
    generator: Generator, codes: Tensor, names: tuple[str, ...], place: tuple[int, int], note: str
) -> Job[Tensor]:
    """(N, len(names)) scores of codes, beside them the identities (N, 128) where there are faces' attributes.

    `place` is how many pictures of the whole job were read before these, and how many there are.
    """
    done, total = place
    persons = any(ATTRIBUTES[name].needs_face for name in names)
    rows = []
    for batch in codes.split(max(1, min(BATCH, PIXELS // generator.resolution**2))):
        images = _pictures(generator, batch)
        with torch.no_grad():
            row = score(images, names)
        if persons:
            yield Progress(done / total, note)  # the identity network is a step of its own
            with torch.no_grad():
                row = torch.cat((row, identity(images)), 1)
        rows.append(row)
        done += len(batch)
        yield Progress(done / total, note)
    return torch.cat(rows)


def _confidence(generator: Generator, codes: Tensor) -> float:
    with torch.no_grad():
        return face_confidence(_pictures(generator, codes)).mean().item()


@torch.no_grad()
def _pictures(generator: Generator, codes: Tensor) -> Tensor:
    """The pictures as a person sees them, whatever device they were made on."""
    return generator.synthesize(codes).clamp(-1, 1).cpu()
