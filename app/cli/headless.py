"""A studio for scripts: one generator open without a window, jobs driven to their end."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from app.cli.arguments import number
from app.cli.pictures.naming import called, names_of, near, no_slider
from app.cli.telling import warn
from app.model.brought import saving_code
from app.model.saved import fitted
from app.model.turning import recall
from app.model.workspace import Workspace
from engine.document.arrays import ArrayStore
from engine.document.asked.codes import LoadCodes
from engine.document.asked.offers import Identified
from engine.document.asked.requests import (
    Frame,
    Identify,
    LoadDirections,
    LoadSession,
    OpenGenerator,
    ReadRecipe,
    RenderRequest,
    Request,
)
from engine.document.disk.limits import SEEDS
from engine.document.disk.wording import CLAUSE, another_file, short
from engine.document.document import Document
from engine.document.keys import Source
from engine.document.saved.session import Session
from engine.job import Job, Progress

if TYPE_CHECKING:
    from engine.worker.studio import Studio

A = TypeVar("A")


class Desk:
    """A studio with one generator open, for scripts."""

    def __init__(self, what: str, *, saved: bool = False, as_directions: bool = False) -> None:
        """Open a generator; or, where that may be, what was `saved`: a picture with its recipe, a recipe as text, the
        picture in front of a session. `as_directions`: files of directions that may be codes as well are none.

        Raises:
            ValueError: it is none of these, or does not fit its generator; one sentence.
        """
        from engine.worker.studio import Studio

        self.arrays = ArrayStore()
        self._as_directions = as_directions
        self.studio: Studio = Studio(self.arrays)
        found = self.do(Identify(what)) if saved and Source(what).is_file else Identified(what, "checkpoint")
        if found.kind == "session":
            session = self.do(LoadSession(what))
            self._open(what, session.documents[session.current], session)
        elif found.kind == "recipe":
            self._open(what, self.do(ReadRecipe(found.recipe)))
        elif found.kind == "picture":
            raise ValueError(f"{short(what)} carries no recipe. Give a PNG that EigenBrush wrote, or find its code "
                             "first with eigenbrush invert.")  # fmt: skip
        else:
            self._open(what)

    def _open(self, what: str, document: Document | None = None, session: Session | None = None) -> None:
        """Open a generator, or that of a document that was saved, of a session if that is given, as the window does."""
        wanted = document.generator if document is not None else None
        info = self.do(OpenGenerator(wanted.source, None, wanted.sha256) if wanted else OpenGenerator(what))
        document, session, wrong = fitted(document, session, {info.ref.sha256: info}, self.arrays)
        if document is not None and document.generator.sha256 != info.ref.sha256:
            raise ValueError(another_file(document.generator.name))
        if wrong:
            raise ValueError(wrong)
        self.workspace = Workspace(info, document or Document(info.ref), self.arrays)
        for kept in session.sets if session is not None else ():
            if kept.generator == info.ref.sha256:
                self.workspace.catalogue.take(kept)
        recall(self.workspace)
        self.look()

    def do(self, work: Request[A, object]) -> A:
        """What the engine answers to a request."""
        from engine.job import run

        return run(self.studio.start(work))

    def change(self, document: Document) -> None:
        """Go on with another document of this generator."""
        self.workspace.history.push(document, "Changed")
        self.look()

    def look(self) -> None:
        """See where the document's code lies, before edits."""
        self.workspace.face.base = self.frame().base

    def go_to(self, seed: int) -> None:
        """Go to the face of another seed, with the edits and regions."""
        if not 0 <= seed < SEEDS:
            raise ValueError(f"A seed lies between 0 and {SEEDS - 1}; {seed} does not.")
        self.workspace.face.set_seed(seed, keep_edits=True)
        self.look()

    def frame(self, sequence: int = 0) -> Frame:
        """The document as it is now, drawn in full."""
        frame = self.studio.render(RenderRequest(0, sequence, self.workspace.document))
        assert frame is not None, "only a preview is given up for a newer one"
        return frame

    def set(self, text: str) -> None:
        """Move a slider as `SLIDER=VALUE` says; see `slider`."""
        slider, equals, value = text.rpartition("=")
        if not equals:
            raise ValueError(f"--set needs SLIDER=VALUE, such as z3.2=1.5 or turn=1.5, not {short(repr(text))}.")
        self.workspace.move(self.slider(slider), number(value))

    def take_code(self, text: str) -> None:
        """Begin with the code of `FILE` or `FILE#N` (from 1) instead of the seed's."""
        from engine.document.composing import held_code

        info = self.workspace.info
        path, _, chosen = text.rpartition("#")
        if not path or not chosen.isdecimal() or Path(text).exists():
            path, chosen = text, ""
        found = self.do(LoadCodes(info.ref.sha256, path))
        for note in found.notes:
            warn(f"eigenbrush: {short(path, CLAUSE)}: {note}")
        count = len(found.codes)
        if not 1 <= int(chosen or 1) <= count or (count > 1 and not chosen):
            raise ValueError(f"{short(path)} holds the codes 1 to {count}; choose one, such as {short(path)}#1.")
        code = found.codes[int(chosen or 1) - 1]
        document = held_code(self.workspace.document, code, info.layout, self.arrays)
        self.change(replace(document, photo=None))

    def save_code(self, out: Path) -> None:
        """Write the code of the document, its edits included, in the form that the ending asks for."""
        self.do(saving_code(self.workspace, str(out)))

    def slider(self, text: str) -> str:
        """The key of a slider: its name, `SLOT.INDEX`, `FILE#INDEX` or `FILE#NAME`; a direction file is taken in.

        Raises:
            ValueError: there is none of this name, or several, or the file cannot be read; one sentence.
        """
        workspace, info = self.workspace, self.workspace.info
        if (key := called(workspace, text)) is not None:
            return key
        if re.fullmatch(r"\w+\.\d+", text):
            info.layout.index(text)
            return text
        path, _, place = text.rpartition("#")
        if not path:
            raise ValueError(no_slider(workspace, text))
        directions = self.do(LoadDirections(info.ref.sha256, path, self._as_directions))
        for note in directions.notes:
            if note.kind == "elsewhere":
                warn(f"eigenbrush: {short(path, CLAUSE)}: {note.text}")
        workspace.catalogue.sets[directions.key] = directions
        if place.isdecimal() and 1 <= int(place) <= len(directions):
            return directions.slider(int(place) - 1)
        if (key := called(workspace, place, directions.key)) is not None:
            return key
        raise ValueError(f"{short(path)} holds the directions 1 to {len(directions)}; {short(repr(place))} is not one "
                         f"of them.{near(place, names_of(workspace, directions.key))}")  # fmt: skip


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


def check_out(out: str, what: str, *endings: str) -> None:
    """Whether there is a folder for `out`, and its ending, if it has one, is one in which `what` ("A film") is written.

    Raises:
        ValueError: it does not; one sentence that names the endings there are.
    """
    check_folder(out)
    path = Path(out)
    if path.suffix and path.suffix.lower() not in endings:
        several = " or ".join(filter(None, (", ".join(endings[:-1]), endings[-1])))
        raise ValueError(f"{what} is written as {several}, not as {short(path.suffix)}; "
                         f"call it {short(path.with_suffix(endings[0]).name)}.")  # fmt: skip
