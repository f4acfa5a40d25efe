"""What travels: values that come out as they went in, and generators that are what they are called."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.generator import Generator
from engine.generators import load
from engine.remote import parcel, serving
from engine.units import Unit


def test_a_unit_and_its_part_come_out_as_they_went_in() -> None:
    state = torch.Generator().manual_seed(5).get_state().numpy().tobytes()
    given = {"mask": np.arange(6.0).reshape(2, 3).T, "one": np.array(7), "none": np.zeros((0, 3), np.float32)}
    unit = Unit("codes", "a" * 64, 20_000, 500, state, {"layers": "3-6", "keep": True, "share": 0.1}, given)
    back, versions = parcel.unit_of(parcel.of_unit(unit))
    assert (back.kind, back.generator, back.start, back.count, back.state) == ("codes", "a" * 64, 20_000, 500, state)
    assert back.words == unit.words and versions == parcel.versions()
    assert {name: each.tolist() for name, each in back.given.items()} == {n: e.tolist() for n, e in given.items()}
    assert back.given["none"].shape == (0, 3) and back.given["one"].shape == ()
    words, part = parcel.unpacked(parcel.of_part(given))
    assert words["is"] == "part" and part["mask"].tolist() == given["mask"].tolist()


@pytest.mark.parametrize("content", [b"", b"nothing", parcel.packed({}, {})[:-3]])
def test_bytes_that_are_none_of_ours_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        parcel.unpacked(content)


def sent(shelf: serving._Shelf, name: str, content: bytes, *, digest: str = "", size: int = 1_000_000) -> None:
    for start in range(0, len(content), size):
        whole = digest or hashlib.sha256(content).hexdigest(), len(content)
        shelf.take(name, *whole, start, content[start : start + size])


@pytest.mark.parametrize("source", ["builtin:faces-eigengan-64", "builtin:faces-stylegan2-64"])
def test_a_generator_that_was_sent_is_the_same_to_the_bit(source: str) -> None:
    generator, shelf = load(source), serving._Shelf()
    where, sha256, family, portraits = parcel.about(generator)
    assert shelf.get(sha256) is None
    sent(shelf, sha256, parcel.of_generator(where, sha256, family, portraits=portraits))
    other = shelf.get(sha256)
    assert other is not None and other.sha256 == sha256 and shelf.get(sha256) is other
    codes = generator.sample(2, 1)
    assert torch.equal(other.sample(2, 1), codes)
    with torch.no_grad():
        assert torch.equal(other.synthesize(codes), generator.synthesize(codes))


def test_another_generator_under_the_same_name_is_refused() -> None:
    one, other = load("builtin:faces-eigengan-64"), load("builtin:faces-stylegan2-64")
    shelf = serving._Shelf()
    sent(shelf, one.sha256, parcel.of_generator(other.source, other.sha256, other.family, portraits=False))
    with pytest.raises(ValueError, match="not the one that was asked for"):
        shelf.get(one.sha256)
    assert shelf.get(one.sha256) is None, "it is not kept"


def test_a_generator_of_which_a_piece_is_missing_or_changed_is_not_opened() -> None:
    one = load("builtin:faces-eigengan-64")
    content = parcel.of_generator(one.source, one.sha256, one.family, portraits=False)
    digest, shelf = hashlib.sha256(content).hexdigest(), serving._Shelf()
    shelf.take(one.sha256, digest, len(content), 0, content[:1000])
    shelf.take(one.sha256, digest, len(content), 2000, content[2000:])
    assert shelf.get(one.sha256) is None
    shelf.take(one.sha256, digest, len(content), 0, b"again")
    shelf.take(one.sha256, digest, len(content), 1000, content[1000:])
    assert shelf.get(one.sha256) is not None, "what came twice is taken once"
    shelf = serving._Shelf()
    sent(shelf, one.sha256, content[:-1] + b"?", digest=digest)
    assert shelf.get(one.sha256) is None
    sent(shelf, one.sha256, content)
    assert shelf.get(one.sha256) is not None, "sent again, it is whole"


def test_a_file_that_has_become_another_is_not_sent(tmp_path: Path, generator: Generator) -> None:
    path = tmp_path / "generator.safetensors"
    eigengan = load("builtin:faces-eigengan-64")
    path.write_bytes(parcel.of_generator(eigengan.source, eigengan.sha256, eigengan.family, portraits=False))
    opened = load(path)
    assert opened.sha256 == eigengan.sha256
    path.write_bytes(parcel.of_generator(*parcel.about(generator)[:3], portraits=False))
    with pytest.raises(ValueError, match=r"generator\.safetensors"):
        parcel.of_generator(*parcel.about(opened)[:3], portraits=False)
