"""The entry point: which arguments open a window, and that the window is there before torch."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.__main__ import main
from app.start import FIRST, LogFormatter, no_window, start_log
from engine.document.arrays import ArrayStore
from engine.document.saved.session import load_session

ROOT = Path(__file__).parents[2]

#: The real program, closed by a watcher once a changed picture is on the canvas; it prints what was loaded when.
RUN = """
import sys
from PySide6.QtCore import QTimer
from app.window import window as module

class Watched(module.MainWindow):
    def showEvent(self, event):
        print("shown", "torch" in sys.modules)
        if self.notice.accessibleName():
            print("said", self.notice.accessibleName())
        super().showEvent(event)
        self.watch = QTimer(self, interval=5)
        self.watch.timeout.connect(self.look)
        self.watch.start()

    def look(self):
        workspace = self.controller.workspace
        if workspace is None or not workspace.catalogue.sets or self.canvas.frame() is None:
            return
        if not workspace.history.can_undo:
            self.controller.faces.choose_seed(11)
        elif self.controller.last_frame.sequence == self.controller.frames.wanted:
            print("frame", self.canvas.frame().shape, workspace.document.seed)
            self.watch.stop()
            self.close()
            if (box := self.closing._box) is not None:
                print("asked", box.text().partition(":")[0])
                next(each for each in box.buttons() if each.text() == "Close anyway").click()

module.MainWindow = Watched
from app.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_program_opens_shows_and_ends(tmp_path: Path) -> None:
    """The window is on screen before torch is imported, and everything is written at the end; what killed processes
    left is gone."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = [tmp_path / "home" / folder / f".eigenbrush-{gone.pid}-{'0' * 16}.part"
            for folder in (".", "converted", "thumbnails", "models", "directions", "directions/ab")]  # fmt: skip
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        os.utime(path, (1, 1))
    ended = subprocess.run(
        [sys.executable, "-c", RUN], cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == ["shown False", "frame (64, 64, 3) 11"]
    assert "Traceback" not in ended.stderr
    assert not [path for path in left if path.exists()]
    kept = tmp_path / "home"  # conftest's EIGENBRUSH_HOME
    assert (kept / "settings.json").exists() and not (kept / "running.lock").exists()
    assert load_session(kept / "autosave.eigenbrush", ArrayStore()).documents[0].seed == 11


def _a_file(home: Path) -> None:
    home.write_text("I am no folder")


def _only_folders(home: Path) -> None:
    """Folders where files belong, and files where folders do."""
    for name in ("eigenbrush.log", "settings.json", "running.lock", "autosave.eigenbrush", "last-session.eigenbrush"):
        (home / name / "x").mkdir(parents=True)
    for name in ("converted", "thumbnails", "directions", "models"):
        (home / name).write_text("I am no folder")


def _deep(home: Path) -> None:
    home.mkdir()
    (home / "settings.json").write_text("[" * 200_000)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [(_a_file, "Nothing is kept this time"), (_only_folders, "No log is kept"), (_deep, "nested more than 64 deep")],
)
def test_whatever_is_wrong_with_the_home_the_program_opens_says_it_once_and_works(
    tmp_path: Path, spoilt: Callable[[Path], None], said: str
) -> None:
    spoilt(tmp_path / "home")
    ended = subprocess.run(
        [sys.executable, "-c", RUN], cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
    )
    assert ended.returncode == 0, ended.stderr
    told = [line for line in ended.stdout.splitlines() if line.startswith("said")]
    assert len(told) == 1 and told[0].count(said) == 1
    assert "frame (64, 64, 3) 11" in ended.stdout.splitlines()
    asked = "asked What you changed is not saved, and cannot be kept for the next start either"
    assert (asked in ended.stdout.splitlines()) == (spoilt is _a_file)  # elsewhere the session is kept
    assert "Traceback" not in ended.stdout + ended.stderr


def test_what_is_neither_a_command_nor_a_file_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rendre"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "eigenbrush: there is no command and no file called 'rendre'; see eigenbrush --help.\n"


def test_without_a_screen_the_commands_are_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 2
    assert "there is no screen here" in capsys.readouterr().err
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, "x")
        assert no_window(FIRST) == "" and no_window(str(tmp_path)) == ""
        monkeypatch.delenv(name)


def test_importing_the_entry_point_and_the_help_load_neither_torch_nor_a_window() -> None:
    code = "import sys; from app.__main__ import main; main(['--help']); " \
           "print([m for m in ('torch', 'PySide6.QtWidgets', 'scipy') if m in sys.modules])"  # fmt: skip
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_a_name_forges_no_line_of_the_log_and_acts_in_no_terminal() -> None:
    name = "a\n2026-01-01 engine ERROR forged\x1b[2J"
    try:
        raise ValueError(name)
    except ValueError as error:
        record = logging.LogRecord(
            "app", logging.ERROR, "", 0, "could not open %s", (name,), (type(error), error, None)
        )
    lines = LogFormatter("%(levelname)s %(message)s").format(record).split("\n")
    assert lines[0] == "ERROR could not open a\\x0a2026-01-01 engine ERROR forged\\x1b[2J"
    assert len(lines) > 1 and all(line.startswith("    ") and "\x1b" not in line for line in lines[1:])


def test_the_log_is_written_that_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    assert start_log(tmp_path / "a.log") == ""
    (handler,) = root.handlers
    assert isinstance(handler.formatter, LogFormatter)
    handler.close()
