"""The long run itself: it goes on after a failure, keeps what failed, prints the table, and says that it failed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.torture import __main__ as long_run
from tests.torture import rounds
from tests.torture.rounds import Row


def fails(seed: int, kept: Path, minutes: float, row: Row) -> None:
    row.take(3, {"longest step": (0.25, "slide")})
    row.take(4, {"longest step": (0.125, "press")})
    row.failed.append(f"seed {seed}")


def works(seed: int, kept: Path, minutes: float, row: Row) -> None:
    row.take(1000, {"resident MB": (500.0, f"in {minutes:.1f} minutes")})


def test_it_goes_on_and_exits_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (rounds, long_run):
        monkeypatch.setattr(module, "KINDS", {"bad": fails, "good": works})
    monkeypatch.setattr(sys, "argv", ["torture", "--minutes", "0", "--seed", "7", "--kept", str(tmp_path / "kept")])
    assert long_run.main() == 1
    assert capsys.readouterr().out.splitlines() == [
        "| kind | tried | failed | seen |",
        "|---|---|---|---|",
        "| bad | 7 | 1 | longest step 0.25 (slide) |",
        "| good | 1,000 | 0 | resident MB 500 (in 0.0 minutes) |",
        "bad: seed 7",
        f"What failed lies in {tmp_path / 'kept'}.",
    ]
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--only", "good"])
    assert long_run.main() == 0


def test_what_a_failing_test_printed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row()
    rounds.tested("that_is_not_there")(5, tmp_path, 0.0, row)
    (kept,) = tmp_path.iterdir()
    assert kept.name == "that_is_not_there-5.txt" and "not found" in kept.read_text()
    assert len(row.failed) == 1 and str(kept) in row.failed[0]
