"""Faces that a person brings along as codes, and the code of the picture in front. No Qt, no engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.model.workspace import Workspace
from engine.document.codes import CodeFile, SaveCodes
from engine.document.composing import final_code
from engine.document.document import PhotoRef


@dataclass(frozen=True, eq=False)
class BroughtFace:
    """One of several codes (dimension,) that came together.

    `words` say how like its photo it is, `likeness` so in decibels; None and empty where it comes from no photo.
    """

    name: str
    code: np.ndarray
    words: str = ""
    likeness: float | None = None
    photo: PhotoRef | None = None


def saving_code(workspace: Workspace, path: str) -> SaveCodes:
    """The request that writes the code of the document, its edits included, in the form that the ending asks for."""
    info, document = workspace.info, workspace.document
    code = final_code(document, workspace.face.base, info.layout, workspace.arrays)
    code.flags.writeable = False
    return SaveCodes(info.ref.sha256, CodeFile(code[None], (Path(path).stem,)), path)
