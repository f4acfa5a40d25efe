"""Nothing out of a file acts on the terminal of who runs a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli.facts import in_lines
from app.cli.telling import tell, tell_json, tell_lines, warn
from engine.document.wording import LINES, visible

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


def test_facts_stand_on_one_line_each() -> None:
    assert in_lines({"name": "a\nb", "sliders": {"z.1": f"{ESCAPE}\n"}}).count("\n") == 1
