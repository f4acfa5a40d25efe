"""All methods compared on known truth: asked for, shown as it comes, kept, saved, and its sliders put side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.model.settings import cache_of
from app.workbench import Workbench
from engine.document.asked.requests import Failed
from engine.document.disk.wording import short
from engine.document.saved.kept_sets import KeptSet
from engine.document.truth.comparison import (
    FULL,
    QUICK,
    CompareMethods,
    Comparison,
    Effort,
    KeepComparison,
    LoadComparison,
    LookUpTruth,
    MethodRow,
    SaveComparison,
    Truth,
    minutes,
)
from engine.language import tr

#: In the order in which they are offered.
EFFORTS = (QUICK, FULL)
NO_SLIDERS = tr(
    "The sliders of this table are not at hand: it came from a file, or they made room for others. "
    "Start measures them again."
)


class Comparing(QObject):
    """One comparison at a time, of the generator that is in front when it is started; tables by generator and effort.

    A table that was opened from a file is shown until another is asked for.
    """

    changed = Signal()  # what the page shows

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.effort = QUICK
        self.opened: Comparison | None = None
        self._found: dict[tuple[str, Effort], Comparison] = {}
        self._truths: dict[str, Truth] = {}  # by generator
        self._running: tuple[str, Effort] | None = None
        self._before: tuple[MethodRow, ...] = ()  # what is shown of a method until it is measured again
        bench.generator_opened.connect(self._forget)

    # ---- what there is ----

    @property
    def known(self) -> bool | None:
        """Whether methods can be compared on the generator in front; None: that is being looked up."""
        truth = self._truths.get(self._here)
        return truth.known if truth is not None else None

    @property
    def minutes(self) -> float | None:
        """About how many it takes here; None: that is not known yet."""
        truth, workspace = self._truths.get(self._here), self._bench.workspace
        if truth is None or workspace is None or not truth.known:
            return None
        return minutes(self.effort, workspace.info.methods, truth.seconds)

    @property
    def found(self) -> Comparison | None:
        """The table to be shown."""
        return self.opened or self._found.get((self._here, self.effort))

    @property
    def running(self) -> bool:
        """Whether the table that is shown grows."""
        return self._running == (self._here, self.effort) and self.opened is None

    @property
    def stopped(self) -> bool:
        """Whether rows are missing that starting would add."""
        found, workspace = self._found.get((self._here, self.effort)), self._bench.workspace
        if found is None or workspace is None:
            return False
        return not {offer.identifier for offer in workspace.info.methods} <= {row.method for row in found.rows}

    @property
    def _here(self) -> str:
        workspace = self._bench.workspace
        return workspace.info.ref.sha256 if workspace is not None else ""

    # ---- what is asked ----

    def look(self) -> None:
        """Somebody looks: find out what there is here, once a generator."""
        if (here := self._here) and here not in self._truths:
            work = LookUpTruth(here, cache_of(self._bench.settings))
            self._bench.ask(work, partial(self._looked, here), kind="truth", about=here)

    def _looked(self, sha256: str, truth: Truth) -> None:
        self._truths[sha256] = truth
        for found in truth.kept:
            effort = next(effort for effort in EFFORTS if found.made_with(effort))
            self._found.setdefault((sha256, effort), found)
        if (sha256, self.effort) not in self._found and (sha256, FULL) in self._found:
            self.effort = FULL
        self.changed.emit()

    def choose(self, effort: Effort) -> None:
        """Show what was measured with this effort, here."""
        self.effort, self.opened = effort, None
        self.changed.emit()

    def start(self) -> None:
        """Measure; go on where it was stopped."""
        here = self._here
        if not here:
            return
        self.stop()
        found = self._found.get((here, self.effort))
        self._before = found.rows if found is not None else ()
        known = self._before if self.stopped else ()
        self.opened, self._running = None, (here, self.effort)
        work = CompareMethods(here, self.effort, known)
        about = here, self.effort
        self._bench.ask(
            work, partial(self._done, about), tr("Comparing all methods"), kind="compare",
            partial=partial(self._so_far, about), failed=partial(self._failed, about),
            cancelled=lambda _: self._ended(about), keeps=True,
        )  # fmt: skip
        self.changed.emit()

    def stop(self) -> None:
        """End it; the rows that are whole stay."""
        if self._running is not None:
            self._bench.jobs.cancel_kind("compare")
            self._ended(self._running)

    def _so_far(self, about: tuple[str, Effort], found: Comparison) -> None:
        there = {row.method for row in found.rows}
        found = replace(found, rows=(*found.rows, *(row for row in self._before if row.method not in there)))
        self._found[about] = found
        work = KeepComparison(found, about[1], cache_of(self._bench.settings))
        self._bench.ask(work, lambda _: None, failed=lambda _: None)  # what is not kept is measured again
        self.changed.emit()

    def _done(self, about: tuple[str, Effort], found: Comparison) -> None:
        self._found[about] = found
        self._ended(about)
        self._bench.say(tr("All methods were compared. Click a bar to see its slider beside the others."))

    def _failed(self, about: tuple[str, Effort], failure: Failed) -> None:
        self._bench.problem(failure)
        self._ended(about)

    def _ended(self, about: tuple[str, Effort]) -> None:
        if self._running == about:
            self._running = None
            self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self.opened = None
        self.changed.emit()

    # ---- files ----

    def save(self, path: str) -> None:
        """The table that is shown, as a file."""
        if (found := self.found) is not None:
            self._bench.settings.folder = str(Path(path).parent)
            work = SaveComparison(found, path)
            self._bench.ask(work, self._bench.say_saved, tr("Saving {name}", name=short(Path(path).name)))

    def load(self, path: str) -> None:
        """Show the table of a file."""

        def loaded(found: Comparison) -> None:
            self.opened = found
            self.changed.emit()

        self._bench.settings.folder = str(Path(path).parent)
        work = LoadComparison(path, cache_of(self._bench.settings))
        self._bench.ask(work, loaded, tr("Opening {name}", name=short(Path(path).name)))

    # ---- its sliders ----

    def compare(self, methods: tuple[str, ...], factor: str) -> bool:
        """Choose for the comparison of directions the best sliders for a factor that these methods found, in their
        order; False, and it is said why, where there are none."""
        workspace, found = self._bench.workspace, self.found
        if workspace is None or found is None:
            return False
        if found.sha256 != workspace.info.ref.sha256:
            self._bench.say(
                tr(
                    "This table is of {generator}. Open it to see its sliders on a face.",
                    generator=short(found.generator),
                )
            )
            return False
        rows = {row.method: row for row in found.rows}
        keys = list[str]()
        with workspace.at_once():
            for row in (rows[method] for method in methods):
                key = next((f.key for f in row.factors if f.factor == factor), "")
                if row.best is not None and key in row.best.places:
                    workspace.catalogue.take(KeptSet(found.sha256, row.best))
                if key and workspace.catalogue.known(key) is not None:
                    keys.append(key)
            for key in (*workspace.catalogue.compared, *keys) if keys else ():
                workspace.catalogue.compare(key, key in keys)
        if not keys:
            self._bench.say(NO_SLIDERS)
        return bool(keys)
