"""The window from the program's start to its end: log, settings, language, left-overs of killed runs."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.home import home
from app.language import ENGLISH, install
from engine.document.disk import leftovers
from engine.document.disk.caches import FOLDERS
from engine.document.disk.wording import LINES, short, visible
from engine.document.keys import Source
from engine.language import tr

FIRST = "builtin:faces-eigengan-64"


def no_window(first: str) -> str:
    """One sentence that says why no window can be opened on `first`; empty if it can."""
    if Source(first).is_file and not Path(first).exists():
        return f"there is no command and no file called {short(repr(first))}; see eigenbrush --help."
    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform == "linux" and not screen:
        return "there is no screen here (DISPLAY is not set); use the commands, see eigenbrush --help."
    return ""


def show_window(first: str, language: str = ENGLISH) -> int:
    """Open the window on a generator, a session or a saved picture, and stay until it is closed.

    `language` is what `app.language.begin` said.
    """
    gc.disable()  # there is no garbage yet, and the screen's collector takes over once the window is there
    from PySide6.QtWidgets import QApplication

    from app.controller import Controller
    from app.model.settings import load_settings, why_not_kept
    from app.window.sizes import set_size
    from app.window.window import MainWindow

    sweep(home())
    problems = [why_not_kept(), start_log(home() / "eigenbrush.log")]
    settings, problem = load_settings()
    set_size(settings.size)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("EigenBrush")
    install(app, language)
    window = MainWindow(Controller(settings), first)
    window.restore_geometry()
    # Where nothing is kept at all, no more need be said of the log.
    if told := " ".join(filter(None, (problem, *(problems[:1] if problems[0] else problems)))):
        window.notice.show_notice(told, "problem")
    window.show()
    return app.exec()


def sweep(home: Path) -> None:
    """Take away what killed processes left half written, in every folder that the program writes into by itself."""
    folders = [home, *(home / name for name in (*FOLDERS, "models"))]
    with suppress(OSError):
        folders += (home / "directions").iterdir()  # one for each generator
    for folder in folders:
        leftovers.sweep(folder)


class LogFormatter(logging.Formatter):
    """Lines in which names from files neither act in a terminal nor begin a line that looks like an entry."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry; its further lines, those of a traceback, are indented."""
        return visible(super().format(record), keep=LINES).replace("\n", "\n    ")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The entry's own line: one, whatever a name in it holds."""
        return visible(super().formatMessage(record))


def start_log(path: Path) -> str:
    """Write what happens to a file; where that cannot be, to standard error, and one sentence says so."""
    log: logging.Handler
    problem = ""
    try:
        log = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, encoding="utf-8")
    except OSError as error:
        log = logging.StreamHandler() if sys.stderr else logging.NullHandler()  # Windows gives some programs none
        why = (error.strerror or str(error)).lower()
        problem = tr("No log is kept, because {path} cannot be written ({why}).", path=path, why=why)
    log.setFormatter(LogFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[log])
    return problem
