"""Films of sliders: their frames' documents, their formats, how one is asked for."""
