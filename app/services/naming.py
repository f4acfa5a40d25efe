"""What the shown sliders move, measured by itself in the background, so that "component 3" becomes "yaw"."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from app.model.changes import PICTURE, Change
from app.model.painting import is_local
from app.model.settings import cache_of
from app.model.workspace import Workspace
from app.quiet import WhenQuiet
from app.workbench import Workbench
from engine.document.asked.naming import NameAtFace
from engine.document.asked.requests import NameDirections
from engine.document.directions import DirectionSet
from engine.document.document import Document
from engine.document.films.film import along

REST = 600  # milliseconds of quiet, after which sliders are named; a little later than their reach is looked at
PATIENCE = 90.0  # seconds of drawing that nobody asked for, at most
PICTURES, EACH = 56, 32  # that are drawn to name a set, and for each of its directions
AT_FACE = 2  # for each direction of a painted region, which is of one face
REACH = 2.0  # sigma, to which those are moved either way


class Naming(QObject):
    """Asks only when it is quiet and somebody looks (`look`); a hand on a slider ends it, and it begins anew."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._asked: set[str] = set()  # the sets that are measured, or cannot be
        self._now = ""  # the last of them
        self._quiet = WhenQuiet(bench, REST, self._begin)
        self.look = self._quiet.look
        bench.changed.connect(self._changed)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change & PICTURE and self._bench.jobs.running("names"):
            self._bench.jobs.cancel_kind("names")
            self._asked.discard(self._now)

    def _begin(self) -> None:
        workspace = self._bench.workspace
        found = None if workspace is None else workspace.catalogue.set_shown
        if workspace is None or found is None or not self._nameless(workspace, found):
            return
        self._now = found.key
        self._asked.add(found.key)
        done = partial(self._take, workspace, found.key)
        if not is_local(workspace.info, found.key):
            work = NameDirections(workspace.info.ref.sha256, found, cache_of(self._bench.settings))
            self._bench.ask(work, done, kind="names", failed=lambda _: None)
        elif ends := _ends(workspace, found):
            seen = partial(workspace.catalogue.picture, found.key)
            self._bench.ask(NameAtFace(found, ends), done, kind="names", partial=seen, failed=lambda _: None)

    def _nameless(self, workspace: Workspace, found: DirectionSet) -> bool:
        """Whether a method that gave no names found it, and it can be measured within one's patience."""
        offer = next((m for m in workspace.info.methods if m.identifier == found.provenance.method), None)
        local = is_local(workspace.info, found.key)
        pictured = not local or next(iter(found.places)) in workspace.catalogue.thumbnails
        known = found.own or (found[0].attribute is not None and pictured)
        if offer is None or offer.learns or known or found.key in self._asked:
            return False
        frame, each = self._bench.last_frame, AT_FACE if local else EACH
        return frame is not None and frame.seconds * (PICTURES + each * len(found)) <= PATIENCE

    def _take(self, workspace: Workspace, key: str, named: DirectionSet) -> None:
        workspace.catalogue.renew(named, key)


def _ends(workspace: Workspace, found: DirectionSet) -> tuple[tuple[Document, Document], ...]:
    """The face in front with each slider of a painted region at either end; empty where one cannot be moved."""
    ends = []
    try:
        for key in found.places:
            home = workspace.home(key)
            plus, minus = along(workspace.document, (workspace.track(key, (home + REACH, home - REACH)),))
            ends.append((plus, minus))
    except ValueError:  # nothing is left of one beside what is held fixed
        return ()
    return tuple(ends)
