"""What the engine is asked for while a region is painted: its sliders.

Once the brush is open and the face rests, what the methods need of the face is made ready; once something is painted,
they are asked at once, and again ("follow") when the region or the face changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.model.painting import Fate, Painting, is_local, keep_to, local_offers, to_change
from app.model.turning import Former, gone, put, turn
from app.model.workspace import Workspace
from app.workbench import Workbench
from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import Discover, Failed, Prepare
from engine.document.directions import DirectionSet, Parameters, ParameterValue
from engine.document.document import Document
from engine.document.saved.kept_sets import KeptSet
from engine.language import tr

REST = 200  # milliseconds after which a face that was moved counts as resting
FIRST = "lowrankgan"  # the method that answers a first stroke
NO_REGION = tr("Paint a region first: take the brush and paint over what should change.")


@dataclass(frozen=True)
class Question:
    """What a set of a region's sliders depends on."""

    face: Document
    method: str
    parameters: tuple[tuple[str, ParameterValue], ...]

    @property
    def unpainted(self) -> Document:
        """The face, whatever is painted on it."""
        return replace(self.face, regions=())

    def outdated(self, now: Question) -> str:
        """Why an answer is not one to what would be asked now; empty if it is."""
        if self.face == now.face:
            return ""
        changed = self.unpainted == now.unpainted
        return tr("Found before the region was changed.") if changed else tr("Found on another face.")


class Parts(Protocol):
    """Who finds ready-made regions."""

    def find(self, face: Document, side: int) -> None: ...


class Meter(Protocol):
    """Who looks where a slider acts."""

    def look_at(self, key: str) -> None: ...


