"""Kills -9 at random moments of writing: what lies there afterwards is the old or the new, whole; no heap is left."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from app.services.autosave import Autosaver
from app.start import sweep
from engine.document.disk import leftovers
from tests.torture.figures import Told
from tests.torture.kinds import KILLED, KINDS, MOST, place

ROOT = Path(__file__).parents[2]
#: Seconds after which the other process is taken for stuck.
STUCK = 60.0


class Stuck(RuntimeError):
    """The process that writes does not, or ended by itself."""


class Nest:
    """The process that forks those that write; closed at the end of a `with`."""

    def __enter__(self) -> Nest:
        command = [sys.executable, "-m", "tests.torture.nest"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._in, self._out, self._rest = self._process.stdin, self._process.stdout, b""
        self.line(STUCK)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._in.close()
        if error is not None:  # it may be stuck
            self._process.kill()
        self._process.wait()
        self._out.close()

    def line(self, within: float) -> str:
        """What it says next; empty if it says nothing for so many seconds."""
        until = time.monotonic() + within
        while b"\n" not in self._rest:
            if not select.select([self._out], [], [], max(0.0, until - time.monotonic()))[0]:
                return ""
            self._rest += os.read(self._out.fileno(), 65536) or b"closed\n"
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode()

    def killed(self, kind: str, folder: Path, first: int, chance: random.Random) -> int:
        """Let `kind` be written from the number `first` on, and kill it; the last number whose writing began.

        Raises:
            Stuck: it ended by itself, or is stuck.
        """
        self._in.write(f"{kind} {first} {folder}\n".encode())
        self._in.flush()
        process, last, took, before = 0, first - 1, 0.0, time.monotonic()
        wait = chance.randint(1, 4)  # writes, before the one that is hit
        while last < first + wait:
            if not (line := self.line(STUCK)) or line.startswith(("failed", "ended", "closed")):
                raise Stuck(line or "nothing was written for a minute")
            if line.startswith("process "):
                process = int(line.split()[1])
                continue
            last, took, before = int(line), time.monotonic() - before, time.monotonic()
        # Any moment of a write is as good as another, and which one it is no test can await: a wait of random length,
        # as long as a write takes, given up early if the next begins; every other time it starts at the temporary file.
        begun = chance.random() < 0.5 and self._temporary(folder)
        if line := self.line(chance.uniform(0, 0.1 * took if begun else 1.2 * took)):
            if not line.isdecimal():
                raise Stuck(line)
            last = int(line)
        os.kill(process, signal.SIGKILL)
        while (line := self.line(STUCK)) != "ended":
            if not line.isdecimal():
                raise Stuck(line or "it did not end")
            last = int(line)
        return last

    def _temporary(self, folder: Path) -> bool:
        """Look until there is a temporary file, or the next write begins."""
        while b"\n" not in self._rest and not select.select([self._out], [], [], 0)[0]:
            if any(name.endswith(".part") for name in os.listdir(folder)):
                return True
        return False


class Bench(QObject):
    """What the recovery asks of the program, and what it opens."""

    noticed, changed = Signal(str, str, str), Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def session(self, path: str, **_: object) -> None:
        self.opened.append(path)


def recovered(folder: Path) -> int:
    """The number in what the program brings back after a crash in this home."""
    os.environ["EIGENBRUSH_HOME"] = str(folder)
    bench = Bench()
    saver = Autosaver(bench, bench, bench, bench)  # type: ignore[arg-type]
    try:
        if not saver.recover("builtin:any") or len(bench.opened) != 1:
            raise ValueError("nothing was brought back")
        return KINDS["autosave"].read(Path(bench.opened[0]))
    finally:
        saver._lock.unlock()


def kill(nest: Nest, kind: str, folder: Path, chance: random.Random, told: Told) -> None:
    """One kill, in a folder where something is written already; raises AssertionError, or what our reader says."""
    path = place(kind, folder)
    old = KINDS[kind].read(path) if path.exists() else -1
    if old < 0 or old > MOST - 50:
        KINDS[kind].write(path, 0)
        old = 0
    last = nest.killed(kind, folder, old + 1, chance)
    found = KINDS[kind].read(path)
    assert found in (last - 1, last), f"{found} lies there, and {last} was being written over {last - 1}"
    told.came["new" if found == last else "old"] += 1
    if kind == "autosave":
        assert recovered(folder) == found, "another was brought back"
    # Time goes by: what was left is as old as if the next start came a minute later.
    left = [each for each in folder.iterdir() if leftovers.NAME.fullmatch(each.name)]
    assert len(left) <= 1, f"{len(left)} temporary files are left by one kill"
    told.came["temporary files"] += len(left)
    for each in left:
        os.utime(each, (time.time() - 60,) * 2)
    sweep(folder)
    left = [each for each in folder.iterdir() if each.name.endswith(".part")]
    assert not left, f"the next start leaves {left}"


def torture(folder: Path, count: int, seed: int, told: Told) -> None:
    """`count` kills, of all kinds in turn."""
    chance, home = random.Random(seed), os.environ.get("EIGENBRUSH_HOME")
    try:
        with Nest() as nest:
            for i in range(count):
                kind = KILLED[i % len(KILLED)]
                own = folder / kind
                own.mkdir(exist_ok=True)
                told.tried[kind] += 1
                try:
                    kill(nest, kind, own, chance, told)
                except Stuck:
                    raise
                except Exception as error:  # whatever a reader makes of half a file is told
                    told.problems.append(f"{kind}, seed {seed}, kill {i}: {error}")
    finally:
        os.environ.pop("EIGENBRUSH_HOME", None)
        if home is not None:
            os.environ["EIGENBRUSH_HOME"] = home
