"""The long run: `python -m tests.torture --minutes 60`. Seeds are printed, and a table of what was tried and failed.

Files that were neither opened nor refused in one sentence are kept in `--kept`; `--seed` begins where an earlier run
ended."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.torture import disk, kills, mutations

#: In each round: damaged files, kills, what every bad disk meets, and a monkey.
FILES, KILLS, DISKS, EVENTS = 500, 200, 5, 2000


@dataclass
class Tally:
    """What has been tried and has failed, by kind; `say` prints it as a table."""

    tried: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)

    def damaged_files(self, seed: int, kept: Path) -> None:
        told = mutations.Told()
        with tempfile.TemporaryDirectory() as folder:
            mutations.torture(Path(folder), FILES, seed, told, kept)
        wrong = Counter(problem.split(",")[0] for problem in told.problems)
        self._add("damaged", told.opened + told.refused + wrong, wrong, told.problems)

    def kills(self, seed: int) -> None:
        told = kills.Told()
        with tempfile.TemporaryDirectory() as folder:
            kills.torture(Path(folder), KILLS, seed, told)
        self._add("killed", told.tried, told.failed, told.problems)

    def disks(self, seed: int) -> None:
        told = disk.Told()
        with tempfile.TemporaryDirectory() as folder:
            disk.torture(Path(folder), DISKS, seed, told)
        self._add("disk", told.tried, told.failed, told.problems)
        self.reasons |= told.reasons

    def monkey(self, seed: int) -> None:
        wrong = Counter[str]() if monkey(seed) else Counter({"window": 1})
        self._add("monkey", Counter({"window": 1}), wrong, [f"monkey, seed {seed}"] if wrong else [])

    def _add(self, what: str, tried: Counter[str], failed: Counter[str], problems: list[str]) -> None:
        self.tried.update({f"{what}: {kind}": count for kind, count in tried.items()})
        self.failed.update({f"{what}: {kind}": count for kind, count in failed.items()})
        self.problems += problems
        print(*problems, sep="\n", end="\n" if problems else "", flush=True)

    def say(self) -> None:
        print(f"{'kind':30} {'tried':>8} {'failed':>8}")
        for kind in sorted(self.tried):
            print(f"{kind:30} {self.tried[kind]:8,} {self.failed[kind]:8,}")
        print(*sorted(self.reasons), sep="\n", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--kept", type=Path, default=Path("torture-failures"))
    options = parser.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    until, seed, tally = time.monotonic() + 60 * options.minutes, options.seed, Tally()
    while True:
        print(f"seed {seed}", flush=True)
        rounds = [partial(tally.damaged_files, kept=options.kept), tally.disks, tally.monkey]
        if hasattr(os, "fork"):
            rounds.append(tally.kills)
        else:
            tally.reasons.add("no kills: this system has no fork, and kills another way")
        for each in rounds:
            each(seed)
            if time.monotonic() > until:
                break
        tally.say()
        if time.monotonic() > until:
            return 1 if tally.problems else 0
        seed += 1


def monkey(seed: int) -> bool:
    """Whether a window of its own process survives."""
    given = {**os.environ, "TORTURE_SEEDS": str(seed), "TORTURE_EVENTS": str(EVENTS)}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "tests/torture/test_monkey.py"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-4000:], flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
