"""What the window says of where sliders and faces come from, and the ways back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from app.model.changes import Change
from app.services.brought.scores import in_words
from app.window.states import slider_groups
from engine.document.asked.between import pair_set
from engine.document.asked.requests import Cancelled
from engine.document.document import PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.photos.photo import Inverted, PhotoRead
from engine.document.regions import Region
from tests.app.opened import Opened


def test_the_heading_tells_where_sliders_come_from_and_one_click_leads_back(window: Opened) -> None:
    made, workspace = window.window, window.workspace
    before = workspace.catalogue.shown
    assert made.sliders_heading.text() == "Sliders found by" and made.sliders_before.isHidden()
    vector = np.zeros(workspace.info.layout.dimension, np.float32)
    vector[0] = 1
    workspace.catalogue.add(pair_set("a to b", vector, 1.0, workspace.info.ref.sha256, 9.8))
    window.rest()
    assert made.sliders_heading.text() == "A slider from two pictures"
    (slider,) = slider_groups(workspace)[0].sliders
    assert slider.low <= -9.8 and slider.high >= 9.8, "it reaches what its note names"
    workspace.catalogue.ranges = {slider.key: (0.0, 0.0)}
    assert slider_groups(workspace)[0].sliders[0].usual == (0.0, 0.0), "strange all along: all dashed"
    assert made.sliders_before.isVisible()
    made.sliders_before.click()
    window.rest()
    assert workspace.catalogue.shown == before
    assert made.sliders_heading.text() == "Sliders found by" and made.sliders_before.isHidden()


def test_an_edit_leads_to_its_slider_and_says_where_there_is_none(window: Opened) -> None:
    workspace, made = window.workspace, window.window
    own = workspace.catalogue.shown
    vector = np.zeros(workspace.info.layout.dimension, np.float32)
    vector[0] = 1
    pair = pair_set("a to b", vector, 1.0, workspace.info.ref.sha256, 9.8)
    workspace.catalogue.add(pair)
    workspace.move(pair.slider(0), 2.0, 1)
    workspace.catalogue.show(own)
    workspace.move("z1.1", 1.0, 2)
    window.rest()
    for key, shown in ((pair.slider(0), pair.key), ("z1.1", own)):
        made.edits.chosen.emit(key)
        assert workspace.catalogue.shown == shown
    workspace.catalogue.remove(pair.key)
    workspace.catalogue._gone = None
    made.edits.chosen.emit(pair.slider(0))
    assert window.said("are not there any more")


def test_a_page_of_no_faces_saves_nothing_and_says_why(window: Opened) -> None:
    page = window.window.brought.page
    window.window.brought._show()
    assert not page._more.isEnabled() and "nothing to save" in page._more.toolTip()


def test_a_double_click_that_began_on_another_page_zooms_nothing(window: Opened) -> None:
    canvas, view = window.window.canvas, window.window.canvas._viewport
    fitted, middle = view.zoom, QPointF(canvas.rect().center())
    left = Qt.MouseButton.LeftButton

    def second() -> None:
        """The second click of two, which Qt sends in place of a press."""
        kind = QEvent.Type.MouseButtonDblClick
        event = QMouseEvent(kind, middle, canvas.mapToGlobal(middle), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)
        QTest.mouseRelease(canvas, left)

    window.window.faces.show()
    window.window.show_canvas()
    second()
    assert view.zoom == fitted
    QTest.mouseClick(canvas, left)
    second()
    assert view.zoom != fitted


def test_the_photo_page_says_what_it_still_shows_and_undoes_strokes(window: Opened, tmp_path: Path) -> None:
    made, page, photos = window.window, window.window.photo.page, window.controller.photos
    assert not made.acts["paste_back"].isEnabled()
    pixels = window.pixels()
    square = Alignment(32.0, 0.0, 32.0, 32.0)
    photos._read(PhotoRead(str(tmp_path / "aunt.png"), pixels, 1.0, (square,)))
    made.show_canvas()
    made.acts["show_photo"].trigger()
    assert window.said("This is still aunt.png")
    page._asked = page._wish()
    code = np.zeros(window.workspace.info.layout.dimension, np.float32)
    photos._take(Inverted(code, square, pixels, 31.0, 0.9, counted=0.9))
    mask = np.zeros((512, 512), np.uint8)
    mask[:100] = 255
    page.ignoring._keep(mask)
    assert page._score.text().startswith("Of the last search: ")
    page.placing.setFocus()
    QTest.keyClick(page.placing, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not page.ignoring.painted and not page._score.text().startswith("Of the last search: ")
    photos.use()
    window.rest()
    assert made.acts["paste_back"].isEnabled()


def test_the_score_never_advises_what_was_chosen() -> None:
    square, pixels = Alignment(1.0, 0.0, 0.0, 0.0), np.zeros((4, 4, 3), np.uint8)
    far, odd = (Inverted(np.zeros(4, np.float32), square, pixels, 20.0, strange) for strange in (1.0, 9.0))
    assert "Closest" in in_words(far) and "Closest" not in in_words(far, 1.0)
    assert "Easy to edit" in in_words(odd) and "Easy to edit" not in in_words(odd, 0.0)


def test_the_heading_says_nothing_of_a_method_whose_sliders_are_not_shown(window: Opened) -> None:
    made, shown = window.window, window.workspace.catalogue.set_shown
    assert shown is not None
    other = next(offer.identifier for offer in window.workspace.info.methods
                 if not offer.why_not and offer.identifier != shown.provenance.method)  # fmt: skip
    box = made.methods._choice
    for method, heading in ((other, "Find sliders with"), (shown.provenance.method, "Sliders found by")):
        box.setCurrentIndex(box.findData(method))
        box.activated.emit(box.currentIndex())
        window.rest()
        assert made.sliders_heading.text() == heading


def test_the_wheel_changes_nothing_where_the_keyboard_is_not(window: Opened) -> None:
    """Every list and every number of the window."""
    made, state = window.window, list[tuple[QWidget, object]]()
    assert all((made.directions, made.comparison, made.judging, made.truth, made.photo, made.pair))  # made when needed
    lists, numbers = made.findChildren(QComboBox), made.findChildren(QAbstractSpinBox)
    state += [(box, box.currentIndex()) for box in lists]
    state += [(box, box.text()) for box in numbers]
    assert len(lists) > 3 and len(numbers) > 3
    made.canvas.setFocus()
    for box, _ in state:
        for turn in (-120, 120):
            at = QPointF(box.rect().center())
            wheel = QWheelEvent(at, box.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
            QApplication.sendEvent(box, wheel)
            now = box.currentIndex() if isinstance(box, QComboBox) else box.text()  # type: ignore[attr-defined]
            assert now == dict(state)[box] and not box.hasFocus(), box.accessibleName()


def test_a_face_from_a_photo_has_no_seed(window: Opened) -> None:
    seeds, seed = window.window.seeds, window.document.seed
    assert seeds._seed.text() == str(seed)
    window.workspace.face.take_photo(window.workspace.face.base.copy(), PhotoRef("/a.png", Alignment(9, 0.0, 9, 9)))
    window.rest()
    assert seeds._seed.text() == "" and seeds._seed.lineEdit().placeholderText() == "photo"
    window.controller.undo()
    window.rest()
    assert seeds._seed.text() == str(seed)
    window.controller.redo()
    window.rest()
    QTest.keyClicks(seeds._seed, "7")
    QTest.keyClick(seeds._seed, Qt.Key.Key_Return)
    window.rest()
    assert window.document.seed == 7 and window.document.photo is None and seeds._seed.text() == "7"


def test_taking_away_where_nothing_is_painted_says_so(window: Opened) -> None:
    window.window.painter.open()
    window.window.painter._brush.set_subtract(True)
    QTest.mouseClick(window.window.canvas, Qt.MouseButton.LeftButton, pos=window.window.canvas.rect().center())
    assert window.said("nothing is painted here yet. Region > Add or subtract (X)")


def test_a_file_that_was_stopped_is_said(window: Opened, tmp_path: Path) -> None:
    window.controller.saving.picture(str(tmp_path / "a.png"))
    number = max(window.controller.jobs._waiting)
    window.controller.jobs.answer(Cancelled(number))
    assert window.said("a.png was not written, because it was stopped.")


def test_regions_are_said_to_be_gone_only_where_undo_brings_them_back(window: Opened) -> None:
    """A session that is opened at the start has no step before it."""
    regions, seed = window.controller.regions, window.document.seed
    regions._last = replace(window.document, seed=seed + 1, regions=(Region("eyes", ""),))
    assert not window.workspace.history.can_undo
    window.controller.changed.emit(Change.FACE)
    assert not window.said("were cleared")
