"""A picture brought into a generator: the code that draws it, as nearly as the generator can."""
