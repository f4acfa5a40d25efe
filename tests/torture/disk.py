"""Disks and folders as bad as they come, for every kind of file that is written: it is written whole, or refused in one
plain sentence with all as it was."""

from __future__ import annotations

import os
import random
import shutil
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from app.model.merging import save_merged
from app.model.settings import Settings, load_settings, save_settings
from engine.document.disk import leftovers
from engine.document.disk.wording import said
from engine.document.films.formats import planned
from engine.export.writing import write_film
from engine.job import Job
from engine.training.teacher import sample_teacher
from tests.fakes import LinearGenerator
from tests.torture.figures import Told
from tests.torture.kills import recovered
from tests.torture.kinds import ANYWHERE, KINDS, place
from tests.torture.mutations import LONGEST
from tests.torture.small_disk import SmallDisk, small_disk

#: What is begun before an ending: names that are not what programs expect.
STEMS = (
    "ünï 😀 名", "line\nbreak", "-rf", "%s%n%d", " ", "..", "quo'te\"", "back\\slash", "\x1b[31mred", "\u202eturned",
    "bytes \udcff", "tab\t", "*", "$(HOME)", "#1", "~", "a" * 200, "ä" * 100,
)  # fmt: skip
#: Kinds that are more than one file: each of them is the old or the new.
SEVERAL = ("training", "table")
#: A process that is gone: no system gives out so high a number.
GONE = 2**31 - 1


def seen(folder: Path) -> dict[str, bytes | str]:
    """What lies in a folder: the content of files, where links point."""
    if not folder.is_dir():
        return {}
    return {
        each.name: os.readlink(each) if each.is_symlink() else each.read_bytes() if each.is_file() else "folder"
        for each in folder.iterdir()
    }


def written(kind: str, path: Path, n: int) -> bool:
    """Whether it was written; asserts that it was written whole, or refused as it should be."""
    before = seen(path.parent)
    try:
        KINDS[kind].write(path, n)
    except (ValueError, OSError) as error:
        plain(said(error))
        after = seen(path.parent)
        if not after:
            return False  # the folder is gone
        if kind in SEVERAL and path.name in before:
            assert KINDS[kind].read(path) == n - 1 and set(after) <= set(before), "what was there is not whole"
        elif kind not in SEVERAL:
            assert after == before, "it was refused, and what was there has changed"
        assert not [name for name in after if name.endswith(".part")], "a temporary file is left"
        return False
    assert KINDS[kind].read(path) == n, "something else was written"
    assert not [name for name in seen(path.parent) if name.endswith(".part")], "a temporary file is left"
    return True


def plain(sentence: str) -> None:
    """One sentence for a person, of no system's making."""
    bad = [each for each in ("\n", "Errno", "Traceback", ".part", "\x1b") if each in sentence]
    assert sentence.endswith(".") and len(sentence) <= LONGEST and not bad, f"says {sentence!r}"


Condition = Callable[[str, Path, SmallDisk, random.Random], object]


def full(kind: str, folder: Path, disk: SmallDisk, _: random.Random) -> object:
    path = place(kind, folder)
    assert written(kind, path, 1)
    with disk.room(0):
        assert not written(kind, path, 2), "it was written to a full disk"
    assert written(kind, path, 2), "the disk has room again"
    return "refused"


def half_full(kind: str, folder: Path, disk: SmallDisk, chance: random.Random) -> object:
    path = place(kind, folder)
    assert written(kind, path, 1)
    with disk.room(chance.choice((1000, 20_000, 100_000, 200_000)) + chance.randrange(20_000)):
        return written(kind, path, 2)


def read_only(kind: str, folder: Path, disk: SmallDisk, _: random.Random) -> object:
    path = place(kind, folder)
    assert written(kind, path, 1)
    if disk.never_read_only:
        return disk.never_read_only
    with disk.read_only(folder):
        assert not written(kind, path, 2), "it was written to a folder that may only be read"
    return "refused"


def vanishing(kind: str, folder: Path, _: SmallDisk, chance: random.Random) -> object:
    path = place(kind, folder)
    assert written(kind, path, 1)
    module, name = chance.choice(((leftovers, "hold"), (os, "fsync")))
    real, a_file = getattr(module, name), chance.random() < 0.5

    def gone(*given: object) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if a_file and not folder.exists():
            folder.write_bytes(b"a file in its place")
        real(*given)

    with patch.object(module, name, gone):
        assert not written(kind, path, 2), "its folder was gone"
    assert not folder.is_dir()
    folder.unlink(missing_ok=True)
    return "refused"


def links(kind: str, folder: Path, _: SmallDisk, chance: random.Random) -> object:
    path = place(kind, folder)
    real = folder / "real"
    real.mkdir()
    what = chance.choice(("target", "dangling", "nowhere", "loop", "folder"))
    points_at = {"target": "real/b", "dangling": "real/b", "nowhere": "not/there", "loop": path.name, "folder": "real"}
    if what == "target":
        KINDS[kind].write(real / f"b{path.suffix}", 1)
    path.symlink_to(points_at[what] + (path.suffix if what in ("target", "dangling") else ""))
    target = os.readlink(path)
    done = written(kind, path, 2)
    assert path.is_symlink() and os.readlink(path) == target, "the link is gone"
    assert done == (what in ("target", "dangling")), f"{what}: {'written' if done else 'refused'}"
    assert not done or KINDS[kind].read(folder / target) == 2
    return done


