"""A comparison of methods as JSON: there and back, and what is refused."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from engine.document.disk.limits import JSON
from engine.document.truth.comparison import FULL, QUICK, Comparison, Estimate, FactorRow, MethodRow
from engine.document.truth.comparison_file import load_comparison, save_comparison, to_plain

YAW = FactorRow("yaw", Estimate(1.5, 0.25), Estimate(0.4), Estimate(0.975), Estimate(0.125), 0, "a", "sefa:0a1b2c3d#2")
AGE = FactorRow("age", Estimate(0.0), Estimate(0.0), Estimate(0.0), Estimate(math.nan), 3)
FOUND = Comparison(
    "portraits", "a" * 64, (0, 1, 2), 200, 2000, "2.13.0", "any",
    (MethodRow("sefa", "SeFa (Shen 2021)", 12, Estimate(0.5), factors=(YAW, AGE)),
     MethodRow("reds", "REDs (Balakrishnan 2022)", failed="It found\nnothing.")),
)  # fmt: skip


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    save_comparison(FOUND, path)
    again = load_comparison(path)
    assert to_plain(again) == to_plain(FOUND) and again.rows[0].factors[0] == YAW
    assert math.isnan(again.rows[0].factors[1].person.mean) and "NaN" not in path.read_text()
    assert again.made_with(FULL) and not again.made_with(QUICK)


def test_a_file_of_an_older_version_is_read(tmp_path: Path) -> None:
    plain = to_plain(FOUND)
    for factor in plain["rows"][0]["factors"]:
        del factor["slider"], factor["key"]
        factor["person"]["mean"] = math.nan
    path = tmp_path / "a.json"
    path.write_text(json.dumps(plain))
    assert load_comparison(path).rows[0].factors[0].key == ""


def _set(*way: Any, to: Any) -> str:
    plain = to_plain(FOUND)
    place = plain
    for name in way[:-1]:
        place = place[name]
    if to is ...:
        del place[way[-1]]
    else:
        place[way[-1]] = to
    return json.dumps(plain)


WRONG = {
    "no JSON": "hello", "a list": "[]", "nothing": "", "deep": "[" * 10_000,
    "no rows": _set("rows", to=...), "rows of text": _set("rows", to=["a"]),
    "too many rows": _set("rows", to=[{}] * 1001),
    "a path for a hash": _set("sha256", to="../../" + "a" * 58),
    "a path for a key": _set("rows", 0, "factors", 0, "key", to="../a:0a1b2c3d#1"),
    "a long text": _set("generator", to="a" * 2001), "a text for a number": _set("rows", 0, "seconds", "mean", to="1"),
    "a huge number": _set("rows", 0, "seconds", "half", to=1e300), "true": _set("portraits", to=True),
    "below zero": _set("samples", to=-1), "a number for a text": _set("rows", 1, "failed", to=0),
    "infinite": '{"sha256": Infinity}',
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_what_is_none_is_refused_in_one_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"^wrong\.json is no comparison of methods( \([^\n]*\))?\. Choose [^\n]*\.$"):
        load_comparison(path)


def test_a_file_that_is_too_large_or_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_bytes(b" " * (JSON + 1))
    with pytest.raises(ValueError, match=r"wrong\.json was not opened: it would take"):
        load_comparison(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match="no comparison of methods"):
        load_comparison(path)
    with pytest.raises(ValueError, match="a folder"):
        load_comparison(tmp_path)
