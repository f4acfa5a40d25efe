"""How good a generator is, in numbers: sliders alive, orthogonality, distance of its pictures from a teacher's."""
