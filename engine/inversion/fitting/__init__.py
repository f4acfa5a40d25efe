"""What draws a photo closer than any code: a generator fitted to it, and its noise."""
