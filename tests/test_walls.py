"""Who may know what, each in a process of its own: nothing that another test imported can hide a fault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
QT = {"PySide6", "shiboken6", "superqt", "pyqtgraph", "qtpy"}
EVERY_MODULE = """
import importlib, pkgutil, sys
before = set(sys.modules)
package = importlib.import_module({package!r})
names = [m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
assert len(names) >= {least}, names
print(*sorted(set(sys.modules) - before))
"""
WINDOW = """
import sys
from PySide6.QtWidgets import QApplication
from app.link.bridge import Bridge
from app.controller import Controller
from app.model.settings import Settings
from app.window.window import MainWindow
from widgets.sliders.row import SliderRow

application, started = QApplication([]), []
Bridge.start = lambda self: started.append(sorted(sys.modules))  # the engine would import torch behind the window
window = MainWindow(Controller(Settings()), "builtin:faces-eigengan-64")
window.show()
assert not started
while not started:
    application.processEvents()
assert window.isVisible()
assert window.canvas.frame() is not None and window.sliders.findChildren(SliderRow), "picture and sliders come first"
print(*started[0])
window.close()
"""

ENGINE = """
import sys
from engine.document.arrays import ArrayStore
from engine.document.asked.workers import LookAtEngine, UseWorkers
from engine.job import run
from engine.worker.studio import Studio

studio = Studio(ArrayStore())
run(studio.start(UseWorkers()))
assert run(studio.start(LookAtEngine())).threads
print(*sys.modules)
"""


def loaded(code: str, home: Path) -> set[str]:
    """The names of the modules that the code prints."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "EIGENBRUSH_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return set(done.stdout.split())


def tops(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def everything_in(package: str, home: Path, least: int) -> set[str]:
    return loaded(EVERY_MODULE.format(package=package, least=least), home)


def test_widgets_know_qt_and_documents_but_neither_torch_nor_the_engine(tmp_path: Path) -> None:
    modules = everything_in("widgets", tmp_path, least=15)
    assert "PySide6" in tops(modules)
    assert not tops(modules) & {"torch", "scipy", "PIL", "app"}
    of_engine = {m for m in modules if m.partition(".")[0] == "engine"} - {"engine"}
    # The language is no engine either: it needs nothing at all.
    known = [m for m in of_engine if m in ("engine.document", "engine.language") or m.startswith("engine.document.")]
    assert sorted(known) == sorted(of_engine)


def test_the_engine_knows_no_qt(tmp_path: Path) -> None:
    modules = everything_in("engine", tmp_path, least=30)
    assert "torch" in tops(modules)
    assert not tops(modules) & (QT | {"app", "widgets"})


def test_documents_need_numpy_safetensors_and_the_standard_library_only(tmp_path: Path) -> None:
    others = tops(everything_in("engine.document", tmp_path, least=8)) - set(sys.stdlib_module_names)
    others = {name for name in others if not name.startswith("_")}  # numpy's and safetensors' compiled helpers
    assert others == {"engine", "numpy", "safetensors"}


def test_importing_the_engine_imports_nothing(tmp_path: Path) -> None:
    code = "import sys; before = set(sys.modules); import engine; print(*(set(sys.modules) - before))"
    assert loaded(code, tmp_path) == {"engine"}


def test_the_window_is_there_before_torch(tmp_path: Path) -> None:
    modules = loaded(WINDOW, tmp_path)
    assert {"app.window.window", "widgets.canvas.canvas", "PySide6.QtWidgets"} <= modules
    assert not tops(modules) & {"torch", "scipy", "distributed", "cryptography"}


def test_nothing_of_dask_is_loaded_before_workers_are_chosen(tmp_path: Path) -> None:
    modules = loaded(ENGINE, tmp_path)
    assert "torch" in tops(modules) and "engine.worker.workers" in modules
    assert not tops(modules) & {"distributed", "dask", "cryptography"}


@pytest.mark.parametrize(
    "module", ["engine.worker.thread", "engine.first_picture", "engine.generators", "app.cli.commands", "app.__main__"]
)
def test_what_runs_before_the_engine_starts_loads_no_torch(tmp_path: Path, module: str) -> None:
    assert "torch" not in tops(loaded(f"import sys, {module}; print(*sys.modules)", tmp_path))
