"""Open a generator: find the family of a file's weights and build it. Importing this loads no torch.

A family is one file beside this one, or a folder with a file called `family`, registered by `@family` of
`engine.generator`.
"""

from __future__ import annotations

import importlib
import pkgutil
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from engine.checkpoints.checkpoint import Checkpoint, UnreadableFile
from engine.checkpoints.reading import reading
from engine.job import Job, Progress, run, within

if TYPE_CHECKING:
    from engine.generator import Generator

__all__ = ["DoesNotFit", "builtins", "families", "load", "opening"]

BUILTIN = "builtin:"
CONVERTED = "This file was converted to a faster form, so it opens quicker the next time."


class DoesNotFit(ValueError):
    """Weights that are not a family's; the text is a clause for a person, `keys` all the weights that do not fit."""

    def __init__(self, problem: str, keys: tuple[str, ...]) -> None:
        super().__init__(problem)
        self.keys = keys


def load(what: str | Path, device: str = "cpu") -> Generator:
    """Open `builtin:NAME` or a checkpoint's path; the family is found from the content.

    Raises:
        UnreadableFile: the file cannot be read, or no family knows it; one plain sentence.
    """
    return run(opening(what, device))[0]


def opening(what: str | Path, device: str = "cpu", cache: Path | None = None) -> Job[tuple[Generator, tuple[str, ...]]]:
    """The same as a job -> the generator, and sentences about it for a person.

    With a folder `cache`, files of slow formats are kept there in a faster form, and taken from there the next time.
    """
    text = str(what)
    if not text.startswith(BUILTIN):
        copies = _copies(cache)
        checkpoint = yield from within(0, 0.9, reading(Path(what), cache))
        notes = (CONVERTED,) if _copies(cache) - copies else ()
        yield Progress(0.95, "building the network")
        return _build(checkpoint, Path(what).stem, str(Path(what).absolute()), device), notes
    name = text.removeprefix(BUILTIN)
    if name not in builtins():
        known = ", ".join(builtins()) or "none in this installation"
        raise UnreadableFile(f"There is no built-in generator called {name!r}; there is {known}.")
    with resources.as_file(resources.files("resources") / "generators" / f"{name}.safetensors") as path:
        checkpoint = yield from within(0, 0.9, reading(path))
        yield Progress(0.95, "building the network")
        return _build(checkpoint, name, text, device), ()


def _copies(cache: Path | None) -> set[str]:
    return set() if cache is None else {path.name for path in cache.glob("*.safetensors")}


def builtins() -> tuple[str, ...]:
    """The names of the generators that come with the program, in alphabetical order."""
    folder = resources.files("resources") / "generators"
    stems = (file.name.removesuffix(".safetensors") for file in folder.iterdir() if file.name.endswith(".safetensors"))
    return tuple(sorted(stem for stem in stems if "." not in stem))  # NAME.discriminator lies beside NAME


def families() -> dict[str, type[Generator]]:
    """Every family, by its identifier: a file each, or a folder with a file called `family`."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}" + (".family" if module.ispkg else ""))
    from engine.generator import FAMILIES

    return dict(sorted(FAMILIES.items()))


def _build(checkpoint: Checkpoint, name: str, source: str, device: str) -> Generator:
    known = families()
    weights = {key: weight.to(device) for key, weight in checkpoint.weights.items()}
    chosen = known.get(checkpoint.metadata.get("family", "")) or next(
        (family for family in known.values() if family.matches(weights, checkpoint.metadata)), None
    )
    if chosen is None:
        raise _unknown(checkpoint, known)
    try:
        generator = chosen.from_weights(weights, checkpoint.metadata)
    except ValueError as error:
        problem = str(error).rstrip(".")
        raise UnreadableFile(
            f"{checkpoint.path.name} looks like {_a(chosen.title)} but does not fit together: {problem}; "
            "use another checkpoint of it."
        ) from error
    generator.name, generator.source = name, source
    generator.sha256, generator.metadata = checkpoint.sha256, checkpoint.metadata
    return generator


def _unknown(checkpoint: Checkpoint, known: dict[str, type[Generator]]) -> UnreadableFile:
    """What the file holds, and what keeps it from being of the nearest family."""
    misfits: list[tuple[int, str, str]] = []
    for family in known.values():
        try:
            family.from_weights(checkpoint.weights, checkpoint.metadata)
        except DoesNotFit as error:
            if error.keys and not any(key in checkpoint.weights for key in error.keys):
                continue  # that something is missing can be said of any file
            misfits.append((len(error.keys), family.title, str(error).rstrip(".")))
        except ValueError:
            continue
    count = len(checkpoint.weights)
    some = ", ".join(list(checkpoint.weights)[:2]) + (", …" if count > 2 else "")
    sentence = f"{checkpoint.path.name} holds {count} weights ({some}) of no generator family known here"
    keys, title, problem = min(misfits, default=(count, "", ""))
    if keys < count:
        sentence += f"; the nearest is {title}, but {problem}"
    *titles, last = sorted(family.title for family in known.values())
    return UnreadableFile(f"{sentence}; the families that open are {', '.join(titles)} and {last}.")


def _a(title: str) -> str:
    return f"{'an' if title[0] in 'AEIOU' else 'a'} {title}"
