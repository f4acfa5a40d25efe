"""Many photos at once: a folder of them, or several that were dropped, become faces to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.services.brought.faces import BroughtFaces, face_of
from app.workbench import Workbench
from engine.document.asked.requests import Cancelled, Failed
from engine.document.disk.wording import CLAUSE, short
from engine.document.photos.album import InvertAll, Taken
from engine.language import tr

NAMED = 3  # pictures that could not be used, by their names


class Album(QObject):
    """Has them looked for in one job; what was found before it is stopped is kept."""

    ended = Signal()

    def __init__(self, bench: Workbench, brought: BroughtFaces) -> None:
        super().__init__(bench)
        self._bench, self._brought = bench, brought
        self._taken: dict[str, Taken] = {}  # by the photo's path
        self._places: dict[str, int] = {}  # of their faces among those brought in
        self._job = 0

    def open(self, paths: Sequence[str]) -> None:
        """Look for the faces in these photos, and in those of folders among them."""
        bench, workspace = self._bench, self._bench.workspace
        if workspace is None:
            bench.say(tr("These are photos: open a generator first, then drop them again."))
            return
        name = short(Path(paths[0]).name) if len(paths) == 1 else tr("{count} pictures", count=len(paths))
        bench.settings.folder = str(Path(paths[0]).parent)
        generator, self._taken, self._places = workspace.info.ref.sha256, {}, {}

        def failed(failure: Failed) -> None:
            bench.problem(failure)
            self._tell()

        def cancelled(_: Cancelled) -> None:
            self._tell()

        self._job = bench.ask(
            InvertAll(workspace.document, tuple(paths)), self._done, tr("Finding {name}", name=name), kind="album",
            partial=partial(self._take, generator), failed=failed, cancelled=cancelled,
            keeps=True,
        )  # fmt: skip
        self._brought.began.emit()

    @property
    def busy(self) -> bool:
        """Whether some are being looked for."""
        return bool(self._job)

    def stop(self) -> None:
        """Look no further; what was found so far is kept."""
        self._bench.jobs.cancel(self._job)

    def _take(self, generator: str, taken: tuple[Taken, ...]) -> None:
        self._taken |= {each.path: each for each in taken}
        found = {each.path: each.found for each in taken if each.found is not None}
        faces = [face_of(path, one) for path, one in found.items()]
        pictures, places = [one.pixels for one in found.values()], [self._places.get(path) for path in found]
        self._places |= zip(found, self._brought.put(generator, faces, pictures, places), strict=True)

    def _done(self, _: tuple[Taken, ...]) -> None:
        self._tell()

    def _tell(self) -> None:
        """One sentence on all of them."""
        self._job = 0
        self.ended.emit()
        if self._taken:
            self._bench.say(summary(tuple(self._taken.values())))


def summary(taken: Sequence[Taken]) -> str:
    """How many became faces, and which could not be used, with the reason of the first."""
    bad = [each for each in taken if each.found is None]
    good = len(taken) - len(bad)
    told = tr("{good} of {count} pictures became faces", good=good, count=len(taken))
    if good == 1:
        told = tr("1 of {count} pictures became a face", count=len(taken))
    if not bad:
        return f"{told}." if good > 1 else tr("The picture became a face.")
    if len(bad) == 1:
        return f"{told}. {bad[0].problem}"
    names = ", ".join(short(Path(each.path).name) for each in bad[:NAMED])
    more = tr(" and {bad_count} more", bad_count=len(bad) - NAMED) if len(bad) > NAMED else ""
    return tr(
        "{told}; left out: {names}{more}. {problem}",
        told=told,
        names=short(names, CLAUSE),
        more=more,
        problem=bad[0].problem,
    )
