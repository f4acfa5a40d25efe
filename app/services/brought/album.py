"""Many photos at once: a folder of them, or several that were dropped, become faces to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.model.brought import BroughtFace
from app.services.brought.faces import BroughtFaces
from app.services.scores import in_words
from app.workbench import Workbench
from engine.document.album import InvertAll, Taken
from engine.document.code_file import Origin
from engine.document.document import PhotoRef
from engine.document.photo import Inverted
from engine.document.requests import Cancelled, Failed
from engine.document.wording import CLAUSE, short

NAMED = 3  # pictures that could not be used, by their names


class Album(QObject):
    """Has them looked for in one job; what was found before it is stopped is kept."""

    def __init__(self, bench: Workbench, brought: BroughtFaces) -> None:
        super().__init__(bench)
        self._bench, self._brought = bench, brought
        self._taken: list[Taken] = []

    def open(self, paths: Sequence[str]) -> None:
        """Look for the faces in these photos, and in those of folders among them."""
        bench, workspace = self._bench, self._bench.workspace
        if workspace is None:
            bench.say("These are photos: open a generator first, then drop them again.")
            return
        name = short(Path(paths[0]).name) if len(paths) == 1 else f"{len(paths)} pictures"
        bench.settings.folder = str(Path(paths[0]).parent)
        generator, self._taken = workspace.info.ref.sha256, []
        self._brought.began.emit()

        def failed(failure: Failed) -> None:
            bench.problem(failure)
            self._tell()

        def cancelled(_: Cancelled) -> None:
            self._tell()

        bench.ask(
            InvertAll(workspace.document, tuple(paths)), self._done, f"Finding {name}", kind="album",
            partial=partial(self._take, generator), failed=failed, cancelled=cancelled,
        )  # fmt: skip

    def _take(self, generator: str, taken: tuple[Taken, ...]) -> None:
        self._taken += taken
        found = [(Path(each.path), each.found) for each in taken if each.found is not None]
        faces = [BroughtFace(path.stem, face.code, _origin(path, face)) for path, face in found]
        self._brought.add(generator, faces, [face.pixels for _, face in found])

    def _done(self, _: tuple[Taken, ...]) -> None:
        self._tell()

    def _tell(self) -> None:
        """One sentence on all of them."""
        if self._taken:
            self._bench.say(summary(self._taken))


def _origin(path: Path, face: Inverted) -> Origin:
    return Origin(PhotoRef(str(path), face.alignment), in_words(face), face.likeness)


def summary(taken: Sequence[Taken]) -> str:
    """How many became faces, and which could not be used, with the reason of the first."""
    bad = [each for each in taken if each.found is None]
    good = len(taken) - len(bad)
    told = f"{good} of {len(taken)} pictures became {'a face' if good == 1 else 'faces'}"
    if not bad:
        return f"{told}." if good > 1 else "The picture became a face."
    if len(bad) == 1:
        return f"{told}. {bad[0].problem}"
    names = ", ".join(short(Path(each.path).name) for each in bad[:NAMED])
    more = f" and {len(bad) - NAMED} more" if len(bad) > NAMED else ""
    return f"{told}; left out: {short(names, CLAUSE)}{more}. {bad[0].problem}"
