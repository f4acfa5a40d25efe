"""The house's own rules: what is small stays small, and no import goes round in a circle.

A class, file, function or folder may be larger where its first docstring says why in a sentence that begins with
"Large because", or where it is named in `LARGER` below.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "engine", "widgets")

#: Packages that keep to the sizes. The others join as they are put in order.
MEASURED = ("app", "engine", "widgets")
CLASS, FILE, FUNCTION, FOLDER = 250, 350, 50, 14  # lines, lines, lines, files
REASON = "Large because"

#: What is larger, by the name the test gives it, and why.
LARGER: dict[str, str] = {}

#: The circles that are still there, each its modules in order. One that is gone must go from here as well.
CIRCLES: set[tuple[str, ...]] = set()


def sources(package: str) -> list[Path]:
    return sorted(path for path in (ROOT / package).rglob("*.py"))


def lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def explained(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return REASON in (ast.get_docstring(node) or "")


def too_large(path: Path, root: Path) -> Iterator[tuple[str, int]]:
    """What in a file is larger than it may be, without a reason in its docstring: its name and its lines."""
    text, name = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
    tree = ast.parse(text)
    count = len(text.splitlines())
    if count > FILE and not explained(tree):
        yield name, count
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            most = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            if lines(node) > most and not explained(node):
                yield f"{name}:{node.name}", lines(node)


def full_folders(package: Path, root: Path) -> Iterator[tuple[str, int]]:
    """Folders with more source files than they may have, without a reason in the package's docstring."""
    for folder in (package, *(path for path in package.rglob("*") if path.is_dir())):
        start = folder / "__init__.py"
        count = sum(1 for path in folder.glob("*.py") if path != start)
        reason = start.is_file() and explained(ast.parse(start.read_text(encoding="utf-8")))
        if count > FOLDER and not reason:
            yield folder.relative_to(root).as_posix(), count


def imports(root: Path, packages: tuple[str, ...]) -> dict[str, set[str]]:
    """Which modules each module imports: at its top, within functions, and for types alone."""
    paths = {path.relative_to(root).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
             for package in packages for path in sorted((root / package).rglob("*.py"))}  # fmt: skip
    found: dict[str, set[str]] = {}
    for module, path in paths.items():
        named: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                source = node.module or ""
                if node.level:  # from . import x
                    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
                    above = package[: len(package) - node.level + 1]
                    source = ".".join([*above, node.module] if node.module else above)
                for alias in node.names:
                    inner = f"{source}.{alias.name}"
                    named.add(inner if inner in paths else source)
        found[module] = {name for name in named if name in paths and name != module}
    return found


def circles(graph: dict[str, set[str]]) -> set[tuple[str, ...]]:
    """The groups of modules of which each reaches every other."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            for name in graph[ahead.pop()] - seen:
                seen.add(name)
                ahead.append(name)
        return seen

    beyond = {name: reached(name) for name in graph}
    return {
        tuple(sorted(other for other in beyond[name] if name in beyond[other]))
        for name in graph
        if name in beyond[name]
    }


# the rules


@pytest.mark.parametrize("package", MEASURED)
def test_classes_files_and_functions_are_small(package: str) -> None:
    found = {name: count for path in sources(package) for name, count in too_large(path, ROOT)}
    assert {name: count for name, count in found.items() if name not in LARGER} == {}


@pytest.mark.parametrize("package", MEASURED)
def test_folders_are_small(package: str) -> None:
    found = dict(full_folders(ROOT / package, ROOT))
    assert {name: count for name, count in found.items() if name not in LARGER} == {}


def test_every_exception_is_needed() -> None:
    found = {name for package in MEASURED for path in sources(package) for name, _ in too_large(path, ROOT)}
    found |= {name for package in MEASURED for name, _ in full_folders(ROOT / package, ROOT)}
    assert set(LARGER) <= found
    assert all(reason.strip() for reason in LARGER.values())


def test_no_import_goes_round_in_a_circle_but_those_that_are_listed() -> None:
    found = circles(imports(ROOT, PACKAGES))
    assert found - CIRCLES == set(), "a new circle, or one that changed"
    assert CIRCLES - found == set(), "a circle that is gone: take it off the list"


# that the rules are seen to be broken


def test_a_large_class_a_long_function_and_a_long_file_are_found(tmp_path: Path) -> None:
    body = "".join(f"    x{i} = {i}\n" for i in range(CLASS))
    path = tmp_path / "large.py"
    path.write_text(f"class Large:\n{body}\n\ndef long():\n{body}", encoding="utf-8")
    assert [name for name, _ in too_large(path, tmp_path)] == ["large.py", "large.py:Large", "large.py:long"]
    path.write_text(f'class Large:\n    """{REASON} it is one table."""\n\n{body}', encoding="utf-8")
    assert list(too_large(path, tmp_path)) == []


def test_a_full_folder_is_found_unless_it_says_why(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    for i in range(FOLDER + 1):
        (room / f"m{i}.py").touch()
    assert list(full_folders(room, tmp_path)) == [("room", FOLDER + 1)]
    (room / "__init__.py").write_text(f'"""{REASON} there is one file a method."""\n', encoding="utf-8")
    assert list(full_folders(room, tmp_path)) == []


@pytest.mark.parametrize(
    "back", ["import p.a", "from p import a", "from . import a", "from .a import x", "def f():\n    from p.a import x",
             "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p.a import x"]
)  # fmt: skip
def test_a_circle_is_found_however_it_is_written(tmp_path: Path, back: str) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "__init__.py").touch()
    (tmp_path / "p" / "a.py").write_text("from p.b import y\n", encoding="utf-8")
    (tmp_path / "p" / "b.py").write_text(back + "\n", encoding="utf-8")
    assert circles(imports(tmp_path, ("p",))) == {("p.a", "p.b")}
    (tmp_path / "p" / "b.py").write_text("import json\n", encoding="utf-8")
    assert circles(imports(tmp_path, ("p",))) == set()
