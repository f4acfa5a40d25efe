"""The short list of what a pickle may have made: tensors, arrays, dicts and their like. All else becomes a `Record`."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable

from engine.checkpoints.pickles.lazy import LazyTensor, Storage, Unfit, contiguous
from engine.checkpoints.pickles.machine import Blob, Budget, Global, Malformed, Record
from engine.language import tr

Args = tuple[object, ...]

#: numpy's kinds of numbers, and Python's letters for them (half precision is never a scalar here).
NUMPY_KINDS = {
    "f8": ("float64", "d"),
    "f4": ("float32", "f"),
    "f2": ("float16", "e"),
    "i8": ("int64", "q"),
    "i4": ("int32", "i"),
    "i2": ("int16", "h"),
    "i1": ("int8", "b"),
    "u1": ("uint8", "B"),
    "b1": ("bool", "?"),
}
#: What the parameters of NVIDIA's blocks are when nothing is given, in the source of their module.
CLAMP = re.compile(r"\bconv_clamp[ \t]*=[ \t]*([0-9]{1,6})\b")
#: The names of dill's types are not longer.
LONGEST_TYPE = 40
#: Tensors of kinds that no generator uses.
UNFIT = (
    "_rebuild_sparse",
    "_rebuild_qtensor",
    "_rebuild_nested",
    "_rebuild_meta",
    "_rebuild_wrapper",
    "_rebuild_device",
    "_rebuild_tensor_v3",
)


class NumpyType:
    """A numpy.dtype: a letter and a size such as "f4"; its state tells the order of bytes."""

    def __init__(self, code: str) -> None:
        self.code, self.order = code, "<"

    def set_state(self, state: object) -> None:
        """(version, order of bytes, ...)."""
        if isinstance(state, tuple) and len(state) > 1 and isinstance(state[1], str):
            self.order = state[1]

    @property
    def known(self) -> tuple[str, str] | None:
        """Its kind and its letter, if it is one of plain numbers in this machine's order."""
        return None if self.order == ">" else NUMPY_KINDS.get(self.code.lstrip("<|="))


class NumpyArray:
    """A numpy.ndarray; `value` is its tensor once its state has come."""

    def __init__(self) -> None:
        self.value: LazyTensor | Unfit = Unfit()

    def set_state(self, state: object) -> None:
        """(version, shape, dtype, whether in Fortran's order, bytes)."""
        if isinstance(state, tuple) and len(state) == 5:
            _, shape, kind, fortran, content = state
            self.value = array(content, kind, shape, "F" if fortran else "C")


