"""A person's own pictures: where the face lies in one, what is ignored, what is asked about one or many."""
