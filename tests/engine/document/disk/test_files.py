"""Writing files: whole or not at all, through links, with the mode that was there; and what killed processes leave."""

from __future__ import annotations

import errno
import os
import re
import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.document.disk import leftovers
from engine.document.disk.files import NotWritten, whole_file, why_not_written, write_whole
from engine.document.disk.wording import short

ROOT = Path(__file__).parents[4]

#: Kills itself in the middle of a write.
KILLED = """
import os, sys
from pathlib import Path
from engine.document.disk.files import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), 9)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def killed_while_writing(path: Path) -> Path:
    """What it left."""
    before = set(path.parent.iterdir())
    subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    (left,) = set(path.parent.iterdir()) - before
    return left


def aged(path: Path, seconds: float) -> Path:
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def part(process: int) -> str:
    return f".eigenbrush-{process}-{secrets.token_hex(8)}.part"


# ---- what is left by the killed ----


def test_what_a_killed_process_left_goes_when_the_file_is_written_again(tmp_path: Path) -> None:
    left = aged(killed_while_writing(tmp_path / "a.gif"), 60)
    assert leftovers.NAME.fullmatch(left.name) and not (tmp_path / "a.gif").exists()
    write_whole(tmp_path / "a.gif", b"again")
    assert names(tmp_path) == ["a.gif"]


@pytest.mark.parametrize("seconds", [60, -86_400])
def test_a_clock_that_was_set_back_keeps_nothing(tmp_path: Path, seconds: float) -> None:
    aged(killed_while_writing(tmp_path / "a"), seconds)
    leftovers.sweep(tmp_path)
    assert names(tmp_path) == []


def test_only_ours_only_old_ones_whose_process_is_gone(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    theirs = (".a.gif.123.part.png", "a.part", f".eigenbrush-{gone.pid}-short.part", f"x{part(gone.pid)}")
    kept = [aged(_file(tmp_path / name), 3600) for name in (*theirs, part(os.getppid()))]
    kept.append(_file(tmp_path / part(gone.pid)))  # written a moment ago
    (tmp_path / part(gone.pid)).mkdir()
    (tmp_path / part(gone.pid)).symlink_to(kept[0])
    there = names(tmp_path)
    swept = aged(_file(tmp_path / part(gone.pid)), 3600)
    before_us = aged(_file(tmp_path / part(os.getpid())), 3600)  # of another process with our number
    leftovers.sweep(tmp_path)
    assert names(tmp_path) == there and not swept.exists() and not before_us.exists()


@pytest.mark.parametrize("name", ["film.gif", "session", "two.endings.png", "line\n.npy"])
def test_what_an_earlier_version_left_goes_a_day_later(tmp_path: Path, name: str) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()

    def earlier(process: int, seconds: float) -> Path:
        path = tmp_path / name
        return aged(_file(path.with_name(f".{path.name}.{process}.part{path.suffix}")), seconds)

    running, swept = earlier(os.getppid(), 1e6), earlier(gone.pid, 1e6)
    leftovers.sweep(tmp_path)
    assert names(tmp_path) == [running.name] and not swept.exists()
    young = earlier(gone.pid, 3600)
    leftovers.sweep(tmp_path)
    assert young.exists(), "another machine may still write it: earlier versions held no lock"


def _file(path: Path) -> Path:
    path.write_bytes(b"x")
    return path


def test_what_is_being_written_stays_however_long_it_takes(tmp_path: Path) -> None:
    with whole_file(tmp_path / "slow") as file:
        file.write(b"slow")
        aged(Path(file.name), 3600)
        write_whole(tmp_path / "other", b"x")
    assert names(tmp_path) == ["other", "slow"] and (tmp_path / "slow").read_bytes() == b"slow"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no open file")
def test_what_another_machine_writes_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process is not seen here, its lock is."""
    monkeypatch.setattr(leftovers, "_alive", lambda process: False)
    with whole_file(tmp_path / "far") as file:
        aged(Path(file.name), 3600)
        monkeypatch.setattr(leftovers, "_ours", set())
        leftovers.sweep(tmp_path)
    assert names(tmp_path) == ["far"]


