"""Faces that a person brings along as codes, the code of the picture in front, and its look on other faces. No Qt, no
engine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.model.settings import Settings
from app.model.workspace import Workspace
from engine.document.asked.codes import SaveCodes
from engine.document.composing import final_code, held_code
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.saved.code_file import CodeFile, Origin
from engine.document.saved.session import Session
from engine.language import tr


@dataclass(frozen=True, eq=False)
class BroughtFace:
    """One of several codes (dimension,) that came together; `origin` is None where it comes from no photo."""

    name: str
    code: np.ndarray
    origin: Origin | None = None


def from_file(found: CodeFile, most: int) -> tuple[BroughtFace, ...]:
    """The first `most` codes of a file as faces."""
    origins = found.origins or (None,) * len(found.names)
    return tuple(BroughtFace(*each) for each in zip(found.names[:most], found.codes, origins, strict=False))


def as_file(faces: Sequence[BroughtFace]) -> CodeFile:
    """Faces, one or more, as a file holds them; raises ValueError where their codes are not alike."""
    codes = np.stack([face.code for face in faces])
    return CodeFile(codes, tuple(face.name for face in faces), origins=tuple(face.origin for face in faces))


def new_of(faces: Sequence[BroughtFace], there: Sequence[BroughtFace]) -> tuple[BroughtFace, ...]:
    """Those of the faces that are not there already."""
    known = {(face.name, face.code.tobytes()) for face in there}
    return tuple(face for face in faces if (face.name, face.code.tobytes()) not in known)


def take(workspace: Workspace, face: BroughtFace, settings: Settings) -> bool:
    """Go on with one of them.

    Raises:
        ValueError: its code is not of this generator.
    """
    edits, regions = settings.keep_edits, settings.keep_regions
    if face.origin is not None:
        return workspace.face.take_photo(face.code, face.origin.photo, keep_edits=edits, keep_regions=regions)
    return workspace.face.take_code(face.code, face.name, keep_edits=edits, keep_regions=regions)


def what_it_may_be(name: str, count: int, size: str) -> str:
    """The sentence for a file that may hold so many codes of such a size, or directions."""
    if count > 1:
        return tr("{name} holds {count:,} codes of {size}, or as many directions.", name=name, count=count, size=size)
    return tr("{name} holds a code of {size}, or a direction.", name=name, size=size)


def gone_photos(session: Session) -> tuple[str, ...]:
    """The paths of the photos that pictures and faces of a session come from, and that are not there any more."""
    refs = [document.photo for document in session.documents]
    refs += [None if each is None else each.photo for kept in session.faces for each in kept.found.origins]
    paths = dict.fromkeys(ref.path for ref in refs if ref is not None)
    return tuple(path for path in paths if not os.path.isfile(path))


def saving_code(workspace: Workspace, path: str) -> SaveCodes:
    """The request that writes the code of the document, its edits included, in the form that the ending asks for."""
    info, document = workspace.info, workspace.document
    code = final_code(document, workspace.face.base, info.layout, workspace.arrays)
    code.flags.writeable = False
    origin = Origin(document.photo) if document.photo is not None and not document.counting() else None
    return SaveCodes(info.ref.sha256, CodeFile(code[None], (Path(path).stem,), origins=(origin,)), path)


def on_seeds(workspace: Workspace, seeds: Iterable[int]) -> Iterator[tuple[str, Document]]:
    """What the document's look, that is without its face, becomes on these seeds, and what each is called."""
    for seed in seeds:
        yield f"seed-{seed:04}", workspace.face.after(seed, keep_edits=True)


def on_codes(workspace: Workspace, codes: Iterable[tuple[str, np.ndarray]]) -> Iterator[tuple[str, Document]]:
    """The same on faces by their code (dimension,), each with its name, as photos that were found have them."""
    bare = replace(workspace.document, photo=None, tuning=None)
    for name, code in codes:
        stem = re.sub(r"[^\w.-]+|\.\.+", "-", short(name)).strip("-.") or "face"
        yield stem, held_code(bare, code, workspace.info.layout, workspace.arrays)
