"""Makers of files in NVIDIA's form, and of files that want to harm whoever opens them. None needs NVIDIA's code."""

from __future__ import annotations

import io
import pickle
import struct
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import torch
from torch import Tensor, nn

SOURCE = "import torch\n\nclass Generator(torch.nn.Module):\n    pass\n"


def _reconstruct_persistent_obj(meta: dict) -> None:
    """Only named in pickles."""


_reconstruct_persistent_obj.__module__ = "torch_utils.persistence"


class EasyDict(dict):
    """Only named in pickles."""


EasyDict.__module__ = "dnnlib.util"


class Persistent(nn.Module):
    """A module that is pickled as NVIDIA's `torch_utils.persistence` pickles its classes."""

    def __init__(self, class_name: str, source: str = SOURCE, *args: object, **kwargs: object) -> None:
        super().__init__()
        self.__dict__.update(class_name=class_name, source=source)
        self._init_args, self._init_kwargs = args, EasyDict(kwargs)

    def __reduce__(self) -> tuple:
        state = {key: value for key, value in self.__dict__.items() if key not in ("class_name", "source")}
        meta = {
            "type": "class",
            "version": 6,
            "module_src": self.source,
            "class_name": self.class_name,
            "state": state,
        }
        return _reconstruct_persistent_obj, (meta,), None


def network(
    weights: Mapping[str, Tensor],
    buffers: tuple[str, ...] = ("w_avg", "noise_const", "resample_filter"),
    source: str = SOURCE,
    **kwargs: object,
) -> Persistent:
    """A network whose parameters and buffers (by the last part of their names) have these names."""
    root = Persistent("Generator", source, **kwargs)
    for name, tensor in weights.items():
        *path, last = name.split(".")
        module: nn.Module = root
        for part in path:
            if part not in module._modules:
                module.add_module(part, Persistent("Layer", source))
            module = module.get_submodule(part)
        if last in buffers or not tensor.is_floating_point():
            module.register_buffer(last, tensor)
        else:
            module.register_parameter(last, nn.Parameter(tensor, requires_grad=False))
    return root


@contextmanager
def nvidia_names() -> Iterator[None]:
    """While it lasts, the names of NVIDIA's modules exist, so that pickle writes them."""
    modules = {name: ModuleType(name) for name in ("torch_utils", "torch_utils.persistence", "dnnlib", "dnnlib.util")}
    modules["torch_utils.persistence"].__dict__["_reconstruct_persistent_obj"] = _reconstruct_persistent_obj
    modules["dnnlib.util"].__dict__["EasyDict"] = EasyDict
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]


def nvidia_bytes(content: object, protocol: int = 3) -> bytes:
    """A pickle of networks, dicts and whatever else, as NVIDIA's scripts write it."""
    with nvidia_names():
        return pickle.dumps(content, protocol)


def torch_bytes(content: object, zipped: bool = True) -> bytes:
    """What torch.save writes, in the form of today or that before 1.6."""
    buffer = io.BytesIO()
    torch.save(content, buffer, _use_new_zipfile_serialization=zipped)
    return buffer.getvalue()


