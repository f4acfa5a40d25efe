"""Two workers on loopback, and a window whose generator has them work in several units."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.app.opened import Opened, quiet
from tests.engine.remote.conftest import SOURCE, certificates, host  # noqa: F401  fixtures


@pytest.fixture
def window(make_window: Callable[..., Opened], brief_ganspace: None) -> Opened:
    opened = make_window(first=SOURCE)
    quiet(opened)
    return opened
