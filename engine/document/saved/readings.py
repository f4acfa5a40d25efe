"""How a file of weights is read where it does not tell: settings of a network that weights do not hold.

A reading is what a person chose of them, "final_tanh=yes, lr_multiplier=1"; empty where nothing was chosen, so that
everything is taken as usual or read off the weights. Another reading of a file is another generator, so it has an
identity of its own: documents made with it find it again, on every machine, and nothing kept for the one is taken for
the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from engine.document.disk.wording import short
from engine.language import tr

#: What a file's metadata call the reading that was chosen for it, its own hash then, and that it tells all settings.
READING, FILE, TOLD = "reading", "file", "settings_told"
#: The settings by their names in GenForce's code, with every value that can be chosen.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "final_tanh": ("no", "yes"),
    "fused_scale": ("late", "all", "none"),
    "lr_multiplier": ("0.01", "1"),
    "use_wscale": ("yes", "no"),
}
#: What a choice is called.
WORDS: Mapping[tuple[str, str], str] = {
    ("final_tanh", "no"): tr("Colours cut off at white and black"),
    ("final_tanh", "yes"): tr("Colours that fade out towards white and black (tanh)"),
    ("fused_scale", "late"): tr("Enlarging and convolution in one from 128 px up"),
    ("fused_scale", "all"): tr("Enlarging and convolution in one everywhere"),
    ("fused_scale", "none"): tr("Enlarging before each convolution"),
    ("lr_multiplier", "0.01"): tr("A mapping network trained slowly (multiplier 0.01)"),
    ("lr_multiplier", "1"): tr("A mapping network trained like the rest (multiplier 1)"),
    ("use_wscale", "yes"): tr("Weights scaled by their layer's size"),
    ("use_wscale", "no"): tr("Weights taken as they are"),
}


class Left(NamedTuple):
    """A setting that a file leaves open: the value that is taken now, that which is taken where nobody chooses, and all
    that it could have."""

    taken: str
    usual: str
    values: tuple[str, ...]


def chosen(reading: str) -> dict[str, str]:
    """The value of each setting that a reading names.

    Raises:
        ValueError: it names a setting or a value that there is none of; a clause for a person.
    """
    values = dict[str, str]()
    for pair in filter(None, (part.strip() for part in reading.split(","))):
        name, _, value = pair.partition("=")
        if value not in SETTINGS.get(name, ()):
            known = ", ".join(f"{name}={'|'.join(values)}" for name, values in SETTINGS.items())
            raise ValueError(tr("{pair} is no setting; there are {known}", pair=short(repr(pair)), known=known))
        values[name] = value
    return values


def reading_of(values: Mapping[str, str]) -> str:
    """The one text of these choices; `chosen` gives them back."""
    return ", ".join(f"{name}={value}" for name, value in sorted(values.items()))


def identity(sha256: str, reading: str) -> str:
    """The hash (hexadecimal) of what is drawn by the file of this hash, read in this way: its own, where nothing was
    chosen."""
    return hashlib.sha256(f"{sha256} {reading}".encode()).hexdigest() if reading else sha256


def reading_for(sha256: str, wanted: str) -> str | None:
    """In which way the file of this hash becomes the generator of the hash `wanted`; None: in none."""
    if sha256 == wanted:
        return ""
    options = [("", *values) for values in SETTINGS.values()]
    for values in product(*options):
        reading = reading_of({name: value for name, value in zip(SETTINGS, values, strict=True) if value})
        if identity(sha256, reading) == wanted:
            return reading
    return None


def others(reading: str, left: Mapping[str, Left]) -> tuple[tuple[str, str], ...]:
    """The readings that differ in one of the settings that a file leaves open, each with what it is called."""
    now, found = chosen(reading), list[tuple[str, str]]()
    for name, setting in left.items():
        for value in setting.values:
            values = now | {name: value}
            if value == setting.usual:  # which needs no choice
                del values[name]
            if value != setting.taken:
                found.append((reading_of(values), WORDS[name, value]))
    return tuple(found)
