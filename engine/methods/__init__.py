"""The methods, one file each. `load_methods` imports them all, so that they are in the registry."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from engine.method import METHODS, Method


def load_methods() -> dict[str, type[Method]]:
    """Every method by identifier, in the order of the identifiers, whichever was imported first."""
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        import_module(f"{__name__}.{module.name}")
    return dict(sorted(METHODS.items()))
