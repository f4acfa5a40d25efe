"""The file form of direction sets: what is written comes back, also from files of before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file

from engine.directions.cache import named_place
from engine.document.directions import DirectionSet, Note, Provenance
from engine.document.disk.caches import Cache
from engine.document.saved.direction_file import load_directions, save_directions
from tests.direction_sets import a_set, each, rewrite

#: Written when a set still was lists side by side and a note a text, with something in every field.
BEFORE = Path(__file__).resolve().parents[3] / "golden" / "directions.safetensors"
A_SET = replace(
    a_set(np.eye(3, 5, dtype=np.float32), ("turn", "fringe", "light"), sigma=(1, 0.5, 2), spectrum=(0.5, 0.3, 0.1),
          method="ganspace", title="GANSpace", parameters={"samples": 500}, seed=7, generator="ab" * 32,
          effect=(0.3, 0.2, 0.1)),
    notes=(Note("found", "components of the codes"), Note("leakage", "turn: little"), Note("elsewhere", "tried here")),
)  # fmt: skip


def alike(one: DirectionSet, other: DirectionSet) -> bool:
    """Whether two sets say the same, numbers to the last bit."""
    pairs = [(getattr(a, f.name), getattr(b, f.name)) for a, b in zip(one, other, strict=True) for f in fields(a)]
    rest = [f.name for f in fields(one) if f.name != "directions"]
    return all(np.array_equal(a, b) for a, b in pairs) and all(getattr(one, n) == getattr(other, n) for n in rest)


def test_a_set_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    save_directions(A_SET, path)
    again = load_directions(path)
    assert alike(again, A_SET) and not alike(again, replace(A_SET, rank=1))
    assert again.vectors.dtype == again.sigma.dtype == np.float32 and again.key == A_SET.key
    with safe_open(path, "np") as file:  # the interface of design.md: others read it without us
        assert file.get_tensor("vectors").shape == (3, 5) and json.loads(file.metadata()["seed"]) == 7
        assert json.loads(file.metadata()["names"]) == ["turn", "fringe", "light"]
        assert json.loads(file.metadata()["notes"])[0] == "components of the codes"
        assert json.loads(file.metadata()["origins"]) == json.loads(file.metadata()["sliders"]) == []


def test_a_file_from_before_loads_into_the_right_values() -> None:
    found = load_directions(BEFORE)
    assert found.provenance == Provenance(
        "reds", "Rayleigh EigenDirections", 1, {"change": "region", "components": 3, "held": 0.95}, 7, "ab" * 32
    )
    second = found[1]
    assert (len(found), second.name, second.sigma, second.spectrum) == (3, "mouth 2", 0.5, 0.3)
    assert (second.slider, second.effect, second.origin, second.map) == ("z1.2", 0.2, -2.0, None)
    assert (each(found, "attribute"), each(found, "purity")) == (("smile +", "", "yaw −"), (0.75, 0.0, 0.5))
    assert (second.leakage, second.leakage_before) == (0.12, 0.4)
    rows = np.linalg.qr(np.random.default_rng(7).normal(size=(5, 5)))[0][:3].astype(np.float32)
    assert found.vectors == pytest.approx(rows, abs=1e-6) and found.vectors.dtype == np.float32
    assert np.array_equal(each(found, "unprojected"), found.vectors[::-1])
    assert second.path is not None and second.path == pytest.approx(
        np.outer([-1, -0.5, 0, 0.5, 1], found[1].vector) + 0.25, abs=1e-6
    )
    assert (found.cuts, found.rank, found.reach) == ((5.0, 4.0, 3.0, 2.0, 1.0), 2, 2.0)
    assert [note.kind for note in found.notes] == ["found", *["leakage"] * 4, "found", "found", "elsewhere"]
    assert found.notes[2].text == "mouth 1: 10.0% outside, 30.0% if nothing is held"


def test_keys_and_places_in_the_cache_are_as_they_were_before() -> None:
    found = load_directions(BEFORE)
    assert found.key == "reds:aab93737" and found.slider(1) == "z1.2"
    where = named_place(Cache("c"), "ab" * 32, found)
    assert where == Path("c/directions/abababababababab/named-reds-aab93737-214be9ee.safetensors")
    plain = tuple(replace(d, slider="", path=None, spectrum=None, origin=None) for d in found)
    bare = replace(found, directions=plain, notes=())
    assert bare.slider(2) == "reds:e068cb20#3"
    where = named_place(Cache("c"), "ab" * 32, bare)
    assert where == Path("c/directions/abababababababab/named-reds-e068cb20-4ec13539.safetensors")


def test_a_file_written_now_says_all_that_one_from_before_says(tmp_path: Path) -> None:
    save_directions(load_directions(BEFORE), tmp_path / "a.safetensors")
    with safe_open(BEFORE, "np") as old, safe_open(tmp_path / "a.safetensors", "np") as new:
        assert {name: text for name, text in new.metadata().items() if name != "kinds"} == old.metadata()
        assert len(json.loads(new.metadata()["kinds"])) == 8 and sorted(new.keys()) == sorted(old.keys())
        for name in old.keys():
            assert np.array_equal(old.get_tensor(name), new.get_tensor(name))
            assert old.get_tensor(name).dtype == new.get_tensor(name).dtype
    assert alike(load_directions(tmp_path / "a.safetensors"), load_directions(BEFORE))


def test_written_kinds_are_believed_whatever_the_words(tmp_path: Path) -> None:
    told = (Note("found", "0.0% outside"), Note("leakage", "nothing at all"))
    save_directions(replace(A_SET, notes=told), tmp_path / "a.safetensors")
    assert load_directions(tmp_path / "a.safetensors").notes == told
    rewrite(tmp_path / "a.safetensors", without="kinds")
    assert [note.kind for note in load_directions(tmp_path / "a.safetensors").notes] == ["leakage", "found"]


def test_names_that_nobody_knows_are_left_out(tmp_path: Path) -> None:
    save_directions(A_SET, tmp_path / "a.safetensors")
    rewrite(tmp_path / "a.safetensors", mood=["good"])
    assert alike(load_directions(tmp_path / "a.safetensors"), A_SET)


LISTS = ("spectrum", "sliders", "effects", "origins", "attributes", "purity", "leakage", "leakage_before")


@pytest.mark.parametrize("name", [*LISTS, "kinds"])
@pytest.mark.parametrize("length", [1, 2, 4])
def test_a_list_of_a_wrong_length_is_one_plain_sentence(tmp_path: Path, name: str, length: int) -> None:
    path = tmp_path / "a.safetensors"
    shutil.copy(BEFORE, path)
    value = "found" if name == "kinds" else "x" if name in ("sliders", "attributes") else 0.5
    rewrite(path, **{name: [value] * length})
    with pytest.raises(ValueError, match=r"^a\.safetensors is damaged: what it says of its 3 directions is not what "
                                         r"belongs there\. Make it again with `eigenbrush discover`\.$"):  # fmt: skip
        load_directions(path)


@pytest.mark.parametrize("said", [
    {"notes": "looked"}, {"notes": [1]}, {"attributes": ["a", "b", 3]}, {"purity": [0.5, None, 0.5]},
    {"origins": [1.0, float("inf"), 1.0]}, {"cuts": {}}, {"rank": 1e9}, {"reach": -1}, {"seed": 0.5},
    {"parameters": []}, {"kinds": ["found"] * 7 + ["gossip"]}, {"kinds": [["found"]] * 8},
], ids=str)  # fmt: skip
def test_what_is_of_another_kind_is_the_same_sentence(tmp_path: Path, said: dict[str, Any]) -> None:
    path = tmp_path / "a.safetensors"
    shutil.copy(BEFORE, path)
    rewrite(path, **said)
    with pytest.raises(ValueError, match=r"^a\.safetensors is damaged: what it says of its 3 directions [^\n]*\.$"):
        load_directions(path)


ROWS = np.eye(3, 5, dtype=np.float32)
DAMAGE: dict[str, Callable[[Path], object]] = {
    "foreign": lambda path: save_file({"w": np.ones(3, np.float32)}, path),
    "short": lambda path: rewrite(path, {"vectors": ROWS[:2]}),
    "flat": lambda path: rewrite(path, {"vectors": np.ones(3, np.float32)}),
    "no vectors": lambda path: rewrite(
        path, {"vectors": ROWS[:0], "sigma": ROWS[:0, 0].copy()}, names=[], spectrum=[], effects=[]
    ),
    "no sigma": lambda path: save_file({"vectors": ROWS}, path),
    "many sigma": lambda path: rewrite(path, {"sigma": np.ones((3, 2), np.float32)}),
    "few names": lambda path: rewrite(path, names=["a", "b"]),
    "a name for all": lambda path: rewrite(path, names=5),
    "no method": lambda path: rewrite(path, without="method"),
    "not finite": lambda path: rewrite(path, {"sigma": np.full(3, np.nan, np.float32)}),
    "too large": lambda path: rewrite(path, {"sigma": np.full(3, 1e300)}),
    "mixed sliders": lambda path: rewrite(path, sliders=["z1.1", "", "z1.2"]),
    "bad json": lambda path: save_file({"vectors": ROWS, "sigma": ROWS[:, 0].copy()}, path, {"names": "[[["}),
    "empty": lambda path: path.write_bytes(b""),
    "missing": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_no_set_is_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.safetensors"
    save_directions(replace(A_SET, notes=()), path)
    DAMAGE[damage](path)
    with pytest.raises(ValueError, match=r"^.*a\.safetensors is not a direction set.*`eigenbrush discover`\.$"):
        load_directions(path)
