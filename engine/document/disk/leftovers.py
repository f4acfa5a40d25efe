"""Temporary files: what they are called, and which of them nobody writes any more.

A process that is killed while it writes leaves its temporary file. It is swept by whoever next writes into the same
folder, and at the start: only files with a name of ours, that were left alone for a while, and whose process is gone.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path, PurePath
from shutil import rmtree
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows, which lets nobody remove a file that is open
    fcntl = None  # type: ignore[assignment]

#: Short, so that it fits wherever the name of the file itself does; the process, then what nobody can guess.
NAME = re.compile(r"\.eigenbrush-(\d{1,10})-[0-9a-f]{16}\.part")
#: Seconds without a change after which a temporary file is old: time enough for `hold` after it was made.
OLD = 2.0
#: What earlier versions called theirs, after the file: `.film.gif.123.part.gif`. They held no lock, and may be of
#: another machine: they have to be old for longer.
EARLIER, EARLIER_OLD = re.compile(r"\.(.+)\.(\d{1,10})\.part(\..+)?", re.DOTALL), 86_400.0
#: Entries of a folder that are looked at; a person's folder may hold any number.
MOST = 20_000

_ours: set[str] = set()  # what this process writes now: another with its number may have left files before


def new_name() -> str:
    """A name for a temporary file."""
    return f".eigenbrush-{os.getpid()}-{secrets.token_hex(8)}.part"


@contextmanager
def being_written(name: str) -> Iterator[None]:
    """While the block runs, this process writes the temporary file of this name."""
    _ours.add(name)
    try:
        yield
    finally:
        _ours.discard(name)


def hold(file: BinaryIO) -> None:
    """Let other machines and other containers, which do not see our process, know that a file is being written."""
    if fcntl is not None:
        with suppress(OSError):  # some network folders know no locks
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def alone(file: BinaryIO) -> bool:
    """Whether no other process holds this file as its own; from now on this one does, until it is closed."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a folder without locks
    return True


def sweep(folder: Path) -> None:
    """Remove what of ours is temporary in a folder and whose process is gone. What cannot be removed stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in islice(entries, MOST):
            named = _named(entry.name)
            if named is not None and entry.name not in _ours:
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        _sweep_folder(entry, named[0])
                    elif _left(entry, *named):
                        os.unlink(entry.path)


def _sweep_folder(entry: os.DirEntry[str], process: int) -> None:
    """A folder holds no lock: its process and its age are all there is to ask."""
    age = abs(time.time() - entry.stat(follow_symlinks=False).st_mtime)
    if NAME.fullmatch(entry.name) and age >= EARLIER_OLD and not _alive(process):
        rmtree(entry.path, ignore_errors=True)


def _named(name: str) -> tuple[int, float] | None:
    """The process that a name of ours tells, and after how many seconds its file is old; None: it is none of ours."""
    if named := NAME.fullmatch(name):
        return int(named[1]), OLD
    if (named := EARLIER.fullmatch(name)) and PurePath(named[1]).suffix == (named[3] or ""):
        return int(named[2]), EARLIER_OLD
    return None


def _left(entry: os.DirEntry[str], process: int, old: float) -> bool:
    """Whether nobody writes this file any more, which was left alone for `old` seconds."""
    found = entry.stat(follow_symlinks=False)
    # Either way, for a clock that was set back.
    if not stat.S_ISREG(found.st_mode) or abs(time.time() - found.st_mtime) < old or _alive(process):
        return False
    if fcntl is None:
        return True
    number = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a folder without locks: the process is all there is to ask
    finally:
        os.close(number)
    return True


def _alive(process: int) -> bool:
    """Whether another process with this number runs."""
    if process == os.getpid() or os.name == "nt":  # Windows has no such question, and does not remove open files
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
