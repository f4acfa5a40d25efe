"""What is remembered between two starts, and what happens when its file is damaged."""

from __future__ import annotations

import errno
import json
import os
from copy import deepcopy
from pathlib import Path

import pytest

from app.home import home
from app.model.merging import save_merged
from app.model.settings import Recent, Settings, cache_of, load_settings, save_settings, why_not_kept


def test_settings_come_back_as_they_were() -> None:
    settings = Settings(theme="light", smooth=False, keep_edits=False, folder="/a", device="cuda",
                        recent=[Recent("/a/b.pt", "ab", "b", "DCGAN", 64), Recent("/c")], conditions_open=True,
                        names={"sha": {"z1.2": "grin"}}, starred={"sha": ["z1.2"]}, geometry="abcd",
                        joined={"sha": {"z1.2": "osc:/a", "truncation": "midi:1/7"}}, live_port=8000,
                        live_network=True)  # fmt: skip
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
        b"[" * 200_000, b'{"names": ' * 50_000, b'{"panels": [1000000000, 1, 1]}', b'{"panels": [-5]}',
        b'{"panels": [true]}', b'{"panels": [1e400]}', b'{"brush_size": NaN}', b'{"brush_size": 1e400}',
        b'{"brush_softness": -Infinity}', b'{"brush_softness": 2.5}', b'{"panels": [' + b"9" * 5000 + b"]}",
        b'{"recent": [{"path": "/a", "resolution": 100000000000000000000}]}', b'{"geometry": "\\ud800"}',
        b'{"readings": {"sha": 5}}', b'{"readings": {"sha": "final_tanh=maybe"}}',
        b'{"cache_gb": -1}', b'{"cache_gb": true}', b'{"cache_gb": 1e400}', b'{"cache_gb": 100000000000000000000}',
        b'{"joined": {"sha": {"z1.1": 5}}}', b'{"joined": {"sha": "osc:/a"}}', b'{"live_port": 80}',
        b'{"live_port": 65536}', b'{"live_port": 9000.5}', b'{"live_network": 1}',
    ],
    ids=range(46),
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

    monkeypatch.setattr("engine.document.disk.files.os.fsync", full)
    with pytest.raises(OSError, match="no space left"):
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


# ---- homes in which nothing can be kept --------------------------------------------------------------------------


def test_a_home_that_can_be_written_to_is_not_spoken_of() -> None:
    assert why_not_kept() == "" and list(home().iterdir()) == []


@pytest.mark.parametrize("where", ["home", "home/below"])
def test_a_home_that_is_a_file_or_lies_below_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    (tmp_path / "home").write_text("I am no folder")
    monkeypatch.setenv("EIGENBRUSH_HOME", str(tmp_path / where))
    assert why_not_kept().startswith(f"Nothing is kept this time, neither settings nor what you have open, because "
                                     f"{tmp_path / where} cannot be written to (")  # fmt: skip
    assert load_settings() == (Settings(), "")
    with pytest.raises(OSError, match=r"^settings\.json could not be written to .*\.$"):
        save_merged(Settings(), Settings())


def test_a_home_that_may_only_be_read_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(Settings(theme="light"))

    really = os.open

    def refused(path: str, flags: int, *more: int, **named: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return really(path, flags, *more, **named)

    monkeypatch.setattr("engine.document.disk.files.os.open", refused)
    assert "(read-only file system); save what you want to keep." in why_not_kept()
    assert load_settings() == (Settings(theme="light"), "")


def test_damaged_settings_in_a_home_that_may_only_be_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    (home() / "settings.json").write_text("{")

    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("app.model.settings.os.replace", refused)
    settings, problem = load_settings()
    assert settings == Settings() and problem.startswith("The settings could not be read")


# ---- two windows on one home -------------------------------------------------------------------------------------


def two_windows(stored: Settings) -> tuple[tuple[Settings, Settings], tuple[Settings, Settings]]:
    """What two windows that were opened on the same settings have, each with what it was at first."""
    save_settings(stored)
    first, second = load_settings()[0], load_settings()[0]
    return (first, deepcopy(first)), (second, deepcopy(second))


def test_the_last_window_to_close_keeps_what_the_other_changed() -> None:
    (first, before), (second, then) = two_windows(Settings(theme="dark", brush_size=0.2, device="cpu"))
    first.theme, first.folder, first.brush_size = "light", "/first", 0.3
    second.brush_size, second.keep_edits = 0.4, False
    save_merged(first, before)
    save_merged(second, then)
    merged = Settings(theme="light", folder="/first", brush_size=0.4, keep_edits=False, device="cpu")
    assert load_settings() == (merged, "")


def test_names_joins_and_stars_of_both_windows_are_kept_and_what_was_taken_away_is_gone() -> None:
    names = {"a": {"z1.1": "smile", "z1.2": "pose"}}
    (first, before), (second, then) = two_windows(Settings(names=names, joined=names, starred={"a": ["z1.1", "z1.2"]}))
    first.names = {"a": {"z1.1": "grin", "z1.2": "pose"}, "b": {"z2.1": "hair"}}
    first.starred = {"a": ["z1.1", "z1.2", "z1.3"]}
    second.names = {"a": {"z1.1": "smile", "z3.1": "age"}, "c": {"z": "nose"}}
    second.starred = {"a": ["z1.2", "z1.4"], "c": ["z"]}
    first.joined, second.joined = first.names, second.names  # which controls move which sliders
    save_merged(first, before)
    save_merged(second, then)
    found = load_settings()[0]
    assert (
        found.joined == found.names == {"a": {"z1.1": "grin", "z3.1": "age"}, "b": {"z2.1": "hair"}, "c": {"z": "nose"}}
    )
    assert found.starred == {"a": ["z1.2", "z1.3", "z1.4"], "c": ["z"]}


def test_recent_files_of_both_windows_are_kept_and_those_taken_off_are_gone() -> None:
    (first, before), (second, then) = two_windows(Settings(recent=[Recent(f"/{i}") for i in range(4)]))
    first.remember(Recent("/first"))
    first.remember(Recent("/3"))
    first.forget("/0")
    second.remember(Recent("/second"))
    second.forget("/1")
    save_merged(first, before)
    save_merged(second, then)
    assert [recent.path for recent in load_settings()[0].recent] == ["/second", "/3", "/first", "/2"]


def test_a_file_that_cannot_be_read_any_more_is_written_over() -> None:
    (first, before), _ = two_windows(Settings())
    (home() / "settings.json").write_text("{")
    first.theme = "light"
    save_merged(first, before)
    assert load_settings() == (Settings(theme="light"), "")


def test_one_number_bounds_all_that_can_be_made_again() -> None:
    assert cache_of(Settings()).room == 4_000_000_000
    (home() / "settings.json").write_text(json.dumps({"cache_gb": 1}))
    settings, problem = load_settings()
    cache = cache_of(settings)
    assert (problem, cache.home, cache.room) == ("", str(home()), 1_000_000_000)
