"""Tables of judged faces."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.boundaries.labels import AT_ONCE, read_labels, reading_labels, write_labels
from tests.limited import linux, opened_in_a_child


def table(tmp_path: Path, text: str | bytes) -> Path:
    """A file with this content."""
    path = tmp_path / "faces.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        "seed,label\n3,yes\n5,no\n",
        "seed,label\n3,TRUE\n5,false\n",
        "seed;score\r\n3;1\r\n5;0\r\n",
        "seed\tanything\n3\t1\n5\t-1\n",
        "Seed, Smiles\n3, 1.0\n5, 0.0\n",
        "name,label,seed\nanna,yes,3\nbert,no,5\n",
        "notes,seed,label\nx,3.0,yes\ny,5.0,no\n",
        "\ufeffseed,label\n3,y\n5,n\n",
        "seed,temperature\n3,21.5\n5,18.25\n",
        "seed,other,score\n3,0,8\n5,1,2\n",
    ],
)
def test_yes_and_no_in_many_spellings(tmp_path: Path, text: str) -> None:
    assert read_labels(table(tmp_path, text)) == (((3, 1.0), (5, -1.0)), 0)


def test_the_last_word_on_a_face_counts(tmp_path: Path) -> None:
    found = read_labels(table(tmp_path, "seed,label\n3,no\n5,no\n3,yes\n"))
    assert dict(found.examples) == {3: 1.0, 5: -1.0}


def test_rows_that_say_nothing_are_skipped_and_counted(tmp_path: Path) -> None:
    text = "seed,label\n1,yes\n2,\n,no\n3\nfour,yes\n5.5,no\n-6,no\n99999999999,no\n7,perhaps\n8,nan\n\n9,no\n"
    assert read_labels(table(tmp_path, text)) == (((1, 1.0), (9, -1.0)), 9)


def test_a_zero_beside_both_signs_is_undecided(tmp_path: Path) -> None:
    assert read_labels(table(tmp_path, "seed,label\n1,1\n2,0\n3,-1\n")) == (((1, 1.0), (3, -1.0)), 1)


def test_of_many_numbers_the_outer_thirds_are_yes_and_no(tmp_path: Path) -> None:
    rows = "".join(f"{seed},{(seed * 7) % 9 / 10}\n" for seed in range(9))
    found = read_labels(table(tmp_path, "seed,smile\n" + rows))
    said = {seed: (seed * 7) % 9 for seed in range(9)}
    assert {said[seed] for seed, side in found.examples if side > 0} == {6, 7, 8}
    assert {said[seed] for seed, side in found.examples if side < 0} == {0, 1, 2} and found.skipped == 3


def test_where_most_numbers_are_equal_they_are_the_middle(tmp_path: Path) -> None:
    rows = "".join(f"{seed},{value}\n" for seed, value in enumerate([5, 5, 5, 5, 5, 5, 5, 9, 2]))
    assert read_labels(table(tmp_path, "seed,stars\n" + rows)).examples == ((7, 1.0), (8, -1.0))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "first line that names its columns"),
        ("3,yes\n5,no\n", "first line that names its columns"),
        ("seed\n3\n5\n", "first line that names its columns"),
        ("seed,label\n", "no row with a seed"),
        ("seed,label\n3,perhaps\n,yes\n", "no row with a seed"),
        ("seed,label\n3,yes\n5,yes\n", "on one side"),
        ("seed,label\n3,0.25\n5,0.25\n", "on one side"),
        ("seed,label\n3,0\n5,0\n", "on one side"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "not a table in plain text"),
        (b"seed,label\n3,yes\0\n", "not a table in plain text"),
    ],
)
def test_what_is_no_such_table_is_refused_in_a_sentence(tmp_path: Path, text: str | bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why) as error:
        read_labels(table(tmp_path, text))
    assert "faces.csv" in str(error.value) and str(error.value).endswith(".") and "\n" not in str(error.value)


@linux
@pytest.mark.parametrize(
    ("row", "times", "said"),
    [
        ("1,1\n", 2_000_000, "more than 250,000 rows"),
        (",", 15_000_000, "needs a first line that names its columns"),
        ("1,1\n", 12_000_000, "would take 48.0 MB, and at most 16.0 MB are read"),
        ("ü,ü\n", 2_000_000, "more than 250,000 rows"),
        ("\n", 10_000_000, "more than 250,000 rows"),
    ],
)
def test_a_table_of_more_than_is_read_is_refused(tmp_path: Path, row: str, times: int, said: str) -> None:
    path = table(tmp_path, ("seed,label\n" if len(row) > 1 else "") + row * times)
    told = opened_in_a_child(path, "from engine.boundaries.labels import read_labels", "read_labels(path)")
    assert said in told and told.endswith(".") and "\n" not in told


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be opened: no such file"):
        read_labels(tmp_path / "none.csv")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "faces.csv"
    write_labels(path, ((2**31, 1.0), (7, -1.0), (0, 0.5)))
    assert path.read_text() == "seed,label\n2147483648,yes\n7,no\n0,yes\n"
    assert read_labels(path) == (((2**31, 1.0), (7, -1.0), (0, 1.0)), 0)


def test_a_long_table_is_read_some_rows_a_step(tmp_path: Path) -> None:
    rows = 2 * AT_ONCE + 1
    job = reading_labels(table(tmp_path, "seed,label\n" + "".join(f"{i},{i % 2}\n" for i in range(rows))))
    assert sum(1 for _ in job) == 3
