"""Direction files of our own form and of other people's code."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from engine.codes.subspace import Subspace
from engine.directions.files import load_any, load_any_directions, save_any, save_boundary, save_ganspace
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet, Note
from engine.document.disk import numpy_files
from engine.document.saved.direction_file import save_directions
from engine.job import run
from engine.method import Context
from engine.methods.ganspace import GANSpace
from tests.direction_sets import a_set as made
from tests.direction_sets import each, rewrite, texts
from tests.fakes import LinearGenerator, MappedGenerator

TIED = Layout((*(Slot(f"w{i}", 4, 8) for i in (1, 2, 3)), Slot("turn", 2, 4, "transform")))
FREE = Layout((Slot("z", 4, 4), Slot("class", 3, 4, "class")))
ROWS = np.linalg.qr(np.random.default_rng(0).normal(size=(4, 4)))[0][:3]
HERE, THERE = "a" * 64, "b" * 64


def a_set(layout: Layout, tied: bool, generator: str = HERE, **more: Any) -> DirectionSet:
    """Three directions of one length of slot, counted in sigmas 3, 2, 1 of the whole code."""
    vectors = Subspace(layout, tied=tied).lift(ROWS).astype(np.float32)
    more = {"vectors": vectors, "spectrum": (0.5, 0.25, 0.125), "origin": (1.0, -2.0, 0.5)} | more
    return made(names=("a", "b", "c"), sigma=(3, 2, 1), method="ganspace", title="GANSpace", version=2,
                parameters={"samples": 9}, seed=1, generator=generator, **more)  # fmt: skip


def read(path: Path, layout: Layout = TIED, tied: bool = True) -> DirectionSet:
    return load_any_directions(path, layout, HERE, tied=tied)


def npz(path: Path, **arrays: Any) -> Path:
    np.savez(path, **arrays)
    return path


@pytest.mark.parametrize("name", ["a.safetensors", "a.npz"], ids=["its ending", "another ending"])
def test_our_own_form_comes_back_whole(tmp_path: Path, name: str) -> None:
    save_directions(a_set(TIED, True), tmp_path / name)
    found = read(tmp_path / name)
    assert found.key == a_set(TIED, True).key and found.notes == () and each(found, "origin") == (1.0, -2.0, 0.5)


def test_a_set_of_another_generator_is_tried_and_says_so(tmp_path: Path) -> None:
    save_directions(a_set(TIED, True, THERE, said=("well made",)), tmp_path / "a.safetensors")
    found = read(tmp_path / "a.safetensors")
    assert found.provenance.generator == THERE and found.notes[0] == Note("found", "well made")
    sentence = "Made for another generator (bbbbbbbbbbbb): it fits by shape and is tried here."
    assert found.notes[1:] == (Note("elsewhere", sentence),)


def test_back_where_it_belongs_a_set_says_nothing_of_another_generator(tmp_path: Path) -> None:
    save_directions(a_set(TIED, True, THERE, said=("well made",)), tmp_path / "a.safetensors")
    for _ in range(2):  # tried elsewhere and saved there, twice
        tried = read(tmp_path / "a.safetensors")
        assert len(tried.notes) == 2
        save_directions(tried, tmp_path / "a.safetensors")
    assert texts(load_any_directions(tmp_path / "a.safetensors", TIED, THERE, tied=True)) == ("well made",)


def test_sliders_of_another_code_become_plain_directions(tmp_path: Path) -> None:
    layout, file = Layout((Slot("z1", 3, 4), Slot("z2", 2, 8))), tmp_path / "a.safetensors"
    rows = np.eye(5, dtype=np.float32)[:3]

    def eigengan(*sliders: str, generator: str = HERE) -> DirectionSet:
        return made(rows, ("a", "b", "c"), method="eigengan", generator=generator, slider=sliders)

    own = eigengan("z1.1", "z1.2", "z1.3")
    save_directions(own, file)
    here = load_any_directions(file, layout, HERE, tied=False)
    assert here.own and each(here, "slider") == ("z1.1", "z1.2", "z1.3") and here.key == own.key
    for elsewhere in (eigengan("z1.1", "z1.2", "z1.3", generator=THERE), eigengan("y.1", "y.2", "y.3"),
                      eigengan("z2.1", "z2.2", "z1.1")):  # fmt: skip
        save_directions(elsewhere, file)
        found = load_any_directions(file, layout, HERE, tied=False)
        assert not found.own and found.slider(0) == f"{found.key}#1" and found.key != own.key
        assert found.provenance.method == "file"


def test_what_methods_of_a_region_tell_comes_back(tmp_path: Path) -> None:
    rows = a_set(TIED, True).vectors
    path = np.stack([-rows, 0 * rows, rows], 1)
    local = a_set(TIED, True, unprojected=rows[::-1].copy(), leakage=(0.1, 0.2, 0.3), leakage_before=(0.9, 0.8, 0.7),
                  cuts=(5.0, 4.0, 3.0, 2.0, 1.0), rank=2, path=path, reach=2.0)  # fmt: skip
    save_directions(local, tmp_path / "a.safetensors")
    found = read(tmp_path / "a.safetensors")
    assert (each(found, "leakage"), each(found, "leakage_before")) == ((0.1, 0.2, 0.3), (0.9, 0.8, 0.7))
    assert (found.cuts, found.rank, found.reach, found.key) == (local.cuts, 2, 2.0, local.key)
    assert np.array_equal(each(found, "unprojected"), rows[::-1])
    assert np.array_equal(each(found, "path"), path)
    for tensors, said in (({"path": path[:, :2]}, {}), ({"path": path[:2]}, {}), ({"path": path[:, :, :4]}, {}),
                          ({}, {"reach": 0.0}), ({"unprojected": rows[:2]}, {}),
                          ({"unprojected": rows[:, :4]}, {})):  # fmt: skip
        save_directions(local, tmp_path / "b.safetensors")
        rewrite(tmp_path / "b.safetensors", {name: array.copy() for name, array in tensors.items()}, **said)
        with pytest.raises(ValueError, match="is not a direction set"):
            read(tmp_path / "b.safetensors")


@pytest.mark.parametrize("wrong", [
    {"generator": 5}, {"generator": None}, {"title": 3}, {"names": [1, 2, 3]}, {"notes": [1]},
    {"origins": ["x", "y", "z"]}, {"spectrum": [float("nan")] * 3}, {"spectrum": [10**400] * 3}, {"seed": "x"},
    {"attributes": ["yaw +"] * 3}, {"attributes": ["yaw +"] * 3, "purity": [None] * 3},
    {"leakage": [0.5]}, {"cuts": ["x"]}, {"rank": -1}, {"rank": 0.5}, {"reach": "far"}, {"origins": [1.0, 2.0]},
    {"effects": [0.1] * 4}, {"sliders": ["z1.1"]}, {"spectrum": 0.5}, {"leakage_before": "abc"}, {"cuts": None},
    {"kinds": ["found"]}, {"notes": ["a"], "kinds": ["gossip"]}, {"notes": ["a"], "kinds": "f"},
], ids=str)  # fmt: skip
def test_what_a_file_says_of_its_directions_is_of_its_kind(tmp_path: Path, wrong: dict[str, Any]) -> None:
    save_directions(a_set(TIED, True), tmp_path / "a.safetensors")
    rewrite(tmp_path / "a.safetensors", **wrong)
    with pytest.raises(ValueError, match=r"a\.safetensors is damaged: what it says of its 3 directions"):
        read(tmp_path / "a.safetensors")


def test_numbers_of_other_kinds_become_those_of_a_set(tmp_path: Path) -> None:
    tensors = {"vectors": np.eye(4, dtype=np.float64), "sigma": np.arange(1.0, 5)[:, None]}
    came = a_set(FREE, False).provenance
    fields = {name: json.dumps(getattr(came, name)) for name in ("method", "title", "version", "seed")}
    fields |= {"names": json.dumps(list("abcd")), "spectrum": "[]", "generator": json.dumps(HERE), "maps": "[1, 2]"}
    save_file(tensors, tmp_path / "a.safetensors", fields | {"parameters": "{}"})
    found = load_any_directions(tmp_path / "a.safetensors", Layout((Slot("z", 4, 4),)), HERE, tied=False)
    assert found.vectors.dtype == found.sigma.dtype == np.float32 and found[0].map is None
    assert found.sigma.tolist() == [1, 2, 3, 4]
    save_file(tensors, tmp_path / "a.safetensors", fields | {"parameters": "[1]"})
    with pytest.raises(ValueError, match=r"a\.safetensors is damaged"):
        load_any_directions(tmp_path / "a.safetensors", Layout((Slot("z", 4, 4),)), HERE, tied=False)
    save_file(tensors, tmp_path / "a.safetensors", fields | {"parameters": "[" * 100_000})
    with pytest.raises(ValueError, match=r"a\.safetensors is not a direction set \(its values are nested"):
        load_any_directions(tmp_path / "a.safetensors", Layout((Slot("z", 4, 4),)), HERE, tied=False)


def test_rows_of_ours_that_are_not_of_length_one_are_made_so(tmp_path: Path) -> None:
    wanted = a_set(TIED, True)
    save_directions(a_set(TIED, True, vectors=4 * wanted.vectors), tmp_path / "a.safetensors")
    found = read(tmp_path / "a.safetensors")
    assert found.vectors == pytest.approx(wanted.vectors) and found.sigma.tolist() == [12, 8, 4]


@pytest.mark.parametrize("shape", [(3, 1, 4), (3, 4)])
def test_a_cache_of_ganspace(tmp_path: Path, shape: tuple[int, ...]) -> None:
    mean, stdev = np.array([[0.5, 1, -1, 2]]), np.array([3.0, 2, 1])
    path = npz(tmp_path / "cache.npz", act_comp=np.ones((3, 7)), act_stdev=np.ones(3), random_stdevs=np.ones(3),
               lat_comp=(2 * ROWS).reshape(shape), lat_mean=mean, lat_stdev=stdev, var_ratio=stdev / 10)  # fmt: skip
    found = read(path)
    assert found.vectors == pytest.approx(Subspace(TIED, tied=True).lift(ROWS), abs=1e-6)
    assert each(found, "spectrum") == pytest.approx((0.3, 0.2, 0.1)) and found.provenance.generator == HERE
    # The edit s in their code is w + s * lat_stdev * lat_comp; ours moves the whole code by s * sigma * vector.
    step = found.sigma[:, None] * found.vectors
    assert step[:, :4] == pytest.approx(stdev[:, None] * 2 * ROWS, rel=1e-5)
    assert step[:, 4:8] == pytest.approx(step[:, :4]) and not step[:, 12:].any()
    code = np.append(np.tile(mean[0], 3), [0, 0])
    assert code @ found.vectors.T / found.sigma == pytest.approx(np.array(each(found, "origin")), rel=1e-5)


def test_a_cache_of_activations_alone_and_without_deviations(tmp_path: Path) -> None:
    found = read(npz(tmp_path / "a.npz", act_comp=ROWS[:, None]), FREE, False)
    assert found.vectors[:, :4] == pytest.approx(ROWS, abs=1e-6) and not found.vectors[:, 4:].any()
    assert found.sigma.tolist() == [1, 1, 1] and each(found, "origin") == () and "a.npz" in texts(found)[0]


def test_a_boundary(tmp_path: Path) -> None:
    np.save(tmp_path / "smile.npy", ROWS[:1].astype(np.float32))
    found = read(tmp_path / "smile.npy")
    assert each(found, "name") == ("smile",) and found.vectors[0, 8:12] == pytest.approx(ROWS[0] / np.sqrt(3), abs=1e-6)
    assert found.sigma[0] == pytest.approx(np.sqrt(3))  # one unit in every slot
    assert read(tmp_path / "smile.npy", FREE, False).sigma[0] == 1
    np.save(tmp_path / "signs.npy", -np.eye(12)[:2])  # of all latent slots, and its sign is the file's
    found = read(tmp_path / "signs.npy")
    assert each(found, "name") == ("signs 1", "signs 2") and found.vectors[0, 0] == -1


def test_plain_arrays(tmp_path: Path) -> None:
    found = read(npz(tmp_path / "a.npz", age=ROWS[:1], pose=ROWS[1:], mean=ROWS[0], bias=np.ones(2)))
    assert each(found, "name") == ("age", "pose 1", "pose 2") and texts(found)[-1] == "Left out: mean, bias."
    assert each(read(npz(tmp_path / "b.npz", age=ROWS[0])), "name") == ("age",)


SIZES = [
    ("npy", lambda path: np.save(path, np.ones((1, 5))), TIED, True, "have 5 numbers, .* takes 4 or 12 or 14"),
    ("npz", lambda path: npz(path, lat_comp=np.ones((2, 1, 9))), FREE, False, "have 9 numbers, .* takes 4 or 7"),
    ("npz", lambda path: npz(path, lat=np.ones((2, 9))), FREE, False, r"of 4 or 7 numbers.*\(lat \(2, 9\)\)"),
    ("safetensors", lambda path: save_directions(a_set(TIED, True), path), FREE, False, "have 14 numbers, .* takes 7"),
]


@pytest.mark.parametrize(("ending", "write", "layout", "tied", "words"), SIZES)
def test_what_does_not_fit_names_both_sizes(
    tmp_path: Path, ending: str, write: Any, layout: Layout, tied: bool, words: str
) -> None:
    path = tmp_path / f"a.{ending}"
    write(path)
    with pytest.raises(ValueError, match=rf"^a\.{ending} [^\n]*{words}[^\n]*\.$"):
        read(path, layout, tied)


def changed(**more: Any) -> dict[str, Any]:
    return {"lat_comp": ROWS[:, None], "lat_stdev": np.ones(3)} | more


NUMBERS = {
    "nan": (changed(lat_comp=np.where(ROWS > 0.5, np.nan, ROWS)), "not finite"),
    "infinite": (changed(lat_comp=np.where(ROWS > 0.5, np.inf, ROWS)), "not finite"),
    "enormous": (changed(lat_comp=1e300 * ROWS), "not finite"),
    "too long": (changed(lat_comp=1e100 * ROWS), "too long or too short"),
    "a row of zeros": (changed(lat_comp=ROWS * [[1], [0], [1]]), "row 2 of lat_comp is all zeros"),
    "no rows": (changed(lat_comp=np.zeros((0, 4))), "not rows of numbers"),
    "no deviation": (changed(lat_stdev=np.array([1.0, 0, 1])), "lat_stdev is not one number above 0"),
    "nan deviation": (changed(lat_stdev=np.array([1.0, np.nan, 1])), "lat_stdev is not one number above 0"),
    "few deviations": (changed(lat_stdev=np.ones(2)), "lat_stdev is not one number above 0"),
    "words": ({"smile": np.array(["yes"])}, "holds text or other things in place of numbers"),
    "objects": ({"smile": np.array([{}])}, "holds Python objects, which are never opened here"),
    "complex": ({"smile": ROWS * 1j}, "holds text or other things"),
}


@pytest.mark.parametrize(("arrays", "words"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_that_are_no_directions(tmp_path: Path, arrays: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=rf"^a\.npz [^\n]*{words}[^\n]*\.$"):
        read(npz(tmp_path / "a.npz", **arrays))


class Attack:
    """Pickled, it would leave a file behind."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.victim,)


