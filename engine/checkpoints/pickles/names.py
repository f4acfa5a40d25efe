"""Which names in a pickle are a warning. Nothing is run whatever its name is; these make the whole file suspect."""

from __future__ import annotations

import re

from engine.document.disk.wording import short

#: Modules, their submodules included, through which a pickle could act if it were run.
MODULES = frozenset(
    """
    os posix nt posixpath ntpath sys subprocess shutil socket ssl pty tty runpy importlib imp zipimport pkgutil ctypes
    cffi code codeop pickle _pickle cloudpickle dill marshal shelve webbrowser commands popen2 operator _operator
    types.FunctionType types.CodeType types.MethodType types.LambdaType types.DynamicClassAttribute types.new_class
    functools.reduce tempfile io.open io.open_code io.FileIO _io.open _io.open_code _io.FileIO fileinput timeit trace
    profile cProfile pdb bdb doctest unittest pip setuptools distutils ensurepip venv site signal threading _thread
    multiprocessing concurrent asyncio http urllib requests ftplib smtplib telnetlib xmlrpc socketserver platform
    pydoc inspect gc atexit torch.hub torch.jit torch.package torch.load torch.serialization.load
    torch.serialization._load torch.utils.cpp_extension torch.utils.model_zoo torch.ops torch.classes torch._inductor
    torch._dynamo torch.distributed.rpc torch.multiprocessing torch.testing numpy.load numpy.f2py numpy.testing
    numpy.distutils numpy.ctypeslib numpy.lib
    """.split()
)
#: What builtins do no harm; every other one is a warning.
BUILTINS = frozenset(
    "set frozenset list tuple dict int float bool str bytes bytearray complex slice range object type NoneType "
    "Ellipsis NotImplemented long unicode".split()
)
#: Those that other modules import, so that a name may lead through them (torch.os.system).
INNER = frozenset("os posix nt sys subprocess builtins socket shutil ctypes importlib runpy pickle".split())
TENSORFLOW = ("dnnlib.tflib", "tfutil", "tensorflow", "config.tfutil", "networks.tfutil")
#: The one class of it that is read: its weights and settings, never its source.
NETWORKS = frozenset(
    {"dnnlib.tflib.network.Network", "tfutil.Network", "config.tfutil.Network", "networks.tfutil.Network"}
)
#: What of dill, with which StyleGAN-XL was saved, passes: arrays, and functions that hung on its discriminator, which
#: stay names and arguments here as everything else does.
DILL = frozenset(
    f"dill._dill.{name}" for name in ("_create_array", "_create_cell", "_create_code", "_create_function", "_load_type")
)
#: How names changed over the years; the right-hand ones are meant everywhere else.
RENAMED = (("__builtin__.", "builtins."), ("copy_reg.", "copyreg."), ("numpy._core.", "numpy.core."))


class Refused(Exception):
    """A pickle that names what no checkpoint needs; the text is that name, fit for a sentence."""


class FromTensorFlow(Refused):
    """A pickle that asks for more of TensorFlow's time than its networks."""


def shown(text: str) -> str:
    """A name from a file, made fit for a sentence: no odd characters, no great length."""
    return short(re.sub(r"[^\w.\-]", "?", text).strip("."))


def checked(name: str) -> str:
    """The dotted name under which it goes today.

    Raises:
        Refused: it is a way to run something, or of TensorFlow's era.
    """
    for old, new in RENAMED:
        if name.startswith(old):
            name = new + name.removeprefix(old)
    parts = name.split(".")
    heads = {".".join(parts[: i + 1]) for i in range(len(parts))}
    if not heads.isdisjoint(TENSORFLOW) and name not in NETWORKS:
        raise FromTensorFlow(shown(name))
    if name in DILL:
        return name
    outside = parts[0] == "builtins" and name.removeprefix("builtins.") not in BUILTINS
    if outside or not heads.isdisjoint(MODULES) or not INNER.isdisjoint(parts[1:]):
        raise Refused(shown(name))
    return name
