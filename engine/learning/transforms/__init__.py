"""Directions that do what an edit of the picture does: zoom, shift, turn, light and colour.

`edits` are the edits; `walks` and `steering` learn Steerability's walks from a `start` by Gauss and Newton; `inverting`
and `trajectories` look for the codes of edited pictures, and `monotone` fits how places along a direction tell them.
`yardstick` reads off faces how far an edit has come.
"""
