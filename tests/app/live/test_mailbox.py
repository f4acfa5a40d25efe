"""One slot a control: the last value wins, nothing else takes room, and the bell rings once for all of it."""

from __future__ import annotations

from app.live.mailbox import HEARD, Mailbox


class Rung(Mailbox):
    def __init__(self) -> None:
        self.rings = 0
        super().__init__(self.count)

    def count(self) -> None:
        self.rings += 1


def test_the_last_value_of_a_flood_is_what_comes_out_and_the_bell_rings_once() -> None:
    box = Rung()
    box.want(frozenset({"osc:/a", "osc:/b"}))
    for i in range(10_000):
        box.put(("osc:/a", i / 10_000), ("osc:/b", 1 - i / 10_000))
    assert box.rings == 1
    assert box.take().values == {"osc:/a": 0.9999, "osc:/b": 1 - 0.9999}
    assert box.take().values == {}
    box.put(("osc:/a", 0.5))
    assert box.rings == 2


def test_what_nobody_has_joined_rings_no_bell_and_stays_out() -> None:
    box = Rung()
    for i in range(1_000):
        box.put((f"osc:/{i}", 0.5))
    assert box.rings == 0 and box.take().values == {}


def test_the_first_control_that_moves_is_learned_and_not_one_that_repeats_itself() -> None:
    box = Rung()
    box.learn(on=True)
    for _ in range(5):
        box.put(("osc:/alive", 1.0))
    box.put(("osc:/knob", 0.3))
    assert box.rings == 0 and box.learning
    box.put(("osc:/knob", 0.31))
    box.put(("osc:/other", 0.1))
    box.put(("osc:/other", 0.9))
    box.put(("osc:/knob", 0.32))
    taken = box.take()
    assert (taken.learned, taken.values) == ("osc:/knob", {"osc:/knob": 0.32})
    assert not box.learning and box.rings == 1
    box.put(("osc:/knob", 0.4))
    assert box.take().values == {"osc:/knob": 0.4}, "it counts from the moment that it was learned"


def test_of_a_pad_the_number_that_moves_most_is_learned() -> None:
    box = Rung()
    box.learn(on=True)
    box.put(("osc:/xy", 0.5), ("osc:/xy#2", 0.5))
    box.put(("osc:/xy", 0.51), ("osc:/xy#2", 0.7))
    assert box.take().learned == "osc:/xy#2"


def test_a_flood_of_addresses_takes_no_room_while_one_is_waited_for() -> None:
    box = Rung()
    box.learn(on=True)
    for i in range(3 * HEARD):
        box.put((f"osc:/{i}", 0.5))
    assert box._first is not None and len(box._first) == HEARD
    box.put((f"osc:/{HEARD - 1}", 0.6))
    assert box.take().learned == f"osc:/{HEARD - 1}"


def test_waiting_ends_when_it_is_given_up() -> None:
    box = Rung()
    box.learn(on=True)
    box.put(("osc:/a", 0.1))
    box.learn(on=False)
    box.put(("osc:/a", 0.9))
    assert box.take().learned == "" and box.rings == 0


def test_a_sentence_is_said_once_until_it_is_true_no_more() -> None:
    box = Rung()
    for _ in range(100):
        box.tell("Odd.")
    assert box.take().told == ["Odd."]
    box.tell("Odd.")
    assert box.take().told == []
    box.take_back("Odd.")
    box.take_back("Odd.")
    box.tell("Odd.")
    taken = box.take()
    assert (taken.told, taken.outdated) == (["Odd."], ["Odd."])
