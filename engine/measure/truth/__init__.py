"""What a generator's sliders truly move: measured against the factors that made the portraits it learned from."""
