"""The file form of comparisons: JSON, as `eigenbrush measure methods --json` prints it. NaN is null."""

from __future__ import annotations

import json
import math
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from engine.document.disk.files import write_whole
from engine.document.disk.limits import JSON, no_more, parsed
from engine.document.disk.reading import NotAFile, content
from engine.document.disk.wording import in_brackets, short
from engine.document.truth.comparison import Comparison, Estimate, FactorRow, Figure, MethodRow, Trial
from engine.language import tr

#: Rows, factors of a row and seeds, letters of a text; numbers are no larger.
ROWS, LETTERS, HUGE = 1_000, 2_000, 1e12
#: A slider's key, whose set is looked for under its name: a direction of a set, or a generator's own number.
KEY = re.compile(r"[\w-]{1,100}:[0-9a-f]{8}#[1-9]\d{0,4}|[\w.-]{1,100}\.[1-9]\d{0,4}|")
SHA256 = re.compile(r"[0-9a-f]{64}")


def to_plain(value: object) -> Any:
    """A comparison, or a part of one, as JSON has values; the directions stay out."""
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value) if f.name != "best"}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def save_comparison(found: Comparison, path: Path) -> None:
    """Write it, whole or not at all; raises NotWritten where it cannot be written."""
    write_whole(path, json.dumps(to_plain(found), indent=1).encode())


def load_comparison(path: Path) -> Comparison:
    """The comparison of a file.

    Raises:
        ValueError: it is none, or holds more than is read; one plain sentence.
        OSError: it cannot be opened.
    """
    try:
        text = content(path, JSON).decode()
        return _comparison(parsed(text, parse_constant=float))
    except NotAFile:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = tr(" ({error} is missing)", error=short(error)) if isinstance(error, KeyError) else in_brackets(error)
        raise ValueError(
            tr(
                "{name} is no comparison of methods{reason}. Choose a file that was saved from one, or "
                "written by `eigenbrush measure methods --json`.",
                name=short(path.name),
                reason=reason,
            )
        ) from error


def _comparison(said: Any) -> Comparison:
    sha256, seeds, rows = _text(said["sha256"]), _list(said["seeds"]), _list(said["rows"])
    if not SHA256.fullmatch(sha256):
        raise ValueError(tr("it names no generator"))
    return Comparison(
        generator=_text(said["generator"]),
        sha256=sha256,
        seeds=tuple(map(_count, seeds)),
        portraits=_count(said["portraits"]),
        samples=_count(said["samples"]),
        torch=_text(said["torch"]),
        machine=_text(said["machine"]),
        rows=tuple(map(_row, rows)),
        minutes=None if said.get("minutes") is None else _number(said["minutes"]),
        trials=tuple(map(_trial, _list(said.get("trials", [])))),
    )


def _row(said: Any) -> MethodRow:
    return MethodRow(
        method=_text(said["method"]),
        title=_text(said["title"]),
        directions=_count(said["directions"]),
        seconds=_estimate(said["seconds"]),
        disentanglement=_estimate(said["disentanglement"]),
        completeness=_estimate(said["completeness"]),
        informativeness=_estimate(said["informativeness"]),
        gap=_estimate(said["gap"]),
        factors=tuple(map(_factor, _list(said["factors"]))),
        failed=_text(said["failed"]),
    )


def _factor(said: Any) -> FactorRow:
    key = _text(said.get("key", ""))
    if not KEY.fullmatch(key):
        raise ValueError(tr("a slider has no key that could be one"))
    return FactorRow(
        factor=_text(said["factor"]),
        effect=_estimate(said["effect"]),
        share=_estimate(said["share"]),
        monotone=_estimate(said["monotone"]),
        person=_estimate(said["person"]),
        missing=_count(said["missing"]),
        slider=_text(said.get("slider", "")),
        key=key,
    )


def _trial(said: Any) -> Trial:
    return Trial(
        method=_text(said["method"]),
        title=_text(said["title"]),
        seconds=_estimate(said["seconds"]),
        figures=tuple(Figure(_text(each["name"]), _estimate(each["value"])) for each in _list(said["figures"])),
        failed=_text(said["failed"]),
    )


def _estimate(said: Any) -> Estimate:
    return Estimate(_number(said["mean"]), _number(said["half"]))


def _number(said: Any) -> float:
    if said is None:
        return math.nan
    if isinstance(said, bool) or not isinstance(said, int | float) or abs(said) > HUGE:
        raise ValueError(tr("a number is none"))
    return float(said)


def _count(said: Any) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said <= HUGE:
        raise ValueError(tr("a count is none"))
    return said


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise ValueError(tr("a text is none"))
    no_more(len(said), LETTERS, tr("letters in a text"))
    return said


def _list(said: Any) -> list[Any]:
    if not isinstance(said, list):
        raise ValueError(tr("a list is none"))
    no_more(len(said), ROWS, tr("entries in a list"))
    return said
