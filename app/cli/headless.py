"""A studio for scripts: one generator open without a window, jobs driven to their end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from app.cli.arguments import number
from app.cli.telling import warn
from app.model.brought import saving_code
from app.model.face import SEEDS
from app.model.workspace import Workspace
from engine.document.arrays import ArrayStore
from engine.document.codes import LoadCodes
from engine.document.document import Document
from engine.document.keys import SliderKey
from engine.document.requests import Frame, LoadDirections, OpenGenerator, RenderRequest
from engine.document.wording import CLAUSE, short
from engine.job import Job, Progress

if TYPE_CHECKING:
    from engine.worker.studio import Studio

A = TypeVar("A")


class Desk:
    """A studio with one generator open, for scripts."""

    def __init__(
        self, generator: str, seed: int = 0, truncation: float = 1.0, more: Mapping[str, Any] | None = None
    ) -> None:
        from engine.job import run
        from engine.worker.studio import Studio

        if not 0 <= seed < SEEDS:
            raise ValueError(f"A seed lies between 0 and {SEEDS - 1}; {seed} does not.")
        if not 0 <= truncation <= 1.5:
            raise ValueError(f"Truncation lies between 0 and 1.5; {truncation} does not.")
        self.arrays = ArrayStore()
        self.studio: Studio = Studio(self.arrays)
        info = run(self.studio.start(OpenGenerator(generator)))
        self.workspace = Workspace(info, Document(info.ref, seed, truncation, **(more or {})), self.arrays)
        self.workspace.face.base = self.frame().base

    def frame(self, sequence: int = 0) -> Frame:
        """The document as it is now, drawn in full."""
        frame = self.studio.render(RenderRequest(0, sequence, self.workspace.document))
        assert frame is not None, "only a preview is given up for a newer one"
        return frame

    def set(self, text: str) -> None:
        """Move a slider as `SLOT.INDEX=VALUE` or `FILE#INDEX=VALUE` says."""
        slider, equals, value = text.rpartition("=")
        if not equals:
            raise ValueError(f"--set needs SLOT.INDEX=VALUE, such as z3.2=1.5, not {short(repr(text))}.")
        self.workspace.move(self.slider(slider), number(value))

    def take_code(self, text: str) -> None:
        """Begin with the code of `FILE` or `FILE#N` (from 1) instead of the seed's."""
        from engine.document.composing import held_code
        from engine.job import run

        info = self.workspace.info
        path, _, chosen = text.rpartition("#")
        if not path or not chosen.isdecimal() or Path(text).exists():
            path, chosen = text, ""
        found = run(self.studio.start(LoadCodes(info.ref.sha256, path)))
        for note in found.notes:
            warn(f"eigenbrush: {short(path, CLAUSE)}: {note}")
        count = len(found.codes)
        if not 1 <= int(chosen or 1) <= count or (count > 1 and not chosen):
            raise ValueError(f"{short(path)} holds the codes 1 to {count}; choose one, such as {short(path)}#1.")
        code = found.codes[int(chosen or 1) - 1]
        document = held_code(self.workspace.document, code, info.layout, self.arrays)
        self.workspace = Workspace(info, document, self.arrays)
        self.workspace.face.base = self.frame().base

    def save_code(self, out: Path) -> None:
        """Write the code of the document, its edits included, in the form that the ending asks for."""
        from engine.job import run

        run(self.studio.start(saving_code(self.workspace, str(out))))

    def slider(self, text: str) -> str:
        """The key of `SLOT.INDEX` or `FILE#INDEX`; a direction file is read and taken in."""
        from engine.job import run

        workspace, info = self.workspace, self.workspace.info
        if SliderKey(text).own:
            info.layout.index(text)
            return text
        path, _, number = text.rpartition("#")
        directions = run(self.studio.start(LoadDirections(info.ref.sha256, path)))
        for note in directions.notes:
            if note.kind == "elsewhere":
                warn(f"eigenbrush: {short(path, CLAUSE)}: {note.text}")
        count = len(directions)
        if not number.isdecimal() or not 1 <= int(number) <= count:
            raise ValueError(
                f"{short(path)} holds the directions 1 to {count}; {short(repr(number))} is not one of them."
            )
        workspace.catalogue.sets[directions.key] = directions
        return directions.slider(int(number) - 1)


def follow(job: Job[A], *, quiet: bool = False, every: float = 10.0) -> A:
    """Drive a job to its end; its notes go to standard error, at most one each `every` seconds."""
    steps = following(job, quiet=quiet, every=every)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return cast(A, stop.value)


def following(job: Job[A], *, quiet: bool = False, every: float = 10.0) -> Job[A]:
    """The steps of a job; what it says is told as `follow` does."""
    import time

    last = -every
    while True:
        try:
            progress: Progress = next(job)
        except StopIteration as stop:
            return cast(A, stop.value)
        yield progress
        if not quiet and progress.note and (time.monotonic() - last >= every or progress.note.startswith("saved")):
            warn(f"{100 * progress.fraction:5.1f} %  {progress.note}")
            last = time.monotonic()


def check_folder(out: str) -> None:
    """Whether there is a folder for `out`: better known before minutes of work than after."""
    if not Path(out).parent.is_dir():
        raise ValueError(f"There is no folder {short(Path(out).parent)}; make it, or choose another.")
