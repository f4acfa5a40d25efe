"""The film of a document as a person makes it: what each action means, and films that are made at once."""
