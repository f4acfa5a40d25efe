"""Sentences that a person would see and that do not go through `tr`: found in the source, by what they look like."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.language.sentences import ROOT, TABLES, sources

#: Calls whose texts nobody sees: logs, style sheets, names of objects, keys of menus, imports.
UNSEEN = {
    "tr", "mark", "TypeVar", "cast", "getattr", "setattr", "hasattr", "warning", "info", "debug", "exception", "error",
    "setStyleSheet", "setObjectName", "setProperty", "property", "user_data_dir", "getLogger", "Thread", "Template",
    "create", "startswith", "endswith", "split", "partition", "removeprefix", "removesuffix", "replace", "index",
    "QKeySequence", "cancel_kind", "add_itxt", "print", "encode", "import_module", "sub", "search", "match", "compile",
    "Factor", "Literal", "get", "find", "count", "fullmatch", "NewType", "GlyphAction", "no_more", "strftime",
}  # fmt: skip
#: Arguments by name, and what is assigned, that nobody sees.
UNSEEN_NAMES = {"kind", "paper", "default", "key", "choices", "__all__", "__slots__", "__match_args__"}
#: Where sentences are for a terminal, or for whoever calls it wrongly, and where files are taken apart by their words.
ELSEWHERE = (
    "app/cli/", "app/window/actions.py", "engine/training/", "engine/checkpoints/pickles/names.py",
    "engine/checkpoints/sniff.py", "engine/checkpoints/pickles/torch_stream.py", "engine/learning/assessors/layers.py",
    "engine/comparison/asking.py", "widgets/look/theme.py", "engine/document/disk/wording.py", "engine/language.py",
)  # fmt: skip
_KEYS = re.compile(r"^(Ctrl|Shift|Alt|Meta)\+\S+$")


#: Calls that show every text that they are given, a single word too.
SHOWING = {
    "setText", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "PlainLabel", "ElidedLabel", "drawText",
    "setAccessibleName", "setAccessibleDescription", "setToolTip", "plain_tip", "addRow", "addItem", "addItems",
    "setPlaceholderText", "page_title", "heading", "set_axis", "set_empty_text", "setSpecialValueText", "setSuffix",
    "setPrefix", "addButton", "setTitle", "setWindowTitle", "PressSlider", "HomeSlider", "SeedBox", "FaceGrid",
    "horizontalAdvance", "add_plain", "menu_text", "set_left", "set_right", "set_message", "set_badge", "cancel",
}  # fmt: skip


def looks_said(text: str) -> bool:
    """Whether a text reads like a sentence or a word on a button; places of values are `{}`."""
    words = re.sub(r"\{[^}]*\}", "x", text)
    if _KEYS.match(words):
        return False
    return bool(re.search(r"[A-Za-z]{2,}[,.:;…]? [a-zA-Z(“±]{2,}", words) or re.match(r"^[A-Z][a-z]+(…|\.|$| )", words))


def astray(path: Path) -> Iterator[str]:
    """Each such text of a module that goes past `tr`."""
    where = path.relative_to(ROOT).as_posix()
    if where.startswith(ELSEWHERE):
        return
    yield from of_text(path.read_text(encoding="utf-8"))


def of_text(source: str) -> Iterator[str]:
    """The same of a source."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        else:
            continue
        if (looks_said(text) or _shown(node, parents, text)) and not _unseen(node, parents):
            yield text


def _shown(node: ast.AST, parents: dict[ast.AST, ast.AST], text: str) -> bool:
    """Whether a word stands straight in a call that shows it, or in a choice of two there."""
    parent = parents.get(node)
    while isinstance(parent, ast.IfExp):
        node, parent = parent, parents.get(parent)
    if not isinstance(parent, ast.Call) or not re.search(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", text)):
        return False
    name = parent.func.attr if isinstance(parent.func, ast.Attribute) else getattr(parent.func, "id", "")
    return name in SHOWING


def _unseen(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether it stands where no person reads it."""
    child, parent = node, parents.get(node)
    if isinstance(parent, ast.Expr | ast.JoinedStr):  # a docstring, or part of a text that is looked at as a whole
        return True
    while parent is not None:
        if _called(child, parent) or _named(parent) or _for_python(child, parent):
            return True
        child, parent = parent, parents.get(parent)
    return False


def _called(child: ast.AST, call: ast.AST) -> bool:
    if not isinstance(call, ast.Call):
        return False
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    # What `Advice` says second is for a terminal.
    return name in UNSEEN or name in TABLES or (name == "Advice" and call.args.index(child) == 1)  # type: ignore[arg-type]


def _named(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in UNSEEN_NAMES
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return False
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return getattr(target, "id", getattr(target, "attr", "")) in UNSEEN_NAMES


def _for_python(child: ast.AST, parent: ast.AST) -> bool:
    """Keys, types, and what is compared."""
    if isinstance(parent, ast.Subscript):
        return child is parent.slice
    if isinstance(parent, ast.Dict):
        return child in parent.keys
    if isinstance(parent, ast.AnnAssign):
        return child is parent.annotation
    if isinstance(parent, ast.FunctionDef):
        return child is parent.returns
    return isinstance(parent, ast.Compare | ast.Assert | ast.MatchValue | ast.Set | ast.arg)


def all_astray() -> dict[str, list[str]]:
    """By module what goes past `tr` in the whole program."""
    found = {path.relative_to(ROOT).as_posix(): sorted(set(astray(path))) for path in sources()}
    return {where: texts for where, texts in found.items() if texts}
