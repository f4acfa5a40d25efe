"""The timeline below the picture: keys on a ruler, curves between them, a sound, and where the film is."""
