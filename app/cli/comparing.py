"""`eigenbrush measure methods`: all methods side by side on known truth, in words and as JSON."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.headless import check_out, follow
from app.cli.telling import tell_json, tell_lines
from engine.document.disk.wording import short
from engine.document.truth.claims import claims
from engine.document.truth.comparison import QUICK, Effort
from engine.document.truth.comparison_file import load_comparison, save_comparison, to_plain

if TYPE_CHECKING:
    from engine.document.truth.claims import Claim
    from engine.document.truth.comparison import Comparison, Estimate, MethodRow, Trial
    from engine.job import Job


#: Pixels of the portraits.
SIDE = 128


def measure_methods_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("generator", metavar="GENERATOR", help="one of portraits: a checkpoint, or builtin:NAME")
    made.add_argument("--methods", metavar="NAMES", default="", help="only these, and their trials; commas between")
    quick = "as the window's quick look: one seed, 16 portraits, 400 samples, no methods that train, no trials"
    made.add_argument("--quick", action="store_true", help=quick)
    made.add_argument("--seeds", type=int, default=3, help="how many seeds each method is given (default 3)")
    made.add_argument("--portraits", type=int, default=200, help="on how many sliders are judged (default 200)")
    made.add_argument("--samples", type=int, default=2_000, help="for DCI and MIG (default 2,000)")
    made.add_argument("--minutes", type=float, help="for a method that trains, with each seed; default: all its steps")
    out = "write the table here as JSON, whenever a method is done; those that it holds already are not made again"
    made.add_argument("--out", metavar="FILE", default="", help=out)
    made.add_argument("--json", action="store_true")


def measure_methods(options: argparse.Namespace) -> None:
    """what each method's sliders truly move, side by side"""
    import torch

    from engine.device import threads_for

    torch.set_num_threads(threads_for(SIDE))
    if options.out:
        check_out(options.out, "A table of methods", ".json")
    found = follow(_job(options))
    if options.json:
        tell_json(to_plain(found))
    else:
        tell_lines(in_words(found))


def _job(options: argparse.Namespace) -> Job[Comparison]:
    """The comparison that the options ask for, written down as it grows where they say so.

    Raises:
        ValueError: the generator cannot be opened or is none of portraits, a method is unknown, or the file holds a
            table of something else.
    """
    from engine.comparison.asking import FACTORS, questions, with_baseline
    from engine.comparison.comparing import header
    from engine.comparison.trials.table import TRIALS, trials_for
    from engine.comparison.trials.trying import compared
    from engine.generators import load
    from engine.measure.truth.factors import factors_of
    from engine.methods import load_methods
    from engine.remote.elsewhere import chosen

    methods = with_baseline(load_methods())
    if names := [name.strip() for name in options.methods.split(",") if name.strip()]:
        for name in names:
            if name not in methods and name not in TRIALS:
                every = ", ".join(dict.fromkeys((*methods, *TRIALS)))
                raise ValueError(f"There is no method {short(repr(name))}; there are {every}.")
        methods = {name: methods[name] for name in names if name in methods}
    effort = _effort(options)
    generator = load(options.generator)
    factors = factors_of(generator)
    wanted = tuple(name for name in FACTORS if name in factors.names)
    out = Path(options.out) if options.out else None
    begun = header(generator, range(effort.seeds), effort.portraits, effort.samples, (), options.minutes)
    if out is not None:
        begun = _from(out, begun)
    done = {row.method for row in begun.rows}
    asked = questions({n: m for n, m in methods.items() if n not in done}, generator, wanted, effort)
    leave = {trial.method for trial in begun.trials} | {name for name in TRIALS if names and name not in names}
    trials = trials_for(generator, trains=effort.trains, leave=leave) if effort.trains or names else {}
    job = compared(generator, factors, asked, wanted, trials, begun, chosen())
    return _growing(job, tuple(with_baseline(load_methods())), out)


def _effort(options: argparse.Namespace) -> Effort:
    """How much is to be measured; raises ValueError."""
    if not 1 <= options.seeds <= 100:
        raise ValueError(f"--seeds must lie between 1 and 100; {options.seeds} does not.")
    if options.minutes is not None and not 0 < options.minutes <= 10_000:
        raise ValueError(f"--minutes must lie above 0 and be at most 10000; {options.minutes} does not.")
    return QUICK if options.quick else Effort(options.seeds, options.portraits, options.samples, trains=True)


def _from(path: Path, empty: Comparison) -> Comparison:
    """The table of a file that is to be gone on from, without those that failed; the empty one where there is none.

    Raises:
        ValueError: it was measured of another generator, or otherwise.
    """
    if not path.exists():
        return empty
    found = load_comparison(path)
    if replace(found, rows=(), trials=(), torch=empty.torch, machine=empty.machine) != empty:
        raise ValueError(f"{short(path.name)} holds a table of another generator, or with other seeds, portraits, "
                         "samples or minutes. Give --out another name, or ask as it was asked then.")  # fmt: skip
    rows = tuple(row for row in found.rows if not row.failed)
    return replace(found, rows=rows, trials=tuple(trial for trial in found.trials if not trial.failed))


def _growing(job: Job[Comparison], order: tuple[str, ...], path: Path | None) -> Job[Comparison]:
    """The steps of a comparison; its rows in the order of the methods, kept in the file whenever there is one more."""
    from engine.document.truth.comparison import Comparison
    from engine.job import mapped

    def kept(found: Comparison) -> Comparison:
        place = {method: i for i, method in enumerate(order)}
        found = replace(found, rows=tuple(sorted(found.rows, key=lambda row: place.get(row.method, len(place)))))
        if path is not None:
            save_comparison(found, path)
        return found

    return mapped(job, Comparison, kept)


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
    if found.trials:
        lines += ["", "Trials of what this table cannot tell:", *map(_trial_line, found.trials)]
    if told := claims(found):
        lines += ["", "What the papers say, and what this table shows:", *map(_claim_line, told)]
    return "\n".join(lines)


def _trial_line(trial: Trial) -> str:
    if trial.failed:
        return f"{short(trial.title)}: {short(trial.failed, 160)}"
    figures = ", ".join(f"{short(figure.name)} {_told(figure.value)}" for figure in trial.figures)
    return f"{short(trial.title)}: {figures} ({trial.seconds.mean:.0f} s)"


def _claim_line(claim: Claim) -> str:
    word = {True: "agrees", False: "does not agree", None: "not decided"}[claim.agrees]
    return f"{claim.title}: {claim.says}: {word}: {claim.seen}"


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
