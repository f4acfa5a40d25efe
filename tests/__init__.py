"""The tests, under the threads that the program itself asks for: set by `app` before numpy and torch are loaded."""

import app  # noqa: F401
