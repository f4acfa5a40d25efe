"""What can be made again takes no more of the disk than it may: the least recently used goes, what is in use stays."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.checkpoints.reading import read, reading
from engine.document.asked.requests import Discover, OpenGenerator
from engine.document.disk import caches
from engine.document.disk.caches import Cache
from engine.job import run
from tests.fakes import MappedGenerator, a_studio, open_in
from tests.hostile import torch_bytes

LOW = {"samples": 500, "feature_samples": 500, "components": 2}
WEIGHTS = {"a.w": torch.ones(25, 10)}  # 1000 bytes


def filled(home: Path) -> Cache:
    """Six files of 100 bytes, used at the times 0 to 5."""
    for i, name in enumerate(("converted/a.safetensors", "directions/0/b.safetensors", "thumbnails/c.png",
                              "converted/d.safetensors", "directions/1/e.safetensors",
                              "directions/1/f.safetensors")):  # fmt: skip
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(100))
        os.utime(path, (i, i))
    return Cache(str(home), room=600)


def names(home: Path) -> str:
    """The letters of what is there."""
    return "".join(sorted(path.stem for path in home.rglob("*") if path.is_file()))


@pytest.mark.parametrize(("size", "left"), [(0, "abcdef"), (1, "bcdef"), (100, "bcdef"), (350, "ef"), (600, "")])
def test_the_least_recently_used_of_all_folders_goes_first(tmp_path: Path, size: int, left: str) -> None:
    assert filled(tmp_path).make_room(size)
    assert names(tmp_path) == left
    assert (tmp_path / "directions" / "0").exists() == ("b" in left), "an empty folder goes along"


def test_what_could_never_fit_costs_nothing_its_place(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    assert not cache.make_room(601)
    assert not replace(cache, used=frozenset("d")).make_room(501)
    assert names(tmp_path) == "abcdef"


def test_what_is_in_use_stays(tmp_path: Path) -> None:
    cache = replace(filled(tmp_path), used=frozenset("a"))
    with caches.reading(tmp_path / "directions" / "0" / "b.safetensors"):
        assert cache.make_room(400)
        assert names(tmp_path) == "ab"
        assert replace(cache, room=0).make_room() is False
    assert cache.make_room(500)
    assert names(tmp_path) == "a"


def test_what_is_not_ours_is_neither_counted_nor_removed(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    mine = tmp_path / "elsewhere.safetensors"
    mine.write_bytes(bytes(9000))
    (tmp_path / "converted" / "link.safetensors").symlink_to(mine)
    (tmp_path / "converted" / "notes.txt").write_bytes(bytes(9000))
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "fetched.safetensors").write_bytes(bytes(9000))
    assert cache.make_room() and len(names(tmp_path)) > 6
    assert replace(cache, room=0).make_room()
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == [
        "elsewhere.safetensors", "fetched.safetensors", "link.safetensors", "notes.txt",
    ]  # fmt: skip


def test_many_small_files_are_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "FILES", 2)
    assert filled(tmp_path).make_room()
    assert names(tmp_path) == "ef"


def test_what_cannot_be_removed_stays_and_the_next_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, unlink = filled(tmp_path), Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.stem == "a":
            raise PermissionError("open in another program")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    assert cache.make_room(200)
    assert names(tmp_path) == "adef"


def test_copies_of_files_keep_to_the_room_and_use_counts(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path / "home"), room=3200)
    files = [tmp_path / name for name in "xyz"]
    for i, path in enumerate(files):
        path.write_bytes(torch_bytes({"a.w": WEIGHTS["a.w"] + i}))
    hashes = [read(path, cache).sha256 for path in files[:2]]
    for i, sha256 in enumerate(hashes):
        os.utime(cache.folder("converted") / f"{sha256}.safetensors", (i, i))
    read(files[0], cache)  # from its copy: that counts as use
    last = read(files[2], cache).sha256
    assert {path.stem for path in cache.folder("converted").iterdir()} == {hashes[0], last}
    read(files[1], replace(cache, room=900))
    assert len(list(cache.folder("converted").iterdir())) == 2, "a file that never fits pushes nothing out"


def test_a_copy_stays_while_it_is_read_and_while_its_generator_is_open(tmp_path: Path) -> None:
    path, cache = tmp_path / "x", Cache(str(tmp_path / "home"))
    path.write_bytes(torch_bytes(WEIGHTS | {"a.v": torch.ones(3)}))
    sha256 = read(path, cache).sha256
    (copy,) = cache.folder("converted").iterdir()
    job = reading(path, cache)
    while not caches._at_work:
        next(job)
    replace(cache, room=0).make_room()
    assert copy.exists()
    job.close()
    replace(cache, room=0, used=frozenset({sha256})).make_room()
    assert copy.exists()
    assert replace(cache, room=0).make_room() and not copy.exists()


def test_the_engine_spares_what_is_open(dcgan: Path, tmp_path: Path) -> None:
    studio, cache = a_studio(), Cache(str(tmp_path / "home"))
    info = run(studio.start(OpenGenerator(str(dcgan), cache)))
    sparing = studio.held.sparing(cache)
    assert sparing is not None and sparing.used == {info.ref.sha256}
    assert not replace(sparing, room=0).make_room() and len(list(cache.folder("converted").iterdir())) == 1


def test_directions_keep_to_the_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    studio = a_studio()
    info = open_in(studio, MappedGenerator(), monkeypatch)
    cache = Cache(str(tmp_path))
    for seed in range(4):
        found = run(studio.start(Discover(info.ref.sha256, "ganspace", LOW, seed, cache=cache)))
        for path in tmp_path.rglob("*.safetensors"):
            os.utime(path, (seed, seed))
    files = list(tmp_path.rglob("*.safetensors"))
    room = 2 * max(path.stat().st_size for path in files) + 100
    again = run(studio.start(Discover(info.ref.sha256, "ganspace", LOW, 9, cache=replace(cache, room=room))))
    assert len(files) == 4 and len(list(tmp_path.rglob("*.safetensors"))) == 2
    assert len(again) == len(found)
    nowhere = run(studio.start(Discover(info.ref.sha256, "ganspace", LOW, 9, cache=replace(cache, room=0))))
    assert np.array_equal(nowhere.vectors, again.vectors)


@pytest.fixture
def dcgan(tmp_path: Path) -> Path:
    """A tiny generator of a slow format."""
    torch.manual_seed(3)
    sizes = {"main.0.weight": (20, 16, 4, 4), "main.3.weight": (16, 8, 4, 4), "main.6.weight": (8, 3, 4, 4)}
    path = tmp_path / "tiny.dat"
    torch.save({name: torch.randn(size) * 0.2 for name, size in sizes.items()}, path)
    return path
