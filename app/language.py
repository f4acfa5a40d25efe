"""The language of the window: that of the settings, or the system's. It is chosen before the window is imported."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.home import home
from engine.language import speak

ENGLISH = "en"
#: The languages there are beside English: a file of sentences each in `resources/languages`.
OTHERS = {"de": "Deutsch"}
CONTEXT = "EigenBrush"  # of all sentences in a file
_MOST = 10_000_000  # bytes of settings that are looked into


def begin() -> str:
    """Say everything from here on in the language of the settings; returns its name, such as "de"."""
    language = chosen(home() / "settings.json")
    if language != ENGLISH:
        translator = QTranslator()
        translator.load(str(resources.files("resources") / "languages" / f"{language}.qm"))
        speak(lambda sentence: translator.translate(CONTEXT, sentence) or sentence)
    return language


def chosen(settings: Path) -> str:
    """The language that a settings file names, else the system's if there is a file of it, else English."""
    named = ""
    # What is wrong with the settings is said later, by who reads the whole of them.
    with suppress(OSError, ValueError, RecursionError, AttributeError):
        if settings.stat().st_size <= _MOST:
            named = json.loads(settings.read_bytes()).get("language", "")
    if named in (ENGLISH, *OTHERS):
        return str(named)
    systems = QLocale.system().uiLanguages() or [ENGLISH]
    first = systems[0].split("-")[0].split("_")[0]
    return first if first in OTHERS else ENGLISH


def install(app: QCoreApplication, language: str) -> None:
    """Qt's own words, such as those of its dialogs' buttons, in `language`."""
    if language == ENGLISH:
        return
    own = QTranslator(app)
    if own.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)
