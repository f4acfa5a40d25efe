"""The one way to write a file, whole or not at all: a temporary sibling, flushed, then put in place at once."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from engine.document.disk import leftovers
from engine.document.disk.wording import CLAUSE, short
from engine.language import tr


def _umask() -> int:
    """What new files of this process are not open to; there is no way to ask but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


#: Asked once, while there is one thread: another could make a file between the two steps.
UMASK = _umask()
#: What no link is followed by; Windows has no such flag, and there O_EXCL (the x of a mode) alone keeps to new files.
NO_LINK = getattr(os, "O_NOFOLLOW", 0)

#: What a person does about it, by why the system refuses.
INSTEAD = (
    dict.fromkeys((errno.ENOSPC, errno.EDQUOT), tr("Free some space, or choose a folder on another disk"))
    | dict.fromkeys((errno.EROFS, errno.EIO, errno.ENODEV, errno.ENXIO), tr("Choose a folder on another disk"))
    | dict.fromkeys((errno.EACCES, errno.EPERM), tr("Choose a folder that you may write to"))
    | dict.fromkeys((errno.ENOENT, errno.ENOTDIR), tr("Choose a folder that is there"))
    | dict.fromkeys((errno.EISDIR, errno.EINVAL, errno.ELOOP), tr("Choose another name"))
    | {
        errno.ENAMETOOLONG: tr("Choose a shorter name"),
        errno.EFBIG: tr("Make it smaller, or choose a folder on another disk"),
    }
)


class NotWritten(OSError):
    """A file could not be written; its text is one plain sentence for a person."""


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; it becomes `path` when the block ends well and vanishes when it does not.

    A link is written through to what it points at. A file that is there keeps its mode; until it is in place, nobody
    else may read the new one. What killed processes left in the folder is taken away.

    Raises:
        NotWritten: the folder cannot be written to or the disk is full; `path` is as it was.
    """
    temporary = Path()
    try:
        target, mode = _target(path)
        leftovers.sweep(target.parent)
        temporary = target.with_name(leftovers.new_name())
        with leftovers.being_written(temporary.name):
            try:
                with open(temporary, "xb", opener=_private) as file:
                    leftovers.hold(file)
                    yield file
                    file.flush()
                    if hasattr(os, "fchmod"):
                        os.fchmod(file.fileno(), mode)
                    os.fsync(file.fileno())
                os.replace(temporary, target)
            finally:
                with suppress(OSError):  # what cannot be removed is swept later; why it failed is what is to be said
                    temporary.unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, NotWritten) or not _about(error, path):
            raise
        told = NotWritten(why_not_written(path, error))
        told.errno = error.errno
        raise told from error


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` whole or not at all; raises NotWritten as `whole_file` does."""
    with whole_file(path) as file:
        file.write(content)


def why_not_written(path: Path, error: OSError) -> str:
    """One plain sentence for a failed write."""
    if isinstance(error, NotWritten):
        return str(error)
    reason = (error.strerror or str(error)).lower()
    instead = INSTEAD.get(error.errno or 0, tr("Choose another folder"))
    return tr(
        "{name} could not be written to {parent}: {reason}. {instead}.",
        name=short(path.name),
        parent=short(path.parent),
        reason=short(reason, CLAUSE),
        instead=instead,
    )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | NO_LINK, 0o600)


def _target(path: Path) -> tuple[Path, int]:
    """The file that is truly written, behind all links, and the mode that it shall have.

    Raises:
        OSError: it cannot be looked at, or there is something that is no file (a folder, a device).
    """
    target = Path(os.path.realpath(path))
    try:
        found = target.lstat()
    except FileNotFoundError:
        return target, 0o666 & ~UMASK
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, tr("what has this name is no file"), str(path))
    return target, stat.S_IMODE(found.st_mode) & 0o777


def _about(error: OSError, path: Path) -> bool:
    """Whether an error is one of writing, not of another file that the block reads."""
    named = error.filename
    if not isinstance(named, str | Path):
        return True
    return Path(named).parent in (path.parent, Path(os.path.realpath(path)).parent)
