"""`eigenbrush measure methods`, as it prints."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import comparing
from engine.document.truth.comparison import Comparison, Estimate, FactorRow, Figure, MethodRow, Trial
from engine.document.truth.comparison_file import load_comparison, save_comparison, to_plain
from engine.job import Job, Progress, run

YAW = FactorRow("yaw", Estimate(1.5, 0.25), Estimate(0.4), Estimate(0.975), Estimate(0.125), 0)
AGE = FactorRow("age", Estimate(0.0), Estimate(0.0), Estimate(0.0), Estimate(float("nan")), 3)
FOUND = Comparison(
    "portraits", "a" * 64, (0, 1, 2), 200, 2000, "2.13.0", "any",
    (MethodRow("sefa", "SeFa (Shen 2021)", 12, Estimate(0.5), factors=(YAW, AGE)),
     MethodRow("reds", "REDs (Balakrishnan 2022)", failed="It found\nnothing.")),
)  # fmt: skip
TRIALS = (
    Trial("lowrankgan", "LowRankGAN (Zhu 2021)", Estimate(40.0), (Figure("outside", Estimate(0.3, 0.1)),)),
    Trial("glo", "GLO (Bojanowski 2018)", failed="It found\nnothing."),
)


def test_it_prints_a_line_a_method_and_a_line_a_factor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def job(_: Namespace) -> Job[Comparison]:
        yield Progress(1.0)
        return FOUND

    monkeypatch.setattr(comparing, "_job", job)
    comparing.measure_methods(Namespace(json=False, out=""))
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("SeFa (Shen 2021)") and "1 of  2" in line for line in lines)
    assert (
        "  yaw                    1.50 ± 0.25 sigma  40 % of its change  monotone on 98 %  person 0.12 sigma" in lines
    )
    assert "  age                    nothing moves it" in lines
    assert any("It found" in line and "nothing." in line for line in lines)


def test_a_generator_of_no_portraits_is_refused() -> None:
    options = Namespace(generator="builtin:faces-eigengan-64", methods="", seeds=1, portraits=4, samples=100,
                        quick=False, minutes=None, out="")  # fmt: skip
    with pytest.raises(ValueError, match="only generators of portraits"):
        comparing._job(options)
    with pytest.raises(ValueError, match="There is no method 'magic'"):
        comparing._job(Namespace(**{**vars(options), "methods": "magic"}))


def test_rows_are_written_as_they_come_beside_those_of_before_in_the_order_of_methods(tmp_path: Path) -> None:
    path, seen = tmp_path / "table.json", []

    def job() -> Job[Comparison]:
        table = replace(FOUND, rows=FOUND.rows[:1])
        for name in ("voynov", "ganspace"):
            table = replace(table, rows=(*table.rows, replace(FOUND.rows[0], method=name)))
            yield Progress(0.5, name, table)
            seen.append([each.method for each in load_comparison(path).rows])
        return table

    whole = run(comparing._growing(job(), ("ganspace", "sefa", "voynov"), path))
    assert seen == [["sefa", "voynov"], ["ganspace", "sefa", "voynov"]]
    assert [row.method for row in whole.rows] == seen[-1] and to_plain(load_comparison(path)) == to_plain(whole)


def test_a_table_is_gone_on_from_without_what_failed_and_only_where_it_was_asked_alike(tmp_path: Path) -> None:
    path, empty = tmp_path / "table.json", replace(FOUND, rows=())
    assert comparing._from(path, empty) is empty
    save_comparison(replace(FOUND, trials=TRIALS), path)
    begun = comparing._from(path, empty)
    assert [row.method for row in begun.rows] == ["sefa"] and begun.trials == TRIALS[:1]
    for other in (replace(empty, minutes=3.0), replace(empty, seeds=(0,)), replace(empty, sha256="b" * 64)):
        with pytest.raises(ValueError, match="Give --out another name"):
            comparing._from(path, other)
    path.write_text("no")
    with pytest.raises(ValueError, match="is no comparison"):
        comparing._from(path, empty)


def test_trials_are_told_with_what_they_show() -> None:
    lines = comparing.in_words(replace(FOUND, trials=TRIALS)).splitlines()
    assert "LowRankGAN (Zhu 2021): outside 0.30 ± 0.10 (40 s)" in lines
    assert any(line.startswith("GLO (Bojanowski 2018): It found") for line in lines)
    claim = "LowRankGAN (Zhu 2021): it keeps to the region: agrees: 0.30 ± 0.10 of the change outside"
    assert any(line.startswith(claim) for line in lines)
