"""What the library holds, and the pictures of files opened before."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.home import home
from app.model.settings import Recent, Settings
from app.services import library
from app.services.library import FETCH, keep_thumbnail, sections, thumbnail
from engine.checkpoints.registry import MODELS
from tests.app.desk import info


def gradient(height: int = 300, width: int = 600) -> np.ndarray:
    across = np.linspace(0, 255, width)[None, :, None] * np.ones((height, 1, 3))
    return across.astype(np.uint8)


def put_model(place: int = 0) -> Path:
    model = MODELS[place]
    path = library.models_folder() / f"{model.name}{Path(model.file).suffix}"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"weights")
    return path


def test_a_thumbnail_is_the_frame_made_small_and_is_written_once() -> None:
    keep_thumbnail("ab", gradient())
    path = home() / "thumbnails" / "ab.png"
    with Image.open(path) as image:
        assert image.size == (256, 128)
        assert np.abs(np.asarray(image)[64].astype(int) - np.linspace(0, 255, 256)[:, None]).max() <= 2
    before = path.read_bytes()
    keep_thumbnail("ab", np.zeros((8, 8, 3), np.uint8))
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["ab.png"]


def test_a_thumbnail_that_cannot_be_written_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.document.disk.files.os.fsync", full)
    keep_thumbnail("ab", gradient())
    assert not thumbnail("ab").exists()


def test_the_sections_of_a_first_start() -> None:
    builtin, before, registry = sections(Settings(), "builtin:faces-eigengan-64")
    face = next(card for card in builtin.cards if card.key == "builtin:faces-eigengan-64")
    assert (face.title, face.facts, face.current) == ("faces-eigengan-64", "EigenGAN · 64 px", True)
    assert face.line.startswith("A 64 px EigenGAN of faces") and "\n" not in face.line
    assert Image.open(io.BytesIO(face.picture)).size == (64, 64)
    assert before.cards == () and before.empty
    assert [card.key for card in registry.cards] == [FETCH + model.name for model in MODELS]
    assert [card.offer for card in registry.cards] == [f"Get ({model.megabytes} MB)" for model in MODELS]
    assert all(MODELS[i].package in card.tip for i, card in enumerate(registry.cards))


def test_files_opened_before_with_their_pictures_and_those_that_are_gone(tmp_path: Path) -> None:
    here = tmp_path / "here.pt"
    here.touch()
    keep_thumbnail("ab", gradient(16, 16))
    settings = Settings(recent=[Recent(str(here), "ab", "here", "DCGAN", 64), Recent("/gone/lost.pkl")])
    there, gone = sections(settings, str(here))[1].cards
    assert (there.title, there.facts, there.current, there.gone) == ("here", "DCGAN · 64 px", True, False)
    assert there.tip == str(here) and there.picture == thumbnail("ab").read_bytes()
    assert (gone.title, gone.facts, gone.line, gone.gone) == ("lost", "", "moved or deleted", True)
    assert there.removable and gone.removable and not gone.picture


def test_a_fetched_model_says_so_and_stands_in_one_section_only() -> None:
    path = put_model()
    settings = Settings(recent=[Recent(str(path), MODELS[0].sha256, "x")])
    _, before, registry = sections(settings, "", frozenset({MODELS[1].name}))
    assert before.cards == ()
    got, other = registry.cards
    assert got.key == got.tip == str(path) and not got.offer and "checked by SHA-256" in got.facts
    assert other.busy and other.offer


def test_an_opened_file_is_remembered_with_what_is_known_of_it(tmp_path: Path) -> None:
    settings = Settings()
    library.remember(settings, str(tmp_path / "small.pt"), info())
    assert settings.recent == [Recent(str(tmp_path / "small.pt"), "a" * 64, "small", "EigenGAN", 16)]
    assert settings.folder == str(tmp_path)
    library.remember(settings, str(tmp_path / "tall.pt"), replace(info(), aspect=(2, 1)))
    assert settings.recent[0].size == "8 × 16"
    (tmp_path / "tall.pt").touch()
    assert sections(settings, "")[1].cards[0].facts == "EigenGAN · 8 × 16 px"
    library.remember(settings, str(put_model()), info())
    assert settings.folder == str(tmp_path), "nobody chose the folder of fetched models"
