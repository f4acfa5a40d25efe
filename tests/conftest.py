"""Every test: offscreen, its own settings folder, torch as the program has it; set before Qt or torch load."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("EIGENBRUSH_TEST_PLATFORM", "offscreen")
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
os.environ["PYTORCH_JIT"] = "0"
if "PYTEST_XDIST_WORKER" in os.environ:
    # A process a core: threads of several that wait for each other cost more than they bring.
    os.environ["OMP_NUM_THREADS"] = "1"

import pytest


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGENBRUSH_HOME", str(tmp_path / "home"))
