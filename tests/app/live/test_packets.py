"""What comes out of OSC packets, whoever sends them: numbers in [0, 1] at addresses, or a refusal; never more."""

from __future__ import annotations

import logging
import math
import struct

import pytest
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder, build_msg

from app.live.packets import Malformed, read

TIME = b"\0" * 7 + b"\1"


def message(address: str, *values: object) -> bytes:
    return build_msg(address, list(values)).dgram


def bundle(*inner: bytes, time: bytes = TIME) -> bytes:
    return b"#bundle\0" + time + b"".join(struct.pack(">i", len(each)) + each for each in inner)


def nested(depth: int, inner: bytes) -> bytes:
    for _ in range(depth):
        inner = bundle(inner)
    return inner


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0.25,), [("osc:/a", 0.25)]),
        ((1,), [("osc:/a", 1.0)]),
        ((0.25, 0.5), [("osc:/a", 0.25), ("osc:/a#2", 0.5)]),
        (("word", 0.5), [("osc:/a#2", 0.5)]),
        ((math.nan, 0.5), [("osc:/a#2", 0.5)]),
        ((7.5, -3.0), [("osc:/a", 1.0), ("osc:/a#2", 0.0)]),
        ((True, False), [("osc:/a", 1.0), ("osc:/a#2", 0.0)]),
        ((2**40,), [("osc:/a", 1.0)]),
        ([0.5] * 40, [("osc:/a", 0.5), *((f"osc:/a#{place}", 0.5) for place in range(2, 17))]),
    ],
)
def test_numbers_come_out_at_their_places(values: tuple[object, ...], expected: list[tuple[str, float]]) -> None:
    assert [list(turned) for turned in read(message("/a", *values))] == [expected]


@pytest.mark.parametrize("values", [(), ("word",), (math.nan,), (math.inf, -math.inf), (b"blob",), (None,), ([1.0],)])
def test_what_is_no_number_says_nothing(values: tuple[object, ...]) -> None:
    assert list(read(message("/a", *values))) == []


def test_bundles_are_read_in_order_whatever_time_they_name() -> None:
    built = OscBundleBuilder(IMMEDIATELY)
    for value in (0.1, 0.2):
        one = OscMessageBuilder(address="/a")
        one.add_arg(value, "d")
        built.add_content(one.build())
    assert [turned for (turned,) in read(built.build().dgram)] == [("osc:/a", 0.1), ("osc:/a", 0.2)]
    far = bundle(message("/a", 0), bundle(message("/b", 1), time=b"\xff" * 8), message("/c", 0), time=b"\xff" * 8)
    assert [turned for (turned,) in read(far)] == [("osc:/a", 0.0), ("osc:/b", 1.0), ("osc:/c", 0.0)]


def test_bundles_within_bundles_do_not_reach_the_end_of_the_stack() -> None:
    assert list(read(nested(3_000, message("/a", 1)))) == [(("osc:/a", 1.0),)]


@pytest.mark.parametrize(
    "packet",
    [
        b"", b"\0", b"hello", b"/", b"/a", b"/abc", b"#bundle\0", b"#bundle\0" + TIME[:5], b"#bundl",
        bundle()[:-1], bundle(b""), bundle(b"nonsense"), bundle(message("/a", 1))[:-4],
        b"#bundle\0" + TIME + struct.pack(">i", -4), b"#bundle\0" + TIME + struct.pack(">i", -2**31) + b"/a\0\0",
        b"#bundle\0" + TIME + struct.pack(">i", 2**31 - 1) + b"/a\0\0", b"#bundle\0" + TIME + b"\0\0",
        nested(3_000, b"x"), b"/\xff\xfe\0,f\0\0" + b"\0" * 4, b"/a\0\0f\0\0\0" + b"\0" * 4,
        b"/a\0\0,[f\0" + b"\0" * 4, b"/a\0\0,]f\0" + b"\0" * 4,
        b"/a\0\0,Q\0\0" + b"\0" * 4, b"/a\0\0,b\0\0" + b"\x7f\xff\xff\xff",
        b"/a\0\0," + b"f" * 60_000, b"/" * 5_000, b"/a\0\0," + b"[" * 2_000,
    ],
    ids=range(27),
)  # fmt: skip
def test_what_is_no_osc_is_refused_at_once_and_in_silence(packet: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Malformed):
        list(read(packet))
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_blob_of_a_negative_length_says_nothing() -> None:
    assert list(read(b"/a\0\0,b\0\0" + struct.pack(">i", -4))) == []


def test_what_came_before_the_fault_in_a_bundle_counts() -> None:
    heard = []
    with pytest.raises(Malformed):
        for turned in read(bundle(message("/a", 1), b"nonsense")):
            heard.append(turned)
    assert heard == [(("osc:/a", 1.0),)]


@pytest.mark.parametrize("address", ["/" + "a" * 250, "/a\x1b[31m", "/a\u202eb", "/a#2", "/a\nb"])
def test_addresses_that_cannot_be_shown_or_told_apart_are_passed_over(address: str) -> None:
    assert list(read(message(address, 1.0))) == []


def test_an_address_is_data() -> None:
    words = "/__import__('os').system('true')"
    assert list(read(message(words, 0.5))) == [((f"osc:{words}", 0.5),)]
