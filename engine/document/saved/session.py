"""Session files: a zip of session.json, arrays.safetensors and preview.png, written whole or not at all."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from safetensors.numpy import save

from engine.document.arrays import ArrayStore
from engine.document.disk.archives import opened_zip, unpacked
from engine.document.disk.array_file import read_arrays
from engine.document.disk.files import write_whole
from engine.document.disk.limits import DOCUMENTS, FILE, JSON, TooLarge, no_more, not_saved, parsed
from engine.document.disk.reading import opened
from engine.document.disk.wording import CLAUSE, in_brackets, short
from engine.document.document import Document
from engine.document.saved.kept_faces import KeptFaces, read_faces, write_faces
from engine.document.saved.kept_sets import KeptSet, read_sets, unsound_set, write_sets
from engine.document.saved.serial import BadDocument, from_json, require_arrays, to_json
from engine.language import tr

#: What a damaged zip, JSON or array makes the libraries raise: NotImplementedError and RuntimeError are zipfile's for
#: compressions and passwords it does not know, OSError for a table that points before the beginning of the file.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, TypeError, OverflowError,
    RuntimeError, AttributeError, OSError,
)  # fmt: skip


class ChangedArray(ValueError):
    """An array is not what it is named as."""


@dataclass(frozen=True)
class Belongs:
    """What an autosave is of: a person's session file (empty: there is none), when that was written last (ns) and how
    long it is (bytes) as it was left, when the state was as it is here (ns), and whether it differs from the file."""

    path: str = ""
    stamp: tuple[int, int] | None = None
    when: int = 0
    changed: bool = True


@dataclass(frozen=True)
class Session:
    """The documents of all open generators, the direction sets that they refer to, and the faces brought in; `current`
    is the place of the document on screen. Only what the program keeps for itself says what it `belongs` to, and only
    there it may be believed: it names a file that is written to."""

    documents: tuple[Document, ...]
    current: int = 0
    sets: tuple[KeptSet, ...] = ()
    faces: tuple[KeptFaces, ...] = ()
    belongs: Belongs | None = None

    def arrays(self) -> set[str]:
        """The keys of every array that is needed."""
        keys = {key for document in self.documents for key in document.arrays()}
        return keys | {kept.mask for kept in self.sets if kept.mask}


def save_session(
    path: Path,
    documents: Sequence[Document],
    current: int,
    arrays: ArrayStore,
    preview: bytes,
    sets: Sequence[KeptSet] = (),
    faces: Sequence[KeptFaces] = (),
    belongs: Belongs | None = None,
) -> None:
    """Write a session; `preview` is a PNG, or empty. `belongs` is for what the program keeps for itself alone.

    Raises:
        BadDocument: it is more than is read of a session; one plain sentence, and `path` is as it was.
        OSError: it cannot be written; `path` is as it was.
    """
    session = Session(tuple(documents), current, tuple(sets))
    values = {"format": "eigenbrush-session", "documents": [to_json(d) for d in documents], "current": current}
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            values["sets"] = write_sets(file, session.sets)
            values["faces"] = write_faces(file, faces)
            if belongs is not None:
                values["belongs"] = asdict(belongs)
            file.writestr("session.json", json.dumps(values, indent=1))
            file.writestr("arrays.safetensors", save({key: arrays[key] for key in sorted(session.arrays())}))
            if preview:
                file.writestr("preview.png", preview)
        no_more(len(buffer.getbuffer()), FILE, "bytes")
        _unpacked(buffer)
    except (BadDocument, *DAMAGED) as error:
        instead = tr("Save with fewer generators open, or take edits and regions out.")
        raise BadDocument(not_saved(path.name, error, instead)) from error
    write_whole(path, buffer.getvalue())


def load_session(path: Path, arrays: ArrayStore) -> Session:
    """Read a session; its arrays go into `arrays`, once all of it has turned out to be sound.

    Raises:
        BadDocument: the file is not a session, is damaged or holds more than any session; one plain sentence.
        NotAFile: it is something else than a file.
        OSError: it cannot be opened.
    """
    raw = opened(path, FILE)
    try:
        with raw:
            session, own = _unpacked(raw)
    except BadDocument:
        raise
    except ChangedArray as error:
        raise BadDocument(
            tr("{name} is damaged: {error}.", name=short(path.name), error=short(error, CLAUSE))
        ) from error
    except TooLarge as error:
        raise BadDocument(
            tr(
                "{name} was not opened: {error}. Choose another session.",
                name=short(path.name),
                error=short(error, CLAUSE),
            )
        ) from error
    except DAMAGED as error:
        raise BadDocument(
            tr(
                "{name} is not a session of EigenBrush, or it is damaged{why}.",
                name=short(path.name),
                why=in_brackets(error),
            )
        ) from error
    if not 0 <= session.current < len(session.documents):
        raise BadDocument(tr("{name} holds no document.", name=short(path.name)))
    for document in session.documents:
        require_arrays(document, own)
    if wrong := next((wrong for kept in session.sets if (wrong := unsound_set(kept, own))), ""):
        raise BadDocument(tr("{name} is damaged: {wrong}.", name=short(path.name), wrong=wrong))
    arrays.take_over(own, session.arrays())
    return session


def _unpacked(raw: BinaryIO) -> tuple[Session, ArrayStore]:
    """What a file holds, and its arrays.

    Raises:
        TooLarge: it is more than is read.
        ChangedArray: an array is not what it is named as.
        BadDocument, and those of `DAMAGED`: it is damaged.
    """
    own = ArrayStore()
    with opened_zip(raw) as file:
        values = parsed(unpacked(file, "session.json", JSON).decode())
        no_more(len(values["documents"]), DOCUMENTS, "documents")
        documents = tuple(from_json(value) for value in values["documents"])
        sets, faces = read_sets(file, values.get("sets", ())), read_faces(file, values.get("faces", 0))
        belongs = read_belongs(values.get("belongs"))
        session = Session(documents, int(values["current"]), sets, faces, belongs)
        with file.open("arrays.safetensors") as member:
            for name, array in read_arrays(member, file.getinfo("arrays.safetensors").file_size):
                if own.put(array) != name:
                    raise ChangedArray(tr("one of its arrays has changed"))
    return session, own


def read_belongs(value: object) -> Belongs | None:
    """What JSON says of it; None where it says nothing that can be read."""
    if not isinstance(value, dict):
        return None
    path, stamp, when, changed = (value.get(name) for name in ("path", "stamp", "when", "changed"))
    if not (isinstance(path, str) and path.isprintable() and type(when) is int and isinstance(changed, bool)):
        return None
    if isinstance(stamp, list) and len(stamp) == 2 and all(type(each) is int for each in stamp):
        return Belongs(path, (stamp[0], stamp[1]), when, changed)
    return Belongs(path, None, when, changed)
