"""What one sees: a window that owns every widget, where they stand, and what all pages do with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from app.controller import Controller
from app.model.workspace import Workspace
from engine.document.disk.wording import short
from engine.document.photos.photo import PHOTOS
from engine.language import tr
from widgets.canvas.canvas import Canvas
from widgets.document.edits import EditsPanel
from widgets.document.history import HistoryPanel
from widgets.document.snapshots import SnapshotPanel
from widgets.faces.conditions import Conditions
from widgets.faces.seeds import SeedBar, SeedBox
from widgets.faces.taming import TamingBar
from widgets.faces.wall import Wall
from widgets.library.first_steps import FirstSteps
from widgets.library.page import Library
from widgets.look.theme import heading
from widgets.methods.bar import MethodBar
from widgets.methods.training import TrainingStrip
from widgets.parts.job_bar import JobBar
from widgets.parts.notice import Notice
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel
from widgets.regions.bar import BrushBar
from widgets.regions.list import RegionList
from widgets.regions.meter import LeakageMeter
from widgets.regions.threshold import ThresholdPlot
from widgets.sliders.panel import SliderPanel

P = ParamSpec("P")
WIDTHS = [236, 754, 376]  # left, middle, right, in pixels of a 1366 window
SHARES = (1, 4, 1)  # of what a wider window brings, or a narrower one takes


class Surface(QMainWindow):
    """The widgets, and the controller that they speak to. Pages take this, never the window that knows the pages."""

    canvas: Canvas
    wall: Wall
    library: Library
    conditions: Conditions
    notice: Notice
    sliders: SliderPanel
    edits: EditsPanel
    history_panel: HistoryPanel
    snapshots: SnapshotPanel
    snapshots_box: QWidget
    seeds: SeedBar
    taming: TamingBar
    methods: MethodBar
    training: TrainingStrip
    first_steps: FirstSteps
    sliders_heading: QLabel
    sliders_before: QPushButton  # the way back to those shown before, where no method brings them
    job_bar: JobBar
    brush_bar: BrushBar
    regions: RegionList
    regions_box: QWidget
    meter: LeakageMeter
    threshold: ThresholdPlot
    meter_box: QWidget
    timing: QLabel
    device: QLabel
    pixel: QLabel
    workers: QPushButton  # how it stands with workers on other machines
    held: QLabel  # what is held fixed
    zoom: QLabel
    title: QLabel
    pages: QStackedWidget
    splitter: QSplitter
    left: QWidget
    right: QWidget
    toolbar: QToolBar
    recent: QMenu
    device_menu: QMenu
    size_menu: QMenu
    device_group: QActionGroup
    acts: dict[str, QAction]

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.controller = controller
        self.setWindowTitle("EigenBrush")
        self.resize(1366, 728)
        self._make_widgets()
        self._lay_out()
        for box in self.findChildren(SeedBox):
            box.refused.connect(controller.say)
            box.lineEdit().returnPressed.connect(self.canvas.setFocus)  # letters are the window's keys again

    def _make_widgets(self) -> None:
        """Every widget, as its attribute."""
        self.canvas, self.wall, self.notice = Canvas(), Wall(), Notice()
        self.library, self.conditions = Library(), Conditions()
        self.conditions.set_folded(folded=not self.controller.settings.conditions_open)
        self.sliders, self.edits, self.history_panel = SliderPanel(), EditsPanel(), HistoryPanel()
        self.seeds, self.taming, self.methods, self.job_bar = SeedBar(), TamingBar(), MethodBar(), JobBar()
        self.snapshots = SnapshotPanel()
        self.training, self.first_steps = TrainingStrip(), FirstSteps()
        self.brush_bar, self.regions = BrushBar(), RegionList()
        self.meter, self.threshold = LeakageMeter(), ThresholdPlot()
        self.timing, self.device, self.pixel, self.zoom = PlainLabel(), PlainLabel(), PlainLabel(), PlainLabel()
        self.held, self.workers = PlainLabel(), QPushButton()
        self.workers.setProperty("role", "flat")
        self.workers.hide()
        self.sliders_heading, self.sliders_before = heading(tr("Sliders found by")), QPushButton()
        self.sliders_before.setProperty("role", "flat")
        self.sliders_before.hide()
        self.canvas.set_smooth(smooth=self.controller.settings.smooth)
        self.sliders.set_empty_text(tr("The sliders appear here once a generator is open."))

    def _lay_out(self) -> None:
        """Edits and history left, the picture and the seeds in the middle, the sliders right."""
        self.pages = QStackedWidget()
        self.pages.addWidget(self.canvas)
        self.add_page(self.wall)
        self.add_page(self.library)
        # The notice lies over the pages, whose contents give way: no picture is covered by it.
        stage = _Stage()
        grid = QGridLayout(stage)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.pages, 0, 0)
        grid.addWidget(self.notice, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.notice.raise_()
        self.notice.covers.connect(self.canvas.make_room)
        centre = _column(self.brush_bar, (stage, 1), self.first_steps, self.seeds, self.taming, self.conditions)
        self.regions_box = _column(heading(tr("Regions")), self.regions)
        self.meter_box = _column(self.meter, self.threshold)
        self.snapshots_box = _column(heading(tr("Snapshots")), self.snapshots)
        edits, history = (heading(tr("Edits")), (self.edits, 3)), (heading(tr("History")), (self.history_panel, 2))
        self.left = _column(self.regions_box, *edits, self.snapshots_box, *history)
        head = (self.sliders_heading, self.methods, self.sliders_before, self.training)
        self.right = _column(*head, self.meter_box, (self.sliders, 1), self.job_bar)
        for widget in (self.brush_bar, self.regions_box, self.meter_box, self.snapshots_box, self.training):
            widget.hide()
        _margins(self.left, 8, 4, 6, 8)
        _margins(self.methods, 8, 0, 8, 2)
        _margins(self.seeds, 14, 6, 14, 4)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, width in zip((self.left, centre, self.right), WIDTHS, strict=True):
            self.splitter.addWidget(widget)
            widget.resize(width, 700)
        for place, share in enumerate(SHARES):
            self.splitter.setStretchFactor(place, share)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(WIDTHS)
        self.left.setMinimumWidth(190)
        self.right.setMinimumWidth(350)  # room for a slider's track of 120 beside "component 12"
        self.setCentralWidget(self.splitter)
        self._lay_out_bar()

    def _lay_out_bar(self) -> None:
        """The facts along the bottom."""
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(14, 0, 14, 2)
        for label in (self.pixel, self.held, self.zoom, self.timing, self.device):
            label.setProperty("role", "quiet")
        bar.addWidget(self.pixel, 1)
        facts = QWidget()
        line = QHBoxLayout(facts)
        line.setContentsMargins(0, 0, 12, 0)
        line.setSpacing(18)
        for widget in (self.held, self.zoom, self.timing, self.workers, self.device):
            line.addWidget(widget)
        bar.addPermanentWidget(facts)

    def acting(self, action: Callable[[Workspace], Callable[P, object]]) -> Callable[P, None]:
        """A slot that runs this action of the workspace in front with the signal's values."""

        def run(*values: P.args, **named: P.kwargs) -> None:
            if (workspace := self.controller.workspace) is not None:
                with self.controller.refusals():
                    action(workspace)(*values, **named)

        return run

    @Slot(list)
    def dropped(self, paths: list[str]) -> None:
        """Open the first of these files; several pictures are all brought in."""
        if len(paths) > 1 and all(Path(path).suffix.lower() in PHOTOS for path in paths):
            self.controller.opening.photos(tuple(paths))
            return
        if len(paths) > 1:
            self.controller.say(
                tr(
                    "{paths_count} files were dropped; only {name} is opened.",
                    paths_count=len(paths),
                    name=short(Path(paths[0]).name),
                )
            )
        if paths:
            self.controller.opening.drop(paths[0])

    def add_page(self, page: Page) -> None:
        """A page that can take the picture's place."""
        self.pages.addWidget(page)
        self.notice.covers.connect(page.make_room)
        page.make_room(self.notice.height() if self.notice.isVisible() else 0)  # it may be made after the notice came

    def turn_to(self, page: QWidget) -> bool:
        """Put this page in the picture's place; False where no generator is open that it could be about."""
        if self.controller.workspace is None:
            return False
        self.controller.faces.stop_faces()
        self.pages.setCurrentWidget(page)
        page.setFocus()
        return True

    @Slot()
    def left_by(self, event: QEvent) -> bool:
        """Whether this is Esc while the picture is in front, by which what lies over it is left; a stroke needs it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape or self.canvas.drawing:
            return False
        return self.pages.currentWidget() is self.canvas

    def show_canvas(self) -> None:
        """The picture, in place of the wall or the library."""
        self.controller.faces.stop_faces()
        if self.pages.currentWidget() is not self.canvas:
            self.pages.setCurrentWidget(self.canvas)
            self.canvas.setFocus()


class _Stage(QWidget):
    """Takes what room there is, and claims no more than it must have: what stands below it is given its own first."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """The notice has; a column takes such a height, here that of all pages, for what must be."""
        return False


def _margins(widget: QWidget, left: int, top: int, right: int, bottom: int) -> None:
    layout = widget.layout()
    assert layout is not None, "every panel is laid out"
    layout.setContentsMargins(left, top, right, bottom)


def _column(*parts: QWidget | tuple[QWidget, int]) -> QWidget:
    """Widgets one below the other, with their stretch."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        widget, stretch = part if isinstance(part, tuple) else (part, 0)
        if widget.property("role") == "heading":
            widget.setContentsMargins(8, 8, 8, 4)
        layout.addWidget(widget, stretch)
    return column
