"""Zips from anywhere: their list of names is measured before it is read, and each member before it is unpacked."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import BinaryIO

from engine.document.disk.limits import DIRECTORY, TooLarge, no_more
from engine.language import tr

#: The record at the end of a zip (with a comment of up to 64 kB after it), and what stands before it in large ones.
_END, _END_SIZE, _LONGEST_COMMENT, _LARGE = b"PK\5\6", 22, 2**16, b"PK\6\7"
#: The other compressions give out all that a piece of the file unpacks to, however much that is.
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: The bit of a member's flags that says it is encrypted.
_ENCRYPTED = 1
#: Why an encrypted zip is not read, to stand in a sentence.
LOCKED = tr("it is encrypted with a password")


def opened_zip(file: BinaryIO) -> zipfile.ZipFile:
    """A zip in an open file.

    Raises:
        TooLarge: its list of names is too long, or a member is packed in a way that cannot be measured.
        zipfile.BadZipFile: it is no zip, or damaged; whatever else zipfile stumbles over.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    at = len(tail) - _END_SIZE if tail[-_END_SIZE:].startswith(_END) else tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise zipfile.BadZipFile(tr("it has no list of what is in it"))
    if tail[max(0, at - 20) :].startswith(_LARGE):
        raise TooLarge(tr("it is a zip for more than 4 GB"))
    no_more(struct.unpack("<L", tail[at + 12 : at + 16])[0], DIRECTORY, tr("bytes of names in its zip"))
    archive = zipfile.ZipFile(file)
    if any(member.compress_type not in _KNOWN for member in archive.infolist()):
        archive.close()
        raise TooLarge(tr("it is packed in a way that does not tell how large it becomes"))
    if is_locked(archive):
        archive.close()
        raise zipfile.BadZipFile(LOCKED)
    return archive


def is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether any member is encrypted."""
    return any(member.flag_bits & _ENCRYPTED for member in archive.infolist())


def unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member of at most so many bytes.

    Raises:
        TooLarge: it is larger.
        KeyError: there is none of this name; zipfile.BadZipFile, zlib.error, EOFError and others: it is damaged.
    """
    no_more(archive.getinfo(name).file_size, most, "bytes")
    return archive.read(name)
