"""The headless twin: every command on good and on bad input; the same pixels as the window."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from app.__main__ import main
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import Discover, OpenGenerator
from engine.document.document import Document
from engine.document.regions import Region, as_mask
from engine.document.saved.direction_file import load_directions
from engine.document.saved.serial import from_recipe
from engine.drawing.renderer import to_pixels
from engine.export.png import png_bytes, read_recipe
from engine.generators import load
from engine.job import run
from engine.worker.studio import Studio
from tests.app.opened import FACES, Opened
from tests.direction_sets import each, rewrite
from tests.fakes import a_studio

ROOT = Path(__file__).parents[3]


def good(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must end well; returns what it printed."""
    code = main([str(a) for a in arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def bad(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must fail; returns its one sentence."""
    code = main([str(a) for a in arguments])
    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert re.fullmatch(r"eigenbrush[^\n]*: [^\n]+\.\n", printed.err), printed.err
    assert not any(word in printed.err for word in ("Traceback", "[Errno", "Error("))
    return printed.err


def picture(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"))


# ---- generators, inspect, selfcheck --------------------------------------------------------------------------


def test_generators_lists_what_can_be_opened(capsys: pytest.CaptureFixture[str]) -> None:
    names = good(capsys, "generators").split()
    assert FACES in names
    for name in names:
        load(name)


def test_inspect_json_of_the_shipped_generator(capsys: pytest.CaptureFixture[str]) -> None:
    facts = json.loads(good(capsys, "inspect", FACES, "--json"))
    generator = load(FACES)
    assert facts["family"] == "eigengan" and facts["resolution"] == 64
    assert facts["sha256"] == generator.sha256 and len(facts["sha256"]) == 64
    assert [slot["name"] for slot in facts["layout"]] == ["eps", "z1", "z2", "z3", "z4"]
    assert sum(slot["dimension"] for slot in facts["layout"]) == facts["dimension"]
    sliders = [f"z{layer}.{i}" for layer in range(1, 5) for i in range(1, 7)]
    assert list(facts["sliders"]) == sliders and all(facts["sliders"].values())
    assert len(facts["orthogonality"]) == 4 and max(facts["orthogonality"]) < 1e-3
    assert facts["parameters"] > 1_000_000


def test_inspect_in_words(capsys: pytest.CaptureFixture[str], dcgan_file: Path) -> None:
    words = good(capsys, "inspect", dcgan_file)
    assert "family: dcgan" in words and "resolution: 16" in words and "sliders: none" in words
    assert "z (20, at 4 px)" in words


def test_inspect_says_of_codes_and_directions_what_the_window_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = np.random.default_rng(0).normal(size=(5, 18, 512)).astype(np.float32)
    np.save(tmp_path / "ann.npy", rows[0])
    assert "ann.npy holds a code of 18 x 512, or a direction." in good(capsys, "inspect", tmp_path / "ann.npy")
    np.save(tmp_path / "five.npy", rows)
    assert "holds 5 codes of 18 x 512, or as many directions" in good(capsys, "inspect", tmp_path / "five.npy")
    np.savez(tmp_path / "projected_w.npz", w=rows[:1])
    torch.save({"ckpt": "g.pt", "eigvec": torch.eye(4)}, tmp_path / "factor.pt")
    for name, kind, arrays in (("projected_w.npz", "codes", {"w": "1 x 18 x 512"}),
                               ("factor.pt", "directions", {"eigvec": "4 x 4"})):  # fmt: skip
        assert json.loads(good(capsys, "inspect", tmp_path / name, "--json")) == {"kind": kind, "arrays": arrays}


def test_what_may_be_a_code_is_a_direction_only_where_one_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    style, out = "builtin:faces-stylegan2-64", tmp_path / "a.png"
    np.save(tmp_path / "ann.npy", np.random.default_rng(0).normal(size=(10, 128)).astype(np.float32))
    given = ("render", style, "--set", f"{tmp_path / 'ann.npy'}#1=1", "--out", out)
    assert "give it with --code if it is a picture, or add --as-directions" in bad(capsys, *given)
    assert not out.exists()
    good(capsys, *given, "--as-directions")
    edit = from_recipe(read_recipe(out), ArrayStore()).edits[0]
    assert (edit.name, edit.strength) == ("ann", 1)
    good(capsys, "render", style, "--code", tmp_path / "ann.npy", "--out", out)


def test_inspect_of_what_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = tmp_path / "a.pt"
    text.write_text("hello")
    for file in (text, tmp_path, tmp_path / "gone", "builtin:nobody", os.devnull):
        bad(capsys, "inspect", file)


def test_selfcheck(capsys: pytest.CaptureFixture[str]) -> None:
    words = good(capsys, "selfcheck")
    assert "all is well" in words and "ms a frame" in words and "device:" in words


# ---- render --------------------------------------------------------------------------------------------------


def test_render_makes_the_pixels_of_the_window(
    window: Opened, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    window.controller.faces.choose_seed(12)
    window.rest()
    window.workspace.face.set_truncation(0.7)
    window.rest()
    for key, value in (("z2.2", 1.75), ("z4.1", -2.0)):
        window.window.sliders.row(key).go_to(value)
        window.rest()
    out = tmp_path / "a.png"
    good(capsys, "render", FACES, "--seed", 12, "--truncation", 0.7, "--set", "z2.2=1.75", "--set", "z4.1=-2",
         "--out", out)  # fmt: skip
    assert int(np.abs(picture(out).astype(int) - window.pixels()).max()) <= 1
    document = from_recipe(read_recipe(out), ArrayStore())
    assert (document.seed, document.truncation) == (12, 0.7)
    assert {e.key: e.strength for e in document.edits} == {
        e.key: pytest.approx(e.strength, abs=1e-5) for e in window.document.edits
    }


def test_a_set_value_is_absolute(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Two seeds with every own slider at 0 differ only by eps: the same slider value is the same coordinate."""
    desk_out = tmp_path / "a.png"
    good(capsys, "render", FACES, "--seed", 4, "--set", "z1.1=1.5", "--out", desk_out)
    document = from_recipe(read_recipe(desk_out), ArrayStore())
    generator = load(FACES)
    base = generator.sample(1, seed=4)[0, generator.layout.index("z1.1")].item()
    assert document.edits[0].strength == pytest.approx(1.5 - base, abs=1e-5)


def test_pictures_and_films_are_calmed_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain, calm, film = tmp_path / "plain.png", tmp_path / "calm.png", tmp_path / "film.gif"
    good(capsys, "render", FACES, "--seed", 5, "--set", "z1.1=0", "--out", plain)
    good(capsys, "render", FACES, "--seed", 5, "--set", "z1.1=0", "--compression", "0.5:30", "--out", calm)
    arguments = ("--slider", "z1.1", "--range", "0:0.001", "--frames", 2, "--size", 64)
    good(capsys, "animate", FACES, "--seed", 5, "--compression", "0.5:30", *arguments, "--out", film)
    document = from_recipe(read_recipe(calm), ArrayStore())
    assert (document.compression, document.components) == (0.5, 30)
    with Image.open(film) as frames:
        first = np.asarray(frames.convert("RGB")).astype(int)
    assert np.abs(picture(calm).astype(int) - picture(plain)).mean() > 1
    assert np.abs(first - picture(calm)).mean() < 0.6 * np.abs(first - picture(plain)).mean()


def test_the_last_seed_and_the_opposite_of_a_face(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    generator, seed = load(FACES), 2**32 - 1
    for truncation in (-1.0, 2.0):
        out = tmp_path / "a.png"
        good(capsys, "render", FACES, "--seed", seed, "--truncation", truncation, "--out", out)
        document = from_recipe(read_recipe(out), ArrayStore())
        assert (document.seed, document.truncation) == (seed, truncation)
        mean = generator.mean_code()
        code = mean + truncation * (generator.sample(1, seed)[0] - mean)
        drawn = (generator.synthesize(code[None])[0].clamp(-1, 1).permute(1, 2, 0) + 1) * 127.5
        assert np.abs(picture(out) - drawn.numpy()).max() <= 1.5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "z2.2"], "SLIDER=VALUE"),
        (["--set", "z2.2=much"], "'much' is not a number"),
        (["--set", "z2.2=nan"], "not a number"),
        (["--set", "z2.2=1e9"], "not a number"),
        (["--set", "z9.1=1"], "no slot 'z9'"),
        (["--set", "z2.0=1"], "z2.1 to z2.6"),
        (["--set", "z2.7=1"], "z2.1 to z2.6"),
        (["--set", "gone.safetensors#1=1"], "gone.safetensors could not be read (no such file"),
        (["--seed", "-1"], "between 0 and 4294967295"),
        (["--seed", "4294967296"], "between 0 and"),
        (["--seed", "x"], "invalid int value"),
        (["--truncation", "nan"], "between -1 and 2"),
        (["--truncation", "7"], "between -1 and 2"),
        (["--truncation", "-1.1"], "between -1 and 2"),
        (["--compression", "0"], "--compression needs SIGMA"),
        (["--compression", "1:0"], "--compression needs SIGMA"),
        (["--compression", "nan"], "--compression needs SIGMA"),
        (["--what"], "unrecognized"),
    ],
)
def test_render_on_bad_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], words: str
) -> None:
    assert words in bad(capsys, "render", FACES, *arguments, "--out", tmp_path / "a.png")
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_render_where_nothing_can_be_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There is no folder" in bad(capsys, "render", FACES, "--out", tmp_path / "gone" / "a.png")
    (tmp_path / "taken.png").mkdir()
    bad(capsys, "render", FACES, "--out", tmp_path / "taken.png")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.document.disk.files.os.fsync", full)
    (tmp_path / "old.png").write_bytes(b"old")
    assert "no space left on device" in bad(capsys, "render", FACES, "--out", tmp_path / "old.png")
    assert (tmp_path / "old.png").read_bytes() == b"old"
    assert "no space left on device" in bad(
        capsys, "animate", FACES, "--slider", "z1.1", "--frames", 2, "--size", 16, "--out", tmp_path / "a.gif"
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "old.png", "taken.png"]
    assert not [*tmp_path.rglob("*.part"), *tmp_path.rglob("*.gif")]


