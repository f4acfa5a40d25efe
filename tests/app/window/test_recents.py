"""File > Open recent and the library: sessions and pictures with their thumbnails; a pin keeps an entry."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from app.home import home
from app.model import earlier
from app.model.merging import merged
from app.model.settings import REMEMBERED, Recent, Settings, load_settings, save_settings
from app.services.library import of_file, thumbnail
from tests.app.opened import Opened, quiet, settle
from widgets.library.card import Card


def entries(window: Opened) -> list[QAction]:
    window.window.recents.fill()
    return [action for action in window.window.recent.actions() if action.data() and not action.menu()]


def entry(window: Opened, path: Path) -> QAction:
    return next(action for action in entries(window) if action.data() == str(path))


def texts(window: Opened) -> list[str]:
    return [action.text() for action in entries(window)]


def colour(path: Path) -> np.ndarray:
    """The mean colour of the thumbnail of a file."""
    with Image.open(thumbnail(of_file(str(path)))) as image:
        return np.asarray(image.convert("RGB"), float).mean((0, 1))


def test_saved_pictures_photos_and_sessions_are_listed_with_what_they_look_like(window: Opened, tmp_path: Path) -> None:
    picture, session, photo = tmp_path / "face.png", tmp_path / "work.eigenbrush", tmp_path / "aunt.jpg"
    Image.new("RGB", (320, 240), (20, 200, 40)).save(photo)
    window.controller.saving.picture(str(picture))
    window.wait(lambda: window.said("Saved face.png"))
    shown = window.pixels().mean((0, 1))
    window.controller.saving.session(str(session))
    window.wait(lambda: window.said("Saved work.eigenbrush"))
    window.controller.photos.open(str(photo))
    window.wait(lambda: window.controller.photos.photo is not None)
    window.rest()
    assert [Path(text).name for text in texts(window)] == ["work.eigenbrush", "aunt.jpg", "face.png"]
    assert all(not action.icon().isNull() for action in entries(window))
    assert np.abs(colour(picture) - shown).max() < 1 and np.abs(colour(session) - shown).max() < 1
    assert np.abs(colour(photo) - (20, 200, 40)).max() < 8
    photo.unlink()
    assert texts(window) == ["work.eigenbrush", "face.png"]


def test_a_picture_that_is_opened_by_its_recipe_is_among_them_with_its_own_picture(
    window: Opened, tmp_path: Path
) -> None:
    picture = tmp_path / "face.png"
    window.controller.saving.picture(str(picture))
    window.wait(lambda: window.said("Saved face.png"))
    saved = window.pixels().mean((0, 1))
    window.controller.settings.pictures.clear()
    thumbnail(of_file(str(picture))).unlink()
    window.workspace.face.set_seed(99, keep_edits=False)
    window.rest()
    window.controller.opening.drop(str(picture))
    window.wait(lambda: window.controller.settings.pictures == [str(picture)])
    window.rest()
    window.wait(lambda: thumbnail(of_file(str(picture))).is_file())
    assert np.abs(colour(picture) - saved).max() < 1


def press(window: Opened, action: QAction, key: Qt.Key | None = None) -> None:
    """A right click on an entry of the menu, or a key while it is marked."""
    menu = window.window.recent
    if key is not None:
        menu.setActiveAction(action)
        QApplication.sendEvent(menu, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        return
    place, right, no = QPointF(menu.actionGeometry(action).center()), Qt.MouseButton.RightButton, Qt.MouseButton(0)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, place, menu.mapToGlobal(place), right, no, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(menu, event)


def test_a_right_click_or_p_pins_an_entry_above_the_others_and_opens_nothing(window: Opened, tmp_path: Path) -> None:
    paths = [tmp_path / f"{i}.png" for i in range(3)]
    for path in paths:
        path.write_bytes(b"x")
        window.controller.settings.remember_picture(str(path))
    document = window.document
    window.window.recent.popup(window.window.mapToGlobal(window.window.rect().center()))
    press(window, entry(window, paths[0]))
    assert texts(window) == ["0.png\tpinned", "2.png", "1.png"] and window.controller.settings.pinned == [str(paths[0])]
    press(window, entry(window, paths[1]), Qt.Key.Key_P)
    assert texts(window) == ["1.png\tpinned", "0.png\tpinned", "2.png"]
    press(window, entry(window, paths[1]), Qt.Key.Key_P)
    assert texts(window) == ["0.png\tpinned", "2.png", "1.png"]
    window.window.recent.close()
    settle()
    assert window.document == document and window.controller.jobs.idle


def test_what_is_pinned_does_not_fall_out_and_is_kept_for_the_next_run() -> None:
    settings = Settings()
    settings.remember(Recent("/f/old.pt"))
    settings.remember_picture("/p/old.png")
    for path in ("/f/old.pt", "/p/old.png"):
        settings.pin(path, on=True)
    for i in range(2 * REMEMBERED):
        settings.remember(Recent(f"/f/{i}.pt"))
        settings.remember_picture(f"/p/{i}.png")
        settings.remember_session(f"/s/{i}.eigenbrush")
    assert len(settings.recent) == len(settings.pictures) == REMEMBERED + 1 and len(settings.sessions) == REMEMBERED
    assert settings.recent[-1].path == "/f/old.pt" and settings.pictures[-1] == "/p/old.png"
    save_settings(settings)
    assert load_settings() == (settings, "")
    settings.forget("/f/old.pt")
    assert settings.pinned == ["/p/old.png"] and len(settings.recent) == REMEMBERED


def test_pins_and_pictures_of_two_windows_are_kept() -> None:
    before = Settings(pictures=["/a.png"], pinned=["/a.png"])
    mine, theirs = Settings(pictures=["/a.png"]), Settings(pictures=["/a.png"], pinned=["/a.png"])
    mine.pin("/m.png", on=True)
    mine.remember_picture("/m.png")
    theirs.remember_picture("/t.png")
    found = merged(mine, before, theirs)
    assert found.pictures == ["/m.png", "/t.png", "/a.png"] and found.pinned == ["/m.png"]


@pytest.mark.parametrize("name", ["pictures", "pinned"])
def test_damaged_lists_are_not_believed(name: str) -> None:
    from app.model.settings import home

    (home() / "settings.json").write_text(f'{{"{name}": [5]}}')
    settings, problem = load_settings()
    assert settings == Settings() and "could not be read" in problem


def test_a_card_of_the_library_is_pinned_by_its_button_or_p(make_window: Callable[..., Opened], tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{i}.pt") for i in range(3)]
    opened = make_window(Settings(recent=[Recent(path, "", Path(path).stem) for path in paths]))
    quiet(opened)
    opened.window.acts["show_library"].trigger()
    settle()

    def cards() -> list[Card]:
        return [card for card in opened.window.library.cards() if card.state.removable]

    assert [card.state.key for card in cards()] == paths
    last = cards()[-1]
    last.setFocus()
    assert last._pin.isVisible() and not cards()[0]._pin.isVisible()
    last._pin.click()
    settle()
    assert [card.state.key for card in cards()] == [paths[2], paths[0], paths[1]]
    assert cards()[0].state.pinned and cards()[0]._pin.isVisible() and "pinned" in cards()[0].accessibleDescription()
    QApplication.sendEvent(cards()[0], QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier))
    settle()
    assert opened.controller.settings.pinned == [] and [card.state.key for card in cards()] == paths


def test_what_earlier_runs_had_open_shows_what_was_on_screen(window: Opened) -> None:
    window.window.autosaver.keep()
    window.wait(lambda: not window.controller.jobs.running("autosave"))
    kept = next(home().glob("autosave*.eigenbrush"))
    damaged = kept.read_bytes()
    earlier.put_aside(kept)
    (earlier.folder() / "of words.eigenbrush").write_bytes(damaged[: len(damaged) // 2])
    window.window.recents.fill()
    entries = [action for action in window.window.recent.actions() if action.text().startswith("Session of")]
    assert sorted(action.icon().isNull() for action in entries) == [False, True]
    shown = next(action.icon() for action in entries if not action.icon().isNull())
    pixels = np.array(Image.open(io.BytesIO(earlier.picture(Path(next(earlier.folder().glob("20*")))))))
    assert np.array_equal(pixels, window.pixels()) and not shown.isNull()
