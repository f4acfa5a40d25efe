"""Tables of judged faces: CSV files with a column `seed` and one that says yes or no, or how much."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from engine.document.asked.labels import Labels
from engine.document.disk.files import write_whole
from engine.document.disk.limits import ROWS, SEEDS, TABLE
from engine.document.disk.reading import content
from engine.document.disk.wording import CLAUSE, short
from engine.job import Job, Progress, run
from engine.language import tr

WORDS = {"yes": 1.0, "true": 1.0, "y": 1.0, "no": -1.0, "false": -1.0, "n": -1.0}
#: Columns that are taken before any other.
FIRST = ("label", "score")
#: As far as seeds reach.

#: Rows that are read in one step.
AT_ONCE = 5000


def read_labels(path: Path) -> Labels:
    """A table of judged faces, read in one go (see `reading_labels`)."""
    return run(reading_labels(path))


def reading_labels(path: Path) -> Job[Labels]:
    """Read a table: comma, semicolon or tab between the columns, names of columns in the first line.

    Yes and no are yes/no, true/false, 1/-1 or 1/0 (beside 1 and -1, a 0 is undecided and skipped). Of any two other
    numbers the larger is yes; of more, the upper third is yes and the lower third no, and those between are skipped.

    Raises:
        ValueError: it cannot be read, has no such columns, no usable row, or only one side; one sentence.
    """
    rows = _rows(path)
    seeds, column = _columns(path, next(rows, []))
    values: dict[int, float] = {}
    skipped = 0
    for i, row in enumerate(rows):
        if i % AT_ONCE == 0:
            yield Progress(0.0, "reading")
        seed = _number(row[seeds]) if len(row) > max(seeds, column) else None
        value = _value(row[column]) if seed is not None else None
        if seed is None or value is None or not 0 <= seed < SEEDS or seed != int(seed):
            skipped += 1
        else:
            values[int(seed)] = value
    if not values:
        raise ValueError(
            tr("{name} has no row with a seed and a yes, a no or a number; add some.", name=short(path.name))
        )
    sides = _sides(np.array(list(values.values())))
    examples = tuple((seed, float(side)) for seed, side in zip(values, sides, strict=True) if side)
    if len({side for _, side in examples}) < 2:
        raise ValueError(
            tr("All faces in {name} are on one side; a boundary needs yes and no. Add others.", name=short(path.name))
        )
    return Labels(examples, skipped + len(values) - len(examples))


def write_labels(path: Path, examples: Iterable[tuple[int, float]]) -> None:
    """Write (seed, score) as `seed,label` with yes where the score is above 0, else no; raises OSError."""
    lines = [f"{seed},{'yes' if score > 0 else 'no'}\n" for seed, score in examples]
    write_whole(path, ("seed,label\n" + "".join(lines)).encode())


def _rows(path: Path) -> Iterator[list[str]]:
    """The rows that say anything, one by one."""
    try:
        text = content(path, TABLE).decode("utf-8-sig")
        if "\0" in text:
            raise csv.Error(tr("zero bytes are no text"))
        head = text.lstrip().split("\n", 1)[0]
        between = max(",;\t", key=head.count)
        for i, row in enumerate(csv.reader(io.StringIO(text), delimiter=between)):
            if i > ROWS:
                raise ValueError(
                    tr(
                        "{name} has more than {rows:,} rows, so it was not read; choose a shorter table.",
                        name=short(path.name),
                        rows=ROWS,
                    )
                )
            if any(cell.strip() for cell in row):
                yield row
    except OSError as error:
        raise ValueError(
            tr(
                "{path} cannot be opened: {strerror}.",
                path=short(path),
                strerror=short((error.strerror or str(error)).lower(), CLAUSE),
            )
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(
            tr("{name} is not a table in plain text; save it as CSV (UTF-8).", name=short(path.name))
        ) from error


def _columns(path: Path, head: list[str]) -> tuple[int, int]:
    """Where the seeds are, and what is said of them."""
    names = [name.strip().lower() for name in head]
    if "seed" not in names or len(names) < 2:
        raise ValueError(
            tr("{name} needs a first line that names its columns: seed, and one such as label.", name=short(path.name))
        )
    seeds = names.index("seed")
    others = [i for i in range(len(names)) if i != seeds]
    return seeds, min(others, key=lambda i: FIRST.index(names[i]) if names[i] in FIRST else len(FIRST))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _value(text: str) -> float | None:
    return WORDS.get(text.strip().lower(), _number(text))


def _sides(values: np.ndarray) -> np.ndarray:
    """+1, -1 or 0 (neither) for each of the values."""
    known = np.unique(values)
    if np.isin(known, (-1, 0, 1)).all():
        return values if -1 in known else 2 * values - 1
    if len(known) <= 2:
        return np.where(values == known[-1], 1.0, -1.0) if len(known) == 2 else np.ones(len(values))
    low, high = np.quantile(values, (1 / 3, 2 / 3))
    if low == high:  # most are equal: they are the middle
        return np.sign(values - low)
    return np.where(values >= high, 1.0, np.where(values <= low, -1.0, 0.0))
