"""What the program itself imports before its window, in processor time, beside Qt's own import.

    python benchmarks/imports.py

Fresh processes, the collector off as the program has it; byte code is compiled beforehand. Qt makes its classes and
enumerations when they are first named, so those that our modules name are counted apart, before ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
MEASURED = """
import ast, gc, json, sys
from pathlib import Path
from time import process_time
gc.disable()
times = [process_time()]
import PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets
times.append(process_time())
for line in sys.argv[1:]:
    exec(line)
times.append(process_time())
import numpy
times.append(process_time())
import app.__main__, app.controller, app.window.window
times.append(process_time())
named = set()
for module in list(sys.modules.values()):
    if module.__name__.partition(".")[0] in ("app", "widgets") and module.__file__:
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
                named |= {f"from {node.module} import {name.name}" for name in node.names}
print(json.dumps(([after - before for before, after in zip(times, times[1:])], sorted(named))))
"""


def run(*named: str) -> tuple[list[float], list[str]]:
    """Seconds of Qt, of its names, of numpy and of ours in one fresh process; and the Qt imports that ours hold."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", MEASURED, *named]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def main() -> None:
    """Measure and print medians."""
    with tempfile.TemporaryDirectory() as kept:
        os.environ |= {"PYTHONPYCACHEPREFIX": kept, "PYTHONDONTWRITEBYTECODE": ""}
        _, named = run()
        times = [run(*named)[0] for _ in range(RUNS)]
    for title, values in zip(
        ("Qt", "Qt's classes that we name", "numpy", "ours"), zip(*times, strict=True), strict=True
    ):
        print(f"{title:26} {median(values):.3f} s    {min(values):.3f} to {max(values):.3f}")
    for title, of in (("Qt", lambda t: t[0]), ("Qt with those classes", lambda t: t[0] + t[1])):
        print(f"ours / {title:20} {median(t[3] / of(t) for t in times):.2f}")


if __name__ == "__main__":
    main()
