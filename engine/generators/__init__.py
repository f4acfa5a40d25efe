"""Open a generator: find the family of a file's weights and build it. Importing this loads no torch.

A family is one file beside this one, or a folder with a file called `family`, registered by `@family` of
`engine.generator`.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from inspect import isabstract
from pathlib import Path
from typing import TYPE_CHECKING

from engine import plugins
from engine.checkpoints import folder
from engine.checkpoints.checkpoint import Checkpoint, UnreadableFile
from engine.checkpoints.reading import reading as reading_file
from engine.document.disk.caches import Cache
from engine.document.disk.limits import CARD
from engine.document.disk.wording import CLAUSE, short
from engine.document.keys import Source
from engine.document.saved.readings import FILE, READING, identity, reading_for
from engine.generators import foreign
from engine.generators.reading import DoesNotFit
from engine.job import Job, Progress, run, within
from engine.language import tr

if TYPE_CHECKING:
    from torch import Tensor

    from engine.generator import Generator

__all__ = ["build", "builtins", "families", "load", "opening", "read_as"]

#: A family is called near when at least this many times as many weights fit as do not.
NEAR = 3

log = logging.getLogger(__name__)

CONVERTED = tr("This file was converted to a faster form, so it opens quicker the next time.")


def load(what: str | Path, device: str = "cpu", expected: str = "", reading: str | None = None) -> Generator:
    """Open `builtin:NAME` or a checkpoint's path; the family is found from the content.

    A file that becomes the generator of the hash `expected` by some way of reading it is read in that way; else by
    `reading`, which overrules what the file itself says.

    Raises:
        UnreadableFile: the file cannot be read, or no family knows it; one plain sentence.
    """
    return run(opening(what, device, expected=expected, readings=None if reading is None else {"": reading}))[0]


def opening(
    what: str | Path,
    device: str = "cpu",
    cache: Cache | None = None,
    expected: str = "",
    readings: Mapping[str, str] | None = None,
) -> Job[tuple[Generator, tuple[str, ...]]]:
    """The same as a job -> the generator, and sentences about it for a person.

    With a `cache` files of slow formats are kept there in a faster form, and taken from there the next time.
    A file that is not of the `expected` hash, if there is one, in any way of reading it, is refused before it is
    opened. `readings` are the ways that were chosen, by files' hashes, or under "" of any.
    """
    text = Source(what)
    if text.is_file:
        copies = _copies(cache)
        newest = _newest(Path(what))
        checkpoint = yield from within(0, 0.9, reading_file(Path(what), cache, expected))
        checkpoint = read_as(checkpoint, _chosen(checkpoint, expected, readings or {}))
        notes = newest + ((CONVERTED,) if _copies(cache) - copies else ())
        yield Progress(0.95, tr("building the network"))
        generator = build(checkpoint, Path(what).stem, str(Path(what).absolute()), device)
        return generator, notes + generator.guesses
    name = text.builtin
    if name not in builtins():
        known = ", ".join(builtins()) or tr("none in this installation")
        raise UnreadableFile(
            tr("There is no built-in generator called {name}; there is {known}.", name=short(repr(name)), known=known)
        )
    with resources.as_file(resources.files("resources") / "generators" / f"{name}.safetensors") as path:
        checkpoint = yield from within(0, 0.9, reading_file(path))
        yield Progress(0.95, tr("building the network"))
        return build(checkpoint, name, text, device), ()


def _chosen(checkpoint: Checkpoint, expected: str, readings: Mapping[str, str]) -> str:
    """How a file is read: as what is expected was, as a person chose, or as it says itself."""
    if expected:
        return reading_for(checkpoint.sha256, expected) or ""
    own = checkpoint.metadata.get(READING, "")
    return readings.get("", readings.get(checkpoint.sha256, own))


def read_as(checkpoint: Checkpoint, reading: str) -> Checkpoint:
    """The checkpoint of a file's own hash, read in this way, and of the hash that this gives it."""
    metadata = {key: text for key, text in checkpoint.metadata.items() if key not in (READING, FILE)}
    chosen = {READING: reading, FILE: checkpoint.sha256} if reading else {}
    return replace(checkpoint, sha256=identity(checkpoint.sha256, reading), metadata=metadata | chosen)


def _newest(path: Path) -> tuple[str, ...]:
    """Which file of a training run's folder was taken, in a sentence."""
    if not path.is_dir() or (weights := folder.weights_of(path)).name in folder.WEIGHTS:
        return ()
    return (
        tr("{name} was opened: the newest snapshot in {folder}.", name=short(weights.name), folder=short(path.name)),
    )


def _copies(cache: Cache | None) -> set[str]:
    try:
        return set() if cache is None else {path.name for path in cache.folder("converted").glob("*.safetensors")}
    except OSError:  # a folder that nobody may look into
        return set()