def test_sweeping_where_there_is_no_folder_is_no_error(tmp_path: Path) -> None:
    leftovers.sweep(tmp_path / "nowhere")
    leftovers.sweep(_file(tmp_path / "file"))


# ---- names, links, modes ----


def test_temporary_names_cannot_be_guessed_and_nobody_else_reads_them(tmp_path: Path) -> None:
    seen = set()
    for _ in range(3):
        with whole_file(tmp_path / "a") as file:
            (name,) = names(tmp_path) if not seen else set(names(tmp_path)) - {"a"}
            assert os.stat(tmp_path / name).st_mode & 0o777 == 0o600
            file.write(b"x")
        seen.add(name)
    assert len(seen) == 3 and all(re.search("[0-9a-f]{16}", name) for name in seen)


def test_a_link_planted_in_the_place_of_the_temporary_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftovers, "new_name", lambda: ".planted")
    victim = _file(tmp_path / "victim")
    for points_at in (victim, tmp_path / "not-there"):
        (tmp_path / ".planted").symlink_to(points_at)
        with pytest.raises(NotWritten, match="a could not be written"):
            write_whole(tmp_path / "a", b"mine")
        (tmp_path / ".planted").unlink(missing_ok=True)
    assert names(tmp_path) == ["victim"] and victim.read_bytes() == b"x"


def test_saving_onto_a_link_writes_what_it_points_at(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    (tmp_path / "link").symlink_to(Path("real") / "a")
    for content in (b"one", b"two"):  # first, it points at nothing
        write_whole(tmp_path / "link", content)
        assert (tmp_path / "link").is_symlink() and (folder / "a").read_bytes() == content
    assert names(folder) == ["a"] and names(tmp_path) == ["link", "real"]


def test_a_link_in_a_circle_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(NotWritten, match=r"^a could not be written to .*\.$"):
        write_whole(tmp_path / "a", b"x")
    assert names(tmp_path) == ["a", "b"] and (tmp_path / "a").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o400])
def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    _file(tmp_path / "a").chmod(mode)
    write_whole(tmp_path / "a", b"two")
    assert (tmp_path / "a").stat().st_mode & 0o777 == mode and (tmp_path / "a").read_bytes() == b"two"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_new_file_has_the_mode_that_any_other_program_gives_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"x")
    assert (tmp_path / "a").stat().st_mode == _file(tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("length", [236, 237, 250, 255])
def test_every_name_that_the_disk_takes_can_be_written(tmp_path: Path, length: int) -> None:
    name = "n" * (length - 4) + ".png"
    write_whole(tmp_path / name, b"x")
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("relative", [False, True])
def test_a_name_that_is_too_long_a_folder_and_a_device_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relative: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    for path in (tmp_path / ("n" * 256), tmp_path / "folder", *([pipe] if pipe.exists() else [])):
        with pytest.raises(
            NotWritten, match=rf"^{short(path.name)} could not be written to .*: [a-z ]+\. Choose a.* name\.$"
        ):
            write_whole(Path(path.name) if relative else path, b"x")
    assert set(names(tmp_path)) <= {"folder", "pipe"}


def test_a_fault_of_what_is_read_meanwhile_is_not_taken_for_one_of_writing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "a"):
        (tmp_path / "other" / "data.npy").read_bytes()
    assert names(tmp_path) == []


# ---- what is told ----


@pytest.mark.parametrize(
    ("number", "what_to_do"),
    [
        (errno.ENOSPC, "Free some space, or choose a folder on another disk."),
        (errno.EROFS, "Choose a folder on another disk."),
        (errno.EACCES, "Choose a folder that you may write to."),
        (errno.ENAMETOOLONG, "Choose a shorter name."),
        (errno.EBUSY, "Choose another folder."),
    ],
)
def test_what_to_do_fits_why_it_could_not_be_written(tmp_path: Path, number: int, what_to_do: str) -> None:
    told = why_not_written(tmp_path / "a.gif", OSError(number, os.strerror(number)))
    assert told == f"a.gif could not be written to {short(tmp_path)}: {os.strerror(number).lower()}. {what_to_do}"
