"""What is opened: generators, sessions, recipes, whatever file is dropped, models of the package registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.link.troubles import OPENING
from app.model.saved import fitted, why_unfit
from app.model.settings import cache_of
from app.model.turning import recall
from app.model.workspace import Workspace
from app.services import library
from app.workbench import Workbench
from engine.document.asked.offers import GeneratorInfo, Identified
from engine.document.asked.requests import (
    Cancelled,
    Failed,
    FetchModel,
    Identify,
    LoadSession,
    OpenGenerator,
    ReadRecipe,
)
from engine.document.disk.wording import another_file, short
from engine.document.document import NO_FILM, Document
from engine.document.keys import Source
from engine.document.photos.photo import PHOTOS
from engine.document.saved.lengthened import lengthened_all
from engine.document.saved.session import Session
from engine.language import tr

#: What a file is called by the ending of its name.
CALLED = dict.fromkeys(PHOTOS, "picture") | {".eigenbrush": "session", ".npy": "directions", ".npz": "directions"}
#: What opens when a photo is dropped and nothing is open yet: of those that ship, it comes closest to photos.
FOR_PHOTOS = Source.of_builtin("faces-stylegan2-64")


def _nothing() -> None:
    """What follows on most openings."""


class Opening(QObject):
    """Finds out what a file is and brings it up."""

    opened = Signal(object)  # GeneratorInfo: its first frame is asked for
    directions_dropped = Signal(str)  # the path of a direction set
    picture_dropped = Signal(str)  # the path of a picture that carries no recipe
    photos_dropped = Signal(object)  # paths (tuple) of several, or of a folder of them
    codes_dropped = Signal(str)  # the path of a file of codes
    arrays_dropped = Signal(object)  # Identified: what may be codes or directions; whoever hears it asks which
    model_fetched = Signal(str, str)  # its title, the path
    film_brought = Signal()  # with what was opened came a film
    picture_opened = Signal(str)  # the path of a picture whose recipe is on screen now
    session_opened = Signal(str, object)  # the path of a session that is on screen now, and the Session

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._waits: Callable[[], None] | None = None  # what is to be done once a generator is open

    def generator(
        self,
        what: str,
        then: Document | None = None,
        session: Session | None = None,
        *,
        done: Callable[[], None] = _nothing,
        failed: Callable[[Failed], None] | None = None,
        cancelled: Callable[[Cancelled], None] | None = None,
    ) -> None:
        """Open "builtin:NAME" or a file; `then` is the document to show in it, of this `session` if that is given."""

        failed = failed or self._problem
        wanted, of = then, session

        def opened(info: GeneratorInfo) -> None:
            known = {sha: workspace.info for sha, workspace in self._bench.workspaces.items()}
            known[info.ref.sha256] = info
            then, session, wrong = fitted(wanted, of, known, self._bench.arrays)
            if then is not None and then.generator.sha256 != info.ref.sha256:
                failed(_changed(then, info))
            elif wrong:
                failed(Failed(0, wrong))
            else:
                self._opened(info, what, then, session)
                done()

        name = short(Source(what).short)
        settings = self._bench.settings
        sha256 = then.generator.sha256 if then is not None else ""
        work = OpenGenerator(what, cache_of(settings), sha256, tuple(sorted(settings.readings.items())))
        self._bench.ask(work, opened, tr("Opening {name}", name=name), kind="open", failed=failed, cancelled=cancelled)

    def _opened(self, info: GeneratorInfo, what: str, then: Document | None, session: Session | None) -> None:
        bench, filmed = self._bench, then is not None and then.timeline != NO_FILM
        if session is not None:
            self._park(session, then)
        if Source(what).is_file:
            library.remember(bench.settings, what, info)
        sha256 = info.ref.sha256
        workspace, parked = bench.workspaces.get(sha256), self._unpark(info)
        known = workspace is not None
        if workspace is None:
            workspace = Workspace(info, then or parked or self.fresh(info), bench.arrays)
            bench.add(workspace)
            if info.notes:
                bench.say(" ".join(info.notes))
        workspace.info = workspace.face.info = info  # of one that was open more may be known now
        if known and then is not None:
            if session is None:  # a recipe says nothing of other faces, nor of what was kept
                now = workspace.document
                film = now.timeline if then.timeline == NO_FILM else then.timeline
                then = replace(then, judged=now.judged, snapshots=now.snapshots, timeline=film)
            workspace.history.push(then, tr("Restored"))
        recall(workspace)
        if bench.first.end(sha256) and workspace is bench.workspace:
            bench.take_over(workspace)
        else:
            bench.bring_up(workspace)
        self.opened.emit(info)
        if filmed:
            self.film_brought.emit()
        self._unpark_sets()
        if self._waits is not None:
            then_do, self._waits = self._waits, None
            then_do()

    def _unpark(self, info: GeneratorInfo) -> Document | None:
        """The document of a session that waited for this generator, if there is one that fits."""
        bench, sha256 = self._bench, info.ref.sha256
        if (parked := bench.parked.pop(sha256, None)) is None:
            return None
        (parked,), bench.parked_sets = lengthened_all((parked,), bench.parked_sets, sha256, info.layout, bench.arrays)
        if wrong := why_unfit(parked, {sha256: info}, bench.arrays):
            bench.noticed.emit(wrong, "problem", "")
            return None
        return parked

    def fresh(self, info: GeneratorInfo) -> Document:
        """What a generator begins with: its first seed, and the names and stars that a person gave its sliders."""
        settings, sha256 = self._bench.settings, info.ref.sha256
        return Document(
            info.ref,
            info.first_seed,
            names=tuple(sorted(settings.names.get(sha256, {}).items())),
            starred=tuple(settings.starred.get(sha256, ())),
        )

    def _problem(self, failure: Failed) -> None:
        self._bench.troubles.add(OPENING, failure.sentence)  # until something opens
        self._bench.problem(failure)

    def _park(self, session: Session, then: Document | None) -> None:
        """Bring the other documents of a session to their generators, or keep them until those are opened."""
        bench = self._bench
        for document in session.documents:
            if document is then:
                continue
            if (known := bench.workspaces.get(document.generator.sha256)) is not None:
                known.history.push(document, tr("Opened a session"))
            else:
                bench.parked[document.generator.sha256] = document
        bench.parked_sets += session.sets

    def _unpark_sets(self) -> None:
        """Give the direction sets of sessions to the workspaces that are open by now; after those that a generator
        comes with are asked for, which are what is shown."""
        bench, left = self._bench, []
        for kept in bench.parked_sets:
            if (workspace := bench.workspaces.get(kept.generator)) is None:
                left.append(kept)
            elif wrong := why_unfit(kept, {kept.generator: workspace.info}, bench.arrays):
                bench.noticed.emit(wrong, "problem", "")
            else:
                workspace.catalogue.take(kept)
        bench.parked_sets = tuple(left)

    def session(
        self,
        path: str,
        *,
        done: Callable[[], None] = _nothing,
        failed: Callable[[Failed], None] | None = None,
        cancelled: Callable[[Cancelled], None] | None = None,
    ) -> None:
        """Bring back the documents of a session file, all or (with a sentence, or `failed`) none."""
        failed = failed or self._problem

        def loaded(session: Session) -> None:
            def opened() -> None:
                self.session_opened.emit(path, session)
                done()

            document = session.documents[session.current]
            self.generator(
                document.generator.source, document, session, done=opened, failed=failed, cancelled=cancelled
            )

        title = tr("Opening {name}", name=short(Path(path).name))
        self._bench.ask(LoadSession(path), loaded, title, kind="open", failed=failed, cancelled=cancelled)

    def drop(self, path: str) -> None:
        """A file was dropped on the window, or chosen: find out what it is and do what fits."""
        workspace = self._bench.workspace
        work = Identify(path, workspace.info.ref.sha256 if workspace is not None else "")
        self._bench.ask(work, self._identified, kind="identify")

    def directions(self, path: str) -> None:
        """A file was chosen as one of directions; what may be codes as well is asked about."""
        if (workspace := self._bench.workspace) is None:
            self.directions_dropped.emit(path)  # whoever hears it says what is missing
            return

        def identified(found: Identified) -> None:
            if found.kind == "arrays":
                self.arrays_dropped.emit(found)
            else:
                self.directions_dropped.emit(path)

        self._bench.ask(Identify(path, workspace.info.ref.sha256), identified, kind="identify")

    def photos(self, paths: tuple[str, ...]) -> None:
        """Several photos, or folders of them."""
        self._with_generator(FOR_PHOTOS, partial(self.photos_dropped.emit, paths))

    def _identified(self, found: Identified) -> None:
        kind = found.kind
        if kind == "unknown":  # then at least the sentence is about what its name says that it is
            kind = CALLED.get(Path(found.path).suffix.lower(), kind)
        if kind == "session":
            self.session(found.path)
        elif kind == "directions":
            self.directions_dropped.emit(found.path)
        elif kind == "recipe":
            picture = Path(found.path).suffix.lower() in PHOTOS
            self.recipe(found.recipe, partial(self.picture_opened.emit, found.path) if picture else _nothing)
        elif kind == "picture":
            self._with_generator(FOR_PHOTOS, partial(self.picture_dropped.emit, found.path))
        elif kind == "photos":
            self.photos((found.path,))
        elif kind == "codes":
            source = library.source_of(self._bench.settings, *found.generator) or FOR_PHOTOS
            self._with_generator(source, partial(self.codes_dropped.emit, found.path))
        elif kind == "arrays" and self._bench.workspace is None:
            self._with_generator(FOR_PHOTOS, partial(self.drop, found.path))  # which can tell more of them
        elif kind == "arrays":
            self.arrays_dropped.emit(found)
        else:
            self.generator(found.path)

    def _with_generator(self, source: str, do: Callable[[], None]) -> None:
        """Do it now, or, where no generator is open, after this one has been opened."""
        if self._bench.workspace is not None:
            do()
            return
        self._waits = do
        self.generator(source)

    def recipe(self, text: str, done: Callable[[], None] = _nothing) -> None:
        """Bring back the document of a recipe."""

        def read(document: Document) -> None:
            self.generator(document.generator.source, document, done=done)

        self._bench.ask(ReadRecipe(text), read, kind="open")

    def model(self, name: str) -> None:
        """Get a model of the package registry."""
        model = library.model(name)

        def fetched(path: str) -> None:
            self.model_fetched.emit(model.title, path)

        work = FetchModel(name, str(library.models_folder()))
        self._bench.ask(work, fetched, tr("Getting {title}", title=model.title), kind="fetch", about=name)


def _changed(saved: Document, info: GeneratorInfo) -> Failed:
    """A file that was saved with other weights than are found in its place."""
    return Failed(
        0,
        another_file(info.ref.name),
        tr("saved with {sha256}\nfound {sha2562}", sha256=saved.generator.sha256, sha2562=info.ref.sha256),
    )
