"""A slow library is loaded beside the window, which goes on meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from widgets.loading import loaded

SLOW = """
import sys, threading
thread = threading.current_thread().name
sys.eigenbrush_gate.wait(20)
"""


def test_it_is_loaded_once_and_not_on_this_thread(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    gate = threading.Event()
    monkeypatch.setattr(sys, "eigenbrush_gate", gate, raising=False)
    (tmp_path / "eigenbrush_slow.py").write_text(SLOW)
    monkeypatch.syspath_prepend(tmp_path)
    assert not loaded("eigenbrush_slow") and not loaded("eigenbrush_slow")
    gate.set()
    qtbot.waitUntil(lambda: loaded("eigenbrush_slow"))
    module = sys.modules.pop("eigenbrush_slow")
    assert module.thread == "loading eigenbrush_slow"
