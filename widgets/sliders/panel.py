"""All sliders of the open generator, layer by layer, with a search box on top."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from engine.language import tr
from widgets.look.glyphs import blend, glyph
from widgets.parts.plain import PlainLabel
from widgets.sliders.filmstrip import FilmStrip
from widgets.sliders.group import GroupSection
from widgets.sliders.row import SliderRow
from widgets.states import SliderGroup


class SliderPanel(QWidget):
    """The slider groups in a scroll area. It is given `SliderGroup`s and says what a person asks for."""

    moved = Signal(str, float, int)  # slider key, sigma, gesture
    reset = Signal(str)
    renamed = Signal(str, str)
    starred = Signal(str, bool)
    strip_wanted = Signal(str)
    strip_closed = Signal(str)
    solo_toggled = Signal(str, bool)  # group key, on
    lock_toggled = Signal(str, bool)
    randomise_wanted = Signal(str)
    group_reset = Signal(str)
    control_wanted = Signal(str)  # a slider's key: what is outside is to move it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[SliderGroup, ...] = ()
        self._sections: dict[str, GroupSection] = {}
        self._homes: dict[str, GroupSection] = {}  # slider key -> its section
        self._folding: dict[str, tuple[bool, bool]] = {}  # by group key, kept while another generator is open
        self._strip = FilmStrip(self)
        self._strip_key = ""
        self._strip.hide()
        self._strip.picked.connect(self._picked)
        self._strip.closed.connect(self._strip_shut)
        self._search = SearchBox(self)
        self._search.textChanged.connect(self._searched)
        self._note = PlainLabel(parent=self)
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setContentsMargins(24, 24, 24, 24)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty_text = ""
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(4, 2, 4, 8)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._scroll.setWidget(self._content)
        self._scroll.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self._content.setBackgroundRole(QPalette.ColorRole.Window)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(8, 6, 8, 0)
        top.addWidget(self._search)
        layout.addLayout(top)
        layout.addWidget(self._note, 1)
        layout.addWidget(self._scroll, 1)
        self._show_note()

    # what it shows

    def set_groups(self, groups: tuple[SliderGroup, ...]) -> bool:
        """Shows the groups. The same sliders in the same order are updated in place, which is cheap.

        False, and nothing is changed, where a slider is in somebody's hand and would be taken away.
        """
        if _structure(groups) != _structure(self._groups):
            if self._dragging:
                return False
            self._rebuild(groups)
        self._groups = groups
        loudest = max((state.effect for group in groups for state in group.sliders), default=0.0)
        soloed = any(group.solo for group in groups)
        for group in groups:
            self._sections[group.key].set_group(group, loudest, soloed=soloed)
        self._tell_strip()
        return True

    @property
    def _dragging(self) -> bool:
        return any(row.held for section in self._sections.values() for row in section.rows.values())

    def set_empty_text(self, text: str) -> None:
        """What is said when there are no sliders."""
        self._empty_text = text
        self._show_note()

    def reveal(self, key: str) -> None:
        """Scrolls to a slider and gives it the keyboard, whatever is folded or searched for; nothing where it is not
        shown."""
        if key not in self._homes:
            return
        section, row = self._homes[key], self.row(key)
        if row.isHidden():
            self._search.clear()
        if row.isHidden():
            section.set_folding(folded=False, expanded=True)
        self._column.activate()
        self._scroll.ensureWidgetVisible(row, 0, 8)
        row.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, key: str) -> SliderRow:
        """The row of a slider; KeyError when there is none."""
        return self._homes[key].rows[key]

    def section(self, key: str) -> GroupSection:
        """The section of a group; KeyError when there is none."""
        return self._sections[key]

    def _rebuild(self, groups: tuple[SliderGroup, ...]) -> None:
        focused = self.focusWidget()
        focus_key = focused.state.key if isinstance(focused, SliderRow) else ""
        offset = self._scroll.verticalScrollBar().value()
        self._strip.setParent(self)
        self._strip.hide()
        for key, section in self._sections.items():
            self._folding[key] = (section.folded, section.expanded)
            self._column.removeWidget(section)
            for row in section.rows.values():
                # An open type-in ends here: it was meant for a slider that is gone.
                row.blockSignals(True)  # noqa: FBT003  Qt takes no names
            section.hide()
            section.deleteLater()
        self._sections = {group.key: self._section(group) for group in groups}
        self._homes = {key: section for section in self._sections.values() for key in section.rows}
        if self._strip_key in self._homes:
            self._place_strip()
        self._groups = groups
        self._show_note()
        self._column.activate()
        width = self._scroll.viewport().width()
        self._content.resize(width, self._column.totalHeightForWidth(width))
        self._scroll.verticalScrollBar().setValue(offset)
        if focus_key in self._homes:
            self.row(focus_key).setFocus(Qt.FocusReason.OtherFocusReason)
        if self._strip_key and self._strip_key not in self._homes:
            self._strip_shut()

    def _section(self, group: SliderGroup) -> GroupSection:
        section = GroupSection(group, self._content)
        section.solo_toggled.connect(self.solo_toggled)
        section.lock_toggled.connect(self.lock_toggled)
        section.randomise_wanted.connect(self.randomise_wanted)
        section.group_reset.connect(self.group_reset)
        for row in section.rows.values():
            row.moved.connect(self.moved)
            row.reset.connect(self.reset)
            row.renamed.connect(self.renamed)
            row.starred.connect(self.starred)
            row.strip_wanted.connect(self._strip_asked)
            row.control_wanted.connect(self.control_wanted)
        section.set_needle(self._needle())
        folded, expanded = self._folding.get(group.key, (False, False))
        section.set_folding(folded=folded, expanded=expanded)
        self._column.insertWidget(self._column.count() - 1, section)
        return section

    def _show_note(self) -> None:
        found = any(not section.isHidden() for section in self._sections.values())
        if self._groups:
            wanted = self._search.text().strip()
            self._note.setText(tr("No slider is called “{wanted}”.", wanted=wanted))
        else:
            self._note.setText(self._empty_text)
        self._search.setVisible(bool(self._groups))
        self._scroll.setVisible(found)
        self._note.setVisible(not found)

    # search

    def _needle(self) -> str:
        return self._search.text().strip().casefold()

    def _searched(self) -> None:
        for section in self._sections.values():
            section.set_needle(self._needle())
        self._show_note()

    # the film strip

    def set_strip(self, key: str, frames: np.ndarray | None, values: tuple[float, ...]) -> None:
        """Shows the film strip under slider `key`: frames (n, h, w, 3) uint8 at `values` in sigma, None while they are
        rendered. Only one is shown at a time. An unknown key (its slider is gone by now) is passed over."""
        if key not in self._homes:
            return
        moved = key != self._strip_key
        self._strip_key = key
        self._strip.set_frames(frames, values)
        if moved:
            self._place_strip()
            self._column.activate()
            self._scroll.ensureWidgetVisible(self._strip, 0, 8)
        self._tell_strip()

    def dim_strip(self) -> None:
        """The film strip is of what was shown before; another is on its way."""
        self._strip.set_former()

    def close_strip(self) -> None:
        """Takes the film strip away, if one is shown."""
        self._strip_key = ""
        self._strip.hide()
        for section in self._sections.values():
            section.set_strip_key("")

    def _place_strip(self) -> None:
        for section in self._sections.values():
            section.set_strip_key(self._strip_key)
        self._homes[self._strip_key].add_strip(self._strip, self._strip_key)
        self._strip.show()

    def _tell_strip(self) -> None:
        if self._strip_key:
            state = self.row(self._strip_key).state
            self._strip.set_slider(state.name, state.value)

    def _strip_asked(self, key: str) -> None:
        if key == self._strip_key:
            self._strip_shut()
        else:
            self.strip_wanted.emit(key)

    def _strip_shut(self) -> None:
        key = self._strip_key
        if self._strip.hasFocus() and key in self._homes:
            self.row(key).setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_strip()
        self.strip_closed.emit(key)

    def _picked(self, value: float) -> None:
        self.row(self._strip_key).go_to(value)


class SearchBox(QLineEdit):
    """A search field; Esc empties it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Search sliders"))
        self.setAccessibleName(tr("Search sliders by name"))
        self.setToolTip(tr("Show only the sliders with these words in their name; Esc ends it"))
        self.setClearButtonEnabled(True)
        self._lens = QAction(self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        self._lens.setIcon(glyph("search", blend(base, text, 0.6), 16))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.text():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _structure(groups: tuple[SliderGroup, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((group.key, *(state.key for state in group.sliders)) for group in groups)
