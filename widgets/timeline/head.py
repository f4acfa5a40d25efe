"""The line above the lanes: play, set a key, what dragging and playing keep to, templates, the film as a file."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QVBoxLayout, QWidget

from engine.language import tr
from widgets.fitting.wrapping import WrappingLine
from widgets.look.glyphs import GlyphButton
from widgets.look.keyed import keyed_tip
from widgets.parts.elided import ElidedLabel
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import add_plain
from widgets.regions.buttons import MenuButton, Switch, Words
from widgets.timeline.state import TimelineState

LONGEST = 3600.0  # seconds


class Head(QWidget):
    """Says what is pressed; shows what it is given."""

    seconds_chosen = Signal(float)
    template_chosen = Signal(str)
    spread_wanted = Signal()
    steady_wanted = Signal()
    curve_wanted = Signal()  # of the slider that was moved last

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.play = Switch("play", tr("Play the film"), "pause", "play_film")
        self.key = Words(tr("Set key"))
        keyed_tip(self.key, tr("Set a key of what is shown, at the playhead"), "set_film_key")
        self.closed = _switch("round", tr("The end leads into the beginning: a film to be seen in a loop"))
        self.loop = _switch("loop", tr("Play again and again"))
        self.snap = _switch("snap", tr("What is dragged snaps to beats, to other keys and to the ruler"))
        self.onion = _switch("onion", tr("Onion skin: the keys before and after shine through"))
        self.mute = Switch("sound", tr("Play the film without its sound"), "muted", "")
        self.loop.setChecked(True)
        self.snap.setChecked(True)
        self.templates = MenuButton(tr("Make"), tr("Films that are made at once, to go on from"))
        self.told = ElidedLabel()
        self.told.setProperty("role", "quiet")
        self.seconds = QDoubleSpinBox()
        self.seconds.setRange(0.5, LONGEST)
        self.seconds.setDecimals(1)
        self.seconds.setSuffix(tr(" s"))
        self.seconds.setKeyboardTracking(False)
        self.seconds.setAccessibleName(tr("Length of the film in seconds"))
        self.seconds.setToolTip(tr("Length of the film in seconds"))
        self.seconds.setFixedWidth(82)
        wheel_needs_focus(self.seconds)
        self.seconds.valueChanged.connect(self.seconds_chosen)
        self.sound, self.export = Words(tr("Sound…")), Words(tr("Save film…"))
        self.sound.setToolTip(tr("A sound file under the film; it can be dropped here as well"))
        self.export.setToolTip(tr("The film as a file"))
        self.close_button = GlyphButton("close", tr("Close the timeline"))
        self._beats = False
        self._lay_out()

    def _lay_out(self) -> None:
        left: tuple[QWidget, ...] = (
            self.play, self.key, self.closed, self.loop, self.snap, self.onion, self.mute, self.templates,
        )  # fmt: skip
        right: tuple[QWidget, ...] = (self.seconds, self.sound, self.export, self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 3, 6, 3)
        column.addWidget(WrappingLine(*left, *right, right=len(right), gap=2, between=self.told))

    def set_templates(self, templates: tuple[tuple[str, str, str], ...], slider: str) -> None:
        """What one may start from: a name, words, and a sentence why it cannot be (or nothing); the name of the slider
        that can be given a curve, or nothing."""
        menu = self.templates.menu()
        menu.clear()
        for name, words, why_not in templates:
            action = add_plain(menu, f"{words} · {why_not}" if why_not else words)
            action.setEnabled(not why_not)
            action.triggered.connect(lambda _=False, name=name: self.template_chosen.emit(name))
        menu.addSeparator()
        if slider:
            add_plain(menu, tr("Add a curve of {name}", name=slider)).triggered.connect(
                lambda: self.curve_wanted.emit()
            )
        spread = tr("Spread the keys evenly, on beats") if self._beats else tr("Spread the keys evenly")
        menu.addAction(spread).triggered.connect(lambda: self.spread_wanted.emit())
        menu.addAction(tr("Let the picture change equally fast throughout")).triggered.connect(
            lambda: self.steady_wanted.emit()
        )

    def set_state(self, state: TimelineState) -> None:
        """Shows what the film is like."""
        with QSignalBlocker(self.seconds):
            self.seconds.setValue(state.seconds)
        with QSignalBlocker(self.closed):
            self.closed.setChecked(state.closed)
        self.mute.setVisible(state.sound is not None)
        self._beats = bool(state.beats)
        for button in (self.play, self.closed, self.loop, self.onion, self.export):
            button.setEnabled(not state.empty)


def _switch(name: str, tip: str) -> Switch:
    return Switch(name, tip, name, "")
