"""How the main window is put together: its widgets, where they stand, its menus and toolbar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from app.window.actions import ACTIONS, Action
from widgets.canvas.canvas import Canvas
from widgets.document.edits import EditsPanel
from widgets.document.history import HistoryPanel
from widgets.faces.conditions import Conditions
from widgets.faces.seeds import SeedBar
from widgets.faces.wall import Wall
from widgets.library.page import Library
from widgets.look.theme import heading
from widgets.methods.bar import MethodBar
from widgets.parts.job_bar import JobBar
from widgets.parts.notice import Notice
from widgets.regions.bar import BrushBar
from widgets.regions.list import RegionList
from widgets.regions.meter import LeakageMeter
from widgets.regions.threshold import ThresholdPlot
from widgets.sliders.panel import SliderPanel

if TYPE_CHECKING:
    from app.window.window import MainWindow

ICON = 18
WIDTHS = [236, 790, 340]  # left, middle, right, in pixels of a 1366 window


def make_widgets(window: MainWindow) -> None:
    """Every widget of the window, as its attribute."""
    window.canvas, window.wall, window.notice = Canvas(), Wall(), Notice()
    window.library, window.conditions = Library(), Conditions()
    window.conditions.set_folded(not window.controller.settings.conditions_open)
    window.sliders, window.edits, window.history_panel = SliderPanel(), EditsPanel(), HistoryPanel()
    window.seeds, window.methods, window.job_bar = SeedBar(), MethodBar(), JobBar()
    window.brush_bar, window.regions = BrushBar(), RegionList()
    window.meter, window.threshold = LeakageMeter(), ThresholdPlot()
    window.timing, window.device, window.pixel, window.zoom = QLabel(), QLabel(), QLabel(), QLabel()
    window.held = QLabel()
    window.canvas.set_smooth(window.controller.settings.smooth)
    window.sliders.set_empty_text("The sliders appear here once a generator is open.")


def lay_out(window: MainWindow) -> None:
    """Edits and history left, the picture and the seeds in the middle, the sliders right."""
    window.pages = QStackedWidget()
    window.pages.addWidget(window.canvas)
    window.pages.addWidget(window.wall)
    window.pages.addWidget(window.library)
    # The notice lies over the picture: nothing moves when it comes or goes.
    stage = QWidget()
    grid = QGridLayout(stage)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.addWidget(window.pages, 0, 0)
    grid.addWidget(window.notice, 0, 0, Qt.AlignmentFlag.AlignTop)
    window.notice.raise_()
    centre = _column(window.brush_bar, (stage, 1), window.seeds, window.conditions)
    # Regions and their meter are there only while somebody paints.
    window.regions_box = _column(heading("Regions"), window.regions)
    window.meter_box = _column(window.meter, window.threshold)
    window.left = _column(
        window.regions_box, heading("Edits"), (window.edits, 3), heading("History"), (window.history_panel, 2)
    )
    window.right = _column(
        heading("Sliders found by"), window.methods, window.meter_box, (window.sliders, 1), window.job_bar
    )
    for widget in (window.brush_bar, window.regions_box, window.meter_box):
        widget.hide()
    window.left.layout().setContentsMargins(8, 4, 6, 8)
    window.methods.layout().setContentsMargins(8, 0, 8, 2)
    window.seeds.layout().setContentsMargins(14, 6, 14, 8)
    window.splitter = QSplitter(Qt.Orientation.Horizontal)
    for widget, width in zip((window.left, centre, window.right), WIDTHS, strict=True):
        window.splitter.addWidget(widget)
        widget.resize(width, 700)
    window.splitter.setStretchFactor(1, 1)
    window.splitter.setChildrenCollapsible(False)
    window.splitter.setSizes(WIDTHS)
    window.left.setMinimumWidth(190)
    window.right.setMinimumWidth(300)
    centre.setMinimumWidth(420)
    window.setCentralWidget(window.splitter)
    bar = window.statusBar()
    bar.setSizeGripEnabled(False)
    bar.setContentsMargins(14, 0, 14, 2)
    for label in (window.pixel, window.held, window.zoom, window.timing, window.device):
        label.setProperty("role", "quiet")
    bar.addWidget(window.pixel, 1)
    facts = QWidget()
    line = QHBoxLayout(facts)
    line.setContentsMargins(0, 0, 12, 0)
    line.setSpacing(18)
    for label in (window.held, window.zoom, window.timing, window.device):
        line.addWidget(label)
    bar.addPermanentWidget(facts)


def make_actions(window: MainWindow) -> None:
    """Menus, toolbar and shortcuts from the table of actions."""
    window.acts = {}
    window.toolbar = QToolBar("Tools", window)
    window.toolbar.setObjectName("tools")
    window.toolbar.setMovable(False)
    window.toolbar.setIconSize(QSize(ICON, ICON))
    window.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    window.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    menus: dict[str, QMenu] = {}
    for action in ACTIONS:
        menu = menus.setdefault(action.menu, None) or window.menuBar().addMenu(action.menu)
        menus[action.menu] = menu
        if action.break_before:
            menu.addSeparator()
        menu.addAction(_make_action(window, action))
        if action.run == "open_file":
            window.recent = menu.addMenu("Open recent")
            window.recent.setObjectName("recent")
            window.recent.setToolTipsVisible(True)
            window.recent.aboutToShow.connect(window.intents.fill_recent)
        if action.run == "theme_system":
            menu.addSeparator()
            window.device_menu, window.device_group = menu.addMenu("Device"), QActionGroup(window)
            window.device_menu.aboutToShow.connect(window.intents.fill_devices)
    themes = QActionGroup(window)
    for name in ("theme_dark", "theme_light", "theme_system"):
        themes.addAction(window.acts[name])
    window.acts["toggle_smooth"].setChecked(window.controller.settings.smooth)
    window.acts[f"theme_{window.controller.settings.theme}"].setChecked(True)
    for action in ACTIONS:
        if action.toolbar:
            window.toolbar.addAction(window.acts[action.run])
    window.title = QLabel()
    window.title.setObjectName("generatorTitle")
    spacer = QWidget()
    spacer.setSizePolicy(spacer.sizePolicy().Policy.Expanding, spacer.sizePolicy().Policy.Preferred)
    window.toolbar.addWidget(spacer)
    window.toolbar.addWidget(window.title)
    window.addToolBar(window.toolbar)
    # Tab hides the panels only from the canvas; elsewhere it moves the focus, as everywhere.
    window.acts["toggle_panels"].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    window.canvas.addAction(window.acts["toggle_panels"])


def _make_action(window: MainWindow, action: Action) -> QAction:
    made = QAction(action.text, window)
    made.setShortcuts([QKeySequence(key) for key in action.keys])
    keys = f" ({action.keys[0]})" if action.keys else ""
    made.setToolTip((action.tip or action.text.rstrip("…")) + keys)
    made.setCheckable(action.checkable)
    made.triggered.connect(getattr(window.intents, action.run))
    window.acts[action.run] = made
    return made


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
