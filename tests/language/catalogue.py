"""The files of a language: Qt Linguist's `.ts`, which people edit, and the `.qm` that is made of it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from app.language import CONTEXT
from tests.language.sentences import ROOT

FOLDER = ROOT / "resources" / "languages"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


def read(path: Path) -> dict[str, str]:
    """The translation of each sentence of a `.ts`; of unfinished ones an empty text."""
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        done = translation is not None and translation.get("type") != "unfinished"
        found[message.findtext("source") or ""] = (translation.text or "") if done and translation is not None else ""
    return found


def write(path: Path, language: str, sentences: Mapping[str, tuple[str, str]]) -> None:
    """A `.ts` of sentences, each with (where it stands, its translation or an empty text)."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for sentence, (where, words) in sentences.items():
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "location", filename=where.partition(":")[0])
        ElementTree.SubElement(message, "source").text = sentence
        translation = ElementTree.SubElement(message, "translation")
        translation.text = words or None
        if not words:
            translation.set("type", "unfinished")
    ElementTree.indent(root)
    path.write_text(_HEAD + ElementTree.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def compiled(path: Path) -> bytes:
    """What `lrelease`, which comes with PySide6, makes of a `.ts`."""
    tool = Path(sys.executable).parent / ("pyside6-lrelease.exe" if sys.platform == "win32" else "pyside6-lrelease")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        subprocess.run([str(tool), "-silent", str(path), "-qm", str(made)], check=True)
        return made.read_bytes()
