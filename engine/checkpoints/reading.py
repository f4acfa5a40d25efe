"""Open any file of weights safely. Nothing from a file is ever executed; importing this loads no torch."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from engine.checkpoints import folder, sniff
from engine.checkpoints.checkpoint import Checkpoint, Format, UnreadableFile, cleaned
from engine.checkpoints.forms import foreign, packed
from engine.checkpoints.pickles import names
from engine.checkpoints.pickles.machine import Malformed
from engine.document.disk.caches import Cache
from engine.document.disk.wording import CLAUSE, another_file, short
from engine.document.saved.readings import reading_for
from engine.job import Job, Progress, run, within
from engine.language import tr

if TYPE_CHECKING:
    from engine.checkpoints import choose  # which loads torch

#: Why a file that is not weights, or not weights we can read, is refused.
REFUSALS: dict[sniff.Container, str] = {
    "torchscript": tr("is a TorchScript program, not plain weights; save the generator's state_dict instead."),
    "tar": tr("is a tar archive; unpack it and choose the file of weights inside."),
}
NO_WEIGHTS = tr(
    "is a Python pickle without weights by name, so there is nothing to open in it; choose the file in which the "
    "generator was saved, or ask its author for a state_dict."
)
OPTIMIZER = tr(
    "holds the state of an optimizer, which training goes on from, and no network; choose the weights beside it."
)
FORMATS: dict[sniff.Container, Format] = {"safetensors": "safetensors", "nvidia pickle": "nvidia"}  # else torch's
CHUNK = 1 << 24
#: How much of the whole the checksum takes, and where reading the weights begins.
HASHED, PARSED = 0.4, 0.5


def read(path: str | Path, cache: Cache | None = None) -> Checkpoint:
    """The weights in a file, whatever its name, or in a folder of the Hugging Face form.

    With a `cache` what is not safetensors is copied there, and read from there the next time.

    Raises:
        UnreadableFile: with one plain sentence: what, why, what to do next.
    """
    return run(reading(path, cache))


def reading(path: str | Path, cache: Cache | None = None, expected: str = "") -> Job[Checkpoint]:
    """`read` as a job, which can be cancelled between pieces of 16 MB and between weights.

    A file whose hash is not the `expected` one, if there is one, nor becomes that by some way of reading it
    (`engine.document.saved.readings`), is refused before anything in it is looked at but where a safetensors file says
    that it comes from.
    """
    where = Path(path)
    path = folder.weights_of(where) if sniff.is_folder(where) else where
    container = recognised(path)
    copies = None if container == "safetensors" else cache
    with sentences(path), sniff.opened(path) as file:
        sha256 = yield from _hashing(file)
        _check_expected(path, file, container, sha256, expected)
        found = None if copies is None else (yield from within(HASHED, 1, _kept(copies, sha256, path)))
        if found is None:
            yield Progress(HASHED, tr("reading what the file holds"))
            if container == "packed":
                with packed.room() as out:
                    yield from within(HASHED, PARSED, packed.unpacking(file, path.name, out))
                    inner = recognised(out, path.name)
                    with sniff.opened(out) as content:
                        found = yield from _parsed(path, out, content, inner, sha256)
            else:
                found = yield from _parsed(path, path, file, container, sha256)
            if copies is not None:
                _keep(copies, found)
        metadata = folder.with_config(path, found.metadata)
    yield Progress(1.0, tr("reading the weights"))
    # What was made with the original still fits.
    return replace(found, path=where, sha256=_told_origin(metadata) or sha256, metadata=metadata)


def _parsed(path: Path, at: Path, file: BinaryIO, container: sniff.Container, sha256: str) -> Job[Checkpoint]:
    """What is in the open file `at`, which is `path` itself or was unpacked from it."""
    from engine.checkpoints.forms import tensorflow

    held = yield from _held(path, at, file, container)
    weights = yield from within(PARSED, 1, cleaned(path.name, file.seek(0, 2), held.tensors))
    weights, told = tensorflow.renamed(path.name, weights, held.metadata)
    return Checkpoint(path, FORMATS.get(container, "torch"), sha256, weights, told)


def _held(path: Path, at: Path, file: BinaryIO, container: sniff.Container) -> Job[choose.Found]:
    """The generator's tensors, their bytes sound; raises whatever the file makes its reader stumble over."""
    from engine.checkpoints import choose, safetensors_file
    from engine.checkpoints.forms import npz
    from engine.checkpoints.pickles import torch_file

    if container == "safetensors":
        return choose.Found(*safetensors_file.read(at, file))
    if container == "arrays":
        return choose.Found(npz.read(file, path.name))
    archive = torch_file.archive_in(file, container, path.name)
    content = archive.read()
    held = choose.generator_in(content)
    if not held.tensors and choose.is_optimizer(content):
        raise UnreadableFile(f"{short(path.name)} {OPTIMIZER}")
    if container == "pickle" and not held.tensors:
        raise UnreadableFile(f"{short(path.name)} {NO_WEIGHTS}")
    for _ in archive.check(list(held.tensors.values())):
        yield Progress(HASHED, tr("checking the weights"))
    return held


