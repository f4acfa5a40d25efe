"""Many pictures at once, as a person asks for them: side by side on a sheet, and one look on many faces."""
