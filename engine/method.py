"""The contract of a method, and the registry: one file a method in `engine/methods/`.

A method is a frozen dataclass of its parameters. Each field carries `help` in its metadata, and `low`/`high` where it
is a number, `choices` where it is one of several texts, `many` (the names known beforehand) where it is a text of names
with commas between them; where they depend on the generator, either is a function of it (None: of any). The form on
screen and the command line's flags are made from them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import ClassVar, TypeVar

import numpy as np

from engine.document.asked.learning import Keeping
from engine.document.asked.offers import Parameter
from engine.document.directions import DirectionSet, ParameterValue, Provenance
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.units import Units, here

A = TypeVar("A")


class Memory:
    """What is remembered of one open generator from job to job, such as a face's Jacobian between two strokes.

    Each room that remembers something has a class of its own for it (`engine.jacobian.memory`, `engine.regions.paths`),
    which knows whether what it holds still belongs to what is asked.
    """

    def __init__(self) -> None:
        self._kept: dict[type, object] = {}

    def once(self, kind: type[A], make: Callable[[], Job[A]]) -> Job[A]:
        """The one value of this class, which the job makes when it is first asked for; one that is cancelled leaves it
        to the next."""
        if not self.knows(kind):
            self._kept[kind] = yield from make()
        yield Progress(1.0)
        return self.of(kind)

    def keep(self, value: object) -> None:
        """Let this be the one value of its class."""
        self._kept[type(value)] = value

    def knows(self, kind: type[object]) -> bool:
        """Whether there is a value of this class."""
        return isinstance(self._kept.get(kind), kind)

    def of(self, kind: type[A]) -> A:
        """The one value of this class, made without arguments when it is first asked for."""
        found = self._kept.get(kind)
        if not isinstance(found, kind):
            found = self._kept[kind] = kind()
        return found


def memory_of(generator: Generator) -> Memory:
    """What is remembered of it by those who do units of it: kept by it, and gone with it."""
    kept = vars(generator).setdefault("_memory", Memory())
    assert isinstance(kept, Memory)
    return kept


def remember(generator: Generator, memory: Memory) -> None:
    """Let this be what those remember who do units of it."""
    vars(generator)["_memory"] = memory


@dataclass(frozen=True, eq=False)
class Context:
    """What a method may use besides the generator.

    `seed` is for its random numbers. `examples` are (seed, score): faces of the generator that a person or a table
    judged; a score above 0 says yes. `region` is a soft mask (side, side) in [0, 1], 1 where the picture may change, of
    any side; `kept` another where it must not, more than the rest must not; `regions` every painted region by its name;
    `code` (layout.dimension,) float32 the face to look at, by default that of `seed`. `memory` is the open generator's,
    by default an empty one. `keeping` says where a method that trains keeps its state, and how long it may take.
    `units` does the parts of a method's work that know nothing of each other.
    """

    seed: int = 0
    examples: tuple[tuple[int, float], ...] = ()
    region: np.ndarray | None = None
    kept: np.ndarray | None = None
    regions: Mapping[str, np.ndarray] = field(default_factory=dict)
    code: np.ndarray | None = None
    memory: Memory = field(default_factory=Memory)
    keeping: Keeping = field(default_factory=Keeping)
    units: Units = here


class Method(ABC):
    """Finds a direction set for a generator."""

    identifier: ClassVar[str]
    title: ClassVar[str]
    paper: ClassVar[str]
    version: ClassVar[int] = 1
    #: Whether it can learn from `Context.examples`.
    learns: ClassVar[bool] = False
    #: Whether it looks at one face and at `Context.region`, without which `discover` raises a sentence.
    needs_region: ClassVar[bool] = False
    #: Whether its finding is a training: minutes long, shown while it goes on, gone on from (`engine.learning`).
    trains: ClassVar[bool] = False
    #: Whether + means something ("more smile"), so that the sign rule does not apply.
    signed: ClassVar[bool] = False

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        """One sentence that says why the method cannot run on this generator; empty if it can."""
        return ""

    def provenance(self, generator: Generator, context: Context) -> Provenance:
        """Where a set comes from that this method finds now."""
        parameters = asdict(self)  # type: ignore[call-overload]
        return Provenance(self.identifier, self.title, self.version, parameters, context.seed, generator.sha256)

    def question(self) -> dict[str, object]:
        """What the answer depends on: the parameters, and the content of files that they name."""
        return asdict(self)  # type: ignore[call-overload]

    def prepare(self, generator: Generator, context: Context) -> Job[None]:
        """The job of what can be done before a region is painted; methods without regions have none."""
        yield Progress(1.0)

    @abstractmethod
    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        """The job: yields progress, returns the set. Unit rows, fixed signs, the same seed gives the same set."""


_KINDS = {bool: "bool", int: "int", float: "float", str: "text"}
_LISTS = {"choices": "choice", "many": "many"}


def parameters_of(method: type[Method], generator: Generator | None = None) -> tuple[Parameter, ...]:
    """The parameters of a method, for the form and the command line, with what there is to choose for a generator."""
    found = []
    for known in fields(method):  # type: ignore[arg-type]
        more = known.metadata
        listed = more.get("choices") or more.get("many", ())
        choices = tuple(listed(generator) if callable(listed) else listed)
        kind = next((other for key, other in _LISTS.items() if key in more), _KINDS[type(known.default)])
        low, high = more.get("low"), more.get("high")
        assert isinstance(known.default, ParameterValue), "a parameter has a default that a form can show"
        found.append(Parameter(known.name, kind, known.default, more["help"], low, high, choices))
    return tuple(found)


def check_parameters(method: Method, generator: Generator | None = None, *, flags: bool = False) -> None:
    """Hold a method's parameters to the ranges of its fields, and to what there is to choose for the generator;
    `flags`: name them as the command line does.

    Raises:
        ValueError: one lies outside; the sentence names it and what it may be.
    """
    for parameter in parameters_of(type(method), generator):
        value = getattr(method, parameter.name)
        name = "--" + parameter.name.replace("_", "-") if flags else f"{parameter.label} ({parameter.help})"
        low, high = parameter.low, parameter.high
        if parameter.kind == "choice" and value not in parameter.choices:
            raise ValueError(
                tr(
                    "{name} must be one of {choices}; {value} is not.",
                    name=name,
                    choices=", ".join(parameter.choices),
                    value=short(repr(value)),
                )
            )
        if low is not None and high is not None and not low <= value <= high:
            raise ValueError(
                tr(
                    "{name} must lie between {low} and {high}; {value} does not.",
                    name=name,
                    low=low,
                    high=high,
                    value=value,
                )
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
