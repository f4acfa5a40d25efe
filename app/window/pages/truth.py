"""The page of all methods in the window: what is measured, how long that takes, and a click that shows the sliders."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.services.comparing import EFFORTS, Comparing
from app.window import dialogs
from app.window.surface import Surface
from engine.document.disk.wording import short, visible
from engine.document.truth.claims import claims
from engine.document.truth.comparison import Comparison, Estimate, FactorRow, MethodRow
from engine.language import tr
from widgets.truth.page import TruthPage
from widgets.truth.state import MEASURES, Bar, TruthCell, TruthClaim, TruthRow, TruthState

KIND = tr("Comparison of methods (*.json)")
NOT_KNOWN = tr(
    "Nobody knows what makes the pictures of {name}, so methods cannot be judged on it: open a generator of portraits, "
    "or a table that was saved (Table, Open)."
)


class TruthPages(QObject):
    """Fills the page while it is on screen, and hands on what a person does there; `compare` shows the comparison of
    directions."""

    def __init__(self, window: Surface, compare: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._comparing, self._compare = window, window.controller.comparing, compare
        self.page = TruthPage()
        window.add_page(self.page)
        self.page.closed.connect(window.show_canvas)
        self.page.effort_asked.connect(self._choose)
        self.page.start_wanted.connect(self._comparing.start)
        self.page.stop_wanted.connect(self._comparing.stop)
        self.page.save_wanted.connect(self._save)
        self.page.open_wanted.connect(self._open)
        self.page.picked.connect(self._pick)
        self._comparing.changed.connect(self._fill)

    def show(self) -> None:
        """Bring the page to the front."""
        if self._window.turn_to(self.page):
            self._fill()
            self._comparing.look()

    @Slot()
    def _fill(self) -> None:
        workspace = self._window.controller.workspace
        if workspace is not None and self._window.pages.currentWidget() is self.page:
            self.page.set_state(state_of(self._comparing, workspace.info.ref.name))

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._comparing.choose(EFFORTS[place])

    @Slot()
    def _save(self) -> None:
        found = self._comparing.found
        if found is not None:
            if path := dialogs.ask_where(self._window, tr("Save the table"), f"{found.generator}-methods.json", KIND):
                self._comparing.save(path)

    @Slot()
    def _open(self) -> None:
        folder = self._window.controller.settings.starting_folder()
        if path := QFileDialog.getOpenFileName(
            self._window, tr("Open a table"), folder, tr("{kind};;All files (*)", kind=KIND)
        )[0]:
            self._comparing.load(path)

    @Slot(str, str)
    def _pick(self, method: str, factor: str) -> None:
        """The sliders for this factor: that of the method first, then the others, the best first."""
        found = self._comparing.found
        if found is None:
            return
        judged = {row.method: bars[self.page.measure].mean for row in found.rows if (bars := _bars(row, factor))}
        order = sorted(judged, key=lambda name: judged[name], reverse=not MEASURES[self.page.measure].less)
        if self._comparing.compare((method, *(name for name in order if name != method)), factor):
            self._compare()


def state_of(comparing: Comparing, name: str) -> TruthState:
    """What the page shows while the generator called `name` is in front."""
    found, place = comparing.found, EFFORTS.index(comparing.effort)
    refused = comparing.known is False and found is None
    state = TruthState(
        effort=place,
        told=tr("from a file") if comparing.opened is not None else takes(comparing.minutes),
        start=tr("Go on") if comparing.stopped else tr("Measure again") if found is not None else tr("Start"),
        running=comparing.running,
        opened=comparing.opened is not None,
        why_not=NOT_KNOWN.format(name=short(name)) if refused else "",
    )
    return state if found is None else _with_table(state, found)


def takes(minutes: float | None) -> str:
    """How long it takes, as people say it; empty where that is not known."""
    if minutes is None:
        return ""
    if minutes < 90:
        whole = max(1, round(minutes)) if minutes < 10 else 5 * round(minutes / 5)
        return tr("takes about {whole} minutes in all", whole=whole) if whole > 1 else tr("takes about a minute in all")
    return tr("takes about {minutes} hours in all", minutes=round(minutes / 60))


def _with_table(state: TruthState, found: Comparison) -> TruthState:
    seeds = len(found.seeds)
    factors = next((tuple(f.factor for f in row.factors) for row in found.rows if row.factors), ())
    return TruthState(
        factors=tuple(visible(factor) for factor in factors),
        rows=tuple(_row(row, factors) for row in found.rows) if factors else (),
        effort=state.effort,
        told=state.told,
        start=state.start,
        running=state.running,
        opened=state.opened,
        claims=tuple(
            TruthClaim(visible(c.title.partition(" (")[0]), c.says, visible(c.seen), c.agrees) for c in claims(found)
        ),
        about=tr(
            "{generator}, {portraits} portraits, {seeds} seed{value}",
            generator=short(found.generator),
            portraits=found.portraits,
            seeds=seeds,
            value="s" if seeds > 1 else "",
        ),
    )


def _row(row: MethodRow, factors: tuple[str, ...]) -> TruthRow:
    title, _, paper = short(row.title).partition(" (")
    if row.failed:
        return TruthRow(row.method, title, paper.rstrip(")"), failed=short(row.failed, 240))
    named = {f.factor: f for f in row.factors}
    cells = tuple(TruthCell(_bars(row, name), short(named[name].slider) if name in named else "") for name in factors)
    figures = Estimate(float(row.directions)), row.seconds, row.disentanglement, row.gap
    return TruthRow(row.method, title, paper.rstrip(")"), cells, tuple(map(_bar, figures)))


def _bars(row: MethodRow, factor: str) -> tuple[Bar, ...]:
    """A bar for each of `MEASURES`; none where nothing moves the factor."""
    found: FactorRow | None = next((f for f in row.factors if f.factor == factor and f.effect.mean > 0), None)
    return () if found is None else tuple(map(_bar, (found.effect, found.share, found.monotone, found.person)))


def _bar(value: Estimate) -> Bar:
    return Bar(value.mean, value.half)