def header(shape: tuple[int, ...]) -> bytes:
    """An .npy that says it has this shape, and holds three numbers."""
    content = io.BytesIO()
    np.lib.format.write_array_header_1_0(content, {"descr": "<f8", "fortran_order": False, "shape": shape})
    return content.getvalue() + bytes(24)


def in_zip(name: str, content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return archive.getvalue()


def saved(write: Any, **options: Any) -> bytes:
    content = io.BytesIO()
    write(content, **options)
    return content.getvalue()


def damaged() -> bytes:
    good = saved(np.savez_compressed, lat_comp=np.random.default_rng(1).normal(size=(50, 4)))
    return good.replace(good[200:260], bytes(60))


def lzma_damaged() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("lat_comp.npy", saved(np.save, arr=np.random.default_rng(1).normal(size=(50, 4))))
    good = content.getvalue()
    return good.replace(good[200:260], bytes(60))


NO_KIND = b"\x93NUMPY\x01\x00\x36\x00" + b"{'descr': (), 'fortran_order': False, 'shape': (2,)}".ljust(54)

HOSTILE = {
    "pickle": lambda attack: pickle.dumps(attack),
    "pickle in npy": lambda attack: saved(np.save, arr=np.array([attack]), allow_pickle=True),
    "pickle in npz": lambda attack: saved(np.savez, lat_comp=np.array([attack])),
    "pickle in zip": lambda attack: in_zip("lat_comp", pickle.dumps(attack)),
    "a lie in npy": lambda _: header((10**12, 4)),
    "a lie in npz": lambda _: in_zip("lat_comp.npy", header((10**12, 4))),
    "beyond counting": lambda _: header((2**62, 4)),
    "negative": lambda _: header((-1, 4)),
    "a bomb": lambda _: in_zip("lat_comp.npy", header((10**4, 4)) + bytes(10**6)),
    "too large": lambda _: saved(np.save, arr=np.ones((10**4, 4))),
    "no header": lambda _: b"\x93NUMPY\x01\x00\xff\xff{",
    "half": lambda _: damaged()[:800],
    "damaged": lambda _: damaged(),
    "damaged, packed with lzma": lambda _: lzma_damaged(),
    "no kind of number": lambda _: NO_KIND,
    "empty": lambda _: b"",
    "text": lambda _: b"smile, 1, 2, 3",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_and_damaged_files_are_refused(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numpy_files, "NUMBERS", 10**4)
    path, victim = tmp_path / "file", tmp_path / "victim"
    path.write_bytes(HOSTILE[kind](Attack(victim)))
    refused = r"is not a direction (file|set)|holds no|was not opened|is [\w ]+, not a file of directions"
    with pytest.raises(ValueError, match=rf"^[^\n]*file ({refused})[^\n]*\.$"):
        read(path)
    assert not victim.exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.npz could not be read \(no such file or directory\); check .*\.$"):
        read(tmp_path / "a.npz")


@pytest.mark.parametrize(("layout", "tied"), [(TIED, True), (FREE, False)], ids=["tied", "free"])
def test_ganspace_files_go_out_and_come_back(tmp_path: Path, layout: Layout, tied: bool) -> None:
    wanted = a_set(layout, tied)
    save_ganspace(wanted, tmp_path / "a.npz", layout, tied=tied)
    with np.load(tmp_path / "a.npz") as file:
        assert file["lat_comp"].shape == (3, 1, 4) and file["lat_mean"].shape == (1, 4)
        assert file["lat_comp"][:, 0] == pytest.approx(ROWS, abs=1e-6)
        assert file["lat_stdev"] == pytest.approx(wanted.sigma / np.sqrt(3 if tied else 1))
    found = read(tmp_path / "a.npz", layout, tied)
    assert found.vectors == pytest.approx(wanted.vectors, abs=1e-6) and found.sigma == pytest.approx(wanted.sigma)
    for field in ("origin", "spectrum"):
        assert each(found, field) == pytest.approx(each(wanted, field), abs=1e-5)


@pytest.mark.parametrize(("layout", "tied"), [(TIED, True), (FREE, False)], ids=["tied", "free"])
def test_boundaries_go_out_and_come_back(tmp_path: Path, layout: Layout, tied: bool) -> None:
    save_boundary(a_set(layout, tied), 1, tmp_path / "b.npy", layout, tied=tied)
    stored = np.load(tmp_path / "b.npy")
    assert stored.shape == (1, 4) and stored[0] == pytest.approx(ROWS[1], abs=1e-6)
    assert read(tmp_path / "b.npy", layout, tied).vectors[0] == pytest.approx(a_set(layout, tied).vectors[1], abs=1e-6)


def test_what_their_forms_cannot_hold(tmp_path: Path) -> None:
    generator = MappedGenerator()
    layered = run(GANSpace(layers="2").discover(generator, Context()))
    with pytest.raises(ValueError, match=r"a step of one slot, .* several .*\.safetensors\.$"):
        save_boundary(layered, 0, tmp_path / "a.npy", generator.layout, tied=False)
    some = a_set(TIED, True, vectors=Subspace(TIED, "2-3", tied=True).lift(ROWS).astype(np.float32))
    with pytest.raises(ValueError, match=r"^These directions cannot be written as GANSpace's \.npz, .* every layer"):
        save_ganspace(some, tmp_path / "a.npz", TIED, tied=True)
    classes = a_set(FREE, False, vectors=np.eye(7, dtype=np.float32)[4:])
    with pytest.raises(ValueError, match=r"only what is latent"):
        save_boundary(classes, 0, tmp_path / "a.npy", FREE, tied=False)
    assert not list(tmp_path.iterdir())


def test_the_ending_chooses_the_form(tmp_path: Path) -> None:
    generator = LinearGenerator()
    found = run(GANSpace(samples=500, feature_samples=500).discover(generator, Context()))
    for name in ("a.safetensors", "a.npz"):
        save_any(found, tmp_path / name, generator)
        again = load_any(tmp_path / name, generator)
        assert again.vectors == pytest.approx(found.vectors, abs=1e-6) and again.sigma == pytest.approx(found.sigma)
    assert (tmp_path / "a.npz").read_bytes().startswith(b"PK")
    with pytest.raises(ValueError, match=r"holds one direction and this set has 4: save it as"):
        save_any(found, tmp_path / "a.npy", generator)
