"""What would be lost is asked about, and only that; what can be undone is undone; a notice covers nothing."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from engine.document.asked.requests import Failed
from tests.app.opened import Opened, settle
from tests.app.window.test_window import film


def questions(opened: Opened) -> list[QMessageBox]:
    settle()
    return [box for box in opened.window.findChildren(QMessageBox) if box.isVisible()]


def answer(opened: Opened, words: str) -> None:
    (box,) = questions(opened)
    next(button for button in box.buttons() if button.text() == words).click()
    settle()


def test_a_second_export_does_not_end_the_first(window: Opened, tmp_path: Path) -> None:
    for name in ("a", "b"):
        window.controller.saving.film(film(tmp_path / f"{name}.gif", 12))
    assert sorted(Path(path).name for path in window.controller.jobs.writing()) == ["a.gif", "b.gif"]
    window.rest()
    for name in ("a", "b"):
        with Image.open(tmp_path / f"{name}.gif") as gif:
            assert getattr(gif, "n_frames", 1) == 12
    assert sorted(sentence.split()[:2] for sentence, _ in window.notices) == [["Saved", "a.gif"], ["Saved", "b.gif"]]


def test_a_set_that_can_be_found_again_is_deleted_without_a_question(window: Opened) -> None:
    shown = window.workspace.catalogue.shown
    window.window.directions.page.delete_wanted.emit()
    assert questions(window) == [] and shown not in window.workspace.catalogue.sets


def test_a_set_learned_from_judged_faces_is_asked_about(window: Opened) -> None:
    window.window.acts["show_judging"].trigger()
    window.rest()
    for seed in range(40, 46):
        window.controller.directions.judge(seed, 1 if seed % 2 else -1)
    window.wait(lambda: window.controller.directions.boundary is not None)
    window.window.judging.page.used.emit()
    window.rest()
    key = window.workspace.catalogue.shown
    assert window.workspace.catalogue.sets[key].provenance.parameters["attribute"] == "examples"
    page = window.window.directions.page
    page.delete_wanted.emit()
    (box,) = questions(window)
    assert "was learned from faces that you judged" in box.text()
    answer(window, "Keep")
    assert key in window.workspace.catalogue.sets and questions(window) == []
    page.delete_wanted.emit()
    answer(window, "Delete")
    assert key not in window.workspace.catalogue.sets
    assert len(window.workspace.judgements.marks) == 6, "the answers stay"


def test_clearing_the_judged_faces_is_undone_by_the_key_on_their_page(window: Opened) -> None:
    window.window.acts["show_judging"].trigger()
    window.rest()
    for seed, mark in ((40, 1), (41, -1), (42, 1)):
        window.controller.directions.judge(seed, mark)
    window.window.judging.page.cleared.emit()
    assert not window.workspace.judgements.marks
    assert window.window.acts["undo"].isEnabled()
    QTest.keyClick(window.window.judging.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.rest()
    assert dict(window.workspace.judgements.marks) == {40: 1, 41: -1, 42: 1}
    assert window.window.pages.currentWidget() is window.window.judging.page


def test_a_notice_never_covers_the_picture(window: Opened) -> None:
    surface, canvas = window.window, window.window.canvas
    place = canvas._viewport.rect()
    for text in ("Saved.", "A sentence that is so long that it goes on in another line. " * 4):
        window.controller.say(text)
        settle()
        assert canvas._viewport.rect()[1] >= surface.notice.geometry().bottom() + 1
    surface.notice.close_notice()
    settle()
    assert canvas._viewport.rect() == place


def test_a_notice_in_the_middle_of_a_stroke_moves_nothing_under_the_pen(window: Opened) -> None:
    surface, canvas = window.window, window.window.canvas
    surface.acts["brush"].trigger()
    window.rest()
    before = canvas._viewport.rect()
    x, y, width, height = before
    middle = QPointF(x + width / 2, y + height / 2).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    window.controller.say("Something came.")
    settle()
    assert canvas.drawing and canvas._viewport.rect() == before
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(5, 0))
    assert canvas._viewport.rect() != before
    window.rest()


def test_what_failed_of_a_generator_is_taken_back_with_another(window: Opened, dcgan_file: Path) -> None:
    troubles = window.controller.troubles
    for about, sentence in (("Discover", "Nothing was found."), ("file: SavePicture", "a.png was not written.")):
        window.controller.problem(Failed(0, sentence))
        troubles.add(about, sentence)
    window.controller.opening.generator(str(dcgan_file))
    window.wait(lambda: window.workspace.info.resolution == 16)
    window.rest()
    assert "Nothing was found" not in window.window.notice._text.text()
    assert troubles.over("file: SavePicture") == ["a.png was not written."]
