"""Files of codes, of every program that is known to write them: told apart from directions, read, refused, written."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

from engine.checkpoints.pickles import tensors
from engine.codes.files import kinds_of, read_codes, save_codes, told
from engine.codes.subspace import Subspace
from engine.directions.files import load_any_directions, save_boundary, save_ganspace
from engine.document.code import Layout, Slot
from engine.document.disk import numpy_files
from engine.document.disk.wording import by_flags
from engine.document.document import PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.saved.code_file import CodeFile, Origin
from engine.document.saved.direction_file import save_directions
from tests.direction_sets import a_set
from tests.hostile import Trap, torch_bytes

HERE = "a" * 64
TIED = Layout((*(Slot(f"w{i}", 8, 8) for i in (1, 2, 3)), Slot("turn", 2, 4, "transform")))
FREE = Layout((Slot("eps", 4, 4), Slot("z1", 3, 8)))
PLAIN = Layout((Slot("z", 8, 4), Slot("class", 3, 4, "class")))
RANDOM = np.random.default_rng(0)
PLUS = RANDOM.normal(size=(3, 8)).astype(np.float32)
ONE = PLUS[:1]


def read(path: Path, layout: Layout = TIED, tied: bool = True) -> CodeFile:
    return read_codes(path, layout, HERE, tied=tied)


def npy(path: Path, array: np.ndarray) -> Path:
    np.save(path, array)
    return path


def npz(path: Path, **arrays: np.ndarray) -> Path:
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return path


def pt(path: Path, content: object, zipped: bool = True) -> Path:
    path.write_bytes(torch_bytes(content, zipped))
    return path


def flat(code: np.ndarray) -> list[float]:
    """A whole code of TIED, with no turn."""
    return [*np.broadcast_to(code, (3, 8)).ravel().tolist(), 0.0, 0.0]


def test_nvidias_projection_is_a_code_of_all_layers(tmp_path: Path) -> None:
    found = read(npz(tmp_path / "projected_w.npz", w=PLUS[None]))
    assert found.codes.tolist() == [flat(PLUS)] and found.codes.dtype == np.float32
    assert found.names == ("projected_w",) and found.notes == ()
    steps = npz(tmp_path / "steps.npz", w=np.stack([PLUS, -PLUS]))
    assert read(steps).names == ("steps 1", "steps 2") and read(steps).codes[1].tolist() == flat(-PLUS)


@pytest.mark.parametrize("shape", [(8,), (1, 8), (1, 1, 8)])
def test_one_w_stands_for_every_layer(tmp_path: Path, shape: tuple[int, ...]) -> None:
    assert read(npy(tmp_path / "a.npy", ONE.reshape(shape))).codes.tolist() == [flat(ONE)]


@pytest.mark.parametrize("shape", [(3, 8), (1, 3, 8), (24,), (1, 24)])
def test_layers_stand_one_after_the_other(tmp_path: Path, shape: tuple[int, ...]) -> None:
    assert read(npy(tmp_path / "a.npy", PLUS.astype(np.float64).reshape(shape))).codes.tolist() == [flat(PLUS)]


def test_many_w_are_many_codes(tmp_path: Path) -> None:
    rows = RANDOM.normal(size=(40, 8)).astype(np.float32)
    found = read(npy(tmp_path / "w.npy", rows))
    assert found.codes.shape == (40, 26) and found.codes[39].tolist() == flat(rows[39]) and found.names[39] == "w 40"


def test_a_z_is_a_code_where_z_is_the_code(tmp_path: Path) -> None:
    assert read(npy(tmp_path / "z.npy", ONE), PLAIN, False).codes.tolist() == [[*ONE[0].tolist(), 0, 0, 0]]
    assert read(npy(tmp_path / "b.npy", ONE.reshape(1, 8, 1, 1)), PLAIN, False).codes.shape == (1, 11)
    rows = RANDOM.normal(size=(2, 7)).astype(np.float32)
    assert read(npy(tmp_path / "z.npy", rows), FREE, False).codes.tolist() == rows.tolist()


@pytest.mark.parametrize("zipped", [True, False])
def test_tensors_that_torch_saved(tmp_path: Path, zipped: bool) -> None:
    pivot = pt(tmp_path / "0.pt", torch.nn.Parameter(torch.tensor(PLUS[None])), zipped)  # PTI's
    assert read(pivot).codes.tolist() == [flat(PLUS)] and kinds_of(pivot, TIED, tied=True) == ("code",)
    both = pt(tmp_path / "latents.pt", torch.tensor(np.stack([PLUS, 2 * PLUS])).double(), zipped)  # e4e's
    assert read(both).codes.tolist() == [flat(PLUS), flat(2 * PLUS)]
    latents = {"x/ann.png": {"img": torch.zeros(3, 4, 4), "latent": torch.tensor(PLUS), "noise": [torch.zeros(1)]},
               "bob.jpg": {"img": torch.zeros(3, 4, 4), "latent": torch.tensor(ONE[0]), "noise": []}}  # fmt: skip
    found = read(pt(tmp_path / "projection.pt", latents, zipped))  # rosinality's
    assert found.names == ("ann", "bob") and found.codes.tolist() == [flat(PLUS), flat(ONE)]
    listed = pt(tmp_path / "list.pt", [torch.tensor(PLUS), torch.tensor(PLUS)], zipped)
    assert read(listed).names == ("1", "2")


def test_our_own_form_comes_back_with_its_names(tmp_path: Path) -> None:
    codes = RANDOM.normal(size=(2, 26)).astype(np.float32)
    path = tmp_path / "a.safetensors"
    save_codes(path, CodeFile(codes, ("ann", "bob")), TIED, HERE, "faces", tied=True)
    found = read(path)
    assert np.array_equal(found.codes, codes) and found.names == ("ann", "bob")
    assert kinds_of(path, TIED, tied=True) == ("code",)
    assert found.notes == ("Its class or transform is not taken along: choose it anew.",)
    there = read_codes(path, TIED, "b" * 64, tied=True).notes[0]
    assert there == "Made with another generator (faces): it fits by shape and is tried here."
    with pytest.raises(ValueError, match=r"holds a code of w1 8 \+ w2 8 .*; this generator takes eps 4 \+ z1 3\. Open"):
        read(path, FREE, False)


@pytest.mark.parametrize("ending", ["npz", "npy"])
def test_what_others_read_is_written_as_they_write_it(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"projected_w.{ending}"
    save_codes(path, CodeFile(np.array([flat(PLUS)], np.float32), ("a",)), TIED, HERE, "faces", tied=True)
    stored = np.load(path)["w"] if ending == "npz" else np.load(path)
    assert stored.shape == (1, 3, 8) and stored.dtype == np.float32 and np.array_equal(stored[0], PLUS)
    assert read(path).codes.tolist() == [flat(PLUS)]


def test_what_a_form_cannot_hold_is_not_written(tmp_path: Path) -> None:
    free = CodeFile(np.ones((1, 7), np.float32), ("a",))
    for name, words in (("a.pt", "not as .pt; pickles"), ("a", "bare name"), ("a.npz", "layers of a w")):
        with pytest.raises(ValueError, match=rf"^[^\n]*{words}[^\n]*\.$"):
            save_codes(tmp_path / name, free, FREE, HERE, "", tied=False)
    assert list(tmp_path.iterdir()) == []
    save_codes(tmp_path / "a.npy", free, FREE, HERE, "", tied=False)
    assert read(tmp_path / "a.npy", FREE, False).codes.tolist() == free.codes.tolist()


# ---- codes or directions -------------------------------------------------------------------------------------


UNIT = PLUS / np.linalg.norm(PLUS)
ROWS = PLUS / np.linalg.norm(PLUS, axis=1, keepdims=True)
KINDS: dict[str, tuple[str, dict[str, np.ndarray], tuple[str, ...]]] = {
    "NVIDIA's key": ("a.npz", {"w": PLUS[None]}, ("code",)),
    "NVIDIA's name": ("projected_w.npz", {"x": PLUS[None]}, ("code",)),
    "e4e's name": ("latents.npy", {"": PLUS[None]}, ("code",)),
    "a name and a number": ("w_plus 3.npy", {"": PLUS}, ("code",)),
    "a boundary": ("smile.npy", {"": ROWS[:1]}, ("directions",)),
    "boundaries": ("smile.npy", {"": ROWS}, ("directions",)),
    "one of all layers": ("smile.npy", {"": UNIT[None]}, ("directions",)),
    "GANSpace's": ("projected.npz", {"lat_comp": PLUS[:, None], "lat_mean": ONE}, ("directions",)),
    "several": ("a.npz", {"age": ONE, "pose": ONE}, ("directions",)),
    "a bare w+": ("ann.npy", {"": PLUS}, ("directions", "code")),
    "a name of directions": ("smile.npy", {"": PLUS}, ("directions",)),
    "GANSpace's steering": ("steer_cars_zoom.npy", {"": PLUS}, ("directions",)),
    "a bare w+ of a batch": ("smile.npy", {"": PLUS[None]}, ("code", "directions")),
    "several of a batch": ("ann.npy", {"": np.tile(PLUS, (5, 1, 1))}, ("code", "directions")),
    "PTI's number": ("17.npy", {"": PLUS[None]}, ("code",)),
    "a bare w": ("ann.npy", {"": ONE}, ("directions", "code")),
    "a vector of a margin": ("a.npz", {"w": ONE[0]}, ("directions", "code")),
    "a direction named as a code": ("w.npy", {"": ROWS[:1]}, ("code", "directions")),
    "a bare array of another length": ("smile.npy", {"": PLUS[:, :5]}, ("directions",)),
}


@pytest.mark.parametrize("case", KINDS)
def test_codes_are_told_from_directions(tmp_path: Path, case: str) -> None:
    name, arrays, kinds = KINDS[case]
    path = tmp_path / name
    npz(path, **arrays) if path.suffix == ".npz" else npy(path, arrays[""])
    assert kinds_of(path, TIED, tied=True) == kinds
    if kinds == ("code",):
        with pytest.raises(ValueError, match=r"holds a code of 3 x 8, not directions: .* Open it as a code\.$"):
            load_any_directions(path, TIED, HERE, tied=True)
        assert read(path).codes.tolist() == [flat(PLUS)]
    elif "of another length" not in case:
        if "code" in kinds:  # nobody said that it is none
            with pytest.raises(
                ValueError, match=r"may be a picture's code of [^\n]* or a direction: drop it .*\.$"
            ) as no:
                load_any_directions(path, TIED, HERE, tied=True)
            assert "--code if it is a picture, or add --as-directions" in by_flags(no.value)
        assert len(load_any_directions(path, TIED, HERE, tied=True, sure=True)) >= 1
    if "code" in kinds:
        assert len(read(path).codes) == (5 if "several" in case and "batch" in case else 1)


def test_how_many_codes_of_which_size_a_file_would_be(tmp_path: Path) -> None:
    for array, count, size in ((PLUS, 1, "3 x 8"), (PLUS[None], 1, "3 x 8"), (np.tile(PLUS, (5, 1, 1)), 5, "3 x 8"),
                               (np.tile(PLUS, (20, 1)), 60, "8"), (ONE[0], 1, "8")):  # fmt: skip
        found = told(npy(tmp_path / "ann.npy", array), TIED, tied=True)
        assert (found.count, found.size) == (count, size)
    assert told(npy(tmp_path / "ann.npy", PLUS[:, :5]), TIED, tied=True).count == 0


def test_what_this_program_writes_as_directions_is_never_a_code(tmp_path: Path) -> None:
    directions = a_set(Subspace(TIED, tied=True).lift(ROWS), ("a", "b", "c"))
    save_ganspace(directions, tmp_path / "latents.npz", TIED, tied=True)
    save_boundary(directions, 0, tmp_path / "b.npy", TIED, tied=True)
    save_directions(directions, tmp_path / "c.safetensors")
    for path in tmp_path.iterdir():
        assert kinds_of(path, TIED, tied=True) == ("directions",), path
        assert load_any_directions(path, TIED, HERE, tied=True)
    with pytest.raises(
        ValueError, match=r"^c\.safetensors is directions and holds no codes\. Choose projected_w\.npz, or .*\.$"
    ):
        read(tmp_path / "c.safetensors")


def test_what_is_neither_is_neither(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello")
    weights = pt(tmp_path / "g.pt", {"g_ema": {"style.0.weight": torch.ones(3, 8)}, "latent_avg": torch.ones(8)})
    save_file({"main.0.weight": PLUS}, tmp_path / "g.safetensors")
    for path in (tmp_path / "a.txt", weights, tmp_path / "g.safetensors"):
        assert kinds_of(path, TIED, tied=True) == ()
        with pytest.raises(ValueError, match=r"(is|holds) .*codes.* Choose .*\.$"):
            read(path)


# ---- refusals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.ones((1, 18, 512)), r"a code of 18 x 512; this generator takes 3 x 8\. Open"),
        (np.ones((1, 4, 8)), "a code of 4 x 8; this generator takes 3 x 8"),
        (np.ones((2, 8)), "a code of 2 x 8; this generator takes 3 x 8"),
        (np.ones((1, 9)), "a code of 9; this"),
        (np.full((1, 3, 8), np.nan), "not finite"),
        (np.full((1, 3, 8), 1e300), "not finite"),
        (np.zeros((0, 3, 8)), "holds no codes"),
        (np.float32(1), "a code of one number"),
        (np.array(["a"]), "is not a file of codes .it holds text or other things in place of numbers"),
        (np.array([{}]), "is not a file of codes .it holds Python objects, which are never opened here"),
    ],
)  # fmt: skip
def test_codes_that_do_not_fit_are_one_sentence(tmp_path: Path, array: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=rf"^latents\.npy [^\n]*{words}[^\n]*\.$"):
        read(npy(tmp_path / "latents.npy", array))


def test_several_arrays_without_a_name_that_is_known(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^a\.npz holds no codes under a name that is known \(x, y\)\. Choose"):
        read(npz(tmp_path / "a.npz", x=PLUS, y=PLUS))


class Attack:
    """Creates the file `victim` when it is unpickled."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.victim,)


