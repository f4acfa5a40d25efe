"""The film in the window: what the timeline shows and asks for, its frames, and how it is played."""
