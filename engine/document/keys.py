"""The two texts that mean something by their form: where a generator comes from, and which slider is meant."""

from __future__ import annotations

from pathlib import Path

_BUILTIN = "builtin:"


class Source(str):
    """Where a generator comes from: `builtin:NAME`, or the path of a checkpoint."""

    __slots__ = ()

    @classmethod
    def of_builtin(cls, name: str) -> Source:
        """A generator that ships."""
        return cls(_BUILTIN + name)

    @property
    def builtin(self) -> str:
        """The name of the generator that ships; empty for a file."""
        return self.removeprefix(_BUILTIN) if self.startswith(_BUILTIN) else ""

    @property
    def is_file(self) -> bool:
        """Whether it is somebody's file."""
        return not self.startswith(_BUILTIN)

    @property
    def short(self) -> str:
        """What people call it: the name, or the file's."""
        return Path(self).name if self.is_file else self.builtin


class SliderKey(str):
    """Which slider: `SLOT.INDEX`, one of a generator's own numbers, or `METHOD:HASH#PLACE`, a direction of a set.

    Both count from 1.
    """

    __slots__ = ()

    @property
    def own(self) -> bool:
        """Whether it is one of the generator's own numbers, shown by its absolute value."""
        return "#" not in self

    @property
    def group(self) -> str:
        """The slot of an own number, the key of a direction's set."""
        return self.rpartition(".")[0] if self.own else self.rpartition("#")[0]

    @property
    def method(self) -> str:
        """The method that found it, also of the key of a set; of an own number all of its key."""
        return self.partition(":")[0]
