"""`eigenbrush invert` and `eigenbrush paste-back`: what the window does with a photo, without a window."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from app.cli.commands import run_command
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import OpenGenerator
from engine.document.saved.serial import from_recipe
from engine.export.png import read_recipe
from engine.generators import load
from engine.inversion.fitting.noise import NoiseRecipe
from engine.inversion.fitting.tuning import TuningRecipe
from engine.inversion.inverting import Recipe
from engine.job import run
from engine.worker.studio import Studio
from tests.brief import look_briefly, measure_briefly

EIGEN = "builtin:faces-eigengan-64"
SIDE = 256


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A face of the generator's, enlarged, with a margin; searches are short."""
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", partial(Recipe, steps=30, layer_steps=0, rounds=2))
    measure_briefly(monkeypatch)
    look_briefly(monkeypatch)
    generator = load(EIGEN)
    pixels = generator.synthesize(0.7 * generator.sample(1, 3))[0].clamp(-1, 1).permute(1, 2, 0)
    face = Image.fromarray(((pixels + 1) * 127.5).round().byte().numpy())
    picture = Image.new("RGB", (SIDE + 40, SIDE + 20), (120, 120, 120))
    picture.paste(face.resize((SIDE, SIDE), Image.Resampling.BICUBIC), (20, 10))
    path = tmp_path / "in" / "aunt.png"
    path.parent.mkdir()
    picture.save(path)
    return path


