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


def test_it_proposes_the_rate_of_the_film_and_keeps_it_through_formats(qtbot: QtBot, tmp_path: Path) -> None:
    for rate in (30.0, 24.0, 48.0):
        dialog = FilmDialog("anna", 10.0, 64, str(tmp_path), None, "webp", closed=True, rate=rate)
        qtbot.addWidget(dialog)
        assert dialog.choice().rate == rate and f"{10 * rate:.0f} frames, 10.0 s" in dialog._summary.text()
        dialog._format.kinds.setCurrentIndex(dialog._format.kinds.findData("gif"))
        assert dialog.choice().rate in (25.0, 100 / 3, 50.0)  # the nearest that a GIF holds
        dialog._format.kinds.setCurrentIndex(dialog._format.kinds.findData("webp"))
        assert dialog.choice().rate == rate
        dialog._format.rates.setCurrentIndex(0)
        assert dialog.choice().rate == 10.0


def test_it_says_whether_the_film_keeps_its_sound(qtbot: QtBot, tmp_path: Path) -> None:
    said = {}
    for sounds in (True, False):
        dialog = FilmDialog("anna", 10.0, 64, str(tmp_path), None, "webp", closed=True, sounds=sounds)
        qtbot.addWidget(dialog)
        for name in ("webp", "gif", "mp4"):
            dialog._format.kinds.setCurrentIndex(dialog._format.kinds.findData(name))
            said[sounds, name] = dialog._summary.text()
    assert "without its sound" in said[True, "webp"] and "without its sound" in said[True, "gif"]
    assert "with its sound" in said[True, "mp4"] and "without" not in said[True, "mp4"]
    assert not any("sound" in said[False, name] for name in ("webp", "gif", "mp4"))
