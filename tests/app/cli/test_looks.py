"""One look on many faces, and pictures side by side: the pixels are those of the faces and edits, one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.cli.headless import Desk
from tests.app.cli.test_commands import FACES, bad, good


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB")).copy()


@pytest.fixture
def look(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    path = tmp_path / "look.png"
    good(capsys, "render", FACES, "--seed", 5, "--set", "z2.2=2", "--truncation", 0.7, "--out", path)
    return path


def face(look: Path, seed: int, *, edits: bool = True) -> np.ndarray:
    desk = Desk(str(look), saved=True)
    if seed != 5:
        desk.go_to(seed)
    if not edits:
        desk.workspace.reset_all()
    return desk.frame().pixels


def test_a_batch_is_the_look_on_every_face(look: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    good(capsys, "batch", look, "--seeds", "1-3,9", "--out", out)
    assert "The name out is taken" in bad(capsys, "batch", look, "--seeds", "1", "--out", out)
    assert sorted(p.name for p in out.iterdir()) == [f"seed-{seed:04}.png" for seed in (1, 2, 3, 9)]
    for seed in (1, 2, 3, 9):
        assert np.array_equal(pixels(out / f"seed-{seed:04}.png"), face(look, seed))
    good(capsys, "render", out / "seed-0009.png", "--out", tmp_path / "again.png")
    assert np.array_equal(pixels(tmp_path / "again.png"), face(look, 9)), "each carries its recipe"


def test_a_batch_goes_on_codes_and_makes_films(look: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good(capsys, "save-code", FACES, "--seed", 4, "--out", tmp_path / "code.npy")
    good(capsys, "batch", look, "--codes", tmp_path / "code.npy", "--out", tmp_path / "out")
    (picture,) = (tmp_path / "out").iterdir()
    good(capsys, "render", look, "--code", tmp_path / "code.npy", "--out", tmp_path / "wanted.png")
    assert np.array_equal(pixels(picture), pixels(tmp_path / "wanted.png"))
    good(capsys, "batch", look, "--seeds", "1-2", "--slider", "z3.1", "--frames", 3, "--size", 64, "--format", "apng",
         "--range", "-1:1", "--out", tmp_path / "films")  # fmt: skip
    assert sorted(p.name for p in (tmp_path / "films").iterdir()) == ["seed-0001.png", "seed-0002.png"]
    desk = Desk(str(look), saved=True)
    desk.go_to(2)
    desk.set("z3.1=-1")
    assert np.array_equal(pixels(tmp_path / "films" / "seed-0002.png"), desk.frame().pixels)


@pytest.mark.parametrize("labels", [True, False])
def test_a_sheet_has_its_pictures_side_by_side(
    look: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, labels: bool
) -> None:
    out, flags = tmp_path / "s.png", () if labels else ("--no-labels",)
    good(capsys, "sheet", look, "--seeds", "1-3", "--size", 64, *flags, "--out", out)
    found, bar = pixels(out), 16 if labels else 0
    assert found.shape == (64 + bar, 192, 3)
    for place, seed in enumerate((1, 2, 3)):
        assert np.array_equal(found[:64, place * 64 : place * 64 + 64], face(look, seed))
    assert not labels or all(found[64:, x : x + 64].max() > 150 for x in (0, 64, 128)), "something is written there"
    good(capsys, "sheet", look, "--seeds", "1-3", "--size", 64, *flags, "--columns", 2, "--out", out)
    assert pixels(out).shape == (2 * (64 + bar), 128, 3)
    assert np.array_equal(pixels(out)[64 + bar : 128 + bar, :64], face(look, 3))
    good(capsys, "sheet", look, "--before", "--size", 64, "--no-labels", "--out", out)
    assert np.array_equal(pixels(out)[:, :64], face(look, 5, edits=False))
    assert np.array_equal(pixels(out)[:, 64:], face(look, 5))


def test_a_sheet_of_sliders_is_a_film(look: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "s.png"
    good(capsys, "sheet", look, "--each", "--slider", "z3.1", "--slider", "z1.1", "--range", "-2:2", "--frames", 4,
         "--size", 64, "--no-labels", "--out", out)  # fmt: skip
    with Image.open(out) as film:
        assert film.n_frames == 4 and film.size == (128, 64)
        film.seek(2)
        shown = np.asarray(film.convert("RGB"))
    for place, key in enumerate(("z3.1", "z1.1")):
        desk = Desk(str(look), saved=True)
        desk.set(f"{key}=2")
        assert np.array_equal(shown[:, place * 64 : place * 64 + 64], desk.frame().pixels)


@pytest.mark.parametrize(("command", "flags", "words"), [
    ("batch", ("--seeds", "9-2"), "names no seeds"), ("batch", (), "Say which seeds"),
    ("batch", ("--seeds", "1", "--size", "5000"), "16 to 4096"), ("sheet", ("--before", "--each"), "Say what stands"),
    ("sheet", ("--each",), "at least two sliders"), ("sheet", ("--seeds", "1-101"), "2 to 100 pictures"),
    ("sheet", ("--seeds", "1-2", "--columns", "-1"), "1 to 100"),
    ("sheet", ("--seeds", "1-26", "--slider", "z1.1"), "2 to 25 pictures"),
    ("sheet", ("--seeds", "1-5", "--size", "1000"), "16 to 4096"),
])  # fmt: skip
def test_what_cannot_be_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, flags: tuple[str, ...], words: str
) -> None:
    out = tmp_path / ("out" if command == "batch" else "a.png")
    assert words in bad(capsys, command, FACES, *flags, "--out", out)
    assert not [p for p in tmp_path.iterdir() if p.name != "home"]
