"""`render` and `animate` of what was saved: the pixels of the window's document; sliders by name; masks and layers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from app.cli.headless import Desk
from app.cli.pictures.naming import called, near
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import Discover, Heat, MakeHeat, OpenGenerator, RenderRequest
from engine.document.asked.usual import FindRanges
from engine.document.document import Document, GeneratorRef
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import positions
from engine.document.regions import Region, as_mask
from engine.document.saved.kept_sets import KeptSet
from engine.document.saved.serial import from_recipe, to_recipe
from engine.document.saved.session import save_session
from engine.export.png import png_bytes, read_recipe, save_picture
from engine.generators import load
from engine.job import run
from engine.worker.studio import Studio
from tests.app.cli.test_commands import bad, good, picture
from tests.app.opened import FACES, Opened

STYLES = "builtin:faces-stylegan2-64"


def a_mask(side: int = 256) -> np.ndarray:
    """The lower half, softly."""
    return np.repeat(as_mask(np.clip(np.linspace(-2, 2, side), 0, 1).astype(np.float32))[:, None], side, 1)


@pytest.fixture
def made(tmp_path: Path) -> Desk:
    """A desk with seed 6, a masked and an unmasked edit, whose picture lies in saved.png."""
    desk = Desk(FACES)
    desk.go_to(6)
    desk.set("turn=1.5")
    desk.set("z3.5=-2")
    mask = desk.arrays.put(a_mask())
    document = desk.workspace.document
    edits = tuple(replace(edit, mask=mask if edit.key == "z3.5" else "") for edit in document.edits)
    desk.change(replace(document, edits=edits, regions=(Region("jaw", mask),), truncation=0.8))
    save_picture(desk.frame().pixels, to_recipe(desk.workspace.document, desk.arrays), tmp_path / "saved.png")
    return desk


def frames(path: Path) -> list[np.ndarray]:
    with Image.open(path) as film:
        return [np.asarray(each.convert("RGB")).astype(int) for each in ImageSequence.Iterator(film)]


# ---- what was saved ------------------------------------------------------------------------------------------


def test_what_the_window_saves_is_drawn_as_the_window_draws_it(
    window: Opened, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    window.controller.faces.choose_seed(9)
    window.rest()
    for key, value in (("z1.1", 1.25), ("z3.5", 2.5)):
        window.window.sliders.row(key).go_to(value)
        window.rest()
    painting = window.controller.regions.painting
    assert painting is not None
    painting.put_part("jaw", a_mask(painting.side))
    painting.set_mask("z3.5", "jaw")
    window.rest()
    window.controller.saving.picture(str(tmp_path / "a.png"))
    window.rest()
    window.controller.saving.session(str(tmp_path / "a.eigenbrush"))
    window.rest()
    (tmp_path / "recipe.json").write_text(window.controller.saving.recipe() or "")
    for name in ("a.png", "a.eigenbrush", "recipe.json"):
        good(capsys, "render", tmp_path / name, "--out", tmp_path / "b.png")
        assert np.abs(picture(tmp_path / "b.png").astype(int) - window.pixels()).max() <= 1, name
        again = from_recipe(read_recipe(tmp_path / "b.png"), ArrayStore())
        assert (again.seed, again.edits, again.regions) == (9, window.document.edits, window.document.regions), name


def test_a_saved_picture_is_gone_on_from(made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good(capsys, "render", tmp_path / "saved.png", "--set", "dim light=2", "--truncation", 0.5, "--out",
         tmp_path / "b.png")  # fmt: skip
    before, home = made.workspace.document, made.workspace.home("z3.1")
    made.change(replace(before, truncation=0.5))
    made.set("z3.1=2")
    assert np.array_equal(picture(tmp_path / "b.png"), made.frame().pixels)
    assert made.workspace.home("z3.1") != home, "the place of the slider follows truncation"
    good(capsys, "render", tmp_path / "saved.png", "--seed", 8, "--out", tmp_path / "c.png")
    made.change(before)
    made.go_to(8)
    assert np.array_equal(picture(tmp_path / "c.png"), made.frame().pixels)
    assert made.workspace.document.edits == before.edits


def test_a_saved_picture_is_animated(made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good(capsys, "animate", tmp_path / "saved.png", "--slider", "grin", "--range", "-2:2", "--frames", 3, "--loop",
         "--size", 64, "--out", tmp_path / "a.gif")  # fmt: skip
    for value, frame in zip((-2, 0, 2), frames(tmp_path / "a.gif"), strict=True):
        made.set(f"z4.5={value}")
        assert np.abs(frame - made.frame().pixels).mean() < 8
    assert len(made.workspace.document.edits) == 3


def test_a_film_has_grain_only_where_that_is_asked_for(
    made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name, flags in (("plain", ()), ("grain", ("--dither",))):
        good(capsys, "animate", tmp_path / "saved.png", "--slider", "grin", "--frames", 2, "--size", 64, *flags,
             "--out", tmp_path / f"{name}.gif")  # fmt: skip
        track = made.workspace.track("z4.5", positions(-3, 3, 2, there_and_back=True))
        wanted = str(tmp_path / "wanted.gif")
        made.do(ExportFilm(made.workspace.document, (track,), 25, 64, wanted, dither=bool(flags)))
        assert (tmp_path / f"{name}.gif").read_bytes() == Path(wanted).read_bytes()
    assert (tmp_path / "plain.gif").read_bytes() != (tmp_path / "grain.gif").read_bytes()


def test_a_session_shows_the_document_in_front_and_knows_its_sets(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desk = Desk(STYLES)
    found = desk.do(Discover(desk.workspace.info.ref.sha256, "sefa", {"components": 3}))
    desk.workspace.catalogue.add(found)
    desk.workspace.rename(found.slider(1), "Blink")
    desk.workspace.move(found.slider(1), 1.5)
    other = Document(Desk(FACES).workspace.info.ref, 4)
    kept = KeptSet(desk.workspace.info.ref.sha256, found)
    path = tmp_path / "two.eigenbrush"
    save_session(path, (other, desk.workspace.document), 1, desk.arrays, b"", (kept,))
    good(capsys, "render", path, "--set", "blink=-2", "--out", tmp_path / "a.png")
    desk.workspace.move(found.slider(1), -2)
    assert np.array_equal(picture(tmp_path / "a.png"), desk.frame().pixels)


def test_what_does_not_fit_or_carries_nothing_is_refused(
    made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out, saved = tmp_path / "x.png", made.workspace.document
    (tmp_path / "photo.png").write_bytes(png_bytes(np.zeros((8, 8, 3), np.uint8)))
    assert "carries no recipe" in bad(capsys, "render", tmp_path / "photo.png", "--out", out)
    (tmp_path / "text.json").write_text('{"document": {"seed": 1}}')
    assert "The saved document cannot be read" in bad(capsys, "render", tmp_path / "text.json", "--out", out)
    wrong = replace(saved, generator=replace(saved.generator, sha256="a" * 64))
    (tmp_path / "wrong.json").write_text(to_recipe(wrong, made.arrays))
    assert "has changed since this was saved" in bad(capsys, "render", tmp_path / "wrong.json", "--out", out)
    large = replace(saved, regions=(Region("jaw", made.arrays.put(a_mask(512))),), edits=())
    (tmp_path / "large.json").write_text(to_recipe(large, made.arrays))
    assert "does not fit faces-eigengan-64, because" in bad(capsys, "render", tmp_path / "large.json", "--out", out)
    gone = replace(saved, generator=GeneratorRef("gone", str(tmp_path / "gone.pt"), "b" * 64))
    (tmp_path / "gone.json").write_text(to_recipe(gone, made.arrays))
    bad(capsys, "render", tmp_path / "gone.json", "--out", out)
    assert not out.exists()


# ---- names ---------------------------------------------------------------------------------------------------


def test_a_slider_goes_by_its_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good(
        capsys, "render", FACES, "--seed", 3, "--set", "turn=2", "--set", " Open  mouth =1", "--out", tmp_path / "a.png"
    )
    good(capsys, "render", FACES, "--seed", 3, "--set", "z1.1=2", "--set", "z3.5=1", "--out", tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_direction_of_a_file_goes_by_its_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "s.safetensors"
    good(capsys, "discover", "sefa", STYLES, "--components", 3, "--out", out)
    name = json.loads(good(capsys, "discover", "sefa", STYLES, "--components", 3, "--out", out, "--json"))["names"][1]
    good(capsys, "render", STYLES, "--set", f"{out}#{name}=2", "--out", tmp_path / "a.png")
    good(capsys, "render", STYLES, "--set", f"{out}#2=2", "--out", tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert "'blink' is not one of them" in bad(capsys, "render", STYLES, "--set", f"{out}#blink=1", "--out",
                                               tmp_path / "c.png")  # fmt: skip


def test_a_name_that_several_have_or_none_is_told_with_those_like_it(
    made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "x.png"
    assert "has no slider called 'trun'. Near it is turn (z1.1)" in bad(capsys, "render", FACES, "--set", "trun=1",
                                                                      "--out", out)  # fmt: skip
    light = bad(capsys, "render", FACES, "--set", "light=1", "--out", out)
    assert all(name in light for name in ("dim light (z3.1)", "side light (z3.2)", "warm light (z4.1)"))
    assert "It has turn (z1.1), " in bad(capsys, "animate", FACES, "--slider", "xyzzy", "--out", tmp_path / "x.gif")
    assert "nor any of its own" in bad(capsys, "render", STYLES, "--set", "turn=1", "--out", out)
    made.workspace.rename("z2.2", "Turn")
    (tmp_path / "both.json").write_text(to_recipe(made.workspace.document, made.arrays))
    told = bad(capsys, "render", tmp_path / "both.json", "--set", "turn=1", "--out", out)
    assert "2 sliders are called turn: z1.1, z2.2. Say which, as z1.1." in told
    assert called(made.workspace, "z1.1") == "z1.1" and called(made.workspace, "CAP") is None
    assert near("a", {}) == ""
    assert not out.exists()


# ---- regions, masks, layers, size ----------------------------------------------------------------------------


def test_a_slider_keeps_to_a_region_bit_for_bit(made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "jaw.png").write_bytes(png_bytes(a_mask()))
    good(capsys, "render", FACES, "--seed", 6, "--set", "turn=1.5", "--set", "z3.5=-2", "--truncation", 0.8,
         "--region", f"jaw={tmp_path / 'jaw.png'}", "--mask", "open mouth=jaw", "--out",
         tmp_path / "a.png")  # fmt: skip
    made.change(replace(made.workspace.document.unedited()))
    made.set("turn=1.5")
    free = made.frame().pixels
    made.set("z3.5=-2")
    masked = tuple(replace(e, mask=made.workspace.document.regions[0].mask if e.key == "z3.5" else "")
                   for e in made.workspace.document.edits)  # fmt: skip
    made.change(replace(made.workspace.document, edits=masked))
    assert np.array_equal(picture(tmp_path / "a.png"), made.frame().pixels)
    assert np.array_equal(picture(tmp_path / "a.png")[:32], free[:32]) and not np.array_equal(
        picture(tmp_path / "a.png"), free
    )
    good(capsys, "animate", tmp_path / "saved.png", "--slider", "grin", "--mask", "grin=jaw", "--range", "-3:3",
         "--frames", 2, "--loop", "--size", 64, "--out", tmp_path / "a.gif")  # fmt: skip
    low, high = frames(tmp_path / "a.gif")
    assert np.abs(low - high)[:30].mean() < 1 < np.abs(low - high)[36:].mean()


def test_ready_made_regions_and_what_is_said_of_wrong_ones(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    good(capsys, "render", FACES, "--seed", 27, "--set", "grin=3", "--region", "mouth", "--mask", "grin=mouth",
         "--out", out)  # fmt: skip
    arrays = ArrayStore()
    document = from_recipe(read_recipe(out), arrays)
    assert [region.name for region in document.regions] == ["mouth"]
    assert document.edits[0].mask == document.regions[0].mask and 0 < (arrays[document.edits[0].mask] > 0).mean() < 0.3
    common = ("render", FACES, "--seed", 27, "--out", tmp_path / "b.png")
    assert "no ready-made region 'elbow' in this picture; there are" in bad(capsys, *common, "--region", "elbow")
    assert "'mouth' is no region. There is none; add one with --region." in bad(capsys, *common, "--set", "grin=1",
                                                                               "--mask", "grin=mouth")  # fmt: skip
    assert "nothing moves it" in bad(capsys, *common, "--region", "mouth", "--mask", "grin=mouth")
    assert "is not a mask" in bad(capsys, *common, "--region", f"jaw={Path(__file__)}")


def test_a_direction_moves_the_layers_it_is_given(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = tmp_path / "s.safetensors"
    good(capsys, "discover", "sefa", STYLES, "--components", 2, "--out", found)
    good(capsys, "render", STYLES, "--set", f"{found}#1=3", "--layers", f"{found}#1=2-4", "--out", tmp_path / "a.png")
    desk = Desk(STYLES)
    key = desk.slider(f"{found}#1")
    desk.workspace.move(key, 3)
    whole = desk.frame().pixels
    desk.workspace.set_range(key, 2, 4)
    assert np.array_equal(picture(tmp_path / "a.png"), desk.frame().pixels) and not np.array_equal(
        whole, desk.frame().pixels
    )
    for text, words in ((f"{found}#1=4-2", "layers from 1 to 10"), (f"{found}#1", "--layers needs")):
        assert words in bad(capsys, "render", STYLES, "--layers", text, "--out", tmp_path / "b.png")
    own = bad(capsys, "render", FACES, "--layers", "turn=1-1", "--out", tmp_path / "b.png")
    assert "leave --layers out" in own


def test_a_picture_is_enlarged_as_films_are(made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good(capsys, "render", tmp_path / "saved.png", "--size", 200, "--out", tmp_path / "a.png")
    wanted = Image.fromarray(made.frame().pixels).resize((200, 200), Image.Resampling.LANCZOS)
    assert np.array_equal(picture(tmp_path / "a.png"), np.asarray(wanted))
    good(capsys, "render", tmp_path / "a.png", "--out", tmp_path / "b.png")  # its recipe draws the generator's own
    assert np.array_equal(picture(tmp_path / "b.png"), made.frame().pixels)
    assert "16 to 4096" in bad(capsys, "render", FACES, "--size", 9999, "--out", tmp_path / "c.png")


# ---- heat, meter, ranges -------------------------------------------------------------------------------------


def heat_of(document: Document, arrays: ArrayStore, key: str, region: str) -> Heat:
    studio = Studio(arrays)
    run(studio.start(OpenGenerator(FACES)))
    edit = document.edit(key)
    assert edit is not None
    studio.render(RenderRequest(0, 0, document))
    return run(studio.start(MakeHeat(document, edit, region)))


def test_where_a_slider_acts_and_what_leaks_is_what_the_window_is_told(
    made: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = json.loads(good(capsys, "render", tmp_path / "saved.png", "--meter", "turn", "--heat",
                           f"turn={tmp_path / 'h.npy'}", "--heat", f"turn={tmp_path / 'h.png'}", "--json", "--out",
                           tmp_path / "a.png"))  # fmt: skip
    document = made.workspace.document
    heat = heat_of(document, made.arrays, "z1.1", document.regions[0].mask)
    assert np.array_equal(np.load(tmp_path / "h.npy"), heat.realised)
    top = np.percentile(heat.realised, 99.5)
    with Image.open(tmp_path / "h.png") as grey:
        assert np.array_equal(np.asarray(grey), np.round(np.clip(heat.realised / top, 0, 1) * 255))
    (meter,) = told["meter"]
    assert (meter["name"], meter["slider"]) == ("turn", "z1.1")
    assert (meter["leakage"], meter["realised_leakage"]) == (heat.leakage, heat.realised_leakage)
    assert heat.realised_leakage is not None
    words = good(capsys, "render", tmp_path / "saved.png", "--meter", "turn", "--out", tmp_path / "a.png")
    assert f"turn: {100 * heat.realised_leakage:.0f} % of its change falls outside the region" in words
    assert "there is none; add one with --region" in bad(capsys, "render", FACES, "--meter", "turn", "--out",
                                                         tmp_path / "b.png")  # fmt: skip
    for text, sentence in (
        ("turn", "--heat needs SLIDER=FILE"),
        ("turn=a.jpg", ".png or .npy, not as .jpg"),
    ):
        assert sentence in bad(capsys, "render", FACES, "--heat", text, "--out", tmp_path / "b.png")


def test_a_film_goes_as_far_as_is_usual(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = tmp_path / "s.safetensors"
    good(capsys, "discover", "sefa", STYLES, "--components", 1, "--out", found)
    good(capsys, "animate", STYLES, "--seed", 3, "--slider", f"{found}#1", "--range", "usual", "--frames", 2, "--loop",
         "--size", 64, "--out", tmp_path / "a.gif")  # fmt: skip
    desk = Desk(STYLES)
    desk.go_to(3)
    key = desk.slider(f"{found}#1")
    track = desk.workspace.track(key, tuple(float(value) for value in np.linspace(-4, 4, 81)))
    ends = desk.do(FindRanges(desk.workspace.document, (track,)))[key]
    assert -2 < ends[0] < -1 and 2 < ends[1] < 4
    for end, frame in zip(ends, frames(tmp_path / "a.gif"), strict=True):
        desk.workspace.move(key, end)
        assert np.abs(frame - desk.frame().pixels).mean() < 8


# ---- endings, version, help ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "out", "words"),
    [
        (("render", FACES), "a.jpg", "A picture is written as .png, not as .jpg; call it a.png."),
        (
            ("animate", FACES, "--slider", "turn"),
            "a.avi",
            "A film is written as .avif, .gif, .mov, .mp4, .png, ",
        ),
        (("discover", "sefa", STYLES), "a.pt", "written as .safetensors, .npz or .npy, not as .pt"),
        (("slider", "a.png", "b.png", FACES), "a.png", "written as .safetensors, .npz or .npy, not as .png"),
        (("save-code", FACES), "a.txt", "written as .npz, .npy or .safetensors, not as .txt"),
        (("invert", "a.png", FACES), "a.jpg", "written as .png, .npz, .npy, .safetensors"),
        (("paste-back", "a.png"), "a.jpg", "A photo with its edit is written as .png, not as .jpg"),
        (("train", "eigengan", "--data", ".", "--minutes", "1"), "a.pt", "written as .safetensors, not as .pt"),
        (("sample", FACES), "a.zip", "A set of pictures is written as .npy, not as .zip"),
        (("portraits", "--count", "1"), "a.npz", "A set of portraits is written as .npy, not as .npz"),
        (("measure", "methods", FACES), "a.csv", "A table of methods is written as .json, not as .csv"),
        (("convert", FACES), "a.pkl", "A generator is written as .safetensors, not as .pkl"),
    ],
)
def test_an_ending_that_is_not_written_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], out: str, words: str
) -> None:
    assert words in bad(capsys, *arguments, "--out", tmp_path / out)
    assert not list(tmp_path.glob("a.*"))


def test_the_version_and_the_methods_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert good(capsys, "--version").startswith("eigenbrush")
    words = good(capsys, "discover", "--help")
    for line in ("  sefa            SeFa\n", "  lowrankgan      LowRankGAN\n", "  warpedganspace  WarpedGANSpace\n"):
        assert line in words


def test_a_recipe_as_text_is_known_for_one(made: Desk, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("\n " + to_recipe(made.workspace.document, made.arrays) + "\n")
    assert from_recipe(read_recipe(path), ArrayStore()) == made.workspace.document
    assert load(FACES).sha256 == Desk(str(path), saved=True).workspace.info.ref.sha256
    path.write_text('{"documents": 1}')
    assert read_recipe(path) == ""
