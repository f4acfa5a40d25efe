"""Every test: offscreen, its own settings folder, torch as the program has it; set before Qt or torch load."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("EIGENBRUSH_TEST_PLATFORM", "offscreen")
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
os.environ["PYTORCH_JIT"] = "0"

import pytest


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGENBRUSH_HOME", str(tmp_path / "home"))
