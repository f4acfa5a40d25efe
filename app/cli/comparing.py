"""`eigenbrush measure methods`: all methods side by side on known truth, in words and as JSON."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.headless import follow
from app.cli.telling import tell_json, tell_lines
from engine.document.claims import claims
from engine.document.comparison_file import to_plain
from engine.document.wording import short

if TYPE_CHECKING:
    from engine.document.comparison import Comparison, Estimate, MethodRow
    from engine.job import Job


#: Pixels of the portraits.
SIDE = 128


def measure_methods_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("generator", metavar="GENERATOR", help="one of portraits: a checkpoint, or builtin:NAME")
    made.add_argument("--methods", metavar="NAMES", default="", help="only these, with commas between; default: all")
    quick = "as the window's quick look: one seed, 16 portraits, 400 samples, no methods that train"
    made.add_argument("--quick", action="store_true", help=quick)
    made.add_argument("--seeds", type=int, default=3, help="how many seeds each method is given (default 3)")
    made.add_argument("--portraits", type=int, default=200, help="on how many sliders are judged (default 200)")
    made.add_argument("--samples", type=int, default=2_000, help="for DCI and MIG (default 2,000)")
    made.add_argument("--json", action="store_true")


def measure_methods(options: argparse.Namespace) -> None:
    """what each method's sliders truly move, side by side"""
    import torch

    from engine.device import threads_for

    torch.set_num_threads(threads_for(SIDE))
    found = follow(_job(options))
    if options.json:
        tell_json(to_plain(found))
    else:
        tell_lines(in_words(found))


def _job(options: argparse.Namespace) -> Job[Comparison]:
    """The comparison that the options ask for.

    Raises:
        ValueError: the generator cannot be opened or is none of portraits, or a method is unknown.
    """
    from engine.comparison.asking import FACTORS, questions, with_baseline
    from engine.comparison.comparing import compare
    from engine.document.comparison import QUICK, Effort
    from engine.generators import load
    from engine.measure.truth.factors import factors_of
    from engine.methods import load_methods

    methods = with_baseline(load_methods())
    if names := [name.strip() for name in options.methods.split(",") if name.strip()]:
        for name in names:
            if name not in methods:
                raise ValueError(f"There is no method {short(repr(name))}; there are {', '.join(methods)}.")
        methods = {name: methods[name] for name in names}
    if not 1 <= options.seeds <= 100:
        raise ValueError(f"--seeds must lie between 1 and 100; {options.seeds} does not.")
    generator = load(options.generator)
    factors = factors_of(generator)
    wanted = tuple(name for name in FACTORS if name in factors.names)
    effort = QUICK if options.quick else Effort(options.seeds, options.portraits, options.samples, trains=True)
    asked = questions(methods, generator, wanted, effort)
    return compare(generator, factors, asked, wanted, seeds=range(effort.seeds), portraits=effort.portraits,
                   samples=effort.samples)  # fmt: skip


def in_words(found: Comparison) -> str:
    """A table of the methods, and below it one of the factors for each."""
    width = max((len(row.title) for row in found.rows), default=0)
    lines = [
        f"{short(found.generator)}, {found.portraits} portraits, {found.samples:,} samples, seeds "
        f"{', '.join(map(str, found.seeds))}, torch {found.torch}; means and 95 % intervals over the seeds",
        f"{'':{width}}  sliders  seconds   factors      effect  share  monotone      person  DCI D, I    MIG",
    ]
    lines += [_line(row, width) for row in found.rows]
    for row in found.rows:
        if not row.failed:
            lines += ["", row.title, *(_factor_lines(row))]
    if told := claims(found):
        lines += ["", "What the papers say, and what this table shows:"]
        lines += [f"{claim.title}: {claim.says}: {'yes' if claim.agrees else 'no'}, {claim.seen}" for claim in told]
    return "\n".join(lines)


def _line(row: MethodRow, width: int) -> str:
    if row.failed:
        return f"{row.title:{width}}  {short(row.failed, 160)}"
    moved = [factor for factor in row.factors if factor.effect.mean > 0]
    told = [
        _mean([getattr(factor, name).mean for factor in moved]) for name in ("effect", "share", "monotone", "person")
    ]
    return (
        f"{row.title:{width}}  {row.directions:7}  {row.seconds.mean:7.1f}  {len(moved):2} of {len(row.factors):2}  "
        f"{told[0]:4.2f} sigma  {told[1]:5.0%}  {told[2]:8.0%}  {told[3]:4.2f} sigma  "
        f"{row.disentanglement.mean:.2f}, {row.informativeness.mean:.2f}  {row.gap.mean:.3f}"
    )


def _factor_lines(row: MethodRow) -> list[str]:
    lines = []
    for factor in row.factors:
        if factor.effect.mean <= 0:
            lines.append(f"  {factor.factor:22} nothing moves it")
            continue
        lines.append(
            f"  {factor.factor:22} {_told(factor.effect)} sigma  {_told(factor.share, 100)} % of its change  "
            f"monotone on {_told(factor.monotone, 100)} %  person {_told(factor.person)} sigma"
        )
    return lines


def _told(value: Estimate, times: float = 1.0) -> str:
    """A mean with its interval."""
    digits = 0 if times > 1 else 2
    mean = f"{times * value.mean:.{digits}f}"
    return f"{mean} ± {times * value.half:.{digits}f}" if value.half else mean


def _mean(values: list[float]) -> float:
    known = [value for value in values if value == value]
    return sum(known) / len(known) if known else 0.0
