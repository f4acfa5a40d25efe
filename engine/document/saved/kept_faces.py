"""The faces brought in that a session keeps beside its documents: their codes, and the photos that they come from."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.document.disk.archives import unpacked
from engine.document.disk.limits import ARRAYS, DOCUMENTS, JSON, NUMBERS, no_more
from engine.document.saved.code_file import CodeFile, OwnCodes, from_bytes, to_bytes
from engine.language import tr


@dataclass(frozen=True, eq=False)
class KeptFaces:
    """Faces of the generator with this hash."""

    generator: str
    found: CodeFile


def write_faces(file: zipfile.ZipFile, faces: Sequence[KeptFaces]) -> int:
    """Write each as a file of codes into the zip of a session -> how many those are."""
    for i, kept in enumerate(faces):
        found = kept.found
        whole = (("code", found.codes.shape[1]),)
        content = to_bytes(OwnCodes(found.codes, found.names, kept.generator, "", whole, found.origins))
        file.writestr(_name(i), content, zipfile.ZIP_STORED)  # numbers hardly become smaller
    return len(faces)


def read_faces(file: zipfile.ZipFile, count: Any) -> tuple[KeptFaces, ...]:
    """The faces of a session, of which its JSON says how many files there are.

    Raises:
        TooLarge: there are too many, or they are too large.
        ValueError, and what damaged zips and JSON raise: they are damaged.
    """
    no_more(int(count), DOCUMENTS, tr("files of faces"))
    no_more(sum(file.getinfo(_name(i)).file_size for i in range(int(count))), ARRAYS, "bytes")
    kept = []
    for i in range(int(count)):
        own = from_bytes(unpacked(file, _name(i), 4 * NUMBERS + JSON))
        if not len(own.codes) or not np.isfinite(own.codes).all():
            raise ValueError(tr("one of the faces brought in is damaged"))
        own.codes.flags.writeable = False
        kept.append(KeptFaces(own.generator, CodeFile(own.codes, own.names, origins=own.origins)))
    return tuple(kept)


def _name(i: int) -> str:
    return f"faces/{i}.safetensors"
