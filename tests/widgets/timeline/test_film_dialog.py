"""The dialog of the film: what is said is what is asked for."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from widgets.timeline.film_dialog import FilmDialog


def test_what_is_chosen_is_what_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = FilmDialog("anna", 10.0, 64, str(tmp_path), None, "gif", closed=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog._colours.isVisible() and "250 frames, 10.0 s, goes round" in dialog._summary.text()
    dialog._format.kinds.setCurrentIndex(dialog._format.kinds.findData("webp"))
    choice = dialog.choice()
    assert choice.path == str(tmp_path / "anna.webp") and choice.format == "webp" and choice.rate == 25.0
    assert not dialog._colours.isVisible() and choice.size == 512
