"""What the dialog of controllers is given to show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class JoinRow:
    """A slider and what moves it from outside, in words; `there`: the slider can be moved now."""

    key: str
    name: str
    control: str
    there: bool = True


@dataclass(frozen=True)
class LiveState:
    """Whether controllers are listened to, and a sentence each of what is listened to or why not; the port for OSC, and
    whether other computers are heard. `waits` is the slider that a control is waited for, `said` what came of the last
    one."""

    on: bool = False
    told: tuple[str, ...] = ()
    port: int = 9000
    network: bool = False
    rows: tuple[JoinRow, ...] = ()
    waits: str = ""
    said: str = ""
