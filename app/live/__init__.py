"""Sliders moved from outside, by OSC and MIDI: what listens, and which control moves which slider."""
