"""Every sentence that the program can say: those of `tr` and `mark` in the source, and names that the engine lists."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "widgets", "engine")
#: Tables of values that are shown through `tr`: which of their fields, by place or by name.
TABLES: dict[str, tuple[int | str, ...]] = {"Action": (1, 2, "tip")}


def sources() -> list[Path]:
    """Every module of the program."""
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def sentences() -> dict[str, str]:
    """The English sentences in the order of the source, with where each stands first."""
    found: dict[str, str] = {}
    for path in sources():
        for sentence, line in of_source(path.read_text(encoding="utf-8")):
            found.setdefault(sentence, f"{path.relative_to(ROOT).as_posix()}:{line}")
    for sentence, where in listed():
        found.setdefault(sentence, where)
    return found


def of_source(text: str) -> Iterator[tuple[str, int]]:
    """The sentences of a module, each with its line."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given: list[ast.expr] = []
        if node.func.id in ("tr", "mark"):
            given = node.args[:1]
        elif node.func.id in TABLES:
            places = TABLES[node.func.id]
            given = [argument for i, argument in enumerate(node.args) if i in places]
            given += [keyword.value for keyword in node.keywords if keyword.arg in places]
        for argument in given:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value, argument.lineno


def listed() -> Iterator[tuple[str, str]]:
    """Names that the engine keeps in English and the window shows through `tr`."""
    from app.window.actions import GESTURES
    from engine.attributes import ATTRIBUTES
    from engine.document.asked.between import MORPHS, WORDS
    from engine.document.directions import spoken
    from engine.methods import load_methods
    from engine.regions.parts import MARGINS
    from engine.training.portraits.factors import FACTORS

    for title, keys in GESTURES:
        yield title, "app/window/actions.py"
        for key, does in keys:
            yield from ((key, "app/window/actions.py"), (does, "app/window/actions.py"))
    for part in (*MARGINS, "face", "hair", "background", "skin"):
        yield part, "engine/regions/parts.py"
    yield from shipped()
    for way in MORPHS:
        yield f"Morph, {WORDS[way]}", "engine/document/asked/between.py"
    for unit in ("bytes", "numbers", "pixels", "pictures", "constant", "none"):
        yield unit, "engine/document"
    ours = {name: method for name, method in load_methods().items() if method.__module__.startswith("engine.methods.")}
    for name, method in ours.items():
        for label in method_words(method):
            yield label, f"engine/methods/{name}.py"
    for attribute in (*ATTRIBUTES, *(factor.name for factor in FACTORS)):
        yield attribute, "engine/attributes"
        yield spoken(attribute), "engine/document/directions.py"


def shipped() -> Iterator[tuple[str, str]]:
    """What is said of the generators that ship."""
    from app.services.library import first_sentence

    for labels in sorted((ROOT / "resources" / "generators").glob("*.json")):
        told = json.loads(labels.read_text(encoding="utf-8"))
        for words in (*told.get("names", {}).values(), *told.get("hints", {}).values()):
            yield words, f"resources/generators/{labels.name}"
    for card in sorted((ROOT / "resources" / "generators").glob("*.md")):
        yield first_sentence(card.read_text(encoding="utf-8")), f"resources/generators/{card.name}"


def method_words(method: type) -> Iterator[str]:
    """The names of a method's settings and of what can be chosen."""
    from dataclasses import fields

    for known in fields(method):
        yield known.name.replace("_", " ")
        choices = known.metadata.get("choices", ())
        if not callable(choices):
            yield from choices
