"""A process that imports everything once and then forks one that writes, again and again, until somebody kills it.

Told on standard input, a line each: `KIND FOLDER FIRST`. Says on standard output, a line each: the process, each number
whose writing begins, and, once the process has ended and been waited for, `ended`, or what went wrong.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import torch

from tests.torture.kinds import KINDS, MOST, place


def say(line: object) -> None:
    """One write, which a pipe takes whole."""
    os.write(1, f"{line}\n".encode())


def write(kind: str, folder: Path, first: int) -> None:
    """Write one number after the other under the final name."""
    if kind == "autosave":
        from PySide6.QtCore import QLockFile

        lock = QLockFile(str(folder / "running.lock"))  # as the program that writes it holds
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            raise RuntimeError("the lock of the process before was not given up")
    path = place(kind, folder)
    for n in range(first, MOST):
        say(n)
        KINDS[kind].write(path, n)


def main() -> None:
    torch.set_num_threads(1)
    say("ready")
    for line in sys.stdin:
        kind, first, folder = line.rstrip("\n").split(" ", 2)
        process = os.fork()
        if not process:
            try:
                say(f"process {os.getpid()}")
                write(kind, Path(folder), int(first))
            except BaseException:
                say("failed " + repr(traceback.format_exc()))
            os._exit(0)
        os.waitpid(process, 0)
        say("ended")


if __name__ == "__main__":
    main()
