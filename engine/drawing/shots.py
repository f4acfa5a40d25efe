"""A picture as values: what a document comes to before it is drawn, which can be said to another process.

Where codes come from (seeds, ways between pictures, what is usual) is computed where the document is; the networks that
draw them may be anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.conditions import Conditions, conditions_of
from engine.document.timeline.masks import ends_of


@dataclass(frozen=True, eq=False)
class Shot:
    """The code (dimension,) float32 of a document without its masked edits and what it is drawn under; for each mask,
    in stack order, its name and the same with its edits; whether the picture stays the base's outside the masks."""

    conditions: Conditions
    code: np.ndarray
    branches: tuple[tuple[str, Conditions, np.ndarray], ...] = ()
    keep_outside: bool = True

    def arrays(self) -> tuple[str, ...]:
        """The keys of the arrays that it names: stored masks, and what was fitted to photos."""
        stored = [(mask,) if (ends := ends_of(mask)) is None else ends[:2] for mask, *_ in self.branches]
        conditions = (self.conditions, *(each for _, each, _ in self.branches))
        fitted = [tuning.arrays() for each in conditions for tuning, _ in each.fits]
        return tuple(dict.fromkeys(key for keys in (*stored, *fitted) for key in keys))


#: The name of all codes in what is packed; no key of an array, which are hexadecimal.
CODES = "codes"


def packed(shots: Sequence[Shot], arrays: ArrayStore) -> tuple[str, dict[str, np.ndarray]]:
    """Shots as JSON, and what they need of `arrays` by its keys, with all their codes (n, dimension) under `CODES`."""
    told = [
        {
            "conditions": asdict(shot.conditions),
            "branches": [[mask, asdict(conditions)] for mask, conditions, _ in shot.branches],
            "keep_outside": shot.keep_outside,
        }
        for shot in shots
    ]
    named = dict.fromkeys(key for shot in shots for key in shot.arrays())
    codes = np.stack([code for shot in shots for code in (shot.code, *(each for _, _, each in shot.branches))])
    return json.dumps(told), {CODES: codes, **{key: arrays[key] for key in named if key in arrays}}


def unpacked(text: str, given: Mapping[str, np.ndarray], arrays: ArrayStore) -> list[Shot]:
    """The shots of `packed`; the arrays that they name are put into `arrays`."""
    for key, array in given.items():
        if key != CODES:
            arrays.put(array)
    codes = iter(given[CODES])
    return [_shot(told, codes) for told in json.loads(text)]


def _shot(told: Mapping[str, Any], codes: Iterator[np.ndarray]) -> Shot:
    code = next(codes)
    branches = tuple((str(mask), conditions_of(each), next(codes)) for mask, each in told["branches"])
    return Shot(conditions_of(told["conditions"]), code, branches, bool(told["keep_outside"]))
