"""The window at work for long: memory and caches stay as they are once they have found their size."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from app.home import home
from engine.document import history
from tests.app.opened import Opened, close_window, quiet
from tests.torture.figures import tell
from tests.torture.soak import Seen, Soak, grown

ROUNDS = 8
MINUTES = float(os.environ.get("TORTURE_MINUTES", "0"))  # of the long run; 0: so many rounds
SEED = int(os.environ.get("TORTURE_SEEDS", "1").split()[0])


def test_nothing_grows_with_use(make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "LIMIT", 20)  # else it takes 500 steps until the history holds no more
    opened = make_window()
    quiet(opened)
    soak, until = Soak(opened, home(), SEED), time.monotonic() + 60 * MINUTES
    while len(soak.seen) < ROUNDS or time.monotonic() < until:
        soak.round()
    problems = grown(soak.seen, resident_too=MINUTES >= 1)
    tell("soak", len(soak.seen), problems, figures(soak.seen))
    assert problems == []
    assert soak.seen[-1].arrays > 0 and soak.seen[-1].files > 0
    close_window(opened)


def figures(seen: list[Seen]) -> dict[str, tuple[float, str]]:
    """The first quarter's end and the last look."""
    first, last = seen[len(seen) // 4], seen[-1]
    return {
        "objects": (last.objects.total(), f"after {first.objects.total()}"),
        "arrays": (last.arrays, f"after {first.arrays}"),
        "resident MB": (round(last.megabytes), f"after {first.megabytes:.0f}"),
        "files in caches": (last.files, f"after {first.files}"),
    }


def test_growth_is_noticed(make_window: Callable[..., Opened]) -> None:
    opened = make_window()
    quiet(opened)
    soak = Soak(opened, home(), 1)
    one = soak._look()
    hoard: list[object] = []

    def looked() -> Seen:
        hoard.extend(Soak(opened, home(), 1) for _ in range(3))
        return Seen(one.arrays, one.array_bytes, one.objects, one.megabytes, one.files + len(hoard))

    assert grown([one] * 8, resident_too=True) == []
    assert any("files" in words for words in grown([looked() for _ in range(8)], resident_too=False))
