"""Session files: a zip of session.json, arrays.safetensors and preview.png, written whole or not at all."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.document.arrays import ArrayStore
from engine.document.document import Document
from engine.document.files import write_whole
from engine.document.serial import BadDocument, from_json, require_arrays, to_json
from engine.document.wording import CLAUSE, short

#: Nothing we write comes near; what is larger is refused before it is unpacked.
MAX_MEMBER = 256_000_000
#: What a damaged zip, JSON or array makes the libraries raise: NotImplementedError and RuntimeError are zipfile's for
#: compressions and passwords it does not know, OSError for a table that points before the beginning of the file.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, SafetensorError, EOFError, KeyError, ValueError, TypeError, OverflowError,
    RuntimeError, AttributeError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class Session:
    """The documents of all open generators; `current` is the place of the one on screen."""

    documents: tuple[Document, ...]
    current: int = 0


def save_session(path: Path, documents: Sequence[Document], current: int, arrays: ArrayStore, preview: bytes) -> None:
    """Write a session; `preview` is a PNG, or empty.

    Raises:
        OSError: it cannot be written; `path` is as it was.
    """
    keys = {key for document in documents for key in document.arrays()}
    values = {"format": "eigenbrush-session", "documents": [to_json(d) for d in documents], "current": current}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("session.json", json.dumps(values, indent=1))
        file.writestr("arrays.safetensors", save({key: arrays[key] for key in sorted(keys)}))
        if preview:
            file.writestr("preview.png", preview)
    write_whole(path, buffer.getvalue())


def load_session(path: Path, arrays: ArrayStore) -> Session:
    """Read a session; its arrays go into `arrays`.

    Raises:
        BadDocument: the file is not a session or is damaged; one plain sentence.
        OSError: it cannot be opened.
    """
    raw = path.open("rb")
    try:
        with raw, zipfile.ZipFile(raw) as file:
            if any(member.file_size > MAX_MEMBER for member in file.infolist()):
                raise BadDocument(f"{short(path.name)} is larger than any session; it was not opened.")
            values = json.loads(file.read("session.json"))
            for name, array in load(file.read("arrays.safetensors")).items():
                if arrays.put(array) != name:
                    raise BadDocument(f"{short(path.name)} is damaged: one of its arrays has changed.")
        documents = tuple(from_json(value) for value in values["documents"])
        current = int(values["current"])
    except BadDocument:
        raise
    except DAMAGED as error:
        raise BadDocument(
            f"{short(path.name)} is not a session of EigenBrush, or it is damaged ({short(error, CLAUSE)})."
        ) from error
    if not documents or not 0 <= current < len(documents):
        raise BadDocument(f"{short(path.name)} holds no document.")
    for document in documents:
        require_arrays(document, arrays)
    return Session(documents, current)