class Regions(QObject):
    """Asks for what painted regions need, and keeps what came."""

    state_changed = Signal()  # what the meter shows
    outdated = Signal(str)  # why a search failed, for a question that is no longer the one

    def __init__(self, bench: Workbench, parts: Parts, meter: Meter) -> None:
        super().__init__(bench)
        self._bench, self._parts, self._meter = bench, parts, meter
        self.open = False
        self.method, self.parameters = FIRST, dict[str, ParameterValue]()
        self._paintings: dict[str, Painting] = {}  # by generator
        self._questions: dict[str, Question] = {}  # what each set answers, by its key
        self._seen: Question | None = None  # the last one that was looked at
        self._drag = -1  # the number of the gesture that drags the line now: below 0, those of widgets are above
        self._former = Former()
        self._followed = ""  # the set that the next answer replaces
        self._painted_last = False  # whether the last change was one of the regions
        self._fate = Fate()
        self._refusal = ""  # why the last search failed
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._settled)
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
        return local_offers(self._workspace.info) if self._workspace else ()

    def is_local(self, key: str) -> bool:
        """Whether a set or slider with this key was found by a method of painted regions."""
        return self._workspace is not None and is_local(self._workspace.info, key)

    def question(self) -> Question | None:
        """What would be asked now."""
        if (painting := self.painting) is None:
            return None
        face = painting.face(offer.identifier for offer in self.offers())
        return Question(face, self.method, tuple(sorted(self.parameters.items())))

    def stale(self, key: str) -> str:
        """Why the sliders of this set are no longer those of the picture; empty if they are."""
        asked, now = self._questions.get(key), self.question()
        return "" if asked is None or now is None else asked.outdated(now)

    # ---- what happens ----

    def set_open(self, *, on: bool) -> None:
        """The brush was taken up, or put away."""
        if on == self.open:
            return
        self.open, self._seen = on, None
        if on:
            self._former.note(self._workspace)
            self._painted_last = True  # whoever takes it up wants to see what belongs to it
            self._changed()
        else:
            self._rest.stop()
            self._bench.jobs.cancel_kind("prepare")
            self._painted_last &= not self._former.give_back(self._workspace)

    @Slot()
    def _another_generator(self) -> None:
        self._seen, self._followed, self._painted_last = None, "", False
        self._fate.forget()
        self._former.forget()
        for kind in ("region", "prepare"):
            self._bench.jobs.cancel_kind(kind)

    @Slot()
    def _changed(self) -> None:
        """Something is another, perhaps the document: ask again where that is wanted."""
        if (workspace := self._workspace) is None:
            return
        if sentence := self._fate.of(workspace):
            self._bench.say(sentence)
        if not self.open or (now := self.question()) is None or now == self._seen:
            return
        self._forget_refusal()
        before, self._seen = self._seen, now
        same_face = before is not None and before.unpainted == now.unpainted
        if same_face and before is not None and before.face != now.face:
            self._painted_last = True
            self._former.forget()
            self._rest.stop()
            self._settled()
            self.state_changed.emit()  # now: a brush that goes on paints on what there is now
        else:
            # An answer that is still to come, to a stroke before, is owed.
            owed = before is None or same_face or self._bench.jobs.running("region")
            self._painted_last = self._painted_last and owed
            self._rest.start()

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
            self._bench.ask(work, lambda _: None, kind="prepare", failed=_quiet)
        self._parts.find(now.unpainted, painting.side)

    def _answered(self, now: Question) -> bool:
        """Whether there is a set that answers this already; then it is the one to show."""
        workspace = self._workspace
        key = next((k for k, asked in self._questions.items() if asked == now), "")
        if workspace is None or key not in workspace.catalogue.sets:
            return False
        if self._painted_last or self.is_local(workspace.catalogue.shown):
            workspace.catalogue.show(key)
        return True

    def _offer(self, method: str) -> MethodOffer | None:
        return next((m for m in self.offers() if m.identifier == method and not m.why_not), None)

    def find(self, method: str = "", parameters: Parameters | None = None) -> None:
        """Ask for the sliders of what is painted; if a method is named, from now on with it and these parameters."""
        if method:  # whoever asks wants to see the answer
            self.method, self.parameters, self._painted_last = method, dict(parameters or {}), True
            self._former.forget()
        if (now := self.question()) is not None:
            self._search(now)

    def let_go(self) -> None:
        """The line is dragged no more: the next drag is a step of its own."""
        self._drag -= 1

    def cut(self, rank: int) -> None:
        """Ask what found the set that is shown once more, as it was asked then but for the number of directions that
        it holds. Which method answers the next stroke stays as it was chosen."""
        now, shown = self.question(), self._workspace and self._workspace.catalogue.set_shown
        if now is None or not shown:
            return
        came, asked = shown.provenance, self._questions.get(shown.key)
        parameters = came.parameters if asked is None else dict(asked.parameters)
        if came.method == self.method:
            self.parameters = {**self.parameters, "rank": rank}
        self._followed = shown.key
        said = tuple(sorted({**parameters, "rank": rank}.items()))
        self._search(replace(now, method=came.method, parameters=said), self._drag)

    def _search(self, now: Question, gesture: int = 0) -> None:
        """Ask a question; of a `gesture`, what comes is a step of the history."""
        self._forget_refusal()
        painting, offer = self.painting, self._offer(now.method)
        if painting is None or offer is None:
            return
        if not painting.painted:
            self._bench.noticed.emit(NO_REGION, "info", "")
            return
        workspace = painting.workspace

        def found(directions: DirectionSet) -> None:
            if self._workspace is workspace:
                self._take(workspace, directions, now, gesture)

        self._bench.jobs.cancel_kind("prepare")
        work = Discover(workspace.info.ref.sha256, now.method, dict(now.parameters), now.face.seed, document=now.face)
        names = ", ".join(region.name for region in now.face.regions if not region.keep)
        title = f"{offer.title}: {names}"
        self._bench.ask(work, found, title, kind="region", partial=found, failed=self._refused)

    def prefer(self, method: str, parameters: Parameters) -> None:
        """From now on ask this method; at once where a stroke would."""
        self.method, self.parameters = method, dict(parameters)
        painting, now = self.painting, self.question()
        if painting is None or now is None or not (self.open and painting.painted and self._bench.settings.follow):
            return
        self._painted_last = True
        self._former.forget()
        if not self._answered(now):
            self.find()

    def _refused(self, failure: Failed) -> None:
        self._refusal = failure.sentence
        self._bench.problem(failure)

    def _forget_refusal(self) -> None:
        refusal, self._refusal = self._refusal, ""
        if refusal:
            self.outdated.emit(refusal)

    def _take(self, workspace: Workspace, directions: DirectionSet, asked: Question, gesture: int = 0) -> None:
        """A set of the region's sliders has come: it takes the place of the one before, unless that is in use."""
        old, shown = self._followed, workspace.catalogue.shown
        show = self._painted_last or self.is_local(shown) or not shown
        self._followed = directions.key
        self._questions[directions.key] = asked
        turned = put(workspace, directions, self._mask(workspace, asked), old, show=show)
        if gesture and turned is not None:
            workspace.history.turned = partial(self._turn, workspace)
            workspace.history.push(workspace.document, _held(directions), gesture, turned)
        if gone(workspace, old):
            self._questions.pop(old, None)
        if show:
            self._meter.look_at(directions.slider(0))

    def _turn(self, workspace: Workspace, out: KeptSet, came: KeptSet) -> None:
        """A step that moved the line is undone or done again: those sliders come back, and strokes ask as they did."""
        self._followed = came.directions.key
        asked = self._questions.get(self._followed)
        if asked is not None and asked.method == self.method:
            self.parameters = dict(asked.parameters)
        turn(workspace, out, came)

    @property
    def only_inside(self) -> bool:
        """Whether sliders of a region keep to it by a mask."""
        return self._bench.settings.only_inside

    def keep_inside(self, *, on: bool) -> None:
        """Let the sliders of regions keep to them by a mask, or act everywhere; of the set that is shown, also those
        moved already."""
        self._bench.settings.only_inside = on
        if (workspace := self._workspace) is None:
            return
        for key, asked in self._questions.items():
            if key in workspace.catalogue.sets:
                workspace.catalogue.masks[key] = self._mask(workspace, asked)
        shown = workspace.catalogue.shown
        if shown not in self._questions:
            return
        words = tr("Sliders keep to the region") if on else tr("Sliders act everywhere")
        keep_to(workspace, shown, workspace.catalogue.masks[shown], words)

    def _mask(self, workspace: Workspace, asked: Question) -> str:
        """The mask that new edits of an answer keep to; empty: none."""
        return to_change(asked.face, workspace.arrays) if self.only_inside else ""


def _held(directions: DirectionSet) -> str:
    return tr("Hold {rank} of {cuts_count}", rank=directions.rank, cuts_count=len(directions.cuts))


def _quiet(_: Failed) -> None:
    """Getting ready early is no concern of anybody: the search says what is wrong."""
