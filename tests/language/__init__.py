"""Other languages than English: `python -m tests.language` finds the sentences of the source and brings the files of
`resources/languages` up to date; Qt Linguist opens them."""
