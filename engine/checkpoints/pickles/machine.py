"""A small pickle machine: it reads opcodes and makes plain values. It can import nothing and call nothing.

What a pickle names (a class, a function) stays a name, `Global`. What it wants made from one goes to `build`, which
knows a short list (`constructors`) and makes an inert `Record` of everything else. Every cost is bounded by a `Budget`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, Protocol, runtime_checkable

from engine.checkpoints.pickles import names
from engine.language import tr

CHUNK = 1 << 13
#: The longest text (a module's source), the longest line (a module's name) and the longest integer in bytes.
LONGEST_TEXT, LONGEST_LINE, LONGEST_INTEGER = 1 << 24, 256, 64


class Malformed(ValueError):
    """A pickle that no checkpoint holds; its text is a clause for people."""


class Budget:
    """What reading one file may cost, its nested pickles included: steps of the machine, and bytes of text.

    A whole training state of a large generator, optimizers included, takes some 50 000 steps.
    """

    def __init__(self, steps: int = 500_000, text: int = 1 << 27) -> None:
        self.steps, self.text = steps, text

    def spend(self, steps: int = 0, text: int = 0) -> None:
        """Raises Malformed when there is nothing left."""
        self.steps -= steps
        self.text -= text
        if self.steps < 0 or self.text < 0:
            raise Malformed(tr("it asks for more work than any checkpoint needs"))


@dataclass(frozen=True)
class Blob:
    """Bytes that are left in the file until somebody wants them."""

    file: BinaryIO
    start: int
    length: int

    def part(self, start: int, length: int) -> Blob:
        """A stretch of it, in bytes; raises Malformed where it reaches outside."""
        if start < 0 or length < 0 or start + length > self.length:
            raise Malformed(tr("it ends before its contents do"))
        return Blob(self.file, self.start + start, length)

    def read(self) -> bytes:
        """All of it; the caller knows that it is small."""
        self.file.seek(self.start)
        content = self.file.read(self.length)
        if len(content) != self.length:
            raise Malformed(tr("it ends before its contents do"))
        return content

    def read_into(self, room: memoryview) -> None:
        """Fill `room`, which is as long as this, in pieces."""
        self.file.seek(self.start)
        done = 0
        while done < self.length:
            # BinaryIO does not promise readinto, though every file that is opened here has it.
            count: int = self.file.readinto(room[done : done + (1 << 24)])  # type: ignore[attr-defined]
            if not count:
                raise Malformed(tr("it ends before its contents do"))
            done += count


@dataclass(frozen=True)
class Global:
    """The name of something in somebody's code; only ever a name."""

    name: str


@runtime_checkable
class Buildable(Protocol):
    """What takes a state after it was made."""

    def set_state(self, state: object) -> None:
        """Take it."""


class Record:
    """An object of a class that is not known here: its name, what it was to be called with, its state."""

    __slots__ = ("args", "name", "state")

    def __init__(self, name: str, args: tuple[object, ...] = (), state: object = None) -> None:
        self.name, self.args, self.state = name, args, state

    def set_state(self, state: object) -> None:
        """Keep it as it is."""
        self.state = state


