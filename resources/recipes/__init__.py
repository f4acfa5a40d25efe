"""Scripts that build files of `resources/` from what others published; no part of the wheel."""
