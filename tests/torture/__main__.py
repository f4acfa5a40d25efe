"""The long run: `python -m tests.torture --minutes 60 --seed 1`. It goes on after a failure; damaged files and what a
failing test printed are kept in `--kept`. At the end it prints the table for README.md, and exits with 1 if anything
failed."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.torture.rounds import KINDS, ONCE, Row

FIGURES = 3  # of each kind in the table, the largest


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--kept", type=Path, default=Path("torture-failures"))
    parser.add_argument("--only", choices=KINDS, nargs="+", default=list(KINDS), help="kinds to try; all, if not given")
    options = parser.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    rows = {name: Row() for name in options.only}
    until, seed = time.monotonic() + 60 * options.minutes, options.seed
    while seed == options.seed or time.monotonic() < until:
        for name in options.only:
            first = seed == options.seed
            if first or (name not in ONCE and time.monotonic() < until):
                KINDS[name](seed, options.kept, options.minutes / len(options.only), rows[name])
                print(f"seed {seed}, {name}: {rows[name].tried:,} tried, {len(rows[name].failed)} failed",
                      file=sys.stderr, flush=True)  # fmt: skip
        seed += 1
    print(table(rows), *(f"{name}: {each}" for name, row in rows.items() for each in row.failed), sep="\n")
    failed = any(row.failed for row in rows.values())
    if failed:
        print(f"What failed lies in {options.kept.absolute()}.")
    return 1 if failed else 0


def table(rows: Mapping[str, Row]) -> str:
    """The rows in Markdown."""
    lines = ["| kind | tried | failed | seen |", "|---|---|---|---|"]
    for name, row in rows.items():
        largest = sorted(row.seen.items(), key=lambda each: -each[1][0])[:FIGURES]
        seen = "; ".join(f"{what} {figure:.4g} ({words})" for what, (figure, words) in largest)
        lines.append(f"| {name} | {row.tried:,} | {len(row.failed)} | {seen} |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
