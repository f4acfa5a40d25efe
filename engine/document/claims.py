"""What the papers say of their methods, held against the table: each agrees with it, or does not, or is not told."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.document.comparison import Comparison, MethodRow
from engine.language import tr

#: Share of the supervised method's effect from which on an unsupervised one matches it.
MATCHES = 0.9


@dataclass(frozen=True)
class Claim:
    """`says` what the paper claims, in a clause; `seen` what the table shows; `agrees`: whether it does."""

    title: str
    says: str
    seen: str
    agrees: bool


Rows = Mapping[str, MethodRow]
Check = Callable[[MethodRow, Rows], tuple[str, bool] | None]


def claims(found: Comparison) -> tuple[Claim, ...]:
    """Those that the rows of this table can tell of, in their order."""
    rows = {row.method: row for row in found.rows if not row.failed}
    told = []
    for row in found.rows:
        for says, check in CLAIMS.get(row.method, ()):
            if row.method in rows and (answer := check(row, rows)) is not None:
                told.append(Claim(row.title, says, *answer))
    return tuple(told)


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
        told, agrees = [], True
        for other in (rows[name] for name in others if name in rows):
            both = _both(row, other)
            ours, theirs = (mean_over_factors(each, measure, both) for each in (row, other))
            if math.isnan(ours) or math.isnan(theirs):
                continue
            told.append(
                tr(
                    "{ours:.2f}{unit} against {theirs:.2f} of {partition}",
                    ours=ours,
                    unit=unit,
                    theirs=theirs,
                    partition=other.title.partition(" (")[0],
                )
            )
            agrees &= ours <= times * theirs if lower else ours > times * theirs
        return (", ".join(told), agrees) if told else None

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
