"""16 kills at random moments of writing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.torture.figures import Told
from tests.torture.kills import torture
from tests.torture.kinds import KILLED, KINDS, place

COUNT = 2 * len(KILLED)
SEED = int(os.environ.get("TORTURE_KILLS", "1"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_what_it_writes(tmp_path: Path, kind: str) -> None:
    path = place(kind, tmp_path)
    for n in (3, 4):
        KINDS[kind].write(path, n)
        assert KINDS[kind].read(path) == n


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork, and kills another way")
def test_a_kill_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    told = Told()
    print(f"seed {SEED}")
    torture(tmp_path, COUNT, SEED, told)
    print(dict(told.tried), dict(told.came))
    assert told.problems == []
    assert sum(told.tried.values()) == told.came["old"] + told.came["new"] == COUNT
