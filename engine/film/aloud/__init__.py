"""The sound of a film as it is heard while the film plays: in step with the clock that the pictures keep to."""
