"""Compression through the document, and up to where sliders stay within what a generator has learned: on generators
whose Gaussian is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.stats import chi2
from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.codes.usual import Usual, range_within
from engine.document.asked.requests import RenderRequest, SavePicture
from engine.document.asked.usual import FindRanges, MeasureCodes
from engine.document.document import Document, Edit, GeneratorRef, Mix
from engine.document.films.film import Track
from engine.document.saved.serial import BadDocument, from_json, to_json
from engine.drawing.opened import Opened
from engine.export.png import read_recipe
from engine.generator import Features, Generator, Stage
from engine.job import Job, run
from engine.worker.studio import Studio
from tests.engine.codes.test_prior import BentGenerator
from tests.fakes import LinearGenerator, a_studio, open_in

TRACK = tuple(np.linspace(-4, 4, 41))


class Drawn(BentGenerator):
    """Whose pictures are its first three numbers of each slot, as colours."""

    def __init__(self) -> None:
        super().__init__()
        slots = tuple(slot.name for slot in self.layout.latent)
        self.stages = (Stage("picture", slots, self._colours),)

    def _colours(self, _: Features | None, codes: Tensor) -> Tensor:
        return codes[:, :3, None, None].expand(-1, 3, self.resolution, self.resolution) / 4


def opened(generator: Generator, monkeypatch: pytest.MonkeyPatch) -> tuple[Studio, Opened, Document]:
    studio = a_studio()
    info = open_in(studio, generator, monkeypatch)
    return studio, studio.held.get(info.ref.sha256), Document(info.ref)


@pytest.fixture
def bent(monkeypatch: pytest.MonkeyPatch) -> tuple[Studio, Opened, Document]:
    monkeypatch.setattr("engine.drawing.opened.fitted", lambda generator: fitted(generator, 20_000))
    return opened(Drawn(), monkeypatch)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> tuple[Studio, Opened, Document]:
    return opened(LinearGenerator(), monkeypatch)


def never() -> Job[Usual]:
    raise AssertionError("it is known already")


# ---- compression ----


def test_a_code_stays_to_the_last_bit_where_nothing_lies_beyond(bent: tuple[Studio, Opened, Document]) -> None:
    _, made, document = bent
    for seed in range(20):
        off = made.base(replace(document, seed=seed))
        assert np.array_equal(made.base(replace(document, seed=seed, compression=30.0)), off)


def test_coordinates_rise_with_slope_one_from_the_threshold(bent: tuple[Studio, Opened, Document]) -> None:
    _, made, document = bent
    prior, threshold = run(made.prior()), 1.0

    def coordinates(compression: float) -> np.ndarray:
        codes = [made.base(replace(document, seed=seed, compression=compression)) for seed in range(300)]
        return prior.coordinates(torch.from_numpy(np.stack(codes)))[:, 0].numpy().ravel()

    before, after = coordinates(0.0), coordinates(threshold)
    inside = np.abs(before) <= threshold
    assert inside.sum() > 500 and np.abs(after - before)[inside].max() < 1e-4
    order = np.argsort(before)
    assert (np.diff(after[order]) > -1e-4).all()
    beyond = np.abs(before) - threshold
    assert np.allclose(np.abs(after)[~inside], (threshold + np.log1p(beyond))[~inside], atol=1e-3)
    near = (beyond > 0.01) & (beyond < 0.06)
    assert near.sum() > 20
    slope = np.polyfit(beyond[near], (np.abs(after) - threshold)[near], 1)[0]
    assert slope == pytest.approx(1.0, abs=0.06)


def test_the_strongest_components_alone(bent: tuple[Studio, Opened, Document]) -> None:
    _, made, document = bent
    prior = run(made.prior())
    document = replace(document, seed=next(s for s in range(99) if big(made, prior, replace(document, seed=s))))
    rows = [made.base(replace(document, compression=0.2, components=count)) for count in (0, 2)]
    before = prior.coordinates(torch.from_numpy(made.base(document))[None])[0, 0]
    every, two = prior.coordinates(torch.from_numpy(np.stack(rows)))[:, 0]
    assert torch.allclose(two[-2:], every[-2:], atol=1e-3) and torch.allclose(two[:-2], before[:-2], atol=1e-3)
    assert (every[:-2] - before[:-2]).abs().max() > 0.1


def big(made: Opened, prior: Prior, document: Document) -> bool:
    p = prior.coordinates(torch.from_numpy(made.base(document))[None])[0, 0].abs()
    return bool((p > 0.5).all())


def test_codes_are_compressed_as_they_are_drawn_and_truncated_afterwards(
    bent: tuple[Studio, Opened, Document],
) -> None:
    _, made, document = bent
    document = replace(document, mixes=(Mix(7, 2, 2),), compression=0.5)
    full, half = made.base(document), made.base(replace(document, truncation=0.5))
    assert np.allclose(half[:-2], 0.5 * full[:-2], atol=1e-5)  # the mean is 0
    held = replace(document, held=(("w0", made.arrays.put(np.full(6, 9.0, np.float32))),))
    assert np.array_equal(made.base(held)[:6], np.full(6, 9.0, np.float32)), "what is held stays"


def test_a_slider_does_not_wait_for_what_a_job_measures(bent: tuple[Studio, Opened, Document]) -> None:
    studio, made, document = bent
    calm = replace(document, seed=3, compression=0.3)
    plain = studio.render(RenderRequest(0, 0, replace(calm, compression=0.0), "preview"))
    first = studio.render(RenderRequest(0, 1, calm, "preview"))
    assert plain is not None and first is not None and not made.memory.knows(Prior)
    assert first.quality == "preview" and np.array_equal(first.pixels, plain.pixels)
    assert studio.render(RenderRequest(0, 2, calm, "full", idle=True)) is None
    run(studio.start(MeasureCodes(calm)))
    then = studio.render(RenderRequest(0, 3, calm, "preview"))
    assert then is not None and then.quality == "full" and not np.array_equal(then.pixels, plain.pixels)


def test_a_saved_picture_waits_for_it_in_steps_and_carries_it(
    bent: tuple[Studio, Opened, Document], tmp_path: Path
) -> None:
    studio, made, document = bent
    calm, path = replace(document, seed=3, compression=0.3, components=4), tmp_path / "calm.png"
    job = studio.start(SavePicture(calm, str(path)))
    steps = [next(job)]
    while not made.memory.knows(Prior):
        steps.append(next(job))
    assert len(steps) > 20 and not path.exists()
    run(job)
    assert '"compression": 0.3' in read_recipe(path) and '"components": 4' in read_recipe(path)


def test_documents_carry_it_and_older_ones_have_none() -> None:
    document = Document(GeneratorRef("linear", "/nowhere", "0" * 64), compression=1.5, components=7)
    assert from_json(to_json(document)) == document
    older = {key: value for key, value in to_json(document).items() if key not in ("compression", "components")}
    assert (from_json(older).compression, from_json(older).components) == (0.0, 0)
    with pytest.raises(BadDocument, match="no number of sigma"):
        from_json(to_json(replace(document, compression=-1.0)))


# ---- the reach of sliders ----


def test_a_range_ends_where_the_sphere_of_usual_codes_does(plain: tuple[Studio, Opened, Document]) -> None:
    """N(0, I) of 9 numbers: a code is usual up to a known radius, so a slider up to a known place."""
    studio, made, document = plain
    for seed in range(5):
        here = replace(document, seed=seed, edits=(Edit("z2.1", "", 1.0),))
        tracks = tuple(Track(Edit(key, "", 1.0), TRACK) for key in ("z1.1", "z2.1"))
        found = run(studio.start(FindRanges(here, tracks)))
        limit, code = run(made.memory.once(Usual, never)).limit, made.code(here).astype(float)
        assert limit == pytest.approx(chi2.ppf(0.99, 9) / 9, rel=0.05)
        for key, offset in (("z1.1", 0.0), ("z2.1", 1.0)):
            place = made.generator.layout.index(key)
            rest = float(code @ code - code[place] ** 2)
            reach = np.sqrt(max(0.0, 9 * limit - rest))
            ends = np.clip([-reach - code[place] + offset, reach - code[place] + offset], -4, 4)
            assert found[key] == pytest.approx(tuple(ends), abs=0.02), (seed, key)


def test_a_mask_and_a_layer_range_count(plain: tuple[Studio, Opened, Document]) -> None:
    studio, made, document = plain
    far = Edit("z1.2", "", 30.0, mask=made.arrays.put(np.ones((4, 4), np.uint8)))
    track = Track(Edit("z1.1", "", 1.0), TRACK)
    there = run(studio.start(FindRanges(replace(document, edits=(far,)), (track,))))
    assert there == run(studio.start(FindRanges(document, (track,)))), "it acts in another part of the picture"
    free = replace(document, edits=(replace(far, mask=""),))
    low, high = run(studio.start(FindRanges(free, (track,))))["z1.1"]
    assert low == high, "all of it is strange"


def test_the_stretch_round_the_least_strange_place() -> None:
    strange = np.array([5.0, 3.0, 1.0, 0.5, 1.0, 3.0, 1.0])
    assert range_within((0, 1, 2, 3, 4, 5, 6), strange, 2.0) == (1.5, 4.5)
    assert range_within((0, 1, 2, 3, 4, 5, 6), strange, 0.1) == (3, 3)
    assert range_within((0, 1, 2, 3, 4, 5, 6), strange, 9.0) == (0, 6)
