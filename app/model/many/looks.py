"""One look, which is all of a document but its face, on many faces: as stills, or as films in which it comes and goes.
No Qt, no engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from app.model.brought import BroughtFace, on_codes, on_seeds
from app.model.saved import fitted
from app.model.workspace import Workspace
from engine.document.asked.looks import Cell, coming
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.language import tr


def look_of(found: Document, path: str, workspace: Workspace) -> Document:
    """The look of a document out of the file at `path`, fit for the generator in front.

    Raises:
        ValueError: it is of another generator, or damaged; one sentence.
    """
    info = workspace.info
    if found.generator.sha256 != info.ref.sha256:
        raise ValueError(
            tr("{file} is of the generator {other}, and {name} is open; open the file instead, to go on with that.",
               file=short(Path(path).name), other=short(found.generator.name), name=short(info.ref.name))
        )  # fmt: skip
    fit, _, wrong = fitted(found, None, {info.ref.sha256: info}, workspace.arrays)
    if wrong or fit is None:
        raise ValueError(wrong)
    return replace(fit, locked=())  # what is locked is of the face, which does not come along


def on_faces(
    workspace: Workspace, look: Document | None, seeds: Iterable[int], faces: Iterable[BroughtFace], frames: int = 0
) -> tuple[Cell, ...]:
    """The look, that of the document in front where none is given, on seeds and on faces that were brought in; with
    `frames`, films of so many.

    Raises:
        ValueError: nothing moves in such a film; one sentence.
    """
    there = workspace if look is None else Workspace(workspace.info, look, workspace.arrays)
    found = (*on_seeds(there, seeds), *on_codes(there, ((face.name, face.code) for face in faces)))
    return tuple(Cell(name, document, coming(document, frames) if frames else ()) for name, document in found)
