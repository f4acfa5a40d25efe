"""A film as numbered PNG pictures in a folder, which is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.document.disk import leftovers
from engine.document.disk.files import NotWritten, why_not_written
from engine.document.films.formats import Plan
from engine.document.saved.serial import KEYWORD
from engine.language import tr


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write into; it becomes `path` when the block ends well and vanishes when it does not.

    Raises:
        NotWritten: there is a folder of this name with something in it, or it cannot be written; `path` is as it was.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise NotWritten(tr("The name {name} is taken; choose another.", name=path.name))
    temporary = path.with_name(leftovers.new_name())
    try:
        leftovers.sweep(path.parent)
        with leftovers.being_written(temporary.name):
            try:
                temporary.mkdir()
                yield temporary
                os.replace(temporary, path)
            finally:
                rmtree(temporary, ignore_errors=True)  # what cannot be removed is swept later
    except OSError as error:
        raise NotWritten(why_not_written(path, error)) from error


def first_frame(folder: Path) -> Path | None:
    """The picture of a film in a folder that carries its recipe, which is the first; None where there is none of that
    name."""
    return next((path for digits in range(4, 9) if (path := folder / f"{1:0{digits}}.png").is_file()), None)


class FolderWriter:
    """Writes numbered pictures; each says sRGB, and the first carries the recipe."""

    samples = 0

    def __init__(self, folder: Path, plan: Plan, recipe: str) -> None:
        self._folder, self._recipe, self._done = folder, recipe, 0
        self._digits = max(4, len(str(plan.count)))

    def begin(self, _: Sequence[Image.Image]) -> None:
        """There is nothing to begin with."""

    def add(self, picture: Image.Image) -> None:
        """A picture; the numbers count from 1, with zeros before them so that they sort."""
        info = PngInfo()
        info.add(b"sRGB", b"\0")
        if self._recipe and not self._done:
            info.add_itxt(KEYWORD, self._recipe, zip=True)
        self._done += 1
        picture.save(self._folder / f"{self._done:0{self._digits}}.png", "PNG", pnginfo=info)

    def finish(self) -> None:
        """All is there."""

    def close(self) -> None:
        """Nothing is held."""
