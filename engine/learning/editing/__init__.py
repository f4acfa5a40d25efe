"""Enjoy Your Editing: several attributes learned at once, against what must stay: faces as faces, and everything else.

`engine.learning.assessors` says what judges; here are the shifts that are learned and the terms of the loss.
"""