# ---- animate -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("way", "frames"), [("--loop", 7), ("--there-and-back", 10)])
def test_animate_makes_exactly_the_frames_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, way: str, frames: int
) -> None:
    out = tmp_path / "a.gif"
    good(capsys, "animate", FACES, "--seed", 3, "--slider", "z2.2", "--range", "-2:2", "--frames", frames,
         "--fps", 10, way, "--size", 64, "--out", out)  # fmt: skip
    pictures = []
    with Image.open(out) as gif:
        assert (gif.n_frames, gif.size) == (frames, (64, 64))
        for i in range(frames):
            gif.seek(i)
            assert gif.info["duration"] == 100
            pictures.append(np.asarray(gif.convert("RGB")).astype(int))
    ends = {"--loop": frames - 1, "--there-and-back": frames // 2}
    for index, value in ((0, -2), (ends[way], 2)):
        good(capsys, "render", FACES, "--seed", 3, "--set", f"z2.2={value}", "--out", tmp_path / "a.png")
        assert np.abs(pictures[index] - picture(tmp_path / "a.png")).mean() < 8


def test_a_film_in_which_nothing_moves_still_has_all_its_frames(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good(capsys, "animate", FACES, "--slider", "z2.2", "--range", "1:1", "--frames", 5, "--size", 32, "--out",
         tmp_path / "a.gif")  # fmt: skip
    with Image.open(tmp_path / "a.gif") as gif:
        assert gif.n_frames == 5


@pytest.mark.parametrize("ending", [".webp", ".png", ""])
def test_animate_writes_what_the_ending_says_and_the_film_opens_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"a{ending}"
    good(capsys, "animate", FACES, "--seed", 3, "--slider", "z2.2", "--range", "-2:2", "--frames", 3, "--loop",
         "--size", 64, "--fps", 30, "--quality", "best", "--out", out)  # fmt: skip
    again = out / "0001.png" if out.is_dir() else out
    good(capsys, "render", again, "--set", "z2.2=-2", "--out", tmp_path / "b.png")
    with Image.open(again) as film, Image.open(tmp_path / "b.png") as still:
        away = np.abs(np.asarray(film.convert("RGB")).astype(int) - np.asarray(still)).mean()
        assert away < (3 if ending == ".webp" else 1e-9)
        assert len(list(out.iterdir())) == 3 if out.is_dir() else film.n_frames == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--frames", "1"], "2 to 20000 frames"),
        (["--fps", "60"], "cannot hold 60"),
        (["--fps", "0"], "cannot hold 0"),
        (["--range", "3"], "two numbers"),
        (["--range", "a:b"], "'a' is not a number"),
        (["--size", "4"], "16 to 4096"),
        (["--loop", "--there-and-back"], "not allowed with"),
        (["--slider", "z7.1"], "no slot 'z7'"),
    ],
)
def test_animate_on_bad_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], words: str
) -> None:
    assert words in bad(capsys, "animate", FACES, "--slider", "z1.1", *arguments, "--out", tmp_path / "a.gif")
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


