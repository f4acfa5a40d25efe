"""What a file is, by its content and never by its name; without torch, so that a dropped file is told at once."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.forms import foreign, packed
from engine.document.disk import reading
from engine.document.disk.wording import CLAUSE, short
from engine.document.saved import code_file
from engine.document.saved.carried import carries, is_film
from engine.document.saved.serial import AS_TEXT
from engine.language import tr

#: "arrays" of numpy's are codes or directions.
Kind = Literal[
    "checkpoint", "session", "recipe", "picture", "directions", "codes", "arrays", "pickle", "folder", "unknown"
]  # fmt: skip
Container = Literal[
    "safetensors", "torch zip", "torch legacy", "torchscript", "tar", "pickle", "nvidia pickle", "arrays", "packed"
]  # fmt: skip

SESSION = "session.json"
RECIPE_KEYWORD = b"eigenbrush"
HEAD = 4096
#: The pickled magic number with which torch files began before version 1.6, protocol byte excepted.
LEGACY_MAGIC = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
#: Words near the beginning of pickles from NVIDIA's code, TensorFlow's time included.
NVIDIA = (b"torch_utils.persistence", b"dnnlib", b"tfutil", b"training_set_kwargs", b"training.networks")
#: How far to look for them: settings, or a module's source code, may come first.
FAR = 1 << 20
PNG = b"\x89PNG\r\n\x1a\n"
NUMPY = b"\x93NUMPY"
#: How far into the header of a safetensors file to look for what it says of itself.
FAR_HEADER = 1 << 16
PICTURES = (b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
#: An .npz of fewer arrays, or of names without parts, is one of codes or directions.
LEAST_WEIGHTS = 8
#: No person writes a PNG of more chunks than this; a walk must end.
MOST_CHUNKS = 100_000


def kind(path: str | Path) -> Kind:
    """What there is at `path`; reads a few kilobytes (and a PNG's chunk headers, a zip's list of names).

    Raises:
        UnreadableFile: there is nothing, or it may not be read.
    """
    path = Path(path)
    if is_folder(path):
        return "folder"
    with opened(path) as file:
        found = container(file)
        if found == "safetensors" and _is_directions(file):
            return "directions"
        if found == "safetensors" and code_file.is_own(file):
            return "codes"
        if found == "pickle":
            return "pickle"
        if found is not None:
            return "checkpoint"
        return _otherwise(file)


def _otherwise(file: BinaryIO) -> Kind:
    """What a file is that holds neither weights nor a pickle."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(PNG):
        return "recipe" if any(_is_recipe(*chunk) for chunk in _chunks(file)) else "picture"
    if is_film(head) and carries(file):
        return "recipe"
    if _is_picture(head):
        return "picture"
    if AS_TEXT.match(head):
        return "recipe"
    if head.startswith(NUMPY):
        return "arrays"
    if head.startswith(b"PK\x03\x04"):
        names = (_first_name(head), *_names(file))
        if SESSION in names:
            return "session"
        if all(name.endswith(".npy") for name in names):  # as numpy's savez writes them
            return "arrays"
    return "unknown"


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder; raises UnreadableFile where there is nothing, or neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if foreign.ADDRESS.match(str(path)):
            raise UnreadableFile(
                tr(
                    "{path} is a web address, and EigenBrush opens files only; download it in a browser and drop the "
                    "file here.",
                    path=short(str(path).replace(":/", "://", 1)),
                )
            ) from None
        raise UnreadableFile(f"There is no file at {short(path)}; it may have been moved or renamed.") from None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        # A pipe or a device would be read for ever.
        raise UnreadableFile(f"{short(path.name)} is neither a file nor a folder; choose a checkpoint.")
    return stat.S_ISDIR(mode)


def opened(path: Path) -> BinaryIO:
    """The file, open for reading; raises UnreadableFile."""
    try:
        return reading.opened(path, None)  # weights may have any size
    except reading.NotAFile as error:
        raise UnreadableFile(str(error)) from error
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> UnreadableFile:
    """The sentence for what the operating system refused."""
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return UnreadableFile(
        f"{short(path.name)} could not be read ({short(why.lower(), CLAUSE)}); check the file and its permissions."
    )


def head_of(path: Path) -> bytes:
    """How the file begins; raises UnreadableFile."""
    with opened(path) as file:
        return file.read(HEAD)


def container(file: BinaryIO) -> Container | None:
    """Which format of weights or pickles a file is in; None for everything else."""
    file.seek(0)
    head = file.read(HEAD)
    # Eight bytes of length, then JSON. A length beyond 2**48 is text or noise; one beyond the file is for the reader.
    # First, because a length of 128 begins as a pickle does.
    if head[8:9] == b"{" and struct.unpack("<Q", head[:8])[0] < 2**48:
        return "safetensors"
    if head[:1] == b"\x80" and len(head) > 1 and head[1] <= 5:
        if head[2:].startswith(LEGACY_MAGIC):
            return "torch legacy"
        head += file.read(FAR)
        return "nvidia pickle" if any(word in head for word in NVIDIA) else "pickle"
    if head.startswith(packed.GZIP):
        return "packed"
    if head.startswith(b"PK\x03\x04"):
        names = _names(file)
        if any(name.endswith("/constants.pkl") for name in names):
            return "torchscript"
        if any(Path(name).name == "data.pkl" for name in (_first_name(head), *names)):
            return "torch zip"
        if _are_weights(names):
            return "arrays"
        return "packed" if packed.weights_in(names) and SESSION not in names else None
    if head[257:262] == b"ustar":
        return "tar"
    return None


def _are_weights(names: Sequence[str]) -> bool:
    """Whether the names in a zip are those of an .npz of weights: many, and most of them of several parts."""
    if len(names) < LEAST_WEIGHTS or not all(name.endswith(".npy") for name in names):
        return False
    return 2 * sum("." in name.removesuffix(".npy") for name in names) > len(names)


def _is_directions(file: BinaryIO) -> bool:
    """Whether a safetensors file says of itself that it holds directions."""
    file.seek(0)
    size = struct.unpack("<Q", file.read(8))[0]
    return b'"eigenbrush-directions"' in file.read(min(size, FAR_HEADER))


def _is_picture(head: bytes) -> bool:
    if head.startswith(b"BM"):
        return head[6:10] == bytes(4) and len(head) > 26
    return head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def _first_name(head: bytes) -> str:
    """The name of a zip's first entry, which even a truncated file still has."""
    if len(head) < 30:
        return ""
    length = struct.unpack("<H", head[26:28])[0]
    return head[30 : 30 + length].decode("utf-8", "replace")


def _names(file: BinaryIO) -> list[str]:
    """The names in a zip; none where its table is damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except Exception:  # a damaged table makes zipfile raise whatever it stumbles over
        return []


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """The type and the first bytes of each chunk of a PNG."""
    file.seek(len(PNG))
    for _ in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        length = struct.unpack(">I", head[:4])[0]
        start = file.read(min(length, len(RECIPE_KEYWORD) + 1))
        yield head[4:], start
        file.seek(length - len(start) + 4, 1)


def _is_recipe(kind: bytes, start: bytes) -> bool:
    return kind in (b"tEXt", b"iTXt", b"zTXt") and start == RECIPE_KEYWORD + b"\0"
