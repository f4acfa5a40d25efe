"""`eigenbrush` or `python -m app`: the window, or with a command the headless twin."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from engine.document import leftovers
from engine.document.caches import FOLDERS
from engine.document.keys import Source
from engine.document.wording import LINES, short, visible

FIRST = "builtin:faces-eigengan-64"


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns the exit code (2 for bad input, said in one sentence on standard error)."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments:
        from app.cli.commands import COMMANDS, run_command

        if arguments[0] in COMMANDS or arguments[0].startswith("-"):
            return run_command(arguments)
    first = arguments[0] if arguments else FIRST
    if problem := no_window(first):
        print(f"eigenbrush: {visible(problem)}", file=sys.stderr)
        return 2
    return show_window(first)


def no_window(first: str) -> str:
    """One sentence that says why no window can be opened on `first`; empty if it can."""
    if Source(first).is_file and not Path(first).exists():
        return f"there is no command and no file called {short(repr(first))}; see eigenbrush --help."
    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform == "linux" and not screen:
        return "there is no screen here (DISPLAY is not set); use the commands, see eigenbrush --help."
    return ""


def show_window(first: str) -> int:
    """Open the window on a generator, a session or a saved picture, and stay until it is closed."""
    gc.disable()  # there is no garbage yet, and the screen's collector takes over once the window is there
    from PySide6.QtWidgets import QApplication

    from app.controller import Controller
    from app.model.settings import home, load_settings, why_not_kept
    from app.window.window import MainWindow

    sweep(home())
    problems = [why_not_kept(), start_log(home() / "eigenbrush.log")]
    app = QApplication(sys.argv[:1])
    app.setApplicationName("EigenBrush")
    settings, problem = load_settings()
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
        problem = f"No log is kept, because {path} cannot be written ({(error.strerror or str(error)).lower()})."
    log.setFormatter(LogFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[log])
    return problem


if __name__ == "__main__":
    sys.exit(main())
