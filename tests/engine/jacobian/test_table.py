"""A Jacobian in a file is that in memory, and nothing of it stays on the disk."""

from __future__ import annotations

import errno
import gc
import os
from collections import namedtuple
from itertools import islice
from mmap import mmap
from pathlib import Path
from typing import Any
from weakref import ref

import numpy as np
import pytest
import torch

from engine.codes.subspace import Subspace
from engine.jacobian import linear as followed
from engine.jacobian import table as mapped
from engine.jacobian.columns import FILED, Columns, Jacobian, jacobian
from engine.jacobian.memory import FaceMemory
from engine.job import Job, run
from tests.engine.jacobian.test_jacobian import SIDE, Halves

CODE = np.linspace(-1, 1, 9).astype(np.float32)


class Disk:
    """A folder for temporary files: which were made in it, and how many writes it still has room for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files, self.maps, self.room = folder, [], [], 10**9

    def file(self, **where: Any) -> Any:
        assert where.pop("dir") == str(self.folder)
        self.files.append(file := _File(self, self.folder, where))
        return file

    def map(self, *where: Any) -> mmap:
        self.maps.append(ref(found := mmap(*where)))
        return found

    def empty(self) -> bool:
        """Whether every file is closed, no map of one is held, and the folder holds nothing."""
        closed = all(file.closed for file in self.files) and all(held() is None for held in self.maps)
        return closed and not list(self.folder.iterdir())


class _File:
    def __init__(self, disk: Disk, folder: Path, where: Any) -> None:
        self.disk, self.real = disk, REAL(dir=folder, **where)

    def write(self, content: memoryview) -> int:
        if self.disk.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.disk.room -= 1
        return self.real.write(content[: 1 + len(content) // 2])  # as a raw file may

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


REAL = mapped.TemporaryFile


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Jacobians of Halves go to a file, in blocks of 50 rows, two columns at once."""
    monkeypatch.setattr("engine.jacobian.columns.LARGEST", 4 * 768 * 9 - 1)
    monkeypatch.setattr(followed, "BATCH", 2)
    monkeypatch.setattr(mapped, "NUMBERS", 9 * 50)
    (folder := tmp_path / "disk").mkdir()
    found = Disk(folder)
    monkeypatch.setattr(mapped, "_folder", lambda: str(folder))
    monkeypatch.setattr(mapped, "TemporaryFile", found.file)
    monkeypatch.setattr(mapped, "mmap", found.map)
    return found


def following(generator: Halves, columns: Columns | None = None) -> Job[Jacobian]:
    return jacobian(generator, Subspace(generator.layout, tied=False), CODE, columns=columns)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_it_holds_the_same_numbers_and_its_file_goes_with_it(
    disk: Disk, dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = Halves(bent=0.7, dtype=dtype)
    fractions = [step.fraction for step in following(generator)]
    assert fractions == sorted(fractions) and fractions[-1] == 1 and len(fractions) == 2 * 5 + 16
    found = run(following(generator))
    rows = found.by_pixel[:, 5]
    assert len(disk.files) == 2 and found.numbers.dtype == dtype and not disk.empty()
    monkeypatch.setattr("engine.jacobian.columns.LARGEST", FILED)
    in_memory = run(following(generator))
    assert torch.equal(found.numbers, in_memory.numbers) and found.tiles is None  # too small for any
    del found
    assert not disk.empty() and torch.equal(rows, in_memory.by_pixel[:, 5])  # a part of it is enough to hold it
    del rows
    assert disk.empty()


def test_a_cancelled_job_leaves_no_file_behind_at_any_step(disk: Disk) -> None:
    for steps in range(1, 40):
        job = following(Halves())
        done = len(list(islice(job, steps)))
        assert done < steps or steps < 3 or not disk.empty()  # the first columns come after two stages
        job.close()
        del job
        assert disk.empty()
        if done < steps:
            break
    assert steps == 27 and len(disk.files) == 25  # of 26 steps, two before the first columns


def test_what_a_given_up_job_followed_is_not_followed_again(disk: Disk) -> None:
    whole = run(following(Halves(bent=0.7))).numbers
    for steps in range(3, 27):
        generator, columns = Halves(bent=0.7), Columns()
        given_up, other = (following(generator, columns) for _ in range(2))
        for _ in range(steps):
            next(given_up, None)
            next(other, None)  # they take turns
        given_up.close()
        done, generator.ran = columns.done, [0, 0]
        assert torch.equal(run(following(generator, columns)).numbers, whole) and done >= 2
        assert generator.ran[1] == (0 if done == 9 else 1 + (9 - done + 1) // 2)  # the picture, and what was left


def test_another_face_drops_the_file(disk: Disk) -> None:
    generator, memory = Halves(), FaceMemory()
    subspace = Subspace(generator.layout, tied=False)
    for begun in (False, True):
        job = memory.jacobian(generator, subspace, CODE, SIDE, grey=False)
        if begun:
            list(islice(job, 3))
            job.close()
        else:
            run(job)
        del job
        held = len(disk.files)
        assert not disk.empty()
        other = memory.jacobian(generator, subspace, CODE + 1, SIDE, grey=False)
        next(other)
        assert all(file.closed for file in disk.files[:held]) and all(held() is None for held in disk.maps)
        run(other)
        del other
    del memory
    gc.collect()
    assert disk.empty()


def test_a_full_disk_is_said_before_and_while_it_is_written(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    said = r"^How the picture moves takes 0\.0 GB in a temporary file, .*: no space left on device\. "
    generator = Halves()
    whole = generator.maps.clone()
    columns = Columns()
    for room in (0, 3, 200, 310):  # while columns are written, and while they are put in order
        disk.room = room
        with pytest.raises(OSError, match=said + "Free some space, choose fewer layers"):
            run(following(generator, columns))
        assert disk.empty() and columns.done == 0
    disk.room = 10**9
    assert torch.allclose(run(following(generator, columns)).numbers, whole, atol=1e-6)
    del columns
    tried, usage = len(disk.files), namedtuple("usage", "free")
    monkeypatch.setattr(mapped, "disk_usage", lambda folder: usage(4 * 768 * 9 - 1))
    with pytest.raises(OSError, match=said):
        run(following(generator))
    assert len(disk.files) == tried and disk.empty()  # nothing was tried
    monkeypatch.setattr(mapped, "disk_usage", lambda folder: usage(4 * 768 * 9))
    assert len(run(following(generator)).numbers) == 768


def test_a_file_that_is_cut_off_is_said(disk: Disk) -> None:
    job = following(Halves())
    list(islice(job, 3))
    disk.files[0].truncate(100)
    list(islice(job, 8))
    disk.files[0].truncate(100)
    with pytest.raises(OSError, match="input/output error"):
        run(job)


def test_a_picture_without_slope_is_said_at_once(disk: Disk) -> None:
    generator = Halves()
    generator.maps[40, 3] = torch.nan
    with pytest.raises(ValueError, match="not finite"):
        run(following(generator))
    assert not disk.files


def test_large_files_do_not_go_where_memory_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(mapped, "gettempdir", lambda: "small")
    asked: list[str] = []
    monkeypatch.setattr(os, "access", lambda folder, mode: bool(asked.append(folder)) or len(asked) == 1)
    assert mapped._folder() == "/var/tmp" and mapped._folder() == "small"
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert mapped._folder() == "small" and len(asked) == 2
