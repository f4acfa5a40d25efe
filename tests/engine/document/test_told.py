"""What is said of a bad file is in words for people: never in Python's, or a library's."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.document.arrays import ArrayStore
from engine.document.disk.limits import TooLarge
from engine.document.disk.wording import in_brackets, told
from engine.document.saved.serial import BadDocument, from_recipe
from engine.document.saved.session import load_session


def fails(do: Callable[[], object]) -> BaseException:
    try:
        do()
    except Exception as error:
        return error
    raise AssertionError("it went well")


@pytest.mark.parametrize(
    "do",
    [
        lambda: json.loads(""), lambda: json.loads('{"a": '), lambda: int("twelve"), lambda: float("x"),
        lambda: {}["a"], lambda: [][1], lambda: None.there, lambda: b"\xff".decode(), lambda: zipfile.ZipFile(__file__),
    ],
)  # fmt: skip
def test_what_python_says_is_not_for_people(do: Callable[[], object]) -> None:
    assert told(fails(do)) == "" and in_brackets(fails(do)) == ""


def test_our_own_words_and_those_of_the_system_are_said(tmp_path: Path) -> None:
    assert in_brackets(TooLarge("it has 9 rows, and at most 8 are read.")) == " (it has 9 rows, and at most 8 are read)"
    assert told(fails((tmp_path / "gone").read_bytes)) == "no such file or directory"


def test_no_brackets_or_quotes_of_python_reach_a_person(tmp_path: Path) -> None:
    with pytest.raises(BadDocument, match=r"^[^()\[\]{}]*$"):
        from_recipe("not a recipe", ArrayStore())
    path = tmp_path / "a.eigenbrush"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("session.json", "")
    with pytest.raises(BadDocument, match=r"^a\.eigenbrush is not a session of EigenBrush, or it is damaged\.$"):
        load_session(path, ArrayStore())
    odd = {"documents": [{"generator": {"name": "a", "source": "b", "sha256": "c"}, "truncation": float("nan")}]}
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("session.json", json.dumps(odd))
    with pytest.raises(BadDocument) as refused:
        load_session(path, ArrayStore())
    assert "Error" not in str(refused.value) and "column" not in str(refused.value)
