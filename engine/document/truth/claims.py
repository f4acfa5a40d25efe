"""What the papers say of their methods, held against the table and the trials: each agrees, or does not, or is not
decided."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.document.truth.comparison import Comparison, Estimate, MethodRow, Trial
from engine.language import tr

#: Share of the supervised method's effect from which on an unsupervised one matches it.
MATCHES = 0.9


@dataclass(frozen=True)
class Claim:
    """`says` what the paper claims, in a clause; `seen` what was measured; `agrees`: whether that agrees, None where
    the interval over the seeds leaves it open."""

    title: str
    says: str
    seen: str
    agrees: bool | None


Rows = Mapping[str, MethodRow]
Check = Callable[[MethodRow, Rows], tuple[str, bool] | None]
#: What a trial says of one claim; None: it did not measure it.
TrialCheck = Callable[[Trial], tuple[str, bool | None] | None]


def claims(found: Comparison) -> tuple[Claim, ...]:
    """Those that the rows of this table can tell of, in their order, and then those of its trials."""
    rows = {row.method: row for row in found.rows if not row.failed}
    every = list[Claim]()
    for row in found.rows:
        for says, check in CLAIMS.get(row.method, ()):
            if row.method in rows and (answer := check(row, rows)) is not None:
                every.append(Claim(row.title, says, *answer))
    for trial in found.trials:
        for says, tell in TRIAL_CLAIMS.get(trial.method, ()):
            if (seen := tell(trial)) is not None:
                every.append(Claim(trial.title, says, *seen))
    return tuple(every)


def mean_over_factors(row: MethodRow, measure: str, of: Sequence[str] = ()) -> float:
    """The mean of a measure over the factors (or these) that the row's sliders move; NaN where they move none."""
    values = [
        getattr(factor, measure).mean
        for factor in row.factors
        if factor.effect.mean > 0 and (not of or factor.factor in of)
    ]
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def moved(row: MethodRow) -> int:
    """How many of the factors its sliders move."""
    return sum(factor.effect.mean > 0 for factor in row.factors)


def _quick(row: MethodRow, rows: Rows) -> tuple[str, bool]:
    return f"{row.seconds.mean:.2f} s", row.seconds.mean < 1


def _matches(other: str) -> Check:
    """Its best sliders move the factors that both move about as far as the other's."""

    def check(row: MethodRow, rows: Rows) -> tuple[str, bool] | None:
        if other not in rows:
            return None
        both = _both(row, rows[other])
        ours, theirs = (mean_over_factors(each, "effect", both) for each in (row, rows[other]))
        if math.isnan(ours) or math.isnan(theirs):
            return None
        seen = tr(
            "{ours:.2f} sigma against {theirs:.2f} on the {both_count} factors that both move",
            ours=ours,
            theirs=theirs,
            both_count=len(both),
        )
        return seen, ours >= MATCHES * theirs

    return check


def _beats(others: Sequence[str], measure: str, unit: str, *, times: float = 1.0, lower: bool = False) -> Check:
    """It is better than each of the others by a measure, on the factors that both move; `lower`: at most so many times
    as much is better."""

    def check(row: MethodRow, rows: Rows) -> tuple[str, bool] | None:
        shown, agrees = [], True
        for other in (rows[name] for name in others if name in rows):
            both = _both(row, other)
            ours, theirs = (mean_over_factors(each, measure, both) for each in (row, other))
            if math.isnan(ours) or math.isnan(theirs):
                continue
            shown.append(
                tr(
                    "{ours:.2f}{unit} against {theirs:.2f} of {partition}",
                    ours=ours,
                    unit=unit,
                    theirs=theirs,
                    partition=other.title.partition(" (")[0],
                )
            )
            agrees &= ours <= times * theirs if lower else ours > times * theirs
        return (", ".join(shown), agrees) if shown else None

    return check


def _both(one: MethodRow, other: MethodRow) -> tuple[str, ...]:
    theirs = {factor.factor for factor in other.factors if factor.effect.mean > 0}
    return tuple(factor.factor for factor in one.factors if factor.effect.mean > 0 and factor.factor in theirs) or ("",)


def _purest(row: MethodRow, rows: Rows) -> tuple[str, bool] | None:
    """More disentangled, by DCI, than directions of w."""
    others = [rows[name] for name in ("random", "ganspace", "sefa") if name in rows]
    if not others:
        return None
    best = max(others, key=lambda other: other.disentanglement.mean)
    ours, theirs = row.disentanglement.mean, best.disentanglement.mean
    return tr(
        "{ours:.2f} against {theirs:.2f} of {partition}",
        ours=ours,
        theirs=theirs,
        partition=best.title.partition(" (")[0],
    ), ours > theirs


def _all_moved(row: MethodRow, rows: Rows) -> tuple[str, bool]:
    return tr("{moved} of {factors_count}", moved=moved(row), factors_count=len(row.factors)), moved(row) == len(
        row.factors
    )


def _monotone(row: MethodRow, rows: Rows) -> tuple[str, bool]:
    share = mean_over_factors(row, "monotone")
    return tr("on {share:.0%} of the portraits", share=share), share > 0.5


