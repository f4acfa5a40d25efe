"""Many pictures at once, in the window: what is asked, and given to the engine."""
