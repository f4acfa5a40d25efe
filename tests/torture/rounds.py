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
from tests.torture.figures import FILE, Told, told
from tests.torture.mutations import torture

#: In each round: damaged files, a monkey's events, kills, what every bad disk meets.
FILES, EVENTS, KILLS, DISKS = 500, 2000, 200, 5
#: What comes of files, and is counted in the table.
SHOWN = {"opened", "refused", "written", "cancelled", "old", "new", "temporary files"}
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


def played(play: Callable[[Path, int, Told, Path], None]) -> Kind:
    """Torture in this process, in a folder of its own, with its seed; damaged files are kept in the other folder."""

    def run(seed: int, kept: Path, minutes: float, row: Row) -> None:
        seen = Told()
        with tempfile.TemporaryDirectory() as folder:
            play(Path(folder), seed, seen, kept)
        row.take(seen.tried.total(), seen.seen)
        for name in SHOWN & seen.came.keys():
            row.seen[name] = (row.seen.get(name, (0.0, ""))[0] + seen.came[name], "times")
        row.failed += seen.problems

    return run


def killed(folder: Path, seed: int, seen: Told, _: Path) -> None:
    """Writers killed at random moments; where no process can fork, nothing is tried, and that is said."""
    if hasattr(os, "fork"):
        kills.torture(folder, KILLS, seed, seen)
    else:
        seen.seen["none"] = (0.0, "this system has no fork, and kills another way")


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
    "mutations": played(lambda folder, seed, seen, kept: torture(folder, FILES, seed, seen, kept)),
    "kills": played(killed),
    "disk": played(lambda folder, seed, seen, _: disk.torture(folder, DISKS, seed, seen)),
    "monkey": tested("monkey", TORTURE_EVENTS=str(EVENTS)),
    "soak": tested("soak"),
    "jobs": tested("jobs", TORTURE_ENDS="5"),
}
#: What runs once, whatever the minutes: it takes its share of them by itself.
ONCE = ("soak",)
