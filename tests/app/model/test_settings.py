"""What is remembered between two starts, and what happens when its file is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.model.settings import Recent, Settings, home, load_settings, save_settings


def test_settings_come_back_as_they_were() -> None:
    settings = Settings(theme="light", smooth=False, keep_edits=False, folder="/a", device="cuda",
                        recent=[Recent("/a/b.pt", "ab", "b", "DCGAN", 64), Recent("/c")], conditions_open=True,
                        names={"sha": {"z1.2": "grin"}}, starred={"sha": ["z1.2"]}, geometry="abcd")  # fmt: skip
    save_settings(settings)
    assert load_settings() == (settings, "")


def test_without_a_file_there_are_fresh_settings_and_nothing_to_say() -> None:
    assert load_settings() == (Settings(), "")


def test_a_file_of_an_older_or_newer_version_is_read_as_far_as_it_goes() -> None:
    (home() / "settings.json").write_text(json.dumps({"theme": "light", "from_the_future": 5}))
    assert load_settings() == (Settings(theme="light"), "")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"5", b"null", b"\xff\xfe\x00", b'{"smooth": "yes"}', b'{"recent": {}}', b'{"theme": "purple"}',
        b'{"names": {"sha": ["a"]}}', b'{"names": {"sha": {"z1.1": 5}}}', b'{"names": {"sha": 5}}',
        b'{"starred": {"sha": "z1.1"}}',
        b'{"starred": {"sha": [5]}}', b'{"recent": [5]}', b'{"recent": [{"path": 5}]}', b'{"recent": [{"name": "b"}]}',
        b'{"recent": [{"path": "/a", "resolution": "64"}]}', b'{"device": null}',
        b"[" * 100_000, b'{"x": [' + b"[]," * 300_000 + b"0]}", b" " * 8_000_001,
    ],
    ids=range(21),
)  # fmt: skip
def test_a_damaged_file_is_set_aside_and_said(content: bytes) -> None:
    path = home() / "settings.json"
    path.write_bytes(content)
    settings, problem = load_settings()
    assert settings == Settings()
    assert problem.startswith("The settings could not be read") and "\n" not in problem
    assert not path.exists()
    assert path.with_suffix(".damaged.json").read_bytes() == content
    assert load_settings() == (Settings(), "")


def test_the_folder_is_that_of_the_environment_and_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGENBRUSH_HOME", str(tmp_path / "x" / "y"))
    assert home() == tmp_path / "x" / "y"
    assert home().is_dir()


def test_saving_fails_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(Settings(theme="light"))
    before = (home() / "settings.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.document.files.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_settings(Settings(theme="system"))
    assert (home() / "settings.json").read_bytes() == before
    assert [path.name for path in home().iterdir()] == ["settings.json"]


def test_recent_files_are_ten_newest_first_each_once() -> None:
    settings = Settings()
    for i in range(12):
        settings.remember(Recent(f"/f/{i}.pt"))
    settings.remember(Recent("/f/5.pt", "ab", "five", "DCGAN", 64))
    assert [recent.path for recent in settings.recent] == [f"/f/{i}.pt" for i in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)]
    assert settings.recent[0].name == "five"
    settings.forget("/f/11.pt")
    assert [recent.path for recent in settings.recent][:3] == ["/f/5.pt", "/f/10.pt", "/f/9.pt"]


def test_recent_files_of_an_older_version_were_paths_only() -> None:
    (home() / "settings.json").write_text(json.dumps({"recent": ["/f/a.pt", "/f/b.pt"], "folder": "/f"}))
    settings, problem = load_settings()
    assert problem == ""
    assert settings == Settings(folder="/f", recent=[Recent("/f/a.pt"), Recent("/f/b.pt")])
    save_settings(settings)
    assert load_settings() == (settings, "")


def test_a_recent_file_of_a_newer_version_is_read_as_far_as_it_goes() -> None:
    (home() / "settings.json").write_text(json.dumps({"recent": [{"path": "/f/a.pt", "pinned": True}]}))
    assert load_settings() == (Settings(recent=[Recent("/f/a.pt")]), "")
