"""What is said to a person, in the language that was chosen: sentences are ids, with values beside them.

The id is the English sentence, so that the source can be read; `speak` gives the sentences of another language. This is
the room's whole state, and it is set once, before the rest of the program is imported (constants are sentences too).
"""

from __future__ import annotations

from collections.abc import Callable

#: What gives a sentence of another language for an English one, or that itself where it has none.
Catalogue = Callable[[str], str]


def _english(sentence: str) -> str:
    return sentence


_catalogue: Catalogue = _english


def speak(catalogue: Catalogue | None) -> None:
    """Say everything from here on as `catalogue` has it; None is English. What was said before stays as it was."""
    global _catalogue
    _catalogue = catalogue or _english


def tr(sentence: str, /, **values: object) -> str:
    """The sentence in the language that was chosen, with `values` put in where it names them, as `str.format` does.

    Without values braces mean nothing. A catalogue that has no such sentence, or one that names other values, leaves
    the English one.
    """
    words = _catalogue(sentence)
    if not values:
        return words
    try:
        return words.format_map(values)
    except (KeyError, IndexError, ValueError):
        return sentence.format_map(values)


def mark(sentence: str) -> str:
    """The sentence itself: for names that are kept and compared in English, and shown through `tr`."""
    return sentence
