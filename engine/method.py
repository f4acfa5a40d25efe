"""The contract of a method, and the registry: one file a method in `engine/methods/`.

A method is a frozen dataclass of its parameters. Each field carries `help`, and `low`/`high` where it is a number, in
its metadata; the form on screen and the command line's flags are made from them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job


@dataclass(frozen=True)
class Context:
    """What a method may use besides the generator: a seed for its random numbers."""

    seed: int = 0


class Method(ABC):
    """Finds a direction set for a generator."""

    identifier: ClassVar[str]
    title: ClassVar[str]
    paper: ClassVar[str]
    version: ClassVar[int] = 1

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        """One sentence that says why the method cannot run on this generator; empty if it can."""
        return ""

    @abstractmethod
    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        """The job: yields progress, returns the set. Unit rows, fixed signs, the same seed gives the same set."""


def check_parameters(method: Method) -> None:
    """Hold a method's parameters to the ranges of its fields.

    Raises:
        ValueError: one lies outside; the sentence names it and its range.
    """
    for field in fields(method):  # type: ignore[arg-type]
        low, high = field.metadata.get("low"), field.metadata.get("high")
        value = getattr(method, field.name)
        if low is not None and high is not None and not low <= value <= high:
            raise ValueError(
                f"{field.name} ({field.metadata['help']}) must lie between {low} and {high}; {value} does not."
            )


METHODS: dict[str, type[Method]] = {}


def method(identifier: str) -> Callable[[type[Method]], type[Method]]:
    """Register a method under its identifier."""

    def register(cls: type[Method]) -> type[Method]:
        cls.identifier = identifier
        METHODS[identifier] = cls
        return cls

    return register


def fix_signs(vectors: np.ndarray) -> np.ndarray:
    """Flip rows so that the entry of largest magnitude is positive: the sign rule of every method here."""
    largest = np.abs(vectors).argmax(1)
    signs = np.sign(vectors[np.arange(len(vectors)), largest])
    return vectors * np.where(signs == 0, 1, signs)[:, None]
