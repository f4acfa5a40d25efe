"""Controllers in the real window: a slider's menu, a knob that is turned, the dialog, and nothing left behind."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import mido
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pythonosc.osc_message_builder import build_msg

from app.model.settings import Settings, load_settings
from tests.app.opened import Opened, close_window, settle


@pytest.fixture(autouse=True)
def _no_devices() -> Iterator[None]:
    before = mido.backend
    mido.set_backend("tests.app.live.fake_midi")
    yield
    mido.set_backend(before)


def choose(widget: QWidget, text: str) -> None:
    """An entry of the menu that a right click on this opens."""
    place = widget.rect().center()
    QApplication.sendEvent(
        widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(place), widget.mapToGlobal(place))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def turn(opened: Opened, address: str, *values: float) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for value in values:
            sender.sendto(build_msg(address, [value]).dgram, ("127.0.0.1", opened.controller.live.port))


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listening() -> set[str]:
    return {thread.name for thread in threading.enumerate()} & {"osc", "midi"}


def test_a_slider_is_joined_from_its_menu_moved_drawn_undone_and_kept(window: Opened) -> None:
    main, settings = window.window, window.controller.settings
    settings.live_port = free_port()
    row = main.sliders.row("z1.1")
    before = window.pixels()
    assert listening() == set() and not main.acts["listen"].isChecked()
    choose(row, "Move with a controller…")
    dialog = main.controllers._dialog
    assert dialog is not None and dialog.isVisible() and not dialog.isModal()
    assert main.acts["listen"].isChecked() and row.state.name in dialog.said.text()
    turn(window, "/knob", 0.2, 0.9)
    window.wait(lambda: window.workspace.value("z1.1") == 3.2)
    window.rest()
    assert row.state.value == 3.2 and (window.pixels() != before).any()
    assert "OSC /knob" in dialog.said.text() and dialog.table.item(0, 0).text() == row.state.name
    assert load_settings()[0].joined == settings.joined != {}, "a crash loses no join"
    choose(main.seeds._truncation, "Move with a controller…")
    turn(window, "/fader", 0.1, 0.5)
    window.wait(lambda: window.document.truncation == 0.5)
    main.acts["undo"].trigger()
    main.acts["undo"].trigger()
    window.rest()
    assert (window.pixels() == before).all() and window.document.truncation == 1.0
    dialog.table.setCurrentCell(0, 0)
    dialog._remove.click()
    assert dialog.table.rowCount() == 1
    (kept,) = load_settings()[0].joined.values()
    assert kept == {"truncation": "osc:/fader"}, "what was removed does not come back"
    dialog.close()
    settle()
    assert listening() == {"osc", "midi"}, "it goes on without its dialog"
    close_window(window)
    assert listening() == set()


def test_it_is_begun_and_ended_by_its_entry_and_off_at_the_next_start(window: Opened) -> None:
    main = window.window
    window.controller.settings.live_port = free_port()
    main.acts["listen"].trigger()
    dialog = main.controllers._dialog
    assert dialog is not None and dialog.listen.isChecked() and window.controller.live.on
    dialog.listen.click()
    assert not window.controller.live.on and not main.acts["listen"].isChecked()
    main.acts["listen"].trigger()
    main.acts["listen"].trigger()
    assert not window.controller.live.on and not dialog.listen.isChecked()
    main.acts["show_controllers"].trigger()
    assert main.controllers._dialog is dialog
    dialog.reject()
    settle()
    assert "on" not in Settings.__dataclass_fields__


def test_closing_the_dialog_waits_for_no_knob_any_more(window: Opened) -> None:
    main = window.window
    window.controller.settings.live_port = free_port()
    main.controllers.learn("z1.1")
    dialog = main.controllers._dialog
    assert dialog is not None
    dialog.reject()
    settle()
    assert window.controller.live.state().waits == "" and main.controllers._dialog is None
    main.acts["show_controllers"].trigger()
    main.controllers._dialog.reject()
