"""The methods, one file each. `load_methods` imports them all, so that they are in the registry."""

from __future__ import annotations

from dataclasses import is_dataclass
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules

from engine import plugins
from engine.language import tr
from engine.method import METHODS, Method, parameters_of


def load_methods() -> dict[str, type[Method]]:
    """Every method by identifier, in the order of the identifiers, whichever was imported first; those of installed
    packages too (`engine.plugins`)."""
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        import_module(f"{__name__}.{module.name}")
    plugins.join(plugins.METHODS, METHODS, _check)
    return dict(sorted(METHODS.items()))


def _check(cls: type) -> None:
    """Raise what is wrong with another package's class."""
    if not issubclass(cls, Method) or isabstract(cls) or not is_dataclass(cls):
        raise TypeError(tr("{name} is no dataclass of engine.method.Method with a discover", name=cls.__name__))
    if not (cls.title and cls.paper):
        raise ValueError(tr("{name} has no title or no paper", name=cls.__name__))
    parameters_of(cls)
