"""Menus, toolbar and shortcuts made of the table of actions; what they, the sliders and the edits do is joined here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar

from app.model.settings import THEMES
from app.window.actions import ACTIONS, Action
from app.window.languages import fill_languages
from app.window.surface import Surface
from engine.language import tr
from widgets.parts.elided import ElidedLabel

ICON = 18


def make_actions(window: Surface) -> None:
    """Menus and toolbar; what they do is connected later, by `connect_actions`, and `tools/keys.py` gives them keys."""
    window.acts = {}
    window.toolbar = QToolBar(tr("Tools"), window)
    window.toolbar.setObjectName("tools")
    window.toolbar.setMovable(False)
    window.toolbar.setIconSize(QSize(ICON, ICON))
    window.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    window.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    menus: dict[str, QMenu] = {}
    for action in ACTIONS:
        if action.menu not in menus:
            menus[action.menu] = window.menuBar().addMenu(tr(action.menu))
            menus[action.menu].setToolTipsVisible(action.menu == "File")  # why something cannot be saved
        menu = menus[action.menu]
        if action.break_before:
            menu.addSeparator()
        menu.addAction(_make_action(window, action))
        if action.run == "open_file":
            window.recent = menu.addMenu(tr("Open recent"))
            window.recent.setObjectName("recent")
            window.recent.setToolTipsVisible(True)
        if action.run == "theme_system":
            menu.addSeparator()
            fill_languages(window, menu.addMenu(tr("Language")))
            window.size_menu = menu.addMenu(tr("Interface size"))
            window.device_menu, window.device_group = menu.addMenu(tr("Device")), QActionGroup(window)
    themes = QActionGroup(window)
    for mode in THEMES:
        themes.addAction(window.acts[f"theme_{mode}"])
    window.acts["toggle_smooth"].setChecked(window.controller.settings.smooth)
    window.acts[f"theme_{window.controller.settings.theme}"].setChecked(True)
    for action in ACTIONS:
        if action.toolbar:
            window.toolbar.addAction(window.acts[action.run])
    window.title = ElidedLabel()
    window.title.setObjectName("generatorTitle")
    window.title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    window.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    window.toolbar.addWidget(window.title)
    window.addToolBar(window.toolbar)
    window.canvas.addAction(window.acts["toggle_panels"])


def connect_actions(
    window: Surface, doing: Mapping[str, Callable[[], object]], switching: Mapping[str, Callable[[bool], object]]
) -> None:
    """Let every action of the table do what these say of its name.

    Raises:
        KeyError: an action has nothing to do, or there is no action of a name.
    """
    named = {action.run for action in ACTIONS}
    if odd := named.symmetric_difference({*doing, *switching}):
        raise KeyError(tr("actions and commands do not fit: {odd}", odd=sorted(odd)))
    for name, do in doing.items():
        window.acts[name].triggered.connect(partial(_do, do))
    for name, switch in switching.items():
        window.acts[name].triggered.connect(switch)


def _do(do: Callable[[], object], *_: bool) -> None:
    """Without the state of the action, which every `triggered` brings."""
    do()


def _make_action(window: Surface, action: Action) -> QAction:
    made = QAction(tr(action.text), window)
    made.setCheckable(action.checkable)
    window.acts[action.run] = made
    return made


def connect_edits(window: Surface) -> None:
    """Sliders, the edits' rows and the conditions change the document in front."""
    c, s, e, d = window.controller, window.sliders, window.edits, window.conditions
    act = window.acting
    s.moved.connect(act(lambda workspace: workspace.move))
    s.reset.connect(act(lambda workspace: workspace.reset))
    s.renamed.connect(act(lambda workspace: workspace.rename))
    s.starred.connect(act(lambda workspace: workspace.star))
    s.solo_toggled.connect(act(lambda workspace: workspace.solo))
    s.lock_toggled.connect(act(lambda workspace: workspace.lock))
    s.group_reset.connect(act(lambda workspace: workspace.reset_group))
    e.moved.connect(act(lambda workspace: workspace.move))
    e.muted.connect(act(lambda workspace: workspace.mute))
    e.removed.connect(act(lambda workspace: workspace.remove))
    e.reordered.connect(act(lambda workspace: workspace.reorder))
    e.reset_all.connect(act(lambda workspace: workspace.reset_all))
    d.label_chosen.connect(act(lambda workspace: workspace.face.set_label))
    d.cutoff_chosen.connect(act(lambda workspace: workspace.face.set_cutoff))
    d.noise_chosen.connect(act(lambda workspace: workspace.face.set_noise))
    d.mix_wanted.connect(act(lambda workspace: workspace.face.mix))
    d.mixes_cleared.connect(act(lambda workspace: workspace.face.clear_mixes))
    s.randomise_wanted.connect(c.randomise)
    # The button goes off, and what comes after it in the order of Tab is a field that letters would be typed into.
    window.methods.find_with.connect(lambda *_: window.canvas.setFocus())
