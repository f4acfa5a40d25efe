"""Every kind of file on every bad disk, once each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.torture.disk import CONDITIONS, STEMS, torture, written
from tests.torture.figures import Told
from tests.torture.kinds import ANYWHERE, KINDS

SEED = int(os.environ.get("TORTURE_DISK", "1"))


@pytest.mark.parametrize("mount", [True, False])
def test_it_is_written_whole_or_refused_in_one_sentence(tmp_path: Path, mount: bool) -> None:
    told = Told()
    print(f"seed {SEED}")
    torture(tmp_path, 1, SEED, told, mount=mount)
    print(dict(told.tried), dict(told.came), *told.seen, sep="\n")
    assert told.problems == []
    assert set(told.tried) == set(CONDITIONS) and told.came["refused"] > 20 < told.came["written"]


@pytest.mark.parametrize("kind", ANYWHERE)
def test_every_name_that_the_disk_takes_is_written_and_read(tmp_path: Path, kind: str) -> None:
    for stem in STEMS:
        assert written(kind, tmp_path / (stem + KINDS[kind].ending), 1), stem