def test_nothing_of_a_file_is_run(tmp_path: Path) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "files"
    folder.mkdir()
    for zipped in (True, False):
        pt(folder / f"a{zipped}.pt", {"latent": torch.tensor(PLUS), "more": Trap(victim)}, zipped)
    (folder / "b.pt").write_bytes(pickle.dumps(Attack(victim)))
    (folder / "c.npy").write_bytes(b"")
    np.save(folder / "latents.npy", np.array([Attack(victim)]), allow_pickle=True)
    np.savez(folder / "projected_w.npz", w=np.array([Attack(victim)]))
    for path in folder.iterdir():
        with pytest.raises(ValueError, match=r"^[^\n]+\.$"):
            read(path)
    assert not victim.exists()


def test_files_that_hold_more_than_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tensors, "NUMBERS", 100)
    monkeypatch.setattr(numpy_files, "NUMBERS", 100)
    monkeypatch.setattr("engine.document.disk.limits.NUMBERS", 100)
    rows = np.ones((50, 26), np.float32)
    pt(tmp_path / "a.pt", torch.ones(1).expand(10**9, 24))  # four bytes that claim gigabytes
    pt(tmp_path / "b.pt", torch.tensor(rows))
    npy(tmp_path / "w.npy", rows)
    npz(tmp_path / "d.npz", w=rows)
    save_codes(tmp_path / "e.safetensors", CodeFile(rows, ("",) * 50), TIED, HERE, "", tied=True)
    for path in tmp_path.iterdir():
        with pytest.raises(ValueError, match=r"^[^\n]*has [\d,]+ numbers, and at most 100 are read[^\n]*\.$"):
            read(path)


