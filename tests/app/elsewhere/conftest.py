"""Two workers on loopback, and a window that may be connected to them."""

from tests.engine.remote.conftest import certificates, host  # noqa: F401  fixtures
