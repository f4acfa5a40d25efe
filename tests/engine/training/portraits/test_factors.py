"""The factors of portraits: independent, the same for every process, with words for their ends."""

from __future__ import annotations

import numpy as np
import pytest

from engine.training.portraits.factors import BY_NAME, FACTORS, LIMIT, NAMES, draw_factors
from engine.training.portraits.table import Table, read_table, table_path, write_table


def test_every_factor_has_its_words_and_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(FACTORS)
    assert all(f.low and f.high and f.unit and f.low != f.high for f in FACTORS)


def test_a_row_depends_on_the_seed_and_its_number_alone() -> None:
    whole = draw_factors(7, 0, 40)
    assert np.array_equal(whole[13:20], draw_factors(7, 13, 7))
    assert not np.array_equal(whole, draw_factors(8, 0, 40))
    # NumPy's frozen stream: these numbers must never change, or data of other machines no longer match.
    assert draw_factors(1, 0, 1)[0, :3] == pytest.approx([-0.780146, 0.840166, -2.4], abs=1e-5)


def test_factors_are_standard_normal_and_independent() -> None:
    table = draw_factors(3, 0, 4000)
    assert np.abs(table.mean(0)).max() < 0.07
    assert np.abs(table.std(0) - 0.98).max() < 0.05
    assert np.abs(np.corrcoef(table.T) - np.eye(len(FACTORS))).max() < 0.07
    assert np.abs(table).max() <= np.float32(LIMIT)


def test_what_is_visible_of_a_factor() -> None:
    values = np.array([-2.0, 0.0, 0.5, 2.0], np.float32)
    assert BY_NAME["yaw"].visible(values).tolist() == values.tolist()
    assert BY_NAME["beard"].visible(values).tolist() == pytest.approx([0.2, 0.2, 0.5, 2.0])
    assert BY_NAME["glasses"].visible(values).tolist() == [0, 0, 0, 1]


def test_the_table_comes_back(tmp_path) -> None:
    pictures, values = tmp_path / "x.npy", draw_factors(0, 0, 5)
    assert read_table(pictures) is None
    write_table(pictures, values)
    table = read_table(pictures)
    assert isinstance(table, Table) and table.names == NAMES
    assert np.array_equal(table.column("smile"), values[:, NAMES.index("smile")])
    lines = (tmp_path / "x.csv").read_text().splitlines()
    assert lines[0].split(",") == list(NAMES) and len(lines) == 6
    with pytest.raises(KeyError):
        table.column("wings")


def test_a_damaged_table_is_told_in_one_sentence(tmp_path) -> None:
    pictures = tmp_path / "x.npy"
    write_table(pictures, draw_factors(0, 0, 5))
    content = table_path(pictures).read_bytes()
    table_path(pictures).write_bytes(content[: len(content) // 2])
    with pytest.raises(ValueError, match="no table of factors"):
        read_table(pictures)
    np.savez(table_path(pictures), values=np.zeros((3, 2)), names=np.array(["a"]))
    with pytest.raises(ValueError, match="Make it anew"):
        read_table(pictures)
