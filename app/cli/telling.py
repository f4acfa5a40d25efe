"""What the commands say: the one way to the terminal, on which nothing out of a file acts."""

from __future__ import annotations

import json
import sys

from engine.document.wording import LINES, visible


def tell(line: object) -> None:
    """One line on standard output."""
    print(visible(line))


def tell_lines(text: str) -> None:
    """Several lines; what a name holds must not begin one, so names in them are `visible` already."""
    print(visible(text, keep=LINES))


def tell_json(value: object, indent: int | None = None) -> None:
    """For scripts: JSON writes out all control characters but one."""
    print(json.dumps(value, indent=indent).replace("\x7f", "\\u007f"))


def warn(line: object) -> None:
    """One line on standard error, at once."""
    print(visible(line), file=sys.stderr, flush=True)
