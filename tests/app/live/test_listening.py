"""Real packets to a real listener, and what they do to the document; whatever comes, nothing breaks or waits."""

from __future__ import annotations

import importlib.util
import math
import random
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import mido
import pytest
from PySide6.QtCore import QTimer
from pythonosc.osc_message_builder import build_msg

from app.live import listening, midi
from app.live.joins import TRUNCATED
from app.live.listening import Live
from app.live.mailbox import Mailbox
from app.live.osc import ODD
from app.model.workspace import Workspace
from tests.app.desk import Desk, info
from tests.app.live import fake_midi

Wait = Callable[[Callable[[], bool]], None]


class Sender:
    """A program that sends OSC to this computer."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def raw(self, packet: bytes) -> None:
        self._socket.sendto(packet, self._to)

    def send(self, address: str, *values: object) -> None:
        self.raw(build_msg(address, list(values)).dgram)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def sender(live: Live):  # type: ignore[no-untyped-def]
    live.switch(on=True)
    made = Sender(live.port)
    yield made
    made.close()


def sentences(desk: Desk) -> list[str]:
    return [sentence for sentence, *_ in desk.said]


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()} & {"osc", "midi"}


def joined(live: Live, workspace: Workspace, **controls: str) -> None:
    for key, control in controls.items():
        live.joins.join(workspace, key.replace("_", "."), control)
    live._want()


def test_nothing_is_listened_to_before_a_person_says_so_nor_after(live: Live, wait: Wait) -> None:
    assert not live.on and threads() == set() and live.state().told == ()
    live.switch(on=True)
    assert live.on and threads() == {"osc", "midi"}
    assert "127.0.0.1" in live.state().told[0] and "Nothing comes in from the network" in live.state().told[0]
    port = live.port
    live.switch(on=False)
    assert not live.on and live.port == 0
    live.close()
    assert threads() == set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as again:
        again.bind(("127.0.0.1", port))  # it is free again


def test_a_knob_that_is_turned_is_joined_with_the_slider_and_moves_it(
    live: Live, workspace: Workspace, sender: Sender, wait: Wait, desk: Desk
) -> None:
    kept: list[None] = []
    live.joined.connect(lambda: kept.append(None))
    live.learn("z1.1")
    assert live.state().waits == "turn"
    for _ in range(3):
        sender.send("/alive", 1)  # this only repeats itself
    sender.send("/fader/1", 0.25)
    sender.send("/fader/1", 0.75)
    wait(lambda: workspace.value("z1.1") == 2.0)
    assert desk.controller.settings.joined == {"a" * 64: {"z1.1": "osc:/fader/1"}} and len(kept) == 1
    assert live.state().waits == "" and live.state().said == "OSC /fader/1 moves turn now."
    sender.send("/fader/1", 1)
    wait(lambda: workspace.value("z1.1") == 4.0)
    assert desk.renders[-1].document == workspace.document
    assert [step.label for step in workspace.history.steps[1:]] == ["turn +4.00"]
    live.remove("z1.1")
    assert live.state().rows == () and len(kept) == 2
    joined(live, workspace, z1_2="osc:/end")
    sender.send("/fader/1", 0.0)
    sender.send("/end", 1.0)
    wait(lambda: workspace.value("z1.2") == 4.0)
    assert workspace.value("z1.1") == 4.0, "it stays where it was"


def test_truncation_is_learned_too_and_one_knob_may_move_both(
    live: Live, workspace: Workspace, sender: Sender, wait: Wait
) -> None:
    joined(live, workspace, z1_1="osc:/a")
    live.learn(TRUNCATED)
    sender.send("/a", 0.9)
    sender.send("/a", 0.5)
    wait(lambda: workspace.document.truncation == 0.5)
    assert workspace.value("z1.1") == 0.0
    assert live.state().said == "OSC /a moves truncation now, and turn as before."
    assert [(row.name, row.control) for row in live.state().rows] == [("turn", "OSC /a"), ("truncation", "OSC /a")]


@pytest.mark.parametrize("values", [(math.nan,), (math.inf,), (-math.inf,), ("0.9",), (), (b"\1\2",), (None, 0.9)])
def test_what_is_no_number_moves_nothing(
    live: Live, workspace: Workspace, sender: Sender, wait: Wait, values: tuple[object, ...]
) -> None:
    joined(live, workspace, z1_1="osc:/a", z1_2="osc:/end")
    sender.send("/a", *values)
    sender.send("/end", 1)
    wait(lambda: workspace.value("z1.2") == 4.0)
    assert workspace.value("z1.1") == 0.0


@pytest.mark.parametrize(("value", "end"), [(1e30, 4.0), (-5, -4.0), (2**40, 4.0)])
def test_numbers_out_of_range_are_the_ends(
    live: Live, workspace: Workspace, sender: Sender, wait: Wait, value: float, end: float
) -> None:
    joined(live, workspace, z1_1="osc:/a")
    sender.send("/a", value)
    wait(lambda: workspace.value("z1.1") == end)


def test_a_flood_leaves_the_window_its_turns_and_the_last_value_wins(
    live: Live, workspace: Workspace, sender: Sender, wait: Wait, desk: Desk
) -> None:
    joined(live, workspace, z1_1="osc:/a", z1_2="osc:/b")
    packets = [build_msg(f"/{'ab'[i % 2]}", [i / 9_999]).dgram for i in range(10_000)]
    begun = threading.Event()

    def flood() -> None:
        begun.wait()
        for packet in packets:
            sender.raw(packet)

    turns: list[int] = []
    beat = QTimer()
    beat.timeout.connect(lambda: turns.append(len(desk.renders)))
    beat.start(0)
    thread = threading.Thread(target=flood)
    thread.start()
    begun.set()
    wait(lambda: workspace.value("z1.1") == round(-4 + 8 * 9_998 / 9_999, 6) and workspace.value("z1.2") == 4.0)
    thread.join()
    beat.stop()
    asked = len(desk.renders)
    assert len(turns) >= asked - 1, "between two drains everything else has its turn"
    assert asked < 5_000 and desk.renders[-1].document == workspace.document
    assert len(workspace.history.steps) == 2, "all of it is one step"
    workspace.history.undo()
    assert workspace.document.edits == ()


def test_packets_that_are_no_osc_are_said_once_and_the_rest_is_heard(
    live: Live, workspace: Workspace, sender: Sender, wait: Wait, desk: Desk
) -> None:
    joined(live, workspace, z1_1="osc:/a")
    chance = random.Random(5)
    for length in [*range(64), *(chance.randrange(2_000) for _ in range(300))]:
        sender.raw(chance.randbytes(length))
        sender.raw(b"#bundle\0" + chance.randbytes(length))
        sender.raw(b"/a\0\0," + chance.randbytes(length))
        sender.raw(b"/a" + chance.randbytes(length))
    live.learn("z1.3")  # then none is left out before it is read
    for _ in range(50):
        sender.raw(b"#bundle\0\0\0\0\0\0\0\0\1\xff\xff\xff\xfc")
    live.give_up()
    sender.send("/a", 1.0)
    wait(lambda: workspace.value("z1.1") == 4.0)
    assert [(sentence, kind) for sentence, kind, _ in desk.said if sentence == ODD] == [(ODD, "problem")]
    assert threads() == {"osc", "midi"}


def test_a_port_that_is_taken_is_said_and_another_listens(live: Live, desk: Desk, wait: Wait) -> None:
    outdated: list[str] = []
    desk.controller.outdated.connect(outdated.append)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        taken = other.getsockname()[1]
        live.set_port(taken, network=False)
        live.switch(on=True)
        said = f"Port {taken} is taken by another program"
        assert sentences(desk)[-1].startswith(said) and live.port == 0
        assert live.state().told[0].startswith(said) and live.state().on, "MIDI is listened to all the same"
        live.set_port(0, network=False)
        assert live.port not in (0, taken) and outdated == [sentences(desk)[-1]]
        assert live.state().told[0].startswith("OSC: port")


def test_the_network_is_said_in_so_many_words(live: Live, desk: Desk) -> None:
    live.switch(on=True)
    assert live._osc is not None and live._osc._socket.getsockname()[0] == "127.0.0.1"
    assert sentences(desk) == []
    live.set_port(0, network=True)
    assert live._osc._socket.getsockname()[0] == "0.0.0.0"
    assert "whoever is on it can move the sliders that are joined, and nothing else" in sentences(desk)[-1]
    assert live.state().told[0] == sentences(desk)[-1]
    live.set_port(0, network=False)
    assert live._osc._socket.getsockname()[0] == "127.0.0.1" and len(sentences(desk)) == 1


def test_another_generator_has_its_own_joins_and_nothing_is_waited_for_any_more(
    live: Live, workspace: Workspace, sender: Sender, wait: Wait, desk: Desk
) -> None:
    joined(live, workspace, z1_1="osc:/a")
    live.learn("z1.2")
    desk.open(info("other", "b" * 64))
    other = desk.controller.workspace
    assert other is not None and live.state().waits == "" and live.state().rows == ()
    joined(live, other, z1_3="osc:/end")
    sender.send("/a", 1.0)
    sender.send("/a", 0.0)
    sender.send("/end", 1.0)
    wait(lambda: other.value("z1.3") == 4.0)
    assert [edit.key for edit in other.document.edits] == ["z1.3"] and workspace.document.edits == ()
    assert list(live.joins.of(other)) == ["z1.3"]


def test_nothing_that_was_on_its_way_moves_a_slider_once_it_is_off(
    live: Live, workspace: Workspace, wait: Wait, desk: Desk
) -> None:
    live.switch(on=True)
    joined(live, workspace, z1_1="osc:/a")
    live._mailbox.put(("osc:/a", 1.0))
    live.switch(on=False)
    over: list[None] = []
    QTimer.singleShot(0, lambda: over.append(None))
    wait(lambda: bool(over))
    assert workspace.document.edits == ()


# MIDI


def test_every_device_is_listened_to_and_one_knob_is_learned(
    live: Live, workspace: Workspace, devices: list[str], wait: Wait
) -> None:
    devices += ["Faders", "Keys"]
    live.switch(on=True)
    wait(lambda: set(fake_midi.opened) == {"Faders", "Keys"} and live.state().told[1:] == ("MIDI: Faders, Keys.",))
    live.learn("z1.1")
    turn = [mido.Message("control_change", channel=2, control=7, value=value) for value in (10, 11, 96)]
    fake_midi.opened["Faders"].send(mido.Message("note_on", note=60), mido.Message("clock"), *turn)
    wait(lambda: workspace.value("z1.1") == round(-4 + 8 * (0.5 + 32 / 126), 6))
    assert live.state().said == "MIDI control 7, channel 3 moves turn now."
    fake_midi.opened["Keys"].send(turn[0].copy(value=64))  # the same channel and number of another device
    wait(lambda: workspace.value("z1.1") == 0.0)
    live.learn("z1.2")
    fake_midi.opened["Keys"].send(*(mido.Message("pitchwheel", channel=0, pitch=pitch) for pitch in (0, 90, 8191)))
    wait(lambda: workspace.value("z1.2") == 4.0)
    assert [row.control for row in live.state().rows] == ["MIDI control 7, channel 3", "MIDI pitch wheel, channel 1"]


def test_a_device_that_is_pulled_out_is_said_and_goes_on_when_it_is_back(
    live: Live, workspace: Workspace, devices: list[str], wait: Wait, desk: Desk
) -> None:
    outdated: list[str] = []
    desk.controller.outdated.connect(outdated.append)
    joined(live, workspace, z1_1="midi:1/7")
    devices.append("Faders")
    live.switch(on=True)
    wait(lambda: "Faders" in fake_midi.opened)
    for times in (1, 2):
        devices.clear()
        live._midi.look()
        wait(lambda times=times: len(desk.said) == times)
        assert sentences(desk)[-1].startswith("The MIDI device Faders is gone. What it is joined with stays")
        assert fake_midi.opened == {} and live.state().rows[0].control == "MIDI control 7, channel 1"
        assert "no device is there" in live.state().told[1]
        devices.append("Faders")
        live._midi.look()
        wait(lambda times=times: outdated == sentences(desk) and len(outdated) == times)
    fake_midi.opened["Faders"].send(mido.Message("control_change", control=7, value=127))
    wait(lambda: workspace.value("z1.1") == 4.0)


def test_a_device_that_another_program_has_is_said_once_and_the_others_are_heard(
    live: Live, devices: list[str], wait: Wait, desk: Desk
) -> None:
    devices += ["Taken", "Faders"]
    fake_midi.taken.add("Taken")
    live.switch(on=True)
    wait(lambda: "Faders" in fake_midi.opened and any("Taken cannot be opened" in each for each in sentences(desk)))
    live._midi.look()
    fake_midi.taken.clear()
    live._midi.look()
    wait(lambda: "Taken" in fake_midi.opened)
    assert len([each for each in sentences(desk) if "Taken" in each]) == 1


def test_without_any_midi_system_osc_goes_on(
    live: Live, workspace: Workspace, wait: Wait, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(**_: object) -> list[dict[str, object]]:
        raise OSError("no sequencer")

    monkeypatch.setattr(fake_midi, "get_devices", none)
    live.switch(on=True)
    wait(lambda: live.state().told[1].startswith("MIDI is not there on this computer."))
    assert live.port and sentences(desk) == [], "it stands in the dialog, and is no trouble to whoever has no MIDI"


def test_without_rtmidi_one_sentence_names_the_command(
    live: Live, wait: Wait, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mido.set_backend("tests.app.live.not_installed")
    live.switch(on=True)
    wait(lambda: live.state().told[1] == midi.WITHOUT)
    assert 'pip install "eigenbrush[live]"' in midi.WITHOUT and live.port


def test_without_any_package_one_sentence_names_the_command_and_nothing_begins(
    live: Live, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "find_spec", lambda _: None)
    live.learn("z1.1")
    assert sentences(desk) == [listening.MISSING] and 'pip install "eigenbrush[live]"' in listening.MISSING
    assert not live.on and threads() == set() and live.state().waits == "" and live.state().told == (listening.MISSING,)


def test_without_python_osc_midi_goes_on(live: Live, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(listening, "find_spec", lambda name: None if name == "pythonosc" else found(name))
    live.switch(on=True)
    assert live.on and live.port == 0 and threads() == {"midi"}
    assert 'pip install "eigenbrush[live]"' in sentences(desk)[0] and live.state().told[0] == sentences(desk)[0]


def test_alsa_is_not_asked_for_midi_where_it_has_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(midi, "SEQUENCER", tmp_path / "seq")
    monkeypatch.setattr(midi.sys, "platform", "linux")
    assert mido.backend.name == "mido.backends.rtmidi"
    stirred: list[int] = []
    listener = midi.MidiListener(Mailbox(lambda: stirred.append(1)))
    listener.start()
    listener.wait()
    assert listener.problem.startswith("MIDI is not there on this computer.") and stirred
    assert capfd.readouterr().err == ""  # rtmidi would have let ALSA write there