def builtins() -> tuple[str, ...]:
    """The names of the generators that come with the program, in alphabetical order."""
    shelf = resources.files("resources") / "generators"
    stems = (file.name.removesuffix(".safetensors") for file in shelf.iterdir() if file.name.endswith(".safetensors"))
    return tuple(sorted(stem for stem in stems if "." not in stem))  # NAME.discriminator lies beside NAME


def families() -> dict[str, type[Generator]]:
    """Every family, by its identifier: a file each, or a folder with a file called `family`; then those of installed
    packages (`engine.plugins`), which are asked last whether weights are theirs."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}" + (".family" if module.ispkg else ""))
    from engine.generator import FAMILIES

    plugins.join(plugins.FAMILIES, FAMILIES, _check)
    return dict(sorted(FAMILIES.items(), key=lambda item: (plugins.is_plugin(item[1]), item[0])))


def _check(cls: type) -> None:
    """Raise what is wrong with another package's class."""
    from engine.generator import Generator

    if not issubclass(cls, Generator) or isabstract(cls):
        raise TypeError(tr("{name} is no engine.generator.Generator with matches and from_weights", name=cls.__name__))
    if not cls.title:
        raise ValueError(tr("{name} has no title", name=cls.__name__))


def _matches(family: type[Generator], weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
    """Whether the weights look like the family's; another package's that cannot say so does not know them."""
    try:
        return family.matches(weights, metadata)
    except Exception:
        if not plugins.is_plugin(family):
            raise
        log.warning("The family %s of another package could not look at this file", family.title, exc_info=True)
        return False


def build(checkpoint: Checkpoint, name: str, source: str, device: str) -> Generator:
    """The network, which has mapped a first code; whatever a family stumbles over becomes a sentence.

    Raises:
        UnreadableFile.
    """
    try:
        return _built(checkpoint, name, source, device)
    except UnreadableFile:
        raise
    except Exception as error:
        if isinstance(error, MemoryError) or "out of memory" in str(error):
            said = tr("{name} does not fit into memory; close other programs first.", name=short(checkpoint.path.name))
        else:
            log.exception("the network in %s could not be built", checkpoint.path.name)
            said = tr(
                "{name} holds a network whose parts do not work together here, in a way that no check expected; use "
                "another checkpoint of it. The log has the details.",
                name=short(checkpoint.path.name),
            )
        raise UnreadableFile(said) from error


def _built(checkpoint: Checkpoint, name: str, source: str, device: str) -> Generator:
    known = families()
    weights = {key: weight.to(device) for key, weight in checkpoint.weights.items()}
    chosen = known.get(checkpoint.metadata.get("family", "")) or next(
        (family for family in known.values() if _matches(family, weights, checkpoint.metadata)), None
    )
    if chosen is None:
        raise _unknown(checkpoint, known)
    try:
        generator = chosen.from_weights(weights, checkpoint.metadata)
    except ValueError as error:
        problem = str(error).rstrip(".")
        raise UnreadableFile(
            tr(
                "{name} looks like {a} but does not fit together: {problem}; use another checkpoint of it.",
                name=short(checkpoint.path.name),
                a=_a(chosen.title),
                problem=short(problem, CLAUSE),
            )
        ) from error
    generator.name, generator.source = name, source
    generator.sha256, generator.metadata = checkpoint.sha256, checkpoint.metadata
    _shorten(generator)
    generator.sample(1)
    return generator


def _shorten(generator: Generator) -> None:
    """What the file says of itself and of its sliders, no longer than it can be shown, whichever family read it."""
    generator.names = {slider: short(name) for slider, name in generator.names.items()}
    generator.card = generator.card[:CARD]


def _unknown(checkpoint: Checkpoint, known: dict[str, type[Generator]]) -> UnreadableFile:
    """What the file holds, and what keeps it from being of the nearest family."""
    if said := foreign.told(checkpoint.weights):
        return UnreadableFile(f"{short(checkpoint.path.name)} {said}")
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
        except Exception:
            if not plugins.is_plugin(family):
                raise
    count = len(checkpoint.weights)
    keys, title, problem = min(misfits, default=(count, "", ""))
    some = ", ".join(short(key) for key in list(checkpoint.weights)[:2]) + (", …" if count > 2 else "")
    sentence = tr(
        "{name} holds {count} weights ({some}) of no generator family known",
        name=short(checkpoint.path.name),
        count=count,
        some=some,
    )
    if NEAR * keys <= count:
        sentence += tr("; the nearest is {title}, but {problem}", title=title, problem=short(problem, CLAUSE))
    *titles, last = sorted({family.title for family in known.values()})
    return UnreadableFile(
        tr(
            "{sentence_}; the families that open are {titles} and {last}.",
            sentence_=sentence,
            titles=", ".join(titles),
            last=last,
        )
    )


def _a(title: str) -> str:
    return tr("an {title}", title=title) if title[0] in "AEIOU" else tr("a {title}", title=title)
