"""What a request becomes: generators open and close, frames, strips, faces, films, pictures, directions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import numpy as np
import pytest
import torch
from PIL import Image

from engine.document.arrays import ArrayStore
from engine.document.asked.offers import EngineReady, GeneratorInfo
from engine.document.asked.requests import (
    Discover,
    Identify,
    MakePictures,
    OpenGenerator,
    Prepare,
    ReadRecipe,
    RenderRequest,
    Request,
    SavePicture,
)
from engine.document.composing import final_code
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track, along
from engine.document.regions import Region, as_mask
from engine.document.saved.serial import to_recipe
from engine.drawing.renderer import shrink, to_pixels
from engine.generators import load
from engine.job import Job, Progress, run
from engine.worker.answers import ANSWERS
from engine.worker.holdings import KEPT
from engine.worker.studio import Studio
from tests.engine.jacobian.test_jacobian import Halves, left_half
from tests.fakes import LinearGenerator, MappedGenerator, NotANumber, a_studio, open_in

SHIPPED = "builtin:faces-eigengan-64"


@pytest.fixture
def generator() -> LinearGenerator:
    return LinearGenerator()


@pytest.fixture
def studio() -> Studio:
    return a_studio()


@pytest.fixture
def info(studio: Studio, generator: LinearGenerator, monkeypatch: pytest.MonkeyPatch) -> GeneratorInfo:
    return open_in(studio, generator, monkeypatch)


def pixels_of(generator: LinearGenerator, code: np.ndarray) -> np.ndarray:
    """A full pass."""
    return to_pixels(generator.synthesize(torch.from_numpy(code)[None])).numpy()[0]


def frames(job: Job[Any]) -> tuple[list[Progress], Any]:
    """Every progress of a job, and its result."""
    seen = []
    while True:
        try:
            seen.append(next(job))
        except StopIteration as stop:
            return seen, stop.value


def test_it_is_ready_and_names_the_device(studio: Studio) -> None:
    ready = studio.ready()
    assert isinstance(ready, EngineReady) and ready.device


def test_what_the_screen_knows_of_an_open_generator(info: GeneratorInfo, generator: LinearGenerator) -> None:
    assert info.ref == GeneratorRef("linear", "/nowhere/linear.safetensors", generator.sha256)
    assert (info.family, info.title, info.resolution) == ("linear", "Linear", 16)
    assert info.layout is generator.layout and info.own_slots == ("z1", "z2") and info.names == {"z1.1": "turn"}
    assert info.card == "# A straight line\n"
    offers = {m.identifier: m for m in info.methods}
    assert offers["eigengan"].why_not == offers["ganspace"].why_not == "" and offers["eigengan"].parameters == ()
    assert "samples" in [parameter.name for parameter in offers["ganspace"].parameters]


def test_a_built_in_generator_opens_from_its_name(studio: Studio) -> None:
    seen, info = frames(studio.start(OpenGenerator(SHIPPED)))
    assert [p.fraction for p in seen] == sorted(p.fraction for p in seen)
    assert info.ref.source == SHIPPED and info.resolution == 64 and info.own_slots[0] == "z1"
    assert studio.generator(info.ref.sha256).name == info.ref.name


@pytest.mark.parametrize("what", ["/nowhere/at/all.safetensors", "builtin:nobody"])
def test_a_generator_that_cannot_be_opened_is_one_sentence(studio: Studio, what: str) -> None:
    with pytest.raises(ValueError, match=r"^There is no .*\.$"):
        run(studio.start(OpenGenerator(what)))


def test_opening_again_keeps_the_generator_and_too_many_push_the_oldest_out(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = [LinearGenerator(name=f"linear{i}") for i in range(KEPT + 1)]
    infos = [open_in(studio, generator, monkeypatch) for generator in several[:KEPT]]
    open_in(studio, LinearGenerator(name="linear0"), monkeypatch)
    assert studio.generator(infos[0].ref.sha256) is several[0]  # used last now
    open_in(studio, several[KEPT], monkeypatch)
    with pytest.raises(ValueError, match=r"^This picture's generator is not open\. Open its file again\.$"):
        studio.render(RenderRequest(0, 0, Document(infos[1].ref)))
    assert studio.render(RenderRequest(0, 0, Document(infos[0].ref))).pixels.shape == (16, 16, 3)


def test_a_frame_is_the_documents_picture(studio: Studio, info: GeneratorInfo, generator: LinearGenerator) -> None:
    vector = np.zeros(9, np.float32)
    vector[[0, 8]] = 0.6, 0.8
    edits = (Edit("z1.2", "", -1.5), Edit("pca:1#1", "", 2.0, vector=studio.arrays.put(vector), sigma=0.5))
    document = Document(info.ref, 11, 0.6, edits)
    frame = studio.render(RenderRequest(3, 8, document))
    expected = 0.6 * generator.sample(1, seed=11)[0].numpy()
    assert frame.base == pytest.approx(expected, abs=1e-6)
    expected = expected + vector
    expected[5] -= 1.5
    assert np.abs(frame.pixels.astype(int) - pixels_of(generator, expected)).max() <= 1
    assert (frame.epoch, frame.sequence, frame.quality) == (3, 8, "full") and frame.seconds > 0
    with pytest.raises(ValueError, match="read-only"):
        frame.pixels[0, 0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        frame.base[0] = 1


def test_truncation_pulls_to_the_mean_of_the_generator(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = MappedGenerator()
    info = open_in(studio, generator, monkeypatch)
    base = studio.render(RenderRequest(0, 0, Document(info.ref, 4, 0.25))).base
    assert base == pytest.approx(
        (generator.mean + 0.25 * (generator.sample(1, 4)[0] - generator.mean)).numpy(), abs=1e-6
    )


@pytest.mark.parametrize("make", ["render", "strip", "faces", "film", "picture"])
def test_nothing_is_made_of_a_generator_that_is_not_open(studio: Studio, tmp_path: Path, make: str) -> None:
    document = Document(GeneratorRef("gone", "/gone", "f" * 64))
    track = Track(Edit("z1.1", "", 1.0), (0.0, 1.0))
    calls = {
        "render": lambda: studio.render(RenderRequest(0, 0, document)),
        "strip": lambda: run(studio.start(MakePictures((along(document, (Track(Edit("z1.1", "", 1.0), (0.0,)),)),)))),
        "faces": lambda: run(studio.start(MakePictures(((document,),)))),
        "film": lambda: run(studio.start(ExportFilm(document, (track,), 25, 16, str(tmp_path / "a.gif")))),
        "picture": lambda: run(studio.start(SavePicture(document, str(tmp_path / "a.png")))),
    }
    with pytest.raises(ValueError, match="is not open"):
        calls[make]()
    assert not list(tmp_path.iterdir())


def test_a_picture_that_is_not_finite_fails_and_the_next_is_right(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    info = open_in(studio, NotANumber(), monkeypatch)
    good = Document(info.ref, 1)
    bad = good.with_edit(Edit("z2.1", "", 20.0))
    before = studio.render(RenderRequest(0, 0, good)).pixels
    with pytest.raises(ValueError, match="not finite"):
        studio.render(RenderRequest(0, 1, bad))
    assert np.array_equal(studio.render(RenderRequest(0, 2, good)).pixels, before)
    with pytest.raises(ValueError, match="not finite"):
        run(studio.start(SavePicture(bad, str(tmp_path / "a.png"))))
    track = Track(Edit("z2.1", "", 1.0), (0.0, 20.0))
    for work in (
        ExportFilm(good, (track,), 25, 16, str(tmp_path / "a.gif")),
        MakePictures((along(good, (track,)),)),
    ):
        with pytest.raises(ValueError, match="not finite"):
            run(studio.start(work))
    assert not list(tmp_path.iterdir())


def test_a_strip_is_the_document_with_the_slider_at_each_offset(
    studio: Studio, info: GeneratorInfo, generator: LinearGenerator
) -> None:
    document = Document(info.ref, 2, edits=(Edit("z1.1", "", 9.0), Edit("z2.1", "", 1.0)))
    offsets = tuple(float(v) for v in np.linspace(-3, 3, 11))  # more than one batch
    seen, result = frames(studio.start(MakePictures((along(document, (Track(Edit("z1.1", "", 1.0), offsets),)),), 8)))
    place, strip = seen[-1].partial
    assert (
        result is None
        and place == 0
        and strip.shape == (11, 8, 8, 3)
        and strip.dtype == np.uint8
        and seen[-1].fraction == 1
    )
    for offset, picture in zip(offsets, strip, strict=True):
        moved = replace(document, edits=(Edit("z1.1", "", offset), Edit("z2.1", "", 1.0)))
        code = final_code(moved, generator.sample(1, 2)[0].numpy(), info.layout, studio.arrays)
        small = to_pixels(shrink(generator.synthesize(torch.from_numpy(code)[None]), 8)).numpy()[0]
        assert np.abs(picture.astype(int) - small).max() <= 1
    assert np.abs(strip[0].astype(int) - strip[-1]).max() > 20


def test_a_strip_leaves_the_picture_on_screen_alone(studio: Studio, info: GeneratorInfo) -> None:
    document = Document(info.ref, 2).with_edit(Edit("z2.2", "", 2.0))
    before = studio.render(RenderRequest(0, 0, document)).pixels
    run(studio.start(MakePictures((along(document, (Track(Edit("z1.1", "", 1.0), (-3.0, 3.0)),)),))))
    assert np.array_equal(studio.render(RenderRequest(0, 1, document)).pixels, before)


def test_several_strips_come_one_by_one_and_equal_the_single_ones(studio: Studio, info: GeneratorInfo) -> None:
    document, offsets = Document(info.ref, 2), (-3.0, 0.0, 3.0)
    tracks = (Track(Edit("z1.1", "", 1.0), offsets), Track(Edit("z2.1", "", 1.0), offsets))
    rows = tuple(along(document, (track,)) for track in tracks)
    seen, result = frames(studio.start(MakePictures(rows, 8)))
    assert result is None and [p.fraction for p in seen] == sorted(p.fraction for p in seen) and seen[-1].fraction == 1
    came = [p.partial for p in seen if p.partial is not None]
    assert [place for place, _ in came] == [0, 1]
    for (_, pixels), row in zip(came, rows, strict=True):
        alone, _ = frames(studio.start(MakePictures((row,), 8)))
        assert np.array_equal(pixels, alone[-1].partial[1])


def test_a_strip_of_some_layers_moves_only_those(studio: Studio, info: GeneratorInfo) -> None:
    document = Document(info.ref, 2)
    everywhere = studio.arrays.put(np.full(9, 1 / 3, np.float32))
    whole = Track(Edit("set#1", "", 1.0, vector=everywhere, sigma=3.0), (0.0, 1.0))
    codes = {
        name: [studio.held.get(info.ref.sha256).code(frame) for frame in along(document, (track,))]
        for name, track in {"all": whole, "second": replace(whole, edit=replace(whole.edit, first=2, last=2))}.items()
    }
    assert codes["all"][1] - codes["all"][0] == pytest.approx(np.ones(9), abs=1e-6)
    assert codes["second"][1] - codes["second"][0] == pytest.approx([0] * 4 + [1] * 3 + [0] * 2, abs=1e-6)


def test_small_pictures_of_documents_come_with_their_edits(studio: Studio, info: GeneratorInfo) -> None:
    documents = tuple(Document(info.ref, seed).with_edit(Edit("z1.1", "", 2.0)) for seed in (4, 5))
    seen, _ = frames(studio.start(MakePictures(tuple((document,) for document in documents), 16)))
    came = [p.partial for p in seen if p.partial is not None]
    for (place, (pixels,)), document in zip(came, documents, strict=True):
        frame = studio.render(RenderRequest(0, place, document))
        assert np.abs(pixels.astype(int) - frame.pixels).max() <= 1


def test_faces_come_one_by_one(studio: Studio, info: GeneratorInfo, generator: LinearGenerator) -> None:
    rows = tuple((Document(info.ref, seed, 0.5),) for seed in (7, 3, 7))
    seen, result = frames(studio.start(MakePictures(rows, 8)))
    came = [(p.fraction, *p.partial) for p in seen if p.partial is not None]
    assert result is None and [fraction for fraction, *_ in came] == pytest.approx([1 / 3, 2 / 3, 1])
    for (_, place, (pixels,)), seed in zip(came, (7, 3, 7), strict=True):
        assert rows[place][0].seed == seed
        small = to_pixels(shrink(generator.synthesize(0.5 * generator.sample(1, seed)), 8)).numpy()[0]
        assert np.abs(pixels.astype(int) - small).max() <= 1


def test_a_film_holds_what_a_frame_shows(studio: Studio, info: GeneratorInfo, tmp_path: Path) -> None:
    vector = studio.arrays.put(np.eye(9, dtype=np.float32)[7])
    document = Document(info.ref, 2, edits=(Edit("z1.1", "", 9.0), Edit("eps.1", "", 0.5)))
    tracks = (Track(Edit("z1.1", "", 1.0), (-2.0, 0.0, 2.0)),
              Track(Edit("pca:1#1", "", 1.0, vector=vector, sigma=0.5), (1.0, 0.0, -1.0)))  # fmt: skip
    path = tmp_path / "a.gif"
    assert run(studio.start(ExportFilm(document, tracks, 20, 16, str(path)))) == str(path)
    shown = []
    with Image.open(path) as film:
        for i in range(3):
            film.seek(i)
            shown.append(np.asarray(film.convert("RGB")).astype(int))
    for i, picture in enumerate(shown):
        edits = (Edit("z1.1", "", tracks[0].offsets[i]), Edit("eps.1", "", 0.5),
                 Edit("pca:1#1", "", tracks[1].offsets[i], vector=vector, sigma=0.5))  # fmt: skip
        frame = studio.render(RenderRequest(0, i, replace(document, edits=edits))).pixels.astype(int)
        nearest = min(range(3), key=lambda j, frame=frame: np.abs(shown[j] - frame).mean())
        assert nearest == i and np.abs(picture - frame).mean() < 12  # 256 colours


def test_a_film_of_no_slider_is_refused(studio: Studio, info: GeneratorInfo, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"at least one slider; choose one\.$"):
        studio.start(ExportFilm(Document(info.ref), (), 20, 16, str(tmp_path / "a.gif")))


def test_directions_are_found_through_the_front_door(studio: Studio, info: GeneratorInfo) -> None:
    found = run(studio.start(Discover(info.ref.sha256, "ganspace", {"samples": 500, "feature_samples": 500}, seed=2)))
    came = found.provenance
    assert came.method == "ganspace" and came.generator == info.ref.sha256 and came.seed == 2
    assert came.parameters["samples"] == 500 and len(found.vectors) == len(found) > 1


def test_every_request_has_one_answer_of_the_type_that_it_promises() -> None:
    assert set(ANSWERS) == set(Request.__subclasses__())
    for request, answer in ANSWERS.items():
        (promised,) = (get_args(base)[0] for base in request.__orig_bases__)  # type: ignore[attr-defined]
        hints = get_type_hints(answer)
        assert hints["work"] is request and hints["return"] == Job[promised], request


def test_what_is_prepared_of_a_face_is_remembered_by_its_generator(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = Halves(bent=0.7)
    document = Document(open_in(studio, generator, monkeypatch).ref, 8)
    run(studio.start(Prepare(document, "lowrankgan")))
    generator.ran = [0, 0]
    mask = studio.arrays.put(as_mask(left_half()))
    painted = replace(document, regions=(Region("left", mask),))
    run(studio.start(Discover(document.generator.sha256, "lowrankgan", document=painted)))
    assert generator.ran == [0, 0]
    run(studio.start(Discover(document.generator.sha256, "lowrankgan", document=replace(painted, seed=9))))
    assert generator.ran[1] > 0  # another face


def test_a_method_that_is_not_there_or_cannot_is_one_sentence(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    info = open_in(studio, MappedGenerator(), monkeypatch)
    with pytest.raises(ValueError, match=r"^There is no method 'magic'; there are eigengan, .*ganspace, "):
        run(studio.start(Discover(info.ref.sha256, "magic")))
    with pytest.raises(ValueError, match=r"^mapped has no sliders of its own: .*\.$"):
        run(studio.start(Discover(info.ref.sha256, "eigengan")))
    with pytest.raises(
        ValueError, match=r"^samples \(codes to sample; 0: as many as suit\) must lie between 0 and \d+; -3 "
    ):
        run(studio.start(Discover(info.ref.sha256, "ganspace", {"samples": -3})))


def test_files_are_told_apart_by_their_content(studio: Studio, info: GeneratorInfo, tmp_path: Path) -> None:
    document = Document(info.ref, 5).with_edit(Edit("z1.1", "", 1.0))
    recipe, picture, text = tmp_path / "a.txt", tmp_path / "b.png", tmp_path / "c.png"
    run(studio.start(SavePicture(document, str(recipe))))
    Image.new("RGB", (4, 4)).save(picture)
    text.write_text("hello")
    found = [run(studio.start(Identify(str(path)))) for path in (recipe, picture, text)]
    assert [f.kind for f in found] == ["recipe", "picture", "unknown"]
    assert '"seed": 5' in found[0].recipe and not found[1].recipe


def test_the_shipped_faces_have_life_in_them(studio: Studio) -> None:
    info = run(studio.start(OpenGenerator(SHIPPED)))
    plain = studio.render(RenderRequest(0, 0, Document(info.ref, 1)))
    assert plain.pixels.shape == (64, 64, 3) and plain.pixels.std() > 20
    moved = studio.render(RenderRequest(0, 1, Document(info.ref, 1).with_edit(Edit("z2.1", "", 3.0))))
    assert np.abs(moved.pixels.astype(int) - plain.pixels).mean() > 1
    with torch.no_grad():
        whole = to_pixels(load(SHIPPED).synthesize(torch.from_numpy(plain.base.copy())[None])).numpy()[0]
    assert np.abs(whole.astype(int) - plain.pixels).max() <= 1


def test_a_recipe_is_read_an_array_a_step() -> None:
    arrays = ArrayStore()
    edits = tuple(Edit(f"a#{i}", "", 1.0, vector=arrays.put(np.full(4, i, np.float32))) for i in (1, 2, 3))
    document = Document(GeneratorRef("a", "/a", "a" * 64), edits=edits)
    studio = Studio(ArrayStore())
    job = studio.start(ReadRecipe(to_recipe(document, arrays)))
    for _ in range(4):
        next(job)
        assert not len(studio.arrays), "nothing is kept before all is sound"
    assert run(job) == document and len(studio.arrays) == 3
