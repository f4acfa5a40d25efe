"""Which function answers which request: one table, into which the file of each subject enters its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from engine.document.asked.requests import Request
from engine.job import Job
from engine.worker.holdings import Holdings

A = TypeVar("A")
W = TypeVar("W", bound=Request[Any, Any])

#: The answers by the request's type; that each returns what its request promises is held by a test.
ANSWERS: dict[type[Request[Any, Any]], Callable[[Holdings, Any], Job[Any]]] = {}


def answers(request: type[W]) -> Callable[[Callable[[Holdings, W], Job[A]]], Callable[[Holdings, W], Job[A]]]:
    """Enter a function as the answer to requests of this type."""

    def enter(answer: Callable[[Holdings, W], Job[A]]) -> Callable[[Holdings, W], Job[A]]:
        ANSWERS[request] = answer
        return answer

    return enter
