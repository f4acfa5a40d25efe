"""What the engine is asked for while a region is painted: its sliders, ready-made regions, where a slider acts.

Once the brush is open and the face rests, what the methods need of the face is made ready; once something is painted,
they are asked at once, and again ("follow") when the region or the face changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.model.painting import Painting
from app.model.workspace import Workspace
from app.workbench import Workbench
from engine.document.directions import DirectionSet
from engine.document.document import Document, Edit, group_of
from engine.document.offers import MethodOffer
from engine.document.regions import united
from engine.document.requests import Discover, Failed, FindParts, Heat, MakeHeat, Prepare

REST = 200  # milliseconds after which a face that was moved counts as resting
FIRST = "lowrankgan"  # the method that answers a first stroke
NO_REGION = "Paint a region first: press B and paint over what should change."


@dataclass(frozen=True)
class Question:
    """What a set of a region's sliders depends on."""

    face: Document
    method: str
    parameters: tuple[tuple[str, Any], ...]

    @property
    def unpainted(self) -> Document:
        """The face, whatever is painted on it."""
        return replace(self.face, regions=())


class Regions(QObject):
    """Asks for what painted regions need, and keeps what came."""

    heat_ready = Signal(object)  # Heat, or None where there is nothing to look at
    parts_ready = Signal()
    state_changed = Signal()  # what the meter shows
    outdated = Signal(str)  # why a search failed, for a question that is no longer the one

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.open = False
        self.method, self.parameters = FIRST, dict[str, Any]()
        self.parts: dict[str, np.ndarray] = {}  # ready-made regions of the face
        self.no_parts = ""  # the sentence that says why there are none
        self.heat: Heat | None = None
        self.slider = ""  # the one that the meter looks at
        self.looking = False  # whether anybody sees the meter
        self._paintings: dict[str, Painting] = {}  # by generator
        self._questions: dict[str, Question] = {}  # what each set answers, by its key
        self._seen: Question | None = None  # the last one that was looked at
        self._followed = ""  # the set that the next answer replaces
        self._painted_last = False  # whether the last change was one of the regions
        self._of_parts: Document | None = None
        self._told: set[str] = set()
        self._refusal = ""  # why the last search failed
        self._last: Document | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._settled)
        self._heat_rest = QTimer(self, singleShot=True, interval=REST // 2)
        self._heat_rest.timeout.connect(self._make_heat)
        bench.changed.connect(self._changed)
        bench.generator_opened.connect(self._another_generator)

    # ---- what there is ----

    @property
    def _workspace(self) -> Workspace | None:
        return self._bench.workspace

    @property
    def painting(self) -> Painting | None:
        """The regions of the document in front."""
        workspace = self._workspace
        if workspace is None:
            return None
        sha256 = workspace.info.ref.sha256
        if sha256 not in self._paintings or self._paintings[sha256].workspace is not workspace:
            self._paintings[sha256] = Painting(workspace)
        return self._paintings[sha256]

    def offers(self) -> tuple[MethodOffer, ...]:
        """The methods of painted regions."""
        return tuple(m for m in self._workspace.info.methods if m.needs_region) if self._workspace else ()

    def is_local(self, key: str) -> bool:
        """Whether a set or slider with this key was found by a method of painted regions."""
        return key.split(":")[0] in {offer.identifier for offer in self.offers()}

    def question(self) -> Question | None:
        """What would be asked now."""
        if (painting := self.painting) is None:
            return None
        face = painting.face(offer.identifier for offer in self.offers())
        return Question(face, self.method, tuple(sorted(self.parameters.items())))

    def stale(self, key: str) -> str:
        """Why the sliders of this set are no longer those of the picture; empty if they are."""
        asked, now = self._questions.get(key), self.question()
        if asked is None or now is None or asked.face == now.face:
            return ""
        if asked.unpainted == now.unpainted:
            return "Found before the region was changed."
        return "Found on another face."

    # ---- what happens ----

    def set_open(self, on: bool) -> None:
        """The brush was taken up, or put away."""
        if on == self.open:
            return
        self.open = on
        self._seen = None
        if on:
            self._painted_last = True  # whoever takes it up wants to see what belongs to it
            self._changed()
        else:
            self._rest.stop()
            self._bench.jobs.cancel_kind("prepare")

    @Slot()
    def _another_generator(self) -> None:
        self.parts, self.no_parts, self.heat, self.slider = {}, "", None, ""
        self._of_parts = self._seen = self._last = None
        self._followed, self._painted_last = "", False
        for kind in ("region", "prepare", "parts", "heat"):
            self._bench.jobs.cancel_kind(kind)
        self.heat_ready.emit(None)

    @Slot()
    def _changed(self) -> None:
        """The document is another: ask again where that is wanted."""
        if (workspace := self._workspace) is None:
            return
        self._say_what_became_of_regions(workspace.document)
        if self.looking:
            self._look_at_shown(workspace)
            self._heat_rest.start()
        if not self.open or (now := self.question()) is None or now == self._seen:
            return
        self._forget_refusal()
        before, self._seen = self._seen, now
        same_face = before is not None and before.unpainted == now.unpainted
        if same_face and before is not None and before.face != now.face:
            self._painted_last = True
            self._rest.stop()
            self._settled()
            self.state_changed.emit()  # now: a brush that goes on paints on what there is now
        else:
            # An answer that is still to come, to a stroke before, is owed.
            owed = before is None or same_face or self._bench.jobs.running("region")
            self._painted_last = self._painted_last and owed
            self._rest.start()

    def _say_what_became_of_regions(self, document: Document) -> None:
        """A new face keeps the regions, or not: the first time of each is said."""
        before, self._last = self._last, document
        if before is None or before.seed == document.seed or not before.regions:
            return
        if document.regions == before.regions:
            sentence = "The painted regions stay where they are on the new face. Region > Keep regions changes that."
        elif not document.regions:
            sentence = "The painted regions were cleared for the new face. Undo brings them back."
        else:
            return
        if sentence not in self._told:
            self._told.add(sentence)
            self._bench.noticed.emit(sentence, "info", "")

    @Slot()
    def _settled(self) -> None:
        """The face rests."""
        painting, now = self.painting, self.question()
        if painting is None or now is None or not self.open:
            return
        if painting.painted and self._bench.settings.follow:
            if not self._answered(now):
                self.find()
        elif not painting.painted and self._offer(self.method):
            work = Prepare(now.face, self.method, dict(self.parameters))
            self._bench.start_job(work, lambda _: None, kind="prepare", failed=_quiet)
        self._find_parts(now.unpainted)

    def _answered(self, now: Question) -> bool:
        """Whether there is a set that answers this already; then it is the one to show."""
        workspace = self._workspace
        key = next((k for k, asked in self._questions.items() if asked == now), "")
        if workspace is None or key not in workspace.sets:
            return False
        if self._painted_last or self.is_local(workspace.shown):
            if workspace.shown != key:
                workspace.shown = key
                self._bench.changed.emit()
        return True

    def _offer(self, method: str) -> MethodOffer | None:
        return next((m for m in self.offers() if m.identifier == method and not m.why_not), None)

    def find(self, method: str = "", parameters: Mapping[str, Any] | None = None) -> None:
        """Ask for the sliders of what is painted; from now on with this method and these parameters."""
        painting = self.painting
        if method:
            self.method, self.parameters = method, dict(parameters or {})
            self._painted_last = True  # whoever asks wants to see the answer
        elif parameters is not None:
            self.parameters = dict(parameters)
        self._forget_refusal()
        now, offer = self.question(), self._offer(self.method)
        if painting is None or now is None or offer is None:
            return
        if not painting.painted:
            self._bench.noticed.emit(NO_REGION, "info", "")
            return
        workspace = painting.workspace

        def found(directions: DirectionSet) -> None:
            if self._workspace is workspace:
                self._take(workspace, directions, now)

        self._bench.jobs.cancel_kind("prepare")
        work = Discover(
            workspace.info.ref.sha256, self.method, dict(self.parameters), now.face.seed, document=now.face
        )
        names = ", ".join(region.name for region in now.face.regions if not region.keep)
        title = f"{offer.title}: {names}"
        self._bench.start_job(work, found, title, kind="region", partial=found, failed=self._refused)
        self._bench.changed.emit()

    def prefer(self, method: str, parameters: Mapping[str, Any]) -> None:
        """From now on ask this method; at once where a stroke would."""
        self.method, self.parameters = method, dict(parameters)
        painting, now = self.painting, self.question()
        if painting is None or now is None or not (self.open and painting.painted and self._bench.settings.follow):
            return
        self._painted_last = True
        if not self._answered(now):
            self.find()

    def _refused(self, failure: Failed) -> None:
        self._refusal = failure.sentence
        self._bench.problem(failure)

    def _forget_refusal(self) -> None:
        refusal, self._refusal = self._refusal, ""
        if refusal:
            self.outdated.emit(refusal)

    def _take(self, workspace: Workspace, directions: DirectionSet, asked: Question) -> None:
        """A set of the region's sliders has come: it takes the place of the one before, unless that is in use."""
        shown, old = workspace.shown, self._followed
        show = self._painted_last or self.is_local(shown) or not shown
        if directions.key not in workspace.sets:
            workspace.add_set(directions)
        if old in workspace.sets and old != directions.key and not self._used(workspace, old):
            workspace.remove_set(old)
            workspace.masks.pop(old, None)
            self._questions.pop(old, None)
        workspace.shown = directions.key if show or shown not in workspace.sets else shown
        self._followed = directions.key
        self._questions[directions.key] = asked
        workspace.masks[directions.key] = self._mask(workspace, asked)
        self.slider = directions.slider(0) if show else self.slider
        self._bench.changed.emit()

    @property
    def only_inside(self) -> bool:
        """Whether sliders of a region keep to it by a mask."""
        return self._bench.settings.only_inside

    def keep_inside(self, on: bool) -> bool:
        """Let the sliders of regions keep to them by a mask, or act everywhere; of the set that is shown, also those
        moved already. Whether the picture is another."""
        self._bench.settings.only_inside = on
        if (workspace := self._workspace) is None:
            return False
        for key, asked in self._questions.items():
            if key in workspace.sets:
                workspace.masks[key] = self._mask(workspace, asked)
        shown = workspace.shown
        if shown not in self._questions:
            return False
        mask = workspace.masks[shown]
        edits = tuple(replace(e, mask=mask) if group_of(e.key) == shown else e for e in workspace.document.edits)
        words = "Sliders keep to the region" if on else "Sliders act everywhere"
        return workspace.history.push(replace(workspace.document, edits=edits), words)

    def _mask(self, workspace: Workspace, asked: Question) -> str:
        """The mask that new edits of an answer keep to; empty: none."""
        return _to_change(workspace, asked.face) if self.only_inside else ""

    def _used(self, workspace: Workspace, key: str) -> bool:
        document = workspace.document
        keys = [e.key for e in document.edits] + [k for k, _ in document.fixed] + [*document.starred]
        return any(group_of(k) == key for k in (*keys, *workspace.compared, *(k for k, _ in document.names)))

    # ---- ready-made regions ----

    def _find_parts(self, face: Document) -> None:
        if face == self._of_parts or (painting := self.painting) is None:
            return
        self._of_parts = face

        def ready(parts: dict[str, np.ndarray]) -> None:
            self.parts, self.no_parts = parts, ""
            self.parts_ready.emit()

        def none(failure: Failed) -> None:
            self.parts, self.no_parts = {}, failure.sentence
            self.parts_ready.emit()

        self._bench.start_job(FindParts(face, painting.side), ready, kind="parts", failed=none)

    # ---- where a slider acts ----

    def look(self, on: bool) -> None:
        """Somebody sees the meter, or nobody any more."""
        if on != self.looking:
            self.looking = on
            if on:
                self._heat_rest.start()
            else:
                self._bench.jobs.cancel_kind("heat")

    def look_at(self, key: str) -> None:
        """The slider that the meter looks at."""
        if key != self.slider:
            self.slider, self.heat = key, None
            self.heat_ready.emit(None)
            self.state_changed.emit()
        if self.looking:
            self._heat_rest.start()

    def _look_at_shown(self, workspace: Workspace) -> None:
        """Where other sliders are shown than the meter's, it waits for one of them to be moved; a region's own are
        looked at from the first on."""
        shown = workspace.sets.get(workspace.shown)
        if shown is not None and self.slider not in shown.places:
            self.look_at(shown.slider(0) if self.is_local(shown.key) else "")

    @Slot()
    def _make_heat(self) -> None:
        workspace, painting = self._workspace, self.painting
        if workspace is None or painting is None or not self.slider or workspace.row(self.slider) is None:
            if self.heat is not None:
                self.heat = None
                self.heat_ready.emit(None)
            return
        key = self.slider
        with self._bench.refusals():
            edit = workspace.document.edit(key) or workspace.track(key, (0.0,)).edit
            region = _to_change(workspace, workspace.document)
            work = MakeHeat(workspace.document, edit, region, self._before(workspace, edit))
            self._bench.start_job(work, self._take_heat, kind="heat", failed=self._no_heat)

    def _before(self, workspace: Workspace, edit: Edit) -> Edit | None:
        """The same slider if nothing were held and it kept to no mask, where its set knows."""
        if workspace.own(edit.key):
            return None
        directions, i = workspace.find(edit.key)
        if (unprojected := directions[i].unprojected) is None:
            return None
        vector = workspace.arrays.put(np.asarray(unprojected, np.float32))
        return replace(edit, vector=vector, reach=0.0, mask="")

    def _take_heat(self, heat: Heat) -> None:
        if heat.key == self.slider:
            self.heat = heat
            self.heat_ready.emit(heat)
            self.state_changed.emit()

    def _no_heat(self, failure: Failed) -> None:
        self.heat = None
        self.heat_ready.emit(None)
        self._bench.problem(failure)


def _to_change(workspace: Workspace, document: Document) -> str:
    """The key of the mask of all regions to change; empty where nothing is painted to change."""
    mask = united(workspace.arrays[region.mask] for region in document.regions if not region.keep)
    return workspace.arrays.put(mask) if mask is not None and mask.any() else ""


def _quiet(_: Failed) -> None:
    """Getting ready early is no concern of anybody: the search says what is wrong."""
