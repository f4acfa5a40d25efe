"""What the screen asks of the engine about codes in files: frozen values; arrays in them are read-only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.document.requests import Request


@dataclass(frozen=True, eq=False)
class CodeFile:
    """Codes (N, layout.dimension) float32 for a generator, what is not latent 0 where the file does not hold it.

    `names` has one a code; `notes` are sentences for the person, mostly none.
    """

    codes: np.ndarray
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()


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
