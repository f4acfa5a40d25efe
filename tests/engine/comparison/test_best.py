"""What a comparison keeps of each method: the best direction for each factor, and the table on the disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.comparison import kept
from engine.comparison.asking import questions
from engine.comparison.best import best_of
from engine.comparison.comparing import compare, header
from engine.comparison.scoring import FactorScore
from engine.document.directions import DirectionSet
from engine.document.disk.caches import Cache
from engine.document.keys import SliderKey
from engine.document.truth.comparison import QUICK, Comparison, MethodRow
from engine.document.truth.comparison_file import to_plain
from engine.job import run
from tests.direction_sets import a_set
from tests.engine.comparison.test_comparing import PERSON, TRUE, Known, Refusing, Told
from tests.engine.measure.test_truth import NAMES, Planted, maps

SHA256 = "ab" * 32


@pytest.fixture(scope="module")
def found() -> Comparison:
    generator = Planted(maps())
    generator.sha256 = SHA256
    asked = questions({m.identifier: m for m in (Known, Told, Refusing)}, generator, NAMES)
    return run(compare(generator, PERSON, asked, NAMES, header(generator, (0, 1), 20, 200)))


def row_of(found: Comparison, method: str) -> MethodRow:
    return next(row for row in found.rows if row.method == method)


def best(row: MethodRow) -> DirectionSet:
    assert row.best is not None
    return row.best


def test_the_keys_name_the_directions_that_were_judged_best(found: Comparison) -> None:
    row = row_of(found, "known")
    assert [f.slider for f in row.factors] == ["a", "b", "b", "c"]
    vectors = [best(row)[best(row).places[f.key]].vector for f in row.factors]
    assert np.array_equal(np.stack(vectors), TRUE[[0, 1, 1, 2]]) and len(best(row)) == 3
    assert best(row).provenance.method == "known-best" and best(row).provenance.title == "Known"
    assert SliderKey(row.factors[0].key).group == best(row).key


def test_of_a_method_that_is_told_the_first_direction_of_each_answer_is_kept(found: Comparison) -> None:
    row = row_of(found, "told")
    named = {f.factor: f for f in row.factors}
    assert named["light"].key == "" and named["light"].slider == ""
    directions = best(row)
    assert np.array_equal(directions[directions.places[named["smile"].key]].vector, TRUE[1])
    assert directions[0].sigma == 2.0 and "attribute" not in directions.provenance.parameters
    assert row_of(found, "refusing").best is None


def test_a_generators_own_sliders_are_named_by_their_keys() -> None:
    own = a_set(TRUE[:2], ("z1.1", "z1.2"), slider=("z1.1", "z1.2"))
    scores = (FactorScore("yaw", "z1.2", 1.0, place=1), FactorScore("age"))
    assert best_of((own,), scores) == (None, ("z1.2", ""))
    plain = a_set(TRUE[:2], ("a", "b"))
    assert best_of((plain,), (FactorScore("age"),)) == (None, ("",))


def test_what_is_kept_comes_back_with_its_directions(found: Comparison, tmp_path: Path) -> None:
    cache = Cache(str(tmp_path))
    kept.keep(cache, found, QUICK)
    (again,) = kept.kept(cache, SHA256, (QUICK,))
    assert to_plain(again) == to_plain(found)
    assert kept.kept(cache, "cd" * 32, (QUICK,)) == () and kept.kept(None, SHA256, (QUICK,)) == ()
    assert np.array_equal(best(row_of(again, "known")).vectors, best(row_of(found, "known")).vectors)
    assert best(row_of(again, "told")).key == best(row_of(found, "told")).key
    for path in tmp_path.rglob("known-best*"):
        path.write_bytes(b"damaged")
    (again,) = kept.kept(cache, SHA256, (QUICK,))
    assert to_plain(again) == to_plain(found) and row_of(again, "known").best is None
    for path in tmp_path.rglob("*.json"):
        path.write_bytes(b"damaged")
    assert kept.kept(cache, SHA256, (QUICK,)) == ()


def test_a_cache_makes_room_of_tables_too(found: Comparison, tmp_path: Path) -> None:
    kept.keep(Cache(str(tmp_path), room=1), replace(found, rows=()), QUICK)
    assert kept.kept(Cache(str(tmp_path)), SHA256, (QUICK,)) == ()
