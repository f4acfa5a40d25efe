"""Random use of everything, kept: `python -m tests.torture --minutes N`; a short run is part of the tests."""
