"""The long run: `python -m tests.torture --minutes 60`. Seeds are printed; files that were neither opened nor refused
in one sentence are kept in `--kept`, and `--seed` begins where an earlier run ended."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.torture.mutations import Told, torture

FILES, EVENTS = 500, 2000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--kept", type=Path, default=Path("torture-failures"))
    options = parser.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    until, seed, told, broken = time.monotonic() + 60 * options.minutes, options.seed, Told(), []
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as folder:
            torture(Path(folder), FILES, seed, told, options.kept)
        if not monkey(seed):
            broken.append(seed)
        tried = sum(told.opened.values()) + sum(told.refused.values()) + len(told.problems)
        print(f"seed {seed}: {tried:,} files, {len(told.problems)} wrong; monkeys that failed: {broken}", flush=True)
        seed += 1
    print("opened", dict(told.opened), "refused", dict(told.refused), *told.problems, sep="\n")
    return 1 if broken or told.problems else 0


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
