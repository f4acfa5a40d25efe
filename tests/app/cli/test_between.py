"""`eigenbrush slider`: what differs between two pictures, as a file that other commands take."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.cli.commands import run_command

EIGEN = "builtin:faces-eigengan-64"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """The same face before and after two sliders were moved, with their recipes."""
    before, after = str(tmp_path / "plain.png"), str(tmp_path / "moved.png")
    assert run_command(["render", EIGEN, "--seed", "27", "--out", before]) == 0
    moved = ["--set", "z3.2=2.0", "--set", "z4.1=-1.5"]
    assert run_command(["render", EIGEN, "--seed", "27", *moved, "--out", after]) == 0
    return before, after


def test_a_slider_is_written_and_carries_the_first_picture_to_the_second(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, drawn = tmp_path / "s.safetensors", tmp_path / "drawn.png"
    assert run_command(["slider", *pair, EIGEN, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["name"] == "plain to moved" and told["key"].startswith("pair:")
    strength = float(told["notes"][0].split()[1])
    assert run_command(["render", EIGEN, "--seed", "27", "--set", f"{out}#1={strength}", "--out", str(drawn)]) == 0
    with Image.open(drawn) as one, Image.open(pair[1]) as other, Image.open(pair[0]) as start:
        seen, wanted, first = (np.asarray(picture.convert("RGB")).astype(int) for picture in (one, other, start))
    assert np.abs(seen - wanted).mean() < 0.1 * np.abs(first - wanted).mean()  # the strength is told with one decimal


def test_what_is_held_is_left_alone(pair: tuple[str, str], tmp_path: Path) -> None:
    from engine.document.saved.direction_file import load_directions

    out = tmp_path / "s.safetensors"
    assert run_command(["slider", *pair, EIGEN, "--hold", "z3.2", "--out", str(out)]) == 0
    found = load_directions(out)[0].vector
    assert np.count_nonzero(np.abs(found) > 1e-6) == 1


def test_a_morph_is_written_as_a_curve_and_films_swing_it(pair: tuple[str, str], tmp_path: Path) -> None:
    out, film = tmp_path / "m.safetensors", tmp_path / "m.gif"
    assert run_command(["slider", *pair, EIGEN, "--morph", "prior", "--out", str(out)]) == 0
    swung = ["--slider", f"{out}#1", "--range", "0:1", "--loop", "--frames", "5", "--fps", "10", "--size", "64"]
    assert run_command(["animate", EIGEN, "--seed", "27", *swung, "--out", str(film)]) == 0
    with Image.open(film) as gif, Image.open(pair[1]) as end:
        gif.seek(4)
        last, wanted = np.asarray(gif.convert("RGB")).astype(int), np.asarray(end.convert("RGB")).astype(int)
    assert np.abs(last - wanted).mean() < 6  # a GIF has 256 colours


@pytest.mark.parametrize(("more", "said"), [
    (["--morph", "prior", "--out", "m.npz"], "which .safetensors alone can hold"),
    (["--also", "a.png", "gone.png", "--out", "s.safetensors"], "gone.png"),
])  # fmt: skip
def test_bad_input_is_one_sentence(pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                   capsys: pytest.CaptureFixture[str], more: list[str], said: str) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").write_bytes(Path(pair[0]).read_bytes())
    capsys.readouterr()
    assert run_command(["slider", *pair, EIGEN, *more]) == 2
    told = capsys.readouterr().err.strip().splitlines()
    assert said in told[-1] and "Traceback" not in "".join(told)
