"""What the screen asks of the engine about codes in files: frozen values; arrays in them are read-only."""

from __future__ import annotations

from dataclasses import dataclass

from engine.document.asked.requests import Request
from engine.document.saved.code_file import CodeFile


@dataclass(frozen=True)
class LoadCodes(Request[CodeFile, None]):
    """Read a file of codes, of this program or another, for the generator with this hash -> CodeFile."""

    generator: str
    path: str


@dataclass(frozen=True, eq=False)
class SaveCodes(Request[str, None]):
    """Write codes of a generator -> the path: our own form, for .npz NVIDIA's projector's, for .npy numbers alone."""

    generator: str
    found: CodeFile
    path: str
