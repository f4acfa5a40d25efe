"""Workers in the real window: joined and left from the dialog, at work, lost, waited for, and gone with the window."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from app.model.settings import load_settings
from engine.document.asked.requests import Cancelled, Discover
from engine.document.directions import DirectionSet
from engine.generators import load
from engine.job import run
from engine.method import Context
from engine.methods.ganspace import GANSpace
from engine.remote.elsewhere import Elsewhere
from engine.remote.link import Link
from engine.units import Part, Unit
from tests.app.opened import Opened, close_window, settle
from tests.engine.remote.conftest import SOURCE, Host
from tests.engine.remote.test_workers import Cable
from widgets.workers.connect import ConnectDialog
from widgets.workers.engine import EngineDialog

FEW, SOME, MANY = {"samples": 30_000}, {"samples": 100_000}, {"samples": 2_000_000}


class Found:
    """GANSpace, as it was asked for in the window."""

    def __init__(self, window: Opened, parameters: dict[str, int]) -> None:
        self.sets, self.ends, self.notes = list[DirectionSet](), list[Cancelled](), list[str]()
        bench = window.controller
        bench.job_progressed.connect(self._note)
        work = Discover(window.workspace.info.ref.sha256, "ganspace", dict(parameters), seed=3)
        self.number = bench.ask(work, self.sets.append, "Finding", kind="discover", cancelled=self.ends.append)

    def _note(self, job: int, _: float, note: str) -> None:
        if job == self.number:
            self.notes.append(note)

    def has_said(self, words: str) -> Callable[[], bool]:
        return lambda: any(words in note for note in self.notes)


def dialog_of(window: Opened) -> ConnectDialog:
    window.window.acts["show_workers"].trigger()
    (dialog,) = window.window.findChildren(ConnectDialog)
    assert dialog.isVisible() and not dialog.isModal()
    return dialog


def joined(window: Opened, address: str, certificates: Path) -> ConnectDialog:
    """The dialog, once the window is connected."""
    dialog = dialog_of(window)
    dialog.address.setText(address)
    dialog.folder.setText(str(certificates))
    dialog.join.click()
    window.wait(lambda: window.window.workers.text() == "2 workers")
    return dialog


def closed(*dialogs: QDialog) -> None:
    for dialog in dialogs:
        dialog.reject()
    settle()


def links() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "workers"]


def expected(parameters: dict[str, int]) -> np.ndarray:
    return run(GANSpace(**parameters).discover(load(SOURCE), Context(3))).vectors


def test_what_workers_find_is_what_is_found_here_and_the_window_says_who_did_it(window: Opened, host: Host) -> None:
    mark = window.window.workers
    assert mark.isHidden()
    dialog = joined(window, host.address.removeprefix("tls://"), host.certificates)
    assert dialog.told.text() == f"Connected to {host.address}: 2 workers."
    assert not dialog.join.isEnabled() and dialog.leave.isEnabled() and mark.isVisible()
    assert "2 workers" in mark.toolTip()
    found = Found(window, FEW)
    window.rest()
    assert (found.sets[0].vectors == expected(FEW)).all()
    assert found.has_said(", by 2 workers")()
    mark.click()
    (page,) = window.window.findChildren(EngineDialog)
    window.wait(lambda: page.table.rowCount() == 2)
    assert "CPU" in page.device.text() and page.memory.text()[-2:] in ("MB", "GB")
    assert "distributed" in page.versions.text()
    assert sum(int(page.table.item(row, 4).text()) for row in range(2)) >= 3, "units are counted"
    assert "CPU" in page.table.item(0, 1).text() and page.table.item(0, 2).text()[-2:] in ("MB", "GB")
    dialog.leave.click()
    window.wait(mark.isHidden)
    assert "all work is done on this machine" in dialog.told.text() == page.told.text()
    again = Found(window, FEW)
    window.rest()
    assert (again.sets[0].vectors == found.sets[0].vectors).all() and not again.has_said("worker")()
    window.wait(lambda: not links())
    closed(dialog, page)


def test_the_page_looks_while_it_is_open_and_not_otherwise(window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr("app.elsewhere.desk.LOOK", 1)
    service = window.controller.workers
    look = service.look
    monkeypatch.setattr(service, "look", lambda seen: (looked.append(1), look(seen)))
    window.window.acts["show_engine"].trigger()
    (page,) = window.window.findChildren(EngineDialog)
    window.wait(lambda: len(looked) > 3 and page.threads.text().isdecimal())
    page.join.click()
    closed(page, *window.window.findChildren(ConnectDialog))
    count = len(looked)
    window.rest()
    assert not window.window.elsewhere._looking.isActive() and len(looked) == count


@pytest.mark.parametrize(
    ("address", "folder", "words"),
    [
        ("", "there", "Say where the workers are"),
        ("tls://127.0.0.1:1", "", "choose the folder that holds ca.pem"),
        ("tcp://127.0.0.1:1", "there", "Workers are reached at tls://HOST:PORT, not at tcp://127.0.0.1:1."),
        ("127.0.0.1", "there", "not at tls://127.0.0.1."),
        ("127.0.0.1:1", "there", "cannot be reached"),
        ("127.0.0.1:1", "nowhere", "ca.pem cannot be read"),
    ],
)
def test_what_will_not_do_is_said_in_the_dialog_and_remembered(
    window: Opened, certificates: Path, address: str, folder: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.remote.link.ANSWER", 0.5)  # seconds in which nobody answers
    where = str({"there": certificates, "nowhere": certificates.parent / "nowhere"}.get(folder, ""))
    dialog = dialog_of(window)
    dialog.address.setText(address)
    dialog.folder.setText(where)
    dialog.join.click()
    window.wait(lambda: words in dialog.told.text())
    assert dialog.join.isEnabled() and window.window.workers.text() in ("", "no workers")
    closed(dialog)
    again = dialog_of(window)
    assert again.folder.text() == where and address in again.address.text()
    again.leave.click()
    window.rest()
    assert window.window.workers.isHidden()
    closed(again)


def test_whoever_does_not_answer_holds_up_nothing_and_can_be_left(window: Opened, certificates: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        dialog = dialog_of(window)
        dialog.address.setText(f"127.0.0.1:{silent.getsockname()[1]}")
        dialog.folder.setText(str(certificates))
        dialog.join.click()
        assert window.window.workers.text() == "connecting to workers…" and not dialog.join.isEnabled()
        window.rest()
        before = window.pixels()
        window.workspace.move(next(iter(window.workspace.catalogue.set_shown.places)), 3.0)
        window.rest()
        assert (window.pixels() != before).any() and window.window.workers.text() == "connecting to workers…"
        dialog.leave.click()
        window.wait(window.window.workers.isHidden)
        window.wait(lambda: not links())
    closed(dialog)


def test_a_package_that_is_missing_is_named(window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.remote.needed.PACKAGES", ("no_such_package",))
    dialog = dialog_of(window)
    dialog.address.setText("127.0.0.1:8786")
    dialog.folder.setText("somewhere")
    dialog.join.click()
    assert 'no_such_package: run pip install "eigenbrush[remote]"' in dialog.told.text()
    closed(dialog)


def test_the_folder_is_chosen_and_all_is_there_after_a_start(
    window: Opened, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.remote.link.ANSWER", 0.5)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(certificates))
    dialog = dialog_of(window)
    dialog.choose.click()
    assert dialog.folder.text() == str(certificates)
    dialog.address.setText("127.0.0.1:1")
    dialog.waits.click()
    dialog.join.click()
    window.wait(lambda: "cannot be reached" in dialog.told.text())
    closed(dialog)
    close_window(window)
    settings = load_settings()[0]
    assert settings.workers_address == "tls://127.0.0.1:1" and settings.workers_wait
    assert settings.workers_certificates == str(certificates)
    assert not links()


def test_where_the_connection_is_lost_the_work_goes_on_here(window: Opened, host: Host) -> None:
    cable = Cable(host)
    dialog = joined(window, cable.address, host.certificates)
    found = Found(window, SOME)
    window.wait(found.has_said(", by 2 workers"))
    cable.take_away()
    window.wait(lambda: window.window.workers.text() == "no workers")
    assert "the connection was lost" in dialog.told.text()
    window.rest()
    assert (found.sets[0].vectors == expected(SOME)).all()
    closed(dialog)


def test_where_a_person_chose_to_wait_it_waits_says_so_and_can_be_stopped_or_done_here(
    window: Opened, host: Host
) -> None:
    cable = Cable(host)
    dialog = joined(window, cable.address, host.certificates)
    dialog.waits.click()
    found = Found(window, MANY)
    window.wait(found.has_said(", by 2 workers"))
    cable.take_away()
    window.wait(found.has_said("was lost; this waits for it"))
    window.controller.jobs.cancel(found.number)
    window.wait(lambda: bool(found.ends))
    assert not found.sets
    closed(dialog)


def test_whoever_waits_may_choose_to_go_on_here(window: Opened, host: Host) -> None:
    cable = Cable(host)
    dialog = joined(window, cable.address, host.certificates)
    dialog.waits.click()
    found = Found(window, SOME)
    window.wait(found.has_said(", by 2 workers"))
    cable.take_away()
    window.wait(found.has_said("was lost; this waits for it"))
    dialog.stays.click()
    window.rest()
    assert (found.sets[0].vectors == expected(SOME)).all()
    closed(dialog)


def test_leaving_in_the_middle_has_the_rest_done_here(window: Opened, host: Host) -> None:
    dialog = joined(window, host.address, host.certificates)
    found = Found(window, SOME)
    window.wait(found.has_said(", by 2 workers"))
    dialog.leave.click()
    window.rest()
    assert (found.sets[0].vectors == expected(SOME)).all()
    assert found.has_said("EigenBrush has left the workers")()
    closed(dialog)


def test_a_window_that_is_closed_in_the_middle_leaves_the_workers_free(window: Opened, host: Host) -> None:
    closed(joined(window, host.address, host.certificates))
    found = Found(window, MANY)
    window.wait(found.has_said(", by 2 workers"))
    close_window(window)
    assert not links()
    link, parts = Link(host.address, str(host.certificates)), list[Part]()
    generator = load(SOURCE)
    units = [Unit("who", generator.sha256, i, 1) for i in range(4)]
    run(Elsewhere(link)(generator, units, 4, parts.append))
    assert {int(part["pid"]) for part in parts} - {os.getpid()} == {int(part["pid"]) for part in parts}
    coming = link.look()
    assert coming is not None
    assert [each.doing for each in coming.result(20)] == ["", ""], "nothing goes on there"
    link.close()
