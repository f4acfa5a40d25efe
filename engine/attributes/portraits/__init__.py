"""The reader of portraits: what made a picture of `eigenbrush portraits`, read off it, and how far from them it is."""
