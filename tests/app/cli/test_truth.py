"""`eigenbrush measure truth` on small generators whose pictures a planted reader reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from app.cli.truth import in_words
from engine import generators
from engine.attributes.portraits import measures
from engine.generator import Generator
from engine.measure.truth.dci import DCI
from engine.measure.truth.measuring import Truth
from engine.measure.truth.table import SliderTruth
from tests.app.cli.test_commands import FACES, bad, good
from tests.engine.attributes.test_portraits import NAMES, RowReader
from tests.fakes import LinearGenerator


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> RowReader:
    reader = RowReader()
    monkeypatch.setattr(measures, "load_reader", lambda device: reader)
    return reader


def opened(monkeypatch: pytest.MonkeyPatch, generator: Generator) -> None:
    """Whatever is opened is this generator, and its data are portraits."""
    generator.metadata = {"data": "portraits"}
    monkeypatch.setattr(generators, "load", lambda what: generator)


def test_own_sliders_are_measured_one_a_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reader: RowReader
) -> None:
    generator = LinearGenerator()
    opened(monkeypatch, generator)
    found = json.loads(good(capsys, "measure", "truth", "any", "--samples", 120, "--seed", 4, "--json"))
    assert [row["name"] for row in found["sliders"]] == ["z1.1", "z1.2", "z1.3", "z2.1", "z2.2"]
    assert (found["samples"], found["portraits"], found["code"]) == (120, 120, 9)
    assert found["factors"] == list(NAMES[:-1]) and set(found["dci"]) == {
        "disentanglement",
        "completeness",
        "informativeness",
    }
    row, codes = found["sliders"][0], generator.sample(120, 4)
    ends = []
    for place in (-2, 2):
        moved = codes.clone()
        moved[:, generator.layout.index("z1.1")] = place
        ends.append(reader.read(generator.synthesize(moved).clamp(-1, 1))[:, :7] / torch.tensor([1.0] * 6 + [2.0]))
    effects = (ends[1] - ends[0]).mean(0)
    most = int(effects.abs().argmax())
    assert row["factor"] == NAMES[most] and row["effect"] == pytest.approx(float(effects[most]), rel=1e-3)
    assert row["share"] == pytest.approx(float(effects[most] ** 2 / effects.square().sum()), rel=1e-3)
    assert good(capsys, "measure", "truth", "any", "--samples", 120, "--seed", 4).count("z1.") == 3


def test_without_own_sliders_the_directions_of_sefa_or_of_a_file_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    generator = LinearGenerator(own=())
    opened(monkeypatch, generator)
    alone = json.loads(good(capsys, "measure", "truth", "any", "--samples", 100, "--json"))
    assert 2 <= len(alone["sliders"]) <= 9 and alone["code"] == 9
    file = tmp_path / "found.npz"
    vectors = np.eye(9, dtype=np.float32)[:2]
    from engine.directions.files import save_any
    from tests.engine.attributes.test_portraits import directions

    save_any(directions(vectors), file, generator)
    given = json.loads(good(capsys, "measure", "truth", "any", "--samples", 100, "--directions", file, "--json"))
    assert len(given["sliders"]) == 2 and given["dci"] == alone["dci"]


def test_words_say_what_each_slider_moves_and_the_whole() -> None:
    rows = (SliderTruth("z1.1", "yaw", 3.456, 0.81, 198), SliderTruth("z2.10", "", 0.0, 0.0, 0))
    words = in_words(Truth(rows, 1, 200, 2000, NAMES, 46, DCI(0.5, 0.25, 0.75), 0.125, 0.3, (1.0,) * 8)).splitlines()
    assert words[0] == "z1.1   yaw  +3.46 sigma   81% of its change  monotone on 198 of 200"
    assert words[1] == "z2.10  moves nothing that can be read"
    assert words[2].endswith("all they change: 1 of 2")
    assert "8 factors of 2,000 portraits, 30% of which" in words[3]
    assert "disentanglement 0.500, completeness 0.250, informativeness (R²) 0.750 of 46 numbers" in words[4]
    assert words[5] == "mutual information gap 0.125"


def test_both_forms_of_measure_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--directions" in good(capsys, "measure", "truth", "--help")
    assert "--directions" not in good(capsys, "measure", "--help")
    assert "measure truth" in good(capsys, "--help")


def test_bad_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "only generators of portraits" in bad(capsys, "measure", "truth", FACES)
    assert "GENERATOR" in bad(capsys, "measure", "truth")
    bad(capsys, "measure", "truth", tmp_path / "gone")
    opened(monkeypatch, LinearGenerator())
    assert "at least 100 pictures, not 3" in bad(capsys, "measure", "truth", "any", "--samples", 3)
    assert "gone.npz" in bad(capsys, "measure", "truth", "any", "--directions", tmp_path / "gone.npz")