def array(content: object, kind: object, shape: object, order: object = "C") -> LazyTensor | Unfit:
    """The tensor in these bytes; Unfit where they are objects, text, or of another machine."""
    if not isinstance(kind, NumpyType) or kind.known is None:
        return Unfit()
    if not isinstance(content, Blob) or not isinstance(shape, tuple):
        return Unfit()
    name, letter = kind.known
    storage = Storage(name, content.length // struct.calcsize(letter), content)
    if order != "F":
        return contiguous(storage, shape)
    turned = contiguous(storage, shape[::-1])
    return LazyTensor(storage, 0, turned.size[::-1], turned.stride[::-1])


class Constructors:
    """What a `Machine` calls to build: `constructors(name, arguments)`.

    `load` reads a nested file that torch wrote (what `torch.storage._load_from_bytes` stands for).
    """

    def __init__(self, budget: Budget, load: Callable[[Blob], object]) -> None:
        self._budget = budget
        self._makers: dict[str, Callable[[Args], object]] = {
            "torch_utils.persistence._reconstruct_persistent_obj": _persistent,
            "torch.storage._load_from_bytes": lambda args: load(_blob(args[0])),
            "torch._utils._rebuild_tensor": _tensor,
            "torch._utils._rebuild_tensor_v2": _tensor,
            "torch._utils._rebuild_parameter": lambda args: args[0],
            "torch._utils._rebuild_parameter_with_state": lambda args: args[0],
            "torch._tensor._rebuild_from_type_v2": self._from_type,
            "torch.nn.parameter.Parameter": lambda args: args[0],
            "torch.nn.parameter.Buffer": lambda args: args[0],
            "torch.Size": _first_or_empty,
            "torch.device": lambda args: ":".join(str(a) for a in args if isinstance(a, str | int)),
            "collections.OrderedDict": self._dict,
            "collections.defaultdict": lambda args: {},
            "collections.Counter": self._dict,
            "dnnlib.util.EasyDict": self._dict,
            "dnnlib.EasyDict": self._dict,
            "builtins.dict": self._dict,
            "builtins.set": _first_or_empty,
            "builtins.frozenset": _first_or_empty,
            "builtins.list": _first_or_empty,
            "builtins.tuple": _first_or_empty,
            "pathlib.PosixPath": self._path,
            "pathlib.WindowsPath": self._path,
            "pathlib.PurePosixPath": self._path,
            "pathlib._local.PosixPath": self._path,
            "copyreg.__newobj__": lambda args: self(_name(args[0]), args[1:]),
            "copyreg._reconstructor": lambda args: self(_name(args[0]), ()),
            "_codecs.encode": self._encoded,
            "numpy.dtype": lambda args: NumpyType(str(args[0])) if isinstance(args[0], str) else Unfit(),
            "numpy.core.multiarray._reconstruct": lambda args: NumpyArray(),
            "numpy.core.multiarray.scalar": _scalar,
            "dill._dill._create_array": _array_of_dill,
            "dill._dill._load_type": _type_of_dill,
            "numpy.core.numeric._frombuffer": lambda args: array(*args[:4]),
        }

    def __call__(self, name: str, args: Args) -> object:
        """The value; raises Malformed, or what Python raises over arguments of the wrong kind."""
        if name in self._makers:
            return self._makers[name](args)
        if name.startswith("torch._utils.") and name.removeprefix("torch._utils.").startswith(UNFIT):
            return Unfit()
        return Record(name, args)

    def _from_type(self, args: Args) -> object:
        # A subclass of Tensor: (its maker, its type, the maker's arguments, its state).
        maker, _, inner, *_ = args
        if not isinstance(inner, tuple) or _name(maker) == "torch._tensor._rebuild_from_type_v2":
            raise Malformed(tr("its pickle describes a tensor wrongly"))
        return self(_name(maker), inner)

    def _dict(self, args: Args) -> dict[object, object]:
        pairs = args[0] if args else []
        if isinstance(pairs, dict):
            return pairs  # not a copy: a thousand of them would be a thousand times the memory
        if not isinstance(pairs, list | tuple):
            raise Malformed(tr("its pickle makes a dict of something else"))
        self._budget.spend(steps=len(pairs))
        return {k: v for k, v in pairs if isinstance(k, str)}

    def _path(self, args: Args) -> str:
        parts = [part for part in args if isinstance(part, str)]
        self._budget.spend(text=sum(map(len, parts)))
        return "/".join(parts)

    def _encoded(self, args: Args) -> Blob:
        # How protocol 2 writes bytes: as text of the first 256 characters.
        text = args[0]
        if not isinstance(text, str):
            raise Malformed(tr("its pickle encodes what is no text"))
        self._budget.spend(text=len(text))
        return Blob(io.BytesIO(text.encode("latin-1")), 0, len(text))


def _type_of_dill(args: Args) -> Global | Unfit:
    """A type that dill knows under a short name; never more than that name."""
    name = args[0]
    return Global(f"dill.{name}") if isinstance(name, str) and len(name) <= LONGEST_TYPE else Unfit()


def _array_of_dill(args: Args) -> NumpyArray:
    """An array as dill writes it: (numpy's maker, its arguments, its state, what else lay on it)."""
    made = NumpyArray()
    made.set_state(args[2])
    return made


def _name(what: object) -> str:
    if not isinstance(what, Global):
        raise Malformed(tr("its pickle calls something that is no name"))
    return what.name


def _blob(what: object) -> Blob:
    if not isinstance(what, Blob):
        raise Malformed(tr("its pickle holds no bytes where there should be some"))
    return what


def _first_or_empty(args: Args) -> object:
    # The same list, not a copy, for the same reason as with dicts.
    return args[0] if args and isinstance(args[0], list | tuple) else []


def _persistent(args: Args) -> Record:
    """An object of NVIDIA's: the record tells its class. Of the source code that came along, which is never run, it
    keeps what blocks clamp at where nothing says so: networks of two years differ in nothing else that shows."""
    meta = args[0]
    if not isinstance(meta, dict) or not isinstance(meta.get("class_name"), str) or meta.get("type") != "class":
        raise Malformed(tr("it describes its networks in a way that is not known here"))
    source = meta.get("module_src")
    clamps = CLAMP.findall(source) if isinstance(source, str) else []
    return Record(str(meta["class_name"]), tuple(clamps), meta.get("state"))


def _tensor(args: Args) -> LazyTensor | Unfit:
    storage, offset, size, stride = args[:4]
    if not isinstance(storage, Storage):
        return Unfit()
    if not isinstance(offset, int) or not isinstance(size, list | tuple) or not isinstance(stride, list | tuple):
        raise Malformed(tr("its shapes are not shapes"))
    return LazyTensor(storage, offset, tuple(size), tuple(stride))


def number(value: object) -> LazyTensor | None:
    """A single number as a tensor without axes; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return contiguous(Storage("float32", 1, Blob(io.BytesIO(struct.pack("<f", value)), 0, 4)), ())


def _scalar(args: Args) -> object:
    kind, content = args
    if not isinstance(kind, NumpyType) or kind.known is None or not isinstance(content, Blob):
        return Unfit()
    letter = kind.known[1]
    if content.length != struct.calcsize(letter):
        raise Malformed(tr("it holds a number of the wrong size"))
    return struct.unpack("<" + letter, content.read())[0]
