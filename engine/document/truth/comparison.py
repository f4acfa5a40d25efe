"""All methods side by side on known truth: the table, how much is measured for it, what the screen asks about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import Request
from engine.document.directions import DirectionSet
from engine.document.disk.caches import Cache

#: What a comparison costs, for a guess of its minutes: sliders that a method finds, at how many places and on how many
#: portraits each is tried; factors, and faces from which a method learns that is told one; minutes of a training, and
#: of all trials.
BEST_SLIDERS, PLACES, TRIED, FACTORS, TOLD, TRAINING, TRIALS = 12, 5, 16, 12, 2_000, 8.0, 30.0


@dataclass(frozen=True)
class Estimate:
    """A mean over seeds, and half the width of its 95 % confidence interval (Student's t); 0 for one seed.

    The mean is NaN where there was nothing to take it of.
    """

    mean: float
    half: float = 0.0


@dataclass(frozen=True)
class FactorRow:
    """One factor of one method, over the seeds: as `FactorScore`. `missing`: with how many seeds nothing moved it.

    `slider` is the name of the best slider that the first seed found, and `key` its key (`METHOD:HASH#PLACE`, or
    `SLOT.INDEX` of the generator's own); both empty where there is none.
    """

    factor: str
    effect: Estimate
    share: Estimate
    monotone: Estimate
    person: Estimate
    missing: int
    slider: str = ""
    key: str = ""


@dataclass(frozen=True)
class MethodRow:
    """What a method found, over the seeds. `failed` is the sentence with which it refused, empty if it did not.

    `best` holds the directions that the keys of its factors name, where they are at hand: files do not tell them.
    """

    method: str
    title: str
    directions: int = 0
    seconds: Estimate = Estimate(0.0)
    disentanglement: Estimate = Estimate(0.0)
    completeness: Estimate = Estimate(0.0)
    informativeness: Estimate = Estimate(0.0)
    gap: Estimate = Estimate(0.0)
    factors: tuple[FactorRow, ...] = ()
    failed: str = ""
    best: DirectionSet | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Figure:
    """One number of a trial, by its name, over the seeds."""

    name: str
    value: Estimate


@dataclass(frozen=True)
class Trial:
    """What a paper claims of its method, measured by itself: where it is not how far sliders move factors.

    `method` is the identifier of the trial (`engine.comparison.trials`), which is that of a method where there is one;
    `failed` is the sentence with which it refused, empty if it did not.
    """

    method: str
    title: str
    seconds: Estimate = Estimate(0.0)
    figures: tuple[Figure, ...] = ()
    failed: str = ""

    def figure(self, name: str) -> Estimate | None:
        """The figure of this name; None where it was not measured."""
        return next((figure.value for figure in self.figures if figure.name == name), None)


@dataclass(frozen=True)
class Effort:
    """How much is measured: from how many seeds, on how many portraits, on how many samples for DCI and MIG; `trains`:
    also the methods that train; `told`: from how many faces a method learns that is told each factor, 0: as always."""

    seeds: int
    portraits: int
    samples: int
    trains: bool
    told: int = 0


QUICK, FULL = Effort(1, 16, 400, trains=False, told=400), Effort(3, 200, 2_000, trains=True)


def minutes(effort: Effort, methods: Sequence[MethodOffer], seconds: float) -> float:
    """About how many minutes a comparison takes where one portrait is drawn and read in so many seconds."""
    able = [method for method in methods if not method.why_not and (effort.trains or not method.trains)]
    walked = len(able) * BEST_SLIDERS * PLACES * (TRIED + effort.portraits)
    told = FACTORS * (effort.told or TOLD)
    trained = TRAINING * sum(method.trains for method in able) + (TRIALS if effort.trains else 0.0)
    return (effort.samples + effort.seeds * (walked + told)) * seconds / 60 + effort.seeds * trained


@dataclass(frozen=True)
class Comparison:
    """The whole table, and what it was measured with; `sha256` is that of the generator, `minutes` what each method
    that trains was given with each seed, None: as many as its steps took; `trials` are of claims that no row tells."""

    generator: str
    sha256: str
    seeds: tuple[int, ...]
    portraits: int
    samples: int
    torch: str
    machine: str
    rows: tuple[MethodRow, ...]
    minutes: float | None = None
    trials: tuple[Trial, ...] = ()

    def made_with(self, effort: Effort) -> bool:
        """Whether so much was measured, whatever methods it was measured of."""
        return (len(self.seeds), self.portraits, self.samples) == (effort.seeds, effort.portraits, effort.samples)


@dataclass(frozen=True)
class Truth:
    """Whether the factors of a generator's pictures are `known`, the comparisons kept of it, and how many `seconds` one
    picture takes to be drawn and read."""

    known: bool
    kept: tuple[Comparison, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class LookUpTruth(Request[Truth, None]):
    """Whether methods can be compared on the generator with this hash, and what is in the `cache` -> Truth."""

    generator: str
    cache: Cache | None = None


@dataclass(frozen=True)
class CompareMethods(Request[Comparison, Comparison]):
    """Every method on the generator with this hash -> Comparison; its partials are the table so far.

    The rows `known` from before are taken as they are.
    """

    generator: str
    effort: Effort
    known: tuple[MethodRow, ...] = ()


@dataclass(frozen=True)
class KeepComparison(Request[None, None]):
    """Keep a table in the cache, with the best directions that are at hand -> None."""

    found: Comparison
    effort: Effort
    cache: Cache


@dataclass(frozen=True)
class SaveComparison(Request[str, None]):
    """Write a table as JSON -> the path."""

    writes = True
    found: Comparison
    path: str


@dataclass(frozen=True)
class LoadComparison(Request[Comparison, None]):
    """Read a table from JSON -> Comparison; with those of its directions that are in the `cache`, if given."""

    path: str
    cache: Cache | None = None
