"""300 damaged files of every form that opens."""

from __future__ import annotations

from pathlib import Path

from tests.torture.figures import Told
from tests.torture.mutations import forms, torture


def test_every_form_opens_as_it_is(tmp_path: Path) -> None:
    for name, (content, opens) in forms(tmp_path).items():
        path = tmp_path / "good.bin"
        path.write_bytes(content)
        assert opens(path) is not None, name


def test_a_damaged_file_opens_or_is_refused_in_one_sentence(tmp_path: Path) -> None:
    told = Told()
    torture(tmp_path, 300, 1, told)
    assert told.problems == []
    assert told.came["refused"] > 100 and len(told.came) > 8, "most damage is noticed"