# ---- discover ------------------------------------------------------------------------------------------------

FEW = ("--samples", 500, "--feature-samples", 500, "--components", 3)


def test_discovered_directions_can_be_set(capsys: pytest.CaptureFixture[str], dcgan_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.safetensors"
    facts = json.loads(good(capsys, "discover", "ganspace", dcgan_file, *FEW, "--out", out, "--json"))
    directions = load_directions(out)
    assert facts["count"] == 3 and directions.vectors.shape == (3, 20)
    assert np.allclose(np.linalg.norm(directions.vectors, axis=1), 1, atol=1e-5)
    assert directions.provenance.generator == load(dcgan_file).sha256
    good(capsys, "render", dcgan_file, "--out", tmp_path / "a.png")
    good(capsys, "render", dcgan_file, "--set", f"{out}#2=2", "--out", tmp_path / "b.png")
    good(capsys, "animate", dcgan_file, "--slider", f"{out}#2", "--range", "0:2", "--frames", 2, "--loop",
         "--size", 16, "--out", tmp_path / "c.gif")  # fmt: skip
    code = load(dcgan_file).sample(1, seed=0)
    code[0] += 2 * float(directions.sigma[1]) * torch.from_numpy(directions.vectors[1])
    expected = load(dcgan_file).synthesize(code)[0].clamp(-1, 1).add(1).mul(127.5).round().permute(1, 2, 0).numpy()
    assert np.abs(picture(tmp_path / "b.png") - expected).max() <= 1
    assert not np.array_equal(picture(tmp_path / "a.png"), picture(tmp_path / "b.png"))
    assert "1 to 3" in bad(capsys, "render", dcgan_file, "--set", f"{out}#4=1", "--out", tmp_path / "d.png")
    refused = bad(capsys, "render", FACES, "--set", f"{out}#1=1", "--out", tmp_path / "d.png")
    assert "its directions have 20 numbers, and this generator takes" in refused
    assert not (tmp_path / "d.png").exists()


def test_directions_of_another_generator_are_said_to_be_tried(
    capsys: pytest.CaptureFixture[str], dcgan_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "found.safetensors"
    good(capsys, "discover", "ganspace", dcgan_file, *FEW, "--out", out)
    assert main(["render", str(dcgan_file), "--set", f"{out}#1=1", "--out", str(tmp_path / "a.png")]) == 0
    assert "another generator" not in capsys.readouterr().err
    rewrite(out, generator="c" * 64)
    assert main(["render", str(dcgan_file), "--set", f"{out}#1=1", "--out", str(tmp_path / "b.png")]) == 0
    told = "Made for another generator (cccccccccccc): it fits by shape and is tried here."
    assert f"eigenbrush: {out}: {told}\n" in capsys.readouterr().err
    assert np.array_equal(picture(tmp_path / "a.png"), picture(tmp_path / "b.png"))


def test_the_window_and_the_command_line_find_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    faces, out = "builtin:faces-stylegan2-64", tmp_path / "s.safetensors"
    told = good(capsys, "discover", "sefa", faces, "--layers", "1-4", "--components", 3, "--no-normalize-rows",
                "--out", out)  # fmt: skip
    assert "3 directions of SeFa" in told
    studio = a_studio()
    info = run(studio.start(OpenGenerator(faces)))
    asked = {"layers": "1-4", "components": 3, "normalize_rows": False}
    found = run(studio.start(Discover(info.ref.sha256, "sefa", asked)))
    assert found.key == load_directions(out).key and load_directions(out).provenance.parameters == asked


def test_directions_are_named_on_request(capsys: pytest.CaptureFixture[str], dcgan_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "n.safetensors"
    facts = json.loads(good(capsys, "discover", "ganspace", dcgan_file, *FEW, "--name", "--out", out, "--json"))
    assert len(facts["attributes"]) == len(facts["purity"]) == 3 and all(0 <= p <= 1 for p in facts["purity"])
    assert each(load_directions(out), "attribute") == tuple(facts["attributes"])


def test_judged_faces_come_from_a_table(capsys: pytest.CaptureFixture[str], dcgan_file: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "judged.csv", tmp_path / "b.safetensors"
    table.write_text("seed,label\n" + "".join(f"{seed},{seed % 2}\n" for seed in range(20)))
    assert "1 direction of InterFaceGAN" in good(
        capsys, "discover", "interfacegan", dcgan_file, "--labels", table, "--out", out
    )
    generator, directions = load(dcgan_file), load_directions(out)
    along = generator.sample(20, seed=0).numpy() @ directions.vectors[0]
    places = along / directions.sigma[0] - directions[0].origin
    assert ((places > 0) == (np.arange(20) % 2 == 1)).mean() > 0.8
    assert "does not learn" in bad(capsys, "discover", "sefa", dcgan_file, "--labels", table, "--out", out)
    both = bad(capsys, "discover", "interfacegan", dcgan_file, "--labels", table, "--attribute", "hue", "--out", out)
    assert "leave one of them out" in both
    assert "one direction" in bad(capsys, "discover", "ganspace", dcgan_file, "--out", tmp_path / "a.npy")
    table.write_text("seed,label\n1,yes\n2,yes\n")
    words = bad(capsys, "discover", "interfacegan", dcgan_file, "--labels", table, "--out", out)
    assert "yes" in words and words.count("\n") == 1


def test_a_painted_region_finds_what_moves_it_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    faces, mask, out = "builtin:faces-stylegan2-64", tmp_path / "mouth.png", tmp_path / "m.safetensors"
    pixels = np.zeros((128, 128), np.uint8)
    pixels[80:104, 40:88] = 255
    Image.fromarray(pixels).save(mask)
    facts = json.loads(good(capsys, "discover", "resefa", faces, "--seed", 5, "--region", mask, "--components", 3,
                            "--out", out, "--json"))  # fmt: skip
    assert facts["count"] == 3
    directions, generator = load_directions(out), load(faces)
    code = generator.sample(1, seed=5)
    step = torch.from_numpy(directions.vectors[:1]) * float(directions.sigma[0])
    with torch.no_grad():
        change = (generator.synthesize(code + 0.2 * step) - generator.synthesize(code)).square().mean(1)[0].numpy()
    inside = np.zeros((64, 64), bool)
    inside[40:52, 20:44] = True
    assert change[inside].mean() > 3 * change[~inside].mean()
    assert len(facts["leakage"]) == 3 and all(0 < share < 1 for share in facts["leakage"])
    assert "Give --region MASK.png" in bad(capsys, "discover", "resefa", faces, "--out", out)
    assert "is not a mask" in bad(capsys, "discover", "resefa", faces, "--region", out, "--out", tmp_path / "x")


def test_a_painted_and_a_saved_region_give_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    faces, mask, out = "builtin:faces-eigengan-64", tmp_path / "mask.png", tmp_path / "m.safetensors"
    weights = np.clip(1.5 - np.hypot(*np.mgrid[-3:3:256j, -2:4:256j]), 0, 1)
    mask.write_bytes(png_bytes(as_mask(weights)))  # as the window saves it
    arrays = ArrayStore()
    studio = Studio(arrays)
    info = run(studio.start(OpenGenerator(faces)))
    painted = Document(info.ref, 5, regions=(Region("mouth", arrays.put(as_mask(weights))),))
    for method in ("lowrankgan", "reds", "resefa"):
        good(capsys, "discover", method, faces, "--seed", 5, "--region", mask, "--out", out)
        found = run(studio.start(Discover(info.ref.sha256, method, {}, 5, document=painted)))  # as the brush asks
        assert np.array_equal(load_directions(out).vectors, found.vectors), method
        assert np.array_equal(load_directions(out).sigma, found.sigma), method


def test_a_curved_path_is_found_and_followed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    faces, mask, out = "builtin:faces-eigengan-64", tmp_path / "mouth.png", tmp_path / "bow.safetensors"
    pixels = np.zeros((64, 64), np.uint8)
    pixels[40:52, 20:44] = 255
    Image.fromarray(pixels).save(mask)
    facts = json.loads(good(capsys, "discover", "reds", faces, "--seed", 5, "--region", mask, "--path", "curved",
                            "--components", 1, "--steps", 1, "--out", out, "--json"))  # fmt: skip
    found, generator = load_directions(out), load(faces)
    assert facts["reach"] == 1 and len(found) == 1
    path = found[0].path
    assert path is not None and path.shape == (3, generator.layout.dimension)
    assert path[1] == pytest.approx(generator.sample(1, seed=5)[0].numpy(), abs=1e-6)
    good(capsys, "render", faces, "--seed", 5, "--set", f"{out}#1=1", "--out", tmp_path / "a.png")
    with torch.no_grad():
        end = to_pixels(generator.synthesize(torch.from_numpy(path[2:])))[0].numpy().astype(int)
    with Image.open(tmp_path / "a.png") as picture:
        assert np.abs(np.asarray(picture) - end).max() <= 1


def test_directions_can_be_written_in_the_forms_of_others(
    capsys: pytest.CaptureFixture[str], dcgan_file: Path, tmp_path: Path
) -> None:
    good(capsys, "discover", "ganspace", dcgan_file, *FEW, "--out", tmp_path / "a.safetensors")
    good(capsys, "discover", "ganspace", dcgan_file, *FEW, "--out", tmp_path / "a.npz")
    for end in ("safetensors", "npz"):
        good(capsys, "render", dcgan_file, "--set", f"{tmp_path / 'a'}.{end}#2=2", "--out", tmp_path / f"{end}.png")
    ours, theirs = (picture(tmp_path / f"{end}.png").astype(int) for end in ("safetensors", "npz"))
    assert np.abs(ours - theirs).max() <= 1


def test_the_same_seed_finds_the_same_directions(
    capsys: pytest.CaptureFixture[str], dcgan_file: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        good(capsys, "discover", "ganspace", dcgan_file, *FEW, "--seed", 5, "--out", tmp_path / name)
    good(capsys, "discover", "ganspace", dcgan_file, *FEW, "--seed", 6, "--out", tmp_path / "c")
    a, b, c = (load_directions(tmp_path / name) for name in "abc")
    assert np.array_equal(a.vectors, b.vectors) and a.key == b.key and each(a, "spectrum") == each(b, "spectrum")
    assert not np.array_equal(a.vectors, c.vectors)


@pytest.mark.parametrize(
    ("method", "arguments", "words"),
    [
        ("magic", [], "no method 'magic'"),
        ("eigengan", [], "no sliders of its own"),
        ("eigengan", ["--components", "3"], "has no --components"),
        ("ganspace", ["--samples", "-5"], "--samples must lie between"),
        ("ganspace", ["--components", "0"], "--components must lie between"),
        ("ganspace", ["--samples", "many"], "invalid int value"),
    ],
)
def test_discover_on_bad_input(
    capsys: pytest.CaptureFixture[str], dcgan_file: Path, tmp_path: Path, method: str, arguments: list[str], words: str
) -> None:
    assert words in bad(capsys, "discover", method, dcgan_file, *arguments, "--out", tmp_path / "d")
    assert not (tmp_path / "d").exists()


def test_discover_where_nothing_can_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "There is no folder" in bad(capsys, "discover", "eigengan", FACES, "--out", tmp_path / "gone" / "d")
    (tmp_path / "taken").mkdir()
    assert main(["discover", "eigengan", FACES, "--out", str(tmp_path / "taken")]) == 2
    assert "taken could not be written" in capsys.readouterr().err


# ---- train, sample, measure ----------------------------------------------------------------------------------


def test_sample_then_train_then_inspect(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data, out = tmp_path / "faces.npy", tmp_path / "g.safetensors"
    good(capsys, "sample", FACES, "--count", 40, "--out", data)
    assert np.load(data).shape == (40, 64, 64, 3)
    small = np.load(data)[:, ::2, ::2]
    np.save(data, np.ascontiguousarray(small))
    good(capsys, "train", "eigengan", "--data", data, "--out", out, "--minutes", 0.02)
    facts = json.loads(good(capsys, "inspect", out, "--json"))
    assert facts["family"] == "eigengan" and facts["resolution"] == 32
    good(capsys, "train", "glo", "--data", data, "--out", tmp_path / "glo.safetensors", "--minutes", 0.01)
    good(capsys, "train", "glo", "--data", data, "--out", tmp_path / "glo.safetensors", "--minutes", 0.01, "--resume")
    assert json.loads(good(capsys, "inspect", tmp_path / "glo.safetensors", "--json"))["family"] == "glo"
    code = f"{tmp_path / 'glo.codes.safetensors'}#40"
    good(capsys, "render", tmp_path / "glo.safetensors", "--code", code, "--out", tmp_path / "a.png")


def test_train_on_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = tmp_path / "a.npy"
    text.write_text("no pictures")
    for data in (text, tmp_path / "gone", tmp_path):
        bad(capsys, "train", "eigengan", "--data", data, "--out", tmp_path / "g", "--minutes", 1)
    bad(capsys, "train", "eigengan", "--data", text, "--out", tmp_path / "gone" / "g", "--minutes", 1)
    pictures = tmp_path / "pictures.npy"
    np.save(pictures, np.zeros((4, 32, 32, 3), np.uint8))
    wanted = ("--data", pictures, "--out", tmp_path / "g", "--minutes", 1)
    assert "no table of factors" in bad(capsys, "train", "eigengan", *wanted, "--start-from-factors", 100)
    assert "neither" in bad(capsys, "train", "glo", *wanted, "--anchor", 1)
    assert "takes no --anchor" in bad(capsys, "train", "eigengan", *wanted, "--anchor", 1)
    bad(capsys, "train", "stylegan", "--data", text, "--out", tmp_path / "g", "--minutes", 1)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a.npy", "pictures.npy"]


def test_measure_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    words = good(capsys, "measure", FACES, "--samples", 64)
    assert "of 24" in words and "FID" not in words
    assert "Fr" in words and "orthogonality" in words.lower()


def test_measure_and_sample_on_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad(capsys, "measure", FACES, "--samples", 1)
    bad(capsys, "measure", tmp_path / "gone")
    bad(capsys, "sample", tmp_path / "gone", "--out", tmp_path / "x")


# ---- the command line itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["render"], ["inspect"], ["discover"], ["--nonsense"], ["train", "eigengan"]])
def test_a_command_without_what_it_needs_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    bad(capsys, *arguments)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    words = good(capsys, "--help")
    for command in ("generators", "inspect", "render", "animate", "discover", "train", "measure", "selfcheck"):
        assert command in words


def test_a_flag_of_several_methods_says_what_it_is_to_each(capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(good(capsys, "discover", "--help").split())
    assert "0: as energy says (lowrankgan); directions of the rest to hold; 0: as held says (reds)" in words
    assert "--side SIDE pixels a side to look at (lowrankgan, reds, resefa, stylespace)" in words
    assert "give every row of the weights the same length (sefa)" in words


@pytest.mark.parametrize("arguments", [["inspect", os.devnull], ["render", FACES, "--set", "x=1", "--out", "a.png"]])
def test_as_a_process_bad_input_ends_with_2_and_one_line(arguments: list[str], tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "app", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
    )
    assert ended.returncode == 2 and ended.stdout == ""
    assert ended.stderr.count("\n") == 1 and "Traceback" not in ended.stderr
    assert not (ROOT / "a.png").exists()


def test_a_reader_that_has_seen_enough_is_no_problem() -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "app", "generators"], cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_convert_writes_a_generator_that_draws_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, out = tmp_path / "own.safetensors", tmp_path / "converted.safetensors"
    shipped = ROOT / "resources" / "generators" / f"{FACES.removeprefix('builtin:')}.safetensors"
    source.write_bytes(shipped.read_bytes())
    assert good(capsys, "convert", source, "--out", out).strip() == str(out)
    codes = load(source).sample(1, seed=3)
    assert torch.equal(load(out).synthesize(codes), load(source).synthesize(codes))
