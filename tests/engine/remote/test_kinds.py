"""Each kind of unit done by two workers on loopback, one of which is killed in its middle: what the local engine gives,
to the bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.codes.subspace import Subspace
from engine.comparison.asking import FACTORS, Question
from engine.comparison.baseline import RandomDirections
from engine.comparison.comparing import compare, header
from engine.directions.naming import name_directions
from engine.document.arrays import ArrayStore
from engine.document.asked.learning import Keeping, Learned, Train
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import OpenGenerator
from engine.document.directions import DirectionSet, ParameterValue
from engine.document.disk.caches import Cache
from engine.document.document import NO_FILM, Document, Edit
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track, positions
from engine.document.photos.album import InvertAll
from engine.document.photos.alignment import Alignment
from engine.document.regions import FULL
from engine.document.timeline.changes import with_clip, with_key
from engine.document.timeline.requests import WriteFilm
from engine.document.timeline.shapes import Clip
from engine.document.truth.comparison import Comparison, Estimate
from engine.drawing.opened import Opened
from engine.film import units as film_units
from engine.generator import Generator
from engine.generators import load
from engine.inversion.inverting import Recipe
from engine.inversion.photo import Photo
from engine.jacobian.columns import jacobian
from engine.job import Job, Progress, run
from engine.measure.truth.dci import FEWEST
from engine.measure.truth.factors import factors_of
from engine.method import Context
from engine.methods.ganspace import GANSpace
from engine.methods.interfacegan import InterFaceGAN
from engine.methods.lowrankgan import LowRankGAN
from engine.methods.resefa import ReSeFa
from engine.methods.sefa import SeFa
from engine.remote import parcel
from engine.remote.elsewhere import AHEAD, EARLY, Elsewhere
from engine.units import Units, here
from engine.worker.faces import albums
from engine.worker.studio import Studio
from tests.brief import measure_briefly
from tests.engine.remote.conftest import SOURCE, Host
from tests.engine.remote.host import AT_ONCE

Reach = Callable[..., Elsewhere]


def desk(units: Units, source: str = SOURCE) -> tuple[Studio, GeneratorInfo]:
    """An engine whose units are done so, with a generator open."""
    studio = Studio(ArrayStore())
    studio.held.units = units
    return studio, run(studio.start(OpenGenerator(source)))


def film_of(studio: Studio, info: GeneratorInfo) -> Document:
    """Two pictures, an even clip between them, and a mask that moves."""
    slider, ends = f"{info.own_slots[0]}.1" if info.own_slots else "", list[Document]()
    for seed, left in ((3, 8), (5, 30)):
        mask = np.zeros((64, 64), np.uint8)
        mask[16:48, left : left + 20] = FULL
        vector = studio.arrays.put(np.linspace(-1, 1, info.layout.dimension, dtype=np.float32))
        edit = Edit(slider or "set#1", "a", 2.0, vector=vector, sigma=0.1, mask=studio.arrays.put(mask))
        ends.append(Document(info.ref, seed, edits=(edit,)))
    film = with_key(with_key(replace(NO_FILM, rate=20.0), 0.0, ends[0]), 2.0, ends[1])
    return replace(ends[0], timeline=replace(with_clip(film, 0.0, Clip(even=True)), length=2.0))


def told(host: Host, kind: str) -> Path:
    """An order that whoever does a unit of this kind dies in the middle of it."""
    order = host.orders / f"worker-{kind}"
    order.touch()
    return order


def test_a_film_of_a_timeline(host: Host, tmp_path: Path, reach: Reach) -> None:
    written, units, order = [], reach(host), told(host, "frames")
    for name, who in (("here", here), ("there", units)):
        studio, info = desk(who)
        path = tmp_path / f"{name}.gif"  # looks at frames spread over the film before it begins
        run(studio.start(WriteFilm(film_of(studio, info), str(path))))
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert not order.exists(), "a worker was killed"
    assert units.link.state == "up" and not units.link.trouble


def test_a_film_of_a_slider_that_was_stopped_goes_on(host: Host, tmp_path: Path, reach: Reach) -> None:
    def asked(units: Units, name: str, cache: Cache | None = None) -> tuple[Studio, ExportFilm]:
        studio, info = desk(units)
        vector = studio.arrays.put(np.linspace(-1, 1, info.layout.dimension, dtype=np.float32))
        track = Track(Edit("set#1", "a", 0.0, vector=vector, sigma=0.1), positions(-2, 2, 40, there_and_back=False))
        work = ExportFilm(Document(info.ref, 4), (track,), 20.0, 64, str(tmp_path / name), format="frames", cache=cache)
        return studio, work

    studio, work = asked(here, "here")
    run(studio.start(work))
    studio, work = asked(reach(host), "there", Cache(tmp_path / "cache"))
    job, shown = studio.start(work), 0
    for step in job:
        shown += isinstance(step, Progress) and step.partial is not None
        if shown == 12:
            break
    job.close()
    assert not (tmp_path / "there").exists()
    frames = run(studio.start(work)), sorted((tmp_path / "here").glob("*.png"))
    assert len(frames[1]) == 40
    pictures = [(each.name, each.read_bytes()) for each in frames[1]]
    assert pictures == [(each.name, each.read_bytes()) for each in sorted((tmp_path / "there").glob("*.png"))]


def test_of_a_long_film_only_so_many_frames_are_here_at_once(host: Host, reach: Reach) -> None:
    units = reach(host)
    studio, info = desk(units)
    opened = studio.held.get(info.ref.sha256)
    frames, most = film_units.Frames(opened, lambda i: Document(info.ref, i), units), 0
    count, size = 400, film_units.frames_of(opened.generator)
    frames.coming(range(count))
    for i in range(count):
        for _ in frames.ahead(i):
            pass
        assert frames.frame(i).shape == (64, 64, 3)
        most = max(most, len(frames._here))
    frames.close()
    assert 0 < most <= (EARLY * AHEAD * units.link.width + 1) * size < count


def test_a_folder_of_photos(host: Host, tmp_path: Path, reach: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(_: Opened, photo: Photo) -> Job[tuple[tuple[Alignment, ...], tuple[str, ...]]]:
        yield Progress(1.0)
        return (Alignment(32.0, 0.0, 32.0, 32.0),), photo.notes

    monkeypatch.setattr(albums, "faces_in", whole)
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", partial(Recipe, 20, 0))
    monkeypatch.setattr(albums, "PIXELS", 2 * 64**2)
    measure_briefly(monkeypatch)
    taken, units, order = [], reach(host), told(host, "photos")
    for who in (here, units):
        studio, info = desk(who, "builtin:faces-eigengan-64")
        for seed in (1, 2, 3, 4, 5):
            pixels = studio.held.get(info.ref.sha256).pixels(Document(info.ref, seed, 0.7))
            assert pixels is not None
            Image.fromarray(pixels).save(tmp_path / f"{seed}.png")
        (tmp_path / "6.png").write_bytes(b"Dear diary")
        taken.append(run(studio.start(InvertAll(Document(info.ref), (str(tmp_path),)))))
    assert not order.exists(), "a worker was killed"
    assert units.link.state == "up" and not units.link.trouble
    for one, other in zip(*taken, strict=True):
        assert one.path == other.path and one.problem == other.problem and one.notes == other.notes
        assert (one.found is None) == (other.found is None) == (one.path == str(tmp_path / "6.png"))
        if one.found is not None and other.found is not None:
            assert np.array_equal(one.found.code, other.found.code)
            assert np.array_equal(one.found.pixels, other.found.pixels)
            assert one.found.likeness == other.found.likeness and one.found.likeness > 10


def test_a_jacobian(host: Host, generator: Generator, reach: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.jacobian.columns.SLOW", 0.0)  # as if it took long
    monkeypatch.setattr("engine.jacobian.units.BYTES", 0)  # and its batches were large
    found, units, order = [], reach(host), told(host, "columns")
    region = np.zeros((64, 64), np.float32)
    region[20:40, 10:50] = 1.0
    subspace = Subspace(generator.layout, tied=generator.tied)
    for who in (here, units):
        code = generator.sample(1, 7)[0].numpy()
        numbers = run(jacobian(generator, subspace, code, 64, units=who)).numbers
        context = Context(3, region=region, code=code, units=who)
        found.append((numbers, run(LowRankGAN(side=64).discover(generator, context))))
    assert not order.exists(), "a worker was killed"
    assert units.link.state == "up" and not units.link.trouble
    (numbers, directions), (others, same) = found
    assert torch.equal(numbers, others) and numbers.shape == (3 * 64 * 64, subspace.dimension)
    assert np.array_equal(directions.vectors, same.vectors) and np.array_equal(directions.sigma, same.sigma)


def test_a_training_shows_what_it_has_learned_and_is_gone_on_from(
    host: Host, tmp_path: Path, reach: Reach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.remote.reached.SOON", 0.05)
    monkeypatch.setattr("engine.learning.pace.MOST", AT_ONCE)
    units, order = reach(host), told(host, "training")

    def asked(who: Units, steps: int, name: str) -> Job[DirectionSet]:
        studio, info = desk(who)
        settings: dict[str, ParameterValue] = {"directions": 2, "dipoles": 2, "samples": 16, "steps": steps}
        keeping = Keeping(str(tmp_path / name))
        return studio.start(Train(info.ref.sha256, "warpedganspace", settings, 3, keeping=keeping))

    alone, shown = run(asked(here, 3, "here")), list[Learned]()
    job = asked(units, 100_000, "there")
    for step in job:
        if isinstance(step.partial, Learned):
            shown.append(step.partial)
        if len(shown) > 2 and (tmp_path / "there").exists():
            break
    job.close()
    assert not order.exists(), "a worker was killed"
    assert shown[-1].step > shown[0].step and shown[-1].steps == 100_000
    assert shown[-1].directions is not None and len(shown[-1].directions) == 2 and shown[-1].curves
    state = (tmp_path / "there").read_bytes()
    whole = run(asked(units, 3, "whole"))
    assert np.array_equal(whole.vectors, alone.vectors) and whole.provenance == alone.provenance
    assert [d.origin for d in whole] == [d.origin for d in alone] and whole.reach == alone.reach
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "here").read_bytes(), "and so is what is gone on from"
    first = next(step.partial for step in asked(units, 100_000, "there") if isinstance(step.partial, Learned))
    assert first.step > 0 and (tmp_path / "there").read_bytes() == state, "it goes on from there"
    assert units.link.state == "up" and not units.link.trouble


def test_methods_are_compared(host: Host, tmp_path: Path, reach: Reach) -> None:
    source, sha256, family, _ = parcel.about(load("builtin:faces-eigengan-64"))
    (path := tmp_path / "drawn.safetensors").write_bytes(parcel.of_generator(source, sha256, family, portraits=True))
    generator = load(path)  # its pictures are read as if they were portraits
    factors, order, units = factors_of(generator), told(host, "method"), reach(host)
    wanted = tuple(name for name in FACTORS if name in factors.names)[:2]
    asked = {
        "random": (Question(RandomDirections, {"count": 3}),),
        "ganspace": (Question(GANSpace, {"components": 3, "samples": 300}),),
        "resefa": (Question(ReSeFa),),  # refuses, as it is given no region
    }
    begun, found = header(generator, (0, 1), 2, FEWEST), list[Comparison]()
    for who in (here, units):
        table = run(compare(generator, factors, asked, wanted, begun, who))
        found.append(replace(table, rows=tuple(replace(row, seconds=Estimate(0.0)) for row in table.rows)))
    assert not order.exists(), "a worker was killed"
    assert found[0] == found[1]
    assert [bool(row.failed) for row in found[1].rows] == [False, False, True]
    for one, other in zip(*(table.rows[:2] for table in found), strict=True):
        assert one.best is not None and other.best is not None and np.array_equal(one.best.vectors, other.best.vectors)


def test_faces_are_measured_and_directions_named(host: Host, generator: Generator, reach: Reach) -> None:
    method, units = InterFaceGAN(attribute="brightness", samples=80, share=0.25), reach(host)
    order = told(host, "faces")
    found = [run(method.discover(generator, Context(1, units=who))) for who in (here, units)]
    assert not order.exists(), "a worker was killed"
    assert np.array_equal(found[0].vectors, found[1].vectors) and np.array_equal(found[0].sigma, found[1].sigma)
    sefa, order = run(SeFa(components=3).discover(generator, Context())), told(host, "readings")
    alone, named = (run(name_directions(generator, sefa, faces=2, units=who)) for who in (here, units))
    assert not order.exists(), "a worker was killed"
    assert [(d.attribute, d.purity) for d in named] == [(d.attribute, d.purity) for d in alone]
    assert units.link.state == "up" and not units.link.trouble
