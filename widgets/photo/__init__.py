"""A person's own picture: where the face lies in it, and what the generator makes of it."""
