"""A drawer of small portraits for tests, or a reason to skip that prints."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from engine.training.portraits.factors import FACTORS, NAMES

pytest.importorskip("anny", reason="portraits are drawn with the extra: pip install .[portraits]")
pytest.importorskip("moderngl", reason="portraits are drawn with the extra: pip install .[portraits]")

from engine.training.portraits.drawing import Portraits

SIDE = 64


@lru_cache(1)
def drawer() -> Portraits:
    try:
        return Portraits(SIDE)
    except RuntimeError as error:
        pytest.skip(str(error))


def portrait(**values: float) -> np.ndarray:
    """The portrait of factors that are 0 but for those named (spaces as underscores), float (S, S, 3) in 0 to 255."""
    row = np.zeros((1, len(FACTORS)), np.float32)
    for name, value in values.items():
        row[0, NAMES.index(name.replace("_", " "))] = value
    return drawer().draw(row)[0].astype(float)
