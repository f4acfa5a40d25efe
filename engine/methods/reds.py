"""Rayleigh EigenDirections (Balakrishnan et al., ECCV 2022): change this, keep that.

Each feature of the picture has a Gram matrix A of its Jacobian, of Frobenius norm 1. What is kept gives up the
directions that hold most of its change; the rest of the code is where what is to change does so most (the authors'
code). The formula of the paper, A_c n = q (A_f + d I) n, is the form "generalised"; both agree as d falls to 0 where
what is kept leaves directions alone.

The authors hold 99 % of the sum of squared eigenvalues (held 0.99, exponent 2), which takes far fewer directions than
99 % of the change does, and leaks: by default it is 95 % of the change itself. Their Jacobians are differences over a
whole step; these are derivatives. Directions are straight, or curved: found anew at each point of their path
(`engine.regions.paths`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

import numpy as np
import torch
from torch import Tensor

from engine.document.directions import DirectionSet, notes
from engine.generator import Generator
from engine.jacobian.columns import jacobian
from engine.jacobian.linear import seen_early
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Context, method
from engine.regions.answer import local_set
from engine.regions.features import OUTSIDE, REGION, Feature, Slope, View, features_of, frozen, meant
from engine.regions.paths import Start, Ways, paths
from engine.regions.place import Place, RegionMethod, looking
from engine.regions.spectra import NOTHING, leading, ordered, quotients

NULL_SPACE, GENERALISED = "null-space", "generalised"
STRAIGHT, CURVED = "straight", "curved"
#: Curved paths of one set: each point of them costs a Jacobian.
PATHS = 4
#: Singular values of the kept directions, stacked, below which they repeat one another.
REPEATED = 1e-3
#: d of the generalised form, the matrices being of norm 1.
SHIFT = 1e-3


class NothingLeft(ValueError):
    """All that changes the one changes the other too."""


@dataclass(frozen=True, eq=False)
class Solved:
    """The directions at one code, those that hold the share of the change that is offered: what each is worth, their
    unit rows (k, d), and a note. `holding` (d,) are the eigenvalues of what is outside, if it is kept, of which the
    first `rank` are held."""

    values: np.ndarray
    rows: np.ndarray
    note: str
    holding: np.ndarray | None = None
    rank: int = 0

    def first(self, k: int) -> Solved:
        """The first k of them."""
        return replace(self, values=self.values[:k], rows=self.rows[:k])


@method("reds")
@dataclass(frozen=True)
class REDs(RegionMethod):
    """The directions that most change one thing, such as the painted region, among those that keep another."""

    title = "Rayleigh EigenDirections"
    paper = "Balakrishnan et al. 2022"

    change: str = field(
        default=REGION, metadata={"help": tr("what to change, such as region, mouth, smile"), "many": features_of}
    )
    keep: str = field(
        default=OUTSIDE, metadata={"help": tr("what to keep, such as outside, pose, identity"), "many": features_of}
    )
    form: str = field(
        default=NULL_SPACE,
        metadata={"help": tr("keep exactly what counts, or weigh both sides"), "choices": (NULL_SPACE, GENERALISED)},
    )
    path: str = field(
        default=STRAIGHT,
        metadata={"help": tr("curved: found anew at each point, for up to {paths} directions", paths=PATHS),
                  "choices": (STRAIGHT, CURVED)},
    )  # fmt: skip
    layers: str = field(default="all", metadata={"help": tr("layers to move: all, 3-6 or 3")})
    components: int = field(default=12, metadata={"help": tr("directions to keep"), "low": 1, "high": 512})
    held: float = field(default=0.95, metadata={"help": tr("share of what is kept to hold"), "low": 0.01, "high": 1.0})
    rank: int = field(
        default=0, metadata={"help": tr("directions of the rest to hold; 0: as held says"), "low": 0, "high": 512}
    )
    changed: float = field(
        default=0.999, metadata={"help": tr("share of the region's change to offer"), "low": 0.01, "high": 1.0}
    )
    exponent: float = field(
        default=1.0, metadata={"help": tr("power of shares; the authors' 2 holds less"), "low": 0.5, "high": 4.0}
    )
    step: float = field(default=1.0, metadata={"help": tr("sigma a step of a curved path"), "low": 0.05, "high": 3.0})
    steps: int = field(default=3, metadata={"help": tr("steps each way of a curved path"), "low": 1, "high": 12})
    side: int = field(default=64, metadata={"help": tr("pixels a side to look at"), "low": 16, "high": 256})

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        features = [feature for side in self._features(generator, context) for feature in side]
        first = (
            self.directions_at if all(feature.mask for feature in features) else None
        )  # numbers take too long to be early
        whole = not any(feature.mask == OUTSIDE for feature in features)
        curved = self.path == CURVED
        looked, found_at = (0.2, 0.35) if curved else (0.5, 1)
        place = yield from within(0, looked, looking(generator, context, self.layers, self.side, whole=whole,
                                                     first=first))  # fmt: skip
        found = yield from within(looked, found_at, self.directions_at(place))
        if curved:
            found = yield from within(found_at, 1, self._curved(found, place))
            yield Progress(1.0, f"{len(found)} paths")
        return found

    def directions_at(self, place: Place) -> Job[DirectionSet]:
        """The directions of a place, as they are at the face."""
        changes, keeps = self._features(place.generator, place.context)
        slopes = yield from within(0, 0.9, _slopes((*changes, *keeps), self._view(place)))
        solved = self._solved(changes, keeps, slopes)
        yield Progress(0.9, tr("measuring codes"))
        offered = min(self.components, len(solved.rows))
        k = min(offered, PATHS) if self.path == CURVED else offered
        rows, told = solved.rows[:k], [solved.note, *_drifts(keeps, slopes, solved.rows[:k])]
        if k < offered:
            told.append(
                tr("{k} directions of {offered}, as each point of a curved path costs a Jacobian", k=k, offered=offered)
            )
        alone = ordered(_summed(changes, slopes))[1][:k]
        found = local_set(self, place, rows, solved.values[:k], told, alone, solved.holding, solved.rank)
        yield Progress(1.0, f"{k} directions")
        return found

    def _view(self, place: Place) -> View:
        """The face as features see it."""
        features = (feature for side in self._features(place.generator, place.context) for feature in side)
        masks = frozen(features, place.context, place.jacobian.shape)
        grams = {REGION: place.inside, OUTSIDE: place.outside}
        return View(place.generator, place.subspace, place.code, masks, place.jacobian, grams)

    def _features(self, generator: Generator, context: Context) -> tuple[tuple[Feature, ...], tuple[Feature, ...]]:
        """What to change and what to keep; raises ValueError where a name is unknown, or none is to change."""
        changes, keeps = (meant(text, context, generator) for text in (self.change, self.keep))
        if not changes:
            raise ValueError(tr("Nothing is to change; name something, such as region."))
        kept = {feature.name for feature in keeps}  # a painted region's feature is made anew each time
        if both := [feature.name for feature in changes if feature.name in kept]:
            raise ValueError(
                tr("{both} cannot both change and be kept; take it out of one of them.", both=", ".join(both))
            )
        return changes, keeps

    def _solved(self, changes: tuple[Feature, ...], keeps: tuple[Feature, ...],
                slopes: Mapping[str, Slope]) -> Solved:  # fmt: skip
        """The directions at a code where features move like this.

        Raises:
            NothingLeft: what is kept leaves none of them.
        """
        change = _summed(changes, slopes)
        if not change.any():
            raise NothingLeft(
                tr("Nothing here changes {named}; change something else, or choose all layers.", named=_named(changes))
            )
        if self.form == GENERALISED:
            values, rows = quotients(change, _summed(keeps, slopes), SHIFT)
            note = tr(
                "kept: {named}; the spectrum is the change over that of what is kept",
                named=_named(keeps) or tr("nothing"),
            )
            solved = Solved(values, rows, note)
        else:
            solved = self._within_null_space(change, changes, keeps, slopes)
        return solved.first(leading(solved.values, self.changed, self.exponent))

    def _within_null_space(self, change: Tensor, changes: tuple[Feature, ...], keeps: tuple[Feature, ...],
                           slopes: Mapping[str, Slope]) -> Solved:  # fmt: skip
        """Shares of `change` and unit rows among the directions that what is kept leaves."""
        d = len(change)
        holding, held = None, {}
        for feature in keeps:
            values, rows = ordered(slopes[feature.name].gram)
            rank = leading(values, self.held, self.exponent)
            if feature.name == OUTSIDE:
                holding, rank = values, min(self.rank, int((values > 0).sum())) or rank
            held[feature.name] = rows[:rank]
        _, singular, basis = np.linalg.svd(np.concatenate([np.zeros((0, d)), *held.values()]), full_matrices=True)
        free = basis[int((singular > REPEATED).sum()) :]
        left = torch.from_numpy(free @ change.numpy() @ free.T)
        if not len(free) or float(left.trace()) <= NOTHING * float(change.trace()):
            fewer = (
                tr("fewer directions of {outside} (rank, now {rank}), or ", outside=OUTSIDE, rank=self.rank)
                if self.rank
                else ""
            )
            raise NothingLeft(
                tr(
                    "Nothing that changes {named} keeps {named2}; keep less, or hold {fewer}a smaller share "
                    "(held, now {held:g}).",
                    named=_named(changes),
                    named2=_named(keeps),
                    fewer=fewer,
                    held=self.held,
                )
            )
        values, rows = ordered(left)
        values = values / float(change.trace())
        said = ", ".join(f"{name} {len(rows)}" for name, rows in held.items()) or tr("none")
        note = tr(
            "directions held: {said}; {free_count} of {d} are free, with {sum:.1%} of the change",
            said=said,
            free_count=len(free),
            d=d,
            sum=values.sum(),
        )
        return Solved(values, rows @ free, note, holding, len(held.get(OUTSIDE, ())))

    def _curved(self, found: DirectionSet, place: Place) -> Job[DirectionSet]:
        """The set with the paths that go out from its directions."""
        generator, subspace, view = place.generator, place.subspace, self._view(place)
        changes, keeps = self._features(place.generator, place.context)
        side, share = max(place.jacobian.shape), 0.7 if view.masks else 0.0
        early = seen_early(generator, subspace, side)

        def span(code: np.ndarray) -> Job[np.ndarray]:
            seen = None
            if view.masks:
                seen = yield from within(
                    0, share, jacobian(generator, subspace, code, side, early=early, units=place.context.units)
                )
            there = replace(view, code=code, jacobian=seen, grams={})
            slopes = yield from within(share, 1, _slopes((*changes, *keeps), there))
            try:
                return self._solved(changes, keeps, slopes).rows
            except NothingLeft:
                return np.zeros((0, subspace.dimension))

        rows = subspace.lowered(torch.from_numpy(found.vectors.astype(np.float64))).numpy()
        ways = place.context.memory.of(Ways)
        start = Start(generator, subspace, place.code, span, self._key(place, view), ways)
        points, ends = yield from paths(start, rows, [self.step * float(sigma) for sigma in found.sigma], self.steps)
        told = [
            tr(
                "{name} goes straight on beyond {value}{end:g}, where nothing is left that keeps what is kept",
                name=found[i // 2].name,
                value="+-"[i % 2],
                end=end * self.step,
            )
            for i, end in enumerate(ends)
            if end
        ]
        bent = tuple(replace(direction, path=path) for direction, path in zip(found, points, strict=True))
        return replace(found, directions=bent, reach=self.step * self.steps,
                       notes=(*found.notes, *notes("found", told)))  # fmt: skip

    def _key(self, place: Place, view: View) -> str:
        """All that the directions at other codes depend on."""
        asked = {k: v for k, v in asdict(self).items() if k not in ("components", "path", "step", "steps")}
        digest = sha256(repr(asked).encode() + place.code.tobytes())
        for name, mask in sorted(view.masks.items()):
            digest.update(name.encode() + mask.tobytes())
        return digest.hexdigest()


def _slopes(features: tuple[Feature, ...], view: View) -> Job[dict[str, Slope]]:
    """How each feature moves at the view's code, by its name."""
    found = {}
    for i, feature in enumerate(features):
        found[feature.name] = yield from within(i / len(features), (i + 1) / len(features), feature.measure(view))
    return found


def _summed(features: tuple[Feature, ...], slopes: Mapping[str, Slope]) -> Tensor:
    """The sum of the features' Gram matrices, each with a Frobenius norm of 1, or as it is where it is zero."""
    grams = [slopes[feature.name].gram for feature in features]
    zero = torch.zeros_like(next(iter(slopes.values())).gram)
    return sum((gram / (float(torch.linalg.matrix_norm(gram)) or 1.0) for gram in grams), zero)


def _drifts(features: tuple[Feature, ...], slopes: Mapping[str, Slope], rows: np.ndarray) -> list[str]:
    """Of each feature of few numbers, how fast it moves along any of the rows (k, d), as a share of the fastest."""
    found = []
    for feature in features:
        if (kept := slopes[feature.name].rows) is not None:
            fastest = float(torch.linalg.matrix_norm(kept, 2)) or 1.0
            most = float((kept @ torch.from_numpy(rows).T).norm(dim=0).max()) / fastest
            found.append(tr("{name} changes by {most:.1%} of the most that it can", name=feature.name, most=most))
    return found


def _named(features: tuple[Feature, ...]) -> str:
    return ", ".join(feature.name for feature in features)
