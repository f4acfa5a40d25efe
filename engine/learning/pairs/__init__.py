"""Directions that can be told from pairs of pictures: a reconstructor sees a picture and the same one shifted along one
of them, and says along which and how far (Voynov and Babenko 2020; Tzelepis et al. 2021)."""
