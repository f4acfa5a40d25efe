"""Read any file of weights without running anything that is in it."""
