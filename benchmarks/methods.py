"""The table of the README from comparisons that `eigenbrush measure methods --out FILE.json` wrote, in Markdown.

    python benchmarks/methods.py benchmarks/methods-portraits-stylegan2.json benchmarks/methods-portraits-eigengan.json

A line a method: how many of the factors it has a slider for that moves them, how far from -2 to +2 sigma, which share
of all change that is and how far the person goes along (all three as means over those factors), DCI disentanglement and
seconds; behind each mean half of its 95 % interval over the seeds.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from engine.document.truth.comparison import Estimate, MethodRow
from engine.document.truth.comparison_file import load_comparison

HEADS = ("", "factors moved", "how far", "share of all change", "the person moves", "DCI", "seconds to find")


def told(figure: Estimate, scale: float = 1, digits: int = 2) -> str:
    """A mean with half of its interval."""
    half = f" ± {scale * figure.half:.{digits}f}" if figure.half and round(scale * figure.half, digits) else ""
    return f"{scale * figure.mean:.{digits}f}{half}"


def over(figures: list[Estimate], scale: float = 1, digits: int = 2) -> str:
    """The mean of means, and of halves; empty where there are none."""
    known = [figure for figure in figures if not math.isnan(figure.mean)]
    if not known:
        return ""
    mean, half = (sum(values) / len(known) for values in zip(*((f.mean, f.half) for f in known), strict=True))
    return told(Estimate(mean, half), scale, digits)


def line(row: MethodRow, seeds: int) -> tuple[str, ...]:
    """A method's cells."""
    if row.failed:
        return (row.title, row.failed, *("",) * (len(HEADS) - 2))
    moved = [factor for factor in row.factors if factor.missing < seeds]
    return (
        row.title,
        str(len(moved)),
        over([factor.effect for factor in moved]),
        over([factor.share for factor in moved], 100, 0) + " %" if moved else "",
        over([factor.person for factor in moved]),
        told(row.disentanglement),
        told(row.seconds, digits=1),
    )


def main(paths: list[str]) -> None:
    """Print a table a file."""
    for path in paths:
        found = load_comparison(Path(path))
        print(f"\n{found.generator}: {len(found.seeds)} seeds, {found.portraits} portraits, {found.samples} samples\n")
        print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
        for row in found.rows:
            print(f"| {' | '.join(line(row, len(found.seeds)))} |")


if __name__ == "__main__":
    main(sys.argv[1:])
