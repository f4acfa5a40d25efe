"""What the file of the reader says of each factor, as JSON in its metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.document.disk.wording import in_brackets, short
from engine.language import tr

#: R² on held-out portraits above which a factor is used. Below it the reader's error is over 0.6 of the factor's own
#: deviation: what it says then is mostly the mean, and another factor that it can see better speaks through it.
HONEST = 0.6


@dataclass(frozen=True)
class ReadFactor:
    """One factor as it is read: `low` and `high` say what -2 and +2 of it look like.

    What is read is the visible part of the factor (`Factor.visible`): `mean` and `spread` are its mean and standard
    deviation over portraits, in the factor's own unit; `r2` is the share of its variance on held-out portraits that
    the reader explains.
    """

    name: str
    group: str
    low: str
    high: str
    mean: float
    spread: float
    r2: float

    @property
    def honest(self) -> bool:
        """Whether what is read of it is worth using."""
        return self.r2 > HONEST


def to_metadata(factors: Iterable[ReadFactor]) -> str:
    """The text of the metadata's key `factors`."""
    return json.dumps([asdict(factor) for factor in factors])


def from_metadata(path: Path, metadata: Mapping[str, str]) -> tuple[ReadFactor, ...]:
    """The factors of a reader's file.

    Raises:
        ValueError: the file is no reader, or its metadata is damaged.
    """
    try:
        return tuple(ReadFactor(**factor) for factor in json.loads(metadata["factors"]))
    except (KeyError, TypeError, ValueError) as error:
        raise no_reader(path, error) from error


def no_reader(path: Path, error: Exception) -> ValueError:
    """The sentence for a file that is none."""
    return ValueError(
        tr(
            "{name} is no reader of portraits{why}. Make one with `eigenbrush train reader`.",
            name=short(path.name),
            why=in_brackets(error),
        )
    )
