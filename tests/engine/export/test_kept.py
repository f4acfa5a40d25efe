"""Frames of a film that was killed are not drawn again, and the film is the same to the byte."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.document.disk.caches import Cache
from engine.document.document import Document, Edit
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track
from engine.document.films.formats import planned
from engine.drawing.one_by_one import Drawing
from engine.export.kept import kept_frames
from engine.export.writing import write_film
from engine.job import run
from tests.fakes import LinearGenerator, a_studio, open_in

COUNT = 30
SIZE = 32 * 32 * 3 * COUNT


def plain(i: int) -> np.ndarray:
    return np.random.default_rng(i).integers(0, 256, (32, 32, 3), np.uint8)


def cache_in(folder: Path, room: int = 10**9) -> Cache:
    return Cache(str(folder / "home"), room)


@pytest.mark.parametrize("name", ["gif", "webp", "apng"])
@pytest.mark.parametrize("cut", [0, 1, 100])
def test_after_a_kill_only_what_is_missing_is_drawn(tmp_path: Path, name: str, cut: int) -> None:
    plan, drawn = planned(name, COUNT, (32, 32), 25), []

    def frame(i: int) -> np.ndarray:
        drawn.append(i)
        return plain(i)

    def steps(i: int) -> Iterator[int]:
        yield i

    run(write_film(plain, plan, tmp_path / "whole", steps))
    with kept_frames(cache_in(tmp_path), "k", SIZE) as kept:
        job = write_film(frame, plan, tmp_path / "a", steps, kept=kept)
        while len(set(drawn)) < 20:
            next(job)
        job.close()
    assert not (tmp_path / "a").exists()
    file = tmp_path / "home" / "frames" / "k.frames"
    file.write_bytes(file.read_bytes()[: -cut or None])  # killed in the middle of a frame
    before, drawn[:] = set(drawn), []
    with kept_frames(cache_in(tmp_path), "k", SIZE) as kept:
        run(write_film(frame, plan, tmp_path / "a", steps, kept=kept))
    assert len(drawn) == len(set(drawn)) == COUNT - len(before) + (cut > 0)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "whole").read_bytes()


def test_a_damaged_frame_counts_as_not_drawn(tmp_path: Path) -> None:
    with kept_frames(cache_in(tmp_path), "k", SIZE) as kept:
        for i in range(5):
            kept.put(i, plain(i))
    file = tmp_path / "home" / "frames" / "k.frames"
    content = bytearray(file.read_bytes())
    content[40] ^= 1
    file.write_bytes(content)
    with kept_frames(cache_in(tmp_path), "k", SIZE) as kept:
        assert kept.get(0) is None
        assert all(np.array_equal(kept.get(i), plain(i)) for i in range(1, 5))
        kept.put(0, plain(0))
        assert np.array_equal(kept.get(0), plain(0))


def test_two_at_once_do_not_meet_and_without_room_nothing_is_kept(tmp_path: Path) -> None:
    with kept_frames(cache_in(tmp_path), "k", SIZE) as one, kept_frames(cache_in(tmp_path), "k", SIZE) as two:
        one.put(0, plain(0))
        two.put(0, plain(1))
        assert np.array_equal(one.get(0), plain(0)) and two.get(0) is None
    with kept_frames(cache_in(tmp_path, 1000), "other", SIZE) as kept:
        kept.put(0, plain(0))
        assert kept.get(0) is None
    with kept_frames(None, "k", SIZE) as kept:
        assert kept.get(0) is None


def test_a_film_in_another_format_size_and_rate_takes_the_frames_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = a_studio()
    info = open_in(studio, LinearGenerator(), monkeypatch)
    track = Track(Edit("z1.1", "", 1.0), tuple(np.linspace(-1, 1, 6).tolist()))
    drawn = []
    draw = Drawing.frame

    def counting(self: Drawing, document: Document) -> np.ndarray:
        drawn.append(document)
        return draw(self, document)

    monkeypatch.setattr(Drawing, "frame", counting)
    work = [
        ExportFilm(Document(info.ref, seed), (track,), rate, size, str(tmp_path / name), cache=cache_in(tmp_path))
        for seed, rate, size, name in ((1, 25, 16, "a.gif"), (1, 30, 64, "a.webp"), (2, 25, 16, "b.gif"))
    ]
    counts = []
    for each in work:
        run(studio.start(each))
        counts.append(len(drawn))
    assert counts == [6, 6, 12]


def test_memory_does_not_grow_with_the_film(tmp_path: Path) -> None:
    still = plain(0)

    def most(name: str, count: int) -> int:
        tracemalloc.start()
        run(write_film(lambda _: still.copy(), planned(name, count, (64, 64), 25), tmp_path / "a"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    for name in ("apng", "webp", "gif"):
        most(name, 20)  # what is loaded once
        assert most(name, 400) < most(name, 40) + 100_000, name
