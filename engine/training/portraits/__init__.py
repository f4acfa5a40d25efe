"""Portraits whose truth is known: drawn from MakeHuman's meshes (CC0) with every factor that made them written down."""
