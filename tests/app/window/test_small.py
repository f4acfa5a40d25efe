"""The smallest window: nothing lies over anything else and no word or control is cut, whatever page is in front."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QSplitterHandle,
    QWidget,
)

from app.model.film.making import FilmMaking
from app.model.painting import Painting
from engine.document.disk.wording import short
from engine.document.photos.alignment import Alignment
from engine.document.photos.photo import Inverted, PhotoRead
from engine.document.regions import FULL
from engine.document.timeline.sound import Sound
from engine.document.truth.comparison import Comparison, Estimate, FactorRow, MethodRow
from tests.app.opened import Opened, quiet, settle
from widgets.look.theme import apply_theme
from widgets.parts.elided import ElidedLabel, ElidedText
from widgets.parts.notice import Notice
from widgets.parts.press_slider import PressSlider
from widgets.photo.ignoring import Ignoring

SCREENS = {"least": (0, 0), "1024x600": (1024, 570), "1366x768": (1366, 738)}  # less the frame that a desktop adds


def canvas(opened: Opened) -> None:
    opened.window.show_canvas()


def unfolded(opened: Opened) -> None:
    opened.workspace.face.set_noise("seeded", 7)
    opened.workspace.face.mix(9, 1, 2)
    opened.window.conditions.set_folded(folded=False)


def brush(opened: Opened) -> None:
    opened.window.painter.use("brush")


def painted(opened: Opened) -> None:
    """Regions, edits and history in the panel on the left, all with long names."""
    painting = Painting(opened.workspace)
    mask = np.zeros(painting.size, np.uint8)
    mask[20:40, 20:40] = FULL
    opened.window.painter.use("brush")
    for place in range(3):
        painting.add()
        painting.paint(mask, "Brush")
        painting.rename(painting.current, f"a region with a rather long name {place}")
    for place, key in enumerate(list(opened.workspace.catalogue.set_shown.places)[:4]):
        opened.workspace.move(key, 1.0)
        opened.workspace.rename(key, f"a slider with a rather long name {place}")


def photo(opened: Opened) -> None:
    """A photo that was found and whose search is paused, while one paints: all buttons at once, and a long score."""
    pixels, photos, page = opened.pixels(), opened.controller.photos, opened.window.photo.page
    square = Alignment(32.0, 0.0, 32.0, 32.0)
    photos._read(PhotoRead("/there/aunt.png", pixels, 1.0, (square, square), ("Two faces were found in it.",)))
    code = np.zeros(opened.workspace.info.layout.dimension, np.float32)
    for _ in range(3):
        photos._take(Inverted(code, square, pixels, 21.0, 3.0, counted=0.8, note="Its noise was not fitted to it."))
    page.ignoring.set_painting(on=True)
    page.set_busy(busy=True, fraction=0.5, paused=True)


def pair(opened: Opened) -> None:
    opened.window.pair.show()


def brought(opened: Opened) -> None:
    opened.window.brought._show()


def film(opened: Opened) -> None:
    """The timeline with keys, a curve and a sound, while it says how well it plays."""
    acts, page = opened.window.acts, opened.window.film
    acts["show_timeline"].trigger()
    for seed in (3, 7):
        opened.workspace.face.set_seed(seed, keep_edits=False)
        opened.rest()
        acts["set_film_key"].trigger()
    making = FilmMaking(opened.workspace)
    making.add_curve(next(iter(opened.workspace.catalogue.set_shown.places)))
    page._sounds._known["a" * 64] = None  # none that can be read
    making.set_sound(Sound("/there/a song with a rather long name.wav", "a" * 64), None)
    opened.controller.say("A sentence that is said above the picture, and so long that it takes two lines there.")
    page.dock.head.told.setText("12 of 30 frames a second; the others are left out")
    opened.window.resize(1366, 650)  # as a hand drags it: a lower window shows fewer curves, and so can be lower still
    settle()


def no_film(opened: Opened) -> None:
    """The timeline that has no film yet, with all that one may begin with."""
    opened.window.acts["show_timeline"].trigger()


def truth(opened: Opened) -> None:
    """A table of a file: with rows, and the longest line of words."""
    value = Estimate(1.234, 0.5)
    factors = tuple(FactorRow(name, value, value, value, value, 0) for name in ("smile", "background lightness"))
    rows = MethodRow("a", "A long name (Somebody 2020)", 12, factors=factors), MethodRow("b", "B", failed="It cannot.")
    opened.controller.comparing.opened = Comparison("portraits", "a" * 64, (0, 1, 2), 200, 2000, "2", "any", rows)
    opened.window.truth.show()


def overlapping(root: QWidget) -> list[str]:
    """What lies over what stands beside it, reaches beyond what holds it, or is smaller than its words need."""
    wrong = []
    for holder in (root, *root.findChildren(QWidget)):
        if not holder.isVisible() or isinstance(holder, QAbstractScrollArea):
            continue
        inside = [child for child in holder.children() if isinstance(child, QWidget) and child.isVisible()]
        # Of splitter handles one can take hold of a little beside them, too; a notice lies over the pages.
        inside = [
            child
            for child in inside
            if not child.isWindow() and not isinstance(child, Ignoring | Notice | QSplitterHandle)
        ]
        if any(isinstance(child.parentWidget(), QAbstractScrollArea) for child in (holder, *inside)):
            continue  # what scrolls may be larger than it is shown
        for i, child in enumerate(inside):
            if child.width() and not holder.rect().contains(child.geometry()):
                wrong.append(f"{named(child)} is cut by {named(holder)}")
            for other in inside[i + 1 :]:
                if not child.geometry().intersected(other.geometry()).isEmpty():
                    wrong.append(f"{named(child)} and {named(other)} in {named(holder)}")
            if too_small(child):
                wrong.append(f"{named(child)} is {child.width()} x {child.height()}")
    return wrong


def too_small(child: QWidget) -> bool:
    needed = child.minimumSizeHint()
    if isinstance(child, QLabel) and not isinstance(child, ElidedLabel | ElidedText):
        high = child.heightForWidth(child.width()) if child.wordWrap() else needed.height()
        return child.height() < high or (not child.wordWrap() and child.width() < needed.width())
    if isinstance(child, QAbstractButton) and child.text():
        return child.width() < needed.width() or child.height() < min(needed.height(), child.maximumHeight())
    return isinstance(child, PressSlider) and child.width() < 40


def named(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return short(f"{type(widget).__name__} {said or widget.accessibleName()}")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("page", [canvas, unfolded, brush, painted, photo, pair, brought, truth, film, no_film])
def test_nothing_overlaps_or_is_cut(
    make_window: Callable[..., Opened], brief_ganspace: None, page: Callable[[Opened], None], screen: str
) -> None:
    window = make_window(first="builtin:faces-stylegan2-64")  # which offers noise, mixing and calming
    quiet(window)
    made = window.window
    made.resize(1366, 738)
    page(window)
    window.rest()
    made.resize(*SCREENS[screen])
    for _ in range(4):  # a line that breaks asks for more height, which the window gives in its own time
        settle()
    assert overlapping(made) == []
    assert made.minimumSizeHint().width() <= 980
    if page is film:
        dock = made.film.dock
        assert all(lane.height() >= lane.minimumSizeHint().height() for lane in dock.lanes() if lane.isVisible())
    if screen == "1024x600":
        assert (made.width(), made.height()) == SCREENS[screen], "it does not fit the screen"
    assert QRect(0, 0, *made.size().toTuple()).contains(made.toolbar.geometry())
    assert QApplication.activePopupWidget() is None


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")


def test_a_sliders_track_is_120_pixels_wide_in_the_smallest_window_and_its_panel_can_be_widened(
    make_window: Callable[..., Opened], brief_ganspace: None
) -> None:
    window = make_window(first="builtin:faces-stylegan2-64")
    quiet(window)
    made = window.window
    made.resize(*SCREENS["least"])
    settle()
    row = made.sliders.row(next(iter(window.workspace.catalogue.set_shown.places)))

    def track() -> float:
        return row._plan.right - row._plan.left

    assert track() >= 120
    made.resize(*SCREENS["1366x768"])
    settle()
    before = track()
    assert before >= 120
    left, centre, right = made.splitter.sizes()
    made.splitter.setSizes([left, centre - 150, right + 150])
    settle()
    assert made.right.width() == right + 150 and track() > before + 80
