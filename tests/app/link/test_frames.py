"""Previews while something moves, the full picture afterwards, and the books of a mailbox that loses requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.link import frames
from app.link.frames import Frames
from engine.document.asked.requests import Frame, Quality, RenderFailed, RenderRequest
from engine.document.document import Document, GeneratorRef

PIXELS, BASE = np.zeros((4, 4, 3), np.uint8), np.zeros(2, np.float32)
A = Document(GeneratorRef("a", "/a", "a" * 64), 1)
B = Document(A.generator, 2)


class Book:
    """Frames, what they asked for, and what they showed."""

    def __init__(self) -> None:
        self.asked: list[RenderRequest] = []
        self.frames = Frames(self.asked.append)
        self.shown: list[int] = []
        self.originals: list[Any] = []
        self.frames.shown.connect(lambda frame: self.shown.append(frame.sequence))
        self.frames.original.connect(self.originals.append)
        self.frames.begin()

    def answer(self, request: RenderRequest, quality: Quality = "full") -> None:
        self.frames.take(Frame(request.epoch, request.sequence, PIXELS, BASE, 0.01, quality))

    def rests(self) -> bool:
        """Whether the full picture will be asked for in a moment."""
        return self.frames._rest.isActive()

    def rest_over(self) -> None:
        assert self.rests()
        self.frames._rest.timeout.emit()


@pytest.fixture
def book(qtbot: QtBot) -> Iterator[Book]:
    made = Book()
    yield made
    made.frames._rest.stop()


def test_what_moves_is_asked_for_as_a_preview_and_a_full_answer_ends_it(book: Book) -> None:
    book.frames.want(A)
    assert [(r.quality, r.idle) for r in book.asked] == [("preview", False)]
    book.answer(book.asked[0], "full")
    assert not book.rests() and book.frames.last is not None and book.frames.last.quality == "full"


def test_a_preview_that_rests_is_made_good_with_an_idle_request(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert frames.REST == book.frames._rest.interval() == 150
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    qtbot.waitUntil(lambda: len(book.asked) == 2)
    request = book.asked[1]
    assert (request.quality, request.idle, request.document) == ("full", True, A)
    book.answer(request)
    assert book.shown == [1, 2] and not book.rests()
    assert book.frames.last is not None and book.frames.last.sequence >= book.frames.wanted


def test_a_move_during_the_rest_begins_it_anew(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    book.frames.want(B)
    assert not book.rests()
    book.answer(book.asked[1], "preview")
    book.rest_over()
    assert book.asked[-1].document == B and book.asked[-1].quality == "full"


def test_a_preview_while_something_newer_is_wanted_is_not_made_good(book: Book) -> None:
    book.frames.want(A)
    book.frames.want(B)
    book.answer(book.asked[0], "preview")
    assert book.shown == [1] and not book.rests()


def test_an_idle_request_that_was_given_up_is_waited_for_by_nobody(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    book.rest_over()
    book.frames.want(B)  # the full picture of A never comes
    book.answer(book.asked[-1], "preview")
    assert book.frames.last is not None and book.frames.last.sequence == book.frames.wanted
    book.rest_over()
    book.answer(book.asked[-1], "full")
    assert [r.document for r in book.asked] == [A, A, B, B] and book.shown == [1, 3, 4]


def test_a_full_picture_that_comes_late_is_shown_and_the_newer_preview_after_it(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    book.rest_over()
    book.frames.want(B)
    book.answer(book.asked[1], "full")
    book.answer(book.asked[2], "preview")
    assert book.shown == [1, 2, 3] and book.rests()


def test_an_engine_that_answers_a_full_request_with_a_preview_is_not_asked_for_ever(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    book.rest_over()
    book.answer(book.asked[1], "preview")
    assert not book.rests() and len(book.asked) == 2


def test_an_original_is_made_good_too_and_then_the_document(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    book.frames.want_original(B)
    assert not book.rests(), "the full picture would take the original's place in the mailbox"
    book.answer(book.asked[1], "preview")
    assert (book.asked[2].document, book.asked[2].quality, book.asked[2].idle) == (B, "full", True)
    book.answer(book.asked[2], "full")
    assert len(book.originals) == 2 and book.shown == [1]
    book.rest_over()
    assert (book.asked[3].document, book.asked[3].quality) == (A, "full")


def test_an_original_that_fails_does_not_leave_the_preview_for_ever(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    book.frames.want_original(B)
    assert book.frames.failed(RenderFailed(book.asked[1].epoch, book.asked[1].sequence, "No."))
    assert book.rests()


def test_two_originals_under_way_are_both_known_as_originals(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0])
    book.frames.want_original(B)
    book.frames.want_original(B)
    book.answer(book.asked[1])
    book.answer(book.asked[2])
    assert book.shown == [1] and len(book.originals) == 2


def test_another_generator_ends_the_rest_and_drops_what_is_under_way(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0], "preview")
    book.frames.begin()
    assert not book.rests() and book.frames.last is None
    book.frames.want(B)
    book.answer(book.asked[0], "full")
    assert book.shown == [1]
    assert not book.frames.failed(RenderFailed(book.asked[0].epoch, 1, "Too late."))
    book.answer(book.asked[1])
    assert book.shown == [1, 2]


def test_an_original_of_the_face_before_is_shown_to_nobody(book: Book) -> None:
    book.frames.want(A)
    book.answer(book.asked[0])
    book.frames.want_original(A)
    book.frames.want_original(B)
    book.answer(book.asked[1])
    assert book.originals == [] and book.shown == [1]
    book.answer(book.asked[2])
    assert len(book.originals) == 1 and book.frames.original_quality == "full"
    book.frames.want_original(A)
    book.answer(book.asked[3], "preview")
    assert len(book.originals) == 2 and book.frames.original_quality == "preview"