def test_a_photo_becomes_a_picture_with_a_recipe_and_is_laid_back(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, edited = tmp_path / "aunt.png", tmp_path / "edited.png"
    assert run_command(["invert", str(photo), EIGEN, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["photo"] == str(photo) and told["likeness"] > 15 and "dB" in told["words"]
    document = from_recipe(read_recipe(out), ArrayStore())
    assert document.photo is not None and document.photo.path == str(photo)
    assert document.photo.alignment.scale == told["alignment"]["scale"]
    assert run_command(["paste-back", str(out), "--out", str(edited)]) == 0
    with Image.open(photo) as before, Image.open(edited) as after:
        assert np.array_equal(np.asarray(before), np.asarray(after))
    assert run_command(["paste-back", str(out), "--set", "z1.1=2.5", "--out", str(edited)]) == 0
    with Image.open(photo) as before, Image.open(edited) as after:
        assert before.size == after.size and not np.array_equal(np.asarray(before), np.asarray(after))


def test_the_generator_is_fitted_and_its_recipe_draws_the_same(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.closer.TuningRecipe", lambda: TuningRecipe(30))
    out, edited = tmp_path / "aunt.png", tmp_path / "edited.png"
    assert run_command(["invert", str(photo), EIGEN, "--out", str(out), "--tune", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["likeness"] > told["unfitted"] + 1 and "before the generator was fitted" in told["words"]
    arrays = ArrayStore()
    document = from_recipe(read_recipe(out), arrays)
    assert document.tuning is not None and set(document.tuning.arrays()) <= set(document.arrays())
    studio = Studio(arrays)
    run(studio.start(OpenGenerator(EIGEN)))
    with Image.open(out) as saved:
        pixels = studio.held.get(document.generator.sha256).pixels(document)
        assert pixels is not None and np.array_equal(np.asarray(saved.convert("RGB")), pixels)
    assert run_command(["paste-back", str(out), "--out", str(edited)]) == 0
    with Image.open(photo) as before, Image.open(edited) as after:
        assert np.array_equal(np.asarray(before), np.asarray(after))


def test_a_code_can_be_written_instead(photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, drawn = tmp_path / "aunt.safetensors", tmp_path / "drawn.png"
    assert run_command(["invert", str(photo), EIGEN, "--out", str(code)]) == 0
    assert run_command(["render", EIGEN, "--code", str(code), "--out", str(drawn)]) == 0
    assert drawn.exists()


def test_of_a_code_the_likeness_is_told_without_the_noise_it_does_not_hold(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.closer.WORTH", 0.0)  # the shipped one gives little
    monkeypatch.setattr("engine.worker.faces.closer.NoiseRecipe", lambda: NoiseRecipe(20))
    told = {}
    for ending in ("png", "npy"):
        flags = ["--closeness", "1", "--out", str(tmp_path / f"aunt.{ending}"), "--json"]
        assert run_command(["invert", str(photo), "builtin:faces-stylegan2-64", *flags]) == 0
        told[ending] = json.loads(capsys.readouterr().out)
    assert told["png"]["likeness"] > told["png"]["unfitted"] and "before the noise was" in told["png"]["words"]
    assert told["npy"]["likeness"] == told["png"]["unfitted"] and "unfitted" not in told["npy"]
    tuning = from_recipe(read_recipe(tmp_path / "aunt.png"), ArrayStore()).tuning
    assert tuning is not None and len(tuning.noise) == 9 and not tuning.parts


def test_starts_and_losses_are_chosen_and_the_code_is_what_was_found(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, asked = tmp_path / "aunt.npy", list[Recipe]()

    def recipe(**chosen: Any) -> Recipe:
        asked.append(Recipe(steps=10, layer_steps=0, **chosen))
        return asked[-1]

    monkeypatch.setattr("engine.worker.faces.photos.Recipe", recipe)
    chosen = ["--starts", "2", "--losses", "lap1=2, frequency"]
    assert run_command(["invert", str(photo), EIGEN, "--out", str(out), *chosen]) == 0
    assert asked[0].starts == 2 and asked[0].losses == (("lap1", 2.0), ("frequency", 1.0))
    found, seed = torch.from_numpy(np.load(out)), load(EIGEN).sample(1, 0)
    assert float((found - seed).abs().max()) > 0.1


def test_a_folder_goes_on_after_a_picture_that_is_none(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photo.parent / "broken.jpg").write_text("Dear diary")
    out = tmp_path / "found"
    assert run_command(["invert", str(photo.parent), EIGEN, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [("problem" in each, Path(each["photo"]).name) for each in told] == [
        (False, "aunt.png"),
        (True, "broken.jpg"),
    ]
    assert [path.name for path in out.iterdir()] == ["aunt.png"]


def test_what_a_mask_covers_does_not_count(photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mask, out = tmp_path / "mask.png", tmp_path / "aunt.png"
    picture = Image.new("L", (SIDE + 40, SIDE + 20), 0)
    picture.paste(255, (0, 0, SIDE + 40, 10 + SIDE // 4))  # a quarter of the face, from above
    picture.save(mask)
    assert run_command(["invert", str(photo), EIGEN, "--out", str(out), "--json", "--mask", str(mask)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert 0.5 < told["counted"] < 0.95 and "painted over" in told["words"]
    assert run_command(["invert", str(photo.parent), EIGEN, "--out", str(tmp_path / "all"), "--mask", str(mask)]) == 2
    assert "--mask is of one photo" in capsys.readouterr().err
    assert run_command(["invert", str(photo), EIGEN, "--out", str(out), "--mask", str(photo.parent / "none.png")]) != 0
    assert "none.png" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--out", "face.gif"], "is none of these"),
        (["--out", "face.png", "--closeness", "3"], "between 0 and 1"),
        (["--out", "face.npz", "--tune"], "lies in a picture's recipe, not in a code"),
        (["--out", "face.png", "--starts", "9"], "between 1 and 8"),
        (["--out", "face.png", "--losses", "squared,beauty"], "'beauty' is none of these"),
        (["--out", "face.png", "--losses", "lap1=-1"], "=WEIGHT above 0"),
        (["--out", "face.png", "--face", "0"], "counts from 1"),
        (["--out", "face.png", "--face", "7"], "none of them"),
    ],
)
def test_what_does_not_belong_is_refused(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], says: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run_command(["invert", str(photo), EIGEN, *arguments]) == 2
    assert says in capsys.readouterr().err
    assert not list(tmp_path.glob("face*"))


def test_a_picture_without_a_recipe_has_nothing_to_lay_back(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["paste-back", str(photo), "--out", str(tmp_path / "x.png")]) == 2
    assert "carries no recipe" in capsys.readouterr().err
    assert run_command(["invert", str(tmp_path), EIGEN, "--out", str(tmp_path / "none")]) == 2
    assert "There is no picture in" in capsys.readouterr().err
