"""Trials of claims, on generators of which it is known what they must show."""

from __future__ import annotations

from itertools import count
from types import SimpleNamespace

import pytest
from torch import Tensor

from engine.codes.prior import Prior
from engine.comparison.trials import asking, decoding, inverting, telling
from engine.comparison.trials.trial import Asked
from engine.generator import Generator
from engine.job import Job, Progress, run
from engine.measure.keeping import UNTOUCHED, Kept
from engine.measure.truth.factors import Factors
from engine.methods.steerability import Steerability
from tests.engine.learning.pairs.planted import Planted
from tests.engine.learning.test_transforms import Blobs
from tests.fakes import LinearGenerator, MappedGenerator, orthonormal

#: Nothing is read but how far from grey a picture is.
NOTHING = Factors((), lambda images: (images.new_empty(len(images), 0), images.abs().mean((1, 2, 3))))


# ---- the Gaussian of codes ----


class Faint(MappedGenerator):
    """Pictures within [-1, 1], so that they are linear in their codes to the end."""

    def _picture(self, features: Tensor | None, codes: Tensor) -> Tensor:
        return 0.1 * super()._picture(features, codes)


def kept(generator: Generator, prior: Prior, seed: int, count: int) -> Job[tuple[Kept, ...]]:
    """Compression loses half of what truncation does, of 60 faces; of others it is the other way."""
    yield Progress(1.0)
    rows = [(UNTOUCHED, 0.0, 1.0), ("truncation", 0.4, 0.5), ("compression", 0.2, 0.5)]
    others = [(UNTOUCHED, 0.0, 1.0), ("truncation", 0.1, 0.5), ("compression", 0.9, 0.5)]
    named = {f"{count} faces": rows, "the strangest": others}
    return tuple(Kept(faces, way, 1.0, apart, strange) for faces, each in named.items() for way, apart, strange in each)


def test_what_the_prior_is_worth_is_told_by_what_both_searches_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverting, "keeping", kept)
    monkeypatch.setattr(inverting, "STEPS", 300)
    monkeypatch.setattr(inverting, "WEIGHT", 0.0)  # pictures so faint are drawn to the mean otherwise
    generator = Faint()
    asked = Asked(generator, NOTHING)
    figures = run(inverting.inverting(asked))
    # Compression and truncation where both have come to three quarters of the way: shares of 0.2 and of 0.4.
    assert figures["compression"] == pytest.approx(figures["truncation"] / 2) and figures["truncation"] > 0
    # Pictures are linear in codes, and both searches find them: half-way lies the mean of two pictures.
    pictures = generator.synthesize(asked.codes(inverting.PICTURES))
    between = (pictures + pictures.roll(1, 0)) / 2
    wanted = float(NOTHING.read(between)[1].mean())
    assert figures["half-way"] == pytest.approx(wanted, rel=0.02)
    assert figures["half-way without"] == pytest.approx(wanted, rel=0.05)


def test_a_search_that_stays_where_it_is_has_the_greater_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverting, "keeping", kept)
    monkeypatch.setattr(inverting, "STEPS", 1)  # the guess of the prior's regression is all but right, the mean is not
    assert run(inverting.inverting(Asked(Faint(), NOTHING)))["gain"] > 10


# ---- GLO ----


def test_a_decoder_comes_nearer_to_what_moves_than_components(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SEEN": 150, "UNSEEN": 10, "NUMBERS": 4}.items():
        monkeypatch.setattr(decoding, name, value)
    ticks = count()  # as many steps on every machine: what is asked for the time is answered with how often it was
    monkeypatch.setattr("engine.training.glo.time", SimpleNamespace(monotonic=lambda: 0.01 * next(ticks)))
    figures = run(decoding.decoding(Asked(Blobs(), NOTHING, minutes=0.1)))
    assert 0.2 < figures["seen"] < 0.9  # a blob that moves is no sum of four pictures
    assert 0.2 < figures["unseen"] < 1.2


def _four(_: Generator) -> Job[int]:
    """How many pictures are drawn at once, on any machine: a quicker one draws others."""
    yield Progress(1.0)
    return 4


# ---- what can be told apart ----


def test_directions_that_learn_find_what_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"COUNT": 2, "BANK": 128, "STEPS": 300, "FACES": 64, "pace": _four}.items():
        monkeypatch.setattr(telling, name, value)
    turn = orthonormal(16, 16, seed=3)
    generator = Planted(16, 2, lambda codes: (codes @ turn.T)[:, :2] * 0.2, unsure=0.6)  # two of 16 numbers show
    figures = run(telling.told_apart(Asked(generator, NOTHING)))
    assert figures["steps"] == 300 and figures["right"] > 0.7 and figures["right"] > figures["random"] + 0.05


def test_without_time_to_learn_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"COUNT": 8, "BANK": 16, "STEPS": 1}.items():
        monkeypatch.setattr(telling, name, value)
    still = Planted(8, 2, lambda codes: codes[:, :2] * 0.0, unsure=0.0)  # there is nothing to be told
    with pytest.raises(ValueError, match=r"not told apart after 1 steps.*more minutes\.$"):
        run(telling.told_apart(Asked(still, NOTHING)))


# ---- what is asked for ----


def test_walks_of_blobs_make_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "Steerability", lambda: Steerability("zoom, shift x, brightness", steps=10))
    figures = run(asking.steered(Asked(Blobs(), NOTHING)))
    assert set(figures) == {"zoom", "shift right", "brightness", "brightness asked"}
    assert figures["brightness asked"] == pytest.approx(1.0, abs=0.1)
    assert figures["brightness"] > 0.9 and figures["zoom"] > 0.5 and figures["shift right"] > 0.5


def test_what_rises_in_a_straight_line_rises_as_asked() -> None:
    figures = run(asking.raised(Asked(LinearGenerator(), NOTHING)))
    assert figures["slope"] == pytest.approx(1.0, abs=0.05) and figures["follow"] == 1.0
