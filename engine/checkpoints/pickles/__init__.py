"""Pickles, and what torch saved by them: read by a machine of our own, which runs nothing."""