class Trap:
    """Unpickled by an ordinary loader, this leaves a file behind."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple:
        import os

        return os.system, (f"touch {self.victim}",)


# ---- pickles by hand ----


def text(words: str) -> bytes:
    """The opcode of a text."""
    return b"X" + struct.pack("<I", len(words.encode())) + words.encode()


def blob(content: bytes) -> bytes:
    """The opcode of bytes."""
    return b"B" + struct.pack("<I", len(content)) + content


def attacks(victim: Path) -> dict[str, tuple[bytes, str]]:
    """Opcodes that leave one value on the stack and, in an ordinary loader, a file at `victim`; and what they name."""
    command, program = text(f"touch {victim}"), text(f"open({str(victim)!r}, 'w').close()")
    importing = b"cbuiltins\n__import__\n" + text("os") + b"\x85R"
    old = torch_bytes(Trap(victim), zipped=False)
    load = b"ctorch.storage\n_load_from_bytes\n"
    return {
        "os.system": (b"cos\nsystem\n" + command + b"\x85R", "os.system"),
        "posix.system": (b"cposix\nsystem\n" + command + b"\x85R", "posix.system"),
        "eval": (b"cbuiltins\neval\n" + program + b"\x85R", "builtins.eval"),
        "exec": (b"cbuiltins\nexec\n" + program + b"\x85R", "builtins.exec"),
        "python 2's eval": (b"c__builtin__\neval\n" + program + b"\x85R", "builtins.eval"),
        "getattr": (b"cbuiltins\ngetattr\n" + importing + text("system") + b"\x86R" + command + b"\x85R", "getattr"),
        "import": (importing, "builtins.__import__"),
        "from the memo": (
            text("os") + b"q\xfa0" + text("system") + b"q\xfb0" + b"h\xfah\xfb\x93" + command + b"\x85R",
            "os.system",
        ),
        "INST": (b"(" + command + b"ios\nsystem\n", "os.system"),
        "OBJ": (b"(cos\nsystem\n" + command + b"o", "os.system"),
        "map": (b"cbuiltins\nlist\ncbuiltins\nmap\ncos\nsystem\n(" + command + b"l\x86R\x85R", "builtins.map"),
        "through another module": (text("torch") + text("os.system") + b"\x93" + command + b"\x85R", "torch.os.system"),
        "chained": (
            b"coperator\nmethodcaller\n" + text("system") + command + b"\x86R" + importing + b"\x85R",
            "operator.methodcaller",
        ),
        "numpy": (b"cnumpy.testing._private.utils\nrunstring\n" + program + b"}\x86R", "numpy.testing"),
        "nested pickle": (b"c_pickle\nloads\n" + blob(pickle.dumps(Trap(victim))) + b"\x85R", "pickle.loads"),
        "nested torch file": (load + blob(old) + b"\x85R", "system"),
        "twice nested": (load + blob(_storage_of(load + blob(old) + b"\x85R")) + b"\x85R", "system"),
    }


def quiet_attacks() -> dict[str, tuple[bytes, str]]:
    """Opcodes that name what is dangerous without using it, or in ways that fail in an ordinary loader."""
    popen = b"csubprocess\nPopen\n"
    return {
        "NEWOBJ": (popen + b")\x81", "subprocess.Popen"),
        "NEWOBJ_EX": (popen + b")}" + text("args") + text("ls") + b"s\x92", "subprocess.Popen"),
        "only named": (popen, "subprocess.Popen"),
        "as a class's state": (b"cargparse\nNamespace\n)\x81}" + text("f") + popen + b"sb", "subprocess.Popen"),
        "TensorFlow": (b"cdnnlib.tflib.tfutil\nrun\n)\x81", "dnnlib.tflib.tfutil.run"),
        "TensorFlow's first": (b"ctfutil\nrun\n)\x81", "tfutil.run"),
        "odd name": (text("os") + text("system\n. Surprise") + b"\x93", "os.system"),
    }


def _storage_of(opcodes: bytes) -> bytes:
    """An old torch file whose content is what these opcodes make."""
    parts = torch_bytes([], zipped=False).split(pickle.dumps([], 2))
    return parts[0] + b"\x80\x02" + opcodes + b"." + pickle.dumps([], 2)


def with_opcodes(content: bytes, opcodes: bytes) -> bytes:
    """A pickle of protocol 2 or 3 that first does something else and forgets the result."""
    assert content[:1] == b"\x80" and content[1] in (2, 3)
    return content[:2] + opcodes + b"0" + content[2:]


def in_zip(content: bytes, opcodes: bytes) -> bytes:
    """A torch zip whose pickle first does something else."""
    return rewritten(content, lambda name, old: with_opcodes(old, opcodes) if name.endswith("data.pkl") else old)


def in_old(content: bytes, opcodes: bytes) -> bytes:
    """A torch file of the old form whose fourth pickle first does something else."""
    stream = io.BytesIO(content)
    for _ in range(3):
        pickle.load(stream)
    at = stream.tell()
    return content[:at] + with_opcodes(content[at:], opcodes)


def rewritten(content: bytes, change: object, **options: int) -> bytes:
    """A zip with every entry put through `change(name, content)`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", **options) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def raw_pickle(opcodes: bytes) -> bytes:
    """A pickle that our reader takes for one of NVIDIA's, made by hand; one value on the stack is its content."""
    return b"\x80\x04" + text("torch_utils.persistence") + b"0" + opcodes + b"."


def repeated(value: bytes, times: int) -> bytes:
    """A list of the same value, many times."""
    return b"](" + value + b"2" * (times - 1) + b"e"


def locked(content: bytes) -> bytes:
    """A zip whose members all say that they are encrypted."""
    changed = bytearray(content)
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(start)
        while at >= 0:
            changed[at + flags] |= 1
            at = content.find(start, at + 4)
    return bytes(changed)
