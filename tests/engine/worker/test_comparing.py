"""The comparison of all methods as a job: its rows as they come, what cannot run, what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.document.disk.caches import Cache
from engine.document.truth.comparison import (
    CompareMethods,
    Comparison,
    Effort,
    KeepComparison,
    LoadComparison,
    LookUpTruth,
    MethodRow,
    SaveComparison,
    Truth,
)
from engine.document.truth.comparison_file import to_plain
from engine.job import run
from engine.method import Method
from engine.worker import comparing
from engine.worker.studio import Studio
from tests.engine.comparison.test_comparing import PERSON, Known, Refusing, Told
from tests.engine.measure.test_truth import Planted, maps
from tests.fakes import LinearGenerator, a_studio, open_in
from tests.learning_toy import Toy

FEW = Effort(2, 20, 200, trains=False)


class Elsewhere(Known):
    """Cannot run here."""

    identifier, title, paper = "elsewhere", "Elsewhere", "Nobody 2026"

    @classmethod
    def why_not(cls, generator: object) -> str:
        return "Not here."


METHODS: Mapping[str, type[Method]] = {m.identifier: m for m in (Elsewhere, Known, Refusing, Told, Toy)}


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Studio:
    made, generator = a_studio(), Planted(maps())
    generator.sha256, generator.source, generator.parameters = "ab" * 32, "/nowhere", 1
    monkeypatch.setattr(comparing, "factors_of", lambda _: PERSON)
    monkeypatch.setattr(comparing, "FACTORS", PERSON.names)
    monkeypatch.setattr(comparing, "with_baseline", dict)  # random directions are seen in the window's tests
    open_in(made, generator, monkeypatch)
    made.held.methods = dict(METHODS)
    return made


def tables(studio: Studio, work: CompareMethods) -> tuple[list[Comparison], list[str]]:
    """The tables as they come, the last one whole; and the notes."""
    job, found, notes = studio.start(work), list[Comparison](), list[str]()
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return [*found, end.value], notes
        notes.append(step.note)
        if isinstance(step.partial, Comparison):
            found.append(step.partial)


def test_rows_arrive_one_by_one_and_those_that_cannot_say_why_at_once(studio: Studio) -> None:
    found, _ = tables(studio, CompareMethods("ab" * 32, FEW))
    assert [[row.method for row in each.rows] for each in found[:-1]] == [
        ["elsewhere", "toy"], ["elsewhere", "toy", "known"], ["elsewhere", "toy", "known", "refusing"],
        ["elsewhere", "toy", "known", "refusing", "told"],
    ]  # fmt: skip
    assert found[-1] is found[-2] and found[-1].made_with(FEW) and found[-1].sha256 == "ab" * 32
    failed = {row.method: row.failed for row in found[-1].rows}
    assert failed == {"elsewhere": "Not here.", "toy": comparing.TRAINS, "known": "", "refusing": "It will not.",
                      "told": ""}  # fmt: skip
    known = found[-1].rows[2]
    assert known.factors[0].effect.mean == pytest.approx(2.0, abs=0.01) and known.best is not None


def test_rows_that_are_known_are_not_measured_again(studio: Studio) -> None:
    before = tuple(MethodRow(name, name, 99) for name in ("known", "refusing", "toy"))
    found, notes = tables(studio, CompareMethods("ab" * 32, FEW, before))
    assert found[-1].rows[:3] == before and [row.method for row in found[-1].rows[3:]] == ["elsewhere", "told"]
    assert not any("Known" in note for note in notes)
    everything = tuple(MethodRow(name, name) for name in METHODS)
    assert tables(studio, CompareMethods("ab" * 32, FEW, everything))[0][-1].rows == everything


def test_what_was_kept_is_found_again_and_a_file_brings_its_sliders_along(studio: Studio, tmp_path: Path) -> None:
    cache, path = Cache(str(tmp_path / "home")), tmp_path / "a.json"
    found = run(studio.start(CompareMethods("ab" * 32, FEW)))
    run(studio.start(KeepComparison(found, comparing.QUICK, cache)))
    truth = run(studio.start(LookUpTruth("ab" * 32, cache)))
    assert truth.known and [to_plain(each) for each in truth.kept] == [to_plain(found)]
    assert run(studio.start(SaveComparison(found, str(path)))) == str(path)
    plain, whole = (run(studio.start(LoadComparison(str(path), where))) for where in (None, cache))
    assert to_plain(plain) == to_plain(whole) == to_plain(found)
    assert plain.rows[2].best is None and whole.rows[2].best is not None
    with pytest.raises(OSError, match=r"no\.json cannot be opened: .*: no such file or directory\.$"):
        run(studio.start(LoadComparison(str(tmp_path / "no.json"))))


def test_a_generator_of_no_portraits_has_no_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = a_studio()
    info = open_in(studio, LinearGenerator(), monkeypatch)
    assert run(studio.start(LookUpTruth(info.ref.sha256))) == Truth(known=False)
    with pytest.raises(ValueError, match="only generators of portraits"):
        run(studio.start(CompareMethods(info.ref.sha256, FEW)))
