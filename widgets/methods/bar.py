"""The method selector: which way of finding directions, its settings, and the button that sets it going."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.document.asked.offers import MethodOffer
from engine.document.directions import ParameterValue
from engine.language import tr
from widgets.look.glyphs import GlyphButton
from widgets.methods.form import MethodForm
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import plain_tip


class MethodBar(QWidget):
    """Methods that cannot run here are listed but cannot be chosen; their tooltip says why. Those that change a painted
    region stand last."""

    chosen = Signal(str)  # a person chose this method: the identifier
    find_with = Signal(str, dict)  # its identifier, and what was entered in its form; empty where nothing was
    brush_wanted = Signal(str)  # the method needs a region, and nothing is painted yet: its identifier
    judge_wanted = Signal(str)  # the method is to learn from faces that the person judges
    stop_wanted = Signal()  # the method that learns now is to end with what it has

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy, self._painted = False, False
        self._training, self._trained = "", ""  # the method that learns now, and its title
        self._offers: tuple[MethodOffer, ...] = ()
        self._current = ""
        self._choice = QComboBox()
        wheel_needs_focus(self._choice)
        self._choice.setAccessibleName(tr("method"))
        self._choice.setMaxVisibleItems(30)  # of fewer, nobody looks for the rest
        self._choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choice.setMinimumWidth(120)
        self._choice.setPlaceholderText(tr("Choose a method"))
        self._settings = GlyphButton("settings", tr("What this method does, and its settings"), size=28)
        self._find = QPushButton(tr("Find"))
        # The list of methods does not change its width with the button's word.
        self._find.setMinimumWidth(self._find.fontMetrics().horizontalAdvance(tr("Paint…")) + 30)
        self.form = MethodForm()
        self._popup = _Popup(self.form, self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._choice, 1)
        line.addWidget(self._settings)
        line.addWidget(self._find)
        self._choice.currentIndexChanged.connect(self._refresh)
        self._choice.activated.connect(self._choose)
        self._settings.clicked.connect(self.open_form)
        self._find.clicked.connect(self._ask)
        self.form.find_wanted.connect(self._asked_by_form)
        self.form.judge_wanted.connect(self._judge)
        self._refresh()

    def set_offers(self, offers: tuple[MethodOffer, ...], current: str) -> None:
        """Lists the methods with `current` chosen, if it can run, else the first that can; if it is none of
        them, as of sliders from a file, the one chosen before.

        The same again changes nothing: a method that the person chose meanwhile stays chosen.
        """
        if (offers, current) == (self._offers, self._current):
            return
        self._offers, self._current = offers, current
        usable = [offer.identifier for offer in offers if not offer.why_not]
        instead = self._choice.currentData()
        if any(offer.identifier == current for offer in offers):  # one that cannot run here
            instead = next(iter(usable), "")
        chosen = current if current in usable else instead if instead in usable else ""
        with QSignalBlocker(self._choice):
            self._fill(sorted(offers, key=_of_regions))
            self._choice.setCurrentIndex(self._choice.findData(chosen) if chosen else -1)
        self._refresh()

    def _fill(self, offers: list[MethodOffer]) -> None:
        """The list of methods, those of regions behind a line."""
        self._choice.clear()
        model = self._choice.model()
        assert isinstance(model, QStandardItemModel)
        for offer in offers:
            if offer.needs_region and 0 < self._choice.count() == offers.index(offer):
                self._choice.insertSeparator(self._choice.count())
            row = self._choice.count()
            self._choice.addItem(offer.title, offer.identifier)
            self._choice.setItemData(row, plain_tip(offer.why_not or offer.paper), Qt.ItemDataRole.ToolTipRole)
            model.item(row).setEnabled(not offer.why_not)

    @property
    def method(self) -> str:
        """The identifier of the method that is chosen; empty: none."""
        return self._choice.currentData() or ""

    def set_busy(self, *, busy: bool) -> None:
        """While a method runs, no second one can be started from here."""
        self._busy = busy
        self.form.set_busy(busy=busy)
        self._refresh()

    def set_training(self, identifier: str, title: str) -> None:
        """Which method learns now, which takes minutes; empty: none. Others can be used meanwhile."""
        if (identifier, title) != (self._training, self._trained):
            self._training, self._trained = identifier, title
            self._refresh()

    def set_painted(self, *, painted: bool) -> None:
        """Whether a region is painted, without which some methods cannot search."""
        self._painted = painted
        self._refresh()

    def open_form(self) -> None:
        """Opens the form of the chosen method below the bar."""
        offer = self._offer(self._choice.currentData())
        if offer is not None:
            self.form.set_offer(offer)
            self._popup.open_under(self)

    def _offer(self, identifier: str | None) -> MethodOffer | None:
        return next((offer for offer in self._offers if offer.identifier == identifier), None)

    def _unpainted(self, identifier: str | None) -> bool:
        offer = self._offer(identifier)
        return offer is not None and offer.needs_region and not self._painted

    def _refresh(self) -> None:
        row = self._choice.currentIndex()
        self._choice.setEnabled(self._choice.count() > 0 and not self._busy)
        offer = self._offer(self._choice.currentData())
        why = (offer.why_not or offer.paper) if offer is not None else ""
        nothing = tr("Ways of finding sliders") if self._choice.count() else tr("No method can run here yet.")
        self._choice.setToolTip(plain_tip(why or nothing))
        self._settings.setEnabled(row >= 0)
        unpainted = self._unpainted(self._choice.currentData())
        stops = bool(self._training) and self._choice.currentData() == self._training
        other = bool(self._training) and offer is not None and offer.trains and not stops
        self._find.setText(
            tr("Stop") if stops else tr("Finding…") if self._busy else tr("Paint…") if unpainted else tr("Find")
        )
        self._find.setEnabled(row >= 0 and not self._busy and not other)
        find = tr("Find directions with this method")
        if stops:
            find = tr("End it with what it has learned. Find goes on from there")
        elif other:
            find = tr("{trained} is learning. Stop it first, or wait until it ends", trained=self._trained)
        elif unpainted:
            find = tr("Paint a region first: this method finds what changes it and leaves the rest as it is")
        elif offer is not None and offer.trains:
            find = tr("Let this method learn, which takes minutes: its sliders so far come at once")
        first = tr("Choose a method first") if self._choice.count() else tr("Open a generator first")
        self._find.setToolTip(plain_tip(find if row >= 0 else first))

    def _ask(self) -> None:
        identifier = self._choice.currentData()
        if self._training and identifier == self._training:
            self.stop_wanted.emit()
        else:
            self._say(identifier, self.form.values_of(identifier))

    def _asked_by_form(self, identifier: str, parameters: dict[str, ParameterValue]) -> None:
        self._popup.hide()
        self._say(identifier, parameters)

    def _say(self, identifier: str, parameters: dict[str, ParameterValue]) -> None:
        if self._training and identifier == self._training:
            self.stop_wanted.emit()  # it begins anew with what was entered
        if self._unpainted(identifier):
            self.brush_wanted.emit(identifier)
        else:
            self.find_with.emit(identifier, parameters)

    def _choose(self, row: int) -> None:
        self.chosen.emit(self._choice.itemData(row))

    def _judge(self) -> None:
        self._popup.hide()
        self.judge_wanted.emit(self._choice.currentData())


def _of_regions(offer: MethodOffer) -> bool:
    return offer.needs_region


class _Popup(QFrame):
    """A frame that closes by Esc or a click elsewhere."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._content = content
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on the button that opened it only closes it
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)  # the theme's border makes its own room
        layout.addWidget(content)

    def open_under(self, bar: MethodBar) -> None:
        """Below the bar, its right edge under the bar's, as tall as the form needs and the screen gives."""
        self.ensurePolished()
        screen = bar.screen().availableGeometry()
        corner = bar.mapToGlobal(QPoint(bar.width(), bar.height() + 4))
        width = self._content.width() + 2
        height = min(bar.form.wanted_height() + 2, screen.bottom() - corner.y() - 8)
        self.setGeometry(max(screen.left(), corner.x() - width), corner.y(), width, height)
        self.show()
        bar.form.focus_first()
