"""What a command says speaks of flags: never of what only a window has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.services.brought.scores import in_words
from engine.document.disk.wording import Advice, by_flags
from engine.document.photos.alignment import Alignment
from engine.document.photos.photo import Inverted
from tests.app.cli.test_commands import bad
from tests.app.opened import FACES

ROOT = Path(__file__).parents[3]
#: Words of the window. Engine sentences that hold one are an `Advice`, which has others for the command line.
WINDOW = re.compile(
    r"\b(buttons?|menus?|panels?|click|press|drag|paint (a|it|over|more|elsewhere)|drop it|box above|page|release some|"
    r"in front|on screen|judge (at|more)|File > \w+|(move|drag) the square|going on)\b|[“”]",
    re.IGNORECASE,
)  # fmt: skip
#: Sentences of rooms that commands do not reach.
ONLY_THERE = {
    "engine/document/photos/ignored.py", "engine/document/regions.py",  # of what the window painted itself
    "engine/worker/faces/closer.py",  # of noise, which `invert` does not change
}  # fmt: skip


def text_of(node: ast.expr) -> str:
    """The letters of a string, what is filled in left out."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(value) for value in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def raised(tree: ast.Module) -> Iterator[str]:
    """The sentences that errors are raised with as they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            yield text_of(node.exc.args[0])


def advice(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What each `Advice` says in the window and by flags."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Advice":
            yield text_of(node.args[0]), text_of(node.args[1])


def sources(*places: str) -> Iterator[tuple[str, ast.Module]]:
    for place in places:
        for path in sorted((ROOT / place).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_sentence_of_the_engine_has_words_of_the_window_alone() -> None:
    found = [(name, text) for name, tree in sources("engine", "app/cli") if name not in ONLY_THERE
             for text in raised(tree) if WINDOW.search(text)]  # fmt: skip
    assert found == []


def test_every_advice_has_words_of_its_own_for_each_place() -> None:
    found = [(name, *both) for name, tree in sources("engine", "app/model", "app/services") for both in advice(tree)]
    assert len(found) >= 15
    for name, window, flags in found:
        assert not WINDOW.search(flags), (name, flags)
        assert "--" not in window, (name, window)


def test_the_words_for_the_command_line_are_found_in_errors_and_notes() -> None:
    both = Advice("Press Find.", "Give --find.")
    assert str(both) == f"{both}" == "Press Find." and str(ValueError(both)) == "Press Find."
    assert by_flags(both) == by_flags(ValueError(both)) == "Give --find."
    assert by_flags("As it is.") == by_flags(ValueError("As it is.")) == "As it is."
    assert by_flags(ValueError()) == ""
    assert by_flags(OSError(28, "No space left on device", "a.png")) == "a.png: no space left on device."


def found(likeness: float, strangeness: float) -> Inverted:
    pixels = np.zeros((4, 4, 3), np.uint8)
    return Inverted(np.zeros(3, np.float32), Alignment(1.0, 0.0, 0.0, 0.0), pixels, likeness, strangeness)


def test_a_likeness_is_told_with_the_flags_that_help() -> None:
    assert "“Easy to edit” helps" in in_words(found(35, 9)) and by_flags(in_words(found(35, 9))).endswith(
        "sliders may do odd things. --closeness 0 helps."
    )
    assert by_flags(in_words(found(25, 1))).endswith(
        "A photo that lies as the generator's own faces do, or --closeness 1, helps."
    )
    assert "--" not in by_flags(in_words(found(25, 1), 1.0)) and "--" not in by_flags(in_words(found(35, 9), 0.0))


@pytest.mark.parametrize(("grey", "words"), [(0, "Make white in --region"), (255, "leave some of it out")])
def test_a_mask_that_cannot_be_used_is_told_by_its_flag(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, grey: int, words: str
) -> None:
    Image.fromarray(np.full((64, 64), grey, np.uint8)).save(tmp_path / "m.png")
    told = bad(capsys, "discover", "resefa", FACES, "--region", tmp_path / "m.png", "--out", tmp_path / "a.safetensors")
    assert words in told
