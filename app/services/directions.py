"""What a person does with directions: find them, name, save and load them, compare them, judge faces for them.

Pages of the window call its methods and listen to its signals.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.model.ends import looks
from app.model.settings import cache_of
from app.model.workspace import Workspace
from app.workbench import Workbench
from engine.document.asked.labels import Labels, LoadLabels
from engine.document.asked.requests import (
    Discover,
    Failed,
    LoadDirections,
    MakePictures,
    NameDirections,
    SaveDirections,
    SuggestFaces,
)
from engine.document.directions import DirectionSet, Parameters
from engine.document.disk.wording import CLAUSE, short
from engine.document.films.film import along
from engine.language import tr

#: Faces on which one sees whether a direction means the same elsewhere.
OTHERS = 6
#: How many faces the judging page offers at once.
OFFERED = 24


class Local(Protocol):
    """Who searches where a region is painted."""

    def is_local(self, method: str) -> bool: ...

    def find(self, method: str, parameters: Parameters) -> None: ...


class Trainer(Protocol):
    """Who runs the methods that train."""

    def trains(self, method: str) -> bool: ...

    def unfinished(self, key: str) -> bool: ...

    def start(self, method: str, parameters: Parameters) -> None: ...


class Directions(QObject):
    """Asks the engine for direction sets and pictures of them, and puts what comes into the workspace."""

    strip_ready = Signal(str, object, object)  # slider key, pixels (n, h, w, 3), values
    others_ready = Signal(object)  # the edits on other faces: a tuple of pixels, None where still to come
    faces_suggested = Signal(object)  # seeds worth judging
    boundary_told = Signal(str)  # how well the judged faces can be told apart

    def __init__(self, bench: Workbench, local: Local, trainer: Trainer) -> None:
        super().__init__(bench)
        self._bench, self._local, self._trainer = bench, local, trainer
        self.boundary: DirectionSet | None = None  # of the faces judged so far; in no workspace yet
        self._fitted = "", ""  # the generator and the judgements that it is, or is being, fitted to
        self._others_again = False
        self._wishes = 0

    @property
    def _workspace(self) -> Workspace | None:
        return self._bench.workspace

    # ---- finding ----

    def find_or_show(self, method: str, parameters: Parameters) -> None:
        """Run a method with these parameters; without any, show the set that it found last, or find one."""
        workspace = self._workspace
        if workspace is None:
            return
        if self._local.is_local(method):
            self._local.find(method, parameters)
        elif self._trainer.trains(method):
            if parameters or self._trainer.unfinished(workspace.catalogue.latest(method)) or not self.show(method):
                self._trainer.start(method, parameters)
        elif parameters or not self.show(method):
            self.find(method, parameters)

    def show(self, method: str) -> bool:
        """The set that this method found last; False if there is none."""
        workspace = self._workspace
        if workspace is None or not (key := workspace.catalogue.latest(method)):
            return False
        return workspace.catalogue.show(key)

    def find(
        self, method: str, parameters: Parameters | None = None, examples: tuple[tuple[int, float], ...] = ()
    ) -> None:
        """Run a method; what it finds becomes a set of its own."""
        workspace = self._workspace
        if workspace is None:
            return

        title = next((m.title for m in workspace.info.methods if m.identifier == method), method)
        work = Discover(
            workspace.info.ref.sha256, method, dict(parameters or {}), 0, examples, cache_of(self._bench.settings)
        )
        self._bench.ask(work, workspace.catalogue.add, tr("{title}: finding directions", title=title), kind="discover")

    def name(self, key: str) -> None:
        """Measure which attribute each direction of a set moves most."""
        workspace = self._workspace
        if workspace is None or key not in workspace.catalogue.sets:
            return

        def named(directions: DirectionSet) -> None:
            workspace.catalogue.renew(directions, key)

        found = workspace.catalogue.sets[key]
        work = NameDirections(workspace.info.ref.sha256, found, cache_of(self._bench.settings))
        self._bench.ask(
            work, named, tr("{title}: seeing what each moves", title=short(found.provenance.title)), kind="name"
        )

    # ---- files ----

    def save(self, key: str, path: str) -> None:
        """A set as a file, with the names that a person gave."""
        workspace = self._workspace
        if workspace is None or key not in workspace.catalogue.sets:
            return
        directions = workspace.catalogue.sets[key]
        given = dict(workspace.document.names)
        named = tuple(replace(d, name=given.get(directions.slider(i), d.name)) for i, d in enumerate(directions))
        self._bench.settings.folder = str(Path(path).parent)
        work = SaveDirections(workspace.info.ref.sha256, replace(directions, directions=named), path)
        self._bench.ask(work, self._bench.say_saved, tr("Saving {name}", name=short(Path(path).name)))

    def load(self, path: str, *, sure: bool = False) -> None:
        """The directions of a file, for the open generator; `sure`: a person said that they are no codes."""
        workspace = self._workspace
        if workspace is None:
            self._bench.noticed.emit(tr("Open a generator first, then its directions."), "info", "")
            return

        def loaded(directions: DirectionSet) -> None:
            workspace.catalogue.add(directions)
            told = [short(note.text, CLAUSE) for note in directions.notes if note.kind == "elsewhere"]
            count, name = len(directions), short(Path(path).name)
            many = tr("{count} directions from {name}.", count=count, name=name)
            came = many if count > 1 else tr("1 direction from {name}.", name=name)
            self._bench.noticed.emit(" ".join((came, *told)), "info", "")

        self._bench.settings.folder = str(Path(path).parent)
        work = LoadDirections(workspace.info.ref.sha256, path, sure)
        self._bench.ask(work, loaded, tr("Opening {name}", name=short(Path(path).name)), kind="load directions")

    # ---- looking ----

    def make_strips(self, keys: tuple[str, ...], size: int) -> None:
        """Film strips of these sliders from -3 to +3 sigma, as the sliders show it: absolute places where they do."""
        workspace = self._workspace
        if workspace is None:
            return
        tracks = []
        for key in keys:
            try:
                tracks.append(workspace.track(key, looks(key)))
            except ValueError:  # nothing of it is left beside what is held fixed: it stays without a strip
                continue
        if not tracks:
            return

        def ready(row: tuple[int, np.ndarray]) -> None:
            key = tracks[row[0]].key
            self.strip_ready.emit(key, row[1], looks(key))

        work = MakePictures(tuple(along(workspace.document, (track,)) for track in tracks), size)
        self._bench.ask(work, lambda _: None, kind="strips", partial=ready)

    def make_others(self, size: int = 96) -> None:
        """The current edits on other faces. While they are drawn, only the newest wish for more is kept."""
        workspace = self._workspace
        if workspace is None:
            return
        if self._bench.jobs.running("others"):
            self._others_again = True
            return
        self._others_again = False
        rows = tuple((replace(workspace.document, seed=seed),) for seed in self.other_seeds())
        faces: list[np.ndarray | None] = [None] * OTHERS

        def drawn(row: tuple[int, np.ndarray]) -> None:
            place, (face,) = row
            faces[place] = face

        def done(_: object) -> None:
            self.others_ready.emit(tuple(faces))
            if self._others_again:
                self.make_others(size)

        self._bench.ask(MakePictures(rows, size), done, kind="others", partial=drawn)

    def other_seeds(self) -> tuple[int, ...]:
        """Six faces other than the one on screen: always the same, so that one learns to know them."""
        here = self._workspace.document.seed if self._workspace is not None else -1
        return tuple(seed for seed in range(101, 101 + OTHERS + 1) if seed != here)[:OTHERS]

    def stop(self) -> None:
        """Nobody looks at strips and other faces any more."""
        for kind in ("strips", "others"):
            self._bench.jobs.cancel_kind(kind)

    # ---- judging faces ----

    def judge(self, seed: int, mark: int) -> None:
        """A person says yes (1), no (-1) or nothing (0) of a face; the boundary is fitted anew."""
        workspace = self._workspace
        if workspace is None:
            return
        workspace.judgements.judge(seed, mark)
        self.fit()

    def load_labels(self, path: str) -> None:
        """Judgements out of a table, instead of those there are, unless another generator is on screen by then."""
        workspace, name = self._workspace, Path(path).name

        def loaded(labels: Labels) -> None:
            if workspace is None or self._workspace is not workspace:
                self._bench.say(
                    tr("{name} was not used, because another generator came up while it was read.", name=name)
                )
                return
            workspace.judgements.take(labels.examples, tr("Labels from {name}", name=short(name)))
            self.fit()
            left = tr(" {skipped} rows were left out.", skipped=labels.skipped) if labels.skipped else ""
            self._bench.say(
                tr(
                    "{examples_count} labels from {name}.{left}",
                    examples_count=len(labels.examples),
                    name=name,
                    left=left,
                )
            )
            self.suggest()

        self._bench.ask(LoadLabels(path), loaded, tr("Opening {name}", name=name))

    def fit(self) -> None:
        """The boundary between the faces judged yes and no, if it is not there or on its way."""
        workspace = self._workspace
        assert workspace is not None
        about = workspace.info.ref.sha256, workspace.judgements.key
        if about == self._fitted:
            return
        self._fitted, self.boundary = about, None
        examples = workspace.judgements.examples

        def fitted(directions: DirectionSet) -> None:
            if self._workspace is not workspace:
                return
            self.boundary = directions
            self.boundary_told.emit(directions.notes[0].text if directions.notes else "")

        def not_yet(failure: Failed) -> None:
            self.boundary_told.emit(failure.sentence)

        work = Discover(workspace.info.ref.sha256, "interfacegan", {"attribute": "examples"}, 0, examples)
        self._bench.ask(work, fitted, kind="boundary", failed=not_yet)

    def forget_boundary(self) -> None:
        """What was judged is judged no more, or belongs to a generator that is not in front."""
        self.boundary, self._fitted = None, ("", "")
        for kind in ("boundary", "suggest"):
            self._bench.jobs.cancel_kind(kind)

    def suggest(self) -> None:
        """Faces that would teach the boundary most, others at every wish."""
        workspace = self._workspace
        if workspace is None:
            return
        self._wishes += 1
        work = SuggestFaces(workspace.info.ref.sha256, workspace.judgements.examples, OFFERED, self._wishes)
        self._bench.ask(work, self.faces_suggested.emit, tr("Looking for faces worth judging"), kind="suggest")

    def use_boundary(self, name: str) -> bool:
        """Make the boundary a set with this name; False if there is none yet."""
        workspace, boundary = self._workspace, self.boundary
        if workspace is None or boundary is None:
            return False
        title = name.strip() or boundary[0].name
        named = (replace(boundary[0], name=title), *boundary.directions[1:])
        provenance = replace(boundary.provenance, title=tr("InterFaceGAN: {title}", title=title))
        found = replace(boundary, directions=named, provenance=provenance)
        with workspace.at_once():
            workspace.catalogue.add(found)
            workspace.catalogue.renew(found, found.key)  # the same one may have had another name
        self.boundary, self._fitted = None, ("", "")
        return True
