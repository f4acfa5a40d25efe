"""What the commands say: the one way to the terminal, on which nothing out of a file acts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from engine.document.disk.wording import CLAUSE, LINES, short, visible


@contextmanager
def _written() -> Iterator[None]:
    """What fails in the block is the output: a full disk behind it is one sentence."""
    try:
        yield
    except BrokenPipeError:  # whoever read it has seen enough
        raise
    except OSError as error:
        _drop_the_rest()
        reason = short((error.strerror or str(error)).lower(), CLAUSE)
        raise OSError(f"The output could not be written: {reason}. Send it elsewhere, or free some space.") from error


def _drop_the_rest() -> None:
    """What is left in the buffer would fail again when Python ends, with words and a status of its own."""
    if (out := sys.__stdout__) is not None and sys.stdout is out:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)


def tell(line: object) -> None:
    """One line on standard output; raises OSError, with a sentence of ours, where it cannot be written."""
    with _written():
        print(visible(line))


def tell_lines(text: str) -> None:
    """Several lines; what a name holds must not begin one, so names in them are `visible` already. Raises as `tell`."""
    with _written():
        print(visible(text, keep=LINES))


def tell_json(value: object, indent: int | None = None) -> None:
    """For scripts: JSON writes out all control characters but one. Raises as `tell`."""
    with _written():
        print(json.dumps(value, indent=indent).replace("\x7f", "\\u007f"))


def finish() -> None:
    """All that was said is written now. Raises as `tell`."""
    out: TextIO | None = sys.stdout  # None where whoever started the program closed it: nothing is wanted then
    with _written():
        if out is not None:
            out.flush()


def warn(line: object) -> None:
    """One line on standard error, at once."""
    print(visible(line), file=sys.stderr, flush=True)
