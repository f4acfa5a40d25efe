"""Lines of controls that fit where it is narrow: they leave words out, or go on in another line."""
