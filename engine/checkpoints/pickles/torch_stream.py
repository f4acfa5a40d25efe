"""The form in which torch.save wrote before 1.6, and still writes the single storages inside ordinary pickles.

Five pickles in a row (a magic number, a version, the machine, the content, the storages' keys), then the numbers.
"""

from __future__ import annotations

from engine.checkpoints.pickles.constructors import Constructors
from engine.checkpoints.pickles.lazy import ITEM_BYTES, Storage, Unfit
from engine.checkpoints.pickles.machine import Blob, Budget, Global, Machine, Malformed

MAGIC, VERSION = 0x1950A86A20F9469CFC6C, 1001
#: Torch puts a storage into a pickle once; nobody has a reason for more than this.
DEEPEST = 3
#: What opening a nested file costs beside its opcodes, in steps.
COST = 100
STORAGES = {
    "DoubleStorage": "float64",
    "FloatStorage": "float32",
    "HalfStorage": "float16",
    "BFloat16Storage": "bfloat16",
    "Float8_e4m3fnStorage": "float8_e4m3fn",
    "Float8_e5m2Storage": "float8_e5m2",
    "LongStorage": "int64",
    "IntStorage": "int32",
    "ShortStorage": "int16",
    "CharStorage": "int8",
    "ByteStorage": "uint8",
    "UntypedStorage": "uint8",
    "BoolStorage": "bool",
}


def read(blob: Blob, budget: Budget, depth: int = 0) -> object:
    """The content: dicts, lists, `LazyTensor`s, `Storage`s, `Record`s.

    Raises:
        Malformed, names.Refused, or what Python raises over a damaged pickle.
    """
    if depth > DEEPEST:
        raise Malformed("its pickles are nested deeper than any checkpoint's")
    constructors = Constructors(budget, lambda inner: read(inner, budget, depth + 1))
    storages: dict[str, Storage] = {}
    unfit: dict[str, int] = {}

    def persistent(what: object) -> object:
        if isinstance(what, tuple) and what[:1] == ("module",):
            return what[1]  # the oldest files put a class's source beside it
        key, kind, count = described(what)
        if isinstance(what, tuple) and len(what) > 5 and what[5] is not None:
            raise Malformed("it shares its numbers in a way that is long gone")
        if kind is None:
            unfit[key] = count
            return Unfit()
        return storages.setdefault(key, Storage(kind, count))

    budget.spend(steps=COST)
    machine = Machine(blob, budget, constructors, persistent)
    magic, version, system, content, keys = (machine.run() for _ in range(5))
    if magic != MAGIC or version != VERSION or not isinstance(keys, list):
        raise Malformed("it does not begin as torch's files do")
    if isinstance(system, dict) and system.get("little_endian") is False:
        raise Malformed("it was written on a machine with another order of bytes")
    _place(storages, keys, unfit, blob, machine.at - blob.start)
    return content


def _place(storages: dict[str, Storage], keys: list, unfit: dict[str, int], blob: Blob, at: int) -> None:
    """Tell storages where their numbers lie: from byte `at` of the blob, in the order of `keys`; raises Malformed."""
    for key in keys:
        if key not in storages:
            if key in unfit:
                break  # their size in bytes is not known here, so nothing after them can be found
            raise Malformed("it lists numbers that nothing uses")
        storage = storages[key]
        count = int.from_bytes(blob.part(at, 8).read(), "little")
        length = storage.count * ITEM_BYTES[storage.dtype]
        if count != storage.count:
            raise Malformed("its numbers are not as many as it says")
        storage.place = blob.part(at + 8, length)
        at += 8 + length


def described(what: object) -> tuple[str, str | None, int]:
    """Key, kind (None where no generator uses it) and count of a storage, from how a pickle refers to it."""
    if not isinstance(what, tuple) or len(what) < 5 or what[0] != "storage":
        raise Malformed("its pickle asks for a part that is not there")
    _, kind, key, _, count = what[:5]
    if not isinstance(kind, Global) or not isinstance(key, str | int) or not isinstance(count, int) or count < 0:
        raise Malformed("its pickle asks for a part that is not there")
    return str(key), STORAGES.get(kind.name.rpartition(".")[2]), count
