"""The headless twin."""

from __future__ import annotations

#: What the commands are called: known without importing them, as the window starts without them.
NAMES = (
    "generators",
    "inspect",
    "render",
    "save-code",
    "animate",
    "film",
    "batch",
    "sheet",
    "discover",
    "invert",
    "paste-back",
    "slider",
    "train",
    "sample",
    "portraits",
    "measure",
    "convert",
    "fetch",
    "certificates",
    "worker",
    "selfcheck",
)
