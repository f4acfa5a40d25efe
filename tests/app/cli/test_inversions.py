"""`eigenbrush measure inversion` says in words what it found."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from app.cli.commands import run_command
from app.cli.inversions import in_words
from engine.measure.inversion import Inversions, Row
from engine.measure.keeping import Equal, Kept
from tests.brief import measure_briefly

QUICK = ("--samples", "2", "--unseen", "2", "--steps", "4", "--layer-steps", "2")


def test_the_table_of_the_shipped_eigengan(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.measure.keeping.FACES", 20)
    measure_briefly(monkeypatch)
    np.save(tmp_path / "few.npy", np.random.default_rng(1).integers(0, 256, (3, 64, 64, 3), np.uint8))
    arguments = ["measure", "inversion", "builtin:faces-eigengan-64", *QUICK, "--data", str(tmp_path / "few.npy")]
    assert run_command([*arguments, "--half-way", "4", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["dimension"] == 40 and found["mean"] == pytest.approx(40, rel=0.05)
    ways = [(row["pictures"], row["way"], row["weight"]) for row in found["rows"]]
    assert ways == [
        (name, *way)
        for name in ("own", "unseen")
        for way in (("W", 0.0), ("W", 1e-3), ("W", 1e-2), ("W", 1e-1), ("W, projector", 0.0))
    ]
    kinds = {"rows": Row, "kept": Kept, "equal": Equal}
    words = in_words(Inversions(**found | {name: tuple(kind(**row) for row in found[name])
                                           for name, kind in kinds.items()}))  # fmt: skip
    equal = {row["faces"]: row for row in found["equal"]}
    assert list(equal) == ["20 faces", "the strangest tenth of 20 faces"]
    assert words.count("identity lost") == 2 * (1 + 9 + 3) and words.count("at equal") == 6
    assert words.count("own ") == 5 and words.count("unseen") == 5


def test_pictures_of_another_size_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    np.save(tmp_path / "few.npy", np.zeros((3, 32, 32, 3), np.uint8))
    arguments = ["measure", "inversion", "builtin:faces-eigengan-64", *QUICK, "--data", str(tmp_path / "few.npy")]
    assert run_command(arguments) == 2
    said = capsys.readouterr().err
    assert "has pictures of 32 px and the generator draws 64" in said
    assert run_command([*arguments[:3], "--samples", "0"]) == 2
