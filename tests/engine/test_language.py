"""Sentences as ids with values."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.language import mark, speak, tr


@pytest.fixture
def spoken() -> Iterator[dict[str, str]]:
    """A language of a few sentences; what it lacks stays English."""
    words: dict[str, str] = {}
    speak(lambda sentence: words.get(sentence, sentence))
    yield words
    speak(None)


def test_english_needs_no_catalogue() -> None:
    assert tr("Open…") == "Open…"
    assert tr("{share:.0%} of {name}", share=0.5, name="a") == "50% of a"
    assert tr("{a} as it is") == "{a} as it is", "without values braces mean nothing"
    assert mark("eye") == "eye"


def test_another_language_may_turn_the_values_round(spoken: dict[str, str]) -> None:
    spoken["{a} of {b}"] = "von {b} {a}"
    assert tr("{a} of {b}", a=1, b=2) == "von 2 1"
    assert tr("{a} in {b}", a=1, b=2) == "1 in 2"


@pytest.mark.parametrize("wrong", ["{c}", "{0}", "{a:q}", "{"])
def test_a_sentence_that_does_not_fit_its_values_stays_english(spoken: dict[str, str], wrong: str) -> None:
    spoken["{a} of it"] = wrong
    assert tr("{a} of it", a=1) == "1 of it"


def test_values_are_not_taken_for_places(spoken: dict[str, str]) -> None:
    assert tr("{name} is here", name="{b}") == "{b} is here"
