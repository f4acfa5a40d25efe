"""Methods of one face and one region: what changes outside where the change inside is the same, and on other faces.

A region is where a factor is read: the part of the picture, the same for all faces, on which the reading depends most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.comparison.baseline import RandomDirections
from engine.comparison.trials.trial import Asked, Measure
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.measure.truth.factors import Factors
from engine.measure.truth.moves import along
from engine.measure.truth.walks import walk
from engine.method import Context, Method
from engine.methods.sefa import SeFa

#: The factors whose regions are tried, each read off another part of a face.
PLACES = ("open mouth", "hair colour")
#: Faces on which directions are found, and how many of each set are judged.
FACES, DIRECTIONS = 3, 6
#: Faces whose readings say where a factor is read, and the share of the picture that its region is.
LOOKED_AT, SHARE = 8, 0.1
#: The change inside at which methods are compared: root mean square, pictures from -1 to 1. Directions that do not get
#: there within so many sigma are left out; so often strengths are put right, until the change is within 2 %.
ALIKE, FARTHEST, ROUNDS = 0.05, 8.0, 8
#: Where a slider is put when it is judged by its factor, in sigma.
ENDS = (-2.0, 2.0)
STILL = tr("None of the directions changes the region enough to be compared.")


def keeping_to(method: Method) -> Measure:
    """The trial of a method of one region. Figures, each beside SeFa (random directions where that cannot be):

    "outside": the change outside at an equal change inside, as a share of the other's; "elsewhere": the same, of the
    directions on another face; "effect", "share": how far the best direction of a face moves the region's factor on
    other faces from -2 to +2, in its sigma, and of how much of all its effects that is.
    """

    def measure(asked: Asked) -> Job[Mapping[str, float]]:
        places = yield from within(0.0, 0.05, regions(asked))
        codes = asked.codes(FACES)
        rival = yield from within(0.05, 0.1, _everywhere(asked.generator).discover(asked.generator, _context(asked)))
        rows, total = list[_Row](), len(places) * FACES
        for name, region in places.items():
            for i in range(FACES):
                face = _Face(asked, name, region, codes[i], codes[(i + 1) % FACES])
                start, stop = (0.1 + 0.9 * (len(rows) + k) / total for k in (0, 1))
                rows.append((yield from within(start, stop, face.row(method, rival))))
        return {figure: _mean([row[figure] for row in rows]) for figure in ("outside", "elsewhere", "effect", "share")}

    return measure


def holding(with_it: Method, without: Method) -> Measure:
    """The trial of what is held fixed besides. "held": how far the factors of a person move where a region changes
    equally, as a share of what they move where they are not held.

    `with_it` and `without` are the same method, told to hold them or not.
    """

    def measure(asked: Asked) -> Job[Mapping[str, float]]:
        places = yield from within(0.0, 0.1, regions(asked))
        codes, ratios = asked.codes(FACES), list[float]()
        for k, region in enumerate(places.values()):
            for i in range(FACES):
                moved = []
                for method in (with_it, without):
                    found = yield from method.discover(asked.generator, _context(asked, region, codes[i]))
                    pictures = yield from equally(asked.generator, codes[i], found, region)
                    moved.append(_person(asked.factors, pictures))
                    yield Progress(0.1 + 0.9 * (k * FACES + i) / (len(places) * FACES), tr("holding the person"))
                ratios.append(moved[0] / max(moved[1], 1e-9))
        return {"held": _mean(ratios)}

    return measure


def regions(asked: Asked) -> Job[dict[str, Tensor]]:
    """Masks (side, side) of 0 and 1 of the factors that there are, by name.

    Raises:
        ValueError: there is none of them.
    """
    known = [name for name in PLACES if name in asked.factors.names]
    if not known:
        raise ValueError(
            tr("None of the factors read here has a place in the picture; there should be {places}.", places=PLACES[0])
        )
    with torch.no_grad():
        pictures = asked.generator.synthesize(asked.codes(LOOKED_AT)).clamp(-1, 1).cpu()
    yield Progress(0.5, tr("where factors are read"))
    found = {name: where_read(asked.factors, name, pictures) for name in known}
    yield Progress(1.0, tr("where factors are read"))
    return found


def where_read(factors: Factors, name: str, pictures: Tensor) -> Tensor:
    """The tenth of the picture (side, side) on which a reading depends most, in the mean of pictures (N, 3, side,
    side), smoothed over a twelfth of a side: 1 there, else 0."""
    looked = pictures.detach().requires_grad_()
    (slope,) = torch.autograd.grad(factors.read(looked)[0][:, factors.names.index(name)].sum(), looked)
    side = pictures.shape[-1]
    wide = 2 * (side // 24) + 1
    felt = slope.square().sum(1).mean(0)[None, None]
    for _ in range(2):
        felt = F.avg_pool2d(felt, wide, 1, wide // 2, count_include_pad=False)
    order = felt.flatten().argsort(descending=True)[: max(1, round(SHARE * side**2))]
    return torch.zeros(side**2).index_fill(0, order, 1.0).view(side, side)


@dataclass(frozen=True, eq=False)
class Pictures:
    """One face as it is (3, side, side), and moved along each direction that reaches the change asked (n, 3, side,
    side); `outside` (n,) is the root mean square change around the region."""

    face: Tensor
    moved: Tensor
    outside: Tensor


def equally(generator: Generator, code: Tensor, found: DirectionSet, region: Tensor) -> Job[Pictures]:
    """The first directions of a set at a face, each as strong as changes the region by `ALIKE`."""
    steps = torch.from_numpy(found.vectors[:DIRECTIONS])
    limit = FARTHEST * torch.from_numpy(found.sigma[:DIRECTIONS]).float()
    with torch.no_grad():
        face = generator.synthesize(code[None]).cpu()
    strength = limit / FARTHEST
    for _ in range(ROUNDS):
        with torch.no_grad():
            pictures = generator.synthesize(code + strength[:, None] * steps).cpu()
        squares = (pictures - face).square().mean(1)
        reached = _size(squares, region)
        there = (reached / ALIKE - 1).abs() < 0.02
        if (there | ((strength == limit) & (reached < ALIKE))).all():
            break
        strength = torch.minimum(strength * (ALIKE / reached.clamp_min(1e-6)).clamp(0.2, 5), limit)
        yield Progress(0.0, tr("equal change"))
    outside = _size(squares, 1 - region) * ALIKE / reached.clamp_min(1e-6)
    yield Progress(1.0, tr("equal change"))
    return Pictures(face[0], pictures[there], outside[there])


def _size(squares: Tensor, weights: Tensor) -> Tensor:
    """The root mean (n,) of squares (n, side, side) where weights are."""
    return ((squares * weights).sum((1, 2)) / weights.sum().clamp_min(1e-9)).sqrt()


_Row = Mapping[str, float]


@dataclass(frozen=True, eq=False)
class _Face:
    """One face with a region, and another face."""

    asked: Asked
    factor: str
    region: Tensor
    code: Tensor
    other: Tensor

    def row(self, method: Method, rival: DirectionSet) -> Job[_Row]:
        generator = self.asked.generator
        search = method.discover(generator, _context(self.asked, self.region, self.code))
        found = yield from within(0.0, 0.3, search)
        shares = []
        for i, code in enumerate((self.code, self.other)):
            at = 0.3 + 0.25 * i
            ours = yield from within(at, at + 0.12, equally(generator, code, found, self.region))
            theirs = yield from within(at + 0.12, at + 0.25, equally(generator, code, rival, self.region))
            known = len(ours.outside) and len(theirs.outside)
            shares.append(float(ours.outside.mean() / theirs.outside.mean()) if known else float("nan"))
        effect, share = yield from within(0.8, 1.0, self._judged(found))
        return {"outside": shares[0], "elsewhere": shares[1], "effect": effect, "share": share}

    def _judged(self, found: DirectionSet) -> Job[tuple[float, float]]:
        """The direction that moves the factor most purely on its own face, judged on the other."""
        asked, column = self.asked, self.asked.factors.names.index(self.factor)
        sliders = along(asked.generator, found)[:DIRECTIONS]
        codes = torch.stack((self.code, self.other))
        readings = yield from walk(asked.generator, asked.factors, sliders, codes, ENDS)
        changes = (readings[:, -1] - readings[:, 0]).double()  # (sliders, faces, factors)
        shares = changes[..., column].square() / changes.square().sum(2).clamp_min(1e-12)
        sizes = changes[:, 0, column].abs()
        best = int(torch.where(sizes >= sizes.max() / 2, shares[:, 0], -1.0).argmax())
        # Its sign is its own face's: one that turns round on the other has not moved it.
        way = float(changes[best, 0, column].sign())
        return way * float(changes[best, 1, column]), float(shares[best, 1])


def _everywhere(generator: Generator) -> Method:
    """What every method of a region is held against: directions that know of none."""
    return RandomDirections(DIRECTIONS) if SeFa.why_not(generator) else SeFa(components=DIRECTIONS)


def _context(asked: Asked, region: Tensor | None = None, code: Tensor | None = None) -> Context:
    return Context(
        asked.seed,
        region=None if region is None else region.numpy().astype(np.float32),
        code=None if code is None else code.numpy(),
        memory=asked.memory,
    )


def _person(factors: Factors, pictures: Pictures) -> float:
    """How far the factors of the person move, their root mean square in sigma, in the mean over the directions."""
    if not len(pictures.moved):
        raise ValueError(STILL)
    columns = [factors.names.index(name) for name in factors.person]
    with torch.no_grad():
        before = factors.read(pictures.face[None].clamp(-1, 1))[0][:, columns]
        after = factors.read(pictures.moved.clamp(-1, 1))[0][:, columns]
    return float((after - before).double().square().mean(1).sqrt().mean())


def _mean(values: Sequence[float]) -> float:
    """The mean of those that are known.

    Raises:
        ValueError: none is.
    """
    known = [value for value in values if not np.isnan(value)]
    if not known:
        raise ValueError(STILL)
    return float(np.mean(known))
