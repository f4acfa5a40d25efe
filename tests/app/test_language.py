"""Which language the window speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from app import language
from app.cli import NAMES
from app.cli.commands import COMMANDS
from app.model.settings import LANGUAGES


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of the system, to be set."""
    named: list[str] = []

    class System:
        def uiLanguages(self) -> list[str]:
            return named

    monkeypatch.setattr(QLocale, "system", System)
    return named


@pytest.mark.parametrize("text", ['{"language": "de"}', '{"theme": "light", "language": "de", "more": [1]}'])
def test_that_of_the_settings_comes_first(tmp_path: Path, system: list[str], text: str) -> None:
    system.append("en-GB")
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert language.chosen(path) == "de"


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"language": "xx"}', '{"language": ["de"]}', "[" * 100_000])
@pytest.mark.parametrize(
    ("systems", "expected"), [(["de-AT"], "de"), (["de_CH"], "de"), (["fr", "de"], "en"), ([], "en")]
)
def test_else_that_of_the_system_where_there_is_one(
    tmp_path: Path, system: list[str], text: str | None, systems: list[str], expected: str
) -> None:
    system.extend(systems)
    path = tmp_path / "settings.json"
    if text is not None:
        path.write_text(text)
    assert language.chosen(path) == expected


def test_the_settings_know_the_same_languages() -> None:
    assert set(LANGUAGES) == {"", language.ENGLISH, *language.OTHERS}


def test_the_commands_are_known_without_them() -> None:
    assert set(NAMES) == {name.split()[0] for name in COMMANDS}
