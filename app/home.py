"""Where EigenBrush keeps its files: platformdirs, or EIGENBRUSH_HOME."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import platformdirs


def home() -> Path:
    """The folder of settings, cache and autosave; made if it is not there and can be (`why_not_kept` says why not)."""
    override = os.environ.get("EIGENBRUSH_HOME")
    folder = Path(override) if override else Path(platformdirs.user_data_dir("EigenBrush", appauthor=False))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
