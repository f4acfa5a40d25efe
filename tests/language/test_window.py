"""The whole window in another language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.language.sentences import ROOT

#: What is the same in every language: names of generators, methods and papers, of languages, and paths and hashes.
SAME = re.compile(
    r"faces-(eigengan|stylegan2)-64|EigenBrush|[0-9a-f]{64}|SHA-256|builtin:|Deutsch|English|EigenGAN layers|"
    r"Enjoy Your Editing|Factors of variation|GANalyze|GANSpace|InterFaceGAN|LowRankGAN|"
    r"Rayleigh EigenDirections|ReSeFa|SeFa|Steerability|"
    r"StyleSpace|Unsupervised directions|WarpedGANSpace|EigenGAN|StyleGAN2|He, Kan, Shan 2021|z\d\.\d|"
    # Commands, addresses and versions.
    r"tls://HOST:\d+|eigenbrush (certificates|worker --listen) [^']*|pip install \"eigenbrush\[remote\]\"|"
    r"(torch|distributed) [\w.]+|"
    # Keys, and Qt's own buttons, which have a file of Qt's.
    r"(Ctrl|Shift|Alt)\+\S+|\bTab\b|\bF\d+\b|\b[A-Z]\b|Cancel|Close|OK|\bpx\b"
)


def test_nothing_in_the_window_goes_past_the_language(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "tests.language.window"], cwd=ROOT, text=True, capture_output=True, check=True,
        env={**clean(), "EIGENBRUSH_HOME": str(tmp_path)},
    ).stdout.splitlines()  # fmt: skip
    assert shown[-1].startswith("looked at ")
    assert int(shown[-1].split()[2]) > 1500, "texts that were looked at"
    left = [line for line in shown[:-1] if re.search(r"[^\W\d_]", SAME.sub("", bare(line.partition("\t")[2])[1:-1]))]
    assert left == []


def test_the_window_speaks_the_language_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"language": "de"}')
    code = (
        "from app.language import begin, install\n"
        "language = begin()\n"
        "from PySide6.QtWidgets import QApplication, QDialogButtonBox\n"
        "app = QApplication([]); install(app, language)\n"
        "from app.controller import Controller\n"
        "from app.model.settings import load_settings\n"
        "from app.window.window import MainWindow\n"
        "window = MainWindow(Controller(load_settings()[0]), 'builtin:faces-eigengan-64')\n"
        "box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)\n"
        "print([a.text() for a in window.menuBar().actions()], window.acts['open_file'].text(),\n"
        "      box.buttons()[0].text())\n"
        "import os, sys; sys.stdout.flush(); os._exit(0)\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=True,
        env={**clean(), "EIGENBRUSH_HOME": str(tmp_path)},
    ).stdout  # fmt: skip
    assert shown.strip().replace("&", "") == (
        "['Datei', 'Bearbeiten', 'Gesicht', 'Richtungen', 'Bereich', 'Film', 'Ansicht', 'Hilfe'] Öffnen… Abbrechen"
    )


def clean() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def bare(text: str) -> str:
    from tests.language.window import bare as outside

    return outside(text)
