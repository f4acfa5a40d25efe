"""What was found once comes back at once, and only to the same question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.directions import cache as direction_cache
from engine.document.asked.requests import Discover, NameDirections
from engine.document.disk.caches import Cache
from engine.job import run
from engine.methods.ganspace import GANSpace
from engine.worker.studio import Studio
from tests.direction_sets import each
from tests.fakes import LinearGenerator, MappedGenerator, a_studio, open_in

LOW = {"samples": 500, "feature_samples": 500, "components": 2}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Studio, Discover]:
    studio = a_studio()
    info = open_in(studio, MappedGenerator(), monkeypatch)
    return studio, Discover(info.ref.sha256, "ganspace", LOW, 3, cache=Cache(str(tmp_path / "kept")))


def searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often GANSpace really searches."""
    counted: list[int] = []
    search = GANSpace.discover

    def counting(self: GANSpace, generator, context):  # type: ignore[no-untyped-def]
        counted.append(context.seed)
        return search(self, generator, context)

    monkeypatch.setattr(GANSpace, "discover", counting)
    return counted


def test_the_same_question_is_answered_from_the_disk(
    asked: tuple[Studio, Discover], monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, work = asked
    counted = searches(monkeypatch)
    first, again = run(studio.start(work)), run(studio.start(work))
    assert len(counted) == 1 and np.array_equal(first.vectors, again.vectors) and first.key == again.key
    assert again.provenance == first.provenance and each(again, "spectrum") == each(first, "spectrum")
    for other in (replace(work, seed=4), replace(work, parameters=LOW | {"components": 3}),
                  replace(work, examples=((1, 1.0),)), replace(work, cache=None)):  # fmt: skip
        run(studio.start(other))
    assert len(counted) == 5


def test_measured_names_come_along_the_next_time(asked: tuple[Studio, Discover]) -> None:
    studio, work = asked
    found = run(studio.start(work))
    named = run(studio.start(NameDirections(work.generator, found, work.cache)))
    assert len(each(named, "attribute")) == len(each(named, "purity")) == 2
    again = run(studio.start(work))
    assert again.key == found.key and each(again, "attribute") == each(named, "attribute")
    assert each(again, "purity") == pytest.approx(each(named, "purity"))
    assert each(run(studio.start(replace(work, seed=9))), "attribute") == (), "another set has not been measured"


def test_names_of_a_set_that_points_the_same_ways_are_not_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    studio = a_studio()
    info = open_in(studio, MappedGenerator(), monkeypatch)
    work = Discover(info.ref.sha256, "sefa", {"components": 2}, 3, cache=Cache(str(tmp_path)))
    found = run(studio.start(work))
    run(studio.start(NameDirections(work.generator, found, work.cache)))
    other = run(studio.start(replace(work, seed=4)))  # SeFa's vectors do not depend on the seed, its sigmas do
    assert other.key == found.key and other.provenance.seed == 4 and each(other, "attribute") == ()
    assert not np.array_equal(other.sigma, found.sigma)


def test_a_damaged_copy_is_found_again(asked: tuple[Studio, Discover], monkeypatch: pytest.MonkeyPatch) -> None:
    studio, work = asked
    counted = searches(monkeypatch)
    first = run(studio.start(work))
    (kept,) = Path(work.cache.home).rglob("*.safetensors")
    kept.write_bytes(kept.read_bytes()[:40])
    assert run(studio.start(work)).key == first.key and len(counted) == 2


def test_a_folder_that_cannot_be_written_loses_nothing(
    asked: tuple[Studio, Discover], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    studio, work = asked
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "directions").write_text("a file in its place")
    assert len(run(studio.start(work)).vectors) == 2
    assert "could not be kept" in caplog.text


def test_a_method_without_parameters_is_not_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    studio = a_studio()
    info = open_in(studio, LinearGenerator(), monkeypatch)
    run(studio.start(Discover(info.ref.sha256, "eigengan", cache=Cache(str(tmp_path / "kept")))))
    assert not (tmp_path / "kept").exists()
    assert direction_cache.read(tmp_path / "nothing") is None
