from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from widgets.library.export_dialog import ExportDialog
from widgets.states import ExportChoice

SLIDERS = (("z1.1", "hat"), ("z3.1", "Turn of the head"), ("z3.2", "smile"))
Key = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    dialog = ExportDialog(SLIDERS, ("z3.1",), 64, str(tmp_path))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def named(dialog: ExportDialog, name: str) -> QWidget:
    return next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == name)


def write(widget: QWidget, text: str) -> None:
    field = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Tab)


def export_button(dialog: ExportDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == "Export")


def sentence(dialog: ExportDialog) -> str:
    """What is shown in the colour of problems, or nothing."""
    return next(
        (x.text() for x in dialog.findChildren(QLabel) if x.property("role") == "problem" and x.isVisible()), ""
    )


def summary(dialog: ExportDialog) -> str:
    return next(x.text() for x in dialog.findChildren(QLabel) if " frames, " in x.text())


def tick(dialog: ExportDialog, row: int) -> None:
    listing = dialog.findChild(QListWidget)
    listing.setCurrentRow(row)
    QTest.keyClick(listing, Key.Key_Space)


def test_what_is_set_is_what_is_asked_for(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    tick(dialog, 2)
    low, high = dialog.findChildren(QDoubleSpinBox)
    write(low, "-2")
    write(high, "1.5")
    write(named(dialog, "frames"), "30")
    rate = named(dialog, "frames a second")
    assert isinstance(rate, QComboBox)
    rate.setFocus()
    QTest.keyClick(rate, Key.Key_Home)
    QTest.keyClick(rate, Key.Key_Down)
    qtbot.mouseClick(dialog.findChildren(QRadioButton)[1], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    write(named(dialog, "size in pixels"), "300")
    write(named(dialog, "file"), str(tmp_path / "film"))
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(export_button(dialog), Qt.MouseButton.LeftButton)
    assert dialog.choice() == ExportChoice(
        sliders=("z3.1", "z3.2"), low=-2.0, high=1.5, frames=30, rate=100 / 3, there_and_back=False, size=300,
        path=str(tmp_path / "film.gif"),
    )  # fmt: skip
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_it_opens_ready_with_the_slider_one_came_from(dialog: ExportDialog, tmp_path: Path) -> None:
    choice = dialog.choice()
    assert choice.sliders == ("z3.1",)
    assert choice.path == str(tmp_path / "turn-of-the-head.gif")
    assert (choice.frames, choice.rate, choice.there_and_back) == (48, 25, True)
    assert export_button(dialog).isEnabled()
    assert sentence(dialog) == ""


def test_only_rates_that_a_gif_can_hold_are_offered(dialog: ExportDialog) -> None:
    rate = named(dialog, "frames a second")
    assert isinstance(rate, QComboBox)
    offered = {rate.itemText(row): rate.itemData(row) for row in range(rate.count())}
    assert offered == {
        "50": 50, "33.3": 100 / 3, "25": 25, "20": 20, "16.7": 100 / 6, "14.3": 100 / 7, "12.5": 12.5, "10": 10,
        "8.3": 100 / 12, "5": 5,
    }  # fmt: skip


def test_the_summary_follows(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert summary(dialog).startswith("48 frames, 1.9 s, loops seamlessly · about 1.2 MB")
    write(named(dialog, "size in pixels"), "512")
    assert "about 3.4 MB" in summary(dialog)
    write(named(dialog, "frames"), "100")
    qtbot.mouseClick(dialog.findChildren(QRadioButton)[1], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert summary(dialog).startswith("100 frames, 4.0 s, jumps back to its start · about 7.0 MB")
    assert not dialog.choice().dither
    grain = next(b for b in dialog.findChildren(QRadioButton) if b.text() == "More shades, as grain")
    qtbot.mouseClick(grain, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert dialog.choice().dither and not dialog.choice().there_and_back
    assert summary(dialog).startswith("100 frames, 4.0 s, jumps back to its start · about 14 MB")


def test_each_thing_that_cannot_be_has_its_sentence(dialog: ExportDialog, tmp_path: Path) -> None:
    def refused(sentence_part: str) -> None:
        assert sentence_part in sentence(dialog)
        assert not export_button(dialog).isEnabled()
        with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
            dialog.choice()

    good = str(tmp_path / "good.gif")
    tick(dialog, 1)
    refused("Tick at least one slider")
    tick(dialog, 1)
    low = dialog.findChildren(QDoubleSpinBox)[0]
    write(low, "3")
    refused("start below its end")
    write(low, "-3")
    for size in ("8", "4097", ""):
        write(named(dialog, "size in pixels"), size)
        refused("between 16 and 4096")
    write(named(dialog, "size in pixels"), "2048")
    for path, part in (
        ("", "Say where"), (str(tmp_path / "film.mp4"), "end in .gif"), (str(tmp_path / "none" / "x.gif"), "no folder"),
    ):  # fmt: skip
        write(named(dialog, "file"), path)
        refused(part)
    (tmp_path / "folder.gif").mkdir()
    write(named(dialog, "file"), str(tmp_path / "folder.gif"))
    refused("taken by a folder")
    write(named(dialog, "file"), good)
    assert sentence(dialog) == "" and export_button(dialog).isEnabled()
    assert dialog.choice().size == 2048


def test_a_typed_size_is_not_completed_to_another(dialog: ExportDialog) -> None:
    write(named(dialog, "size in pixels"), "102")
    assert dialog.choice().size == 102


def test_it_says_when_a_file_would_be_replaced_and_never_proposes_that(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    taken = tmp_path / "turn-of-the-head.gif"
    taken.write_bytes(b"")
    write(named(dialog, "file"), str(taken) + " ")
    assert "replaces the file that is there" in summary(dialog)
    second = ExportDialog(SLIDERS, ("z3.1",), 64, str(tmp_path))
    qtbot.addWidget(second)
    assert second.choice().path == str(tmp_path / "turn-of-the-head-2.gif")


def test_browse_fills_in_the_file_and_cancelling_it_changes_nothing(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    browse = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Browse"))
    answers = iter([(str(tmp_path / "chosen.gif"), ""), ("", "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: next(answers))
    for _ in range(2):
        qtbot.mouseClick(browse, Qt.MouseButton.LeftButton)
        assert dialog.choice().path == str(tmp_path / "chosen.gif")


def test_escape_cancels_and_the_dialog_fits_a_small_laptop(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert dialog.sizeHint().height() < 600 and dialog.sizeHint().width() < 700
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog.findChild(QSpinBox), Key.Key_Escape)


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
def test_enter_replaces_no_file_unasked(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    asked: list[str] = []

    def question(*given: object) -> QMessageBox.StandardButton:
        asked.append(str(given[2]))
        assert given[4] == QMessageBox.StandardButton.No, "what Enter presses by itself replaces nothing"
        return answer

    monkeypatch.setattr(QMessageBox, "question", question)
    (tmp_path / "a.gif").write_bytes(b"kept")
    write(named(dialog, "file"), str(tmp_path / "a.gif"))
    QTest.keyClick(named(dialog, "file"), Key.Key_Return)
    assert len(asked) == 1 and "a.gif is there already" in asked[0]
    accepted = dialog.result() == QDialog.DialogCode.Accepted
    assert accepted == (answer == QMessageBox.StandardButton.Yes) and dialog.isVisible() != accepted


def test_what_the_dialog_of_files_has_asked_about_is_not_asked_twice(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.gif"
    path.write_bytes(b"replaced")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Browse…").click()
    export_button(dialog).click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_numbers_are_in_the_unit_of_what_is_ticked(qtbot: QtBot, tmp_path: Path) -> None:
    sliders = (("z3.1", "smile"), ("morph:0#1", "to anna"))
    dialog = ExportDialog(sliders, ("z3.1",), 64, str(tmp_path), ways=frozenset({"morph:0#1"}))
    qtbot.addWidget(dialog)
    smile, way = (dialog._sliders.item(row) for row in range(2))

    def shown() -> tuple[str, str]:
        return dialog._low.text(), dialog._high.text()

    assert shown() == ("-3.00 \u03c3", "3.00 \u03c3")
    smile.setCheckState(Qt.CheckState.Unchecked)
    way.setCheckState(Qt.CheckState.Checked)
    assert shown() == ("0.00 of the way", "1.00 of the way")
    assert (dialog.choice().low, dialog.choice().high) == (0.0, 1.0)
    dialog._high.setValue(0.5)
    way.setCheckState(Qt.CheckState.Checked)  # the same unit: a person's numbers stay
    assert dialog.choice().high == 0.5
    smile.setCheckState(Qt.CheckState.Checked)
    assert shown() == ("-3.00 \u03c3", "3.00 \u03c3")


def choose(dialog: ExportDialog, name: str) -> None:
    kinds = named(dialog, "format")
    assert isinstance(kinds, QComboBox)
    kinds.setCurrentIndex(kinds.findData(name))


def test_another_format_ends_the_file_so_and_offers_its_rates_and_what_it_is_good_for(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "webp")
    assert dialog.choice().path == str(tmp_path / "turn-of-the-head.webp")
    assert (dialog.choice().format, dialog.choice().quality, dialog.choice().rate) == ("webp", "good", 25)
    assert any(x.text().startswith("A tenth of a GIF") and x.isVisible() for x in dialog.findChildren(QLabel))
    assert not any(b.isVisible() for b in dialog.findChildren(QRadioButton) if b.text() == "Smooth")
    rates, grades = named(dialog, "frames a second"), named(dialog, "quality")
    assert isinstance(rates, QComboBox) and isinstance(grades, QComboBox)
    rates.setCurrentText("30")
    grades.setCurrentIndex(2)
    assert (dialog.choice().rate, dialog.choice().quality) == (30, "best")
    choose(dialog, "gif")
    assert dialog.choice().rate == 100 / 3, "the nearest that a GIF holds"
    assert dialog.choice().path == str(tmp_path / "turn-of-the-head.gif") and not grades.isVisible()


def test_a_folder_of_pictures_has_no_ending_and_has_to_be_empty(dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog, "frames")
    folder = tmp_path / "turn-of-the-head"
    assert dialog.choice().path == str(folder)
    folder.mkdir()
    write(named(dialog, "file"), str(folder))
    assert sentence(dialog) == ""
    (folder / "a.png").write_bytes(b"")
    write(named(dialog, "file"), str(folder) + " ")
    assert "taken by a folder" in sentence(dialog)


def test_what_is_not_installed_is_said_with_the_command_and_odd_sizes_are_told(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.document.films.formats.find_spec", lambda _: None)
    choose(dialog, "mp4")
    assert 'pip install "eigenbrush[video]"' in sentence(dialog) and not export_button(dialog).isEnabled()
    monkeypatch.setattr("engine.document.films.formats.find_spec", lambda _: "there")
    write(named(dialog, "size in pixels"), "301")
    assert "301 becomes 300 pixels" in summary(dialog) and export_button(dialog).isEnabled()
    choose(dialog, "gif")
    assert "becomes" not in summary(dialog)
