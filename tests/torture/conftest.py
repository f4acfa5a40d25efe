"""The real window, as the tests of the program have it."""

from __future__ import annotations

from tests.app.conftest import dcgan_file, make_window

__all__ = ["dcgan_file", "make_window"]