def _check_expected(path: Path, file: BinaryIO, container: sniff.Container, sha256: str, expected: str) -> None:
    if (
        expected
        and reading_for(sha256, expected) is None
        and reading_for(_origin(path, file, container), expected) is None
    ):
        raise UnreadableFile(another_file(path.name)) from ValueError(
            tr("saved with {expected}, found {sha256}", expected=expected, sha256=sha256)
        )


def _told_origin(metadata: Mapping[str, str]) -> str:
    """The hash of the file that one was made from, as its metadata tell; empty where they do not."""
    origin = metadata.get("origin", "") if metadata.get("format") == "eigenbrush" else ""
    return origin if re.fullmatch("[0-9a-f]{64}", origin) else ""


def _origin(path: Path, file: BinaryIO, container: sniff.Container) -> str:
    """The same from the header of a file; raises UnreadableFile where it is damaged."""
    from engine.checkpoints import safetensors_file

    return _told_origin(safetensors_file.read(path, file)[1]) if container == "safetensors" else ""


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside becomes an UnreadableFile."""
    try:
        yield
    except UnreadableFile:
        raise
    except OSError as error:
        raise sniff.unreadable(path, error) from error
    except MemoryError as error:
        raise UnreadableFile(
            tr("{name} does not fit into memory; close other programs first.", name=short(path.name))
        ) from error
    except names.FromTensorFlow as error:
        raise UnreadableFile(
            tr(
                "{name} asks for more of TensorFlow's time than networks ({error}), which is never run here; ask its "
                "author for the weights alone.",
                name=short(path.name),
                error=short(error, CLAUSE),
            )
        ) from error
    except names.Refused as error:
        raise UnreadableFile(
            tr(
                "{name} was not opened, because it holds more than weights (it asks for {error}) and "
                "nothing from a file is ever run here; ask its author for a state_dict or a safetensors "
                "file.",
                name=short(path.name),
                error=short(error, CLAUSE),
            )
        ) from error
    except Exception as error:  # a file that was tampered with makes Python raise whatever it stumbles over
        why = f" ({error})" if isinstance(error, Malformed) else ""  # what Python says is not for people
        raise UnreadableFile(
            tr(
                "{name} is damaged or incomplete{why}; download or copy it again.",
                name=short(path.name),
                why=short(why, CLAUSE),
            )
        ) from error


def recognised(path: Path, name: str = "") -> sniff.Container:
    """What holds the weights in this file, called `name` if that is another; raises UnreadableFile where nothing does
    that is opened here."""
    name = short(name or path.name)
    with sniff.opened(path) as file:
        container = sniff.container(file)
        empty = file.seek(0, 2) == 0
    if empty:
        raise UnreadableFile(tr("{name} is empty; download or copy it again.", name=name))
    if container is None and (said := foreign.told(path, sniff.head_of(path))):
        raise UnreadableFile(f"{name} {said}")
    if container is None:
        raise UnreadableFile(
            tr(
                "{name} is {seen}, not a checkpoint; choose a safetensors file or one saved by torch.",
                name=name,
                seen=_seen(path),
            )
        )
    if container in REFUSALS:
        raise UnreadableFile(f"{name} {REFUSALS[container]}")
    return container


def _hashing(file: BinaryIO) -> Job[str]:
    """The SHA-256 of an open file, 16 MB at a time."""
    size = max(1, file.seek(0, 2))
    file.seek(0)
    found, done = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        found.update(chunk)
        done += len(chunk)
        yield Progress(HASHED * min(1.0, done / size), tr("reading the file"))
    return found.hexdigest()


def _kept(cache: Cache, sha256: str, path: Path) -> Job[Checkpoint | None]:
    from engine.checkpoints.cache import kept

    return kept(cache, sha256, path)


def _keep(cache: Cache, checkpoint: Checkpoint) -> None:
    from engine.checkpoints.cache import keep

    keep(cache, checkpoint)


def _seen(path: Path) -> str:
    kinds = {"session": tr("a saved session"), "recipe": tr("a picture with a recipe"), "picture": "a picture"}
    return kinds.get(sniff.kind(path), tr("an unknown kind of file"))
