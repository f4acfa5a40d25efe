"""Read a file that torch.save wrote, of today's zip form or the old one, or a pickle of NVIDIA's, with our own machine.

Torch's own reader is not asked: it would stop at the first harmless stranger (an argparse.Namespace beside the
weights), read every optimizer's numbers, and take its sizes from the file.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.pickles import torch_stream
from engine.checkpoints.pickles.constructors import Constructors
from engine.checkpoints.pickles.lazy import ITEM_BYTES, LazyTensor, Storage, Unfit
from engine.checkpoints.pickles.machine import Blob, Budget, Machine, Malformed
from engine.checkpoints.sniff import Container
from engine.document.disk.archives import LOCKED, is_locked
from engine.document.disk.wording import short
from engine.language import tr

#: The longest pickle in a zip. Its tensors lie beside it, so those of real checkpoints are far below a megabyte.
LONGEST_PICKLE = 1 << 26
CHUNK = 1 << 24


def read_pickle(file: BinaryIO, size: int) -> object:
    """What a pickle of NVIDIA's stands for; raises as `torch_stream.read` does."""
    budget = Budget()
    constructors = Constructors(budget, lambda inner: torch_stream.read(inner, budget, 1))
    return Machine(Blob(file, 0, size), budget, constructors).run()


def read_old(file: BinaryIO, size: int) -> object:
    """What a file of torch's before 1.6 stands for."""
    return torch_stream.read(Blob(file, 0, size), Budget())


class Single:
    """A file in which the numbers lie among the rest: of torch's before 1.6, or a pickle of NVIDIA's."""

    def __init__(self, file: BinaryIO, size: int, read: Callable[[BinaryIO, int], object]) -> None:
        self._file, self._size, self._read = file, size, read

    def read(self) -> object:
        """What it stands for."""
        return self._read(self._file, self._size)

    def check(self, tensors: Sequence[object]) -> Iterator[None]:
        """There are no checksums."""
        return iter(())


def archive_in(file: BinaryIO, container: Container, name: str) -> TorchZip | Single:
    """What a file in one of torch's containers or "nvidia pickle" holds; raises as `TorchZip` does."""
    size = file.seek(0, 2)
    if container == "torch zip":
        return TorchZip(file, size, name)
    return Single(file, size, read_old if container == "torch legacy" else read_pickle)


class TorchZip:
    """A zip of torch's: a pickle, and beside it a file for every storage.

    Raises:
        UnreadableFile, Malformed: it is encrypted or compressed, or claims more than it holds.
    """

    def __init__(self, file: BinaryIO, size: int, name: str) -> None:
        self._file = file
        self._archive = zipfile.ZipFile(file)
        entries = self._archive.infolist()
        if is_locked(self._archive):
            raise UnreadableFile(
                tr(
                    "{name} was not opened: {locked}; unpack it and save it without one first.",
                    name=short(name),
                    locked=LOCKED,
                )
            )
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
            raise UnreadableFile(
                tr("{name} is a compressed zip, which torch does not write; unpack it first.", name=short(name))
            )
        if any(entry.file_size != entry.compress_size for entry in entries):
            raise Malformed(tr("its table of contents contradicts itself"))
        # Entries that lie over each other would be a small file that takes for ever.
        if sum(entry.file_size for entry in entries) > size:
            raise UnreadableFile(
                tr("{name} claims to hold more than its own size; download or copy it again.", name=short(name))
            )
        self._entries = {entry.filename: entry for entry in entries}
        self._folder = next(e.filename for e in entries if re.fullmatch(r"([^/]*/)?data\.pkl", e.filename))[:-8]
        self._storages: dict[str, Storage] = {}
        self._places: dict[int, zipfile.ZipInfo] = {}

    def read(self) -> object:
        """What the pickle stands for."""
        order = self._entries.get(f"{self._folder}byteorder")
        if order is not None and order.file_size <= 16 and self._place(order).read() == b"big":
            raise Malformed(tr("it was written on a machine with another order of bytes"))
        entry = self._entries[f"{self._folder}data.pkl"]
        if entry.file_size > LONGEST_PICKLE:
            raise Malformed(tr("its pickle is longer than any checkpoint's"))
        for _ in self._sound(entry):
            pass
        budget = Budget()
        constructors = Constructors(budget, lambda inner: torch_stream.read(inner, budget, 1))
        return Machine(self._place(entry), budget, constructors, self._persistent).run()

    def check(self, tensors: Sequence[object]) -> Iterator[None]:
        """Hold the numbers of these tensors against their checksums, in pieces."""
        wanted = {id(tensor.storage) for tensor in tensors if isinstance(tensor, LazyTensor)}
        for key in wanted & self._places.keys():
            yield from self._sound(self._places[key])

    def _persistent(self, what: object) -> object:
        key, kind, count = torch_stream.described(what)
        if kind is None:
            return Unfit()
        if key not in self._storages:
            entry = self._entries.get(f"{self._folder}data/{key}")
            if entry is None:
                raise Malformed(tr("some of its numbers are missing"))
            place = self._place(entry).part(0, count * ITEM_BYTES[kind])
            self._storages[key] = Storage(kind, count, place)
            self._places[id(self._storages[key])] = entry
        return self._storages[key]

    def _place(self, entry: zipfile.ZipInfo) -> Blob:
        """Where in the file an entry's content lies."""
        self._file.seek(entry.header_offset)
        head = self._file.read(30)
        if head[:4] != b"PK\x03\x04":
            raise Malformed(tr("its table of contents points to nothing"))
        name, extra = struct.unpack("<HH", head[26:30])
        return Blob(self._file, entry.header_offset + 30 + name + extra, entry.file_size)

    def _sound(self, entry: zipfile.ZipInfo) -> Iterator[None]:
        if entry.CRC == 0:  # torch writes no checksums when told not to
            return
        place, found = self._place(entry), 0
        for start in range(0, place.length, CHUNK):
            found = zlib.crc32(place.part(start, min(CHUNK, place.length - start)).read(), found)
            yield
        if found != entry.CRC:
            raise Malformed(tr("some of its bytes have changed since it was written"))
