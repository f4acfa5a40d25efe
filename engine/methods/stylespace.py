"""StyleSpace (Wu et al., CVPR 2021): single channels of the styles, those first that move a painted region and little
else.

The factors of StyleGAN2's channels disentangle better than w (their section 3), and many move one part of the picture
alone. The authors find such channels by where their gradients lie on many pictures (section 4); here they are ranked on
the face in front by its Jacobian: how much of the change along a channel lies in the region, as for ReSeFa's quotient,
each step as long as the channel's own standard deviation. The energies of all channels are estimated from the way back
of random pictures (Hutchinson), which costs the same for any number of them, then told exactly for the best.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch

from engine.codes.subspace import Subspace
from engine.document.directions import Direction, DirectionSet, notes
from engine.generator import Generator
from engine.jacobian.linear import Linear, linear, seen_early
from engine.jacobian.memory import FaceMemory
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Context, method
from engine.regions.answer import leakage_notes, stem
from engine.regions.masks import NOTHING_MOVES, checked, kept_still
from engine.regions.place import RegionMethod, face_code

#: Random pictures by which the energies of all channels are estimated, inside and outside: to some 30 %.
PROBES = 24
#: Channels that are told exactly, for each that is kept.
TRIED = 16
#: The share of all that moves outside below which a channel's own counts as this: what hardly moves is not local.
TAU = 1e-4


@method("stylespace")
@dataclass(frozen=True)
class StyleSpace(RegionMethod):
    """The channels of StyleGAN2's styles whose change lies in the painted region rather than in the rest."""

    title = "StyleSpace"
    paper = "Wu et al. 2021"

    layers: str = field(default="all", metadata={"help": tr("layers to look in: all, 3-6 or 3")})
    components: int = field(default=8, metadata={"help": tr("channels to keep"), "low": 1, "high": 256})
    side: int = field(default=64, metadata={"help": tr("pixels a side to look at"), "low": 16, "high": 256})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        if any(slot.kind == "style" for slot in generator.layout.slots):
            return ""
        return tr(
            "StyleSpace moves the channels of a StyleGAN2; this generator has none. Open a StyleGAN2, or use ReSeFa."
        )

    def prepare(self, generator: Generator, context: Context) -> Job[None]:
        yield from self._look(generator, context)
        yield Progress(1.0, tr("ready for a region"))

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        look = yield from within(0, 0.1, self._look(generator, context))
        mask = checked(context.region, look.view.shape)
        still = kept_still(context.kept, mask)
        weights = np.stack([mask, 1 - mask if still is None else still]).astype(np.float64).reshape(2, -1)
        weights /= weights.sum(1, keepdims=True)
        energies = yield from within(0.1, 0.5, look.estimated(np.sqrt(weights), context.seed))
        floor = TAU * float(energies[1].sum()) or TAU * float(energies[0].sum()) or 1.0
        best = np.argsort(-energies[0] / (energies[1] + floor), kind="stable")[: TRIED * self.components]
        maps = yield from within(0.5, 1, look.maps(best))
        exact = weights @ maps.T
        quotients = exact[0] / (exact[1] + floor)
        order = np.argsort(-quotients, kind="stable")[: self.components]
        order = order[exact[0, order] > 0]
        if not len(order):
            raise ValueError(NOTHING_MOVES)
        beyond = 1 - mask.astype(np.float64).ravel()
        shares = maps[order] @ beyond / maps[order].sum(1)
        yield Progress(1.0, f"{len(order)} channels")
        return self._set(look, context, best[order], quotients[order], shares)

    def _look(self, generator: Generator, context: Context) -> Job[_Look]:
        if why := self.why_not(generator):
            raise ValueError(why)
        space = Subspace(generator.layout, self.layers, tied=False, kind="style")
        side = min(self.side, generator.resolution)
        code, early = face_code(generator, context), seen_early(generator, space, side)
        view = linear(generator, space, code, side, early=early)
        codes = yield from context.memory.of(FaceMemory).codes(generator, space, context.seed)
        deviations = codes.double().std(0).clamp_min(1e-6).numpy()
        return _Look(generator, space, view, np.asarray(deviations), early)

    def _set(
        self, look: _Look, context: Context, channels: np.ndarray, values: np.ndarray, shares: np.ndarray
    ) -> DirectionSet:
        """The set of these channels (k,) of the subspace."""
        called = stem(context)
        vectors = look.space.lift(np.eye(look.space.dimension, dtype=np.float32)[channels])
        places = [look.generator.layout.slider(int(row.argmax())) for row in vectors]
        names = [f"{called} {i} ({place})" for i, place in enumerate(places, 1)]
        rows = tuple(
            Direction(names[i], vectors[i], float(look.spread[channel]), float(values[i]), leakage=float(shares[i]))
            for i, channel in enumerate(channels)
        )
        picture = tr("{width} x {height} pixels", width=look.view.shape.width, height=look.view.shape.height) + (
            tr(" of a lower block's own picture") * look.early
        )
        found = (
            tr("each is one channel of the styles, named beside it"),
            tr("the spectrum is the change inside over that outside"),
        )
        told = (*notes("found", found), *notes("leakage", leakage_notes(names, shares.tolist(), None)))
        told = (*told, *notes("found", (tr("looked at {picture}", picture=picture),)))
        return DirectionSet(rows, self.provenance(look.generator, context), told)


@dataclass(frozen=True, eq=False)
class _Look:
    """One face's channels, in the subspace of their slots; `spread` (d,) is the standard deviation of each channel's
    factor over drawn codes; `early`: seen on a lower block's own picture."""

    generator: Generator
    space: Subspace
    view: Linear
    spread: np.ndarray
    early: bool

    def maps(self, channels: np.ndarray) -> Job[np.ndarray]:
        """How much each pixel changes for one deviation of these channels (k,): squares, summed over the colours,
        (k, height * width) float32."""
        maps, d = np.zeros((len(channels), self.view.shape.pixels), np.float32), self.space.dimension
        yield from within(0, 0.05, self.view.readied(len(channels)))
        for first in range(0, len(channels), self.view.batch):
            some = channels[first : first + self.view.batch]
            steps = np.zeros((len(some), d))
            steps[np.arange(len(some)), some] = self.spread[some]
            moved = yield from within(0.05 + 0.95 * first / len(channels), 1, self.view.ahead(steps))
            squares = moved.square().view(self.view.channels, -1, len(some)).sum(0).T
            maps[first : first + len(some)] = squares.numpy()
            yield Progress(0.05 + 0.95 * (first + len(some)) / len(channels), tr("looking at every channel"))
        if not np.isfinite(maps).all():
            raise ValueError(tr("This face's picture holds numbers that are not finite near its code; choose another."))
        return maps

    def estimated(self, roots: np.ndarray, seed: int) -> Job[np.ndarray]:
        """The energies (2, d) of one deviation under the squares of these weights (2, height * width), from the way
        back of random signs."""
        random, found = torch.Generator().manual_seed(seed), np.zeros((2, self.space.dimension))
        few = min(self.view.few, PROBES)
        for i, root in enumerate(torch.from_numpy(roots).float().repeat(1, self.view.channels)):
            for first in range(0, PROBES, few):
                n = min(few, PROBES - first)
                signs = torch.randint(0, 2, (self.view.size, n), generator=random).float().mul_(2).sub_(1)
                found[i] += np.square(self.view.back(signs * root[:, None])).sum(0) / PROBES
                yield Progress((i + (first + n) / PROBES) / 2, tr("looking at every channel"))
        return found * np.square(self.spread)