@pytest.mark.parametrize("name", ["a.pt", "old.pt", "projected_w.npz", "latents.npy", "a.safetensors"])
def test_a_file_cut_short_anywhere_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.suffix == ".pt":
        pt(path, torch.tensor(PLUS[None]), name == "a.pt")
    else:
        save_codes(path, CodeFile(np.array([flat(PLUS)], np.float32), ("a",)), TIED, HERE, "faces", tied=True)
    whole = path.read_bytes()
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        with pytest.raises(ValueError, match=r"^[^\n]+\.$"):
            read(path)


def test_where_a_code_comes_from_comes_back_and_nothing_else_in_its_place(tmp_path: Path) -> None:
    origin = Origin(PhotoRef("/there/ann.jpg", Alignment(30.0, 5.0, 40.0, 50.0)), "Like it.", 30.0)
    path, codes = tmp_path / "a.safetensors", np.array([flat(PLUS)] * 2, np.float32)
    save_codes(path, CodeFile(codes, ("a", "b"), origins=(origin, None)), TIED, HERE, "faces", tied=True)
    assert read_codes(path, TIED, HERE, tied=True).origins == (origin, None)
    for wrong in ("[null]", '[{"photo": null, "words": "", "likeness": 1}, null]', '[{"likeness": 1}, null]', "7"):
        with safe_open(path, "np") as file:
            told = dict(file.metadata())
        save_file({"code": codes}, tmp_path / "b.safetensors", told | {"origins": wrong})
        with pytest.raises(ValueError, match="is not a file of codes"):
            read_codes(tmp_path / "b.safetensors", TIED, HERE, tied=True)


def test_a_file_of_very_many_codes_of_photos_is_known_as_ours(tmp_path: Path) -> None:
    origin = Origin(PhotoRef("/there/" + 90 * "a", Alignment(30.0, 5.0, 40.0, 50.0)), "Like it.", 30.0)
    path, codes = tmp_path / "a.safetensors", np.array([flat(PLUS)] * 400, np.float32)
    save_codes(path, CodeFile(codes, ("a",) * 400, origins=(origin,) * 400), TIED, HERE, "faces", tied=True)
    assert kinds_of(path, TIED, tied=True) == ("code",)
    assert len(read_codes(path, TIED, HERE, tied=True).origins) == 400
