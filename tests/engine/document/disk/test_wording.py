"""Words from files act on no terminal and are no longer than a sentence bears; and every sentence goes that way."""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from engine.boundaries.labels import read_labels
from engine.checkpoints import sniff
from engine.codes.files import read_codes
from engine.directions.files import load_any_directions
from engine.document.arrays import ArrayStore
from engine.document.code import Layout, Slot
from engine.document.disk.files import why_not_written
from engine.document.disk.wording import CLAUSE, LINES, LONGEST, Advice, by_flags, said, short, visible
from engine.document.saved.direction_file import load_directions
from engine.document.saved.serial import from_recipe
from engine.document.saved.session import load_session
from engine.export.png import read_recipe
from engine.generators import load
from engine.regions.masks import read_mask

ROOT = Path(__file__).resolve().parents[4]
NASTY = "\x1b]0;owned\x07\x1b[31m\u202egnp.exe"


def test_what_acts_is_written_out() -> None:
    assert visible("\x1b[31m\x07\r\n\x7f\x9b") == "\\x1b[31m\\x07\\x0d\\x0a\\x7f\\x9b"
    assert visible("a\u202eb\u2028\udcff") == "a\\u202eb\\u2028\\udcff"
    assert visible("two\n\tlines\x1b", keep=LINES) == "two\n\tlines\\x1b"


@pytest.mark.parametrize("plain", ["", "Smile", "Lächeln – 笑顔 😀", "C:\\x1b", "é × 1.5 σ"])
def test_what_is_only_read_stays(plain: str) -> None:
    assert visible(plain) == plain and short(plain) == plain


def test_a_long_name_keeps_its_ends() -> None:
    name = "first" + "x" * 10_000_000 + "last.pt"
    assert short(name).startswith("firstx") and short(name).endswith("xlast.pt") and "…" in short(name)
    assert len(short(name)) == LONGEST and len(short(name, 11)) == 11
    assert short("n" * LONGEST) == "n" * LONGEST
    assert len(short("\x1b" * LONGEST)) == LONGEST
    assert short("two\nlines") == "two\\x0alines"


# what is said of files


def layout() -> Layout:
    return Layout((Slot("z", 4, 4),))


def openers() -> dict[str, Callable[[Path], object]]:
    return {
        "generator": load,
        "kind": sniff.kind,
        "session": lambda path: load_session(path, ArrayStore()),
        "directions": load_directions,
        "any directions": lambda path: load_any_directions(path, layout(), "", tied=False),
        "codes": lambda path: read_codes(path, layout(), "", tied=False),
        "labels": read_labels,
        "mask": lambda path: read_mask(path, 64),
    }


def fit(sentence: str) -> bool:
    return visible(sentence) == sentence and len(sentence) <= 4 * CLAUSE


@pytest.mark.parametrize("opener", openers())
def test_sentences_about_files_are_fit_to_be_read(opener: str, tmp_path: Path) -> None:
    deep = Path(tmp_path, *[NASTY.replace("/", "") + "d" * 150] * 15)
    there = tmp_path / (NASTY + "f" * 150)
    there.write_bytes(b"{}\n" * 40)
    for path in (deep, there):
        try:
            openers()[opener](path)
        except (ValueError, OSError) as error:
            assert fit(said(error)), said(error)
        else:
            assert opener == "kind" and path == there


def test_sentences_about_what_a_file_holds_are_too(tmp_path: Path) -> None:
    path = tmp_path / f"{NASTY}.safetensors"
    for key in (NASTY + "k" * 3000, "main.0." + "k" * 3000 + NASTY, f"main.0.weight{NASTY}"):
        save_file(
            {key: torch.zeros(3), "main.0.weight": torch.zeros(20, 16, 4, 4), "main.1.running_mean": torch.zeros(16)},
            path,
        )
        with pytest.raises(ValueError) as raised:
            load(path)
        assert fit(str(raised.value)), str(raised.value)


@pytest.mark.parametrize("seed", [NASTY * 200, [NASTY] * 500, {"a": NASTY}])
def test_sentences_about_a_recipe_are_too(seed: object) -> None:
    recipe = {"arrays": {}, "document": {"version": 1, "seed": seed, "generator": {"name": NASTY * 99, "sha256": seed}}}
    with pytest.raises(ValueError) as raised:
        from_recipe(json.dumps(recipe), ArrayStore())
    assert fit(str(raised.value)), str(raised.value)


def test_sentences_about_writing_and_about_pictures_are_too(tmp_path: Path) -> None:
    assert fit(why_not_written(Path("/" + "d" * 3000, NASTY), OSError(28, "No space left on device")))
    path = tmp_path / f"{NASTY}.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + (20).to_bytes(4, "big") + b"iTXteigenbrush\0\1\0xyzabcd" + b"\0" * 40)
    with pytest.raises(ValueError) as raised:
        read_recipe(path)
    assert fit(str(raised.value)), str(raised.value)


# The source itself: sentences that are written tomorrow go the same way.

PATHS = {"path", "folder", "file", "source", "out", "error"}
#: Whose `.name` is ours, not a file's: modules, classes, devices.
OURS = {
    "module",
    "model",
    "Path(model.file)",
    "row",
    "stage",
    "slot",
    "s",
    "attribute",
    "entry",
    "BY_NAME",
    "factor",
    "parameter",
}


def raw(tree: ast.AST) -> Iterator[str]:
    """What of a path, an error or a value a raised sentence quotes as it is."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Raise) or node.exc is None:
            continue
        for part in (part for part in ast.walk(node.exc) if isinstance(part, ast.FormattedValue)):
            value = part.value
            named = isinstance(value, ast.Attribute) and value.attr == "name" and ast.unparse(value.value) not in OURS
            if named or part.conversion == ord("r") or (isinstance(value, ast.Name) and value.id in PATHS):
                yield f"{part.lineno}: {ast.unparse(value)}"


def test_every_sentence_that_quotes_a_name_shortens_it() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{where}"
        for room in ("engine", "app")
        for path in sorted((ROOT / room).rglob("*.py"))
        for where in raw(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize("line", ["raise E(f'{path} is bad')", "raise E(f'{a.path.name} is')", "raise E(f'{x!r} is')"])
def test_a_raw_name_is_seen(line: str) -> None:
    assert list(raw(ast.parse(line)))


def test_only_one_file_prints() -> None:
    """Nothing reaches the terminal but through `telling`, or made visible beside the window."""
    for room in ("engine", "app"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.name == "telling.py":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                    assert "visible(" in ast.unparse(node), f"{path}:{node.lineno}"


def test_what_the_system_says_has_no_number_in_it() -> None:
    assert said(OSError(28, "No space left on device")) == "The system refused: no space left on device."
    assert said(OSError(28, "No space left on device", "a")) == "a: no space left on device."
    assert said(OSError("A sentence of ours.")) == "A sentence of ours."


def test_a_sentence_with_flags_can_be_copied_with_what_holds_it() -> None:
    said = Advice("Press the button.", "Give --flag.")
    copied = copy.deepcopy({"told": said})["told"]
    assert (copied, by_flags(copied)) == (said, "Give --flag.")