CLAIMS: Mapping[str, Sequence[tuple[str, Check]]] = {
    "eigengan": ((tr("each layer's sliders are purer than random ones"), _beats(("random",), "share", "")),),
    "sefa": (
        (tr("directions in less than a second"), _quick),
        (tr("they mean something: purer than random ones"), _beats(("random",), "share", "")),
    ),
    "ganspace": ((tr("as far as what was learned from labels"), _matches("interfacegan")),),
    "interfacegan": ((tr("every attribute has a boundary along which it moves"), _all_moved),),
    "voynov": ((tr("easier to tell than random ones: purer"), _beats(("random",), "share", "")),),
    "warpedganspace": (
        (tr("steeper than linear directions and components"), _beats(("voynov", "ganspace"), "effect", " sigma")),
        (tr("purer than these"), _beats(("voynov", "ganspace"), "share", "")),
    ),
    "plumerault": ((tr("sliders go one way"), _monotone),),
    "ganalyze": ((tr("what it is told to raise rises, one way"), _monotone),),
    "enjoy": (
        (tr("at most half of the person lost that a boundary loses, at an equal change"),
         _beats(("interfacegan",), "person", " sigma", times=0.5, lower=True)),
    ),
    "stylespace": ((tr("channels are more disentangled than w"), _purest),),
}  # fmt: skip


# ---- what trials tell ----


def decided(value: Estimate, low: float = -math.inf, high: float = math.inf) -> bool | None:
    """Whether a figure lies within its bars; None where its interval reaches across one of them."""
    if math.isnan(value.mean):
        return None
    least, most = value.mean - value.half, value.mean + value.half
    if least >= low and most <= high:
        return True
    return False if most < low or least > high else None


def told(value: Estimate) -> str:
    """A figure as it is read, with its interval where there is one."""
    return f"{value.mean:.2f} ± {value.half:.2f}" if value.half else f"{value.mean:.2f}"


def _lies(name: str, seen: str, low: float = -math.inf, high: float = math.inf) -> TrialCheck:
    """A figure lies within bars; `seen` says what was seen, with {} where the figure stands."""

    def check(trial: Trial) -> tuple[str, bool | None] | None:
        value = trial.figure(name)
        return None if value is None else (seen.format(told(value)), decided(value, low, high))

    return check


def _less(name: str, other: str, seen: str) -> TrialCheck:
    """One figure is less than another; their intervals, taken as independent, must not meet."""

    def check(trial: Trial) -> tuple[str, bool | None] | None:
        one, two = trial.figure(name), trial.figure(other)
        if one is None or two is None:
            return None
        apart = Estimate(two.mean - one.mean, math.hypot(one.half, two.half))
        return seen.format(told(one), told(two)), decided(apart, low=0.0) if apart.mean else False

    return check


_REGIONAL = (
    (tr("it keeps to the region"),
     _lies("outside", tr("{} of the change outside that SeFa makes, at an equal change inside"), high=1.0)),
)  # fmt: skip
_TRANSFERS = (
    (tr("what one face gives serves others too"),
     _lies("elsewhere", tr("on other faces {} of the change outside that SeFa makes"), high=1.0)),
)  # fmt: skip

TRIAL_CLAIMS: Mapping[str, Sequence[tuple[str, TrialCheck]]] = {
    "lowrankgan": (*_REGIONAL, *_TRANSFERS),
    "resefa": _REGIONAL,
    "reds": _REGIONAL,
    "reds-held": (
        (
            tr("what is held stays"),
            _lies(
                "held", tr("the person moves {} times as much as where it is not held, at an equal change"), high=1.0
            ),
        ),
    ),
    "stylespace": _REGIONAL,
    "prior": (
        (
            tr("pictures are found with a third of the error"),
            _lies("gain", tr("the projector has {} times the error at equal steps, of its own pictures"), low=3.0),
        ),
        (
            tr("half-way between two lies a picture like the data"),
            _less(
                "half-way",
                tr("half-way without"),
                tr("farther from the data than {} of portraits, by the projector {}"),
            ),
        ),
        (
            tr("compression keeps the person, truncation does not"),
            _less("compression", "truncation", tr("{} of the distance of strangers lost against {}")),
        ),
    ),
    "glo": (
        (
            tr("nearer to its pictures than components, without an adversary"),
            _lies("seen", tr("{} of the error of as many components"), high=1.0),
        ),
        (tr("and to those that it never saw"), _lies("unseen", tr("{} of the error of as many components"), high=1.0)),
    ),
    "voynov": (
        (
            tr("easier to tell apart than random directions"),
            _less("random", "right", tr("random ones {} of pairs told right, learned ones {}")),
        ),
    ),
    "ganalyze": (
        (
            tr("it rises by as much as is asked"),
            _lies("slope", tr("{} of what was asked, in the mean"), low=0.9, high=1.1),
        ),
        (tr("step by step"), _lies("follow", tr("{} of faces follow"), low=0.8)),
    ),
    "steerability": (
        (
            tr("pictures become as light as is asked"),
            _lies(tr("brightness asked"), tr("{} of what was asked, in the mean"), low=0.9, high=1.1),
        ),
        (tr("the camera comes nearer"), _lies("zoom", tr("{} of what a true zoom changes is made"), low=0.5)),
        (tr("the picture shifts"), _lies(tr("shift right"), tr("{} of what a true shift changes is made"), low=0.5)),
    ),
}