def names(kind: str, folder: Path, _: SmallDisk, chance: random.Random) -> object:
    stem, ending = chance.choice(STEMS), KINDS[kind].ending
    if chance.random() < 0.2:  # as long as a name may be, or one more
        stem = "x" * (255 + chance.randrange(2) - len(ending))
    path = folder / (stem + ending)
    done = written(kind, path, 1)
    assert done == (len(os.fsencode(path.name)) <= 255), f"{path.name!r}: {'written' if done else 'refused'}"
    return done and written(kind, path, 2)


def clock(kind: str, folder: Path, _: SmallDisk, chance: random.Random) -> object:
    """It is set back or forward between two writes, and files are of the future."""
    path = place(kind, folder)
    assert written(kind, path, 1)
    left = folder / f".eigenbrush-{GONE}-{chance.randrange(16**16):016x}.part"
    left.write_bytes(b"half")
    now = time.time() + chance.choice((-1, 1)) * chance.uniform(60, 1e8)
    for each in (path, left):
        os.utime(each, (now + chance.uniform(-1e6, -60) * chance.choice((-1, 1)),) * 2)
    with patch.object(time, "time", lambda: now):
        assert written(kind, path, 2)
    if kind == "autosave":
        (folder / "running.lock").write_text(f"{GONE}\npython\n{socket.gethostname()}\n")
        shutil.copy(path, folder / "last-session.eigenbrush")
        KINDS[kind].write(path, 3)
        os.utime(path, (1e9, 1e9))  # older than what was the last session
        assert recovered(folder) == 3
    return "written"


def two_windows(_: str, folder: Path, __: SmallDisk, chance: random.Random) -> object:
    """What each of two windows changed in one home is kept, whoever closes last."""
    os.environ["EIGENBRUSH_HOME"] = str(folder)
    other = {"theme": "light", "smooth": False, "keep_edits": False, "folder": "/f", "device": "cpu", "overlay": False,
             "brush_size": 0.7, "follow": False, "panels": [1, 2, 3], "geometry": "abc"}  # fmt: skip
    save_settings(Settings())
    before = [load_settings()[0] for _ in range(2)]
    mine = [replace(each) for each in before]
    changed: list[set[str]] = [set(), set()]
    for name in other:
        who = chance.randrange(3)
        if who < 2:
            setattr(mine[who], name, other[name])
            changed[who].add(name)
    for who in chance.sample(range(2), 2):
        mine[who].names = {"a" * 64: {f"z.{who}": "name"}}
        save_merged(mine[who], before[who])
    found, problem = load_settings()
    expected = {f.name: getattr(Settings(), f.name) for f in fields(Settings)}
    expected |= {name: other[name] for each in changed for name in each} | {
        "names": {"a" * 64: {"z.0": "name", "z.1": "name"}}
    }
    assert problem == "" and {f.name: getattr(found, f.name) for f in fields(Settings)} == expected
    return "written"


def cancelled(_: str, folder: Path, __: SmallDisk, chance: random.Random) -> object:
    """A job is closed in the middle of a save."""
    path = folder / "a"
    path.write_bytes(b"old")
    pixels = np.zeros((16, 16, 3), np.uint8)
    jobs: tuple[Job, ...] = (
        write_film(lambda _: pixels, planned("gif", 8, (16, 16), 25), path),
        sample_teacher(LinearGenerator(), 800, 1.0, 1, path),
    )
    job = chance.choice(jobs)
    for _step in range(chance.randint(1, 7)):
        next(job)
    job.close()
    assert seen(folder) == {"a": b"old"}, "something is half done"
    return "cancelled"


CONDITIONS: Mapping[str, tuple[Condition, tuple[str, ...]]] = {
    "full disk": (full, tuple(KINDS)),
    "half full": (half_full, tuple(KINDS)),
    "read-only": (read_only, tuple(KINDS)),
    "vanishing": (vanishing, tuple(KINDS)),
    "links": (links, ANYWHERE),
    "odd names": (names, ANYWHERE),
    "clock": (clock, tuple(KINDS)),
    "two windows": (two_windows, ("settings",)),
    "cancelled": (cancelled, ("film",)),
}


def torture(folder: Path, rounds: int, seed: int, told: Told, *, mount: bool = True) -> None:
    """So many rounds; in each, every condition meets every kind once, as chance wants it."""
    home = os.environ.get("EIGENBRUSH_HOME")
    try:
        with small_disk(folder / "disk", mount=mount) as disk:
            told.seen[f"the small disk is {disk.how}"] = (0.0, "how")
            for i in range(rounds):
                for name, (condition, kinds) in CONDITIONS.items():
                    for kind in kinds:
                        _try(name, condition, kind, disk, random.Random(f"{seed} {i} {name} {kind}"), told, seed)
    finally:
        os.environ.pop("EIGENBRUSH_HOME", None)
        if home is not None:
            os.environ["EIGENBRUSH_HOME"] = home


def _try(
    name: str, condition: Condition, kind: str, disk: SmallDisk, chance: random.Random, told: Told, seed: int
) -> None:
    own = disk.folder / "own"
    own.mkdir()
    told.tried[name] += 1
    try:
        outcome = condition(kind, own, disk, chance)
    except Exception as error:  # whatever a condition raises besides is a fault, and is told
        told.problems.append(f"{name}, {kind}, seed {seed}: {type(error).__name__}: {error}")
    else:
        words = {True: "written", False: "refused"}.get(outcome, str(outcome)) if isinstance(outcome, bool) else outcome
        told.came[str(words)] += 1
    finally:
        if own.is_dir():
            shutil.rmtree(own)
        own.unlink(missing_ok=True)
