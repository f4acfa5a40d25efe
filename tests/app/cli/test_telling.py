"""Nothing out of a file acts on the terminal of who runs a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli.facts import in_lines
from app.cli.telling import tell, tell_json, tell_lines, warn
from engine.document.disk.wording import LINES, visible

ROOT = Path(__file__).parents[3]
ESCAPE = "\x1b]0;owned\x07\x1b[31m"


def test_every_way_to_the_terminal_writes_out_what_would_act(capsys: pytest.CaptureFixture[str]) -> None:
    tell(f"{ESCAPE}\nforged")
    tell_lines(f"{ESCAPE}\nsecond")
    tell_json({"name": f"{ESCAPE}\x7f"})
    warn(f"{ESCAPE}\nforged")
    printed = capsys.readouterr()
    written = visible(ESCAPE)
    one, two, second, told = printed.out.splitlines()
    assert (one, two, second) == (f"{written}\\x0aforged", written, "second")
    assert json.loads(told) == {"name": f"{ESCAPE}\x7f"} and visible(told) == told
    assert printed.err == f"{written}\\x0aforged\n"


def test_inspecting_a_file_shows_its_names_and_forges_no_line(
    dcgan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = dcgan_file.rename(dcgan_file.with_name(f"{ESCAPE}\nsha256: 0.dat"))
    assert main(["inspect", str(path)]) == 0
    out = capsys.readouterr().out
    assert visible(out, keep=LINES) == out and visible(ESCAPE) in out
    assert sum(line.startswith("sha256:") for line in out.splitlines()) == 1


def test_a_sentence_about_a_missing_file_is_one_short_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", f"/nowhere/{ESCAPE}\n{'n' * 3000}"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and len(error) < 250
    assert visible(error, keep=LINES) == error


@pytest.mark.parametrize("arguments", [["generators"], ["inspect", "builtin:faces-eigengan-64", "--json"]])
def test_a_full_disk_behind_the_output_is_one_sentence(arguments: list[str]) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "app", *arguments], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
    assert ended.returncode == 2 and "could not be written: no space left on device. " in ended.stderr
    assert ended.stderr.count("\n") == 1 and "Errno" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shell that closes the output")
def test_who_closed_the_output_wants_to_hear_nothing() -> None:
    command = f'"{sys.executable}" -m app generators >&-'
    ended = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_facts_stand_on_one_line_each() -> None:
    assert in_lines({"name": "a\nb", "sliders": {"z.1": f"{ESCAPE}\n"}}).count("\n") == 1