class Machine:
    """The pickles in a stretch of a file.

    `build(name, arguments)` makes a value of what the pickle calls by name; `persistent(id)` of what it
    keeps elsewhere.
    """

    def __init__(
        self,
        blob: Blob,
        budget: Budget,
        build: Callable[[str, tuple[object, ...]], object],
        persistent: Callable[[object], object] | None = None,
    ) -> None:
        self._file, self._at, self._end = blob.file, blob.start, blob.start + blob.length
        self._buffer, self._buffer_at = b"", blob.start
        self._budget, self._build, self._persistent = budget, build, persistent
        self._stack: list[object] = []
        self._marks: list[int] = []
        self._memo: dict[int, object] = {}

    @property
    def at(self) -> int:
        """How far the file has been read."""
        return self._at

    def run(self) -> object:
        """The value that the next pickle stands for; several may follow each other.

        Raises:
            Malformed, names.Refused, or whatever Python raises over opcodes in a wrong order.
        """
        self._stack, self._marks, self._memo = [], [], {}
        budget, take, acts = self._budget, self._take, self._OPCODES
        while True:
            budget.steps -= 1
            if budget.steps < 0:
                budget.spend()
            opcode = take(1)
            if opcode == b".":
                return self._stack[-1]
            act = acts.get(opcode)
            if act is None:
                raise Malformed(tr("its pickle holds instructions that no checkpoint needs"))
            act(self)

    # ---- reading ----

    def _take(self, count: int) -> bytes:
        start = self._at - self._buffer_at
        end = start + count
        if end > len(self._buffer):
            if not 0 <= count <= self._end - self._at:
                raise Malformed(tr("it ends before its contents do"))
            self._file.seek(self._at)
            self._buffer, self._buffer_at = self._file.read(min(max(count, CHUNK), self._end - self._at)), self._at
            start, end = 0, count
            if end > len(self._buffer):
                raise Malformed(tr("it ends before its contents do"))
        self._at += count
        return self._buffer[start:end]

    def _number(self, form: str) -> int:
        (number,) = struct.unpack(form, self._take(struct.calcsize(form)))
        return int(number)

    def _line(self) -> str:
        line = bytearray()
        while (byte := self._take(1)) != b"\n":
            line += byte
            if len(line) > LONGEST_LINE:
                raise Malformed(tr("its pickle names something of no sensible length"))
        return line.decode()

    def _text(self, length: int, encoding: str = "utf-8") -> None:
        if length > LONGEST_TEXT:
            raise Malformed(tr("it holds a text longer than any checkpoint has"))
        self._budget.spend(text=length)
        self._push(self._take(length).decode(encoding, "surrogatepass" if encoding == "utf-8" else "strict"))

    def _bytes(self, length: int) -> None:
        if not 0 <= length <= self._end - self._at:
            raise Malformed(tr("it ends before its contents do"))
        self._push(Blob(self._file, self._at, length))
        self._at += length

    def _old_string(self, length: int) -> None:
        # Python 2 wrote names and raw bytes alike; names are short.
        if length <= LONGEST_LINE:
            self._text(length, "latin-1")
        else:
            self._bytes(length)

    def _integer(self, length: int) -> None:
        if length > LONGEST_INTEGER:
            raise Malformed(tr("it holds a number larger than any checkpoint has"))
        self._push(int.from_bytes(self._take(length), "little", signed=True))

    # ---- the stack ----

    def _push(self, value: object) -> None:
        self._stack.append(value)

    def _pop(self) -> object:
        return self._stack.pop()

    def _mark(self) -> None:
        self._marks.append(len(self._stack))

    def _since_mark(self) -> list[object]:
        mark = self._marks.pop()
        values = self._stack[mark:]
        del self._stack[mark:]
        return values

    def _drop(self) -> None:
        # A mark is dropped by the same opcode as a value.
        if self._marks and self._marks[-1] == len(self._stack):
            self._marks.pop()
        else:
            self._pop()

    def _tuple(self, count: int) -> None:
        if count > len(self._stack):
            raise Malformed(tr("its pickle takes what it has not made"))
        self._stack[-count:] = [tuple(self._stack[-count:])]

    def _append(self, values: list[object]) -> None:
        if isinstance(self._stack[-1], list):
            self._stack[-1].extend(values)

    def _set(self, values: list[object]) -> None:
        target = self._stack[-1]
        if not isinstance(target, dict):
            return  # the entries of something unknown are of no use here
        for key, value in zip(values[::2], values[1::2], strict=True):
            # Only names and small numbers: others could be made to collide, or be no keys at all.
            if isinstance(key, str) or (isinstance(key, int) and abs(key) < 2**60):
                target[key] = value

    def _put(self, index: int) -> None:
        self._memo[index] = self._stack[-1]

    def _get(self, index: int) -> None:
        self._push(self._memo[index])

    # ---- names and calls ----

    def _global(self, module: object, name: object) -> Global:
        if not isinstance(module, str) or not isinstance(name, str):
            raise Malformed(tr("its pickle names something by what is no text"))
        if len(module) + len(name) > LONGEST_LINE:
            raise Malformed(tr("its pickle names something of no sensible length"))
        return Global(names.checked(f"{module}.{name}"))

    def _stack_global(self) -> None:
        name, module = self._pop(), self._pop()
        self._push(self._global(module, name))

    def _call(self, what: object, args: object) -> None:
        if not isinstance(what, Global) or not isinstance(args, tuple):
            raise Malformed(tr("its pickle calls something that is no name"))
        self._push(self._build(what.name, args))

    def _reduce(self) -> None:
        args, what = self._pop(), self._pop()
        self._call(what, args)

    def _new_with_keywords(self) -> None:
        self._pop()  # classes with keyword arguments are never among those that are known
        self._reduce()

    def _instance(self) -> None:
        what = self._global(self._line(), self._line())
        self._call(what, tuple(self._since_mark()))

    def _object(self) -> None:
        what, *args = self._since_mark()
        self._call(what, tuple(args))

    def _state(self) -> None:
        state = self._pop()
        if isinstance(self._stack[-1], Buildable):
            self._stack[-1].set_state(state)

    def _elsewhere(self) -> None:
        if self._persistent is None:
            raise Malformed(tr("its pickle asks for a part that is not there"))
        self._push(self._persistent(self._pop()))

    #: Of protocols 2 to 5 all but those for extensions and for buffers outside the pickle, and INST of protocol 0.
    _OPCODES: ClassVar[dict[bytes, Callable[[Machine], object]]] = {
        b"\x80": lambda self: self._take(1),
        b"\x95": lambda self: self._take(8),  # a frame's length is for readers of streams
        b"(": _mark,
        b"0": _drop,
        b"1": lambda self: self._since_mark(),
        b"2": lambda self: self._push(self._stack[-1]),
        b"N": lambda self: self._push(None),
        b"\x88": lambda self: self._push(value=True),
        b"\x89": lambda self: self._push(value=False),
        b"}": lambda self: self._push({}),
        b"]": lambda self: self._push([]),
        b")": lambda self: self._push(()),
        b"\x8f": lambda self: self._push([]),  # a set: never one that hashes what the file says
        b"J": lambda self: self._push(self._number("<i")),
        b"K": lambda self: self._push(self._number("<B")),
        b"M": lambda self: self._push(self._number("<H")),
        b"\x8a": lambda self: self._integer(self._number("<B")),
        b"\x8b": lambda self: self._integer(self._number("<I")),
        b"G": lambda self: self._push(struct.unpack(">d", self._take(8))[0]),
        b"\x8c": lambda self: self._text(self._number("<B")),
        b"X": lambda self: self._text(self._number("<I")),
        b"\x8d": lambda self: self._text(self._number("<Q")),
        b"C": lambda self: self._bytes(self._number("<B")),
        b"B": lambda self: self._bytes(self._number("<I")),
        b"\x8e": lambda self: self._bytes(self._number("<Q")),
        b"\x96": lambda self: self._bytes(self._number("<Q")),
        b"U": lambda self: self._old_string(self._number("<B")),
        b"T": lambda self: self._old_string(self._number("<I")),
        b"\x85": lambda self: self._tuple(1),
        b"\x86": lambda self: self._tuple(2),
        b"\x87": lambda self: self._tuple(3),
        b"t": lambda self: self._push(tuple(self._since_mark())),
        b"l": lambda self: self._push(self._since_mark()),
        b"\x91": lambda self: self._push(tuple(self._since_mark())),
        b"a": lambda self: self._append([self._pop()]),
        b"e": lambda self: self._append(self._since_mark()),
        b"\x90": lambda self: self._append(self._since_mark()),
        b"s": lambda self: self._set([self._pop(), self._pop()][::-1]),
        b"u": lambda self: self._set(self._since_mark()),
        b"q": lambda self: self._put(self._number("<B")),
        b"r": lambda self: self._put(self._number("<I")),
        b"\x94": lambda self: self._put(len(self._memo)),
        b"h": lambda self: self._get(self._number("<B")),
        b"j": lambda self: self._get(self._number("<I")),
        b"c": lambda self: self._push(self._global(self._line(), self._line())),
        b"\x93": _stack_global,
        b"R": _reduce,
        b"\x81": _reduce,
        b"\x92": _new_with_keywords,
        b"i": _instance,
        b"o": _object,
        b"b": _state,
        b"Q": _elsewhere,
    }
