"""The kinds of torture of the long run, one entry a kind: a function of the seed that tells what it saw."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import disk, kills
from tests.torture.figures import FILE, told
from tests.torture.mutations import Told, torture

#: In each round: damaged files, a monkey's events, kills, what every bad disk meets.
FILES, EVENTS, KILLS, DISKS = 500, 2000, 200, 5
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Row:
    """A line of the table. `seen` are the largest figures by name, each with words about it."""

    tried: int = 0
    failed: list[str] = field(default_factory=list)
    seen: dict[str, tuple[float, str]] = field(default_factory=dict)

    def take(self, tried: int, seen: Mapping[str, tuple[float, str]]) -> None:
        """Some more was tried."""
        self.tried += tried
        for name, figure in seen.items():
            self.seen[name] = max(self.seen.get(name, figure), figure, key=lambda each: each[0])


#: Takes the seed, where failing files are kept, its share of the minutes, and the row to fill.
Kind = Callable[[int, Path, float, Row], None]


def mutations(seed: int, kept: Path, minutes: float, row: Row) -> None:
    """Damaged files; the wrong ones are kept as they are."""
    seen = Told()
    with tempfile.TemporaryDirectory() as folder:
        torture(Path(folder), FILES, seed, seen, kept)
    row.take(FILES, {})
    opened, refused = (row.seen.get(name, (0.0, ""))[0] for name in ("opened", "refused"))
    row.seen["opened"] = (opened + sum(seen.opened.values()), "as they are")
    row.seen["refused"] = (refused + sum(seen.refused.values()), "in one sentence")
    row.failed += seen.problems


def killed(seed: int, kept: Path, minutes: float, row: Row) -> None:
    """Writers killed at random moments; where no process can fork, nothing is tried, and that is said."""
    if not hasattr(os, "fork"):
        row.seen["none"] = (0.0, "this system has no fork, and kills another way")
        return
    seen = kills.Told()
    with tempfile.TemporaryDirectory() as folder:
        kills.torture(Path(folder), KILLS, seed, seen)
    _count(row, sum(seen.tried.values()), seen.found)
    row.failed += seen.problems


def disks(seed: int, kept: Path, minutes: float, row: Row) -> None:
    """Every kind of file on every kind of bad disk."""
    seen = disk.Told()
    with tempfile.TemporaryDirectory() as folder:
        disk.torture(Path(folder), DISKS, seed, seen)
    _count(row, sum(seen.tried.values()), seen.outcomes)
    row.failed += seen.problems
    row.seen |= dict.fromkeys(seen.reasons, (0.0, "how"))


def _count(row: Row, tried: int, outcomes: Mapping[str, int]) -> None:
    """Add what came of it to what came of it before."""
    row.tried += tried
    for name, count in outcomes.items():
        row.seen[name] = (row.seen.get(name, (0.0, ""))[0] + count, "times")


def tested(name: str, **given: str) -> Kind:
    """A file of tests, in a process of its own; what it prints when it fails is kept."""

    def run(seed: int, kept: Path, minutes: float, row: Row) -> None:
        with tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "figures"
            environment = {**os.environ, "TORTURE_SEEDS": str(seed), FILE: str(figures), **given}
            if name == "soak":
                environment["TORTURE_MINUTES"] = str(minutes)
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-o",
                "faulthandler_timeout=0",
                f"tests/torture/test_{name}.py",
            ]
            done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
            for line in told(figures):
                row.take(line.tried, line.seen)
        if done.returncode:
            place = kept / f"{name}-{seed}.txt"
            place.write_text(done.stdout + done.stderr)
            wrong = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
            row.failed.append(f"seed {seed}, {place}: {wrong[0] if wrong else 'the process ended'}")

    return run


#: The order in which each round tries them.
KINDS: Mapping[str, Kind] = {
    "mutations": mutations,
    "kills": killed,
    "disk": disks,
    "monkey": tested("monkey", TORTURE_EVENTS=str(EVENTS)),
    "soak": tested("soak"),
    "jobs": tested("jobs", TORTURE_ENDS="5"),
}
#: What runs once, whatever the minutes: it takes its share of them by itself.
ONCE = ("soak",)
