"""What the form of a source and of a slider's key says."""

from __future__ import annotations

import pytest

from engine.document.keys import SliderKey, Source


@pytest.mark.parametrize(
    ("text", "own", "group", "method"),
    [
        ("z3.2", True, "z3", "z3.2"),
        ("ganspace:1a2b#4", False, "ganspace:1a2b", "ganspace"),
        ("file:a.b#12", False, "file:a.b", "file"),
    ],
)
def test_a_slider_says_whose_it_is(text: str, own: bool, group: str, method: str) -> None:
    key = SliderKey(text)
    assert (key.own, key.group, key.method) == (own, group, method)
    assert key == text and {text: 1}[key] == 1, "it stands for its text everywhere"


def test_a_source_is_one_that_ships_or_a_file() -> None:
    ships, file = Source.of_builtin("faces"), Source("/there/builtin.pt")
    assert (ships, ships.builtin, ships.is_file, ships.short) == ("builtin:faces", "faces", False, "faces")
    assert (file.builtin, file.is_file, file.short) == ("", True, "builtin.pt")
